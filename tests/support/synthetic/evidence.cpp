// Evidence of what somebody did: letters of acceptance, title pages and lists with roles, drawing title blocks,
// attendance sheets. The applicant stands among others, and the roles must survive the mask.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

std::string work_of(Scene& s) { return s.fact("work", make_work_title(s.random)); }
std::string date_of(Scene& s) {
    return s.fact("date", iso_date(s.year() - s.random.whole(1, 2), s.random.whole(1, 12), s.random.whole(1, 28)));
}

/// A letter on the employer's or the client's paper that certifies a piece of work.
void acceptance_letter(Scene& s) {
    Sheet& p = s.page();
    const std::string work = work_of(s), date = date_of(s);
    const bool own = s.random.chance(0.6);
    const std::string from = own ? s.employer.name : "昌兴河流域建设管理局";
    const double x = 26, w = p.width() - 52;
    double y = p.text(20, 20, p.width() - 40, from,
                      s.song(own ? 24 : 27).bold().in(kRed).at(Align::centre).spaced(0.05).named("running"));
    y += 3;
    p.rule(20, y, p.width() - 20, y, 0.8, kRed);
    p.rule(20, y + 1.4, p.width() - 20, y + 1.4, 0.25, kRed);
    y = p.text(x, y + 6, w, "编号：" + std::to_string(year_of(date)) + "-" + s.random.digits(3),
               s.song(11).at(Align::right));
    y = p.text(x, y + 8, w, s.random.pick({"项目完成情况说明", "成果应用证明", "工作业绩证明", "工程验收意见"}),
               s.hei(22).bold().at(Align::centre)) +
        8;
    const TextStyle body = s.fang(15).pitch(1.8).indent(2);
    y = p.text(x, y, w,
               "由" + s.employer.name + "承担的“" + work + "”于" + zh_date(date.substr(0, 7)) + "完成，" +
                   s.person.name + "同志任{r:项目负责人}，{r:主要参加人员}为{o:" + s.other() +
                   "}、{o:" + s.near_miss() + "}、{o:" + s.other() + "}。",
               body);
    y = p.text(x, y, w, prose(s.random, "该项目", s.random.whole(3, 5)), body);
    y = p.text(x, y, w,
               s.person.name + "同志在项目中承担工作量约占" + std::to_string(s.random.whole(30, 75)) +
                   "%，与{k:" + s.sister() + "}进行了技术配合。",
               body);
    if (s.random.chance(0.5))
        y = p.text(x, y, w,
                   "该成果由" + s.short_employer() + "报送{k:" + s.employer.superior + "}备案，" + s.printed_name() +
                       "同志为{r:主要完成人}。",
                   body);
    y = p.text(x, y, w, "特此说明。", body);
    y = std::max(y + 26, 210.0);
    if (s.random.chance(0.25)) s.office_stamp(p, 30, 252);
    p.text(x, y - 13, 60, "{r:负责人}：", s.song(13.5));
    s.sign(p, s.other(), x + 24, y - 10, 7.5);
    const double below = p.text(x + 66, y, w - 66, from, s.fang(15).at(Align::centre).pitch(1.35));
    p.text(x + 66, below + 2, w - 66, zh_date(date), s.fang(15).at(Align::centre));
    if (own)
        s.employer_seal(p, x + 66 + (w - 66) / 2, y + 6);
    else
        s.issuer_seal(p, from, x + 66 + (w - 66) / 2, y + 6);
    p.text(20, 280, p.width() - 40,
           "地址：" + s.employer.place + "友好北路" + std::to_string(s.random.whole(2, 480)) + "号　邮编：830" +
               s.random.digits(3),
           s.song(9).in(kGrey).at(Align::centre));
}

