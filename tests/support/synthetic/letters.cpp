// Letters and proofs: a heading, a few paragraphs, a signature block under a seal.
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

/// The red head of an official document. Returns the y below its line.
double red_head(Scene& s, Sheet& p, const std::string& issuer, const std::string& number) {
    const double wide = p.width() - 52;
    const double n = static_cast<double>(characters(issuer).size());
    const double pt = std::min(34.0, wide / 25.4 * 72 / ((n + 2.5) * (n < 12 ? 1.15 : 1.02)));
    TextStyle head = s.song(pt).bold().in(kRed).at(Align::centre);
    head.spacing_em = n < 12 ? 0.15 : 0.02;
    head.style = "running";
    const bool file = s.random.chance(0.5);
    double y = p.text(26, 30, wide, issuer + (file ? "文件" : ""), head);
    y = p.text(26, y + 5, wide, number, s.fang(14).at(Align::centre)) + 2;
    p.rule(26, y, p.width() - 26, y, 0.9, kRed);
    return y + 9;
}

std::string document_number(Scene& s, int year) {
    return s.random.pick({"新咨发", "巴勘字", "新研人", "天勘院发", "新水工"}) + std::string("〔") +
           std::to_string(year) + "〕" + std::to_string(s.random.whole(3, 148)) + "号";
}

void close_letter(Scene& s, Sheet& p, double y, const std::string& unit, const std::string& date, bool own) {
    const double x = p.width() - 26 - 90;
    const double below = p.text(x, y, 90, unit, s.fang(15).at(Align::centre).pitch(1.35));
    p.text(x, below + 2.5, 90, zh_date(date), s.fang(15).at(Align::centre));
    if (own)
        s.employer_seal(p, x + 45 + s.random.between(-8, 8), y + 8, s.random.between(38, 44));
    else
        s.issuer_seal(p, unit, x + 45 + s.random.between(-8, 8), y + 8, s.random.between(38, 44));
}

std::string superior(const Scene& s) { return s.employer.superior; }

}  // namespace

void red_letterhead_document(Scene& s) {
    Sheet& p = s.page();
    const std::string date = s.fact("date", iso_date(s.year(), s.random.whole(3, 7), s.random.whole(2, 27)));
    const bool aid = s.kind == Kind::dispatch_consent, entrust = s.kind == Kind::entrusting_letter;
    const std::string issuer = aid       ? std::string("江北省第二工程勘察院")
                               : entrust ? std::string("华联能源集团有限公司人事部")
                                         : s.employer.name;
    double y = red_head(s, p, issuer, document_number(s, year_of(date)));
    const double x = 28, w = p.width() - 56;
    const TextStyle title = s.song(20).bold().at(Align::centre).pitch(1.5), body = s.fang(15.5).pitch(1.85).indent(2);
    const std::string name = s.person.name;
    if (aid) {
        y = p.text(x, y, w, "关于同意" + name + "同志在新疆申报职称的证明", title) + 6;
        y = p.text(x, y, w, s.employer.superior + "：", body.indent(0));
        y = p.text(x, y, w,
                   "我单位" + name + "同志（身份证号：" + s.person.id_number + "）系对口支援新疆专业技术人员，自" +
                       zh_date(s.fact("start_date", iso_date(s.year() - 1, 2, 20))) + "起派往" + s.employer.name +
                       "工作，援派期至" + zh_date(s.fact("end_date", iso_date(s.year() + 2, 2, 19))) + "。",
                   body);
        y = p.text(x, y, w, "经我单位组织人事部门审核，同意其在新疆参加" + std::to_string(s.year()) + "年度职称评审。",
                   body);
    } else if (entrust) {
        y = p.text(x, y, w, "职称委托评审函", title) + 6;
        y = p.text(x, y, w, "新疆维吾尔自治区人力资源和社会保障厅：", body.indent(0));
        y = p.text(x, y, w,
                   "我单位所属" + s.employer.name + "专业技术人员" + name + "同志拟申报" +
                       s.fact("series", std::string("工程系列")) +
                       "专业技术任职资格，因我单位未组建相应评审委员会，现委托贵厅组织评审，请予支持。",
                   body);
        y = p.text(x, y, w, "附：委托评审人员名单（{o:" + s.other() + "}、" + name + "、{o:" + s.near_miss() + "}）",
                   body);
    } else {
        const std::string post = s.fact(
            "post",
            std::string(s.random.pick({"技术质量部副主任", "勘察所所长", "总工程师办公室主任", "项目管理部高级主管"})));
        y = p.text(x, y, w, "关于" + name + "等同志任职的通知", title) + 6;
        y = p.text(x, y, w, "各部室、所属各单位：", body.indent(0));
        y = p.text(x, y, w, "经研究决定：", body);
        y = p.text(x, y, w, name + "同志任" + post + "；", body);
        y = p.text(x, y, w, "{o:" + s.near_miss() + "}同志任安全生产部副主任，免去其质量管理部副主任职务；", body);
        y = p.text(x, y, w, "{o:" + s.other() + "}同志任财务资产部主任。", body);
        y = p.text(x, y, w, "以上同志任职时间自" + zh_date(date) + "起计算。", body);
    }
    close_letter(s, p, std::max(y + 22, 195.0), issuer, date, !aid && !entrust);
    if (s.layout == 1) {
        p.rule(28, 268, p.width() - 28, 268, 0.3);
        p.text(29, 269, w, issuer + "办公室　　　　" + zh_date(date) + "印发", s.fang(11.5).named("running"));
    }
}

