// Statements of what was paid, and the contract that says by whom.
#include "tests/support/synthetic/cells.hpp"
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

std::string month_back(const std::string& iso, int n) {
    int m = year_of(iso) * 12 + month_of(iso) - 1 - n;
    return iso_date(m / 12, m % 12 + 1, 1).substr(0, 7);
}

std::string money(int yuan, Rng& r) { return std::to_string(yuan) + "." + r.digits(2); }

}  // namespace

void social_insurance_statement(Scene& s) {
    Sheet& p = s.page();
    const int months = s.fact("months", s.random.whole(6, 12));
    const std::string last = s.fact("last_month", month_back(s.as_of(), 1));
    const Person& me = s.person;
    const bool list = s.layout == 0;
    double y = p.text(20, 22, 170, list ? "社会保险个人缴费汇总单" : "个人养老保险缴费对账单",
                      s.hei(20).bold().at(Align::centre)) +
               4;
    p.code("QRCode", "XJSB|" + s.random.digits(12) + "|" + me.name + "|" + me.id_number + "|" + s.employer.name, 164,
           14, 25, 25, true);
    y = std::max(y, 42.0);
    TableLook look = s.table_look(10.5);
    look.value = s.song(10.5).pitch(1.25);
    y = p.table(18, y, 174,
                {{{label("姓名", 24), value(me.name, 46), label("社会保障号", 28), value(me.id_number)}, 9},
                 {{label("单位名称", 24), value(s.employer.name)}, 9},
                 {{label("险种", 24), value("企业职工基本养老保险", 58), label("统计区间", 26),
                   value(month_back(last, months - 1) + " 至 " + last)},
                  9}},
                look) +
        3;
    std::vector<Row> rows = {{{label("序号", 14), label("缴费年月", 26), label("缴费单位", 56), label("缴费基数", 26),
                               label("个人缴费", 26), label("到账状态")},
                              8.5}};
    const int base = s.random.whole(4500, 9800);
    for (int i = 0; i < months; ++i)
        rows.push_back(
            {{value(std::to_string(i + 1), 14), value(month_back(last, months - 1 - i), 26), value(s.employer.name, 56),
              value(money(base, s.random), 26), value(money(base * 8 / 100, s.random), 26), value("已到账")},
             8.5});
    rows.push_back({{label("合计缴费月数", 40), value(std::to_string(months) + "个月")}, 9});
    y = p.table(18, y, 174, rows, look);
    p.text(18, y + 6, 110,
           "打印时间：" + zh_date(days_after(s.as_of(), -4)) + "\n验证码：" + s.random.digits(16) +
               "\n本单据由新疆智慧人社APP下载打印，可扫描二维码查验真伪。",
           s.song(9.5).pitch(1.6).in(kGrey));
    const std::string issuer = "新疆维吾尔自治区社会保险中心";
    p.text(110, y + 20, 76, issuer, s.song(11.5).at(Align::right));
    s.issuer_seal(p, issuer, 158, y + 24, 40);
    p.add_field("name", me.name);
    p.add_field("id_number", me.id_number);
    p.add_field("employer", s.employer.name);
    p.add_field("months", std::to_string(months));
}

