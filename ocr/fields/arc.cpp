#include "ocr/fields/arc.hpp"

#include <algorithm>
#include <cmath>

#include "ocr/fields/organisation.hpp"
#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr::fields {
namespace {

constexpr char32_t kUnread = U'?';
constexpr std::size_t kLeastCharacters = 4;
// Scores of an alignment: chosen so that two readings of one arc meet in spite of a third of their characters.
constexpr double kSame = 1, kOther = -0.4, kGap = -0.7;
// An arc alone is never sure, nor with the print that it covers in part; what it adds as a witness. Chosen.
constexpr double kArcAlone = 0.85;
constexpr double kWitness = 0.85;
// A single network's character; both networks', or one's and the print's. Chosen.
constexpr double kOneSays = 0.93, kTwoSay = 0.99;
// Print and arc are one name when this share of the shorter one's characters is the same. Chosen.
constexpr double kOneName = 0.6;

Mark mark_of(const Glyph& glyph) {
    Mark out;
    out.ch = kUnread;
    for (const Alternative& a : glyph.alternatives) {
        const std::u32string folded = fold(a.text);
        if (folded.size() != 1 || !is_han(folded[0])) continue;
        if (out.ch == kUnread && &a == &glyph.alternatives.front()) {
            out.ch = folded[0];
            out.p = a.probability;
        } else {
            out.others.emplace_back(folded[0], a.probability);
        }
    }
    return out;
}

/// From the first Han character to the last.
Text name_on(const std::vector<Glyph>& glyphs) {
    Text out;
    for (const Glyph& glyph : glyphs) out.push_back(mark_of(glyph));
    while (!out.empty() && out.back().ch == kUnread) out.pop_back();
    const auto first = std::find_if(out.begin(), out.end(), [](const Mark& m) { return m.ch != kUnread; });
    out.erase(out.begin(), first);
    return out;
}

double mass(View text) {
    double out = 0;
    for (const Mark& m : text) out += m.p;
    return out;
}

/// For each mark of `base` the mark of `other` that stands there, npos for none. Ends may hang over.
std::vector<std::size_t> aligned(View base, View other) {
    const std::size_t n = base.size(), m = other.size();
    std::vector<double> best((n + 1) * (m + 1), 0);
    const auto at = [&](std::size_t i, std::size_t j) -> double& { return best[i * (m + 1) + j]; };
    const auto pair = [&](std::size_t i, std::size_t j) {
        const Mark &a = base[i], &b = other[j];
        return a.ch == b.ch ? kSame : could_be(a, b.ch) || could_be(b, a.ch) ? 0.5 * kSame : kOther;
    };
    for (std::size_t i = 1; i <= n; ++i)
        for (std::size_t j = 1; j <= m; ++j)
            at(i, j) = std::max({at(i - 1, j - 1) + pair(i - 1, j - 1), at(i - 1, j) + (j == m ? 0 : kGap),
                                 at(i, j - 1) + (i == n ? 0 : kGap)});
    std::vector<std::size_t> out(n, npos);
    for (std::size_t i = n, j = m; i > 0 && j > 0;) {
        if (at(i, j) == at(i - 1, j - 1) + pair(i - 1, j - 1)) {
            out[--i] = --j;
        } else if (at(i, j) == at(i - 1, j) + (j == m ? 0 : kGap)) {
            --i;
        } else {
            --j;
        }
    }
    return out;
}

/// How many characters two names share where they are laid side by side.
std::size_t shared(View a, View b) {
    const auto map = aligned(a, b);
    std::size_t out = 0;
    for (std::size_t i = 0; i < a.size(); ++i) out += map[i] != npos && b[map[i]].ch == a[i].ch ? 1 : 0;
    return out;
}

/// The character that most of the support is for, and how sure it is.
Mark elected(const std::vector<const Mark*>& voters) {
    std::vector<std::pair<char32_t, double>> votes;
    const auto vote = [&](char32_t c, double p) {
        const auto it = std::find_if(votes.begin(), votes.end(), [c](const auto& v) { return v.first == c; });
        if (it == votes.end())
            votes.emplace_back(c, p);
        else
            it->second += p;
    };
    for (const Mark* m : voters) {
        if (m->ch != kUnread) vote(m->ch, m->p);
        for (const auto& [c, p] : m->others) vote(c, p);
    }
    Mark out;
    out.ch = kUnread;
    double most = 0;
    for (const auto& [c, sum] : votes)
        if (sum > most) {
            most = sum;
            out.ch = c;
        }
    const auto agreeing =
        std::count_if(voters.begin(), voters.end(), [&](const Mark* m) { return m->ch == out.ch && m->p > 0.3F; });
    out.p = static_cast<float>(agreeing > 1 ? kTwoSay : std::min(kOneSays, most));
    return out;
}

/// A name was read on it: of a seal's bands one may hold nothing, or numbers.
bool names_someone(const SealText& seal) {
    return std::any_of(seal.readings.begin(), seal.readings.end(),
                       [](const std::vector<Glyph>& glyphs) { return name_on(glyphs).size() >= kLeastCharacters; });
}

/// The seal that lies nearest to what was printed, or to the day of signing; the lowest one otherwise.
const SealText* seal_of(const Page& page, const std::optional<Value>& printed) {
    std::optional<Rect> place = printed ? std::optional(printed->box) : std::nullopt;
    if (!place)
        if (const auto day = foot_date(page)) place = day->box;
    const SealText* best = nullptr;
    double least = 0;
    for (const SealText& seal : page.view.seals) {
        const Point c = seal.seal_upright.centre();
        const double away = place ? std::hypot(c.x - place->centre().x, c.y - place->centre().y) : -c.y;
        if ((best != nullptr && away >= least) || !names_someone(seal)) continue;
        best = &seal;
        least = away;
    }
    return best;
}

Text marks_of(const Value& value) {
    constexpr double hardly = 0.4;
    Text out;
    for (const char32_t c : code_points(value.text)) {
        Mark m;
        m.ch = c;
        m.p = static_cast<float>(std::max(hardly, value.confidence));
        out.push_back(std::move(m));
    }
    return out;
}

/// Nothing but the region's own name stands before 维吾尔自治区 on an arc: what was read there hardly counts.
Text with_beginning(Text text) {
    constexpr float mended = 0.97F;
    constexpr std::size_t furthest = 4;
    for (const NamedRegion& region : regions_told_by_class()) {
        const std::size_t at = find(text, region.of_class);
        if (at == npos || at > furthest || chars(View(text).first(at)) == region.place) continue;
        Text out;
        for (const char32_t c : region.place) {
            Mark mark;
            mark.ch = c;
            mark.p = mended;
            out.push_back(std::move(mark));
        }
        out.insert(out.end(), text.begin() + static_cast<std::ptrdiff_t>(at), text.end());
        return out;
    }
    return text;
}

/// 专用章 and 章 belong to the seal, not to the name.
View without_purpose(View text) {
    for (const std::u32string_view purpose : {U"专用章", U"公章", U"业务章", U"章"}) {
        const std::size_t n = purpose.size();
        if (text.size() > n + 2 && slips_at(text, purpose, text.size() - n) == 0) return text.first(text.size() - n);
    }
    return text;
}

}  // namespace

