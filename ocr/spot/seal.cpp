#include "ocr/spot/seal.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "ocr/names/employer.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/judge.hpp"
#include "ocr/spot/weights.hpp"

namespace mangping::ocr {
namespace {

// One seal in four on such pages is the employer's; where on the ring its name begins is open.
constexpr double prior_odds = -3.0;
// Glyphs of an arc are lost under the star, the date and the ring far more often than in lines (about one in four), and
// letters of the other script and serial numbers stand between (nats, judged).
constexpr double missing = -1.2, foreign = -0.4, extra = -2.5;
// Arcs hold names of organisations, and those share their regions and their words of trade and kind (教育, 学院,
// 自治区): such a character says no more than this. Surely read characters that the name leaves unexplained speak
// against it (nats, judged).
constexpr double shared_word = 2.0, shared_region = 0.7, unexplained = -1.5;
constexpr float surely_read = 0.5F;
// With fewer characters in place than this share of the name nothing is said.
constexpr double least_share = 0.45;
constexpr std::size_t least_characters = 4;
constexpr double most_without_core =
    0.6;  // an ask: the kind of organisation fits, what tells it from others was not read

struct Ring {
    std::vector<Cell> cells;  // twice around
    std::size_t once = 0;
    double width = 1;
};

Ring ring_of(const LineReading& reading, double width) {
    Ring ring;
    ring.width = width;
    for (const Glyph& glyph : reading.glyphs) {
        std::vector<Choice> choices;
        for (const Alternative& alternative : glyph.alternatives) {
            const std::u32string folded = fold(alternative.text);
            if (!folded.empty()) choices.push_back({folded[0], alternative.probability});
        }
        if (!choices.empty()) ring.cells.push_back({std::move(choices), glyph.box_upright, glyph.box_upright});
    }
    std::stable_sort(ring.cells.begin(), ring.cells.end(),
                     [](const Cell& a, const Cell& b) { return a.box_flow.x < b.box_flow.x; });
    ring.once = ring.cells.size();
    for (std::size_t i = 0; i < ring.once; ++i) {
        Cell again = ring.cells[i];
        again.box_flow.x += width;
        ring.cells.push_back(std::move(again));
    }
    return ring;
}

struct RingMatch {
    double for_target = 0, for_neighbour = 0;
    int in_place = 0, in_core = 0, differing = 0, left_over = 0;
    std::vector<double> centre;  // per character, band pixels; NaN where no glyph was read
};

/// Best alignment of the pattern with at most one turn of the ring, starting anywhere.
class RingTable {
public:
    RingTable(const Pattern& pattern, const Ring& ring, Span core, Span region)
        : pattern_(pattern),
          ring_(ring),
          core_(core),
          region_(region),
          m_(pattern.text.size()),
          n_(ring.cells.size()),
          best_((m_ + 1) * (n_ + 1), 0) {
        for (std::size_t i = 1; i <= m_; ++i)
            for (std::size_t j = 0; j <= n_; ++j) at(i, j) = value(i, j);
    }

    RingMatch traced() {
        std::size_t j = 0;
        for (std::size_t k = 1; k <= n_; ++k)
            if (at(m_, k) > at(m_, j)) j = k;
        RingMatch match;
        match.for_target = at(m_, j);
        match.centre.assign(m_, std::nan(""));
        const std::size_t end = j;
        for (std::size_t i = m_; i > 0;) {
            if (j > 0 && at(i, j) == at(i - 1, j - 1) + weight(i, j).for_target)
                count(match, --i, --j);
            else if (at(i, j) == at(i - 1, j) + missing)
                --i;
            else
                --j;
        }
        for (std::size_t k = end; k < std::min(n_, j + ring_.once); ++k) {
            const Cell& cell = ring_.cells[k];
            match.left_over += is_han(cell.top()) && cell.top_probability() >= surely_read ? 1 : 0;
        }
        return match;
    }

private:
    double& at(std::size_t i, std::size_t j) { return best_[i * (n_ + 1) + j]; }
    [[nodiscard]] Weight weight(std::size_t i, std::size_t j) const {
        Weight out = weigh(pattern_, i - 1, ring_.cells[j - 1]);
        if (in_region(i - 1))
            out.for_target = std::min(out.for_target, shared_region);
        else if (i - 1 < core_.begin || i - 1 >= core_.end)
            out.for_target = std::min(out.for_target, shared_word);
        return out;
    }
    [[nodiscard]] bool in_region(std::size_t i) const { return i >= region_.begin && i < region_.end; }
    [[nodiscard]] double skip(std::size_t j) const { return is_han(ring_.cells[j - 1].top()) ? extra : foreign; }

