// All that is measured of a page before it is judged.
#pragma once

#include <vector>

#include "detectors/clarity/legibility.hpp"
#include "detectors/clarity/missing.hpp"
#include "detectors/clarity/spectrum.hpp"
#include "detectors/clarity/strokes.hpp"
#include "detectors/clarity/text_regions.hpp"
#include "models/page.hpp"

namespace mangping::detectors {

struct Judged {
    TextPiece piece;
    PieceMeasure measure;
    Hindrance hindrance;
    double own_blur_em = 0;  // that its own edges show; the measure's is what its neighbours agree on
};

/// What moire and specks do to all of the page, on the scale of Hindrance.
struct Veil {
    double moire = 0, specks = 0;
};

/// What looks like lines but is not meant to be read: watermarks, the back of the sheet, stripes.
struct LeftOut {
    double sure_ems = 0, unsure_ems = 0;
    double contrast = 0;  // median, as a share of the text's
};

struct Evidence {
    std::vector<Judged> pieces;
    TextRegions text;
    LeftOut left_out;
    Veil veil;
    std::vector<Missing> missing;
    Detail detail;
    Strokes strokes;
    double worst_line = 0;  // hindrance of the line that is hardest to read
    bool portrait = false;  // a face that fills the picture, and hardly any text beside it
    bool empty = false;     // nothing on it is text, or a page number only
    int width = 0, height = 0, jpeg_quality = 0;
};

[[nodiscard]] Evidence evidence_of(const SourcePage& page, const Pose& pose);

/// Length of a piece in its own ems.
[[nodiscard]] double ems_of(const TextPiece& piece);
/// 0 of nothing.
[[nodiscard]] double quantile_of(std::vector<double> values, double share);
[[nodiscard]] inline double median_of(std::vector<double> values) { return quantile_of(std::move(values), 0.5); }

}  // namespace mangping::detectors
