#include "ocr/lattice/confusion.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mangping::ocr {
namespace {

// Read for each other on clean scans (research on Tesseract's Chinese models, and accuracy reading on generated pages).
constexpr std::array<std::u32string_view, 17> kLikes{
    U"〇0oO@", U"(〈《【〔（", U")〉》】〕）", U"1li|I",  U"己已巳", U"未末",          U"土士十", U"人入八", U"日曰目",
    U"千干于", U"口囗",        U"天夭",        U"戊戌戍", U"大太犬", U"·.•*:;,'\"…、", U"一-—",   U"辶之",
};
constexpr float kLikeCost = 2.5F;
// A pair that looks alike: what likeness 0.95 and more costs, and each step of the table (0.037 less of it).
constexpr float kShapeCost = 3.0F;
constexpr float kShapeStep = 0.5F;

constexpr char kShapesText[] =
#include "ocr/lattice/shapes.inc"
    ;

constexpr char kHardText[] =
#include "ocr/lattice/hard.inc"
    ;

struct Alike {
    std::uint64_t pair;  // want << 32 | seen
    float cost;
    friend bool operator<(const Alike& a, const Alike& b) { return a.pair < b.pair; }
};

constexpr std::string_view kShapes(kShapesText, sizeof kShapesText - 1);

std::uint64_t pair_of(char32_t want, char32_t seen) { return static_cast<std::uint64_t>(want) << 32U | seen; }

/// The character of three bytes (all Han of the table are) that starts at `at`.
char32_t three_bytes(const char* at) {
    const auto byte = [at](int i) { return static_cast<unsigned char>(at[i]); };
    return static_cast<char32_t>((byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
}

std::vector<Alike> parsed() {
    std::vector<Alike> out;
    std::size_t line = kShapes.find('\n') + 1;
    for (std::size_t end; (end = kShapes.find('\n', line)) != std::string_view::npos; line = end + 1) {
        if (end - line < 7) continue;
        const char32_t want = three_bytes(kShapes.data() + line);
        for (std::size_t at = line + 3; at + 4 <= end; at += 4) {
            const auto digit = static_cast<float>(kShapes[at + 3] - '0');
            out.push_back({pair_of(want, three_bytes(kShapes.data() + at)), kShapeCost + kShapeStep * digit});
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::unordered_map<char32_t, float> missed() {
    constexpr std::string_view text(kHardText, sizeof kHardText - 1);
    std::unordered_map<char32_t, float> out;
    for (std::size_t at = 0; at + 4 <= text.size();) {
        if (text[at] == '\n') {
            ++at;
            continue;
        }
        out[three_bytes(text.data() + at)] = static_cast<float>(text[at + 3] - '0') / 10 + 0.05F;
        at += 4;
    }
    return out;
}

}  // namespace

float missed_share(char32_t want) {
    static const std::unordered_map<char32_t, float> shares = missed();
    const auto at = shares.find(want);
    return at == shares.end() ? 0 : at->second;
}

float substitution_cost(char32_t want, char32_t seen) {
    if (want == seen) return 0;
    for (const std::u32string_view group : kLikes)
        if (group.find(want) != group.npos && group.find(seen) != group.npos) return kLikeCost;
    static const std::vector<Alike> shapes = parsed();
    const auto at = std::lower_bound(shapes.begin(), shapes.end(), Alike{pair_of(want, seen), 0});
    return at != shapes.end() && at->pair == pair_of(want, seen) ? at->cost : kUnrelatedCost;
}

}  // namespace mangping::ocr
