#include "ocr/spot/signature.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "ocr/names/targets.hpp"
#include "ocr/spot/flat.hpp"

namespace mangping::ocr {
namespace {

// Roles that only the applicant has, with what may follow them up to the colon.
constexpr std::array<std::u32string_view, 13> kOwn{
    U"本人签名",     U"本人签字",     U"承诺人",     U"申报人签名", U"申报人签字", U"申请人签名", U"申请人签字",
    U"被考核人签名", U"被考核人签字", U"持证人签名", U"持证人签字", U"本人(签名)", U"本人(签字)"};
constexpr std::array<std::u32string_view, 4> kTails{U"(签字)", U"(签名)", U"(签章)", U"(签字手印)"};
// Of a label of at least so many characters one may be misread.
constexpr std::size_t kMayMisread = 4;
// How far a signature reaches: to the right of its label, and above and below the label's middle, in its em.
constexpr double kReachRight = 14, kReachUp = 1.5, kGap = 0.15;

bool matches(std::u32string_view text, std::size_t at, std::u32string_view label) {
    if (at + label.size() > text.size()) return false;
    // Whose it is must stand there; 签名 itself may be misread in one place: 本人鉴名, but not 核人签名.
    const std::size_t role = std::min(label.find(U'签'), label.size());
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < label.size(); ++i) {
        if (text[at + i] == label[i]) continue;
        if (i < role) return false;
        ++wrong;
    }
    return wrong == 0 || (wrong == 1 && label.size() >= kMayMisread);
}

/// The end of an applicant's label that begins at `at`, past its tail and colon; 0 where none does.
std::size_t label_end(std::u32string_view text, std::size_t at, Kind kind) {
    std::size_t end = 0;
    for (const std::u32string_view own : kOwn)
        if (matches(text, at, own)) end = std::max(end, at + own.size());
    if (kind == Kind::labor_contract && matches(text, at, U"乙方(签字)")) end = at + 6;
    if (kind == Kind::labor_contract && matches(text, at, U"乙方签字")) end = at + 4;
    if (end == 0) return 0;
    for (const std::u32string_view tail : kTails)
        if (matches(text, end, tail)) {
            end += tail.size();
            break;
        }
    const bool colon = end < text.size() && (text[end] == U':' || text[end] == U';');
    // A role without its colon in running text (承诺人对…) asks for nothing.
    if (!colon && end < text.size()) return 0;
    return end + (colon ? 1 : 0);
}

/// What ends a signature: the date's characters and the next label.
bool ends_signature(char32_t c) {
    constexpr std::u32string_view ends = U"年月日电话联系地址单位章手印:";
    return (c >= U'0' && c <= U'9') || ends.find(c) != std::u32string_view::npos;
}

double em_of(const std::vector<Glyph>& glyphs, std::size_t from, std::size_t to) {
    double most = 0;
    for (std::size_t i = from; i < to; ++i) most = std::max({most, glyphs[i].box_upright.w, glyphs[i].box_upright.h});
    return most;
}

/// How far right the room beside a label goes: to the next sure glyph on its row that ends signatures.
double room_right(const Reading& reading, double from, double middle, double em) {
    constexpr float sure = 0.7F;
    double right = from + kReachRight * em;
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs) {
            const std::u32string text = fold(glyph.text());
            const Rect& box = glyph.box_upright;
            if (text.empty() || !ends_signature(text[0]) || glyph.alternatives.front().probability < sure) continue;
            if (box.x > from + em && std::abs(box.centre().y - middle) < em) right = std::min(right, box.x);
        }
    return right;
}

}  // namespace

std::vector<SigningPlace> signing_places(const Reading& reading, Kind kind) {
    std::vector<SigningPlace> out;
    for (const Line& line : reading.lines) {
        if (line.vertical) continue;
        const Flat f = flat(line.glyphs);
        for (std::size_t at = 0; at < f.text.size(); ++at) {
            const std::size_t end = label_end(f.text, at, kind);
            if (end == 0) continue;
            const std::size_t first = f.glyph[at], last = f.glyph[end - 1];
            const double em = em_of(line.glyphs, first, last + 1);
            const double from = line.glyphs[last].box_upright.right() + kGap * em;
            const double middle = line.glyphs[first].box_upright.centre().y;
            const double right = room_right(reading, from, middle, em);
            if (right - from < em) continue;
            out.push_back({{from, middle - kReachUp * em, right - from, 2 * kReachUp * em}, em});
            at = end - 1;
        }
    }
    return out;
}

}  // namespace mangping::ocr
