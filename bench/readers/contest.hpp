// One reader's answers to the same drawn lines, and what they cost.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ocr/engine.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::bench {

struct Contestant {
    std::string name;
    std::unique_ptr<ocr::Engine> engine;
    double start_ms = 0, memory_mib = 0;
};

/// "mangping" for our own, "tesseract:chi_sim", "tesseract:HanS", or "chi_sim", "HanS" for the same networks run by
/// ocr/lstm; or the path of a .traineddata. A fault's code goes to `why`.
[[nodiscard]] std::optional<Contestant> enter(const std::string& name, std::string& why);

/// One answer a line; the lines are handed over together, as a page's are.
[[nodiscard]] std::vector<ocr::LineReading> answers(const Contestant& contestant,
                                                    const std::vector<const Raster*>& lines);

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
