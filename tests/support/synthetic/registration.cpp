// What the register of degrees and diplomas prints (its reports), and the papers that stand in when it knows nothing.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Entry {
    std::string school, major, level, form, category, start, end, number, degree, degree_no, code, updated;
    int years = 4;
};

Entry entry_of(Scene& s) {
    const std::string level = s.fact("level", std::string(s.random.pick({"本科", "本科", "专科", "硕士研究生"})));
    const Education e = make_education(s.random, s.person, level, s.year());
    Entry t;
    t.level = level;
    t.school = s.fact("school", e.school.name);
    t.major = s.fact("major", e.major);
    t.form = s.fact("study_form", e.study_form);
    t.category = s.fact("category", e.category);
    t.start = s.fact("start_date", e.start);
    t.end = s.fact("end_date", e.end);
    t.number = s.fact("certificate_no", e.certificate_no);
    t.degree = s.fact("degree", e.degree.empty() ? std::string("工学学士") : e.degree);
    t.degree_no = s.fact("degree_no", e.degree_no);
    t.code = s.fact("verification_code", make_verification_code(s.random));
    t.updated = s.fact("updated_on", days_after(s.as_of(), -s.random.whole(10, 120)));
    t.years = std::max(1, year_of(t.end) - year_of(t.start));
    return t;
}

std::string grouped(const std::string& digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) out += (i && i % 4 == 0 ? " " : "") + digits.substr(i, 1);
    return out;
}

std::string address_of(const Entry& t) { return "https://www.chsi.com.cn/xlcx/bg.do?vcode=" + t.code + "&srcid=bgcx"; }

void notes(Scene& s, Sheet& p, double x, double y, double w) {
    p.text(
        x, y, w,
        "注意事项：\n1、备案表是依据《高等学校学生学籍学历电子注册办法》对学历证书信息进行电子注册的证明。\n2、备案表内"
        "容验证可点击备案表中的在线验证码，或使用学信网App扫描二维码验证。\n3、报告在线验证有效期由报告权属人设置（1~"
        "6个月），其在报告验证到期前可再次延长验证有效期。\n4、未经学历信息权属人同意，不得将备案表用于违背权属人意愿之"
        "用途。",
        s.hei(9).in(kGrey).pitch(1.7));
}

void report_fields(Scene& s, Sheet& p, const Entry& t) {
    p.add_field("name", s.person.name);
    p.add_field("sex", s.person.sex);
    p.add_field("birth_date", s.person.birth_date);
    p.add_field("school", t.school);
    p.add_field("major", t.major);
    p.add_field("level", t.level);
    p.add_field("study_form", t.form);
    p.add_field("start_date", t.start);
    p.add_field("end_date", t.end);
    p.add_field("certificate_no", t.number);
    p.add_field("completion", "毕业");
    p.add_field("verification_code", t.code);
    p.add_field("updated_on", t.updated);
}

/// One label column, photograph at the right, a green box with the code at the foot (2022 and later).
void modern(Scene& s, const Entry& t) {
    Sheet& p = s.page();
    p.watermark("学信网", 34, {0.945, 0.965, 0.96, 1}, -28, 62);
    double y = p.text(20, 26, 170, "教育部学历证书电子注册备案表", s.hei(21).bold().at(Align::centre));
    y = p.text(20, y + 1, 170, "更新日期：" + zh_date(t.updated), s.hei(10.5).in(kGrey).at(Align::centre)) + 7;
    s.portrait(p, 157, y + 2, 26, 35);
    const std::vector<std::pair<std::string, std::string>> rows = {{"姓名", "{b:" + s.person.name + "}"},
                                                                   {"性别", s.person.sex},
                                                                   {"出生日期", zh_date(s.person.birth_date, true)},
                                                                   {"入学日期", zh_date(t.start, true)},
                                                                   {"毕（结）业日期", zh_date(t.end, true)},
                                                                   {"学校名称", "{b:" + t.school + "}"},
                                                                   {"专业", t.major},
                                                                   {"学制", std::to_string(t.years) + " 年"},
                                                                   {"层次", t.level},
                                                                   {"学历类别", t.category},
                                                                   {"学习形式", t.form},
                                                                   {"毕（结）业", "毕业"},
                                                                   {"证书编号", grouped(t.number)},
                                                                   {"校（院）长姓名", "{o:" + s.other() + "}"}};
    for (const auto& [l, v] : rows) {
        p.text(22, y, 42, l, s.hei(11.5).in(kGrey));
        p.text(60, y, 95, v, s.hei(12));
        y += 9.9;
    }
    y += 4;
    p.fill(22, y, 166, 32, {0.95, 0.985, 0.965, 1});
    p.box(22, y, 166, 32, 0.3, {0.25, 0.62, 0.45, 1});
    p.code("QRCode", address_of(t), 27, y + 4, 24, 24, true);
    p.text(60, y + 5, 60, "在线验证码", s.hei(11).in(kGrey));
    p.text(60, y + 12, 110, t.code, s.hei(16).bold());
    p.text(60, y + 21.5, 120, "使用学信网App扫描二维码验证，或访问 www.chsi.com.cn 输入验证码", s.hei(8.5).in(kGrey));
    notes(s, p, 22, y + 40, 166);
    p.text(120, 282, 68, "学信网 CHSI", s.hei(12).bold().in({0.2, 0.55, 0.42, 1}).at(Align::right));
    report_fields(s, p, t);
}

