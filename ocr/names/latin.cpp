#include "ocr/names/latin.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>

#include "ocr/names/han.hpp"
#include "ocr/names/utf.hpp"

namespace mangping::ocr {
namespace {

// How likely a printed form of this kind means the applicant and not a namesake. Judged, not measured: two initials and
// a surname are shared by few authors of one page, one initial by many.
constexpr double prior_pinyin = 0.97;
constexpr double prior_declared_swapped = 0.95;
constexpr double prior_two_initials = 0.93;
constexpr double prior_one_initial = 0.6;
// A name with several polyphones has several spellings; more than this many would only cost time.
constexpr std::size_t most_spellings = 8;

using Readings = std::vector<std::string>;

// Characters read otherwise as surnames than in words. The usual reading is kept as a second spelling by `Pinyin::of`.
const std::map<char32_t, Readings>& surname_readings() {
    static const std::map<char32_t, Readings> table{{U'单', {"shan"}},
                                                    {U'曾', {"zeng"}},
                                                    {U'解', {"xie"}},
                                                    {U'仇', {"qiu"}},
                                                    {U'区', {"ou"}},
                                                    {U'查', {"zha"}},
                                                    {U'盖', {"ge", "gai"}},
                                                    {U'乐', {"yue", "le"}},
                                                    {U'朴', {"piao", "park"}},
                                                    {U'任', {"ren"}},
                                                    {U'华', {"hua"}},
                                                    {U'召', {"shao"}},
                                                    {U'员', {"yun"}},
                                                    {U'缪', {"miao"}},
                                                    {U'翟', {"zhai", "di"}},
                                                    {U'折', {"she"}},
                                                    {U'种', {"chong"}},
                                                    {U'秘', {"bi"}},
                                                    {U'冼', {"xian"}},
                                                    {U'逄', {"pang"}},
                                                    {U'隗', {"wei", "kui"}},
                                                    {U'祭', {"zhai"}},
                                                    {U'覃', {"qin", "tan"}},
                                                    {U'柏', {"bai", "bo"}},
                                                    {U'谌', {"chen", "shen"}},
                                                    {U'尉', {"wei"}},
                                                    {U'牟', {"mou", "mu"}},
                                                    {U'宓', {"mi", "fu"}},
                                                    {U'繁', {"po"}},
                                                    {U'薄', {"bo"}},
                                                    {U'强', {"qiang", "jiang"}},
                                                    {U'洗', {"xian"}},
                                                    {U'郇', {"xun", "huan"}},
                                                    {U'长', {"zhang", "chang"}},
                                                    {U'纪', {"ji"}},
                                                    {U'黑', {"he", "hei"}},
                                                    {U'重', {"chong", "zhong"}},
                                                    {U'石', {"shi"}},
                                                    {U'晁', {"chao"}},
                                                    {U'车', {"che"}},
                                                    {U'卜', {"bu"}},
                                                    {U'宁', {"ning"}},
                                                    {U'葛', {"ge"}},
                                                    {U'那', {"na"}},
                                                    {U'撒', {"sa"}},
                                                    {U'哈', {"ha"}},
                                                    {U'沈', {"shen"}},
                                                    {U'叶', {"ye"}},
                                                    {U'贾', {"jia"}},
                                                    {U'尹', {"yin"}},
                                                    {U'臧', {"zang"}},
                                                    {U'褚', {"chu"}},
                                                    {U'夏', {"xia"}},
                                                    {U'侯', {"hou"}},
                                                    {U'俞', {"yu"}},
                                                    {U'应', {"ying"}}};
    return table;
}

const std::map<std::u32string_view, std::string>& compound_readings() {
    static const std::map<std::u32string_view, std::string> table{
        {U"尉迟", "yuchi"}, {U"万俟", "moqi"}, {U"长孙", "zhangsun"}, {U"澹台", "tantai"}, {U"令狐", "linghu"}};
    return table;
}

// Characters of given names with more than one reading in use; the first of ICU is not always the one the person uses.
const std::map<char32_t, Readings>& given_readings() {
    static const std::map<char32_t, Readings> table{{U'行', {"xing", "hang"}},
                                                    {U'乐', {"le", "yue"}},
                                                    {U'朝', {"chao", "zhao"}},
                                                    {U'长', {"chang", "zhang"}},
                                                    {U'重', {"zhong", "chong"}},
                                                    {U'晟', {"sheng", "cheng"}},
                                                    {U'茜', {"qian", "xi"}},
                                                    {U'蔚', {"wei", "yu"}},
                                                    {U'柏', {"bai", "bo"}},
                                                    {U'曾', {"zeng", "ceng"}},
                                                    {U'莎', {"sha", "suo"}},
                                                    {U'娜', {"na", "nuo"}},
                                                    {U'藏', {"zang", "cang"}},
                                                    {U'盛', {"sheng", "cheng"}},
                                                    {U'朴', {"pu", "piao"}},
                                                    {U'单', {"dan", "shan"}},
                                                    {U'解', {"jie", "xie"}},
                                                    {U'都', {"du", "dou"}},
                                                    {U'拓', {"tuo", "ta"}},
                                                    {U'洗', {"xi", "xian"}},
                                                    {U'佛', {"fo", "bo"}},
                                                    {U'圳', {"zhen", "zun"}},
                                                    {U'祎', {"yi", "wei"}},
                                                    {U'昱', {"yu"}},
                                                    {U'頔', {"di"}}};
    return table;
}

class Pinyin {
public:
    Pinyin() {
        UErrorCode error = U_ZERO_ERROR;
        han_latin_.reset(icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, error));
        ascii_.reset(icu::Transliterator::createInstance("Latin-ASCII", UTRANS_FORWARD, error));
        if (U_FAILURE(error)) han_latin_.reset();
    }

