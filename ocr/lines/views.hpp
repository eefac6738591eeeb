// Reading one line: in one view, and in further views where the first left doubt.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "ocr/engine.hpp"
#include "ocr/lines/layout.hpp"
#include "ocr/lines/picture.hpp"

namespace mangping::ocr::lines {

struct OneReading {
    std::vector<Glyph> glyphs;  // upright px
    float confidence = 0;
};

/// Glyphs [first, last) of a reading.
struct Span {
    std::size_t first = 0, last = 0;
};

/// The pictures of a line that wait to be read together with those of other lines.
class Pending {
public:
    /// The whole line.
    Pending(const FoundLine& line, const LineSource& source, const View& view);
    /// The doubtful stretches of a line that `first`, which must outlive this, is sure of for the most part; else the
    /// whole line.
    Pending(const FoundLine& line, const LineSource& source, const View& view, const OneReading& first);

    [[nodiscard]] const std::vector<LinePicture>& pictures() const { return pictures_; }
    /// Whether its only picture is the whole line.
    [[nodiscard]] bool is_whole() const { return spans_.empty() && pictures_.size() == 1; }
    /// The line's reading from the answers to its pictures: boxes fitted to the ink, stretches put in their places. A
    /// stretch whose ink gave no reading stays as it was.
    [[nodiscard]] OneReading taken(std::span<LineReading> answers) const;

private:
    const OneReading* first_ = nullptr;
    std::vector<Span> spans_;  // one a picture; empty when the only picture is the whole line
    std::vector<LinePicture> pictures_;
};

/// One for each that was read together: what the engine saw; null for one that is not a whole line.
using Evidences = std::vector<std::shared_ptr<const Evidence>>;

/// Reads all pictures in one go. Faults: those of the engine.
[[nodiscard]] Result<std::vector<OneReading>> read_all(const std::vector<Pending>& pending, Engine& engine,
                                                       Evidences* evidences = nullptr);

/// The ink of the line between two levels of x, upright px.
[[nodiscard]] FoundLine stretch_of(const FoundLine& line, double left, double right, double work_from_upright);

/// Whether a glyph in it is likely wrong, or most are.
[[nodiscard]] bool doubtful(const OneReading& reading);

/// A size that sits differently on the network's grid than the usual one.
[[nodiscard]] View other_size();

/// Takes a further reading of the whole line: `best` becomes the surer, `others` gets the rest. True when that is
/// enough: the further reading left no doubt, or the line cannot be read at all.
[[nodiscard]] bool weigh_in(OneReading other, float first_confidence, OneReading& best,
                            std::vector<std::vector<Glyph>>& others);

/// Takes out what says the same as `best`, and what says nothing.
void drop_repeats(const OneReading& best, std::vector<std::vector<Glyph>>& others);

}  // namespace mangping::ocr::lines
