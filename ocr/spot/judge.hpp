// From an alignment and its surroundings to one probability.
#pragma once

#include <string_view>
#include <vector>

#include "models/outcome.hpp"
#include "ocr/spot/align.hpp"
#include "ocr/spot/surroundings.hpp"

namespace mangping::ocr {

// Zones of the probability. Judged on hand-written near misses: an exact two-character name in prose reaches 0.99, a
// colleague's name that differs by one surely read character stays under 0.1.
inline constexpr double mask_from = 0.85;
/// Stands in the evidence of a string of which characters that the reader hardly knows were read otherwise.
inline constexpr std::string_view hard_source = ":hard";
/// Of a misread employer that stands behind a label that asks for it (单位：).
inline constexpr std::string_view asked_for_source = ":asked-for";
/// Ends the evidence of a misread employer of whose own part (昆仑经纬) every character was read.
inline constexpr std::string_view own_part_source = ":own-part";
inline constexpr double ask_from = 0.15;
/// Between this and a question nobody is asked but the networks (look_again).
inline constexpr double ask_networks_from = 0.05;

struct Judged {
    Match match;
    Surroundings around;
    double probability = 0;      // that the target stands there, 0..1
    bool denied = false;         // surely read as something else
    bool within_longer = false;  // read as it is, but inside a longer name
    std::vector<Clue> clues;     // what the probability is made of
};

[[nodiscard]] Judged judge(const Match& match, const Cells& cells);

[[nodiscard]] inline Zone zone_of(double probability) {
    return probability >= mask_from ? Zone::mask : probability >= ask_from ? Zone::ask : Zone::leave;
}

/// One quad per glyph of the match, upright pixels; glyphs that were misread, lost or boxed wrongly included.
[[nodiscard]] std::vector<Quad> pieces_of(const Match& match);
/// How the string is shared between the lines (or cells) it goes over; empty where it stands on one.
[[nodiscard]] std::vector<LineShare> lines_of(const Match& match);

}  // namespace mangping::ocr
