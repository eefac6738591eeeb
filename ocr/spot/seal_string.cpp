#include "ocr/spot/seal_string.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "ocr/names/employer.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/decoys.hpp"
#include "ocr/spot/judge.hpp"
#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {
namespace {

// Nats a character, mean over the networks, and how far above the best of the decoys. By `accuracy strings` (seeds 72
// and 73, 178 seals of 300 hard pages): 95 of 100 right names take less than 6 or 12 and lie 20 to 30 above; of other
// organisations' half take 32, and where an arc shows nothing every name takes 4 to 9 and lies within 3. Chosen
// between.
constexpr double kSurely = -9, kPerhaps = -12, kSurelyAbove = 5, kPerhapsAbove = 3;
// A character that costs both networks so much is another one, as in a sister's name (chosen). Where the rest hardly
// reads either, one may be a blot.
constexpr double kRefuted = -13, kMostRefuted = 0.3, kHardlyReads = -3;
// Below this no form of the employer stands on the arc, whatever does (chosen by the same list).
constexpr double kOfAnother = -12;
constexpr float kLeastConfidence = 0.2F;
// An arc of which so many characters were surely read, few of them the employer's, is another's, unless its whole
// explains the arc well (chosen).
constexpr float kSureGlyph = 0.75F;
constexpr std::size_t kLeastSure = 4;
constexpr double kMostShared = 0.3;
constexpr double kClearly = 2;  // by which a shorter form must fit better (chosen)
constexpr double kMaskConfidence = 0.9, kAskConfidence = 0.5;
constexpr std::size_t kLeastCharacters = 5;
constexpr double kLeastShare = 0.6;    // of the full name's length: what explains a few steps explains a blot too
constexpr std::size_t kWholeName = 8;  // characters of a declared name that no blot explains (chosen)
constexpr double kFullName = 0.94;     // least prior of the forms that stand on seals, whole and with a region

/// The band's pieces under the characters, each half way to its neighbours, evened out: arcs are set evenly, and a
/// blurred character's steps wander.
std::vector<Quad> pieces_under(const Seal& seal, const std::vector<double>& centre) {
    const auto m = static_cast<double>(centre.size());
    double sum = 0, sum_i = 0, sum_ii = 0, sum_ix = 0;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        const auto k = static_cast<double>(i);
        sum += centre[i];
        sum_i += k;
        sum_ii += k * k;
        sum_ix += k * centre[i];
    }
    const double pitch = (m * sum_ix - sum_i * sum) / (m * sum_ii - sum_i * sum_i);
    const double start = (sum - pitch * sum_i) / m;
    const double margin = 0.1 * seal.band->height;
    std::vector<Quad> out;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        const double x = start + pitch * (static_cast<double>(i) - 0.5);
        out.push_back(piece_of_band(seal, {x, -margin, pitch, seal.band->height + 2 * margin}));
    }
    return out;
}

/// Whether a network surely read other characters than those of the employer's forms.
bool reads_as_another(std::span<const LineReading> bands, const std::vector<Pattern>& patterns) {
    std::u32string own;
    for (const Pattern& p : patterns)
        if (p.form->kind == MaskKind::employer) own += p.text;
    return std::any_of(bands.begin(), bands.end(), [&](const LineReading& band) {
        std::size_t sure = 0, shared = 0;
        for (const Glyph& g : band.glyphs) {
            const std::u32string text = fold(g.text());
            if (text.size() != 1 || !is_han(text[0]) || g.alternatives.front().probability < kSureGlyph) continue;
            ++sure;
            shared += own.find(text[0]) != std::u32string::npos ? 1 : 0;
        }
        return sure >= kLeastSure && static_cast<double>(shared) < kMostShared * static_cast<double>(sure);
    });
}

/// The arc reads, and of what it shows of the name without a doubt nothing tells it from others of its kind: a sister's
/// seal, 自治区水文局 where 克孜河水文局 is asked for.
bool is_a_sisters(const Pattern& pattern, const OnArc& on) {
    constexpr std::ptrdiff_t least = 2;
    const auto refuted = std::count_if(on.cost.begin(), on.cost.end(), [](double c) { return c < kRefuted; });
    if (on.per_character <= kPerhaps || refuted < least) return false;
    std::u32string rest;
    for (std::size_t i = 0; i < on.cost.size() && i < pattern.text.size(); ++i)
        if (on.cost[i] >= kHardlyReads) rest += pattern.text[i];
    return is_generic(rest);
}

/// What strings that nobody asked for take at best.
double best_decoy(std::span<const LineReading> bands, const std::vector<std::string>& characters, double width) {
    double most = -1e9;
    for (const std::vector<std::string>& decoy : decoys_of(characters))
        if (const auto other = on_arc(bands, decoy, width)) most = std::max(most, other->per_character);
    return most;
}

}  // namespace

