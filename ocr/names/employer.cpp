#include "ocr/names/employer.hpp"

#include <algorithm>
#include <array>

#include "ocr/names/han.hpp"

namespace mangping::ocr {
namespace {

// Priors are judged: how surely the shortened form still means this employer and no sister organisation.
constexpr double prior_without_suffix = 0.97;
constexpr double prior_other_region = 0.95;
constexpr double prior_without_region = 0.93;
constexpr double prior_generic = 0.6;
constexpr double prior_core = 0.6;
// 新疆云岭 of 新疆云岭工程咨询有限公司: what is left to see where the rest is smudged; a question, never a mask by
// itself.
constexpr double prior_beginning = 0.5;
// Shorter than this a form says too little without a label: 4 characters are the shortest usual trade names (众诚咨询).
constexpr std::size_t least_free = 4;

using Texts = std::u32string_view;

constexpr std::array<Texts, 9> legal_suffixes{U"股份有限责任公司", U"集团有限责任公司", U"集团股份有限公司",
                                              U"股份有限公司",     U"集团有限公司",     U"有限责任公司",
                                              U"有限公司",         U"集团公司",         U"公司"};

// Places that begin names of organisations in and around Xinjiang, long before short, and how they are shortened.
struct Region {
    Texts full;
    std::array<Texts, 3> shorter;
};
constexpr std::array<Region, 16> regions{{{U"新疆维吾尔自治区", {U"新疆", U"自治区", U""}},
                                          {U"新疆生产建设兵团", {U"兵团", U"新疆兵团", U""}},
                                          {U"巴音郭楞蒙古自治州", {U"巴州", U"巴音郭楞州", U""}},
                                          {U"昌吉回族自治州", {U"昌吉州", U"昌吉", U""}},
                                          {U"克孜勒苏柯尔克孜自治州", {U"克州", U"", U""}},
                                          {U"博尔塔拉蒙古自治州", {U"博州", U"", U""}},
                                          {U"伊犁哈萨克自治州", {U"伊犁州", U"伊犁", U""}},
                                          {U"内蒙古自治区", {U"内蒙古", U"", U""}},
                                          {U"广西壮族自治区", {U"广西", U"", U""}},
                                          {U"宁夏回族自治区", {U"宁夏", U"", U""}},
                                          {U"西藏自治区", {U"西藏", U"", U""}},
                                          {U"阿克苏地区", {U"阿克苏", U"", U""}},
                                          {U"喀什地区", {U"喀什", U"", U""}},
                                          {U"和田地区", {U"和田", U"", U""}},
                                          {U"阿勒泰地区", {U"阿勒泰", U"", U""}},
                                          {U"塔城地区", {U"塔城", U"", U""}}}};
constexpr std::array<Texts, 84> places{
    U"中华人民共和国", U"中国",     U"新疆",    U"自治区",   U"兵团",     U"巴州",   U"昌吉州",   U"昌吉",   U"克州",
    U"博州",           U"伊犁州",   U"伊犁",    U"乌鲁木齐", U"克拉玛依", U"吐鲁番", U"哈密",     U"库尔勒", U"阿克苏",
    U"阿图什",         U"喀什",     U"和田",    U"伊宁",     U"奎屯",     U"塔城",   U"阿勒泰",   U"博乐",   U"石河子",
    U"阿拉尔",         U"图木舒克", U"五家渠",  U"北屯",     U"铁门关",   U"双河",   U"可克达拉", U"昆玉",   U"胡杨河",
    U"若羌",           U"且末",     U"轮台",    U"尉犁",     U"焉耆",     U"和静",   U"和硕",     U"博湖",   U"库车",
    U"北京",           U"上海",     U"天津",    U"重庆",     U"河北",     U"山西",   U"辽宁",     U"吉林",   U"黑龙江",
    U"江苏",           U"浙江",     U"安徽",    U"福建",     U"江西",     U"山东",   U"河南",     U"湖北",   U"湖南",
    U"广东",           U"广西",     U"海南",    U"四川",     U"贵州",     U"云南",   U"西藏",     U"陕西",   U"甘肃",
    U"青海",           U"宁夏",     U"内蒙古",  U"西部",     U"西北",     U"华北",   U"北疆",     U"南疆",   U"东疆",
    U"巴音郭楞",       U"博尔塔拉", U"克孜勒苏"};
constexpr std::array<Texts, 15> place_classes{U"维吾尔自治区", U"自治区", U"自治州", U"自治县", U"开发区",
                                              U"新区",         U"地区",   U"市",     U"县",     U"省",
                                              U"州",           U"盟",     U"旗",     U"镇",     U"乡"};
// Words of trade and kind that many organisations share.
constexpr std::array<Texts, 205> common_words{
    U"工程", U"咨询",   U"建设", U"建筑", U"规划", U"设计",   U"研究", U"勘察",   U"勘测", U"测绘",   U"监理", U"技术",
    U"科技", U"科学",   U"信息", U"网络", U"软件", U"电子",   U"通信", U"电力",   U"能源", U"石油",   U"石化", U"化工",
    U"化学", U"天然气", U"煤炭", U"矿业", U"地质", U"水利",   U"水电", U"水务",   U"交通", U"公路",   U"铁路", U"路桥",
    U"桥梁", U"市政",   U"园林", U"环境", U"环保", U"生态",   U"农业", U"林业",   U"畜牧", U"农牧",   U"种业", U"食品",
    U"医疗", U"医药",   U"医学", U"卫生", U"疾病", U"预防",   U"控制", U"教育",   U"文化", U"传媒",   U"投资", U"开发",
    U"发展", U"管理",   U"服务", U"检测", U"检验", U"试验",   U"实验", U"质量",   U"安全", U"生产",   U"制造", U"机械",
    U"设备", U"材料",   U"贸易", U"物流", U"运输", U"实业",   U"产业", U"工业",   U"人民", U"中医",   U"中心", U"医院",
    U"学校", U"小学",   U"中学", U"学院", U"大学", U"职业",   U"总院", U"分院",   U"总站", U"分公司", U"集团", U"公司",
    U"总",   U"和",     U"与",   U"教师", U"培训", U"进修",   U"继续", U"妇女",   U"儿童", U"职工",   U"幼儿", U"机电",
    U"电气", U"自动化", U"装备", U"智能", U"数据", U"仪器",   U"仪表", U"纺织",   U"冶金", U"钢铁",   U"有色", U"金属",
    U"建材", U"水泥",   U"热力", U"燃气", U"供水", U"排水",   U"节能", U"新能源", U"光伏", U"风电",   U"汽车", U"航空",
    U"消防", U"气象",   U"地震", U"遥感", U"测量", U"造价",   U"招标", U"代理",   U"会计", U"审计",   U"评估", U"保险",
    U"银行", U"金融",   U"旅游", U"商贸", U"商务", U"房地产", U"物业", U"装饰",   U"安装", U"爆破",   U"钻井", U"油田",
    U"炼化", U"管道",   U"勘探", U"灌溉", U"节水", U"水资源", U"土地", U"国土",   U"草原", U"兽医",   U"水产", U"园艺",
    U"蔬菜", U"林果",   U"棉花", U"粮食", U"粮油", U"乳业",   U"饲料", U"肥料",   U"农机", U"广播",   U"电视", U"出版",
    U"体育", U"艺术",   U"博物", U"图书", U"档案", U"康复",   U"妇幼", U"保健",   U"药业", U"制药",   U"生物", U"分析",
    U"测试", U"监测",   U"推广", U"应用", U"资源", U"矿产",   U"矿物", U"选矿",   U"冶炼", U"化验",   U"计量", U"标准",
    U"水文"};
constexpr std::array<Texts, 24> kinds{U"院",   U"所",   U"站",   U"局",   U"厅",   U"处",   U"室",   U"部",
                                      U"队",   U"厂",   U"社",   U"会",   U"馆",   U"园",   U"场",   U"第一",
                                      U"第二", U"第三", U"第四", U"第五", U"第六", U"第七", U"第八", U"第九"};

// What only companies have in their names.
constexpr std::array<Texts, 4> kCompanies{U"公司", U"集团", U"厂", U"商行"};

// What an organisation's name ends with that others of its own can follow.
constexpr std::array<Texts, 15> parents{U"研究院", U"研究所", U"科学院", U"设计院", U"勘察院",
                                        U"总院",   U"大学",   U"学院",   U"集团",   U"公司",
                                        U"医院",   U"局",     U"委员会", U"总厂",   U"总站"};

// What an own part begins with that tells only how it belongs: 附属 of 新疆大学附属医院.
constexpr std::array<Texts, 9> relations{U"附属", U"直属", U"下属", U"所属", U"分", U"机关", U"本部", U"后勤", U"第"};

template <class List>
std::size_t leading(const List& list, Texts text) {
    std::size_t best = 0;
    for (const Texts word : list)
        if (!word.empty() && text.starts_with(word)) best = std::max(best, word.size());
    return best;
}

/// "第十二师", "第2师", "三十八团": units of the Corps.
std::size_t corps_unit(Texts text) {
    constexpr Texts digits = U"第一二三四五六七八九十百0123456789";
    std::size_t n = 0;
    while (n < text.size() && digits.find(text[n]) != Texts::npos) ++n;
    return n > 0 && n < text.size() && (text[n] == U'师' || text[n] == U'团') ? n + 1 : 0;
}

/// Length of one place at the beginning: a listed one with its class word, or up to five characters before 市, 县, 省
/// ….
std::size_t one_place(Texts text) {
    for (const Region& region : regions)
        if (text.starts_with(region.full)) return region.full.size();
    if (const std::size_t known = leading(places, text)) {
        const std::size_t kind = leading(place_classes, text.substr(known));
        return known + kind;
    }
    if (const std::size_t unit = corps_unit(text)) return unit;
    constexpr Texts closing = U"市县省州区镇乡盟旗";
    constexpr std::size_t longest_place = 5;
    for (std::size_t n = 2; n <= longest_place && n + 1 < text.size(); ++n)
        if (closing.find(text[n]) != Texts::npos && !is_generic(text.substr(0, n))) return n + 1;
    return 0;
}

bool worth_searching(Texts text) { return text.size() >= 2; }

}  // namespace

bool is_generic(Texts text) {
    while (!text.empty()) {
        std::size_t n = std::max({leading(common_words, text), leading(kinds, text), leading(places, text)});
        if (n == 0) n = leading(place_classes, text);
        if (n == 0 && !is_han(text[0])) n = 1;
        if (n == 0) return false;
        text.remove_prefix(n);
    }
    return true;
}

std::size_t region_length(Texts text) {
    std::size_t at = 0;
    while (const std::size_t n = one_place(text.substr(at))) at += n;
    return std::min(at, text.size());
}

bool begins_with_known_place(Texts text) {
    return leading(places, text) > 0 || corps_unit(text) > 0 ||
           std::any_of(regions.begin(), regions.end(), [&](const Region& r) { return text.starts_with(r.full); });
}

namespace {

/// 众诚 of 众诚工程咨询: what is left of the beginning before the first word that others share.
std::u32string core_of(Texts text) {
    std::size_t n = 0;
    while (n < text.size() && leading(common_words, text.substr(n)) == 0 && leading(kinds, text.substr(n)) == 0) ++n;
    return std::u32string(text.substr(0, n));
}

/// 昆仑 and 经纬 of 昆仑经纬: a trade name of four characters is called by either half of it (经纬公司). Halves that
/// others share are none.
std::vector<std::u32string> halves_of(const std::u32string& core) {
    constexpr std::size_t half = 2;
    std::vector<std::u32string> out;
    if (core.size() != 2 * half) return out;
    for (const std::size_t at : {std::size_t{0}, half})
        if (const std::u32string part = core.substr(at, half); !is_generic(part)) out.push_back(part);
    return out;
}

/// How schools are called short: 博孜塔格师范学院 is 博师院, 伊犁师范大学 伊师大.
struct School {
    Texts full, shorter;
};
constexpr std::array<School, 11> schools{{{U"师范专科学校", U"师专"},
                                          {U"职业技术学院", U"职院"},
                                          {U"师范学院", U"师院"},
                                          {U"师范大学", U"师大"},
                                          {U"农业大学", U"农大"},
                                          {U"医科大学", U"医大"},
                                          {U"理工大学", U"理工大"},
                                          {U"财经大学", U"财大"},
                                          {U"职业大学", U"职大"},
                                          {U"开放大学", U"开大"},
                                          {U"大学", U"大"}}};

class Collection {
public:
    void add(std::u32string text, double prior, bool needs_context = false) {
        if (!worth_searching(text)) return;
        for (const EmployerForm& form : forms)
            if (form.text == text) return;
        forms.push_back({std::move(text), prior, needs_context});
    }
    std::vector<EmployerForm> forms;
};

/// The same body under shorter or other names of its place.
void add_region_variants(Texts body, Collection& to) {
    const std::u32string text(body);
    for (const Region& region : regions) {
        if (!body.starts_with(region.full)) continue;
        const std::u32string rest(body.substr(region.full.size()));
        for (const Texts shorter : region.shorter)
            if (!shorter.empty() && !rest.empty())
                to.add(std::u32string(shorter) + rest, prior_other_region, shorter.size() + rest.size() < least_free);
    }
    // 库尔勒市第一中学 -> 库尔勒第一中学.
    const std::size_t first = one_place(body);
    if (first >= 3 && first < body.size() && (body[first - 1] == U'市' || body[first - 1] == U'县'))
        to.add(text.substr(0, first - 1) + text.substr(first), prior_other_region, text.size() - 1 < least_free);
    // A name of several places may begin at any of them.
    const std::size_t all = region_length(body);
    for (std::size_t at = first; at > 0 && at < all;) {
        to.add(text.substr(at), prior_other_region, text.size() - at < least_free);
        const std::size_t next = one_place(body.substr(at));
        if (next == 0) break;
        at += next;
    }
    if (all == 0 || all >= body.size()) return;
    const Texts rest = body.substr(all);
    const bool generic = is_generic(rest);
    if (rest.size() >= least_free)
        to.add(std::u32string(rest), generic ? prior_generic : prior_without_region, generic);
}

void add_short_school(Texts full, Collection& to) {
    for (const School& school : schools) {
        if (!full.ends_with(school.full) || full.size() < school.full.size() + 2) continue;
        const Texts place = full.substr(0, full.size() - school.full.size());
        to.add(std::u32string(1, place[0]).append(school.shorter), prior_core, true);
        if (school.shorter.size() > 1) to.add(std::u32string(place).append(school.shorter), prior_core, true);
        return;
    }
}

}  // namespace

std::size_t parent_length(Texts full) {
    constexpr std::size_t least_parent = 5, least_own = 4;
    Texts body = full;
    for (const Texts suffix : legal_suffixes)
        if (body.ends_with(suffix)) {
            body.remove_suffix(suffix.size());
            break;
        }
    std::size_t out = 0;
    for (std::size_t at = 1; at + least_own <= body.size(); ++at) {
        const std::size_t end = at + leading(parents, body.substr(at));
        if (end == at || end < least_parent || end + least_own > body.size()) continue;
        const Texts own = body.substr(end);
        if (leading(relations, own) == 0 && !core_of(own.substr(region_length(own))).empty()) out = end;
    }
    return out;
}

Span distinctive_part(Texts full) { return distinctive_part(full, region_length(full)); }

Span distinctive_part(Texts full, std::size_t region) {
    if (const std::size_t parent = parent_length(full); parent > region) {
        const Texts own = full.substr(parent);
        const std::size_t place = region_length(own);
        return {parent, parent + place + core_of(own.substr(place)).size()};
    }
    const std::size_t core = core_of(full.substr(region)).size();
    return core > 0 ? Span{region, region + core} : Span{0, region};
}

namespace {

/// 众诚公司 of 众诚工程咨询有限公司, and what else a company is called by its trade name alone. `rest`: the name from
/// its trade name on. Of what is no company nothing.
void add_company_forms(Texts full, const std::u32string& core, Texts rest, Collection& all) {
    const bool company = std::any_of(std::begin(kCompanies), std::end(kCompanies),
                                     [full](Texts word) { return full.find(word) != Texts::npos; });
    if (!company) return;
    all.add(core + U"公司", prior_core, true);
    // 瀚驼公司 of 塔什店瀚驼石油: a place that no list knows before the trade name.
    constexpr std::size_t with_a_place = 5, trade_name = 2;
    if (core.size() >= with_a_place && !is_generic(core.substr(core.size() - trade_name)))
        all.add(core.substr(core.size() - trade_name) + U"公司", prior_core, true);
    // 阿矿集团 of 阿拉套矿业集团: the first characters of place and trade.
    constexpr std::size_t long_core = 3;
    if (core.size() >= long_core && leading(common_words, rest.substr(core.size())) > 0) {
        const std::u32string initials{core[0], rest[core.size()]};
        all.add(initials + U"公司", prior_core, true);
        if (full.find(U"集团") != Texts::npos) all.add(initials + U"集团", prior_core, true);
    }
    for (const std::u32string& half : halves_of(core)) {
        all.add(half + U"公司", prior_core, true);
        if (full.find(U"集团") != Texts::npos) all.add(half + U"集团", prior_core, true);
    }
}

}  // namespace

std::vector<EmployerForm> employer_forms(Texts full) {
    Collection all;
    all.add(std::u32string(full), 1.0, full.size() < least_free && is_generic(full));
    Texts body = full;
    for (const Texts suffix : legal_suffixes)
        if (body.size() > suffix.size() && body.ends_with(suffix)) {
            body.remove_suffix(suffix.size());
            break;
        }
    if (body.size() >= least_free && !is_generic(body)) all.add(std::u32string(body), prior_without_suffix);
    add_region_variants(full, all);
    if (body != full && !is_generic(body)) add_region_variants(body, all);
    const std::size_t parent = parent_length(full);
    const Texts own = body.substr(parent), rest = own.substr(region_length(own));
    const std::u32string core = core_of(rest);
    if (parent > 0 && core.size() >= 2) all.add(std::u32string(own), prior_without_region);
    if (core.size() >= 2 && core.size() < rest.size()) {
        const std::size_t region = body.size() - rest.size();
        if (region > 0 && parent == 0)
            all.add(std::u32string(body.substr(0, region + core.size())), prior_beginning, true);
        add_company_forms(full, core, rest, all);
        for (const Texts word : common_words) {
            if (word.size() != 2) continue;
            const std::size_t at = rest.find(word);
            if (at != Texts::npos && at >= core.size()) all.add(std::u32string(core).append(word), prior_core, true);
        }
    }
    add_short_school(full, all);
    return std::move(all.forms);
}

std::vector<NamedRegion> regions_told_by_class() {
    constexpr std::size_t with_a_people = 5;  // 壮族自治区; 自治区 alone stands behind several
    std::vector<NamedRegion> out;
    for (const Region& region : regions) {
        const Texts place = region.shorter[0];
        if (!region.full.ends_with(U"自治区") || !region.full.starts_with(place)) continue;
        const Texts of_class = region.full.substr(place.size());
        if (of_class.size() >= with_a_people) out.push_back({place, of_class});
    }
    return out;
}

}  // namespace mangping::ocr