/// A ruled table in two columns (2021 and earlier); the oldest also print until when it can be verified.
void ruled(Scene& s, const Entry& t) {
    Sheet& p = s.page();
    double y = p.text(20, 30, 170, "教育部学历证书电子注册备案表", s.song(21).bold().at(Align::centre)) + 5;
    if (s.layout == 1) y = p.text(22, y - 3, 166, "更新日期：" + zh_date(t.updated), s.song(11)) + 3;
    TableLook look = s.table_look(11.5);
    look.label_fill = {0.94, 0.95, 0.96, 1};
    const double top = y;
    y = p.table(22, y, 128,
                {{{label("姓名", 28), value(s.person.name, 36), label("性别", 28), value(s.person.sex)}, 11},
                 {{label("出生日期", 28), value(zh_date(s.person.birth_date, true), 36), label("入学日期", 28),
                   value(zh_date(t.start, true))},
                  11},
                 {{label("学校名称", 28), value(t.school)}, 11},
                 {{label("专业", 28), value(t.major)}, 11}},
                look);
    p.box(150, top, 38, y - top, 0.35);
    s.portrait(p, 154, top + 2, 30, y - top - 4);
    std::vector<Row> rows = {
        {{label("学制", 28), value(std::to_string(t.years) + "年", 36), label("层次", 28), value(t.level)}, 11},
        {{label("学历类别", 28), value(t.category, 36), label("学习形式", 28), value(t.form)}, 11},
        {{label("毕(结)业", 28), value("毕业", 36), label("毕(结)业日期", 28), value(zh_date(t.end, true))}, 11},
        {{label("证书编号", 28), value(t.number, 60), label("校(院)长姓名", 30), value("{o:" + s.other() + "}")}, 11},
        {{label("在线验证码", 28), value(t.code)}, 11}};
    if (s.layout == 2)
        rows.push_back({{label("制表日期", 28), value(zh_date(t.updated), 60), label("验证期至", 30),
                         value(zh_date(s.fact("valid_to", days_after(t.updated, 175))))},
                        11});
    y = p.table(22, y, 166, rows, look);
    p.code("QRCode", address_of(t), 150, y + 6, 28, 28, true);
    notes(s, p, 22, y + 6, 118);
    report_fields(s, p, t);
    if (s.layout == 2) p.add_field("valid_to", s.fact("valid_to", days_after(t.updated, 175)));
}

}  // namespace

void chsi_report(Scene& s) {
    const Entry t = entry_of(s);
    s.layout == 0 ? modern(s, t) : ruled(s, t);
}

void chsi_degree_report(Scene& s) {
    const Entry t = entry_of(s);
    Sheet& p = s.page();
    p.watermark("学信网", 34, {0.95, 0.96, 0.975, 1}, -28, 62);
    double y = p.text(20, 28, 170, "中国高等教育学位在线验证报告", s.hei(21).bold().at(Align::centre));
    y = p.text(20, y + 1, 170, "更新日期：" + zh_date(t.updated), s.hei(10.5).in(kGrey).at(Align::centre)) + 9;
    s.portrait(p, 157, y + 2, 26, 35);
    const std::vector<std::pair<std::string, std::string>> rows = {{"姓名", s.person.name},
                                                                   {"性别", s.person.sex},
                                                                   {"出生日期", zh_date(s.person.birth_date, true)},
                                                                   {"获学位日期", zh_date(t.end, true)},
                                                                   {"学位授予单位", t.school},
                                                                   {"所授学位", t.degree},
                                                                   {"学科/专业", t.major},
                                                                   {"学位证书编号", t.degree_no}};
    if (s.layout == 0) {
        for (const auto& [l, v] : rows) {
            p.text(22, y, 42, l, s.hei(11.5).in(kGrey));
            p.text(62, y, 93, v, s.hei(12));
            y += 11;
        }
    } else {
        std::vector<Row> table;
        for (const auto& [l, v] : rows) table.push_back({{label(l, 40), value(v)}, 11});
        y = p.table(22, y, 128, table, s.table_look(11.5));
    }
    p.box(22, y + 6, 166, 32, 0.3, {0.25, 0.45, 0.66, 1});
    p.code("QRCode", "https://www.chsi.com.cn/xlcx/bg.do?vcode=" + t.code + "&srcid=archive", 27, y + 10, 24, 24, true);
    p.text(60, y + 12, 60, "在线验证码", s.hei(11).in(kGrey));
    p.text(60, y + 19, 110, t.code, s.hei(16).bold());
    notes(s, p, 22, y + 48, 166);
}

