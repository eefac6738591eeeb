// Papers and books: covers, contents, first pages with authors in both scripts, and the report of similarity.
#include <algorithm>

#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

struct Paper {
    std::string title, journal, issn, cn, year, issue, field;
    std::vector<std::string> co;  // the other authors
    int rank = 1;                 // of the applicant
};

Paper paper_of(Scene& s) {
    Paper t;
    t.title = s.fact("title", s.fact("work", make_work_title(s.random)));
    t.journal = s.fact("journal", std::string(s.random.pick({"西域水利科技", "天山工程技术", "绿洲建设研究",
                                                             "干旱区工程学报", "边疆教育管理研究"})));
    const int year = s.fact("year", s.year() - s.random.whole(1, 3));
    t.year = std::to_string(year);
    t.issue = std::to_string(s.random.whole(1, 12));
    t.issn = "1" + s.random.digits(3) + "-" + s.random.digits(3) + "X";
    t.cn = "65-1" + s.random.digits(3) + "/TV";
    t.rank = s.fact("rank", 1);
    t.co = {s.near_miss(), s.other()};
    t.field = make_specialty(s.random);
    return t;
}

std::string latin_of(const Scene& s) {
    return s.person.name_latin.empty() ? std::string()
                                       : s.person.name_latin[s.options.seed % s.person.name_latin.size()];
}

void masthead(Scene& s, Sheet& p, const Paper& t) {
    p.text(20, 12, 60, t.year + " 年第 " + t.issue + " 期", s.song(9));
    p.text(70, 12, 70, t.journal, s.song(10).at(Align::centre));
    p.text(130, 12, 60, "No." + t.issue + " " + t.year, s.song(9).at(Align::right));
    p.rule(20, 17.5, 190, 17.5, 0.25);
}

}  // namespace

void paper_cover(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page(210, 285, {0.98, 0.99, 0.98, 1});
    const Color band{s.random.between(0.1, 0.5), s.random.between(0.25, 0.5), s.random.between(0.4, 0.65), 1};
    p.fill(0, 0, 210, 84, band);
    p.text(16, 24, 178, t.journal, s.kai(52).bold().in(kWhite).at(Align::centre).spaced(0.08));
    p.text(16, 58, 178, "XIYU JOURNAL OF ENGINEERING", s.hei(14).in(kWhite).at(Align::centre));
    p.text(20, 96, 80, t.year, s.hei(40).bold().in(band));
    p.text(20, 114, 80, "第 " + t.issue + " 期（总第 " + std::to_string(s.random.whole(90, 320)) + " 期）", s.hei(14));
    p.fill(20, 134, 170, 86, {band.r, band.g, band.b, 0.12});
    p.text(28, 142, 150, "本期要目", s.hei(15).bold());
    double y = 154;
    for (int i = 0; i < 5; ++i)
        y = p.text(28, y, 156,
                   "● " + (i == 2 && s.layout ? t.title + "　　" + s.person.name
                                              : make_work_title(s.random) + "　　{o:" + s.other() + "}"),
                   s.song(11.5).pitch(1.6)) +
            2;
    p.text(20, 236, 120, "ISSN " + t.issn + "\nCN " + t.cn, s.hei(12).pitch(1.6));
    p.text(20, 262, 120, "主管单位：西域水利学会　主办：西域水利科技编辑部", s.song(10));
    p.code("EAN-13", "977" + std::string("167") + "4" + "09500", 150, 240, 38, 20, false);
}

void paper_contents(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page(210, 285);
    masthead(s, p, t);
    double y = p.text(20, 24, 170, "目　　次", s.hei(20).bold().at(Align::centre)) + 6;
    const int mine = s.random.whole(4, 14);
    for (int i = 0, at = 1; i < 20 && y < 262; ++i, at += s.random.whole(3, 7)) {
        if (i % 7 == 0)
            y = p.text(20, y + 2, 170,
                       std::string("· ") + s.random.pick({"工程技术", "试验研究", "勘察设计", "管理论坛", "教育研究"}) +
                           " ·",
                       s.hei(12).bold().at(Align::centre)) +
                2;
        const std::string authors =
            i == mine ? s.person.name + "　{o:" + t.co[0] + "}　{o:" + t.co[1] + "}"
                      : "{o:" + s.other() + "}" + (s.random.chance(0.5) ? "　{o:" + s.other() + "}" : "");
        const std::string title = i == mine ? t.title : make_work_title(s.random);
        const double from = y;
        y = p.text(20, y, 112, title, s.song(11).pitch(1.45));
        const double beside = p.text(134, from, 44, authors, s.kai(11).pitch(1.45));
        p.text(178, from, 14, "(" + std::to_string(at) + ")", s.song(11).at(Align::right));
        y = std::max({y, beside, from + 8.4});
    }
}