    /// Spellings of one character, best first; empty when ICU has none.
    [[nodiscard]] Readings of(char32_t c, bool as_surname) const {
        Readings out;
        const auto& table = as_surname ? surname_readings() : given_readings();
        if (const auto it = table.find(c); it != table.end()) out = it->second;
        for (const std::string& usual : from_icu(c))
            if (std::find(out.begin(), out.end(), usual) == out.end()) out.push_back(usual);
        return out;
    }

private:
    // u with two dots is written v on certificates' keyboards, yu in passports, u where dots are lost.
    [[nodiscard]] Readings from_icu(char32_t c) const {
        if (!han_latin_) return {};
        icu::UnicodeString sound(static_cast<UChar32>(c));
        han_latin_->transliterate(sound);
        if (sound.char32At(0) == static_cast<UChar32>(c)) return {};
        bool two_dots = false;
        for (const UChar32 marked : {0xFC, 0x1D6, 0x1D8, 0x1DA, 0x1DC})
            two_dots = two_dots || sound.indexOf(marked) >= 0;
        ascii_->transliterate(sound);
        sound.trim();
        std::string plain;
        sound.toUTF8String(plain);
        if (plain.empty() || plain.find(' ') != std::string::npos) return {};
        if (!two_dots || plain.find('u') == std::string::npos) return {plain};
        const std::size_t at = plain.find('u');
        std::string v = plain, yu = plain;
        v[at] = 'v';
        yu.replace(at, 1, "yu");
        return {v, plain, yu};
    }

