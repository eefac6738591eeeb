#include "bench/readers/names.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::bench {
namespace {

// What a character counts that is not among a glyph's alternatives (chosen: less than any alternative that is listed).
constexpr double kUnlisted = -9;

/// ln of the string's own likelihood: its ratio to what was read there, and how likely that was. The ratio alone is no
/// evidence where the reader sees nothing: there every string is as likely as what it read.
double in_posterior(const ocr::LineReading& answer, const std::u32string& name, double width) {
    const double never = kUnlisted * static_cast<double>(name.size());
    std::vector<std::string> characters;
    for (const char32_t c : name) characters.push_back(textlines::utf8(std::u32string_view(&c, 1)));
    const ocr::Placed placed =
        answer.evidence->place(characters, std::vector<bool>(characters.size(), false), 0, width);
    if (placed.from_px.empty()) return never;
    double read = 0;
    for (const Glyph& g : answer.glyphs) {
        const double x = g.box_upright.centre().x;
        if (x > placed.from_px.front() && x < placed.to_px.back())
            read += std::log(std::max(1e-6, static_cast<double>(g.alternatives.front().probability)));
    }
    return std::max(placed.log_ratio + read, never);
}

double of_glyph(const Glyph& glyph, char32_t wanted) {
    for (const Alternative& a : glyph.alternatives) {
        const std::u32string text = textlines::code_points(a.text);
        if (text.size() == 1 && textlines::plain_form(text[0]) == wanted)
            return std::max(kUnlisted, std::log(std::max(1e-6, static_cast<double>(a.probability))));
    }
    return kUnlisted;
}

/// The best run of as many glyphs as the name has characters; one missing or extra glyph costs like a wrong one.
double in_glyphs(const std::vector<Glyph>& glyphs, const std::u32string& name) {
    const std::size_t n = name.size(), m = glyphs.size();
    std::vector<double> row(m + 1, 0.0);  // beginning anywhere is free
    for (std::size_t i = 1; i <= n; ++i) {
        double diagonal = row[0];
        row[0] += kUnlisted;
        for (std::size_t j = 1; j <= m; ++j) {
            const double matched = diagonal + of_glyph(glyphs[j - 1], name[i - 1]);
            diagonal = row[j];
            row[j] = std::max({matched, row[j] + kUnlisted, row[j - 1] + kUnlisted});
        }
    }
    return *std::max_element(row.begin(), row.end());
}

}  // namespace

double score_of(const ocr::LineReading& answer, const std::u32string& name, double width) {
    return answer.evidence ? in_posterior(answer, name, width) : in_glyphs(answer.glyphs, name);
}

double found_at(std::vector<double> elsewhere, const std::vector<double>& there, double rate) {
    if (elsewhere.empty() || there.empty()) return 0;
    std::sort(elsewhere.begin(), elsewhere.end(), std::greater<>());
    const auto allowed = static_cast<std::size_t>(rate * static_cast<double>(elsewhere.size()));
    const double threshold = elsewhere[std::min(allowed, elsewhere.size() - 1)];
    const auto found = std::count_if(there.begin(), there.end(), [&](double s) { return s > threshold; });
    return static_cast<double>(found) / static_cast<double>(there.size());
}

}  // namespace mangping::bench
