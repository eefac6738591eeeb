// The same documents as other offices print them: other labels, other order, other punctuation. They are drawn only
// when asked for by number (layouts(kind) and above), so that what was drawn before stays as it was.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Labels and values one under the other.
double column(Sheet& p, double x, double y, double label_w, double w, double pitch, const Pairs& pairs,
              const TextStyle& label_style, const TextStyle& value_style) {
    for (const auto& [l, v] : pairs) {
        p.text(x, y, label_w, l, label_style);
        const double end = p.text(x + label_w, y, w - label_w, v, value_style);
        y = std::max(y + pitch, end + 1.5);
    }
    return y;
}

Education study(Scene& s) {
    Education e = make_education(s.random, s.person, s.random.pick({"本科", "专科", "硕士研究生"}), s.year());
    return e;
}

/// An electronic diploma: labels with colons, a line for each, the number at the top.
void electronic_diploma(Scene& s) {
    const Education e = study(s);
    Sheet& p = s.page(210, 297, {0.99, 0.985, 0.96, 1});
    p.text(120, 16, 74, "证书编号：" + e.certificate_no, s.song(10.5).at(Align::right));
    double y = p.text(20, 34, 170, "成人高等教育毕业证书", s.kai(30).bold().in(kRed).at(Align::centre)) + 8;
    s.portrait(p, 150, y, 33, 45);
    y = column(p, 28, y, 36, 116, 13,
               {{"姓　　名：", s.person.name},
                {"性　　别：", s.person.sex},
                {"出生日期：", zh_date(s.person.birth_date)},
                {"专　　业：", e.major},
                {"层　　次：", e.level},
                {"学习形式：", e.study_form},
                {"入学日期：", zh_date(e.start.substr(0, 7))},
                {"毕业日期：", zh_date(e.end.substr(0, 7))}},
               s.song(14), s.kai(15));
    p.text(28, y + 6, 150, "修完教学计划规定的全部课程，成绩合格，准予毕业。", s.kai(16).indent(2).pitch(1.8));
    p.text(28, y + 46, 150, "学校名称：" + e.school.name, s.song(14));
    p.text(28, y + 60, 150, "校（院）长：", s.song(14));
    s.sign(p, s.other(), 66, y + 63, 8);
    s.issuer_seal(p, e.school.name, 80, y + 54, 42);
    p.add_field("name", s.person.name);
    p.add_field("sex", s.person.sex);
    p.add_field("birth_date", s.person.birth_date);
    p.add_field("school", e.school.name);
    p.add_field("major", e.major);
    p.add_field("level", e.level);
    p.add_field("study_form", e.study_form);
    p.add_field("start_date", e.start.substr(0, 7));
    p.add_field("end_date", e.end.substr(0, 7));
    p.add_field("certificate_no", e.certificate_no);
    p.add_field("completion", "毕业");
}

std::string in_fours(const std::string& digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) out += (i && i % 4 == 0 ? " " : "") + digits.substr(i, 1);
    return out;
}

/// The report as the telephone shows it: a narrow page, the photograph in the middle, labels left, values right.
void report_on_telephone(Scene& s) {
    const Education e = study(s);
    const std::string code = make_verification_code(s.random), updated = days_after(s.as_of(), -s.random.whole(5, 90));
    Sheet& p = s.page(108, 234, {0.97, 0.975, 0.98, 1});
    p.text(4, 5, 100, "学历证书电子注册备案表", s.hei(13).bold().at(Align::centre));
    p.text(4, 13, 100, "更新日期：" + zh_date(updated), s.hei(8).in(kGrey).at(Align::centre));
    s.portrait(p, 43, 22, 22, 30);
    double y = 58;
    for (const auto& [l, v] : Pairs{{"姓名", s.person.name},
                                    {"性别", s.person.sex},
                                    {"出生日期", zh_date(s.person.birth_date, true)},
                                    {"入学日期", zh_date(e.start, true)},
                                    {"毕（结）业日期", zh_date(e.end, true)},
                                    {"学校名称", e.school.name},
                                    {"专业", e.major},
                                    {"学历类别", e.category},
                                    {"学习形式", e.study_form},
                                    {"层次", e.level},
                                    {"毕（结）业", "毕业"},
                                    {"证书编号", in_fours(e.certificate_no)}}) {
        p.text(8, y, 34, l, s.hei(9.5).in(kGrey));
        p.text(42, y, 58, v, s.hei(9.5).at(Align::right));
        p.rule(8, y + 7, 100, y + 7, 0.1, {0.85, 0.85, 0.87, 1});
        y += 9.6;
    }
    p.text(8, y + 3, 40, "在线验证码", s.hei(9.5).in(kGrey));
    p.text(42, y + 3, 58, code, s.hei(9.5).bold().at(Align::right));
    p.code("QRCode", "https://www.chsi.com.cn/xlcx/bg.do?vcode=" + code + "&srcid=bgcx", 42, y + 14, 24, 24, true);
    p.text(8, y + 41, 92, "学信网 www.chsi.com.cn", s.hei(8).in(kGrey).at(Align::centre));
    p.add_field("name", s.person.name);
    p.add_field("sex", s.person.sex);
    p.add_field("birth_date", s.person.birth_date);
    p.add_field("school", e.school.name);
    p.add_field("major", e.major);
    p.add_field("level", e.level);
    p.add_field("study_form", e.study_form);
    p.add_field("start_date", e.start);
    p.add_field("end_date", e.end);
    p.add_field("certificate_no", e.certificate_no);
    p.add_field("completion", "毕业");
    p.add_field("verification_code", code);
    p.add_field("updated_on", updated);
}

