#include "ocr/spot/signature.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ocr/engine.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/decoys.hpp"
#include "ocr/spot/flat.hpp"
#include "ocr/spot/signing_row.hpp"

namespace mangping::ocr {
namespace {

// Roles that only the applicant has, with what may follow them up to the colon.
constexpr std::array<std::u32string_view, 15> kOwn{U"本人签名",     U"本人签字",   U"承诺人",     U"申报人签名",
                                                   U"申报人签字",   U"申请人签名", U"申请人签字", U"被考核人签名",
                                                   U"被考核人签字", U"持证人签名", U"持证人签字", U"本人(签名)",
                                                   U"本人(签字)",   U"总结人",     U"述职人"};
constexpr std::array<std::u32string_view, 7> kTails{U"(签字)", U"(签名)", U"(签章)", U"(签字手印)",
                                                    U"签字",   U"签名",   U"签章"};
// Roles that the applicant does not have on the same form. 项目负责人, 审核 and the like may be the applicant's.
constexpr std::array<std::u32string_view, 29> kOthers{U"主管领导签字",
                                                      U"主管领导签名",
                                                      U"分管领导签字",
                                                      U"单位领导签字",
                                                      U"领导签字",
                                                      U"单位负责人",
                                                      U"考核委员会负责人",
                                                      U"主管部门负责人",
                                                      U"部门负责人",
                                                      U"法定代表人",
                                                      U"评审组长",
                                                      U"评委签字",
                                                      U"专家签字",
                                                      U"经办人",
                                                      U"监督人",
                                                      U"证明人",
                                                      U"公示监督人",
                                                      U"审核人签字",
                                                      U"法定代表人或委托代理人",
                                                      U"主管领导",
                                                      U"分管领导",
                                                      U"单位领导",
                                                      U"负责人签字",
                                                      U"负责人签名",
                                                      U"主管签字",
                                                      U"主管签名",
                                                      U"上级签字",
                                                      U"部门主管",
                                                      U"甲方监督"};
// Who signs certificates.
constexpr std::array<std::u32string_view, 8> kIssuers{U"校长", U"院长", U"校(院)长", U"主席",
                                                      U"主任", U"局长", U"署长",     U"会长"};
// Of a label of at least so many characters one may be misread.
constexpr std::size_t kMayMisread = 4;
// How far a signature reaches: to the right of its label, and above and below the label's middle, in its em. A name of
// twelve characters is written up to two and a half em a character; a gap ends it sooner.
constexpr double kReachRight = 32, kReachUp = 1.5, kGap = 0.15;
// In a title block the signature stands in the cell beside the printed name, under the role in the first cell.
constexpr std::array<std::u32string_view, 22> kRoles{
    U"设计",       U"制图",   U"绘图", U"校核",   U"校对",   U"复核",  U"审核",       U"审查",
    U"审定",       U"批准",   U"核定", U"编制",   U"编写",   U"测量",  U"项目负责人", U"专业负责人",
    U"技术负责人", U"负责人", U"计算", U"设计人", U"制图人", U"编制人"};
constexpr double kRoleReach = 10, kSameRow = 0.8;

// Labels that do not say who signs: the first cell of their row does.
constexpr std::array<std::u32string_view, 5> kBare{U"签名", U"签字", U"签章", U"签名(手写)", U"签字(手写)"};
// Who signs for a party of a contract: anyone of its people (法定代表人 is its head).
constexpr std::array<std::u32string_view, 6> kRepresentatives{U"委托代理人", U"授权代表", U"签约代表",
                                                              U"法人代表",   U"代表人",   U"代理人"};
// In a list of people each signs in the column of its own name's row, a row being at least twice so high (em; chosen).
constexpr double kHalfRow = 1;

// Nats a character, mean over both networks. Chosen by a list of 41 lines that hardly read on 40 pages (mangping-synth,
// seeds 640 and 977, mixed): an own label that stood there took 0.1 to 2.7, the next label 4.5, what stood elsewhere
// 6.1 and more; no held-out figure.
constexpr double kIsLabel = -4;
// Where a large hand beside it has made the label small it takes more; then it must lie this far above the labels of
// others and above what any string of its length takes (chosen; see accuracy strings for lines).
constexpr double kMayBeLabel = -9, kAboveOthers = 3;

/// Readers take brackets and the colon for marks that look like them.
char32_t as_label_mark(char32_t c) {
    constexpr std::u32string_view opening = U"《〈<[{「【", closing = U"》〉>]}」】", colons = U";,.、，。·";
    if (opening.find(c) != std::u32string_view::npos) return U'(';
    if (closing.find(c) != std::u32string_view::npos) return U')';
    return colons.find(c) != std::u32string_view::npos ? U':' : c;
}

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

/// Past what may follow a role up to the colon.
std::size_t past_tail(std::u32string_view text, std::size_t end) {
    for (const std::u32string_view tail : kTails)
        if (matches(text, end, tail)) return end + tail.size();
    return end;
}

/// The end of an applicant's label that begins at `at`, past its tail and colon; 0 where none does.
std::size_t label_end(std::u32string_view text, std::size_t at, Kind kind) {
    std::size_t end = 0;
    for (const std::u32string_view own : kOwn)
        if (matches(text, at, own)) end = std::max(end, at + own.size());
    // The second party of a contract of employment is the applicant, by hand or in print.
    bool party = false;
    if (kind == Kind::labor_contract)
        for (const std::u32string_view second : {U"乙方(签字)", U"乙方(盖章)", U"乙方(签章)", U"乙方签字"})
            if (matches(text, at, second)) {
                end = at + second.size();
                party = second.back() == U')';
            }
    if (end == 0) return 0;
    end = past_tail(text, end);
    if (at > 0 && text[at - 1] == U'(' && end < text.size() && text[end] == U')') ++end;  // 签字：（承诺人）
    const bool colon = end < text.size() && text[end] == U':';
    // A role without its colon in running text (承诺人对…) asks for nothing; a party's brackets stand on no other line,
    // and its colon may have become a part of the name (:高 is read as 滴).
    if (!colon && !party && end < text.size()) return 0;
    return end + (colon ? 1 : 0);
}

/// What ends a signature: a date's characters and the next label. Strokes that read as a digit or two end nothing: a
/// year has four, a day goes on with 月 or a dash.
template <class Surely>
bool ends_signature(const std::u32string& text, std::size_t i, const Surely& surely) {
    constexpr std::u32string_view ends = U"年月日电话联系地址单位章手印:";
    const auto digit = [&](std::size_t k) {
        return k < text.size() && text[k] >= U'0' && text[k] <= U'9' && surely(k);
    };
    if (digit(i)) {
        std::size_t from = i, to = i + 1;
        while (from > 0 && digit(from - 1)) --from;
        while (digit(to)) ++to;
        if (to - from < 2) return false;
        constexpr std::u32string_view of_dates = U"年月日", joints = U"-./";
        const char32_t next = to < text.size() ? text[to] : U' ';
        return to - from >= 4 || of_dates.find(next) != std::u32string_view::npos ||
               (joints.find(next) != std::u32string_view::npos && digit(to + 1));
    }
    return ends.find(text[i]) != std::u32string_view::npos;
}

/// Round all pieces, of which there is one at least.
Rect box_of(const Finding& finding) {
    Rect box = bounding(finding.pieces_upright.front());
    for (const Quad& piece : finding.pieces_upright) box = bounding(box, bounding(piece));
    return box;
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
    for (const Line& line : reading.lines) {
        const Flat f = flat(line.glyphs);
        const auto surely = [&](std::size_t i) {
            return line.glyphs[f.glyph[i]].alternatives.front().probability >= sure;
        };
        for (std::size_t i = 0; i < f.text.size(); ++i) {
            const Rect& box = line.glyphs[f.glyph[i]].box_upright;
            if (!surely(i) || !ends_signature(f.text, i, surely)) continue;
            if (box.x > from + em && std::abs(box.centre().y - middle) < em) right = std::min(right, box.x);
        }
    }
    return right;
}

/// Whether the glyphs were surely read, as print is and handwriting is not.
bool is_print(const std::vector<Glyph>& glyphs, double sure = 0.85) {
    double sum = 0;
    for (const Glyph& g : glyphs) sum += g.alternatives.front().probability;
    return !glyphs.empty() && sum >= sure * static_cast<double>(glyphs.size());
}

/// Right of `from` to the next print on the row, whatever it says.
double room_to_print(const Reading& reading, double from, double middle, double em) {
    double right = from + kReachRight * em;
    for (const Line& line : reading.lines) {
        if (line.vertical || std::abs(line.box_upright.centre().y - middle) >= em) continue;
        std::vector<Glyph> stretch;  // without a gap of more than an em
        const auto end_at_print = [&] {
            if (is_print(stretch)) right = std::min(right, stretch.front().box_upright.x);
            stretch.clear();
        };
        for (const Glyph& g : line.glyphs) {
            if (g.box_upright.centre().x < from) continue;
            if (!stretch.empty() && g.box_upright.x - stretch.back().box_upright.right() > em) end_at_print();
            stretch.push_back(g);
        }
        end_at_print();
    }
    return right;
}

bool overlaps(const SigningPlace& a, const std::vector<SigningPlace>& others) {
    constexpr double same = 0.5;
    return std::any_of(others.begin(), others.end(), [&](const SigningPlace& b) {
        return intersection(a.region_upright, b.region_upright).area() > same * a.region_upright.area();
    });
}

/// Where the room behind a label begins. The box of a misread colon may hold the first stroke of the hand.
double begin_of_room(const std::vector<Glyph>& glyphs, std::size_t last, double em) {
    constexpr double colon_em = 0.75;
    const double behind = glyphs[last].box_upright.right() + kGap * em;
    return last == 0 ? behind : std::min(behind, glyphs[last - 1].box_upright.right() + colon_em * em);
}

bool in_own_row(const Reading& reading, const Rect& label, double em) {
    return who_signs_in_row(reading, label, em) == Signs::applicant;
}

/// The end of a bare label (签名：) that begins at `at`, past its colon; 0 where none does, or whose it is stands
/// before.
std::size_t bare_label_end(std::u32string_view text, std::size_t at) {
    if (at > 0 && text[at - 1] != U':' && text[at - 1] != U'(' && text[at - 1] != U')') return 0;
    for (const std::u32string_view bare : kBare)
        if (text.substr(at, bare.size() + 1) == std::u32string(bare) + U':') return at + bare.size() + 1;
    return 0;
}

/// 签名： whose end the hand behind it touches, so that of the line only 签 was read, or its colon was not: the place
/// behind 签名, in the applicant's row.
std::optional<SigningPlace> behind_touched_label(const std::vector<Glyph>& glyphs, const Reading& reading) {
    constexpr float likely = 0.5F;
    constexpr double label_em = 2.1;
    constexpr std::size_t longest = 12;
    if (glyphs.size() < 2 || glyphs.size() > longest || glyphs.front().text() != "签") return std::nullopt;
    if (glyphs.front().alternatives.front().probability < likely) return std::nullopt;
    const bool whole = glyphs[1].text() == "字" || glyphs[1].text() == "名";
    if (is_print({glyphs.begin() + (whole ? 2 : 1), glyphs.end()}, likely)) return std::nullopt;
    const Rect& label = glyphs.front().box_upright;
    const double em = std::min(label.w, label.h), from = label.x + label_em * em, middle = label.centre().y;
    if (!in_own_row(reading, label, em)) return std::nullopt;
    const double right = room_right(reading, from, middle, em);
    if (right - from < em) return std::nullopt;
    return SigningPlace{{from, middle - kReachUp * em, right - from, 2 * kReachUp * em}, em};
}

void add_places(const std::vector<Glyph>& glyphs, const Reading& reading, Kind kind, std::vector<SigningPlace>& out) {
    Flat f = flat(glyphs);
    std::transform(f.text.begin(), f.text.end(), f.text.begin(), as_label_mark);
    for (std::size_t at = 0; at < f.text.size(); ++at) {
        std::size_t end = label_end(f.text, at, kind);
        if (end == 0) {
            end = bare_label_end(f.text, at);
            if (end == 0) continue;
            const Rect label = glyphs[f.glyph[at]].box_upright;
            if (!in_own_row(reading, label, std::max(label.w, label.h))) continue;
        }
        const std::size_t first = f.glyph[at], last = f.glyph[end - 1];
        const double em = em_of(glyphs, first, last + 1);
        const double from = begin_of_room(glyphs, last, em);
        const double middle = glyphs[first].box_upright.centre().y;
        const double right = room_right(reading, from, middle, em);
        at = end - 1;
        if (right - from < em) continue;
        const SigningPlace place{{from, middle - kReachUp * em, right - from, 2 * kReachUp * em}, em};
        if (!overlaps(place, out)) out.push_back(place);
    }
    const auto touched = behind_touched_label(glyphs, reading);
    if (touched && !overlaps(*touched, out)) out.push_back(*touched);
}

/// Whether a role of title blocks stands left of the place on its row: 设计 | 林知远 |.
bool role_before(const Reading& reading, const Rect& name, double em) {
    for (const Line& line : reading.lines) {
        if (line.vertical) continue;
        const Flat f = flat(line.glyphs);
        for (const std::u32string_view role : kRoles) {
            const std::size_t at = f.text.find(role);
            if (at == std::u32string::npos) continue;
            const Rect end = line.glyphs[f.glyph[at + role.size() - 1]].box_upright;
            const double gap = name.x - end.right();
            if (gap > -0.5 * em && gap < kRoleReach * em && std::abs(end.centre().y - name.centre().y) < kSameRow * em)
                return true;
        }
    }
    return false;
}

/// The columns of a list in which people sign, below their heading, from the one before to the one behind it.
std::vector<Rect> signing_columns(const Reading& reading) {
    std::vector<Rect> out;
    for (const Line& line : reading.lines) {
        const std::u32string text = flat(line.glyphs).text;
        const bool heading = text == U"签到" || std::find(kBare.begin(), kBare.end(), text) != kBare.end();
        if (line.vertical || !heading) continue;
        const Rect& box = line.box_upright;
        double left = -1e9, right = 1e9;
        for (const Line& other : reading.lines) {
            const Rect& b = other.box_upright;
            if (&other == &line || std::abs(b.centre().y - box.centre().y) > 0.7 * box.h) continue;
            if (b.right() <= box.x) left = std::max(left, b.right());
            if (b.x >= box.right()) right = std::min(right, b.x);
        }
        const double centre = box.centre().x;
        if (left < -1e8 && right > 1e8) continue;  // no heading of a list
        // The rule between two columns lies about half way between their headings.
        const double half = std::min(centre - (left + box.x) / 2, (right + box.right()) / 2 - centre);
        out.push_back({centre - half, box.bottom(), 2 * half, 1e9});
    }
    return out;
}

/// A row of a column, without what of its neighbours' print reaches into it.
Rect row_of_column(const Reading& reading, const Rect& column, double middle, double em) {
    constexpr float print = 0.8F;
    double left = column.x, right = column.right();
    for (const Line& line : reading.lines) {
        const Rect& b = line.box_upright;
        if (line.vertical || line.confidence < print || b.y > middle || b.bottom() < middle) continue;
        if (b.x < column.x && b.centre().x < column.centre().x) left = std::max(left, b.right() + kGap * em);
        if (b.right() > column.right() && b.centre().x > column.centre().x) right = std::min(right, b.x - kGap * em);
    }
    return {left, middle - kHalfRow * em, std::max(0.0, right - left), 2 * kHalfRow * em};
}

AskedString asked(std::u32string_view text) {
    AskedString out;
    for (const char32_t c : text) out.characters.push_back(utf8(std::u32string(1, c)));
    out.mark_before.assign(text.size(), false);
    return out;
}

/// The applicant's labels, as far as they are long enough to be told from other ink, then those of others.
struct AskedLabels {
    std::vector<AskedString> strings;
    std::size_t own = 0;
};

AskedLabels asked_labels() {
    AskedLabels out;
    for (const std::u32string_view label : kOwn)
        if (label.size() >= kMayMisread && label.find(U'(') == std::u32string_view::npos)
            out.strings.push_back(asked(label));
    out.own = out.strings.size();
    for (const std::u32string_view label : kOthers)
        if (label.size() >= kMayMisread) out.strings.push_back(asked(label));
    return out;
}

double best_of(std::span<const StringOnLine> answers) {
    double best = -1e9;
    for (const StringOnLine& answer : answers) best = std::max(best, answer.per_character);
    return best;
}

/// 负责人 alone is whoever is in charge of the paper; 项目负责人, 专业负责人 may be the applicant.
bool is_part_of_longer(std::u32string_view text, std::size_t at, std::u32string_view role) {
    return at > 0 && role.starts_with(U"负责人") && is_han(text[at - 1]);
}

/// Lines that may hold a label that was misread: those that hardly read, and those in which somebody signs.
bool may_hide_a_label(const Line& line) {
    if (line.vertical || line.glyphs.size() < kMayMisread) return false;
    const std::u32string text = flat(line.glyphs).text;
    const bool of_another = std::any_of(kOthers.begin(), kOthers.end(), [&text](std::u32string_view label) {
        const std::size_t at = text.find(label);
        return at != std::u32string::npos && !is_part_of_longer(text, at, label);
    });
    return line.confidence < hardly_reads || (!of_another && text.find(U'签') != std::u32string::npos);
}

/// Whether the own label that explains the line best stands there.
bool is_label(const StringOnLine& best, double of_others, const AskedString& string, const Rect& line,
              const PlaceOnLines& place) {
    if (best.boxes_upright.empty()) return false;
    if (best.per_character >= kIsLabel) return true;
    if (best.per_character < kMayBeLabel || best.per_character < of_others + kAboveOthers) return false;
    const auto answers = place(decoys_of(string), {line});
    return !answers.empty() && best.per_character >= best_of(answers.front()) + kAboveOthers;
}

/// Diplomas, reports of registers, certificates of awards and patents, papers and books.
bool signed_by_its_issuer(Kind kind) {
    constexpr std::array kinds{Kind::graduation_certificate,
                               Kind::degree_certificate,
                               Kind::chsi_report,
                               Kind::chsi_degree_report,
                               Kind::award_certificate,
                               Kind::patent_certificate,
                               Kind::paper_cover,
                               Kind::paper_contents,
                               Kind::paper_body,
                               Kind::book_cover,
                               Kind::book_contents,
                               Kind::book_body,
                               Kind::similarity_report,
                               Kind::id_card_front,
                               Kind::id_card_back};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// What a unit writes about the applicant.
bool signed_for_a_unit(Kind kind) {
    constexpr std::array kinds{Kind::unit_publicity, Kind::unit_publicity_result, Kind::supervisor_opinion,
                               Kind::unit_proof, Kind::service_years_proof};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

}  // namespace

std::vector<SigningPlace> signing_places_blurred(const Reading& reading, const PlaceOnLines& place,
                                                 const std::vector<SigningPlace>& known, Kind kind) {
    if (signed_by_its_issuer(kind)) return {};
    std::vector<Rect> lines;
    for (const Line& line : reading.lines)
        if (may_hide_a_label(line)) lines.push_back(line.box_upright);
    std::vector<SigningPlace> out = known;
    if (lines.empty()) return {};
    const AskedLabels labels = asked_labels();
    const auto all = place(labels.strings, lines);
    for (std::size_t k = 0; k < all.size(); ++k) {
        if (all[k].size() < labels.strings.size()) continue;
        const std::span<const StringOnLine> own(all[k].data(), labels.own);
        const auto best = std::max_element(own.begin(), own.end(), [](const StringOnLine& a, const StringOnLine& b) {
            return a.per_character < b.per_character;
        });
        const double of_others = best_of(std::span(all[k]).subspan(labels.own));
        if (!is_label(*best, of_others, labels.strings[static_cast<std::size_t>(best - own.begin())], lines[k], place))
            continue;
        const std::vector<Rect>& boxes = best->boxes_upright;
        const double em = (boxes.back().right() - boxes.front().x) / static_cast<double>(boxes.size());
        const double from = boxes.back().right() + kGap * em, middle = boxes.front().centre().y;
        const double right = room_right(reading, from, middle, em);
        if (right - from < em) continue;
        const SigningPlace found{{from, middle - kReachUp * em, right - from, 2 * kReachUp * em}, em};
        if (!overlaps(found, out)) out.push_back(found);
    }
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(known.size()));
    return out;
}

std::vector<SigningPlace> signing_places(const Reading& reading, Kind kind) {
    std::vector<SigningPlace> out;
    for (const Line& line : reading.lines) {
        if (line.vertical) continue;
        add_places(line.glyphs, reading, kind, out);
        for (const std::vector<Glyph>& other : line.other_readings) add_places(other, reading, kind, out);
    }
    return out;
}

std::vector<SigningPlace> signing_places_of_others(const Reading& reading, const std::vector<Finding>& found,
                                                   Kind kind) {
    constexpr double reach = 12;  // em; chosen: a name of eight characters and a half
    std::vector<SigningPlace> out;
    const std::vector<SigningPlace> own = signing_places_beside(reading, found);
    for (const Rect& column : signing_columns(reading)) {
        const auto mine = std::find_if(own.begin(), own.end(), [&column](const SigningPlace& p) {
            const Rect& r = p.region_upright;
            return r.x >= column.x && r.right() <= column.right() + 1;
        });
        if (mine == own.end()) continue;
        // As far as the list goes on below the applicant's row: what stands at the foot of the page is another matter.
        const double bottom = mine->region_upright.bottom() + row_reach_em * mine->em;
        out.push_back({{column.x, column.y, column.w, bottom - column.y}, mine->em});
    }
    for (const Line& line : reading.lines) {
        if (line.vertical) continue;
        Flat f = flat(line.glyphs);
        std::transform(f.text.begin(), f.text.end(), f.text.begin(), as_label_mark);
        for (std::size_t at = 0; at < f.text.size(); ++at) {
            const std::size_t end = bare_label_end(f.text, at);
            if (end == 0) continue;
            const Rect label = line.glyphs[f.glyph[at]].box_upright, colon = line.glyphs[f.glyph[end - 1]].box_upright;
            const double em = std::max(label.w, label.h), middle = label.centre().y;
            const Signs who = who_signs_in_row(reading, label, em);
            if (who == Signs::another || (who == Signs::nobody_knows && signed_for_a_unit(kind)))
                out.push_back({{colon.right(), middle - kReachUp * em, reach * em, 2 * kReachUp * em}, em});
            break;
        }
        std::vector<std::u32string_view> roles(kOthers.begin(), kOthers.end());
        if (signed_by_its_issuer(kind)) roles.insert(roles.end(), kIssuers.begin(), kIssuers.end());
        for (const std::u32string_view role : roles) {
            const std::size_t at = f.text.find(role);
            if (at == std::u32string::npos || is_part_of_longer(f.text, at, role)) continue;
            const std::size_t end = past_tail(f.text, at + role.size());
            if (end < f.text.size() && f.text[end] != U':') continue;
            const std::size_t first = f.glyph[at], last = f.glyph[std::min(end, f.text.size() - 1)];
            const double em = em_of(line.glyphs, first, last + 1);
            const Rect label = line.glyphs[last].box_upright;
            const double middle = line.glyphs[first].box_upright.centre().y;
            out.push_back({{label.right(), middle - kReachUp * em, reach * em, 2 * kReachUp * em}, em});
            if (end + 1 >= f.text.size()) break;  // 校长、学位评定委员会主席: who is both signs behind the second
        }
    }
    return out;
}

std::vector<SigningPlace> signing_places_beside(const Reading& reading, const std::vector<Finding>& found) {
    const std::vector<Rect> columns = signing_columns(reading);
    std::vector<SigningPlace> out;
    for (const Finding& f : found) {
        if (f.kind != MaskKind::name || f.zone != Zone::mask || f.pieces_upright.empty()) continue;
        const Rect name = box_of(f);
        double em = 0;
        for (const Quad& piece : f.pieces_upright) em = std::max(em, bounding(piece).h);
        for (const Rect& column : columns) {
            const bool beside = name.y > column.y && (column.x > name.centre().x || column.right() < name.centre().x);
            if (beside) out.push_back({row_of_column(reading, column, name.centre().y, em), em});
        }
        if (!role_before(reading, name, em)) continue;
        const double from = name.right() + kGap * em, middle = name.centre().y;
        const double right = room_to_print(reading, from, middle, em);
        if (right - from < em) continue;
        out.push_back({{from, middle - kReachUp * em, right - from, 2 * kReachUp * em}, em});
    }
    return out;
}

std::vector<Finding> hands_of_representatives(const Reading& reading, Kind kind, const std::vector<Finding>& found,
                                              const InkIn& ink_in) {
    if (kind == Kind::labor_contract) return {};
    constexpr double reach = 12, near = 5, least_em = 0.7, widest_gap = 3;  // em; chosen
    constexpr double unknown = 0.5;
    std::vector<Finding> out;
    for (const Line& line : reading.lines) {
        if (line.vertical) continue;
        Flat f = flat(line.glyphs);
        std::transform(f.text.begin(), f.text.end(), f.text.begin(), as_label_mark);
        for (const std::u32string_view role : kRepresentatives) {
            const std::size_t at = f.text.find(role);
            if (at == std::u32string::npos || f.text.find(U"法定") != std::u32string::npos) continue;
            const std::size_t end = past_tail(f.text, at + role.size());
            if (end >= f.text.size() || f.text[end] != U':') continue;
            const double em = em_of(line.glyphs, f.glyph[at], f.glyph[end] + 1);
            const double from = begin_of_room(line.glyphs, f.glyph[end], em);
            const double middle = line.glyphs[f.glyph[at]].box_upright.centre().y;
            const double right = std::min(room_to_print(reading, from, middle, em), from + reach * em);
            const Rect place{from, middle - kReachUp * em, right - from, 2 * kReachUp * em};
            const bool employers = std::any_of(found.begin(), found.end(), [&](const Finding& other) {
                const bool employer = other.kind == MaskKind::employer || other.kind == MaskKind::employer_seal;
                if (!employer || other.zone != Zone::mask || other.pieces_upright.empty()) return false;
                const Rect box = box_of(other);
                return box.y < place.bottom() && box.bottom() > place.y - near * em && box.x < place.right() &&
                       box.right() > place.x - near * em;
            });
            if (right - from < em || !employers) break;
            const auto ink = ink_in(place, widest_gap * em);
            if (ink && ink->w >= least_em * em && ink->h >= least_em * em)
                out.push_back(
                    {MaskKind::signature, {}, {quad_of(*ink)}, unknown, "signature:representative", Zone::ask});
            break;
        }
    }
    return out;
}

}  // namespace mangping::ocr
