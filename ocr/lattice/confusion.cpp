#include "ocr/lattice/confusion.hpp"

#include <array>
#include <string_view>

namespace mangping::ocr {
namespace {

// Characters within a group are read for each other on clean scans (research on Tesseract's Chinese models).
constexpr std::array<std::u32string_view, 16> kLikes{
    U"〇0o@O", U"(〈",    U")〉",  U"1li|", U"己已巳", U"未末",   U"土士", U"人入八",
    U"日曰目", U"千干于", U"口囗", U"天夭", U"戊戌戍", U"大太犬", U"·.•",  U"一-—",
};
constexpr float kLikeCost = 2.5F;

}  // namespace

float substitution_cost(char32_t want, char32_t seen) {
    if (want == seen) return 0;
    for (const std::u32string_view group : kLikes)
        if (group.find(want) != group.npos && group.find(seen) != group.npos) return kLikeCost;
    return kUnrelatedCost;
}

}  // namespace mangping::ocr
