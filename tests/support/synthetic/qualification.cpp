// What shows the title an applicant holds: the certificate, the official document with its table of many people, and
// the review form.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Title {
    std::string title, specialty, date, number, issuer, committee;
};

Title title_of(Scene& s) {
    Title t;
    t.title = s.fact("title", std::string(s.random.pick({"助理工程师", "工程师", "高级工程师", "助理研究员"})));
    t.specialty = s.fact("specialty", make_specialty(s.random));
    t.date = s.fact("obtained_on", iso_date(s.year() - s.random.whole(4, 8), 12, s.random.whole(1, 28)));
    t.number = s.fact("certificate_no", "65" + std::to_string(year_of(t.date)) + s.random.digits(8));
    t.issuer = s.fact("issuer", std::string(s.random.pick({"新疆维吾尔自治区人力资源和社会保障厅",
                                                           "巴音郭楞蒙古自治州人力资源和社会保障局",
                                                           "新疆维吾尔自治区职称改革领导小组"})));
    t.committee = s.random.pick({"自治区工程系列评审委员会", "工程系列中级评审委员会", "自治州工程系列评审委员会"});
    return t;
}

void title_fields(Scene& s, Sheet& p, const Title& t) {
    p.add_field("name", s.person.name);
    p.add_field("title", t.title);
    p.add_field("specialty", t.specialty);
    p.add_field("obtained_on", t.date);
    p.add_field("certificate_no", t.number);
    p.add_field("issuer", t.issuer);
}

/// Label and value pairs with a thin line under the value.
double pairs(Scene& s, Sheet& p, double x, double y, double w, double label_w, double pitch,
             const std::vector<std::pair<std::string, std::string>>& list, double pt) {
    for (const auto& [name, text] : list) {
        p.text(x, y, label_w, name, s.song(pt));
        TextStyle v = s.kai(pt + 0.5);
        v.line_factor = 1.25;
        const double end = p.text(x + label_w, y, w - label_w, text, v);
        p.rule(x + label_w, std::max(y + pitch - 3.4, end + 0.4), x + w, std::max(y + pitch - 3.4, end + 0.4), 0.15,
               kGrey);
        y = std::max(y + pitch, end + 3.6);
    }
    return y;
}

void booklet(Scene& s, const Title& t) {
    Sheet& p = s.page(250, 176, {0.965, 0.975, 0.965, 1});
    p.put(guilloche(static_cast<int>(240 * p.art_dpi() / 25.4), static_cast<int>(166 * p.art_dpi() / 25.4), s.random),
          5, 5, true, 0.35);
    p.rule(125, 4, 125, 172, 0.5, {0.6, 0.6, 0.6, 0.7});
    s.portrait(p, 46, 30, 33, 45);
    pairs(s, p, 16, 88, 98, 30, 12,
          {{"姓　　名", s.random.chance(0.5) ? s.spread_name() : s.person.name},
           {"性　　别", s.person.sex},
           {"出生年月", zh_date(s.person.birth_date.substr(0, 7))},
           {"工作单位", s.employer.name}},
          13);
    double y = p.text(135, 20, 105, "专业技术职务任职资格", s.hei(17).at(Align::centre));
    y = pairs(s, p, 138, y + 10, 98, 32, 13,
              {{"系　　列", "工程系列"},
               {"专业名称", t.specialty},
               {"资格名称", t.title},
               {"评审组织", t.committee},
               {"批准时间", zh_date(t.date)},
               {"证书编号", t.number}},
              13);
    p.text(135, 140, 100, "发证机关：" + t.issuer, s.song(11.5).at(Align::right));
    p.text(135, 152, 100, zh_date(t.date), s.song(11.5).at(Align::right));
    s.issuer_seal(p, t.issuer, 205, 144, 40);
    s.issuer_seal(p, t.issuer, 84, 72, 32);
    title_fields(s, p, t);
}

