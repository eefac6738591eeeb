// Diplomas, degrees and awards: few words, much ornament, the name in the middle of a sentence.
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Study {
    std::string school, major, level, form, start, end, number, degree, degree_no;
    int years = 4;
};

Study study_of(Scene& s) {
    const std::string level = s.fact("level", std::string(s.kind == Kind::degree_certificate
                                                              ? s.random.pick({"本科", "本科", "硕士研究生"})
                                                              : s.random.pick({"本科", "本科", "专科", "硕士研究生"})));
    const Education e = make_education(s.random, s.person, level, s.year());
    Study t;
    t.level = level;
    t.school = s.fact("school", e.school.name);
    t.major = s.fact("major", e.major);
    t.form = s.fact("study_form", e.study_form);
    t.start = s.fact("start_date", e.start);
    t.end = s.fact("end_date", e.end);
    t.number = s.fact("certificate_no", e.certificate_no);
    t.degree = s.fact("degree", e.degree.empty() ? std::string("工学学士") : e.degree);
    t.degree_no = s.fact("degree_no", e.degree_no);
    t.years = std::max(1, year_of(t.end) - year_of(t.start));
    return t;
}

std::string month_only(const std::string& iso) { return iso.substr(0, 7); }

void ornament(Scene& s, Sheet& p, double margin) {
    const double scale = p.art_dpi() / 25.4;
    const int w = static_cast<int>((p.width() - 2 * margin) * scale),
              h = static_cast<int>((p.height() - 2 * margin) * scale);
    if (s.random.chance(0.6)) p.put(guilloche(w, h, s.random), margin, margin, true, 0.5);
    p.put(ornate_frame(w, h, s.random.between(5, 9) * scale, s.random), margin, margin);
}

void diploma_fields(Scene& s, Sheet& p, const Study& t, bool completion) {
    p.add_field("name", s.person.name);
    p.add_field("sex", s.person.sex);
    p.add_field("school", t.school);
    p.add_field("major", t.major);
    p.add_field("level", t.level);
    p.add_field("start_date", month_only(t.start));
    p.add_field("end_date", month_only(t.end));
    p.add_field("certificate_no", t.number);
    p.add_field("completion", completion ? "毕业" : "结业");
}

std::string diploma_sentence(Scene& s, const Study& t, bool han) {
    const auto month = [&](const std::string& iso) {
        return han ? han_date(month_only(iso)) : zh_date(month_only(iso));
    };
    const std::string birth = han ? han_date(s.person.birth_date) : zh_date(s.person.birth_date);
    // Schools print how was studied where it was not the ordinary way.
    const std::string way = t.form == "普通全日制" || t.form == "全日制" ? "" : t.form;
    const std::string who = s.layout % 2 ? s.person.name : s.spread_name();
    return "学生{b:　" + who + "　}，性别{_: " + s.person.sex + " }，" + birth + "生，于" + month(t.start) + "至" +
           month(t.end) + "在本校" + way + t.major + "专业" + (han ? han_number(t.years) : std::to_string(t.years)) +
           "年制" + t.level + "学习，修完教学计划规定的全部课程，成绩合格，准予毕业。";
}

/// Landscape sheet with a frame: text on the right, photograph on the left.
void diploma_sheet(Scene& s, const Study& t) {
    const bool wide = s.layout % 4 < 2;
    Sheet& p = wide ? s.page(285, 200, {0.995, 0.985, 0.95, 1}) : s.page(210, 290, {0.99, 0.985, 0.955, 1});
    ornament(s, p, 8);
    const std::string head = t.form == "普通全日制" || t.form == "全日制" ? "普通高等学校" : "成人高等教育";
    const TextStyle title = s.kai(wide ? 34 : 36).bold().in(kRed).at(Align::centre).spaced(0.3);
    double y = wide ? 26 : 42;
    y = p.text(20, y, p.width() - 40, head, s.kai(20).at(Align::centre).spaced(0.2));
    y = p.text(20, y + 3, p.width() - 40, s.layout % 2 ? "毕 业 证 书" : "毕业证书", title);
    const double x = wide ? 78 : 30, w = p.width() - x - 30;
    const double body = s.random.between(15, 17);
    y = p.text(x, y + (wide ? 8 : 75), w, diploma_sentence(s, t, s.layout % 2 == 0),
               (s.layout % 2 ? s.song(body) : s.kai(body)).pitch(1.9).indent(2));
    if (wide)
        s.portrait(p, 32, 70, 33, 45);
    else
        s.portrait(p, 88, 92, 35, 47);
    const double foot = p.height() - 52;
    p.text(x, foot, 90, "校　　名：" + t.school, s.song(13));
    p.text(x + (wide ? 95 : 78), foot, 80, "校（院）长：", s.song(13));
    s.sign(p, s.other(), x + (wide ? 122 : 104), foot + 3, 8);
    p.text(x, foot + 13, 110, "证书编号：" + t.number, s.song(12));
    p.text(x + (wide ? 95 : 78), foot + 13, 80, s.layout % 2 ? zh_date(t.end) : han_date(t.end), s.song(12.5));
    p.text(20, p.height() - 19, p.width() - 40, "中华人民共和国教育部学历证书查询网址：http://www.chsi.com.cn",
           s.song(8).at(Align::centre));
    s.issuer_seal(p, t.school, x + (wide ? 40 : 46), foot + 2, 42);
    diploma_fields(s, p, t, true);
    p.add_field("birth_date", s.person.birth_date);
    p.add_field("study_form", t.form);
}