Text agreed_on_arc(const SealText& seal, View printed) {
    std::vector<Text> readings;
    for (const auto& glyphs : seal.readings)
        if (Text name = name_on(glyphs); name.size() >= kLeastCharacters) readings.push_back(std::move(name));
    if (readings.empty()) return {};
    std::stable_sort(readings.begin(), readings.end(), [](const Text& a, const Text& b) { return mass(a) > mass(b); });
    std::vector<View> voters(readings.begin(), readings.end());
    const Text& base = readings.front();
    const bool fits = !printed.empty() && static_cast<double>(shared(base, printed)) >=
                                              kOneName * static_cast<double>(std::min(base.size(), printed.size()));
    if (fits) voters.push_back(printed);
    std::vector<std::vector<std::size_t>> maps;
    for (const View v : voters) maps.push_back(aligned(base, v));
    Text out;
    for (std::size_t i = 0; i < base.size(); ++i) {
        std::vector<const Mark*> here;
        for (std::size_t k = 0; k < voters.size(); ++k)
            if (maps[k][i] != npos) here.push_back(&voters[k][maps[k][i]]);
        out.push_back(elected(here));
    }
    // What the print has behind or before the arc's last character that fits.
    if (fits) {
        const auto& map = maps.back();
        const auto first = std::find_if(map.begin(), map.end(), [](std::size_t j) { return j != npos; });
        const auto last = std::find_if(map.rbegin(), map.rend(), [](std::size_t j) { return j != npos; });
        if (last != map.rend() && last == map.rbegin())
            out.insert(out.end(), printed.begin() + static_cast<std::ptrdiff_t>(*last) + 1, printed.end());
        if (first != map.end() && first == map.begin())
            out.insert(out.begin(), printed.begin(), printed.begin() + static_cast<std::ptrdiff_t>(*first));
    }
    return out;
}