void electronic(Scene& s, const Title& t) {
    const bool tall = s.layout == 1;
    Sheet& p = tall ? s.page() : s.page(297, 210);
    const double scale = p.art_dpi() / 25.4;
    p.put(ornate_frame(static_cast<int>((p.width() - 20) * scale), static_cast<int>((p.height() - 20) * scale),
                       4 * scale, s.random),
          10, 10);
    double y = p.text(20, 26, p.width() - 40, "新疆维吾尔自治区", s.song(18).at(Align::centre).spaced(0.1));
    y = p.text(20, y, p.width() - 40, s.layout == 2 ? "职 称 证 书（电子）" : "职称证书",
               s.song(34).bold().in(kRed).at(Align::centre).spaced(0.2));
    const double px = p.width() - 68;
    s.portrait(p, px, y + 12, 30, 42);
    const double x = 34, w = p.width() - 68 - x - 8;
    const double end = pairs(s, p, x, y + 12, w, 36, tall ? 14 : 9.6,
                             {{"姓　　名：", s.person.name},
                              {"性　　别：", s.person.sex},
                              {"身份证号：", s.person.id_number},
                              {"工作单位：", s.employer.name},
                              {"系　　列：", "工程系列"},
                              {"专　　业：", t.specialty},
                              {"职称名称：", t.title},
                              {"评审委员会：", t.committee},
                              {"批准时间：", zh_date(t.date)},
                              {"证书编号：", t.number}},
                             13);
    p.code("QRCode", "https://zc.xjrs.example.cn/verify?id=" + t.number + "&n=" + s.person.id_number.substr(12), px + 1,
           y + 64, 27, 27, true);
    p.text(px - 8, y + 93, 46, "扫码验证证书信息", s.song(9).at(Align::centre).in(kGrey));
    const double foot = std::max(end + 8, p.height() - 60);
    p.text(30, foot, p.width() - 66, t.issuer + "\n" + zh_date(t.date), s.song(13.5).at(Align::right).pitch(1.8));
    s.issuer_seal(p, t.issuer, p.width() - 76, foot + 8, 42);
    title_fields(s, p, t);
}

}  // namespace

void qualification_certificate(Scene& s) {
    const Title t = title_of(s);
    s.layout == 0 ? booklet(s, t) : electronic(s, t);
}

void qualification_document(Scene& s) {
    const Title t = title_of(s);
    Sheet& p = s.page();
    const std::string number = (s.layout ? "巴人社发〔" : "新人社职〔") + std::to_string(year_of(t.date)) + "〕" +
                               std::to_string(s.random.whole(2, 96)) + "号";
    const double x = 28, w = p.width() - 56;
    const int many = s.random.whole(18, 46);
    double y = p.text(24, 30, p.width() - 48, t.issuer,
                      s.song(std::min(32.0, 430.0 / static_cast<double>(characters(t.issuer).size())))
                          .bold()
                          .in(kRed)
                          .at(Align::centre));
    y = p.text(x, y + 5, w, number, s.fang(14).at(Align::centre)) + 2;
    p.rule(26, y, p.width() - 26, y, 0.9, kRed);
    const std::string first = s.layout ? "{o:" + s.near_miss() + "}" : s.person.name;
    y = p.text(x + 8, y + 10, w - 16,
               "关于" + first + "等" + std::to_string(many) + "名同志取得" + t.title + "任职资格的通知",
               s.song(20).bold().at(Align::centre).pitch(1.5)) +
        6;
    const TextStyle body = s.fang(15.5).pitch(1.8).indent(2);
    y = p.text(x, y, w, "各县市人力资源和社会保障局、各有关单位：", body.indent(0));
    y = p.text(x, y, w,
               "根据" + t.committee + "评审结果，经审核并公示无异议，同意" + first + "等" + std::to_string(many) +
                   "名同志取得工程系列" + t.title + "专业技术职务任职资格，任职资格取得时间为" + zh_date(t.date) + "。",
               body);
    y = p.text(x, y, w, "请各单位按照有关规定做好聘任工作。", body);
    y = p.text(x, y + 4, w, "附件：取得" + t.title + "任职资格人员名单", body);
    y = std::max(y + 24, 200.0);
    p.text(x + 50, y, w - 56, t.issuer + "\n" + zh_date(t.date), s.fang(15).at(Align::right).pitch(1.8));
    s.issuer_seal(p, t.issuer, p.width() - 66, y + 8, 42);
    if (s.layout == 0) p.add_field("name", s.person.name);
    p.add_field("title", t.title);
    p.add_field("obtained_on", t.date);
    p.add_field("certificate_no", number);
    p.add_field("issuer", t.issuer);

    Sheet& q = s.page();
    y = q.text(20, 22, 60, "附件", s.hei(14));
    y = q.text(20, y + 2, q.width() - 40, "取得" + t.title + "任职资格人员名单", s.song(18).bold().at(Align::centre)) +
        4;
    TableLook look = s.table_look(10.5);
    const int rows_on = std::min(many, s.random.whole(14, 19)), mine = s.layout ? s.random.whole(1, rows_on - 1) : 0;
    std::vector<Row> rows = {{{label("序号", 11), label("姓　名", 28), label("性别", 12), label("民族", 20),
                               label("工作单位"), label("专　业", 30), label("资格", 24)},
                              8}};
    for (int i = 0; i < rows_on; ++i) {
        const bool me = i == mine;
        const std::string unit = me || s.random.chance(0.15) ? s.employer.name
                                 : s.random.chance(0.3)      ? "{k:" + s.sister() + "}"
                                                             : "{k:" + make_employer(s.random).name + "}";
        const std::string who =
            me ? s.printed_name() : "{o:" + (s.random.chance(0.3) ? s.near_miss() : s.other()) + "}";
        rows.push_back({{value(std::to_string(i + 1), 11), value(who, 28),
                         value(me ? s.person.sex : s.random.pick({"男", "女"}), 12),
                         value(me ? s.person.ethnicity : s.random.pick({"汉族", "维吾尔族", "回族", "哈萨克族"}), 20),
                         value(unit), value(me ? t.specialty : make_specialty(s.random), 30), value(t.title, 24)},
                        8.5});
    }
    q.table(18, y, q.width() - 36, rows, look);
    q.add_field("name", s.person.name);
    q.add_field("title", t.title);
    q.add_field("specialty", t.specialty);
    q.text(20, 283, q.width() - 40, "— 2 —", s.song(10).at(Align::centre));
}