void paper_body(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page(210, 285);
    masthead(s, p, t);
    if (s.layout == 1)
        p.text(20, 19, 170,
               "文章编号：" + t.issn.substr(0, 4) + "-(" + t.year + ")" + t.issue + "-" + s.random.digits(4) +
                   "-04　　中图分类号：TV" + s.random.digits(3) + "　　文献标识码：A",
               s.song(8.5));
    double y = p.text(24, 27, 162, t.title, s.hei(19).bold().at(Align::centre).pitch(1.4)) + 3;
    const std::string spread = s.layout == 0 ? s.spread_name() : s.person.name;
    std::vector<std::string> authors = {"{o:" + t.co[0] + "}", "{o:" + t.co[1] + "}"};
    authors.insert(authors.begin() + std::min<std::ptrdiff_t>(2, std::max(0, t.rank - 1)), spread);
    y = p.text(24, y, 162, authors[0] + "1，" + authors[1] + "2，" + authors[2] + "1", s.kai(13).at(Align::centre)) + 1;
    y = p.text(24, y, 162,
               "（1. " + s.employer.name + "，新疆　" + s.employer.place + "　830" + s.random.digits(3) +
                   "；2. {k:" + s.sister() + "}）",
               s.song(9.5).at(Align::centre)) +
        2;
    y = p.text(30, y, 150, "{b:摘　要：}" + prose(s.random, t.field, 3), s.kai(10).pitch(1.5));
    y = p.text(30, y, 150, "{b:关键词：}" + t.field + "；试验；优化；质量控制", s.kai(10).pitch(1.5)) + 3;
    if (s.layout != 2 || !s.employer.latin.empty()) {
        y = p.text(24, y, 162, "Study on Engineering Practice and Quality Control in Arid Regions",
                   s.song(12.5).bold().at(Align::centre)) +
            1;
        const std::string latin = latin_of(s);
        y = p.text(24, y, 162, latin + "1, {o:WEI Baiming}2, {o:Shen Luoyang}1", s.song(10.5).at(Align::centre));
        if (!s.employer.latin.empty())
            y = p.text(24, y, 162, "(1. " + s.employer.latin.front() + ", Xinjiang, China)",
                       s.song(9).at(Align::centre));
        y = p.text(30, y + 1, 150,
                   "{b:Abstract:} The method was verified by field tests over three seasons, and the results show that "
                   "the cost is reduced while the quality of the works is kept under control.",
                   s.song(9).pitch(1.4)) +
            4;
    }
    const TextStyle body = s.song(9.8).pitch(1.55).indent(2).justified();
    const double top = y, foot = 252;
    const char* heads[] = {"0　引言", "1　工程概况", "2　试验方法", "3　结果与分析", "4　结论", "5　讨论"};
    int part = 0;
    for (const double x : {20.0, 108.0}) {
        y = top;
        while (part < 12) {
            const std::string text =
                prose(s.random, t.field, 3) + (part == 3 ? s.person.name + "等[3]对此作了初步研究。" : "");
            if (y + p.measure(82, text, body) + 7 > foot) break;
            if (part < 6) y = p.text(x, y, 82, heads[part], s.hei(10.5).bold().pitch(1.6));
            y = p.text(x, y, 82, text, body);
            ++part;
        }
    }
    p.rule(20, 256, 60, 256, 0.15);
    p.text(20, 257.5, 170,
           "收稿日期：" + t.year + "-0" + std::to_string(s.random.whole(1, 9)) + "-" +
               std::to_string(s.random.whole(10, 28)) + "\n作者简介：" + s.person.name + "（" +
               s.person.birth_date.substr(0, 4) + "—），" + s.person.sex + "，" + s.person.ethnicity +
               "，工程师，主要从事" + t.field + "工作。E-mail：xj" + s.random.digits(6) + "@mail.example.cn",
           s.song(8.3).pitch(1.5));
    p.text(20, 274, 170, std::to_string(s.random.whole(11, 180)), s.song(9).at(Align::centre));
    p.add_field("title", t.title);
    std::string list;
    for (std::size_t i = 0; i < 3; ++i) {
        const bool me = static_cast<int>(i) == std::min(2, std::max(0, t.rank - 1));
        list += (i ? ";" : "") +
                (me ? s.person.name : t.co[i > static_cast<std::size_t>(std::max(0, t.rank - 1)) ? i - 1 : i]);
    }
    p.add_field("authors", list);
    if (s.fact("pages", s.random.whole(1, 2)) < 2) return;
    Sheet& q = s.page(210, 285);
    q.text(20, 12, 170, s.person.name + "等：" + t.title, s.song(9).at(Align::centre).named("running"));
    q.rule(20, 17.5, 190, 17.5, 0.25);
    for (const double x : {20.0, 108.0}) {
        y = 24;
        while (true) {
            const std::string text = prose(s.random, t.field, 3);
            if (y + q.measure(82, text, body) > (x > 100 ? 200 : 262)) break;
            y = q.text(x, y, 82, text, body);
        }
    }
    y = q.text(108, y + 3, 82, "参考文献：", s.hei(10).bold());
    q.text(108, y, 82,
           "[1] {o:" + s.other() + "}.干旱区渠道防渗技术[M].{k:西域出版社},2016.\n[2] {o:" + s.other() +
               "},{o:" + s.other() + "}.试验方法比较[J].{k:" + t.journal + "},2018(4):22-26.\n[3] " + s.person.name +
               ",{o:" + t.co[0] + "}.工程实践若干问题[J].{k:" + t.journal + "},2019(2):41-45.",
           s.song(8.6).pitch(1.5));
}

