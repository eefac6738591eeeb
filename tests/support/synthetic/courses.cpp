// Continuing education: certificates of the public and the professional courses and the form that excuses from them.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Course {
    std::string year, hours, course, issuer, kind_zh, date, number;
};

Course course_of(Scene& s) {
    Course c;
    const bool pub = s.kind == Kind::public_course_certificate;
    c.year = s.fact("year", std::to_string(s.year() - s.random.whole(0, 4)));
    c.hours = s.fact("hours", std::to_string(pub ? s.random.whole(30, 36) : s.random.whole(60, 90)));
    c.kind_zh = pub ? "公需科目" : "专业科目";
    c.course = s.fact(
        "course",
        pub ? s.random.pick({"数字经济与创新发展", "知识产权保护与运用", "生态文明建设", "铸牢中华民族共同体意识"})
            : make_specialty(s.random) + s.random.pick({"新技术应用", "规范与标准解读", "质量管理"}));
    c.issuer = s.fact("issuer", std::string(s.random.pick({"新疆维吾尔自治区专业技术人员继续教育中心",
                                                           "天山继续教育学院", "西域远程教育培训中心"})));
    const int month = s.random.whole(5, 7);
    c.date = s.fact("date", iso_date(std::atoi(c.year.c_str()), month, s.random.whole(1, 28)));
    c.number = (pub ? "GX" : "ZY") + c.year + s.random.digits(8);
    return c;
}

void course_fields(Scene& s, Sheet& p, const Course& c) {
    p.add_field("name", s.person.name);
    p.add_field("year", c.year);
    p.add_field("hours", c.hours);
    p.add_field("course", c.course);
    p.add_field("issuer", c.issuer);
}

void framed(Scene& s, const Course& c) {
    Sheet& p = s.page(297, 210, {0.99, 0.995, 0.985, 1});
    const double scale = p.art_dpi() / 25.4;
    p.put(ornate_frame(static_cast<int>(277 * scale), static_cast<int>(190 * scale), 6 * scale, s.random), 10, 10);
    double y =
        p.text(20, 28, 257, "继续教育" + c.kind_zh + (s.kind == Kind::public_course_certificate ? "远程教育" : "培训"),
               s.song(22).at(Align::centre));
    y = p.text(20, y + 2, 257, "合 格 证 书", s.song(36).bold().in(kRed).at(Align::centre).spaced(0.15));
    s.portrait(p, 36, y + 14, 28, 39);
    y = p.text(76, y + 12, 186,
               "{b:" + s.person.name + "}（身份证号：" + s.person.id_number + "）于" + c.year +
                   "年度参加专业技术人员继续教育" + c.kind_zh + "《" + c.course + "》培训，完成" + c.hours +
                   "学时，经考核成绩合格，特发此证。",
               s.kai(17).pitch(1.9).indent(2));
    y = p.text(76, y + 4, 186, "工作单位：" + s.employer.name, s.kai(15));
    p.text(36, 168, 120, "证书编号：" + c.number, s.song(11.5));
    p.text(130, 158, 130, c.issuer + "\n" + zh_date(c.date), s.song(14).at(Align::right).pitch(1.8));
    s.issuer_seal(p, c.issuer, 226, 166, 42);
    course_fields(s, p, c);
}

void electronic(Scene& s, const Course& c) {
    Sheet& p = s.page();
    p.watermark("继续教育", 30, {0.90, 0.94, 0.97, 1}, -30, 60);
    double y = p.text(20, 26, 170, "新疆维吾尔自治区专业技术人员\n继续教育" + c.kind_zh + "合格证书",
                      s.hei(21).bold().at(Align::centre).pitch(1.45)) +
               3;
    y = p.text(20, y, 170, "（" + c.year + "年度）", s.song(15).at(Align::centre)) + 6;
    TableLook look = s.table_look(12.5);
    look.label_fill = {0.93, 0.95, 0.98, s.layout == 1 ? 1.0 : 0.0};
    y = p.table(24, y, 162,
                {{{label("姓　名", 32), value(s.person.name, 48), label("性　别", 28), value(s.person.sex)}, 12},
                 {{label("身份证号", 32), value(s.person.id_number)}, 12},
                 {{label("工作单位", 32), value(s.employer.name)}, 12},
                 {{label("学习科目", 32), value(c.kind_zh), label("年　度", 28), value(c.year)}, 12},
                 {{label("课程名称", 32), value(c.course)}, 12},
                 {{label("学　时", 32), value(c.hours + "学时"), label("考核结果", 28), value("合格")}, 12},
                 {{label("证书编号", 32), value(c.number)}, 12}},
                look);
    p.code("QRCode", "https://jxjy.xjrs.example.cn/cert/" + c.number + "?sfz=" + s.person.id_number, 28, y + 14, 28, 28,
           true);
    p.text(24, y + 44, 36, "扫码查验", s.song(10).at(Align::centre).in(kGrey));
    p.text(70, y + 26, 112, c.issuer + "\n" + zh_date(c.date), s.song(13.5).at(Align::right).pitch(1.8));
    s.issuer_seal(p, c.issuer, 150, y + 34, 41);
    course_fields(s, p, c);
}

