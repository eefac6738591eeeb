#include "workers/recipe/confirm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "models/numbers.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::recipe {
namespace {

constexpr double kSure = 0.9, kNoLongerSure = 0.85;
// Chosen: where both networks read alike the ratio is 0 but for doubtful glyphs, and a character taken for another that
// does not look like it costs more.
constexpr double kAgrees = -4;
constexpr double kSamePlace = 0.5;
// Nats by which a name that was read must explain its place better than the declared one to be sure; chosen: two
// characters of like shape are nearer, two others are twice as far apart.
constexpr double kRival = 8;

using Characters = std::vector<std::string>;

Characters characters_of(std::u32string_view text) {
    Characters out;
    for (const char32_t c : text) out.push_back(ocr::utf8(std::u32string(1, c)));
    return out;
}

/// A date's parts: year, and month and day where it has them. Empty: it is no date.
std::vector<std::string> parts_of_date(const std::string& value) {
    constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;
    if (value.size() != kMonth && value.size() != kDay) return {};
    for (std::size_t i = 0; i < value.size(); ++i) {
        const bool dash = i == kYear || i == kMonth;
        if (dash ? value[i] != '-' : value[i] < '0' || value[i] > '9') return {};
    }
    std::vector<std::string> out{value.substr(0, kYear), value.substr(kYear + 1, 2)};
    if (value.size() == kDay) out.push_back(value.substr(kMonth + 1));
    return out;
}

std::u32string in_numerals(const std::string& digits, char32_t zero) {
    constexpr std::u32string_view numerals = U"〇一二三四五六七八九";
    std::u32string out;
    for (const char c : digits) out += c == '0' ? zero : numerals[static_cast<std::size_t>(c - '0')];
    return out;
}

/// 1 to 31 as a month or a day is written out: 十, 十二, 二十, 三十一.
std::u32string count_in_numerals(const std::string& two_digits) {
    const int n = std::stoi(two_digits);
    std::u32string out;
    if (n >= 20) out += in_numerals(std::to_string(n / 10), U'〇');
    if (n >= 10) out += U'十';
    return n % 10 == 0 ? out : out + in_numerals(std::to_string(n % 10), U'〇');
}

/// 2019年6月9日, 2019-06-09, 2019.6.9, 二〇一九年六月九日: every way a date is written.
std::vector<ocr::AskedString> written_dates(const std::vector<std::string>& parts) {
    std::vector<ocr::AskedString> out;
    const auto add = [&out](const std::u32string& text, const std::vector<std::size_t>& marks) {
        ocr::AskedString form{characters_of(text), std::vector<bool>(text.size(), false)};
        for (const std::size_t at : marks) form.mark_before[at] = true;
        out.push_back(std::move(form));
    };
    for (const bool padded : {false, true}) {
        std::vector<std::u32string> numbers{ocr::code_points(parts[0])};
        for (std::size_t i = 1; i < parts.size(); ++i)
            numbers.push_back(ocr::code_points(padded ? parts[i] : std::to_string(std::stoi(parts[i]))));
        constexpr std::u32string_view units = U"年月日";
        std::u32string with_units, bare, slashed;
        std::vector<std::size_t> marks;
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            with_units += numbers[i] + units[i];
            if (i > 0) marks.push_back(bare.size());
            bare += numbers[i];
            slashed += (i > 0 ? U"/" : U"") + numbers[i];
        }
        add(with_units, {});
        add(bare, marks);
        add(slashed, {});
    }
    for (const char32_t zero : {U'〇', U'O'}) {
        std::u32string text = in_numerals(parts[0], zero) + U"年" + count_in_numerals(parts[1]) + U"月";
        if (parts.size() > 2) text += count_in_numerals(parts[2]) + U"日";
        add(text, {});
    }
    return out;
}

/// How the value may stand on the page; empty for values that do not stand there as they are (yes, no, counts).
std::vector<ocr::AskedString> written(const std::string& value) {
    if (const auto parts = parts_of_date(value); !parts.empty()) return written_dates(parts);
    const std::u32string text = ocr::code_points(value);
    const auto keyword = [](char32_t c) { return (c >= U'a' && c <= U'z') || c == U'_'; };
    if (text.size() < 2 || std::all_of(text.begin(), text.end(), keyword)) return {};
    return {{characters_of(text), std::vector<bool>(text.size(), false)}};
}

/// How well each way to write the value explains what the networks saw at the place, one figure for each way of
/// looking: -infinity where it has a character that the network does not know. Empty where they could not be asked.
std::vector<std::vector<double>> looks(ocr::OpenPage& page, const std::vector<ocr::AskedString>& forms,
                                       const Rect& place, ocr::Engine* outsider = nullptr) {
    if (forms.empty()) return {};
    auto ratios = page.log_ratios(forms, place, outsider);
    return ratios && !ratios->front().empty() ? std::move(*ratios) : std::vector<std::vector<double>>{};
}

