// Ruled forms that a personnel office fills in.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

std::string grades(Scene& s, const std::string& result) {
    std::string out;
    for (const char* g : {"优秀", "合格", "基本合格", "不合格"})
        out += (result == g ? std::string("☑") : std::string("□")) + g + (std::string(g) == "不合格" ? "" : "　");
    (void)s;
    return out;
}

struct Assessment {
    std::string year, result, title, post, superior_name, leader;
};

void assessment_heading(Scene& s, Sheet& p, const Assessment& a, double& y) {
    const double x = 22, w = p.width() - 44;
    const std::string form = s.layout == 1   ? "年度考核登记表"
                             : s.layout == 2 ? "事业单位工作人员年度考核登记表"
                                             : "专业技术人员业务考核登记表";
    y = p.text(x, 22, w, form, s.song(s.layout == 2 ? 21 : 23).bold().at(Align::centre).spaced(0.08));
    y = p.text(x, y + 1, w, "（" + a.year + " 年度）", s.song(15).at(Align::centre)) + 4;
}

void assessment_front(Scene& s, const Assessment& a) {
    Sheet& p = s.page();
    double y = 0;
    assessment_heading(s, p, a, y);
    TableLook look = s.table_look(12);
    const double x = 22, w = p.width() - 44;
    const Person& me = s.person;
    std::vector<Row> rows;
    const std::string shown = s.random.chance(0.5) ? s.spread_name() : me.name;
    if (s.layout == 1) {
        rows = {{{label("姓　名", 22), value(shown, 34), label("性　别", 20), value(me.sex, 18), label("出生年月", 24),
                  value(me.birth_date.substr(0, 4) + "." + me.birth_date.substr(5, 2))},
                 11},
                {{label("民　族", 22), value(me.ethnicity, 34), label("学　历", 20), value("大学本科", 18),
                  label("政治面貌", 24), value(s.random.pick({"群众", "中共党员"}))},
                 11},
                {{label("单位及职务", 22), value(s.employer.name + "　" + a.post)}, 12},
                {{label("从事工作", 22), value(a.title), label("任现职时间", 26),
                  value(std::to_string(std::atoi(a.year.c_str()) - 4) + "年12月", 36)},
                 11}};
    } else {
        rows = {{{label("姓名", 20), value(shown, 32), label("性别", 16), value(me.sex, 16), label("民族", 16),
                  value(me.ethnicity, 24), label("出生\n年月", 18), value(dotted_date(me.birth_date.substr(0, 7)))},
                 11},
                {{label("工作单位", 26), value(s.employer.name), label("行政职务", 24), value(a.post, 34)}, 12},
                {{label("专业技术职务", 32), value(a.title, 40), label("聘任时间", 26),
                  value(std::to_string(std::atoi(a.year.c_str()) - 4) + "年12月")},
                 11}};
        if (s.layout == 0)
            rows.push_back(
                {{label("身份证号", 26), value(me.id_number), label("联系电话", 24), value(me.phone, 34)}, 11});
    }
    y = p.table(x, y, w, rows, look);
    TableLook body = look;
    body.value = (s.random.chance(0.4) ? s.kai(12.5) : s.fang(12.5)).pitch(1.7);
    const std::string summary = "　　" + a.year + "年，本人" + (s.random.chance(0.5) ? me.name : std::string()) +
                                "在单位领导的关心和同事的帮助下，" +
                                prose(s.random, make_specialty(s.random), s.random.whole(8, 11)) + "\n　　" +
                                prose(s.random, "本职业务", 6) + "\n　　今后将继续加强学习，不断提高业务水平。";
    p.table(x, y, w, {{{upright("本人总结", 12), block(summary)}, p.height() - y - 24}}, body);
    p.add_field("name", me.name);
    p.add_field("year", a.year);
    p.add_field("employer", s.employer.name);
}

