#include "ocr/fields/places.hpp"

#include <algorithm>

#include "ocr/fields/flow.hpp"
#include "ocr/fields/grammar.hpp"

namespace mangping::ocr {
namespace {

using fields::Row;
using fields::View;

// In ems of the label; chosen: names are written two to three ems high, over the line more than under it.
constexpr double kReach = 12, kAbove = 0.9, kBelow = 0.8;

/// The marks up to the end of the label that begins at `at`: 承诺人（签字）： with its brackets and colon.
std::size_t end_of_label(const Row& row, std::size_t at, std::size_t length) {
    std::size_t end = at + length;
    for (std::size_t i = end; i < std::min(row.text.size(), end + 6); ++i)
        if (row.text[i].ch == U':' || row.text[i].ch == U')') end = i + 1;
    return end;
}

HandPlace place_behind(const Row& row, std::size_t end) {
    const Rect& last = row.text[end - 1].box;
    double right = last.right() + kReach * row.em;
    const View rest = View(row.text).subspan(end);
    for (const fields::Date& date : fields::dates_in(rest))
        right = std::min(right, rest[date.from].box.x - 0.3 * row.em);
    const double top = row.box.y - kAbove * row.em;
    return {{last.right(), top, right - last.right(), row.box.bottom() + kBelow * row.em - top}, row.em};
}

}  // namespace

std::vector<HandPlace> places_to_sign(const Reading& reading) {
    const fields::Flow flow = fields::flow_of(reading);
    std::vector<HandPlace> out;
    for (const Row& row : flow.rows) {
        if (row.vertical) continue;
        for (const std::u32string_view label : {U"承诺人", U"签字", U"签名", U"本人签名", U"申请人签字"}) {
            const std::size_t at = fields::find(row.text, label);
            // A sentence that speaks of signing is no place for it.
            if (at == fields::npos || at > 10 || row.text.size() - at > 24) continue;
            const HandPlace place = place_behind(row, end_of_label(row, at, label.size()));
            if (place.where_upright.w > row.em) out.push_back(place);
            break;
        }
    }
    return out;
}

}  // namespace mangping::ocr