std::optional<Value> with_seal(const Page& page, const std::optional<Value>& printed,
                               bool (*ends_as_wanted)(std::u32string_view)) {
    // What is no name at all is noise that the seal left.
    const bool legible = printed && ends_as_wanted(code_points(printed->text));
    const std::optional<Value> print = legible ? printed : std::nullopt;
    const SealText* seal = seal_of(page, printed);
    if (seal == nullptr) return printed;
    const Text letters = printed ? marks_of(*printed) : Text{};
    const Text agreed = with_beginning(with_stretches(agreed_on_arc(*seal, letters)));
    const View name = without_purpose(agreed);
    if (name.size() < kLeastCharacters || !ends_as_wanted(chars(name))) return printed;
    if (std::any_of(name.begin(), name.end(), [](const Mark& m) { return m.ch == kUnread; })) return printed;
    Value on_arc{utf8(chars(name)), std::min(kArcAlone, trust(name)), printed ? printed->box : seal->seal_upright};
    if (!print) return on_arc;
    if (on_arc.text == print->text) {
        on_arc.confidence = 1 - (1 - print->confidence) * (1 - kWitness * on_arc.confidence);
        return on_arc;
    }
    const std::size_t same = shared(name, letters);
    const auto smaller = static_cast<double>(std::min(name.size(), letters.size()));
    if (static_cast<double>(same) < kOneName * smaller) return print;  // the seal of somebody else
    // The longer one lost nothing, unless a character of it fell into marks that are none. Of equal length the print is
    // believed where it was read surely; otherwise its characters had their vote with the arc's.
    const bool broken = std::any_of(letters.begin(), letters.end(), [](const Mark& m) { return !is_han(m.ch); });
    if (name.size() > letters.size() || (broken && name.size() + 1 >= letters.size())) return on_arc;
    if (name.size() < letters.size() || print->confidence >= kArcAlone) {
        Value doubted = *print;
        doubted.confidence = std::min(doubted.confidence, kArcAlone);
        return doubted;
    }
    return on_arc;
}

std::optional<Value> signer(const Page& page) {
    auto labelled = as_organisation(page.beside(issuer, 2));
    // A label that is there and beside which nothing legible stands: the seal lies on it.
    if (labelled && is_organisation(code_points(labelled->text))) return with_seal(page, labelled, is_organisation);
    auto at_foot = foot_organisation(page);
    if (!at_foot) at_foot = std::move(labelled);
    return with_seal(page, at_foot, is_organisation);
}

}  // namespace mangping::ocr::fields
