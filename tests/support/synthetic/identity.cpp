// Identity cards (as cut out, or copied onto a sheet) and passport photographs.
#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

namespace {

constexpr double kCardW = 85.6, kCardH = 54;
constexpr Color kLabel{0.12, 0.32, 0.62, 1};

std::string spaced_digits(const std::string& id) { return id; }

void card_ground(Scene& s, Sheet& p, double x, double y, double k) {
    p.fill(x, y, kCardW * k, kCardH * k, {0.90, 0.955, 0.965, 1});
    p.put(guilloche(static_cast<int>(kCardW * k * p.art_dpi() / 25.4),
                    static_cast<int>(kCardH * k * p.art_dpi() / 25.4), s.random),
          x, y, true, 0.45);
    p.box(x, y, kCardW * k, kCardH * k, 0.15, {0.6, 0.7, 0.75, 1});
}

/// The portrait side at x, y, k times life size.
void front(Scene& s, Sheet& p, double x, double y, double k) {
    card_ground(s, p, x, y, k);
    const Person& me = s.person;
    const TextStyle name = s.hei(7.2 * k).in(kLabel), text = s.hei(8.4 * k);
    const bool bilingual = !me.name_uyghur.empty();
    double row = bilingual ? 9.2 : 7.5;
    const auto line = [&](const char* l, const std::string& v, double at, double dx = 0) {
        p.text(x + (4.6 + dx) * k, y + (at + 0.35) * k, 14 * k, l, name);
        p.text(x + (15.2 + dx) * k, y + at * k, 44 * k, v, text);
    };
    if (bilingual) {
        TextStyle arabic = s.hei(6.4 * k);
        arabic.family = "UKIJ Tuz";
        p.text(x + 15.2 * k, y + 4.2 * k, 42 * k, me.name_uyghur, arabic);
    }
    line("姓 名", me.name, row);
    line("性 别", me.sex, row + 8.2);
    std::string ethnic = me.ethnicity;
    if (const auto at = ethnic.find("族"); at != std::string::npos && ethnic.size() > 3) ethnic.erase(at);
    line("民 族", ethnic, row + 8.2, 15.5);
    p.text(x + 4.6 * k, y + (row + 15.8) * k, 14 * k, "出 生", name);
    p.text(x + 15.2 * k, y + (row + 15.4) * k, 44 * k,
           std::to_string(year_of(me.birth_date)) + " 年 " + std::to_string(month_of(me.birth_date)) + " 月 " +
               std::to_string(day_of(me.birth_date)) + " 日",
           text);
    p.text(x + 4.6 * k, y + (row + 22.6) * k, 14 * k, "住 址", name);
    p.text(x + 15.2 * k, y + (row + 22.2) * k, 38 * k, me.address, text.pitch(1.28));
    p.text(x + 4.6 * k, y + 45.6 * k, 30 * k, "公民身份号码", name);
    p.text(x + 27.5 * k, y + 44.9 * k, 56 * k, spaced_digits(me.id_number),
           text.face("DejaVu Sans Mono").size(9.4 * k).spaced(0.08));
    s.portrait(p, x + 56.5 * k, y + 8.6 * k, 23.5 * k, 29.4 * k);
    p.add_field("name", me.name);
    p.add_field("sex", me.sex);
    p.add_field("ethnicity", ethnic);
    p.add_field("birth_date", me.birth_date);
    p.add_field("address", me.address);
    p.add_field("id_number", me.id_number);
}

void back(Scene& s, Sheet& p, double x, double y, double k) {
    card_ground(s, p, x, y, k);
    p.put(emblem(std::round(15 * k * p.art_dpi() / 25.4), s.random), x + 7 * k, y + 6 * k);
    p.text(x + 24 * k, y + 8 * k, 58 * k, "中华人民共和国", s.hei(12.5 * k).at(Align::centre).spaced(0.12));
    p.text(x + 24 * k, y + 16.5 * k, 58 * k, "居 民 身 份 证", s.hei(15 * k).at(Align::centre).spaced(0.1));
    const std::string issuer =
        s.fact("issuer", std::string(s.random.pick({"库尔勒市公安局", "昌吉市公安局", "乌鲁木齐市公安局天山分局",
                                                    "伊宁市公安局", "阿克苏市公安局"})));
    const std::string from =
        s.fact("valid_from", iso_date(s.year() - s.random.whole(2, 6), s.random.whole(1, 12), s.random.whole(1, 28)));
    const std::string to = s.fact("valid_to", std::to_string(year_of(from) + 20) + from.substr(4));
    const TextStyle name = s.hei(7.4 * k), text = s.hei(8.2 * k);
    p.text(x + 19 * k, y + 37.6 * k, 20 * k, "签发机关", name);
    p.text(x + 35 * k, y + 37.3 * k, 48 * k, issuer, text);
    p.text(x + 19 * k, y + 44.2 * k, 20 * k, "有效期限", name);
    p.text(x + 35 * k, y + 43.9 * k, 48 * k, dotted_date(from) + "-" + (to == "长期" ? to : dotted_date(to)), text);
    p.add_field("issuer", issuer);
    p.add_field("valid_from", from);
    p.add_field("valid_to", to);
}

}  // namespace

void id_card_front(Scene& s) {
    if (s.layout == 0) return front(s, s.page(kCardW * 2, kCardH * 2), 0, 0, 2);
    Sheet& p = s.page();
    front(s, p, 62, 62, 1);
    if (s.layout == 2 && s.fact("sides", std::string("both")) == "both") {
        Sheet& q = p;
        const PageTruth before = q.truth();
        back(s, q, 62, 150, 1);
        q.truth().fields = before.fields;
    }
    p.text(40, 232, 130, "复印件仅供职称申报使用", s.kai(12).at(Align::centre).in(kGrey));
}

void id_card_back(Scene& s) {
    if (s.layout == 0) return back(s, s.page(kCardW * 2, kCardH * 2), 0, 0, 2);
    Sheet& p = s.page();
    back(s, p, 62, 70, 1);
}

void photo(Scene& s) {
    Sheet& p = s.page(25, 35, s.random.chance(0.5) ? Color{0.24, 0.5, 0.86, 1} : kWhite);
    s.portrait(p, 0, 0, 25, 35);
}

}  // namespace mangping::synthetic
