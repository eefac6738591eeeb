#include "ocr/lines/rules.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/core/hal/intrin.hpp>
#include <opencv2/imgproc.hpp>

#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/transposed.hpp"

namespace mangping::ocr::lines {
namespace {

// A rule is at least this long; a stroke of the running text is at most 1 em.
constexpr double kLeastLengthEm = 2.6;
// In a table the rules between two rows are as short as a row is high.
constexpr double kLeastInTableEm = 1.35;
constexpr double kTableSideEm = 9;
// and thinner than this on average; what is thicker is a bar or a dark ground.
constexpr double kMostThicknessEm = 0.3;
// Large titles have strokes as long as that. A component that is no longer than this and not flat is a glyph.
constexpr double kGlyphSideEm = 7;
constexpr double kFlat = 0.22;  // height by length of an underline's component

// A rule of a table ends at another, give or take this; a stroke that is no rule has other ink beside so much of it
// (chosen).
constexpr double kMeetsEm = 0.15, kTouched = 0.08;

cv::Mat box(int w, int h) { return cv::getStructuringElement(cv::MORPH_RECT, {std::max(1, w), std::max(1, h)}); }

/// The runs of a row that are at least `length` long; what an opening by a level line gives, in one pass.
cv::Mat long_runs(const cv::Mat& ink, int length) {
    cv::Mat out = cv::Mat::zeros(ink.size(), CV_8U);
    for (int y = 0; y < ink.rows; ++y) {
        const uchar* row = ink.ptr(y);
        uchar* to = out.ptr(y);
        for (int x = 0; x < ink.cols;) {
            if (row[x] == 0) {
                const void* next = std::memchr(row + x, 255, static_cast<std::size_t>(ink.cols - x));
                if (next == nullptr) break;
                x = static_cast<int>(static_cast<const uchar*>(next) - row);
            }
            const void* gap = std::memchr(row + x, 0, static_cast<std::size_t>(ink.cols - x));
            const int end = gap == nullptr ? ink.cols : static_cast<int>(static_cast<const uchar*>(gap) - row);
            if (end - x >= length) std::memset(to + x, 255, static_cast<std::size_t>(end - x));
            x = end;
        }
    }
    return out;
}

/// Level runs of ink, or standing ones where `ink` is the picture transposed; `parts` are of the picture as it is.
cv::Mat level_rules(const cv::Mat& ink, const adapt::Components& parts, bool transposed, double em) {
    cv::Mat thick, out = cv::Mat::zeros(ink.size(), CV_8U);
    cv::dilate(ink, thick, box(1, 3));  // a rule that is off level by a pixel here and there stays one run
    const cv::Mat runs = long_runs(thick, std::max(1, static_cast<int>(kLeastInTableEm * em)));
    const adapt::Components rules(runs);
    for (int i = 0; i < rules.size(); ++i) {
        const cv::Rect& r = rules[i].box;
        const double thickness = static_cast<double>(rules[i].area) / r.width - 2;
        if (thickness > kMostThicknessEm * em) continue;
        // The ink component that most of the run lies on says whether this is a stroke of a large glyph.
        int owner = adapt::Components::kNone;
        bool in_table = false;
        for (int x = r.x + r.width / 2, y = r.y; y < r.y + r.height && owner == adapt::Components::kNone; ++y)
            if (rules.at(x, y) == i) owner = transposed ? parts.at(y, x) : parts.at(x, y);
        if (owner != adapt::Components::kNone) {
            const cv::Rect& whole = parts[owner].box;
            const int w = transposed ? whole.height : whole.width, h = transposed ? whole.width : whole.height;
            if (w <= kGlyphSideEm * em && h <= kGlyphSideEm * em && h > kFlat * w) continue;
            in_table = std::max(w, h) >= kTableSideEm * em;
        }
        if (r.width < (in_table ? kLeastInTableEm : kLeastLengthEm) * em) continue;
        rules.paint(i, out, 255);
    }
    return out;
}

/// One row of a pass over the picture: `away` counts for each column how many rows ago there was ink, and `to` is 255
/// where it was fewer than `reach`.
void follow_columns(const uchar* ink, uchar* away, uchar reach, int count, uchar* to) {
    int x = 0;
    const cv::v_uint8x16 one = cv::v_setall_u8(1), near = cv::v_setall_u8(reach);
    for (; x + 16 <= count; x += 16) {
        const cv::v_uint8x16 blank = cv::v_load(ink + x) == cv::v_setzero_u8();
        const cv::v_uint8x16 gone = (cv::v_load(away + x) + one) & blank;  // adds up to 255
        cv::v_store(away + x, gone);
        cv::v_store(to + x, gone < near);
    }
    for (; x < count; ++x) {
        away[x] = ink[x] != 0 ? uchar{0} : away[x] < 255 ? static_cast<uchar>(away[x] + 1) : uchar{255};
        to[x] = away[x] < reach ? 255 : 0;
    }
}

/// Ink that goes on above and below a level rule: strokes that cross it.
cv::Mat crossing(const cv::Mat& bare, const cv::Mat& rules, double em) {
    const auto reach = static_cast<uchar>(std::clamp(static_cast<int>(std::lround(0.2 * em)), 3, 255));
    cv::Mat above(bare.size(), CV_8U), below(bare.size(), CV_8U);
    // How many rows away the last ink of the column is, from above and then from below.
    std::vector<uchar> away(static_cast<std::size_t>(bare.cols), 255);
    for (int y = 0; y < bare.rows; ++y) follow_columns(bare.ptr(y), away.data(), reach, bare.cols, above.ptr(y));
    std::fill(away.begin(), away.end(), uchar{255});
    for (int y = bare.rows - 1; y >= 0; --y) follow_columns(bare.ptr(y), away.data(), reach, bare.cols, below.ptr(y));
    return above & below & rules;
}

/// Whether rules that stand across `run` meet both of its ends.
bool between_rules(const cv::Rect& run, const cv::Mat& across, double em) {
    const int near = std::max(2, static_cast<int>(std::lround(kMeetsEm * em)));
    const auto meets = [&](int x) {
        const cv::Rect end =
            cv::Rect(x - near, run.y - near, 2 * near + 1, run.height + 2 * near) & cv::Rect({0, 0}, across.size());
        return !end.empty() && cv::countNonZero(across(end)) > 0;
    };
    return meets(run.x) && meets(run.x + run.width - 1);
}

/// Share of a level run's length, its ends left out, along which other ink than rules touches it.
double touched(const cv::Rect& run, const cv::Mat& ink, const cv::Mat& rules, double em) {
    const int end = std::max(2, static_cast<int>(std::lround(kMeetsEm * em)));
    int all = 0, touching = 0;
    for (int x = run.x + end; x < run.x + run.width - end; ++x, ++all) {
        const auto inked = [&](int y) {
            return y >= 0 && y < ink.rows && ink.at<uchar>(y, x) != 0 && rules.at<uchar>(y, x) == 0;
        };
        touching += inked(run.y - 2) || inked(run.y + run.height + 1);
    }
    return all == 0 ? 0 : static_cast<double>(touching) / all;
}

/// Gives back the strokes of a hand that runs into a table: short, not from rule to rule, and with more of the hand
/// beside them. `rules`: level ones; `across`: those that stand.
void give_back_strokes(cv::Mat& rules, const cv::Mat& across, const cv::Mat& ink, double em) {
    const adapt::Components runs(rules);
    const cv::Mat all = rules | across;
    for (int i = 0; i < runs.size(); ++i) {
        const cv::Rect& r = runs[i].box;
        if (r.width >= kLeastLengthEm * em || between_rules(r, across, em)) continue;
        if (touched(r, ink, all, em) >= kTouched) runs.paint(i, rules, 0);
    }
}

struct Rules {
    cv::Mat level, standing;
};

Rules lift(cv::Mat& whole, double em) {
    const cv::Rect inked = whole.empty() ? cv::Rect() : cv::boundingRect(whole);
    if (inked.empty()) return {};
    // Where the layer has ink at all: red and white print take up little of most pages.
    const int margin = static_cast<int>(em);
    const cv::Rect here =
        cv::Rect(inked.x - margin, inked.y - margin, inked.width + 2 * margin, inked.height + 2 * margin) &
        cv::Rect({0, 0}, whole.size());
    cv::Mat ink = whole(here);
    const cv::Mat turned = adapt::transposed(ink);
    const adapt::Components parts(ink);
    cv::Mat level = level_rules(ink, parts, false, em);
    cv::Mat standing = level_rules(turned, parts, true, em);
    const cv::Mat upright = adapt::transposed(standing), lying = adapt::transposed(level);
    give_back_strokes(level, upright, ink, em);
    give_back_strokes(standing, lying, turned, em);
    standing = adapt::transposed(standing);
    const cv::Mat all = level | standing;
    Rules out{cv::Mat::zeros(whole.size(), CV_8U), cv::Mat::zeros(whole.size(), CV_8U)};
    level.copyTo(out.level(here));
    standing.copyTo(out.standing(here));
    if (cv::countNonZero(all) == 0) return out;
    // A pixel more all round: the fringe of a rule would be left as dashes.
    cv::Mat fringe;
    cv::dilate(all, fringe, box(3, 3));
    cv::Mat bare = ink & ~fringe;
    cv::Mat kept = crossing(bare, fringe, em);
    const cv::Mat sideways = adapt::transposed(crossing(adapt::transposed(bare), adapt::transposed(fringe), em));
    cv::Mat(bare | ((kept | sideways) & ink)).copyTo(ink);
    return out;
}

void add(cv::Mat& to, const cv::Mat& from) {
    if (from.empty()) return;
    if (to.empty())
        to = from.clone();
    else
        to |= from;
}

}  // namespace

void take_out_rules(PageInk& ink) {
    for (cv::Mat* layer : {&ink.dark, &ink.red, &ink.light}) {
        const Rules rules = lift(*layer, ink.em);
        add(ink.level_rules, rules.level);
        add(ink.upright_rules, rules.standing);
    }
}

}  // namespace mangping::ocr::lines