    double value(std::size_t i, std::size_t j) {
        double best = at(i - 1, j) + missing;
        if (j == 0) return best;
        best = std::max(best, at(i - 1, j - 1) + weight(i, j).for_target);
        return i < m_ ? std::max(best, at(i, j - 1) + skip(j)) : best;
    }

    void count(RingMatch& match, std::size_t i, std::size_t j) const {
        const Weight w = weight(i + 1, j + 1);
        match.centre[i] = ring_.cells[j].box_flow.centre().x;
        if (w.exact || w.confusable) {
            ++match.in_place;
            match.in_core += i >= core_.begin && i < core_.end ? 1 : 0;
        }
        if (w.exact) return;
        ++match.differing;
        match.for_neighbour += w.for_neighbour - w.for_target;
    }

    const Pattern& pattern_;
    const Ring& ring_;
    Span core_, region_;
    std::size_t m_, n_;
    std::vector<double> best_;
};

/// Centres of all characters: missing ones between or beyond those that were read, evenly spaced.
std::vector<double> filled(std::vector<double> centre) {
    std::vector<std::size_t> known;
    for (std::size_t i = 0; i < centre.size(); ++i)
        if (!std::isnan(centre[i])) known.push_back(i);
    if (known.size() < 2) return {};
    const std::size_t first = known.front(), last = known.back();
    const double pitch = (centre[last] - centre[first]) / static_cast<double>(last - first);
    for (std::size_t k = 0; k + 1 < known.size(); ++k) {
        const std::size_t a = known[k], b = known[k + 1];
        for (std::size_t i = a + 1; i < b; ++i)
            centre[i] = centre[a] + (centre[b] - centre[a]) * static_cast<double>(i - a) / static_cast<double>(b - a);
    }
    for (std::size_t i = first; i-- > 0;) centre[i] = centre[i + 1] - pitch;
    for (std::size_t i = last + 1; i < centre.size(); ++i) centre[i] = centre[i - 1] + pitch;
    return centre;
}

/// The band between two of its columns as a quad on the page, a tenth of its height higher and deeper: ring fits are
/// off by up to a few hundredths of the radius.
Quad piece(const Seal& seal, double x0, double x1) {
    const double height = seal.band->height, margin = 0.1 * height;
    return piece_of_band(seal, {x0, -margin, x1 - x0, height + 2 * margin});
}

/// Two characters more at either end, as far as the ring has room.
std::vector<double> with_margins(std::vector<double> centre, double width) {
    for (int k = 0; k < 2; ++k) {
        const double pitch = (centre.back() - centre.front()) / static_cast<double>(centre.size() - 1);
        if (std::abs(centre.back() - centre.front()) + 3 * std::abs(pitch) > width) break;
        centre.insert(centre.begin(), centre.front() - pitch);
        centre.push_back(centre.back() + pitch);
    }
    return centre;
}

std::vector<Quad> pieces(const Seal& seal, const std::vector<double>& centre) {
    std::vector<Quad> out;
    const double half = std::abs(centre.back() - centre.front()) / static_cast<double>(centre.size() - 1) / 2;
    for (std::size_t i = 0; i < centre.size(); ++i) {
        const double before = i == 0 ? half : std::abs(centre[i] - centre[i - 1]) / 2;
        const double after = i + 1 == centre.size() ? half : std::abs(centre[i + 1] - centre[i]) / 2;
        const bool clockwise = centre.back() > centre.front();
        out.push_back(piece(seal, centre[i] - (clockwise ? before : after), centre[i] + (clockwise ? after : before)));
    }
    return out;
}

/// How many characters the longest form has before this one: seals bear names in full, and of 喀什地区测绘…总站 the
/// region may be what was not read.
std::size_t left_out_before(const Pattern& pattern, const std::vector<Pattern>& all) {
    std::size_t most = 0;
    for (const Pattern& longer : all)
        if (longer.form->kind == MaskKind::employer && longer.text.size() > pattern.text.size() &&
            longer.text.ends_with(pattern.text))
            most = std::max(most, longer.text.size() - pattern.text.size());
    return most;
}

/// Whether a form stands on seals as it is, or goes to the end of one that does: a declared name, or the rest of the
/// longest behind its region. Of others (天枢公司 for 天枢石油化工工程建设有限公司) the seal bears more than they say.
bool in_full(const Pattern& pattern, const std::vector<Pattern>& all) {
    constexpr double declared = 0.94;  // prior
    std::size_t longest = 0;
    for (const Pattern& p : all)
        if (p.form->kind == MaskKind::employer) longest = std::max(longest, p.text.size());
    return pattern.form->prior >= declared || pattern.text.size() + left_out_before(pattern, all) >= longest;
}

/// The centres with those of `more` characters before the first (after the last, where the name runs backwards), as far
/// as the ring has room.
std::vector<double> with_beginning(std::vector<double> centre, std::size_t more, bool backwards, double width) {
    if (centre.size() < 2) return centre;
    const double pitch = (centre.back() - centre.front()) / static_cast<double>(centre.size() - 1);
    for (std::size_t i = 0; i < more; ++i) {
        if (std::abs(centre.back() - centre.front()) + 2 * std::abs(pitch) > width) break;
        if (backwards)
            centre.push_back(centre.back() + pitch);
        else
            centre.insert(centre.begin(), centre.front() - pitch);
    }
    return centre;
}

bool on_seals(const TargetForm& form, std::u32string_view text) {
    constexpr double weakest = 0.5;  // prior of beginnings, which sisters share
    return form.kind == MaskKind::employer && text.size() >= least_characters && form.prior > weakest &&
           (!form.needs_context || !is_generic(text));
}

double probability(const RingMatch& match, Span core, std::size_t size) {
    const double neighbour = match.differing > 0 ? std::exp(match.for_neighbour) : 0;
    const double target = prior_odds + match.for_target + unexplained * match.left_over;
    const double p = 1 / (std::exp(-target) + 1 + neighbour);
    const auto core_size = static_cast<int>(core.end - core.begin);
    // Where nothing in the name is its own, all of it must be there.
    const bool told_apart = core_size > 0 ? 2 * match.in_core > core_size : match.in_place == static_cast<int>(size);
    return told_apart ? p : std::min(p, most_without_core);
}

Pattern backwards(Pattern pattern) {
    std::reverse(pattern.text.begin(), pattern.text.end());
    std::reverse(pattern.separator_before.begin(), pattern.separator_before.end());
    return pattern;
}

}  // namespace

std::vector<Quad> whole_ring(const Seal& seal) {
    constexpr int pieces_a_turn = 36;
    std::vector<Quad> out;
    const double step = static_cast<double>(seal.band->width) / pieces_a_turn;
    for (int i = 0; i < pieces_a_turn; ++i) out.push_back(piece(seal, i * step, (i + 1) * step));
    return out;
}

namespace {

struct OnRing {
    Finding finding;
    std::vector<double> centre;  // of the characters, band px; beyond the width where the name goes on from the start
    bool reversed = false;
};

std::optional<OnRing> best_on_ring(const Seal& seal, const LineReading& band_reading, const Targets& targets,
                                   bool whole = false) {
    if (seal.square || !seal.band || seal.band->width <= 0) return std::nullopt;
    const double width = seal.band->width;
    const Ring ring = ring_of(band_reading, width);
    if (ring.once < 2) return std::nullopt;
    std::optional<OnRing> best;
    const std::vector<Pattern> all = patterns_of(targets);
    for (const Pattern& forward : all) {
        if (!on_seals(*forward.form, forward.text)) continue;
        const Span span = distinctive_part(forward.text, forward.form->region);
        for (const bool reversed : {false, true}) {
            const Pattern pattern = reversed ? backwards(forward) : forward;
            const std::size_t m = pattern.text.size();
            const Span core = reversed ? Span{m - span.end, m - span.begin} : span;
            const std::size_t places = forward.form->region;
            const Span region = reversed ? Span{m - places, m} : Span{0, places};
            RingMatch match = RingTable(pattern, ring, core, region).traced();
            if (match.in_place < std::max(3.0, least_share * static_cast<double>(m))) continue;
            constexpr double whole_share = 0.8;  // chosen
            if (whole && (match.left_over > 0 || match.in_place < whole_share * static_cast<double>(m))) continue;
            const double p = probability(match, core, m);
            // Forms come longest first; a shorter one is taken only where it makes surer.
            if (zone_of(p) == Zone::leave || (best && best->finding.zone <= zone_of(p))) continue;
            const std::vector<double> centre =
                with_beginning(filled(match.centre), left_out_before(forward, all), reversed, width);
            if (centre.empty() || std::abs(centre.back() - centre.front()) > width) continue;
            // From here on the ends stand where they were counted to; from there on within two characters of it.
            constexpr double complete_share = 0.8, placed_share = 0.55;
            const bool bounded = match.in_place >= placed_share * static_cast<double>(m) && in_full(forward, all);
            const bool complete = match.in_place >= complete_share * static_cast<double>(m);
            Finding found{MaskKind::employer_seal,
                          forward.form->shown,
                          bounded ? pieces(seal, complete ? centre : with_margins(centre, width)) : whole_ring(seal),
                          p,
                          "seal:" + std::to_string(match.in_place) + "-of-" + std::to_string(m),
                          zone_of(p)};
            best = OnRing{std::move(found), centre, reversed};
        }
    }
    return best;
}

}  // namespace

std::optional<Finding> match_seal(const Seal& seal, const LineReading& band_reading, const Targets& targets,
                                  bool whole) {
    auto found = best_on_ring(seal, band_reading, targets, whole);
    return found ? std::optional(std::move(found->finding)) : std::nullopt;
}

std::optional<double> cut_open_within(const Seal& seal, const LineReading& band_reading, const Targets& targets) {
    const auto found = best_on_ring(seal, band_reading, targets);
    if (!found || found->reversed || found->centre.size() < 2) return std::nullopt;
    const double width = seal.band->width;
    const auto [first, last] = std::minmax_element(found->centre.begin(), found->centre.end());
    const double half = (*last - *first) / static_cast<double>(found->centre.size() - 1) / 2;
    const double begin = *first - half, end = *last + half;
    if (std::floor(begin / width) == std::floor(end / width)) return std::nullopt;
    return begin - width * std::floor(begin / width);
}

Seal cut_open_at(const Seal& seal, double column) {
    const Raster& before = *seal.band;
    const std::size_t channels = static_cast<std::size_t>(before.channels);
    const std::size_t row = static_cast<std::size_t>(before.width) * channels;
    const auto shift = static_cast<std::size_t>(std::clamp(column, 0.0, before.width - 1.0)) * channels;
    auto band = std::make_shared<Raster>(before);
    for (std::size_t y = 0; y < static_cast<std::size_t>(before.height); ++y) {
        const auto begin = band->pixels.begin() + static_cast<std::ptrdiff_t>(y * row);
        std::rotate(begin, begin + static_cast<std::ptrdiff_t>(shift), begin + static_cast<std::ptrdiff_t>(row));
    }
    Seal out = seal;
    out.band = std::move(band);
    out.band_start_deg =
        std::fmod(seal.band_start_deg + 360.0 * static_cast<double>(shift / channels) / before.width, 360.0);
    return out;
}

}  // namespace mangping::ocr