void book_cover(Scene& s) {
    const Paper t = paper_of(s);
    const Color ground{s.random.between(0.55, 0.95), s.random.between(0.6, 0.9), s.random.between(0.6, 0.9), 1};
    Sheet& p = s.page(170, 240, ground);
    double y = p.text(16, 52, s.layout ? 112 : 138, t.title, s.hei(28).bold().at(Align::centre).pitch(1.5)) + 16;
    if (s.layout)
        p.vertical(146, 40, s.person.name + "　著", s.kai(16));
    else
        p.text(16, y, 138, s.person.name + "　{o:" + t.co[0] + "}　编著", s.kai(17).at(Align::centre));
    p.text(16, 214, 138, "西域科学技术出版社", s.song(14).at(Align::centre).spaced(0.1));
}

void book_contents(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page(170, 240);
    double y = p.text(20, 22, 130, "目　录", s.hei(20).bold().at(Align::centre)) + 6;
    for (int c = 1, at = 1; c <= 7; ++c) {
        y = p.text(20, y, 118, "第" + han_number(c) + "章　" + make_specialty(s.random) + "概论", s.hei(11.5).bold());
        p.text(136, y - 6.1, 14, std::to_string(at), s.song(11).at(Align::right));
        for (int k = 1; k <= 3; ++k) {
            at += s.random.whole(3, 11);
            y = p.text(28, y, 108,
                       "第" + han_number(k) + "节　" +
                           s.random.pick({"研究现状", "基本原理", "工程应用", "质量控制", "案例分析"}),
                       s.song(11));
            p.text(136, y - 5.8, 14, std::to_string(at), s.song(11).at(Align::right));
        }
    }
    p.text(20, 226, 130, "{k:" + t.journal + "}丛书", s.song(9).at(Align::centre).in(kGrey));
}

void book_body(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page(170, 240);
    if (s.layout == 0) {  // the imprint page
        double y = p.text(22, 90, 126, "图书在版编目（CIP）数据", s.hei(11).bold()) + 2;
        p.rule(22, y, 148, y, 0.2);
        y = p.text(22, y + 2, 126,
                   t.title + " / " + s.person.name + "，{o:" + t.co[0] + "}编著. —乌鲁木齐：西域科学技术出版社，" +
                       t.year + "." + t.issue + "\nISBN 978-7-" + s.random.digits(4) + "-" + s.random.digits(4) + "-" +
                       s.random.digits(1) + "\nⅠ. ①" + t.title.substr(0, 6) + "… Ⅱ. ①" + s.person.name +
                       "… ②{o:" + t.co[0] + "}… Ⅲ. ①" + t.field + " Ⅳ. ①TV" + s.random.digits(2),
                   s.song(10.5).pitch(1.6));
        p.rule(22, y + 2, 148, y + 2, 0.2);
        p.text(22, y + 8, 126,
               "出版发行　西域科学技术出版社\n责任编辑　{o:" + s.other() +
                   "}\n开　　本　787mm×1092mm　1/16\n字　　数　" + std::to_string(s.random.whole(180, 420)) +
                   "千字\n版　　次　" + t.year + "年" + t.issue + "月第1版\n定　　价　68.00元",
               s.song(10.5).pitch(1.6));
        return;
    }
    p.text(22, 14, 126, t.title, s.song(9).at(Align::centre).named("running"));
    p.rule(22, 19, 148, 19, 0.15);
    double y = p.text(22, 26, 126, "前　言", s.hei(18).bold().at(Align::centre)) + 4;
    for (int i = 0; i < 4; ++i) y = p.text(22, y, 126, prose(s.random, t.field, 4), s.song(11).pitch(1.65).indent(2));
    y = p.text(22, y, 126,
               "本书由" + s.person.name + "{r:主编}，第一章至第三章由" + s.person.name + "编写，其余由{o:" + t.co[0] +
                   "}、{o:" + t.co[1] + "}编写。限于水平，书中难免有不足之处，敬请读者指正。",
               s.song(11).pitch(1.65).indent(2));
    p.text(22, y + 4, 122, "编　者\n" + t.year + "年" + t.issue + "月", s.kai(11).at(Align::right));
}

