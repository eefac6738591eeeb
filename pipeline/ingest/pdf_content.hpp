// The operators of a PDF content stream, one after the other (ISO 32000-1, 7.8.2), just well enough to see what is
// drawn where: enough syntax to step over strings and inline images, and nothing that grows with a hostile stream.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "models/geometry.hpp"

namespace mangping::ingest {

struct ContentOperator {
    std::string_view name;          // "cm", "Do", "BI" (an inline image, already stepped over), …
    std::vector<double> numbers;    // operands that are numbers, in order
    std::string_view operand_name;  // last operand that is a name, without the slash
    std::map<std::string, double, std::less<>> inline_numbers;  // of an inline image: "W", "H", "Width", "Height", …
};

/// Tj, TJ, ' and " (ISO 32000-1, 9.4.3).
[[nodiscard]] bool shows_text(std::string_view op);
/// Six numbers as PDF writes them, a b c d e f; precondition: six.
[[nodiscard]] Transform matrix_of(const std::vector<double>& numbers);

class ContentScanner {
public:
    /// `stream` must outlive the scanner and what it gives out.
    explicit ContentScanner(std::string_view stream) : rest_(stream) {}
    /// False at the end.
    bool next(ContentOperator& out);

private:
    std::string_view token();
    void skip_string();
    void read_inline_image(ContentOperator& out);

    std::string_view rest_;
};

}  // namespace mangping::ingest
