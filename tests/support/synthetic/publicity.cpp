// The unit's publicity of an applicant and its result, in the words the notices prescribe.
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Applied {
    std::string series, specialty, level, start, end, notice;
};

Applied applied(Scene& s) {
    Applied a;
    a.notice = s.fact("notice", std::string(s.random.pick({"N0", "N1", "N4"})));
    a.series = s.fact("series", std::string("工程"));
    a.specialty = s.fact("specialty", std::string(a.notice == "N4" ? "工程咨询" : "建材"));
    a.level = s.fact("level", std::string(a.notice == "N4" ? "高级" : "中级"));
    a.end = s.fact("end_date", days_after(s.as_of(), -6));
    a.start = s.fact("start_date", days_after(a.end, -8));
    return a;
}

std::string series_of(const Applied& a) {
    return a.series.find("系列") == std::string::npos ? a.series + "系列" : a.series;
}

/// 工程系列建材专业中级; without the specialty under the notice that has none.
std::string applied_for(const Applied& a) {
    return series_of(a) + (a.notice == "N2" ? "" : a.specialty + "专业") + a.level + "专业技术任职资格";
}

void applied_fields(Sheet& p, const Applied& a) {
    p.add_field("series", series_of(a));
    if (a.notice != "N2") p.add_field("specialty", a.specialty);
    p.add_field("level", a.level);
}

}  // namespace

void unit_publicity(Scene& s) {
    const Applied a = applied(s);
    Sheet& p = s.page();
    const std::string name = s.person.name;
    const double x = 26, w = p.width() - 52;
    const TextStyle body = (s.layout ? s.fang(14.5) : s.song(14)).pitch(1.72).indent(2);
    double y = p.text(x, 24, w, s.layout == 1 ? "公　示" : "推荐单位公示", s.song(24).bold().at(Align::centre)) + 6;
    if (s.layout == 2) y = p.text(x, y - 3, w, s.employer.name, s.kai(14).at(Align::centre)) + 4;
    const std::string others = s.fact("others", std::string());  // where several people are made public at once
    y = p.text(x, y, w,
               "根据自治区职称评审工作的要求，现对" + name + others + "同志申报" + applied_for(a) + "进行公示。", body);
    std::string basics = "{b:基本信息：}" + s.person.sex + "，" + s.person.ethnicity + "，" +
                         s.random.pick({"中共党员", "群众", "民建会员"}) + "，身份证号：" + s.person.id_number;
    if (a.notice == "N4") basics += "，学历：" + s.fact("education", std::string("大学本科"));
    basics += "，现任专业技术职务任职资格：" + s.fact("title", std::string("助理工程师")) + "。";
    y = p.text(x, y, w, basics, body);
    if (s.fact("without", std::string()) != "conduct")
        y = p.text(x, y, w,
                   "{b:思想政治条件：}" + name +
                       "同志政治立场坚定，拥护中国共产党的领导，遵守国家法律法规，爱岗敬业，恪守职业道德，从业行为规"
                       "范，无违规违纪行为。",
                   body);
    const std::string field = a.specialty + "专业";
    const std::string colleague = "，与{o:" + s.near_miss() + "}、{o:" + s.other() + "}共同完成其中两项";
    y = p.text(x, y, w,
               std::string(a.notice == "N4" ? "{b:实践能力、业绩成果：}" : "{b:业绩成果：}") + "近五年来，" + name +
                   "同志主持或参与" + field + "项目" + han_number(s.random.whole(3, 9)) + "项" + colleague + "。" +
                   prose(s.random, field, 3),
               body);
    if (a.notice == "N4")
        y = p.text(x, y, w, "{b:有无受处分情况：}" + s.fact("sanctions", std::string("无")) + "。", body);
    y = p.text(x, y, w, "公示时间从" + zh_date(a.start) + "起至" + zh_date(a.end) + "止。", body);
    y = p.text(x, y, w,
               "如对" + name + "同志的相关信息有疑异，请电话或书面形式反映至" +
                   s.random.pick({"人事科", "组织人事部", "综合"}) + "办公室，监督电话：0991-" + s.random.digits(7) +
                   "。",
               body);
    y = std::max(y + 8, 216.0);
    p.text(x + 4, y, 60, "签字：", s.song(14));
    s.sign(p, s.other(), x + 20, y + 3, 8);
    const double below = p.text(x + 62, y + 12, w - 62, s.employer.name, s.fang(14.5).at(Align::centre).pitch(1.35));
    p.text(x + 62, below + 2, w - 62, zh_date(a.start), s.fang(14.5).at(Align::centre));
    s.employer_seal(p, x + 62 + (w - 62) / 2, y + 18, s.random.between(38, 43));
    p.add_field("name", name);
    applied_fields(p, a);
    p.add_field("start_date", a.start);
    p.add_field("end_date", a.end);
}

void unit_publicity_result(Scene& s) {
    const Applied a = applied(s);
    Sheet& p = s.page();
    const int days = s.fact("days", s.random.whole(5, 7));
    const std::string name = s.person.name;
    const double x = 28, w = p.width() - 56;
    double y =
        p.text(x, 40, w, s.layout ? "公 示 证 明" : "推荐单位公示结果", s.song(25).bold().at(Align::centre)) + 14;
    const std::string objection = s.fact("objection", std::string("none"));
    std::string words;
    const std::string when = a.notice == "N4" ? "已在本单位公示" + std::to_string(days) + "天"
                                              : "于" + zh_date(a.start) + "至" + zh_date(a.end) + "在本单位公示" +
                                                    std::to_string(days) + "天";
    if (objection == "none")
        words = a.notice == "N4" ? name + "同志申报材料" + when +
                                       "，公示期间无投诉、举报，公示无异议，申报材料真实、完整、有效，同意推荐" + name +
                                       "同志申报" + applied_for(a) + "。"
                                 : name + "同志申报材料" + when +
                                       "，公示无异议，未收到投诉、举报，申报材料真实、完整、有效，同意推荐" + name +
                                       "同志申报" + applied_for(a) + "。";
    else
        words = name + "同志申报材料" + when + "，公示期间收到投诉1件，公示有异议，正在核实。";
    y = p.text(x, y, w, words, s.fang(17).pitch(2.0).indent(2)) + 26;
    if (a.notice == "N4" || s.layout) {
        p.text(x, y, 70, "主管领导（签字）：", s.song(14));
        if (s.fact("signed", std::string("yes")) == "yes") s.sign(p, s.other(), x + 48, y + 3, 8);
        y += 16;
    }
    const double below = p.text(x + 56, y, w - 56, s.employer.name, s.fang(16).at(Align::centre).pitch(1.35));
    p.text(x + 56, below + 2.5, w - 56, zh_date(s.fact("date", days_after(a.end, 1))), s.fang(16).at(Align::centre));
    s.employer_seal(p, x + 56 + (w - 56) / 2, y + 8, s.random.between(38, 43));
    p.add_field("name", name);
    p.add_field("days", std::to_string(days));
    if (a.notice != "N4") {
        p.add_field("start_date", a.start);
        p.add_field("end_date", a.end);
    }
    p.add_field("objection", objection);
}

}  // namespace mangping::synthetic
