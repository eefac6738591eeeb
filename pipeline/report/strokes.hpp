// Capital letters, digits and a few signs as lines, for the footer of dossier.pdf: what is drawn is no text layer.
#pragma once

#include <string>
#include <string_view>

namespace mangping::report {

/// PDF path operators that draw `ascii` with its left end's base line at (x, y), capitals `height` points high.
/// Lower case is drawn as capitals; what has no shape here is left blank.
[[nodiscard]] std::string stroked(std::string_view ascii, double x, double y, double height);
/// How wide stroked() draws it, points.
[[nodiscard]] double stroked_width(std::string_view ascii, double height);
/// A number as PDF writes it: at most four decimals, never an exponent, the same under every locale.
[[nodiscard]] std::string pdf_number(double value);

}  // namespace mangping::report
