#include <algorithm>
#include <iterator>
#include <span>
#include <string>

#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/people_tables.hpp"

namespace mangping::synthetic {
namespace {

struct SchoolEntry {
    const char *name, *latin, *code;
};
// Invented; the codes lie above those that are given out.
constexpr SchoolEntry kSchools[] = {
    {"天山理工大学", "Tianshan University of Technology", "19001"},
    {"昆仑农业大学", "Kunlun Agricultural University", "19002"},
    {"西域工程学院", "Western Regions Institute of Engineering", "19003"},
    {"塔河水利水电学院", "Tahe Institute of Water Resources", "19004"},
    {"河洛交通大学", "Heluo Jiaotong University", "19005"},
    {"陇原科技大学", "Longyuan University of Science and Technology", "19006"},
    {"秦川建筑科技学院", "Qinchuan Institute of Architecture", "19007"},
    {"楚江地质大学", "Chujiang University of Geosciences", "19008"},
    {"绿洲师范大学", "Oasis Normal University", "19009"},
    {"东海信息工程大学", "Donghai University of Information Engineering", "19010"},
};

std::string degree_of(const std::string& major, const std::string& level) {
    const std::string field = major == "林学" || major == "农学" ? "农学" : major == "工程管理" ? "管理学" : "工学";
    if (level == "本科") return field + "学士";
    if (level == "硕士研究生") return field + "硕士";
    if (level == "博士研究生") return field + "博士";
    return "";
}

}  // namespace

School make_school(Rng& rng) {
    const SchoolEntry& e = kSchools[rng.next() % std::size(kSchools)];
    return {e.name, e.latin, e.code};
}

std::string make_major(Rng& rng) {
    const auto all = tables::majors();
    return all[rng.next() % all.size()].han;
}

std::string make_specialty(Rng& rng) {
    return rng.pick({"水利水电工程", "道路与桥梁工程", "工民建", "电气工程", "机械工程", "地质矿产", "测绘", "环境工程",
                     "林业工程", "农业工程", "工程咨询", "给排水", "石油化工", "计算机应用", "工程造价"});
}

std::string make_work_title(Rng& rng) {
    const std::string area =
        rng.pick({"干旱区", "高寒地区", "绿洲灌区", "戈壁滩", "盐渍土地区", "风沙区", "多沙河流", "冻融环境下"});
    const std::string thing = rng.pick({"渠道衬砌", "膜下滴灌棉田", "沥青路面", "引水隧洞", "装配式桥墩",
                                        "输电线路基础", "地下水监测网", "防护林带", "尾矿库坝体", "面板堆石坝"});
    const std::string deed = rng.pick({"抗冻性能试验研究", "优化设计与应用", "病害成因及防治对策", "施工质量控制要点",
                                       "运行安全评价", "水盐运移规律分析", "全生命周期成本分析", "监测数据处理方法"});
    return area + thing + deed;
}

Education make_education(Rng& rng, const Person& p, std::string_view level, int year) {
    Education e;
    e.school = make_school(rng);
    e.major = make_major(rng);
    e.level = level;
    const int birth_year = std::stoi(p.birth_date.substr(0, 4));
    // Certificate numbers of 18 digits exist since 2001: whoever was older by then studied beside work.
    const bool elder = birth_year + 18 < 1998 && level != "硕士研究生" && level != "博士研究生";
    const bool later = elder || (level != "博士研究生" && rng.chance(0.25));
    e.study_form = later ? rng.pick({"函授", "业余"}) : "普通全日制";
    e.category = later ? "成人高等教育" : level == "本科" || level == "专科" ? "普通高等教育" : "研究生";
    e.years = level == "本科" ? 4 : 3;
    int first = birth_year + 18;
    if (level == "硕士研究生") first = birth_year + 22;
    if (level == "博士研究生") first = birth_year + 25;
    if (later) first += rng.whole(3, 8);
    first = std::min(std::max(first, 1998), year - e.years - 1);
    const int last = first + e.years;
    e.start = std::to_string(first) + "-09-01";
    e.end = std::to_string(last) + (rng.chance(0.5) ? "-07-01" : "-06-30");
    const char* level_digits = level == "博士研究生"   ? "01"
                               : level == "硕士研究生" ? "02"
                               : level == "本科"       ? "05"
                                                       : "06";
    e.certificate_no = e.school.code + (later ? "5" : "1") + std::to_string(last) + level_digits + rng.digits(6);
    e.degree = degree_of(e.major, e.level);
    const char* degree_digit = level == "博士研究生" ? "2" : level == "硕士研究生" ? "3" : "4";
    if (!e.degree.empty()) e.degree_no = e.school.code + degree_digit + std::to_string(last) + rng.digits(6);
    return e;
}

}  // namespace mangping::synthetic