/// The inner title page of a report: unit at the foot, roles and names in two columns.
void report_title_page(Scene& s) {
    Sheet& p = s.page();
    const std::string work = work_of(s), date = date_of(s);
    const double x = 26, w = p.width() - 52;
    double y = p.text(x, 48, w, work, s.hei(25).bold().at(Align::centre).pitch(1.6));
    y = p.text(x, y + 6, w, s.random.pick({"初步设计报告", "可行性研究报告", "勘察报告", "技术总结报告"}),
               s.hei(21).at(Align::centre).spaced(0.2)) +
        26;
    const std::vector<std::pair<std::string, std::string>> roles = {
        {"批　　准", "{o:" + s.other() + "}"},
        {"核　　定", "{o:" + s.other() + "}"},
        {"审　　查", "{o:" + s.near_miss() + "}"},
        {"校　　核", "{o:" + s.other() + "}"},
        {"项目负责人", s.person.name},
        {"编　　写", s.spread_name() + "　{o:" + s.near_miss() + "}　{o:" + s.other() + "}"}};
    for (const auto& [role, who] : roles) {
        p.text(x + 30, y, 40, "{r:" + role + "}：", s.song(15));
        p.text(x + 66, y, 90, who, s.fang(15.5));
        p.rule(x + 64, y + 7.6, x + 138, y + 7.6, 0.2);
        y += 13;
    }
    p.text(x, 238, w, s.employer.name, s.hei(18).at(Align::centre).named("running"));
    p.text(x, 250, w, han_date(date.substr(0, 7)), s.song(15).at(Align::centre));
    s.employer_seal(p, p.width() / 2 + s.random.between(-12, 12), 246, 41);
}

/// A drawing on A3 with the title block at the right foot.
void drawing(Scene& s) {
    Sheet& p = s.page(420, 297);
    p.box(25, 10, 385, 277, 0.7);
    Rng lines = s.random.fork("drawing");
    for (int i = 0; i < 26; ++i) {
        const double x = lines.between(40, 300), y = lines.between(30, 200), a = lines.between(20, 90);
        if (lines.chance(0.4))
            p.box(x, y, a, a * lines.between(0.2, 0.8), 0.3);
        else
            p.rule(x, y, x + a, lines.chance(0.5) ? y : y + a * 0.6, lines.chance(0.2) ? 0.5 : 0.2);
        if (lines.chance(0.5)) p.text(x + 2, y - 5, 30, std::to_string(lines.whole(120, 9800)), s.song(8));
    }
    p.text(60, 214, 200, work_of(s) + "平面布置图　1:500", s.hei(15));
    p.text(60, 228, 190,
           "说明：\n1. 本图尺寸以毫米计，高程以米计。\n2. 施工前应复核现场高程。\n3. 未尽事宜按现行规范执行。",
           s.song(10).pitch(1.5));
    TableLook look = s.table_look(10);
    look.value = s.fang(10.5);
    const std::string date = dotted_date(date_of(s).substr(0, 7));
    const double x = 205, y = 231;
    const auto row = [&](const char* role, const std::string& who, const char* l2, const std::string& v2) {
        return Row{
            {label("{r:" + std::string(role) + "}", 18), value(who, 44), value("", 36), label(l2, 22), value(v2)}, 8};
    };
    std::vector<Row> rows = {{{value(s.employer.name)}, 11},
                             row("批准", "{o:" + s.other() + "}", "工程", s.fact("project", make_work_title(s.random))),
                             row("审核", "{o:" + s.near_miss() + "}", "图名", "平面布置图"),
                             row("校核", "{o:" + s.other() + "}", "比例", "1:500"),
                             row("设计", s.person.name, "日期", date),
                             row("制图", "{o:" + s.other() + "}", "图号", "SG-" + s.random.digits(2))};
    p.table(x, y, 205, rows, look);
    constexpr std::size_t short_name = 12;  // bytes: four characters; a longer one must fit the cell as well
    s.sign(p, s.person.name, x + 63, y + 11 + 3 * 8 + 4, s.person.name.size() <= short_name ? 5.5 : 3.6);
    if (s.random.chance(0.5)) s.employer_seal(p, x - 26, 258, 38);
}

