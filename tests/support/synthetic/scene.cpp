#include "tests/support/synthetic/scene.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mangping::synthetic {

namespace {

Faces draw_faces(Rng& r) {
    Faces f;
    f.song = r.pick({"Noto Serif CJK SC", "AR PL SungtiL GB", "AR PL UMing CN", "AR PL SungtiL GB"});
    f.hei = r.pick({"Noto Sans CJK SC", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK SC"});
    f.kai = r.pick({"AR PL KaitiM GB", "LXGW WenKai", "AR PL UKai CN", "AR PL KaitiM GB"});
    f.fang = r.pick({"AR PL KaitiM GB", "AR PL SungtiL GB", "Noto Serif CJK SC", "LXGW WenKai"});
    return f;
}

TextStyle style_in(const std::string& face, double pt) {
    TextStyle s;
    s.family = face;
    s.pt = pt;
    return s;
}

}  // namespace

Scene::Scene(Kind kind_in, const Person& p, const Employer& e, const DocumentOptions& o, cairo_t* pdf_in)
    : kind(kind_in),
      person(p),
      employer(e),
      options(o),
      random(o.seed * 1000003ull + static_cast<std::uint64_t>(kind_in)),
      layout([&] {
          const int n = layouts(kind_in);
          const int drawn = random.whole(0, n - 1);
          return o.layout >= 0 ? o.layout % all_layouts(kind_in) : drawn;
      }()),
      faces(draw_faces(random)),
      pdf_(pdf_in) {
    near_ = near_misses(p, random, 4);
}

std::vector<Known> Scene::known() const {
    std::vector<Known> k{{"name", person.name, true}, {"employer", employer.name, true}};
    for (const std::string& a : person.aliases) k.push_back({"name", a, true});
    for (const std::string& l : person.name_latin) k.push_back({"name_latin", l, true});
    if (!person.name_uyghur.empty()) k.push_back({"name_uyghur", person.name_uyghur, true});
    for (const std::string& a : employer.aliases) k.push_back({"employer", a, true});
    for (const std::string& l : employer.latin) k.push_back({"employer_latin", l, true});
    return k;
}

Sheet& Scene::page(double w_mm, double h_mm, Color paper) {
    if (sheet_) {
        done_.push_back(sheet_->finish(kind));
        if (pdf_) cairo_show_page(pdf_);
    }
    if (pdf_) cairo_pdf_surface_set_size(cairo_get_target(pdf_), w_mm / 25.4 * 72, h_mm / 25.4 * 72);
    const std::uint64_t seed = random.next();
    sheet_ = pdf_ ? std::make_unique<Sheet>(w_mm, h_mm, pdf_, paper, known(), seed)
                  : std::make_unique<Sheet>(w_mm, h_mm, options.dpi, paper, known(), seed);
    return *sheet_;
}

std::vector<SyntheticPage> Scene::finish() {
    if (sheet_) done_.push_back(sheet_->finish(kind));
    sheet_.reset();
    return std::move(done_);
}

std::string Scene::fact(const std::string& key, const std::string& otherwise) const {
    const auto it = options.facts.find(key);
    return it == options.facts.end() || it->second.empty() ? otherwise : it->second;
}

int Scene::fact(const std::string& key, int otherwise) const {
    const auto it = options.facts.find(key);
    return it == options.facts.end() ? otherwise : std::atoi(it->second.c_str());
}

std::string Scene::as_of() const { return fact("as_of", std::string("2023-09-12")); }
int Scene::year() const { return year_of(as_of()); }

std::string Scene::other() {
    std::vector<std::string> not_these = near_;
    not_these.push_back(person.name);
    return other_name(random, not_these);
}

std::string Scene::near_miss() { return near_.empty() ? other() : near_[next_near_++ % near_.size()]; }

std::string Scene::sister() {
    return employer.sisters.empty() ? std::string("乌鲁木齐市第三勘测队") : random.pick(employer.sisters);
}

TextStyle Scene::song(double pt) const { return style_in(faces.song, pt); }
TextStyle Scene::hei(double pt) const { return style_in(faces.hei, pt); }
TextStyle Scene::kai(double pt) const { return style_in(faces.kai, pt); }
TextStyle Scene::fang(double pt) const { return style_in(faces.fang, pt); }

TableLook Scene::table_look(double pt) const {
    TableLook look;
    look.label = song(pt).pitch(1.3);
    look.value = fang(pt).pitch(1.3);
    return look;
}

std::string Scene::spread_name() const {
    const std::vector<std::string> c = characters(person.name);
    if (c.size() == 2) return c[0] + "　" + c[1];
    if (c.size() == 3) return c[0] + " " + c[1] + " " + c[2];
    return person.name;
}

std::string Scene::printed_name() {
    const std::string dot = "·";
    const auto at = person.name.find(dot);
    const double u = random.unit();
    if (at == std::string::npos || u < 0.6) return person.name;
    std::string name = person.name;
    const std::string other_dot = u < 0.85 ? std::string(random.pick({"•", "．", "・"})) : u < 0.93 ? " " : "";
    for (auto k = name.find(dot); k != std::string::npos; k = name.find(dot, k + other_dot.size()))
        name.replace(k, dot.size(), other_dot);
    return "{w:" + name + "}";
}

std::string Scene::short_employer() { return employer.aliases.empty() ? employer.name : random.pick(employer.aliases); }

void Scene::name_stamp(Sheet& s, const std::string& name, double x, double y, double mm) {
    const Sprite sprite = name_seal(name, mm * s.art_dpi() / 25.4, random);
    const double scale = 25.4 / s.art_dpi();
    const Sprite on = s.put(sprite, x - sprite.width * scale / 2, y - sprite.height * scale / 2);
    if (name == person.name)
        s.add_target({"name", name, on.text, "seal", on.glyphs, "", 0, 1, "", true, {}});
    else
        s.add_keep("other_name", name, on.text);
}

void Scene::office_stamp(Sheet& s, double x, double y) {
    const Sprite sprite = text_stamp("已审核，与原件相符", "", 9 * s.art_dpi() / 25.4, InkColour::red, random);
    const Sprite on = s.put(sprite, x, y);
    s.add_keep("text", "已审核，与原件相符", on.text);
}

void Scene::employer_seal(Sheet& s, double x, double y, double mm) {
    RoundSeal seal;
    seal.employer = employer.name;
    if (random.chance(0.45)) seal.uyghur = employer.uyghur;
    seal.diameter = std::round(mm * s.art_dpi() / 25.4);
    seal.turn_deg = random.between(-14, 14);
    seal.wear = random.between(0.05, 0.45);
    if (random.chance(0.5)) seal.digits = "65" + random.digits(11);
    const Sprite sprite = round_seal(seal, random);
    const double half = sprite.width / s.art_dpi() * 25.4 / 2;
    const Sprite on = s.put(sprite, x - half, y - half);
    TruthTarget t{"employer_seal", employer.name, on.text, "seal", on.glyphs, "", 0, 1, "", true, on.circle};
    s.add_target(std::move(t));
}

void Scene::issuer_seal(Sheet& s, const std::string& name, double x, double y, double mm) {
    RoundSeal seal;
    seal.employer = name;
    seal.diameter = std::round(mm * s.art_dpi() / 25.4);
    seal.turn_deg = random.between(-14, 14);
    seal.wear = random.between(0.05, 0.45);
    const Sprite sprite = round_seal(seal, random);
    const double half = sprite.width / s.art_dpi() * 25.4 / 2;
    const Sprite on = s.put(sprite, x - half, y - half);
    if (!on.circle.empty()) s.add_keep("issuer_seal", name, on.circle.front());
}

void Scene::sign(Sheet& s, const std::string& name, double x, double y, double mm) {
    const InkColour ink = random.chance(0.25) ? InkColour::blue : InkColour::black;
    const Sprite sprite = signature(name, mm * s.art_dpi() / 25.4, ink, random);
    const Sprite on = s.put(sprite, x, y - sprite.height / s.art_dpi() * 25.4 / 2);
    if (name == person.name)
        s.add_target({"signature", name, on.text, "hand", on.glyphs, "", 0, 1, "", true, {}});
    else
        s.add_keep("other_name", name, on.text);
}

void Scene::portrait(Sheet& s, double x, double y, double w, double h) {
    const double scale = s.art_dpi() / 25.4;
    std::uint64_t face = 5;  // the same person looks the same on every document
    for (const char c : person.name + person.id_number) face = face * 131 + static_cast<unsigned char>(c);
    Rng likeness(face);
    const Sprite picture =
        synthetic::portrait(static_cast<int>(w * scale), static_cast<int>(h * scale), likeness, person.sex);
    s.put(picture, x, y, false);
    s.add_keep("photo", "", s.quad_mm(x, y, w, h));
}

// ---- dates -------------------------------------------------------------------------------------------------------

namespace {

constexpr const char* kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

int part(const std::string& iso, std::size_t from, std::size_t n) {
    return iso.size() < from + n ? 0 : std::atoi(iso.substr(from, n).c_str());
}

bool leap(int y) { return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0; }
int days_in(int y, int m) {
    constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return m == 2 && leap(y) ? 29 : kDays[m - 1];
}

}  // namespace

int year_of(const std::string& iso) { return part(iso, 0, 4); }
int month_of(const std::string& iso) { return part(iso, 5, 2); }
int day_of(const std::string& iso) { return part(iso, 8, 2); }

std::string iso_date(int y, int m, int d) {
    char out[48];
    std::snprintf(out, sizeof out, "%04d-%02d-%02d", y, m, d);
    return out;
}

std::string days_after(const std::string& iso, int n) {
    int y = year_of(iso), m = std::max(1, month_of(iso)), d = std::max(1, day_of(iso)) + n;
    while (d > days_in(y, m)) {
        d -= days_in(y, m);
        if (++m > 12) m = 1, ++y;
    }
    while (d < 1) {
        if (--m < 1) m = 12, --y;
        d += days_in(y, m);
    }
    return iso_date(y, m, d);
}

std::string zh_date(const std::string& iso, bool padded) {
    const auto two = [&](int v) { return (padded && v < 10 ? "0" : "") + std::to_string(v); };
    std::string s = std::to_string(year_of(iso)) + "年";
    if (month_of(iso)) s += two(month_of(iso)) + "月";
    if (day_of(iso)) s += two(day_of(iso)) + "日";
    return s;
}

std::string han_number(int n) {
    if (n < 10) return kDigits[n];
    std::string s = n >= 20 ? kDigits[n / 10] : "";
    s += "十";
    return n % 10 ? s + kDigits[n % 10] : s;
}

std::string han_date(const std::string& iso, bool round_zero) {
    std::string s;
    for (const char c : std::to_string(year_of(iso))) s += c == '0' && !round_zero ? "零" : kDigits[c - '0'];
    s += "年";
    if (month_of(iso)) s += han_number(month_of(iso)) + "月";
    if (day_of(iso)) s += han_number(day_of(iso)) + "日";
    return s;
}

std::string dotted_date(const std::string& iso) {
    std::string s = iso;
    std::replace(s.begin(), s.end(), '-', '.');
    return s;
}

// ---- prose -------------------------------------------------------------------------------------------------------

std::string prose(Rng& random, const std::string& field, int sentences) {
    static const std::vector<std::string> kOpen = {
        "在日常工作中",       "任现职以来",         "项目实施期间",         "按照上级统一部署",
        "结合现场实际情况",   "针对存在的突出问题", "通过多方调研论证",     "在技术攻关阶段",
        "经过反复试验与比选", "为保证工程质量",     "在条件艰苦的一线岗位", "面对工期紧、任务重的局面"};
    static const std::vector<std::string> kDo = {
        "认真执行国家有关规范和技术标准",    "组织完成了%的方案编制与优化",   "承担%的现场勘察、数据整理和成果分析",
        "参与%关键技术的研究并提出改进措施", "负责%的质量检查与进度协调",     "主持编写了%技术总结和操作规程",
        "对%的运行数据进行了系统统计和对比", "带领青年技术人员开展%专题培训", "建立了%台账并实行闭环管理",
        "解决了%施工中的多项疑难问题",       "完善了%相关管理制度和工作流程", "完成%可行性研究及初步设计文件的审查"};
    static const std::vector<std::string> kThen = {"取得了较好的经济效益和社会效益",
                                                   "综合成本较原方案降低约12.6%",
                                                   "有关成果已在同类项目中推广应用",
                                                   "顺利通过主管部门组织的验收",
                                                   "得到建设单位和监理单位的一致认可",
                                                   "为后续工作积累了宝贵经验",
                                                   "按期完成了年度各项目标任务",
                                                   "未发生任何质量和安全事故",
                                                   "合格率达到98%以上",
                                                   "为本地区相关产业发展提供了技术支撑",
                                                   "工作效率提高近三成",
                                                   "较好地完成了上级交办的任务"};
    // Taken in turn from a drawn start with a step prime to the lists' sizes, so that a page repeats itself late.
    const std::size_t a = random.next(), b = random.next(), c = random.next();
    std::string out;
    for (int i = 0; i < sentences; ++i) {
        const std::size_t k = static_cast<std::size_t>(i);
        std::string does = kDo[(b + 5 * k) % kDo.size()];
        if (const auto at = does.find('%'); at != std::string::npos) does.replace(at, 1, field);
        out += kOpen[(a + 7 * k) % kOpen.size()] + "，" + does + "，" + kThen[(c + 11 * k) % kThen.size()] + "。";
    }
    return out;
}

}  // namespace mangping::synthetic