/// A certificate of a title as other regions print it: labels in a table, the date of issue beside that of the
/// decision.
void title_in_a_table(Scene& s) {
    Sheet& p = s.page(210, 148);
    const std::string title = s.random.pick({"助理工程师", "工程师", "高级工程师", "正高级工程师"}),
                      special = make_specialty(s.random),
                      date = iso_date(s.year() - s.random.whole(3, 8), s.random.whole(1, 12), s.random.whole(1, 28)),
                      number = "ZC" + date.substr(0, 4) + s.random.digits(7),
                      office = s.random.pick({"河源省人力资源和社会保障厅", "昌吉回族自治州人力资源和社会保障局"});
    double y = p.text(14, 12, 182, "专业技术资格证书", s.song(24).bold().at(Align::centre).spaced(0.1)) + 4;
    TableLook look = s.table_look(11.5);
    y = p.table(14, y, 146,
                {{{label("持证人姓名", 30), value(s.person.name, 46), label("性别", 18), value(s.person.sex)}, 11},
                 {{label("身份证号码", 30), value(s.person.id_number)}, 11},
                 {{label("资格级别", 30), value(title, 46), label("专业", 18), value(special)}, 11},
                 {{label("取得资格时间", 34), value(dotted_date(date))}, 11},
                 {{label("证书管理号", 30), value(number)}, 11},
                 {{label("工作单位", 30), value(s.employer.name)}, 12},
                 {{label("发证机关", 30), value(office)}, 12}},
                look);
    s.portrait(p, 164, 32, 30, 41);
    p.text(120, y + 4, 70, "发证日期：" + zh_date(days_after(date, 40)), s.song(11).at(Align::right));
    s.issuer_seal(p, office, 168, 108, 38);
    p.add_field("name", s.person.name);
    p.add_field("title", title);
    p.add_field("specialty", special);
    p.add_field("obtained_on", date);
    p.add_field("certificate_no", number);
    p.add_field("issuer", office);
}

/// A course's certificate with lines of labels: 学员姓名, 培训内容, 课时.
void course_in_lines(Scene& s) {
    const bool common = s.kind == Kind::public_course_certificate;
    const std::string year = std::to_string(s.year() - s.random.whole(0, 3)),
                      hours = std::to_string(common ? s.random.whole(30, 40) : s.random.whole(60, 96)),
                      course = common ? s.random.pick({"职业道德与职业素养", "创新能力培养与提升", "大数据与人工智能"})
                                      : make_specialty(s.random) + "实务",
                      office = s.random.pick({"新疆专业技术人员继续教育基地", "绿洲职业培训学校"});
    Sheet& p = s.page(297, 210, {0.99, 0.99, 1, 1});
    double y = p.text(20, 20, 257, std::string(common ? "公需科目" : "专业科目") + "培训证书",
                      s.hei(32).bold().at(Align::centre).spaced(0.1)) +
               4;
    y = p.text(20, y, 257, year + "年度专业技术人员继续教育", s.song(16).at(Align::centre)) + 8;
    y = column(p, 60, y, 42, 190, 13.5,
               {{"学员姓名：", s.person.name},
                {"身份证号：", s.person.id_number},
                {"所在单位：", s.employer.name},
                {"培训内容：", course},
                {"课　　时：", hours + "课时"},
                {"证书编号：", "JX" + year + s.random.digits(6)}},
               s.song(15), s.kai(16));
    p.text(150, 164, 110, office + "\n" + dotted_date(year + "-06-" + std::to_string(s.random.whole(10, 28))),
           s.song(14).at(Align::right).pitch(1.8));
    s.issuer_seal(p, office, 232, 172, 40);
    p.add_field("name", s.person.name);
    p.add_field("year", year);
    p.add_field("hours", hours);
    p.add_field("course", course);
    p.add_field("issuer", office);
}

