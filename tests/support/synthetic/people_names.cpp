#include <unicode/translit.h>

#include <algorithm>
#include <memory>
#include <span>
#include <string>

#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/people_tables.hpp"

namespace mangping::synthetic {
namespace {

template <class T>
const T& one_of(Rng& rng, std::span<const T> from) {
    return from[static_cast<std::size_t>(rng.whole(0, static_cast<int>(from.size()) - 1))];
}

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

std::string transliterated(const char* rules, const std::string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::Transliterator> to(
        icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(rules), UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !to) return text;
    icu::UnicodeString u = icu::UnicodeString::fromUTF8(text);
    to->transliterate(u);
    std::string out;
    u.toUTF8String(out);
    return out;
}

std::string capitalised(std::string s) {
    if (!s.empty() && s[0] >= 'a' && s[0] <= 'z') s[0] = static_cast<char>(s[0] - 'a' + 'A');
    return s;
}

std::string upper_ascii(std::string s) {
    for (char& c : s)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return s;
}

/// Characters' own sounds, as passports write minority names: 迪力木拉提 -> Dilimulati.
std::string sounds_of(const std::string& han) {
    std::string s = transliterated("Han-Latin; Latin-ASCII; Lower", han);
    std::erase(s, ' ');
    return capitalised(s);
}

struct HanName {
    std::string surname, surname_latin;
    std::vector<std::string> given, given_latin;
    [[nodiscard]] std::string whole() const {
        std::string s = surname;
        for (const std::string& g : given) s += g;
        return s;
    }
};

HanName make_han(Rng& rng, NameForm form, char sex) {
    const bool compound = form == NameForm::han4;
    const tables::Surname& s = one_of(rng, compound ? tables::compound_surnames() : tables::surnames());
    HanName name{s.han, s.latin, {}, {}};
    const std::size_t length = form == NameForm::han2 ? 1 : 2;
    while (name.given.size() < length) {
        const tables::GivenChar& g = one_of(rng, tables::given_chars());
        if (g.sex != 'b' && g.sex != sex) continue;
        if (name.surname == g.han || (!name.given.empty() && name.given[0] == g.han && !rng.chance(0.1))) continue;
        name.given.emplace_back(g.han);
        name.given_latin.emplace_back(g.latin);
    }
    return name;
}

/// GB/T 28039 first (apostrophe before a vowel), then what journals print.
std::vector<std::string> latin_forms(const HanName& n) {
    std::string joined = capitalised(n.given_latin[0]), hyphened = joined, initials, dotted;
    for (std::size_t i = 1; i < n.given_latin.size(); ++i) {
        const bool vowel = std::string("aoe").find(n.given_latin[i][0]) != std::string::npos;
        joined += (vowel ? "'" : "") + n.given_latin[i];
        hyphened += "-" + n.given_latin[i];
    }
    for (const std::string& g : n.given_latin) {
        initials += (initials.empty() ? "" : " ") + capitalised(g).substr(0, 1);
        dotted += capitalised(g).substr(0, 1) + ".";
    }
    const std::string& s = n.surname_latin;
    std::vector<std::string> forms{s + " " + joined, upper_ascii(s) + " " + joined, joined + " " + s};
    if (n.given_latin.size() > 1) {
        forms.push_back(upper_ascii(s) + " " + hyphened);
        forms.push_back(hyphened + " " + s);
    }
    forms.push_back(s + " " + initials);
    forms.push_back(dotted + " " + s);
    return forms;
}

struct DottedName {
    const tables::NamePart* given;
    const tables::NamePart* father;
};

DottedName make_dotted(Rng& rng, NameForm form, char sex) {
    const bool uyghur = form == NameForm::uyghur;
    const auto men = uyghur ? tables::uyghur_men() : tables::kazakh_men();
    const auto women = uyghur ? tables::uyghur_women() : tables::kazakh_women();
    DottedName n{&one_of(rng, sex == 'f' ? women : men), &one_of(rng, men)};
    while (n.father == n.given) n.father = &one_of(rng, men);
    return n;
}

void fill_han(Person& p, Rng& rng, char sex) {
    const HanName n = make_han(rng, p.form, sex);
    p.name = n.whole();
    p.name_latin = latin_forms(n);
    std::string given;
    for (const std::string& g : n.given) given += g;
    p.parts = {n.surname, given};
    p.ethnicity = rng.chance(0.88) ? "汉族" : rng.pick({"回族", "满族", "蒙古族", "东乡族"});
}

void fill_dotted(Person& p, Rng& rng, char sex) {
    const DottedName n = make_dotted(rng, p.form, sex);
    p.parts = {n.given->han, n.father->han};
    p.name = p.parts[0] + "·" + p.parts[1];
    p.name_uyghur = std::string(n.given->arabic) + " " + n.father->arabic;
    const std::string latin = std::string(n.given->latin) + " " + n.father->latin;
    const std::string plain = transliterated("Latin-ASCII", latin);
    p.name_latin = {latin};
    if (plain != latin) p.name_latin.push_back(plain);
    p.name_latin.push_back(sounds_of(p.parts[0]) + " " + sounds_of(p.parts[1]));
    p.name_latin.push_back(upper_ascii(transliterated("Latin-ASCII", n.given->latin)) + " " +
                           transliterated("Latin-ASCII", n.father->latin));
    if (n.given->other_han[0] != '\0' && rng.chance(0.2))
        p.aliases.push_back(std::string(n.given->other_han) + "·" + p.parts[1]);
    p.ethnicity = p.form == NameForm::uyghur ? "维吾尔族" : "哈萨克族";
}

void fill_numbers(Person& p, Rng& rng, int year) {
    const int birth_year = year - rng.whole(25, 58);
    const int month = rng.whole(1, 12), day = rng.whole(1, 28);
    p.birth_date = std::to_string(birth_year) + "-" + two_digits(month) + "-" + two_digits(day);
    const tables::Place& home = one_of(rng, tables::places());
    std::string id = home.region6 + std::to_string(birth_year) + two_digits(month) + two_digits(day) + rng.digits(2);
    const int sequence = 2 * rng.whole(0, 4) + (p.sex == "男" ? 1 : 0);
    id += static_cast<char>('0' + sequence);
    p.id_number = id + id_check_digit(id);
    p.phone = make_phone(rng);
    const std::string region = home.uyghur[0] != '\0' ? "新疆" : home.full;
    p.address = region + home.city + rng.pick({"友好路", "塔里木路", "团结街", "建设路", "人民东路", "胡杨路"}) +
                std::to_string(rng.whole(1, 380)) + "号" + std::to_string(rng.whole(1, 28)) + "号楼" +
                std::to_string(rng.whole(1, 4)) + "单元" + std::to_string(rng.whole(1, 18)) + "0" +
                std::to_string(rng.whole(1, 4)) + "室";
}

std::string han_near_miss(const Person& p, Rng& rng) {
    const std::vector<std::string> given = characters(p.parts[1]);
    const std::string fresh = one_of(rng, tables::given_chars()).han;
    switch (rng.whole(0, 3)) {
        case 0:
            return p.parts[0] + (given.size() > 1 ? given[0] + fresh : fresh);
        case 1:
            return p.parts[0] + (given.size() > 1 ? fresh + given[1] : fresh + given[0]);
        case 2:
            return one_of(rng, tables::surnames()).han + p.parts[1];
        default:
            return given.size() == 1 ? p.name + fresh : one_of(rng, tables::surnames()).han + p.name;
    }
}

std::string dotted_near_miss(const Person& p, Rng& rng) {
    const bool uyghur = p.form == NameForm::uyghur;
    const auto men = uyghur ? tables::uyghur_men() : tables::kazakh_men();
    const auto women = uyghur ? tables::uyghur_women() : tables::kazakh_women();
    if (rng.chance(0.5)) return p.parts[0] + "·" + one_of(rng, men).han;
    return std::string(one_of(rng, p.sex == "女" ? women : men).han) + "·" + p.parts[1];
}

}  // namespace

std::vector<std::string> characters(std::string_view utf8) {
    std::vector<std::string> out;
    for (const char c : utf8) {
        if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) out.emplace_back();
        if (!out.empty()) out.back() += c;
    }
    return out;
}