/// An opened booklet: photograph left, text right, as older and adult diplomas.
void diploma_booklet(Scene& s, const Study& t) {
    Sheet& p = s.page(250, 176, {0.97, 0.94, 0.87, 1});
    p.rule(125, 6, 125, 170, 0.6, {0.7, 0.62, 0.5, 0.6});
    p.box(10, 10, 105, 156, 0.7, {0.75, 0.2, 0.15, 1});
    p.box(135, 10, 105, 156, 0.7, {0.75, 0.2, 0.15, 1});
    s.portrait(p, 46, 38, 34, 46);
    p.text(18, 112, 90, "编号：" + t.number, s.song(11));
    p.text(18, 122, 90, "国家教育委员会印制", s.song(10).in(kGrey));
    p.text(140, 20, 95, "毕业证书", s.kai(28).bold().in(kRed).at(Align::centre).spaced(0.4));
    p.text(142, 46, 91, diploma_sentence(s, t, true), s.kai(14).pitch(1.85).indent(2));
    p.text(142, 122, 60, "校长：", s.kai(13));
    s.sign(p, s.other(), 158, 125, 7);
    p.text(142, 136, 90, t.school, s.kai(14).at(Align::right));
    p.text(142, 147, 90, han_date(t.end), s.kai(13).at(Align::right));
    s.issuer_seal(p, t.school, 208, 141, 40);
    s.issuer_seal(p, t.school, 76, 80, 30);
    diploma_fields(s, p, t, true);
    p.add_field("birth_date", s.person.birth_date);
    if (t.form != "普通全日制" && t.form != "全日制") p.add_field("study_form", t.form);
}

std::string degree_kind(const std::string& degree) {
    for (const char* k : {"博士", "硕士", "学士"})
        if (degree.find(k) != std::string::npos) return k;
    return "学士";
}

}  // namespace

void graduation_certificate(Scene& s) {
    const Study t = study_of(s);
    if (s.layout == 4)
        diploma_booklet(s, t);
    else
        diploma_sheet(s, t);
}

void degree_certificate(Scene& s) {
    const Study t = study_of(s);
    const bool wide = s.layout == 1;
    Sheet& p = wide ? s.page(285, 205, {0.99, 0.985, 0.96, 1}) : s.page(210, 297, {0.995, 0.99, 0.97, 1});
    ornament(s, p, 9);
    const double scale = p.art_dpi() / 25.4;
    const double cx = p.width() / 2;
    double y = 24;
    if (s.layout != 2) {
        p.put(emblem(20 * scale, s.random), cx - 10, y);
        y += 26;
    }
    y = p.text(20, y, p.width() - 40, degree_kind(t.degree) + "学位证书",
               s.kai(34).bold().in(kRed).at(Align::centre).spaced(0.25));
    if (!wide) {
        s.portrait(p, cx - 17, y + 8, 34, 46);
        y += 62;
    } else {
        s.portrait(p, 30, 82, 33, 45);
    }
    const double x = wide ? 74 : 30, w = p.width() - x - 30;
    p.text(x, y + 8, w,
           "{b:" + s.person.name + "}，" + s.person.sex + "，" + zh_date(s.person.birth_date) + "生。在" + t.school +
               t.major + "专业完成了" + t.level +
               "学习计划，业已毕业，经审核符合《中华人民共和国学位条例》的规定，授予{b:" + t.degree + "}学位。",
           s.kai(16).pitch(1.85).indent(2));
    const double foot = p.height() - 58;
    p.text(x, foot, 100, t.school, s.kai(15));
    p.text(x + 75, foot, 90, "校　长\n学位评定委员会主席", s.song(11.5).pitch(1.4));
    s.sign(p, s.other(), x + 114, foot + 6, 8);
    p.text(x, foot + 17, 110, "证书编号：" + t.degree_no, s.song(12));
    p.text(x + 75, foot + 17, 80, han_date(t.end), s.song(12.5));
    if (s.layout == 0)
        p.text(20, p.height() - 24, p.width() - 40, "（普通高等教育本科毕业生）", s.song(10).at(Align::centre));
    s.issuer_seal(p, t.school, x + 22, foot + 4, 42);
    p.add_field("name", s.person.name);
    p.add_field("school", t.school);
    p.add_field("major", t.major);
    p.add_field("degree", t.degree);
    p.add_field("date", t.end);
    p.add_field("certificate_no", t.degree_no);
}