void proof_letter(Scene& s) {
    Sheet& p = s.page();
    const std::string date = s.fact("date", days_after(s.as_of(), -s.random.whole(5, 40)));
    const std::string name = s.person.name, unit = s.employer.name;
    const double x = 30, w = p.width() - 60;
    const TextStyle body = (s.layout % 2 ? s.song(15) : s.fang(16)).pitch(2.0).indent(2);
    const int years = s.fact("years", s.random.whole(5, 22));
    std::string title = "证　明", text;
    switch (s.kind) {
        case Kind::service_years_proof:
            title = s.layout % 2 ? "专业技术工作年限证明" : "证　明";
            text = "兹证明" + name + "同志，" + s.person.sex + "，" + s.person.ethnicity + "，身份证号" +
                   s.person.id_number + "，系我单位在职职工，自" + std::to_string(s.year() - years) +
                   "年7月至今一直从事" + s.fact("specialty", make_specialty(s.random)) +
                   "专业技术工作，累计从事本专业技术工作" + std::to_string(years) + "年。";
            break;
        case Kind::integrity_proof:
            title = "廉洁自律证明";
            text = name +
                   "同志系我单位在职专业技术人员。该同志在工作中能够严格遵守中央八项规定精神和廉洁从业各项规定，自觉接"
                   "受监督，未发现违规违纪违法问题，未受过党纪政务处分。\n特此证明。";
            break;
        case Kind::political_performance:
            title = "思想政治表现材料";
            text = name + "，" + s.person.sex + "，" + s.person.ethnicity + "，现在" + unit +
                   "工作。该同志政治立场坚定，拥护党的路线方针政策，旗帜鲜明维护民族团结和社会稳定。" +
                   prose(s.random, "本职工作", 4) + "\n该同志遵守职业道德，群众基础较好，思想政治表现良好。";
            break;
        case Kind::appraisal:
            title = "个人鉴定材料";
            text = name + "同志于" + std::to_string(s.year() - years) + "年到" + unit + "工作。" +
                   prose(s.random, "生产任务", 7) + "\n综合近三年表现，鉴定等次为：" +
                   s.fact("result", std::string("合格")) + "。";
            break;
        default:
            text = "兹证明" + name + "同志在" + unit + "工作期间，于" + std::to_string(s.year() - 2) + "年参与“" +
                   s.fact("work", make_work_title(s.random)) + "”项目，担任{r:专业负责人}，承担工作量约占" +
                   std::to_string(s.random.whole(30, 70)) + "%，该项目{r:项目经理}为{o:" + s.near_miss() +
                   "}，{r:审核}为{o:" + s.other() + "}。\n" + name + "同志自" + std::to_string(s.year() - years) +
                   "年起在我单位工作，已满" + std::to_string(years) + "年。";
            break;
    }
    if (s.random.chance(0.4)) text += "\n（" + unit + "简称“" + s.short_employer() + "”）";
    const bool letterhead = s.layout == 1;
    double y = 32;
    if (letterhead) {
        y = p.text(20, 18, p.width() - 40, unit, s.hei(20).in(kRed).at(Align::centre).named("running")) + 2;
        p.rule(20, y, p.width() - 20, y, 0.7, kRed);
        y += 12;
    }
    y = p.text(x, y, w, title, (s.layout % 2 ? s.hei(24) : s.song(26).bold()).at(Align::centre)) + 10;
    y = p.text(x, y, w, text, body);
    if (text.find("特此证明") == std::string::npos && s.kind != Kind::appraisal)
        y = p.text(x, y, w, "特此证明。", body);
    if (s.layout != 0) {
        p.text(x, y + 8, w, "单位负责人（签字）：", s.song(14));
        if (s.random.chance(0.3))
            s.name_stamp(p, s.other(), x + 58, y + 12);
        else
            s.sign(p, s.other(), x + 52, y + 12, 8);
        y += 12;
    }
    close_letter(s, p, std::max(y + 16, 150.0), unit, date, true);
    if (letterhead)
        p.text(20, 279, p.width() - 40,
               "地址：" + s.employer.place + "团结路" + std::to_string(s.random.whole(3, 300)) + "号　电话：0991-" +
                   s.random.digits(7),
               s.song(9).at(Align::centre).in(kGrey));
    p.add_field("name", name);
    if (s.kind == Kind::unit_proof || s.kind == Kind::service_years_proof) {
        p.add_field("employer", unit);
        p.add_field("years", std::to_string(years));
    }
}