void booklet_page(Scene& s, const Course& c) {
    Sheet& p = s.page(148, 210, {0.97, 0.975, 0.96, 1});
    double y = p.text(12, 16, 124, "专业技术人员继续教育证书", s.song(17).bold().at(Align::centre));
    y = p.text(12, y, 124, "（" + c.kind_zh + "登记）", s.song(12).at(Align::centre)) + 4;
    y = p.text(12, y, 124, "姓名：" + s.person.name + "　　单位：" + s.employer.name, s.kai(11.5).pitch(1.4));
    TableLook look = s.table_look(11);
    y = p.table(12, y + 4, 124,
                {{{label("年　度", 24), label("学习内容"), label("学时", 18), label("成绩", 18)}, 10},
                 {{value(c.year, 24), value(c.course), value(c.hours, 18), value("合格", 18)}, 16},
                 {{value("", 24), value("以下空白"), value("", 18), value("", 18)}, 90}},
                look);
    p.text(40, y - 34, 92, "验印单位：" + c.issuer + "\n" + zh_date(c.date), s.song(11).at(Align::right).pitch(1.7));
    s.issuer_seal(p, c.issuer, 104, y - 24, 38);
    course_fields(s, p, c);
}

}  // namespace

void course_certificate(Scene& s) {
    const Course c = course_of(s);
    s.layout == 0 ? framed(s, c) : s.layout == 1 ? electronic(s, c) : booklet_page(s, c);
}

void course_exemption_form(Scene& s) {
    Sheet& p = s.page();
    const Person& me = s.person;
    // A unit's own form instead of the annex's, without the office's opinion.
    const bool home_made = s.fact("form", std::string()) == "home_made";
    double y = p.text(20, 22, 170,
                      home_made ? "专业技术人员继续教育免试审批表"
                                : "自治区“访惠聚”驻村等专业技术人员职称评审\n免除继续教育学习申请表",
                      s.song(18).bold().at(Align::centre).pitch(1.45)) +
               6;
    TableLook look = s.table_look(12);
    const std::string school = s.fact("school", make_school(s.random).name);
    y = p.table(20, y, 170,
                {{{label("姓　名", 26), value(me.name, 36), label("性　别", 22), value(me.sex, 22),
                   label("出生年月", 26), value(dotted_date(me.birth_date.substr(0, 7)))},
                  12},
                 {{label("身份证号", 26), value(me.id_number, 58), label("学　历", 22), value("本科", 22),
                   label("学位", 18), value("学士")},
                  12},
                 {{label("何时何学校\n何专业毕业", 32), value(s.fact("end_date", std::string("2012-07")).substr(0, 4) +
                                                              "年7月　" + school + "　" + make_major(s.random))},
                  14},
                 {{label("现工作单位", 32), value(s.employer.name), label("参加工作时间", 32),
                   value(std::to_string(std::max(2000, year_of(me.birth_date) + 23)) + "年8月", 32)},
                  14},
                 {{label("现有专业\n技术职务", 32), value(s.fact("title", std::string("工程师"))),
                   label("拟申报专业\n技术职务", 32), value(s.fact("target", std::string("高级工程师")), 40)},
                  14},
                 {{upright("免学理由", 14),
                   block("　　本人于" + s.fact("year", std::to_string(s.year() - 1)) + "年在" +
                         s.random.pick({"喀什地区", "和田地区", "克州"}) + "参加“访惠聚”驻村工作，现申请免除" +
                         s.fact("year", std::to_string(s.year() - 1)) +
                         "年度继续教育学习。\n\n　　　　　　　　　　　　申请人：" + me.name)},
                  48},
                 {{upright("单位意见", 14), block("　　情况属实，同意申报。")}, 40},
                 {{upright(home_made ? "备注" : "审核意见", 14),
                   block(home_made ? "" : "　　经审核，同意免除该年度继续教育学习。")},
                  46}},
                look);
    s.employer_seal(p, 150, y - 64, 38);
    s.issuer_seal(p, s.random.pick({"自治区访惠聚工作领导小组办公室", "地区访惠聚工作领导小组办公室"}), 148, y - 22,
                  40);
    p.add_field("name", me.name);
}

}  // namespace mangping::synthetic