void qualification_review_form(Scene& s) {
    const Title t = title_of(s);
    Sheet& p = s.page();
    double y = p.text(20, 30, 170, "编号：" + s.random.digits(6), s.song(11));
    y = p.text(20, 58, 170, "专业技术职务任职资格", s.song(28).bold().at(Align::centre).spaced(0.1));
    y = p.text(20, y + 2, 170, "评　审　表", s.song(30).bold().at(Align::centre)) + 40;
    for (const auto& [name, text] : std::vector<std::pair<std::string, std::string>>{
             {"单　　　位：", s.employer.name},
             {"姓　　　名：", s.spread_name()},
             {"现任专业\n技术职务：", s.random.pick({"技术员", "助理工程师", "无"})},
             {"申报专业\n技术资格：", t.title},
             {"申 报 专 业：", t.specialty}}) {
        p.text(40, y, 40, name, s.song(15).pitch(1.2));
        p.text(80, y + 1, 95, text, s.kai(15));
        p.rule(78, y + 9, 170, y + 9, 0.2);
        y += 18;
    }
    p.text(20, 250, 170, "填表时间：" + zh_date(t.date.substr(0, 7)) + "\n新疆维吾尔自治区人力资源和社会保障厅制",
           s.song(13).at(Align::centre).pitch(1.8));
    p.add_field("name", s.person.name);
    p.add_field("title", t.title);
    Sheet& q = s.page();
    TableLook look = s.table_look(12);
    look.value = s.fang(12.5).pitch(1.6);
    y = q.table(22, 24, 166,
                {{{upright("单位推荐意见", 14),
                   block("　　经审核，" + s.person.name + "同志所报材料真实，同意推荐评审" + t.title + "任职资格。")},
                  62},
                 {{upright("评审组织意见", 14),
                   block("　　" + t.committee + "于" + zh_date(days_after(t.date, -20)) + "召开会议，到会评委" +
                         std::to_string(s.random.whole(11, 17)) + "人，赞成" + std::to_string(s.random.whole(9, 11)) +
                         "人，反对0人。经评审，同意" + s.person.name + "同志具备" + t.title + "任职资格。")},
                  84},
                 {{upright("审批意见", 14), block("　　同意。\n　　任职资格时间从" + zh_date(t.date) + "算起。")}, 78}},
                look);
    s.employer_seal(q, 148, 68, 40);
    q.text(40, 66, 60, "{r:负责人}：", s.song(12));
    s.sign(q, s.other(), 60, 69, 7);
    q.text(40, 148, 80, "{r:评委会主任}：", s.song(12));
    s.sign(q, s.other(), 74, 151, 7);
    s.issuer_seal(q, t.issuer, 146, 226, 42);
    q.add_field("name", s.person.name);
    q.add_field("title", t.title);
    q.add_field("obtained_on", t.date);
}

}  // namespace mangping::synthetic