void supervisor_opinion(Scene& s) {
    Sheet& p = s.page();
    const std::string date = s.fact("date", days_after(s.as_of(), -2)), notice = s.fact("notice", std::string("N0"));
    const std::string series = s.fact("series", std::string("工程")), level = s.fact("level", std::string("高级")),
                      specialty = s.fact("specialty", std::string("工程咨询"));
    const double x = 30, w = p.width() - 60;
    double y =
        p.text(x, 42, w, s.layout ? "推 荐 意 见" : "主管单位推荐意见", s.song(26).bold().at(Align::centre)) + 16;
    const std::string body = notice == "N4" ? "经审核，同意推荐" + s.person.name + "同志申报自治区" + series + "系列" +
                                                  specialty + "专业" + level + "职称。"
                             : notice == "N2" ? "经审核，同意推荐" + s.person.name + "同志申报" + series + "系列" +
                                                    level + "专业技术任职资格。"
                                              : "经审核，同意推荐" + s.person.name + "同志申报" + series + "系列" +
                                                    specialty + "专业" + level + "专业技术任职资格。";
    y = p.text(x, y, w, s.fact("words", body), s.fang(18).pitch(2.1).indent(2));
    close_letter(s, p, y + 45, superior(s), date, false);
    p.add_field("name", s.person.name);
    p.add_field("series", series + "系列");
    if (notice != "N2") p.add_field("specialty", specialty);
    p.add_field("level", level);
}

void commitment_letter(Scene& s) {
    Sheet& p = s.page();
    const std::string notice = s.fact("notice", std::string("N1")), date = s.fact("date", days_after(s.as_of(), -3));
    std::string words =
        "本人承诺以上填报内容和提交的材料真实有效,且网上填报与送审报表内容完全一致,如申请人提交弄虚作假确认材料的,"
        "一经查实,不予受理确认申报或取消已确认的资格,并从申报年度下一年度起3年内,不得申报专业技术资格。";
    if (notice == "N4")
        words =
            "本人承诺以上填报的内容和提交的材料完全真实有效，且网上填报与送审报表内容完全一致。如申请人提交弄虚作假确认"
            "材料的，一经查实，不予受理确认申报或取消已确认的资格，并从申报年度下一年度起3年内，不得申报专业技术资格。";
    if (notice == "N3")
        words =
            "本人承诺：所提供的个人信息和证明材料真实准确，如有被查实提供有关信息、证件不实或违反有关规定的行为，三年内"
            "不申报职称评审并承担一切后果和责任。";
    if (notice == "N0" || notice == "N2")
        words = "本人承诺所填报的信息和上传的申报材料真实、准确、完整，如有弄虚作假，愿意承担由此产生的一切后果。";
    const double x = 28, w = p.width() - 56;
    double y = p.text(x, 36, w, s.layout ? "承 诺 书" : "个人承诺书", s.song(26).bold().at(Align::centre)) + 12;
    const bool written = notice == "N1" || notice == "N4" || s.layout == 1;
    TextStyle body = written ? s.kai(21).pitch(1.75).indent(2) : s.fang(17).pitch(2.0).indent(2);
    if (written) {
        body.family = "LXGW WenKai";
        body.hand = true;
        body.color = {0.08, 0.09, 0.14, 1};
    }
    y = p.text(x, y, w, words, body) + 18;
    p.text(x + 60, y, 60, "承诺人（签字）：", s.song(15));
    s.sign(p, s.person.name, x + 100, y + 3, 9);
    if (s.fact("fingerprint", std::string(notice == "N1" ? "yes" : s.random.chance(0.5) ? "yes" : "no")) == "yes") {
        p.put(fingerprint(18 * p.art_dpi() / 25.4, s.random), x + 108, y - 6);
        p.add_field("fingerprint", "yes");
    } else {
        p.add_field("fingerprint", "no");
    }
    TextStyle day = s.kai(15);
    day.hand = written;
    day.family = written ? "LXGW WenKai" : day.family;
    p.text(x + 60, y + 16, 90, zh_date(date), day);
    p.add_field("signed", "yes");
    p.add_field("statement", words);
    p.add_field("date", date);
}

}  // namespace mangping::synthetic