/// A statement with lines above its table and the count of months in a sentence.
void statement_in_lines(Scene& s) {
    Sheet& p = s.page();
    const int months = s.random.whole(6, 14);
    double y = p.text(20, 20, 170, "企业职工基本养老保险个人参保缴费证明", s.hei(19).bold().at(Align::centre)) + 5;
    y = column(
            p, 24, y, 40, 150, 9,
            {{"参保人姓名：", s.person.name}, {"公民身份号码：", s.person.id_number}, {"参保单位：", s.employer.name}},
            s.song(11.5), s.song(11.5)) +
        3;
    TableLook look = s.table_look(10.5);
    std::vector<Row> rows = {
        {{label("费款所属期", 40), label("缴费基数", 40), label("单位缴费", 40), label("个人缴费")}, 8}};
    int at = s.year() * 12 - 20;
    for (int i = 0; i < months; ++i, ++at)
        rows.push_back({{value(iso_date(at / 12, at % 12 + 1, 1).substr(0, 7), 40), value("5200.00", 40),
                         value("832.00", 40), value("416.00")},
                        8});
    y = p.table(20, y, 170, rows, look) + 4;
    p.text(24, y, 160, "累计缴费月数：" + std::to_string(months), s.song(11.5));
    p.text(24, y + 8, 160, "打印日期：" + zh_date(days_after(s.as_of(), -6)), s.song(10).in(kGrey));
    p.code("QRCode", "https://si.example.cn/q?n=" + s.random.digits(12) + "&id=" + s.person.id_number, 30, y + 18, 26,
           26, true);
    s.issuer_seal(p, "新疆社会保险管理局", 150, y + 30, 40);
    p.add_field("name", s.person.name);
    p.add_field("id_number", s.person.id_number);
    p.add_field("employer", s.employer.name);
    p.add_field("months", std::to_string(months));
}

/// Both sides of an assessment on one page, the grade in a cell of its own.
void assessment_on_one_page(Scene& s) {
    Sheet& p = s.page();
    const std::string year = std::to_string(s.year() - s.random.whole(1, 3)),
                      result = s.random.pick({"合格", "合格", "优秀", "基本合格", "不合格"});
    double y = p.text(22, 20, 166, year + "年度专业技术人员考核登记表", s.song(20).bold().at(Align::centre)) + 5;
    TableLook look = s.table_look(12);
    look.value = s.fang(12.5).pitch(1.6);
    y = p.table(22, y, 166,
                {{{label("姓　名", 24), value(s.person.name, 40), label("性　别", 20), value(s.person.sex, 20),
                   label("民　族", 22), value(s.person.ethnicity)},
                  11},
                 {{label("所在单位", 28), value(s.employer.name)}, 12},
                 {{upright("工作总结", 14), block("　　" + prose(s.random, "本职工作", 6))}, 80},
                 {{label("考核等次", 28), value(result)}, 14},
                 {{upright("本人意见", 14), block("　　同意")}, 36}},
                look);
    p.text(110, y - 12, 34, "本人签字：", s.song(12));
    s.sign(p, s.person.name, 138, y - 9, 8);
    s.employer_seal(p, 160, y - 50, 38);
    p.add_field("name", s.person.name);
    p.add_field("year", year);
    p.add_field("employer", s.employer.name);
    p.add_field("result", result);
}

/// "授予 X 同志 …称号" in one sentence, the number at the foot.
void award_in_a_sentence(Scene& s) {
    Sheet& p = s.page(297, 210, {1, 0.985, 0.95, 1});
    const std::string title = s.random.pick({"优秀科技工作者", "先进个人", "优秀工程勘察奖一等奖"}),
                      office = s.random.pick({"天山科技发展基金会", "西部工程建设联合会"}),
                      date = iso_date(s.year() - 2, s.random.whole(1, 12), s.random.whole(1, 28));
    p.text(20, 34, 257, "荣 誉 证 书", s.kai(44).bold().in(kRed).at(Align::centre));
    p.text(40, 78, 217, s.person.name + "同志：", s.kai(22));
    p.text(40, 96, 217, "在" + std::to_string(year_of(date)) + "年度工作中表现突出，被评为“" + title + "”。",
           s.kai(21).indent(2).pitch(1.8));
    p.text(150, 148, 110, office + "\n" + zh_date(date), s.kai(17).at(Align::right).pitch(1.7));
    s.issuer_seal(p, office, 220, 156, 42);
    p.add_field("name", s.person.name);
    p.add_field("title", title);
    p.add_field("date", date);
    p.add_field("issuer", office);
}

}  // namespace

Painter variant(Kind kind) {
    switch (kind) {
        case Kind::graduation_certificate:
            return electronic_diploma;
        case Kind::chsi_report:
            return report_on_telephone;
        case Kind::qualification_certificate:
            return title_in_a_table;
        case Kind::public_course_certificate:
        case Kind::professional_course_certificate:
            return course_in_lines;
        case Kind::social_insurance_statement:
            return statement_in_lines;
        case Kind::annual_assessment_form:
            return assessment_on_one_page;
        case Kind::award_certificate:
            return award_in_a_sentence;
        default:
            return nullptr;
    }
}

}  // namespace mangping::synthetic