Person make_person(Rng& rng, NameForm form, int year) {
    Person p;
    p.form = form;
    const char sex = rng.chance(0.6) ? 'm' : 'f';
    p.sex = sex == 'm' ? "男" : "女";
    if (form == NameForm::uyghur || form == NameForm::kazakh)
        fill_dotted(p, rng, sex);
    else
        fill_han(p, rng, sex);
    fill_numbers(p, rng, year);
    return p;
}

Person make_person(Rng& rng, int year) {
    const double u = rng.unit();
    const NameForm form = u < 0.50   ? NameForm::han3
                          : u < 0.72 ? NameForm::uyghur
                          : u < 0.86 ? NameForm::han2
                          : u < 0.96 ? NameForm::kazakh
                                     : NameForm::han4;
    return make_person(rng, form, year);
}

std::vector<std::string> near_misses(const Person& p, Rng& rng, int count) {
    const bool dotted = p.form == NameForm::uyghur || p.form == NameForm::kazakh;
    std::vector<std::string> out;
    while (static_cast<int>(out.size()) < count) {
        std::string other = dotted ? dotted_near_miss(p, rng) : han_near_miss(p, rng);
        const std::vector<std::string> c = characters(other);
        const std::size_t dot = other.find("·");
        if (c[0] == c[1] || (dotted && other.substr(0, dot) == other.substr(dot + std::string("·").size()))) continue;
        const bool taken = other == p.name || std::find(out.begin(), out.end(), other) != out.end() ||
                           std::find(p.aliases.begin(), p.aliases.end(), other) != p.aliases.end();
        if (!taken) out.push_back(std::move(other));
    }
    return out;
}

std::string other_name(Rng& rng, const std::vector<std::string>& not_these) {
    for (;;) {
        const double u = rng.unit();
        const char sex = rng.chance(0.6) ? 'm' : 'f';
        std::string name;
        if (u < 0.8) {
            name = make_han(rng, u < 0.2 ? NameForm::han2 : NameForm::han3, sex).whole();
        } else {
            const DottedName n = make_dotted(rng, u < 0.95 ? NameForm::uyghur : NameForm::kazakh, sex);
            name = std::string(n.given->han) + "·" + n.father->han;
        }
        const std::vector<std::string> mine = characters(name);
        const auto shares = [&mine](const std::string& avoid) {
            const std::vector<std::string> theirs = characters(avoid);
            return std::any_of(mine.begin(), mine.end(), [&theirs](const std::string& c) {
                return c != "·" && std::find(theirs.begin(), theirs.end(), c) != theirs.end();
            });
        };
        const bool dotted = name.find("·") != std::string::npos;
        const auto same_part = [&name](const std::string& avoid) {
            const std::size_t dot = avoid.find("·"), mine_dot = name.find("·");
            return dot != std::string::npos &&
                   (avoid.substr(0, dot) == name.substr(0, mine_dot) || avoid.substr(dot) == name.substr(mine_dot));
        };
        // Dotted names share single characters all the time; what must differ are their parts.
        if (std::none_of(not_these.begin(), not_these.end(),
                         [&](const std::string& a) { return dotted ? same_part(a) : shares(a); }))
            return name;
    }
}

}  // namespace mangping::synthetic