void payroll_statement(Scene& s) {
    Sheet& p = s.page();
    const std::string bank = s.random.pick({"天山农村商业银行", "西域城市商业银行"});
    double y = p.text(16, 18, 178, bank + "个人账户交易明细", s.hei(17).bold().at(Align::centre)) + 3;
    y = p.text(16, y, 178,
               "户名：" + s.person.name + "　账号：6217 **** **** " + s.random.digits(4) +
                   "　币种：人民币　起止日期：" + month_back(s.as_of(), 7) + "至" + month_back(s.as_of(), 1),
               s.song(9.5)) +
        2;
    TableLook look = s.table_look(9.5);
    look.rule_mm = 0.12;
    look.value = s.song(9.5).pitch(1.25);
    std::vector<Row> rows = {{{label("交易日期", 24), label("摘要", 20), label("收入", 24), label("支出", 24),
                               label("余额", 26), label("对方户名")},
                              7.5}};
    int balance = s.random.whole(3000, 20000);
    for (int i = 0; i < s.random.whole(18, 27); ++i) {
        const bool wage = i % 4 == 0;
        const int amount = wage ? s.random.whole(5200, 9800) : s.random.whole(20, 900);
        balance += wage ? amount : -amount;
        rows.push_back({{value(month_back(s.as_of(), 7 - i / 4) + "-" + std::to_string(10 + i % 4 * 5), 24),
                         value(wage ? "工资" : s.random.pick({"消费", "转账", "水电费"}), 20),
                         value(wage ? money(amount, s.random) : "", 24), value(wage ? "" : money(amount, s.random), 24),
                         value(money(std::max(120, balance), s.random), 26),
                         value(wage ? s.employer.name : s.random.pick({"和兴超市", "城市供水公司", "{o:赵家和}"}))},
                        7.8});
    }
    y = p.table(14, y, 182, rows, look);
    s.issuer_seal(p, bank + "业务专用章", 160, y + 12, 38);
    p.text(16, y + 5, 120, "以上明细仅供核对，打印柜员：" + s.random.digits(5), s.song(9).in(kGrey));
}

void labor_contract(Scene& s) {
    Sheet& p = s.page();
    const double x = 28, w = 154;
    const std::string start = s.fact("start_date", iso_date(s.year() - 3, 3, 1));
    double y = p.text(x, 40, w, "劳 动 合 同 书", s.song(28).bold().at(Align::centre).spaced(0.1)) + 22;
    const TextStyle line = s.song(14.5).pitch(1.9), body = s.song(13).pitch(1.75).indent(2);
    y = p.text(x, y, w,
               "甲方（用人单位）：{_:　" + s.employer.name + "　}\n法定代表人：{_:　{o:" + s.other() +
                   "}　}\n注册地址：{_:　" + s.employer.place + "团结路" + std::to_string(s.random.whole(3, 200)) +
                   "号　}\n\n乙方（劳动者）：{_:　" + s.person.name + "　}\n居民身份证号码：{_:　" +
                   s.person.id_number + "　}\n家庭住址：{_:　" + s.person.address + "　}\n联系电话：{_:　" +
                   s.person.phone + "　}",
               line) +
        8;
    p.text(x, y, w,
           "根据《中华人民共和国劳动法》《中华人民共和国劳动合同法》，甲乙双方经平等协商，自愿签订本合同，共同遵守本合"
           "同所列条款。",
           body);
    Sheet& q = s.page();
    y = q.text(x, 26, w,
               "第一条　本合同为固定期限劳动合同，自" + zh_date(start) + "起至" + zh_date(days_after(start, 365 * 5)) +
                   "止。\n第二条　乙方同意根据甲方工作需要，担任" +
                   s.random.pick({"技术员", "项目工程师", "质量工程师"}) + "岗位工作。\n第三条　乙方的工作地点为" +
                   s.employer.place + "。\n第四条　甲方每月15日前以货币形式支付乙方工资。\n第五条　" +
                   prose(s.random, "岗位职责", 3) +
                   "\n第六条　甲乙双方必须依法参加社会保险。\n第七条　本合同一式两份，甲乙双方各执一份，自签字盖章之日"
                   "起生效。",
               body);
    y = std::max(y + 22, 190.0);
    q.text(x, y, 80, "甲方（公章）：\n\n法定代表人：\n" + zh_date(start), line);
    q.text(x + 84, y, 70, "乙方（签字）：\n\n\n" + zh_date(start), line);
    s.employer_seal(q, x + 44, y + 18, 41);
    s.sign(q, s.person.name, x + 116, y + 6, 9);
    s.sign(q, s.other(), x + 32, y + 22, 7);
}

}  // namespace mangping::synthetic