void student_archive(Scene& s) {
    const Entry t = entry_of(s);
    Sheet& p = s.page(210, 297, {0.985, 0.97, 0.93, 1});
    double y = p.text(20, 24, 170, t.school + "学生学籍卡片", s.song(21).bold().at(Align::centre)) + 4;
    TableLook look = s.table_look(11.5);
    y = p.table(
        20, y, 132,
        {{{label("姓名", 22), value(s.spread_name(), 40), label("性别", 18), value(s.person.sex, 18), label("民族", 16),
           value(s.person.ethnicity)},
          11},
         {{label("出生年月", 22), value(dotted_date(s.person.birth_date.substr(0, 7)), 40), label("入学时间", 24),
           value(dotted_date(t.start.substr(0, 7)))},
          11},
         {{label("专业", 22), value(t.major), label("学号", 18), value(t.start.substr(0, 4) + s.random.digits(6), 40)},
          11},
         {{label("家庭住址", 22), value(s.person.address)}, 11}},
        look);
    s.portrait(p, 157, 40, 31, 42);
    std::vector<Row> rows = {{{label("课程名称", 44), label("学分", 16), label("成绩", 25), label("课程名称", 44),
                               label("学分", 16), label("成绩")},
                              9}};
    const std::vector<std::string> courses = {"高等数学", "大学物理", "工程制图", "理论力学", "材料力学", "结构力学",
                                              "测量学",   "土力学",   "水力学",   "工程地质", "大学英语", "计算机基础",
                                              "电工学",   "概率论",   "线性代数", "专业实习", "毕业设计", "体育"};
    for (std::size_t i = 0; i + 1 < courses.size(); i += 2)
        rows.push_back(
            {{value(courses[i], 44), value(std::to_string(s.random.whole(2, 6)), 16),
              value(std::to_string(s.random.whole(62, 96)), 25), value(courses[i + 1], 44),
              value(std::to_string(s.random.whole(2, 6)), 16), value(std::to_string(s.random.whole(62, 96)))},
             9});
    rows.push_back({{label("毕业证书编号", 44), value(t.number)}, 11});
    y = p.table(20, y + 4, 170, rows, look);
    p.text(110, y + 12, 70, t.school + "教务处\n" + zh_date(t.end), s.song(13).at(Align::right).pitch(1.7));
    s.issuer_seal(p, t.school + "教务处", 150, y + 20, 40);
}

void education_other(Scene& s) {
    const Entry t = entry_of(s);
    Sheet& p = s.page();
    double y =
        p.text(28, 44, 154, s.layout ? "学 历 证 明" : "毕业生登记证明", s.song(25).bold().at(Align::centre)) + 12;
    y = p.text(28, y, 154,
               "兹证明" + s.person.name + "，" + s.person.sex + "，" + zh_date(s.person.birth_date) + "出生，于" +
                   zh_date(t.start.substr(0, 7)) + "至" + zh_date(t.end.substr(0, 7)) + "在我校" + t.major +
                   "专业学习，学制" + han_number(t.years) + "年，" + t.level + "毕业，证书编号为" + t.number +
                   "。因毕业时间较早，学信网无法查询，其学历真实有效。\n特此证明。",
               s.fang(16).pitch(2.0).indent(2));
    p.text(80, y + 26, 100, t.school + "档案馆\n" + zh_date(days_after(s.as_of(), -50)),
           s.fang(15).at(Align::right).pitch(1.8));
    s.issuer_seal(p, t.school, 150, y + 34, 41);
}

}  // namespace mangping::synthetic
