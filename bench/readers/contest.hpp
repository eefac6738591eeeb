// One reader's answers to the same drawn lines, and what they cost.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ocr/reader/engine.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::bench {

/// What a name's place in a line is judged by: for Tesseract its glyphs with their alternatives, for ours the
/// posterior.
struct Answer {
    std::vector<Glyph> glyphs;
    std::optional<ocr::Posterior> posterior;
};

struct Contestant {
    std::string name;
    std::unique_ptr<ocr::Engine> engine;
    ocr::LineReader* own = nullptr;  // the same engine, if it is ours
    double start_ms = 0, memory_mib = 0;
};

/// "mangping" with its model's folder, "tesseract:chi_sim", "tesseract:HanS", or "chi_sim", "HanS" for the same
/// networks run by ocr/lstm. A fault's code goes to `why`.
[[nodiscard]] std::optional<Contestant> enter(const std::string& name, const std::string& folder, std::string& why);

/// One answer a line; the lines are handed over together, as a page's are.
[[nodiscard]] std::vector<Answer> answers(const Contestant& contestant, const std::vector<const Raster*>& lines);

/// Takes the fall of light out of a line and stretches its tones, as ocr/lines does before it shows a line to a reader.
void light_as_pages_have_it(Raster& grey);

struct Errors {
    std::size_t wrong = 0, characters = 0;
    [[nodiscard]] double share() const {
        return characters == 0 ? 0 : static_cast<double>(wrong) / static_cast<double>(characters);
    }
};
/// Levenshtein distance of the best readings to the truth; wide forms count as narrow ones, spaces do not count.
[[nodiscard]] Errors errors_of(const std::vector<Glyph>& glyphs, const textlines::TextLine& line);

/// CPU seconds of this thread.
[[nodiscard]] double thread_seconds();

}  // namespace mangping::bench