std::optional<OnArc> on_arc(std::span<const LineReading> bands, const std::vector<std::string>& characters,
                            double width) {
    const std::size_t m = characters.size();
    std::vector<Placed> places;
    for (const LineReading& band : bands)
        if (band.evidence != nullptr)
            places.push_back(band.evidence->place(characters, std::vector<bool>(m, false), 0, width));
    OnArc out;
    out.cost.assign(m, -1e9);
    out.centre.assign(m, 0);
    const Placed* best = nullptr;
    for (const Placed& place : places) {
        if (place.from_px.size() != m || std::isinf(place.log_ratio)) return std::nullopt;
        const auto n = static_cast<double>(places.size());
        out.per_character += place.log_ratio / static_cast<double>(m) / n;
        for (std::size_t i = 0; i < m; ++i) out.cost[i] = std::max(out.cost[i], place.cost[i]);
        if (best == nullptr || place.log_ratio > best->log_ratio) best = &place;
    }
    if (best == nullptr) return std::nullopt;
    for (std::size_t i = 0; i < m; ++i) out.centre[i] = (best->from_px[i] + best->to_px[i]) / 2;
    return out;
}

SealVerdict place_on_seal(const Seal& seal, std::span<const LineReading> bands, const Targets& targets) {
    SealVerdict out;
    if (seal.square || !seal.band || seal.band->width <= 0) return out;
    const double width = seal.band->width;
    std::optional<Finding>& best = out.finding;
    double most = -std::numeric_limits<double>::infinity(), most_of_all = most;
    const std::vector<Pattern> patterns = patterns_of(targets);
    std::size_t longest = 0;
    bool sisters = false;
    for (const Pattern& p : patterns)
        if (p.form->kind == MaskKind::employer) longest = std::max(longest, p.text.size());
    for (const Pattern& pattern : patterns) {
        const std::size_t m = pattern.text.size();
        // A declared name is whole in itself, though an alias (an academy's institute) may be twice as long.
        const bool whole = pattern.form->prior >= 1 && m >= kWholeName;
        if (!whole && static_cast<double>(m) < kLeastShare * static_cast<double>(longest)) continue;
        if (pattern.form->kind != MaskKind::employer || m < kLeastCharacters || pattern.form->prior < kFullName ||
            pattern.form->needs_context || (pattern.form->prior < 1 && is_generic(pattern.text)))
            continue;
        std::vector<std::string> characters;
        for (const char32_t c : pattern.text) characters.push_back(utf8(std::u32string(1, c)));
        const auto sum = on_arc(bands, characters, width);
        if (!sum) continue;
        if (is_a_sisters(pattern, *sum)) {
            sisters = true;
            continue;
        }
        most_of_all = std::max(most_of_all, sum->per_character);
        // Forms come longest first; a shorter one must fit clearly better, as the longer one hides more.
        if (sum->per_character <= most + (best ? kClearly : 0)) continue;
        const auto refuted = std::count_if(sum->cost.begin(), sum->cost.end(), [](double c) { return c < kRefuted; });
        const auto own =
            sum->cost.begin() + static_cast<std::ptrdiff_t>(std::min(pattern.form->region, sum->cost.size()));
        const auto own_refuted = std::count_if(own, sum->cost.end(), [](double c) { return c < kRefuted; });
        // What all organisations of its place begin with says nothing.
        if (static_cast<double>(refuted) > kMostRefuted * static_cast<double>(m) ||
            static_cast<double>(own_refuted) > kMostRefuted * static_cast<double>(sum->cost.end() - own))
            continue;
        most = sum->per_character;
        best.reset();
        if (most <= kPerhaps) continue;
        const double above = most - best_decoy(bands, characters, width);
        if (above < kPerhapsAbove) continue;
        const bool blot = refuted == 1 && most < kHardlyReads;
        const double confidence =
            most > kSurely && above > kSurelyAbove && (refuted == 0 || blot) ? kMaskConfidence : kAskConfidence;
        best = Finding{MaskKind::employer_seal,
                       pattern.form->shown,
                       pieces_under(seal, sum->centre),
                       confidence,
                       "seal:string",
                       zone_of(confidence),
                       {}};
    }
    if (best && best->zone == Zone::ask && reads_as_another(bands, patterns)) {
        best.reset();
        out.of_another = true;
        return out;
    }
    // A band that shows no text at all may have been unrolled wrongly.
    const bool shows_text =
        std::any_of(bands.begin(), bands.end(), [](const LineReading& b) { return b.confidence >= kLeastConfidence; });
    out.of_another = shows_text && (sisters || std::isfinite(most_of_all)) && most_of_all < kOfAnother;
    return out;
}

}  // namespace mangping::ocr
