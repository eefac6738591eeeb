#include "ocr/names/targets.hpp"

#include <algorithm>

#include "ocr/names/employer.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/latin.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

// Judged: parts of a dotted name in the other order still mean the person; a long beginning of it, as narrow cells cut
// it, nearly always; the first part alone is shared by many.
constexpr double prior_reversed = 0.9;
constexpr double prior_cut = 0.93;
constexpr double prior_first_part = 0.5;
constexpr double prior_short_alias = 0.7;
constexpr std::size_t shortest_latin = 5;  // letters; "li wei" is the shortest usual full name
constexpr std::size_t shortest_free_alias = 3;

bool says_something(std::string_view text) {
    const std::u32string folded = fold(text);
    return folded.size() >= 2 && folded != U"无";
}

std::size_t letters(std::u32string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char32_t c) { return c >= U'a' && c <= U'z'; }));
}

class Collection {
public:
    void add(MaskKind kind, std::u32string_view text, std::string shown, double prior, bool needs_context = false) {
        if (text.size() < 2) return;
        const std::string key = utf8(text);
        for (TargetForm& form : forms)
            if (form.text == key) {
                form.prior = std::max(form.prior, prior);
                form.needs_context = form.needs_context && needs_context;
                return;
            }
        forms.push_back({kind, key, std::move(shown), prior, needs_context});
    }
    void add_latin(MaskKind kind, const LatinForm& form) {
        const std::u32string text = fold(form.shown);
        const bool is_short = letters(text) < shortest_latin;
        add(kind, text, form.shown, form.prior, form.needs_context || is_short);
    }
    std::vector<TargetForm> forms;
};

std::vector<std::u32string> parts_of(std::u32string_view name) {
    std::vector<std::u32string> parts(1);
    for (const char32_t c : name) {
        if (c == U'·')
            parts.emplace_back();
        else
            parts.back().push_back(c);
    }
    std::erase_if(parts, [](const std::u32string& part) { return part.empty(); });
    return parts;
}

void add_dotted(MaskKind kind, const std::vector<std::u32string>& parts, Collection& to) {
    std::u32string backward;
    for (auto part = parts.rbegin(); part != parts.rend(); ++part) backward += (backward.empty() ? U"" : U"·") + *part;
    // A son who bears his grandfather's name is called so: beside a label it means the person, in a list another one.
    to.add(kind, backward, utf8(backward), prior_reversed, true);
    to.add(kind, parts[0], utf8(parts[0]), prior_first_part, true);
    if (kind != MaskKind::name) return;
    std::u32string whole;
    for (const std::u32string& part : parts) whole += (whole.empty() ? U"" : U"·") + part;
    // Old forms hold eight to ten characters; a cut that reaches into the second part is still the person.
    constexpr std::size_t shortest_cut = 8, longest_cut = 10;
    for (std::size_t n = shortest_cut; n <= longest_cut && n < whole.size(); ++n)
        if (n > parts[0].size() + 1) to.add(kind, whole.substr(0, n), utf8(whole.substr(0, n)), prior_cut);
}

void add_name(const std::string& name, Collection& to) {
    if (!says_something(name)) return;
    const std::u32string text = fold(name);
    to.add(MaskKind::name, text, name, 1.0);
    const std::vector<std::u32string> parts = parts_of(text);
    if (parts.size() > 1) add_dotted(MaskKind::name, parts, to);
    for (const LatinForm& form : pinyin_forms(parts)) to.add_latin(MaskKind::name_latin, form);
}

void add_employer(const std::string& employer, Collection& to) {
    if (!says_something(employer)) return;
    for (const EmployerForm& form : employer_forms(fold(employer)))
        to.add(MaskKind::employer, form.text, form.prior == 1.0 ? employer : utf8(form.text), form.prior,
               form.needs_context);
}

void add_alias(const std::string& alias, Collection& to) {
    if (!says_something(alias)) return;
    const std::u32string text = fold(alias);
    // 若羌咨询所 names one office of one place; 设计院 names any, and 乌鲁木齐市 none.
    const std::size_t region = region_length(text);
    const bool of_a_place = region > 0 && region + 1 < text.size() && text.size() >= 5;
    const bool weak = text.size() < shortest_free_alias || (is_generic(text) && text.size() < 6 && !of_a_place);
    to.add(MaskKind::employer, text, alias, weak ? prior_short_alias : 1.0, weak);
    // An alias that is a name in its own right (a former name) is shortened like the name; a short form is not.
    constexpr std::size_t full_name = 8;
    if (text.size() >= full_name) add_employer(alias, to);
}