/// A list of a project's people with their work, the applicant in one row.
void people_list(Scene& s) {
    Sheet& p = s.page();
    const double x = 18, w = p.width() - 36;
    double y = p.text(x, 24, w, work_of(s), s.hei(17).bold().at(Align::centre)) + 2;
    y = p.text(x, y, w, s.random.pick({"主要完成人员名单", "项目组成员及分工表", "课题组人员情况表"}),
               s.song(16).at(Align::centre)) +
        4;
    TableLook look = s.table_look(11.5);
    look.label_fill = {0.92, 0.92, 0.92, s.layout % 2 ? 1.0 : 0.0};
    std::vector<Row> rows = {
        {{label("序号", 12), label("姓名", 30), label("单位", 54), label("职称", 26), label("承担的主要工作")}, 10}};
    const int n = s.random.whole(7, 12), mine = s.random.whole(0, n - 1);
    for (int i = 0; i < n; ++i) {
        const bool me = i == mine;
        const std::string who =
            me ? s.printed_name() : "{o:" + (s.random.chance(0.35) ? s.near_miss() : s.other()) + "}";
        const std::string unit = me || s.random.chance(0.6) ? s.employer.name : "{k:" + s.sister() + "}";
        rows.push_back({{value(std::to_string(i + 1), 12), value(who, 30), value(unit, 54),
                         value(s.random.pick({"高级工程师", "工程师", "助理工程师", "研究员"}), 26),
                         value(s.random.pick({"{r:项目负责人}", "{r:技术负责人}", "{r:编制人}", "{r:审核人}",
                                              "现场勘察", "数据分析", "{r:校核}"}))},
                        11});
    }
    y = p.table(x, y, w, rows, look);
    p.text(x, y + 12, w - 10, s.employer.name + "\n" + zh_date(date_of(s)), s.fang(14).at(Align::right).pitch(1.9));
    s.employer_seal(p, p.width() - 55, y + 20, 40);
}

/// An attendance sheet: printed head, names by hand, one column of units.
void attendance(Scene& s) {
    Sheet& p = s.page();
    const double x = 20, w = p.width() - 40;
    double y = p.text(x, 24, w, s.random.pick({"技术评审会签到表", "竣工验收会议签到表", "专家咨询会签到表"}),
                      s.song(21).bold().at(Align::centre)) +
               3;
    y = p.text(x, y, w, "项目名称：" + work_of(s) + "　　时间：" + zh_date(date_of(s)), s.song(11.5)) + 3;
    TableLook look = s.table_look(12);
    std::vector<Row> rows = {
        {{label("序号", 14), label("单　位", 70), label("姓　名", 34), label("职务/职称", 30), label("备注")}, 10}};
    const int n = s.random.whole(8, 13), mine = s.random.whole(1, n - 2);
    for (int i = 0; i < n; ++i) {
        Cell who =
            value(i == mine ? s.person.name : "{o:" + (s.random.chance(0.3) ? s.near_miss() : s.other()) + "}", 34);
        Cell unit = value(i == mine || s.random.chance(0.5) ? s.employer.name : "{k:" + s.sister() + "}", 70);
        who.hand = true;
        unit.hand = s.layout % 2 == 0;
        Cell rank = value(s.random.pick({"高工", "工程师", "主任", "教授级高工"}), 30);
        rank.hand = true;
        rows.push_back({{value(std::to_string(i + 1), 14), unit, who, rank, value("")}, 12});
    }
    p.table(x, y, w, rows, look);
}

/// The first page of a contract between a client and the employer.
void contract(Scene& s) {
    Sheet& p = s.page();
    const double x = 28, w = p.width() - 56;
    double y = p.text(x, 30, w, s.random.pick({"技术咨询合同", "建设工程勘察合同", "技术服务合同"}),
                      s.song(25).bold().at(Align::centre)) +
               8;
    y = p.text(x, y, w, "合同编号：HT-" + std::to_string(s.year() - 2) + "-" + s.random.digits(3),
               s.song(12).at(Align::right)) +
        4;
    const TextStyle body = s.song(13.5).pitch(1.75);
    y = p.text(x, y, w, "项目名称：{_:　" + work_of(s) + "　}", body);
    y = p.text(x, y, w, "委托方（甲方）：{_:　克孜尔河灌区管理处　}", body);
    y = p.text(x, y, w, "受托方（乙方）：{_:　" + s.employer.name + "　}", body);
    y = p.text(x, y, w,
               "根据《中华人民共和国民法典》的规定，甲乙双方经协商一致，签订本合同。\n第一条　乙方按国家现行规范为甲方"
               "提供上述项目的技术服务，{r:项目负责人}为" +
                   s.person.name + "，{r:联系人}为{o:" + s.near_miss() +
                   "}，未经甲方同意不得更换。\n第二条　工作期限为" + std::to_string(s.random.whole(60, 240)) +
                   "日历天。\n第三条　合同价款为人民币" + std::to_string(s.random.whole(12, 260)) +
                   ".00万元，按进度支付。\n第四条　" + prose(s.random, "本项目", 2),
               body.indent(2));
    y = std::max(y + 12, 205.0);
    p.text(x, y, w / 2, "甲方：（盖章）\n{r:法定代表人}：\n日期：" + zh_date(date_of(s)), body);
    p.text(x + w / 2 + 4, y, w / 2, "乙方：" + s.employer.name + "（盖章）\n{r:法定代表人}：", body);
    s.issuer_seal(p, "克孜尔河灌区管理处", x + 44, y + 16, 40);
    s.employer_seal(p, x + w / 2 + 46, y + 18, 41);
    s.sign(p, s.other(), x + w / 2 + 34, y + 18, 7);
}

}  // namespace