namespace {

void award_fields(Scene& s, Sheet& p, const std::string& title, const std::string& date, const std::string& issuer) {
    p.add_field("name", s.person.name);
    p.add_field("title", title);
    p.add_field("date", date);
    p.add_field("issuer", issuer);
}

/// An old-fashioned citation in columns, read from the right.
void citation_in_columns(Scene& s, const std::string& title, const std::string& work, const std::string& issuer,
                         const std::string& date) {
    Sheet& p = s.page(297, 210, {0.985, 0.955, 0.88, 1});
    ornament(s, p, 8);
    p.vertical(258, 34, "奖　状", s.kai(44).bold().in(kRed).spaced(0.3));
    const TextStyle body = s.kai(20);
    p.vertical(222, 34, s.person.name + "同志", s.kai(24).bold());
    p.vertical(198, 46, "在" + work, body);
    p.vertical(176, 34, "工作中成绩优异荣获" + title, body);
    p.vertical(154, 46, "特发此状以资鼓励", body);
    p.vertical(112, 40, "{k:" + issuer + "}", body);
    p.vertical(90, 70, han_date(date), s.kai(17));
    s.issuer_seal(p, issuer, 104, 150, 42);
    p.vertical(56, 90, s.employer.name, s.kai(13).in(kGrey));
    award_fields(s, p, title, date, issuer);
}

}  // namespace

void award_certificate(Scene& s) {
    const std::string date = s.fact("date", iso_date(s.year() - 1, s.random.whole(1, 12), s.random.whole(1, 28)));
    const std::string issuer =
        s.fact("issuer", std::string(s.random.pick({"新疆维吾尔自治区科学技术协会", "中国水利工程协会西北分会",
                                                    "天山科技发展基金会", "西部工程建设联合会"})));
    const std::string title =
        s.fact("title", std::string(s.random.pick({"科学技术进步奖二等奖", "优秀工程咨询成果一等奖", "优秀论文三等奖",
                                                   "先进工作者", "优质工程奖", "技术创新成果二等奖"})));
    const std::string work = s.fact("work", make_work_title(s.random));
    if (s.layout == 4) {
        citation_in_columns(s, title, work, issuer, date);
        return;
    }
    const bool wide = s.layout != 1;
    Sheet& p = wide ? s.page(297, 210, {0.995, 0.98, 0.94, 1}) : s.page(210, 285, {0.995, 0.985, 0.95, 1});
    ornament(s, p, s.random.between(6, 12));
    const TextStyle head = s.kai(wide ? 46 : 44)
                               .bold()
                               .in(s.layout == 2 ? Color{0.72, 0.55, 0.15, 1} : kRed)
                               .at(Align::centre)
                               .spaced(0.35);
    double y = p.text(20, wide ? 30 : 48, p.width() - 40, s.random.pick({"荣誉证书", "获奖证书", "奖　状"}), head);
    const double x = wide ? 38 : 30, w = p.width() - 2 * x;
    const TextStyle body = s.kai(wide ? 20 : 18).pitch(1.75);
    const std::string colleagues = "{o:" + s.other() + "}、{o:" + s.near_miss() + "}";
    if (s.layout == 2) {
        y = p.text(x, y + 6, w, "获奖项目：" + work, body);
        y = p.text(x, y, w, "获奖等级：" + title, body);
        y = p.text(x, y, w, "完成单位：" + s.employer.name, body.size(17));
        y = p.text(x, y, w, "完 成 人：{o:" + s.other() + "}、" + s.person.name + "、" + colleagues, body.size(17));
    } else {
        const std::string unit = s.layout == 3 ? "（" + s.employer.name + "）" : "";
        y = p.text(x, y + 8, w, s.person.name + unit + " 同志：", body.bold());
        if (!s.person.name_uyghur.empty() && s.random.chance(0.5)) {
            TextStyle arabic = body.size(15).face("UKIJ Tuz Tom");
            arabic.right_to_left = true;
            y = p.text(x, y, 90, s.person.name_uyghur, arabic);
        }
        y = p.text(x, y + 2, w, "在“" + work + "”工作中成绩突出，荣获{b:" + title + "}。", body.indent(2));
        y = p.text(x, y + 2, w, "特发此证，以资鼓励。", body.indent(2));
    }
    const double foot = p.height() - 52;
    p.text(x, foot, w - 8, issuer, s.kai(17).at(Align::right));
    p.text(x, foot + 11, w - 8, s.layout % 2 ? zh_date(date) : han_date(date), s.kai(16).at(Align::right));
    if (s.layout % 2)
        p.text(x, foot + 12, w / 2, "证书编号：" + std::to_string(year_of(date)) + "-" + s.random.digits(5),
               s.song(11));
    s.issuer_seal(p, issuer, p.width() - x - 40, foot + 7, 42);
    award_fields(s, p, title, date, issuer);
}

}  // namespace mangping::synthetic
