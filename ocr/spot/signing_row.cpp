#include "ocr/spot/signing_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "ocr/spot/flat.hpp"

namespace mangping::ocr {
namespace {

// What the row's first cell says where the applicant or somebody else signs.
constexpr std::array<std::u32string_view, 12> kOwnRows{U"本人意见", U"本人签名", U"本人签字", U"个人总结",
                                                       U"本人总结", U"个人述职", U"本人述职", U"个人小结",
                                                       U"自我评价", U"自我鉴定", U"自我总结", U"被考核人"};
constexpr std::array<std::u32string_view, 12> kOtherRows{U"领导", U"单位",   U"部门", U"主管", U"组织", U"委员会",
                                                         U"评委", U"考核组", U"审核", U"审查", U"公示", U"人事"};
// Of these the ones that nobody's column of data is headed with, as 单位 and 部门 are.
constexpr std::array<std::u32string_view, 6> kDeciders{U"领导", U"主管", U"组织", U"委员会", U"评委", U"考核组"};
constexpr std::array<std::u32string_view, 2> kOpinions{U"意见", U"评语"};
constexpr std::size_t kLongestRow = 10;
constexpr double kCellBelow = 2;  // em: of a first cell of several lines the last ones may stand lower (chosen)

/// Whether a short line of its column stands between a row's first cell and a label further down.
bool is_last_before(const Reading& reading, const Line& first_cell, const Rect& label) {
    const Rect& cell = first_cell.box_upright;
    if (cell.bottom() > label.y) return false;
    return std::none_of(reading.lines.begin(), reading.lines.end(), [&](const Line& line) {
        const Rect& b = line.box_upright;
        return b.y > cell.bottom() && b.bottom() < label.y && b.x < cell.right() && b.right() > cell.x &&
               line.glyphs.size() <= kLongestRow;
    });
}

/// Whether the cell that a line stands in asks for an opinion, on that line or on the short ones that follow under it.
bool is_for_an_opinion(const Reading& reading, const Line& first) {
    constexpr double leading = 1;  // white between lines of a cell, in the first one's heights (chosen)
    const auto says = [](const Line& line) {
        const std::u32string text = flat(line.glyphs).text;
        return std::any_of(kOpinions.begin(), kOpinions.end(),
                           [&text](std::u32string_view word) { return text.find(word) != std::u32string::npos; });
    };
    const auto below = [&](const Rect& above) {
        return std::find_if(reading.lines.begin(), reading.lines.end(), [&](const Line& line) {
            const Rect& b = line.box_upright;
            return b.y > above.centre().y && b.y - above.bottom() < leading * first.box_upright.h &&
                   b.centre().x > above.x && b.centre().x < above.right() && line.glyphs.size() <= kLongestRow;
        });
    };
    constexpr int most_lines = 3;
    const Line* line = &first;
    for (int i = 0; i < most_lines; ++i) {
        if (says(*line)) return true;
        const auto next = below(line->box_upright);
        if (next == reading.lines.end()) return false;
        line = &*next;
    }
    return false;
}

}  // namespace

Signs who_signs_in_row(const Reading& reading, const Rect& label, double em) {
    constexpr double none = 1e9;
    double own = none, others = none, opinion = none;
    for (const Line& line : reading.lines) {
        if (line.box_upright.right() > label.x) continue;
        const std::u32string text = flat(line.glyphs).text;
        const auto says = [&text](std::u32string_view row) { return text.find(row) != std::u32string::npos; };
        const double away = std::abs(line.box_upright.centre().y - label.centre().y);
        // A label stands at its row's foot: a first cell below it is the next row's.
        const bool below = line.box_upright.centre().y > label.centre().y + kCellBelow * em;
        if (text.size() > kLongestRow || below) continue;
        const bool of_applicant = std::any_of(kOwnRows.begin(), kOwnRows.end(), says);
        if (!of_applicant && std::none_of(kOtherRows.begin(), kOtherRows.end(), says)) continue;
        if (away > row_reach_em * em && !is_last_before(reading, line, label)) continue;
        double& nearest = of_applicant ? own : others;
        nearest = std::min(nearest, away);
        const bool decides = std::any_of(kDeciders.begin(), kDeciders.end(), says) || is_for_an_opinion(reading, line);
        if (!of_applicant && decides) opinion = std::min(opinion, away);
    }
    if (own < others) return Signs::applicant;
    return opinion < none ? Signs::another : Signs::nobody_knows;
}

}  // namespace mangping::ocr