void evidence(Scene& s) {
    switch (s.layout) {
        case 0:
            return acceptance_letter(s);
        case 1:
            return report_title_page(s);
        case 2:
            return people_list(s);
        case 3:
            return drawing(s);
        case 4:
            return attendance(s);
        default:
            return contract(s);
    }
}

void patent_certificate(Scene& s) {
    const bool invention = s.layout == 0;
    Sheet& p = s.page(210, 297, {0.995, 0.99, 0.975, 1});
    const double scale = p.art_dpi() / 25.4;
    p.put(ornate_frame(static_cast<int>(190 * scale), static_cast<int>(277 * scale), 5 * scale, s.random), 10, 10);
    const std::string date = s.fact("date", iso_date(s.year() - 1, s.random.whole(1, 12), s.random.whole(1, 28)));
    const std::string number = s.fact("number", make_patent_number(s.random, year_of(date) - 2));
    const std::string title =
        s.fact("title", s.fact("work", "一种" + std::string(s.random.pick({"渠道衬砌养护装置", "戈壁地基压实度检测仪",
                                                                           "光伏组件清洗机构", "棉秆粉碎还田机具",
                                                                           "滴灌首部过滤装置"}))));
    const std::string o1 = s.near_miss(), o2 = s.other();
    p.text(24, 24, 80, "证书号第" + s.random.digits(8) + "号", s.song(11));
    p.put(emblem(22 * scale, s.random), 94, 34);
    double y = p.text(20, 62, 170, invention ? "发明专利证书" : "实用新型专利证书",
                      s.song(30).bold().at(Align::centre).spaced(0.2)) +
               12;
    const TextStyle line = s.song(13).pitch(1.9);
    for (const std::string& text :
         {(invention ? "发 明 名 称：" : "实用新型名称：") + title,
          (invention ? "发　明　人：" : "设　计　人：") + ("{o:" + o1 + "};") + s.person.name + ";{o:" + o2 + "}",
          "专　利　号：" + number,
          "专利申请日：" + zh_date(iso_date(year_of(date) - 2, month_of(date), day_of(date)), true),
          "专 利 权 人：" + s.employer.name,
          "地　　　址：" + s.employer.place + "团结路" + std::to_string(s.random.whole(3, 300)) + "号",
          "授权公告日：" + zh_date(date, true) + "　　授权公告号：CN " + s.random.digits(9) +
              (invention ? " B" : " U")})
        y = p.text(32, y, 150, text, line) + 1.5;
    y = p.text(32, y + 4, 150,
               "国家知识产权局依照中华人民共和国专利法进行审查，决定授予专利权，颁发专利证书并在专利登记簿上予以登记。"
               "专利权自授权公告之日起生效。",
               s.song(11).pitch(1.7).indent(2));
    p.code("Code128", number.substr(number.size() > 14 ? 2 : 0), 32, 246, 52, 10, false);
    p.text(40, 262, 60, "局长", s.song(13));
    s.sign(p, s.other(), 56, 265, 8);
    p.text(120, 262, 60, zh_date(date, true), s.song(12.5).at(Align::right));
    s.issuer_seal(p, "国家专利事务登记处", 152, 252, 42);
    p.add_field("title", title);
    p.add_field("number", number);
    p.add_field("inventors", o1 + ";" + s.person.name + ";" + o2);
    p.add_field("date", date);
}

}  // namespace mangping::synthetic