    std::unique_ptr<icu::Transliterator> han_latin_, ascii_;
};

std::string capital(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

/// All ways to spell `characters`, joined; `initials` gets the first letters of each way, as "S F".
struct Spelling {
    std::string joined, initials;
};

std::vector<Spelling> spellings(const Pinyin& pinyin, std::u32string_view characters, bool as_surname) {
    std::vector<Spelling> all{{"", ""}};
    for (const char32_t c : characters) {
        std::vector<Spelling> longer;
        for (const Spelling& head : all)
            for (const std::string& sound : pinyin.of(c, as_surname)) {
                if (longer.size() >= most_spellings) break;
                const char initial =
                    static_cast<char>(sound[0] >= 'a' && sound[0] <= 'z' ? sound[0] - 'a' + 'A' : sound[0]);
                longer.push_back({head.joined + sound, head.initials + (head.initials.empty() ? "" : " ") + initial});
            }
        all = std::move(longer);
    }
    return all;
}

std::vector<LatinForm> han_name_forms(const Pinyin& pinyin, std::u32string_view name) {
    const std::size_t split = surname_length(name);
    const std::u32string_view surname = name.substr(0, split), given = name.substr(split);
    std::vector<Spelling> families;
    if (const auto it = compound_readings().find(surname); it != compound_readings().end())
        families = {{it->second, ""}};
    for (const Spelling& s : spellings(pinyin, surname, split == 1)) families.push_back(s);
    std::vector<LatinForm> out;
    for (const Spelling& family : families)
        for (const Spelling& rest : spellings(pinyin, given, false)) {
            const std::string s = capital(family.joined), g = capital(rest.joined);
            if (s.empty() || g.empty()) continue;
            out.push_back({s + " " + g, prior_pinyin, false});
            out.push_back({g + " " + s, prior_pinyin, false});
            const bool several = given.size() > 1;
            const double prior = several ? prior_two_initials : prior_one_initial;
            out.push_back({s + " " + rest.initials, prior, !several});
            out.push_back({rest.initials + " " + s, prior, !several});
            if (!several) continue;
            out.push_back({s + " " + rest.initials.substr(0, 1), prior_one_initial, true});
            out.push_back({rest.initials.substr(0, 1) + " " + s, prior_one_initial, true});
        }
    return out;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (c == ' ' || c == ',' || c == '\t') {
            if (!words.back().empty()) words.emplace_back();
        } else {
            words.back().push_back(c);
        }
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

}  // namespace

std::vector<LatinForm> pinyin_forms(const std::vector<std::u32string>& parts) {
    for (const std::u32string& part : parts)
        if (part.empty() || !std::all_of(part.begin(), part.end(), is_han)) return {};
    if (parts.empty()) return {};
    // Its tables take 0.1 s to build: once a thread, not once a dossier.
    static thread_local const Pinyin pinyin;
    constexpr std::size_t longest_han_name = 4;
    if (parts.size() == 1 && parts[0].size() >= 2 && parts[0].size() <= longest_han_name)
        return han_name_forms(pinyin, parts[0]);
    std::string forward, backward;
    for (const std::u32string& part : parts) {
        const std::vector<Spelling> ways = spellings(pinyin, part, false);
        if (ways.empty() || ways[0].joined.empty()) return {};
        const std::string word = capital(ways[0].joined);
        forward += (forward.empty() ? "" : " ") + word;
        backward = word + (backward.empty() ? "" : " ") + backward;
    }
    std::vector<LatinForm> out{{forward, prior_pinyin, false}};
    if (parts.size() > 1) out.push_back({backward, prior_pinyin, false});
    return out;
}

std::vector<LatinForm> declared_latin_forms(std::string_view declared) {
    const std::vector<std::string> words = words_of(declared);
    std::vector<LatinForm> out{{std::string(declared), 1.0, false}};
    if (words.size() < 2) return out;
    const auto joined = [&](std::size_t from, std::size_t to) {
        std::string text;
        for (std::size_t i = from; i < to; ++i) text += (text.empty() ? "" : " ") + words[i];
        return text;
    };
    // Whichever end the family name stands at, the other order moves one word from that end to the other.
    out.push_back({joined(1, words.size()) + " " + words.front(), prior_declared_swapped, false});
    out.push_back({words.back() + " " + joined(0, words.size() - 1), prior_declared_swapped, false});
    if (words.size() != 2) return out;
    const std::string first(1, words[0][0]), second(1, words[1][0]);
    for (const std::string& form :
         {words[0] + " " + second, second + " " + words[0], first + " " + words[1], words[1] + " " + first})
        out.push_back({form, prior_one_initial, true});
    return out;
}

}  // namespace mangping::ocr