std::optional<double> explains(ocr::OpenPage& page, const std::string& value, const Rect& place) {
    std::optional<double> best;
    for (const auto& form : looks(page, written(value), place))
        for (const double r : form) best = std::max(best.value_or(r), r);
    return best;
}

/// Digits must be seen at every size: a 9 that lost a dot of its ring is a 3 to both networks, but not twice.
bool outsider_agrees(ocr::OpenPage& page, ocr::Engine& outsider, const std::string& value, const Rect& place) {
    const std::vector<ocr::AskedString> forms = written(value);
    const auto all = looks(page, forms, place, &outsider);
    bool agrees = all.empty();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto [least, most] = std::minmax_element(all[i].begin(), all[i].end());
        const bool digits = forms[i].characters.front().size() == 1;
        agrees |= (digits ? *least : *most) >= kAgrees;
    }
    return agrees;
}

/// Another name was read than the one declared, and the declared one explains the place nearly as well: both are
/// likely, neither is sure. It is weighed as a hypothesis like any other and gains nothing by being declared.
bool declared_is_as_likely(ocr::OpenPage& page, const std::string& read, const std::string& declared,
                           const Rect& place) {
    if (declared.empty() || read == declared) return false;
    const auto mine = explains(page, read, place);
    const auto rival = explains(page, declared, place);
    return mine && rival && *rival > *mine - kRival;
}

/// The declared string that the search for masks surely found where the field stands.
const Finding* found_at(const Rect& place, MaskKind kind, const std::string& declared,
                        const std::vector<Finding>& found) {
    for (const Finding& f : found) {
        if (f.kind != kind || f.zone != Zone::mask || f.text != declared) continue;
        double hidden = 0;
        for (const Quad& piece : f.pieces_upright) hidden += intersection(bounding(piece), place).area();
        if (hidden >= kSamePlace * place.area()) return &f;
    }
    return nullptr;
}

/// The applicant's name or employer as declared in full.
std::string declared(const Targets& targets, MaskKind kind) {
    for (const TargetForm& form : targets.forms)
        if (form.kind == kind && form.prior == 1 && !form.needs_context) return form.shown;
    return {};
}

}  // namespace

double sure_under_rings(const std::string& value, const Rect& box_upright, const std::vector<Seal>& seals) {
    // Chosen: digits in a row of a serial number; how far in and out of its radius a ring's ink reaches.
    constexpr int least_digits = 8;
    constexpr double inner = 0.9, outer = 1.03;
    int run = 0, longest = 0;
    for (const char c : value) {
        run = c >= '0' && c <= '9' ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    if (longest < least_digits || numbers::id_holds(value) || numbers::patent_holds(value)) return 1;
    for (const Seal& seal : seals) {
        if (seal.square || seal.radius_x <= 0 || seal.radius_y <= 0) continue;
        // In the frame where the ring is the unit circle.
        const double left = (box_upright.x - seal.centre_upright.x) / seal.radius_x,
                     right = (box_upright.right() - seal.centre_upright.x) / seal.radius_x,
                     top = (box_upright.y - seal.centre_upright.y) / seal.radius_y,
                     bottom = (box_upright.bottom() - seal.centre_upright.y) / seal.radius_y;
        const double nearest = std::hypot(std::clamp(0.0, left, right), std::clamp(0.0, top, bottom));
        const double furthest = std::hypot(std::max(-left, right), std::max(-top, bottom));
        if (nearest < outer && furthest > inner) return kNoLongerSure;
    }
    return 1;
}

void confirm_fields(PageOutcome& outcome, ocr::OpenPage& page, ocr::Engine* outsider,
                    const Transform& upright_from_displayed, const std::vector<Finding>& found,
                    const Targets& targets) {
    for (auto& [key, field] : outcome.fields) {
        if (!field.quad_displayed) continue;
        const Rect place = bounding(upright_from_displayed(*field.quad_displayed));
        if (key == "name" || key == "employer") {
            const MaskKind kind = key == "name" ? MaskKind::name : MaskKind::employer;
            const std::string full = declared(targets, kind);
            if (const Finding* f = found_at(place, kind, full, found)) {
                field.value = full;
                field.confidence = f->confidence;
                continue;
            }
            if (field.confidence >= kSure && declared_is_as_likely(page, field.value, full, place))
                field.confidence = kNoLongerSure;
        }
        if (outsider != nullptr && field.confidence >= kSure && !outsider_agrees(page, *outsider, field.value, place))
            field.confidence = kNoLongerSure;
    }
}

}  // namespace mangping::recipe
