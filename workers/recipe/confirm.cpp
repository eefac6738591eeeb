#include "workers/recipe/confirm.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

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

/// A date's year as it may be written; the rest of a date is never as long.
std::vector<Characters> years_of(const std::string& year) {
    constexpr std::array<std::u32string_view, 10> numerals{U"〇", U"一", U"二", U"三", U"四",
                                                           U"五", U"六", U"七", U"八", U"九"};
    Characters han, with_o;
    for (const char c : year) {
        const std::string numeral = ocr::utf8(numerals[static_cast<std::size_t>(c - '0')]);
        han.push_back(numeral);
        with_o.push_back(c == '0' ? "O" : numeral);
    }
    return {characters_of(ocr::code_points(year)), han, with_o};
}

bool is_date(const std::string& value) {
    return value.size() >= 7 && value[4] == '-' &&
           std::all_of(value.begin(), value.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

/// How the value may stand on the page; empty for values that do not stand there as they are (yes, no, counts).
std::vector<Characters> written(const std::string& value) {
    if (is_date(value)) return years_of(value.substr(0, 4));
    const std::u32string text = ocr::code_points(value);
    const auto small = [](char32_t c) { return c >= U'a' && c <= U'z'; };
    if (text.size() < 2 || std::any_of(text.begin(), text.end(), small)) return {};
    return {characters_of(text)};
}

/// How well the value explains what the networks saw at the place, at best; nothing where they could not be asked.
std::optional<double> explains(ocr::OpenPage& page, const std::string& value, const Rect& place,
                               ocr::OpenPage::Ask whom) {
    std::optional<double> best;
    for (const Characters& form : written(value)) {
        const std::vector<bool> no_marks(form.size(), false);
        const auto ratios = page.log_ratios(form, no_marks, place, whom);
        if (!ratios) continue;
        for (const double r : *ratios)
            if (!std::isinf(r))
                best = std::max(best.value_or(r), r);  // infinite: a character the network does not know
    }
    return best;
}

bool second_agrees(ocr::OpenPage& page, const std::string& value, const Rect& place) {
    return explains(page, value, place, ocr::OpenPage::Ask::second).value_or(0) >= kAgrees;
}

/// Another name was read than the one declared, and the declared one explains the place nearly as well: both are
/// likely, neither is sure. It is weighed as a hypothesis like any other and gains nothing by being declared.
bool declared_is_as_likely(ocr::OpenPage& page, const std::string& read, const std::string& declared,
                           const Rect& place) {
    if (declared.empty() || read == declared) return false;
    const auto mine = explains(page, read, place, ocr::OpenPage::Ask::both);
    const auto rival = explains(page, declared, place, ocr::OpenPage::Ask::both);
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

void confirm_fields(PageOutcome& outcome, ocr::OpenPage& page, const Transform& upright_from_displayed,
                    const std::vector<Finding>& found, const Targets& targets) {
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
        if (field.confidence >= kSure && !second_agrees(page, field.value, place)) field.confidence = kNoLongerSure;
    }
}

}  // namespace mangping::recipe
