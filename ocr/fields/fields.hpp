// What a page says, by the keys of the spec's field table. Every value is read off the page alone: what was declared is
// never evidence for itself.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/kind.hpp"
#include "models/page.hpp"

namespace mangping::ocr {

/// What stands on the arc of a round seal, as each network read it round from the band's start.
struct SealText {
    Rect seal_upright;
    std::vector<std::vector<Glyph>> readings;
};

struct PageView {
    const Reading* reading = nullptr;  // never null
    double width = 0, height = 0;      // upright px
    std::span<const Code> codes;
    /// The second witness to who signed, and the only one where the seal lies on the printed name.
    std::span<const SealText> seals;
    /// The PDF's own text, upright; a second witness where the raster says the same, and never one alone.
    std::span<const TextRun> text_layer_upright;
    /// As detectors saw them; a signature that nobody could look for, its label unread, is unknown.
    std::optional<bool> signature;
    bool fingerprint = false;
    bool colour = false;  // coloured ink is on the page: a red fingerprint would have been seen
    /// Which of many people on a list is meant. It chooses among rows that were read; no value comes from it.
    std::string applicant;
};

struct ReadField {
    std::string value;  // normalised as the spec says
    Rect box_upright;   // empty where the value has no one place
    double confidence = 0;
};

/// Keys as in the spec. A key that is missing was not found: nothing is said about it. Kinds without fields give none.
[[nodiscard]] std::map<std::string, ReadField> read_fields(Kind kind, const PageView& page);

}  // namespace mangping::ocr