void assessment_back(Scene& s, const Assessment& a) {
    Sheet& p = s.page();
    TableLook look = s.table_look(12.5);
    look.value = s.fang(13).pitch(1.6);
    const double x = 22, w = p.width() - 44;
    const std::string date = a.year + "年12月" + std::to_string(s.random.whole(16, 30)) + "日";
    double y = 24;
    const auto part = [&](const char* head, const std::string& text, double h) {
        const double at = y;
        y = p.table(x, y, w, {{{upright(head, 14), block("　　" + text)}, h}}, look);
        return at;
    };
    const std::string who = s.random.chance(0.5) ? s.person.name + "同志" : "该同志";
    const double a0 =
        part("主管领导评语",
             who + "本年度" + prose(s.random, "分管工作", 2) + "\n　　建议考核等次为{b:" + a.result + "}。", 72);
    p.text(x + 80, a0 + 54, 40, "{r:主管领导签字}：", s.song(12));
    s.sign(p, a.leader, x + 118, a0 + 57, 7);
    p.text(x + 118, a0 + 64, 45, date, s.song(11));
    const double b0 = part("考核意见",
                           "经考核委员会研究，" + s.person.name + "同志" + a.year + "年度考核等次为：\n　　" +
                               (s.layout == 2 ? grades(s, a.result) : "{b:" + a.result + "}"),
                           64);
    p.text(x + 80, b0 + 44, 50, "{r:考核委员会负责人}：", s.song(12));
    s.sign(p, a.superior_name, x + 128, b0 + 47, 7);
    s.employer_seal(p, x + 140, b0 + 46, 40);
    p.text(x + 120, b0 + 55, 45, date, s.song(11));
    const double c0 = part("本人意见", s.random.pick({"同意", "无异议", "同意考核结果"}), 42);
    p.text(x + 90, c0 + 26, 30, "本人签名：", s.song(12));
    if (s.random.chance(0.15))
        s.name_stamp(p, s.person.name, x + 122, c0 + 28, 12);
    else
        s.sign(p, s.person.name, x + 114, c0 + 28, 8);
    part("备注", "无", 26);
    p.text(x, y + 3, w, "注：本表一式两份，一份存入本人档案，一份由单位留存。", s.song(9.5).in(kGrey));
    p.add_field("result", a.result);
}

}  // namespace

void annual_assessment_form(Scene& s) {
    Assessment a;
    a.year = s.fact("year", std::to_string(s.year() - s.random.whole(1, 3)));
    a.result = s.fact("result", std::string(s.random.pick({"合格", "合格", "优秀"})));
    a.title = s.fact("title", std::string(s.random.pick({"工程师", "助理工程师", "助理研究员"})));
    a.post = s.random.pick({"技术员", "项目技术负责人", "科员", "副主任", "室主任"});
    a.superior_name = s.other();
    a.leader = s.random.chance(0.4) ? s.near_miss() : s.other();
    const std::string side = s.fact("side", std::string());
    if (side != "back") assessment_front(s, a);
    if (side != "front") assessment_back(s, a);
}

void cadre_form(Scene& s) {
    const bool approval = s.kind == Kind::cadre_approval_form;
    Sheet& p = s.page();
    const Person& me = s.person;
    double y = p.text(20, 22, 170, approval ? "干部任免审批表" : "干部履历表",
                      s.song(23).bold().at(Align::centre).spaced(0.1)) +
               5;
    TableLook look = s.table_look(12);
    const double top = y;
    const std::string post = s.random.pick({"四级主任科员", "副科长", "科员"});
    y = p.table(20, y, 136,
                {{{label("姓　名", 22), value(s.spread_name(), 34), label("性　别", 18), value(me.sex, 16),
                   label("出生年月", 22), value(dotted_date(me.birth_date.substr(0, 7)))},
                  12},
                 {{label("民　族", 22), value(me.ethnicity, 34), label("籍　贯", 18), value("新疆", 16),
                   label("出生地", 22), value(s.employer.place)},
                  12},
                 {{label("入党时间", 22), value("2010.06", 34), label("参加工作时间", 30),
                   value(std::to_string(year_of(me.birth_date) + 23) + ".08")},
                  12},
                 {{label("现任职务", 30), value(s.employer.name + post)}, 14}},
                look);
    p.box(156, top, 34, y - top, 0.35);
    s.portrait(p, 158.5, top + 3, 29, std::min(40.0, y - top - 6));
    std::string history;
    int at = year_of(me.birth_date) + 19;
    history +=
        std::to_string(at) + ".09—" + std::to_string(at + 4) + ".07　在{k:" + make_school(s.random).name + "}学习\n";
    at += 4;
    history += std::to_string(at) + ".08—" + std::to_string(at + 5) + ".03　在{k:" + s.sister() + "}工作\n";
    history += std::to_string(at + 5) + ".03—　　　　在" + s.employer.name + "工作，任" + post;
    std::vector<Row> rows = {
        {{upright("简历", 14), block(history)}, 74},
        {{upright("奖惩情况", 14), block("无")}, 24},
        {{label("姓名", 24), label("称谓", 22), label("出生年月", 30), label("工作单位及职务")}, 9},
        {{value("{o:" + s.other() + "}", 24), value("配偶", 22), value("1988.04", 30),
          value("{k:" + s.sister() + "}职工")},
         10},
        {{value("{o:" + s.near_miss() + "}", 24), value("父亲", 22), value("1959.11", 30), value("退休")}, 10}};
    if (approval)
        rows.push_back({{upright("审批意见", 14),
                         block("　　同意" + me.name + "同志调入" + s.employer.name + "从事专业技术工作。")},
                        46});
    y = p.table(20, y, 170, rows, look);
    if (approval) s.issuer_seal(p, s.employer.superior, 150, y - 20, 40);
    p.text(20, y + 3, 170, "{r:填表人}：{o:" + s.other() + "}　　　　" + zh_date(days_after(s.as_of(), -200)),
           s.song(11));
}

}  // namespace mangping::synthetic