void similarity_report(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page();
    double y = p.text(20, 22, 170, "学术文献相似性检测报告单", s.hei(20).bold().at(Align::centre)) + 3;
    y = p.text(20, y, 170, "（简洁版）　No：ADB" + s.random.digits(14), s.song(10).in(kGrey).at(Align::centre)) + 4;
    TableLook look = s.table_look(11);
    y = p.table(20, y, 170,
                {{{label("篇名", 30), value(t.title)}, 11},
                 {{label("作者", 30), value(s.person.name, 55), label("单位", 22), value(s.employer.name)}, 11},
                 {{label("检测时间", 30), value(zh_date(days_after(s.as_of(), -60)), 55), label("检测机构", 26),
                   value("西域学术检测中心")},
                  11}},
                look) +
        8;
    y = p.text(20, y, 170,
               "总文字复制比：{b:" + std::to_string(s.random.whole(1, 18)) + "." + s.random.digits(1) + "%}",
               s.hei(17).in(kRed)) +
        3;
    y = p.text(20, y, 170,
               "去除本人文献复制比：" + std::to_string(s.random.whole(0, 9)) + "." + s.random.digits(1) +
                   "%　　单篇最大文字复制比：" + std::to_string(s.random.whole(0, 4)) + "." + s.random.digits(1) + "%",
               s.song(12)) +
        6;
    std::vector<Row> rows = {{{label("序号", 14), label("相似文献"), label("复制比", 24)}, 9}};
    for (int i = 0; i < 6; ++i)
        rows.push_back({{value(std::to_string(i + 1), 14),
                         leading(make_work_title(s.random) + "　{o:" + s.other() + "}　《{k:" + t.journal + "}》"),
                         value("0." + s.random.digits(1) + "%", 24)},
                        10});
    y = p.table(20, y, 170, rows, look);
    p.code("QRCode", "https://check.example.cn/report/" + s.random.digits(14), 24, y + 10, 22, 22, false);
    s.issuer_seal(p, "西域学术检测中心", 156, y + 22, 38);
}

void work_recognition_form(Scene& s) {
    const Paper t = paper_of(s);
    Sheet& p = s.page();
    double y =
        p.text(20, 26, 170, s.layout ? "学术论文认定表" : "图书、论文认定表", s.song(22).bold().at(Align::centre)) + 6;
    TableLook look = s.table_look(12);
    y = p.table(20, y, 170,
                {{{label("作品名称", 34), value(t.title)}, 14},
                 {{label("作　者", 34), value(s.person.name + "（第一作者）　{o:" + t.co[0] + "}")}, 12},
                 {{label("工作单位", 34), value(s.employer.name)}, 12},
                 {{label("刊物名称", 34), value("《" + t.journal + "》", 60), label("刊　期", 24),
                   value(t.year + "年第" + t.issue + "期")},
                  12},
                 {{label("国内刊号", 34), value("CN " + t.cn, 60), label("国际刊号", 24), value("ISSN " + t.issn)}, 12},
                 {{upright("认定意见", 14), block("　　经查询国家新闻出版主管部门数据库，该刊物为正式出版物，所载论文" +
                                                  std::string("与原件一致，予以认定。"))},
                  70}},
                look);
    p.text(112, y - 22, 70, "西域科技情报检索中心\n" + zh_date(days_after(s.as_of(), -45)),
           s.song(12.5).at(Align::right).pitch(1.7));
    s.issuer_seal(p, "西域科技情报检索中心", 152, y - 15, 40);
    p.text(20, y + 6, 120, "{r:经办人}：{o:" + s.other() + "}", s.song(11.5));
}

}  // namespace mangping::synthetic
