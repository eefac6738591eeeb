// Employers: firms, institutes, schools, stations and bureaus' units. An employer's aliases are what a clerk would
// write for it; its sisters share words with it but are somebody else, and never contain its name or one of its
// aliases.
#include <algorithm>
#include <span>
#include <string>

#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/people_tables.hpp"

namespace mangping::synthetic {
namespace {

using tables::Place;
using tables::Trade;
using tables::Word;

template <class T>
const T& one_of(Rng& rng, std::span<const T> from) {
    return from[static_cast<std::size_t>(rng.whole(0, static_cast<int>(from.size()) - 1))];
}

std::string s(const char* text) { return text; }

void name_firm(Employer& e, Rng& rng, const Place& place, const Trade& trade) {
    const Word& word = one_of(rng, tables::firm_words());
    struct Ending {
        const char *zh, *brief, *en, *uyghur;
    };
    static constexpr Ending kEndings[] = {
        {"勘测设计研究院有限责任公司", "设计院", "Survey, Design and Research Institute Co., Ltd.",
         "تەكشۈرۈش لايىھىلەش تەتقىقات ئىنستىتۇتى چەكلىك مەسئۇلىيەت شىركىتى"},
        {"工程有限公司", "公司", "Engineering Co., Ltd.", "قۇرۇلۇش چەكلىك شىركىتى"},
        {"集团股份有限公司", "集团", "Group Co., Ltd.", "گۇرۇھى پاي چەكلىك شىركىتى"},
        {"项目管理有限公司", "公司", "Project Management Co., Ltd.", "تۈر باشقۇرۇش چەكلىك شىركىتى"},
        {"科技有限公司", "科技", "Science and Technology Co., Ltd.", "پەن-تېخنىكا چەكلىك شىركىتى"},
    };
    const Ending& end = one_of(rng, std::span<const Ending>(kEndings));
    const std::string at = place.uyghur[0] != '\0' && rng.chance(0.6) ? "新疆" : place.brief;
    e.name = at + word.han + trade.full + end.zh;
    const std::string without_legal =
        e.name.substr(0, e.name.find(e.name.find("有限责任公司") != std::string::npos   ? "有限责任公司"
                                     : e.name.find("股份有限公司") != std::string::npos ? "股份有限公司"
                                                                                        : "有限公司"));
    if (without_legal.ends_with("院") || without_legal.ends_with("集团")) e.aliases.push_back(without_legal);
    e.aliases.push_back(at + word.han + trade.brief + end.brief);
    e.aliases.push_back(s(word.han) + (s(end.brief) == "公司" ? s("公司") : s(end.brief)));
    e.latin = {(at == "新疆" ? s("Xinjiang") : s(place.latin)) + " " + word.latin + " " + trade.latin + " " + end.en,
               s(word.latin) + " " + trade.latin + " " + end.en};
    if (place.uyghur[0] != '\0') e.uyghur = s("شىنجاڭ ") + trade.uyghur + " " + end.uyghur;
    e.sisters = {at + word.han + "物业服务有限公司", at + word.han + "酒店管理有限责任公司",
                 at + one_of(rng, tables::firm_words()).han + trade.full + end.zh,
                 s("河南") + word.han + "建材贸易有限公司"};
}

void name_institute(Employer& e, Rng& rng, const Place& place, const Trade& trade) {
    struct Ending {
        const char *zh, *brief, *en, *uyghur;
    };
    static constexpr Ending kEndings[] = {
        {"研究院", "院", "Research Institute", "تەتقىقات ئىنستىتۇتى"},
        {"勘测设计院", "设计院", "Survey and Design Institute", "تەكشۈرۈش لايىھىلەش ئىنستىتۇتى"},
        {"质量监督检测中心", "检测中心", "Quality Supervision and Testing Centre",
         "سۈپەت نازارەت قىلىش تەكشۈرۈش مەركىزى"},
        {"技术推广总站", "推广站", "Technology Extension Station", "تېخنىكا كېڭەيتىش باش پونكىتى"},
        {"规划研究所", "所", "Planning Research Institute", "پىلانلاش تەتقىقات ئورنى"},
    };
    const Ending& end = one_of(rng, std::span<const Ending>(kEndings));
    e.name = s(place.full) + trade.full + end.zh;
    e.aliases = {s(place.brief) + trade.full + end.zh, s(place.brief) + trade.brief + end.brief};
    if (s(place.full) == "新疆维吾尔自治区") e.aliases.push_back(s("自治区") + trade.brief + end.brief);
    if (s(place.full) == place.brief) e.aliases.erase(e.aliases.begin());
    e.latin = {s(place.latin) + " " + trade.latin + " " + end.en};
    if (place.uyghur[0] != '\0') e.uyghur = s(place.uyghur) + " " + trade.uyghur + " " + end.uyghur;
    const Trade& other = one_of(rng, tables::trades());
    e.sisters = {s(place.full) + trade.full + "学会", s(place.full) + other.full + "行业协会",
                 s("甘肃省") + trade.full + end.zh, s(place.full) + trade.full + "造价咨询中心"};
}

void name_unit(Employer& e, Rng& rng, const Place& place, const Trade& trade) {
    struct Ending {
        const char *zh, *brief, *en, *uyghur;
    };
    static constexpr Ending kEndings[] = {
        {"局工程建设管理站", "局建管站", "Bureau, Construction Administration Station",
         "ئىدارىسى قۇرۇلۇش باشقۇرۇش پونكىتى"},
        {"局信息服务中心", "局信息中心", "Bureau, Information Service Centre", "ئىدارىسى ئۇچۇر مۇلازىمەت مەركىزى"},
        {"综合行政执法支队", "执法支队", "Administrative Enforcement Brigade",
         "ئۇنىۋېرسال مەمۇرىي قانۇن ئىجرا قىلىش چوڭ ئەترىتى"},
        {"事业发展中心", "发展中心", "Development Centre", "ئىشلىرى تەرەققىيات مەركىزى"},
    };
    const Ending& end = one_of(rng, std::span<const Ending>(kEndings));
    e.name = s(place.full) + trade.bureau + end.zh;
    e.aliases = {s(place.brief) + trade.bureau + end.zh, s(place.brief) + trade.bureau + end.brief};
    if (s(place.full) == place.brief) e.aliases.erase(e.aliases.begin());
    e.latin = {s(place.latin) + " " + trade.latin + " " + end.en};
    if (place.uyghur[0] != '\0') e.uyghur = s(place.uyghur) + " " + trade.uyghur + " " + end.uyghur;
    e.sisters = {s(place.full) + "人力资源和社会保障局", s(place.full) + trade.bureau + "行业工会委员会",
                 s("青海省") + trade.bureau + end.zh};
}

void name_school(Employer& e, Rng& rng, const Place& place) {
    struct Ending {
        const char *zh, *brief, *en, *uyghur;
    };
    static constexpr Ending kEndings[] = {
        {"职业技术学院", "职院", "Vocational and Technical College", "كەسپىي تېخنىكا ئىنستىتۇتى"},
        {"教师发展学院", "教师学院", "Teacher Development College", "ئوقۇتقۇچىلار تەرەققىيات ئىنستىتۇتى"},
        {"第十九中学", "十九中", "No. 19 Middle School", "19-ئوتتۇرا مەكتەپ"},
        {"教育科学研究中心", "教科中心", "Educational Research Centre", "مائارىپ پەن تەتقىقات مەركىزى"},
    };
    const Ending& end = one_of(rng, std::span<const Ending>(kEndings));
    e.name = s(place.full) + end.zh;
    e.aliases = {s(place.brief) + end.zh, s(place.brief) + end.brief};
    if (s(place.full) == place.brief) e.aliases.erase(e.aliases.begin());
    e.latin = {s(place.latin) + " " + end.en};
    if (place.uyghur[0] != '\0') e.uyghur = s(place.uyghur) + " " + end.uyghur;
    e.sisters = {s(place.full) + "第二十六中学", s(place.full) + "师范附属小学", s("宁夏") + end.zh};
}

std::string superior_of(const Place& place, const Trade& trade, bool school) {
    if (place.level == 'r' && place.uyghur[0] != '\0')
        return s("新疆维吾尔自治区") +
               (school ? "教育厅" : s(trade.bureau) + (s(trade.bureau) == "发展和改革" ? "委员会" : "厅"));
    return s(place.full) + (school ? "教育局" : s(trade.bureau) + (s(trade.bureau) == "发展和改革" ? "委员会" : "局"));
}

bool acceptable(const Employer& e) {
    const std::size_t length = characters(e.name).size();
    if (length < 8 || length > 24) return false;
    const auto inside = [](const std::string& outer, const std::string& inner) {
        return outer.find(inner) != std::string::npos;
    };
    for (const std::string& sister : e.sisters) {
        if (inside(sister, e.name) || inside(e.name, sister)) return false;
        for (const std::string& alias : e.aliases)
            if (inside(sister, alias)) return false;
    }
    for (const std::string& alias : e.aliases)
        if (characters(alias).size() < 3 || alias == e.name || inside(e.superior, alias)) return false;
    return !inside(e.superior, e.name);
}

}  // namespace

Employer make_employer(Rng& rng, std::string_view kind) {
    for (;;) {
        Employer e;
        const Place& place = one_of(rng, tables::places());
        const Trade& trade = one_of(rng, tables::trades());
        const bool school = kind == "public_institution" && rng.chance(0.25);
        if (kind == "out_of_region_enterprise" ? place.uyghur[0] != '\0' : place.uyghur[0] == '\0') continue;
        e.kind = kind;
        e.place = place.city;
        e.level = place.level == 'r' ? "region" : place.level == 'p' ? "prefecture" : "county_or_below";
        e.superior = superior_of(place, trade, school);
        if (school)
            name_school(e, rng, place);
        else if (kind == "government")
            name_unit(e, rng, place, trade);
        else if (kind == "public_institution")
            rng.chance(0.25) ? name_unit(e, rng, place, trade) : name_institute(e, rng, place, trade);
        else
            name_firm(e, rng, place, trade);
        std::stable_sort(e.aliases.begin(), e.aliases.end(), [](const std::string& a, const std::string& b) {
            return characters(a).size() > characters(b).size();
        });
        if (acceptable(e)) return e;
    }
}

Employer make_employer(Rng& rng) {
    return make_employer(rng, rng.pick({"public_institution", "public_institution", "state_enterprise",
                                        "private_enterprise", "government", "out_of_region_enterprise"}));
}

}  // namespace mangping::synthetic
