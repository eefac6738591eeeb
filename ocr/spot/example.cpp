// Readers do not know every character: of 郗昶宁 in a slanted type both networks read two as something else, and
// unsurely. But the pictures of one character in one type are alike, whatever it is called.
//
// Chosen by 30 comparisons on six batches of dossiers: the same character in one type had 0.97 and more in print, 0.95
// on scans; two different ones 0.16 to 0.62, and 0.78 where they share their half (昕, 忻). In another type, under ink
// or in a hand everything lies below 0.9, and nothing is said.
#include "ocr/spot/example.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "ocr/names/utf.hpp"
#include "ocr/spot/judge.hpp"

namespace mangping::ocr {
namespace {

constexpr double kSame = 0.85, kSameMean = 0.9;
constexpr double kOther = 0.7, kSameType = 0.9;
constexpr double kByExample = 0.95;

bool read_as_it_is(const Finding& f) { return f.source.find("exact") != std::string::npos; }

/// One piece a character, none a dot's or a hole's.
bool piecewise(const Finding& f) { return code_points(f.text).size() == f.pieces_upright.size(); }

bool to_compare(const Finding& f) {
    return f.kind == MaskKind::name && f.zone != Zone::mask && f.source.starts_with("reading:") && !read_as_it_is(f) &&
           piecewise(f);
}

bool may_be_example(const Finding& f) {
    constexpr double sure = 0.97;
    return f.kind == MaskKind::name && f.zone == Zone::mask && f.source.starts_with("reading:") && piecewise(f) &&
           (read_as_it_is(f) || f.confidence >= sure);
}

std::vector<double> likenesses(const Finding& f, const Finding& example, const Alike& alike) {
    std::vector<double> out;
    for (std::size_t i = 0; i < f.pieces_upright.size(); ++i)
        out.push_back(alike(bounding(f.pieces_upright[i]), bounding(example.pieces_upright[i])));
    return out;
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// What was read at the place of a piece is surely not this character.
bool surely_read_otherwise(const Reading& reading, const Rect& place, char32_t character) {
    constexpr float sure = 0.6F, possible = 0.02F;
    const Glyph* best = nullptr;
    double most = 0.5 * place.area();
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs)
            if (const double shared = intersection(glyph.box_upright, place).area(); shared > most) {
                most = shared;
                best = &glyph;
            }
    if (best == nullptr || best->alternatives.empty() || best->alternatives.front().probability < sure) return false;
    const std::string text = utf8(std::u32string(1, character));
    return std::none_of(best->alternatives.begin(), best->alternatives.end(),
                        [&](const Alternative& a) { return a.text == text && a.probability >= possible; });
}

/// Most of the glyphs are the example's, in its type; those that are not were surely read as others.
bool somebody_else(const Finding& f, const std::vector<double>& likeness, const Reading& reading) {
    const std::u32string name = code_points(f.text);
    std::size_t others = 0;
    for (std::size_t i = 0; i < likeness.size(); ++i) {
        if (likeness[i] >= kSameType) continue;
        if (likeness[i] > kOther || !surely_read_otherwise(reading, bounding(f.pieces_upright[i]), name[i]))
            return false;
        ++others;
    }
    return others > 0 && 2 * others < likeness.size() + 1;
}

}  // namespace

void compare_with_examples(std::vector<Finding>& findings, const Reading& reading, const Alike& alike) {
    const std::vector<Finding> all = findings;
    for (Finding& f : findings) {
        if (!to_compare(f)) continue;
        std::vector<double> best;
        for (const Finding& example : all) {
            if (!may_be_example(example) || example.text != f.text ||
                example.pieces_upright.size() != f.pieces_upright.size())
                continue;
            std::vector<double> likeness = likenesses(f, example, alike);
            if (best.empty() || mean_of(likeness) > mean_of(best)) best = std::move(likeness);
        }
        if (best.empty()) continue;
        if (*std::min_element(best.begin(), best.end()) >= kSame && mean_of(best) >= kSameMean) {
            f.confidence = kByExample;
            f.zone = Zone::mask;
            f.source += example_source;
        } else if (somebody_else(f, best, reading)) {
            f.confidence = 0;
            f.zone = Zone::leave;
        }
    }
}

}  // namespace mangping::ocr