void add_employer_latin(const std::string& name, Collection& to) {
    if (!says_something(name)) return;
    const std::u32string text = fold(name);
    to.add(MaskKind::employer_latin, text, name, 1.0, letters(text) < shortest_latin);
    for (const std::u32string_view suffix :
         {U",co·,ltd·", U"co·,ltd·", U"co·,ltd", U"coltd", U"company,limited", U",ltd·", U"limited", U",inc·"})
        if (text.size() > suffix.size() + shortest_latin && std::u32string_view(text).ends_with(suffix)) {
            const std::u32string body = text.substr(0, text.size() - suffix.size());
            to.add(MaskKind::employer_latin, body, utf8(body), prior_cut);
            return;
        }
}

std::string squeezed_number(std::string_view text) {
    std::string out;
    for (const char32_t c : fold(text)) {
        if (c >= U'a' && c <= U'z')
            out.push_back(static_cast<char>(c - U'a' + U'A'));
        else if (c >= U'0' && c <= U'9')
            out.push_back(static_cast<char>(c));
    }
    return out;
}

std::vector<std::string> certificate_numbers(const Dossier& dossier) {
    constexpr std::size_t shortest_number = 6;  // shorter ones occur by chance in the content of codes
    std::vector<std::string> out;
    for (const Section& section : dossier.sections)
        for (const Entry& entry : section.entries)
            for (const auto& [key, value] : entry.text) {
                if (!key.ends_with("certificate_no")) continue;
                const std::string number = squeezed_number(value);
                if (number.size() >= shortest_number && std::find(out.begin(), out.end(), number) == out.end())
                    out.push_back(number);
            }
    return out;
}

/// How many characters of an employer's form only name its place: one that the lists know, or that was declared as the
/// employer's (博孜塔格县: 博孜塔格 of 博孜塔格师范学院).
std::size_t places_of(const std::u32string& form, const std::u32string& declared) {
    constexpr std::u32string_view classes = U"省市县区州镇乡";
    std::size_t out = region_length(form);
    std::u32string place = declared;
    if (place.size() >= 2 && form.starts_with(place)) out = std::max(out, place.size());
    if (place.size() > 2 && classes.find(place.back()) != std::u32string_view::npos) place.pop_back();
    if (place.size() >= 2 && form.starts_with(place)) out = std::max(out, place.size());
    return out < form.size() ? out : 0;
}

}  // namespace

Targets targets_of(const Dossier& dossier) {
    const Applicant& person = dossier.applicant;
    Collection all;
    add_name(person.name, all);
    for (const std::string& alias : person.aliases) add_name(alias, all);
    if (says_something(person.name_uyghur)) {
        const std::u32string text = fold(person.name_uyghur);
        all.add(MaskKind::name_uyghur, text, person.name_uyghur, 1.0);
        // Where the dot is missing the parts stand apart by a space, which folding removes; the dot is optional anyway.
        const std::vector<std::u32string> parts = parts_of(text);
        if (parts.size() > 1) add_dotted(MaskKind::name_uyghur, parts, all);
    }
    for (const std::string& latin : person.name_latin)
        if (says_something(latin))
            for (const LatinForm& form : declared_latin_forms(latin)) all.add_latin(MaskKind::name_latin, form);
    add_employer(person.employer, all);
    for (const std::string& alias : person.employer_aliases) add_alias(alias, all);
    for (const std::string& latin : person.employer_latin) add_employer_latin(latin, all);

    Targets out;
    out.forms = std::move(all.forms);
    const auto place = person.text.find("employer_place");
    for (TargetForm& form : out.forms)
        if (form.kind == MaskKind::employer)
            form.region = places_of(fold(form.text), place == person.text.end() ? U"" : fold(place->second));
    std::stable_sort(out.forms.begin(), out.forms.end(), [](const TargetForm& a, const TargetForm& b) {
        return code_points(a.text).size() > code_points(b.text).size();
    });
    out.id_number = squeezed_number(person.id_number);
    if (const auto phone = person.text.find("phone"); phone != person.text.end())
        out.phone = squeezed_number(phone->second);
    out.certificate_numbers = certificate_numbers(dossier);
    return out;
}

}  // namespace mangping::ocr
