#include "pipeline/report/html.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "pipeline/report/strokes.hpp"

namespace mangping::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the valid UTF-8 sequence at text[i], 0 when there is none (RFC 3629).
std::size_t sequence_at(std::string_view text, std::size_t i) {
    const auto b = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    const auto tail = [&](std::size_t k) { return (b(k) & 0xC0) == 0x80; };
    const unsigned first = b(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF && tail(1)) return 2;
    if (first >= 0xE0 && first <= 0xEF && tail(1) && tail(2))
        return (first == 0xE0 && b(1) < 0xA0) || (first == 0xED && b(1) > 0x9F) ? 0 : 3;
    if (first >= 0xF0 && first <= 0xF4 && tail(1) && tail(2) && tail(3))
        return (first == 0xF0 && b(1) < 0x90) || (first == 0xF4 && b(1) > 0x8F) ? 0 : 4;
    return 0;
}

constexpr std::string_view style = R"(
:root{--ink:#1d2430;--soft:#5b6472;--line:#e3e6eb;--paper:#fff;--ground:#f5f6f8;--stop:#b3372f;--stop-bg:#fbefee;--care:#8a6100;--care-bg:#fbf5e6;--ok:#2c6e49;--ok-bg:#edf5f0;--look:#2f5a8f;--look-bg:#eef3f9}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.75 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:880px;margin:0 auto;padding:40px 24px 72px}
h1{font-size:26px;line-height:1.4;margin:0 0 8px;font-weight:600}
h2{font-size:18px;margin:40px 0 12px;font-weight:600}
hr{border:0;border-top:1px solid var(--line);margin:44px 0 0}
p{margin:0 0 8px}
.soft{color:var(--soft)}
.small{font-size:14px}
.card{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:20px 22px;margin:0 0 14px;display:flex;gap:20px}
.card>div:first-child{flex:1;min-width:0}
.tag{display:inline-block;font-size:13px;line-height:22px;padding:0 10px;border-radius:11px;margin-right:8px;white-space:nowrap}
.stop{color:var(--stop);background:var(--stop-bg)}.care{color:var(--care);background:var(--care-bg)}.ok{color:var(--ok);background:var(--ok-bg)}.look{color:var(--look);background:var(--look-bg)}
.what{font-weight:500;margin:6px 0}
.clause{border-left:3px solid var(--line);padding-left:12px;margin:10px 0 0;color:var(--soft);font-size:14px}
.shots{flex:none;display:flex;flex-direction:column;gap:8px}
svg.crop{width:320px!important}
svg.shot{display:block;width:168px;max-height:236px;border:1px solid var(--line);border-radius:4px;background:#fff}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:10px 0 0;font-size:14px}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
@media(max-width:640px){.card{flex-direction:column}}
@media print{body{background:#fff}.card{break-inside:avoid}}
)";

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = sequence_at(text, i);
        const char c = text[i];
        if (length == 0) {
            out += kReplacement;
            ++i;
            continue;
        }
        if (length > 1)
            out += text.substr(i, length);
        else if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t')
            out += kReplacement;
        else
            out += c;
        i += length;
    }
    return out;
}

std::string data_uri_of_jpeg(const std::vector<std::uint8_t>& jpeg) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out = "data:image/jpeg;base64,";
    for (std::size_t i = 0; i < jpeg.size(); i += 3) {
        const std::size_t left = std::min<std::size_t>(3, jpeg.size() - i);
        unsigned bits = 0;
        for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < left ? jpeg[i + k] : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= left ? letters[bits >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

std::string page_head(std::string_view title, Language language, std::string_view more_css) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"";
    out += language == Language::zh ? "zh-CN" : "en";
    out +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n";
    out += "<meta name=\"referrer\" content=\"no-referrer\">\n<title>" + escaped(title) + "</title>\n<style>";
    out += style;
    out += more_css;
    return out + "</style>\n</head>\n<body>\n";
}

std::string page_foot() { return "</body>\n</html>\n"; }

namespace {

/// The part of the page that shows these places with their surroundings; the whole page when they are far apart.
Rect surroundings(const Rect& page, const std::vector<Quad>& places) {
    constexpr double least_width = 0.45, least_height = 0.12, margin = 0.03, most_height = 0.5;
    if (places.empty()) return page;
    Rect all = bounding(places.front());
    for (const Quad& q : places) {
        const Rect r = bounding(q);
        const double right = std::max(all.x + all.w, r.x + r.w), below = std::max(all.y + all.h, r.y + r.h);
        all.x = std::min(all.x, r.x);
        all.y = std::min(all.y, r.y);
        all.w = right - all.x;
        all.h = below - all.y;
    }
    if (all.h > most_height * page.h) return page;
    const double w = std::min(page.w, std::max(all.w + 2 * margin * page.w, least_width * page.w)),
                 h = std::min(page.h, std::max(all.h + 2 * margin * page.h, least_height * page.h));
    return {std::clamp(all.x + all.w / 2 - w / 2, 0.0, page.w - w),
            std::clamp(all.y + all.h / 2 - h / 2, 0.0, page.h - h), w, h};
}

}  // namespace

std::string marked_thumbnail(const std::vector<Thumbnail>& thumbnails, const std::string& file, int page,
                             const PageOutcome* outcome, const std::vector<Quad>& quads_displayed) {
    const auto it = std::find_if(thumbnails.begin(), thumbnails.end(),
                                 [&](const Thumbnail& t) { return t.file == file && t.page == page; });
    if (it == thumbnails.end()) return {};
    Rect box{0, 0, 210, 297};
    // Normalising lets the picture grow so that no corner of the page is lost: its size is that of the moved page.
    if (outcome && outcome->width > 0 && outcome->height > 0)
        box = bounding(outcome->masked_from_displayed(quad_of({0, 0, outcome->width, outcome->height})));
    const auto n = [](double v) { return pdf_number(v); };
    std::vector<Quad> places;
    for (const Quad& displayed : quads_displayed)
        if (outcome) places.push_back(outcome->masked_from_displayed(displayed));
    // The sheet that stands in for a withheld page shows nothing at the place: where on the page it is, is all to be
    // seen.
    const bool outline = outcome && outcome->withheld && !places.empty();
    const Rect view = it->sharp && !outline ? surroundings({0, 0, box.w, box.h}, places) : Rect{0, 0, box.w, box.h};
    const bool cropped = view.h < box.h;
    std::string out = std::string("<svg class=\"shot") + (cropped ? " crop" : "") + "\" viewBox=\"" + n(view.x) + " " +
                      n(view.y) + " " + n(view.w) + " " + n(view.h) + "\" role=\"img\">";
    if (!outline)
        out += "<image width=\"" + n(box.w) + "\" height=\"" + n(box.h) + "\" preserveAspectRatio=\"none\" href=\"" +
               data_uri_of_jpeg(it->jpeg) + "\"/>";
    for (const Quad& q : places) {
        out += "<polygon points=\"";
        for (const Point& p : q.at) out += n(p.x) + "," + n(p.y) + " ";
        out += "\" fill=\"#c8372d\" fill-opacity=\".12\" stroke=\"#c8372d\" stroke-width=\"" +
               n(std::max(view.w, view.h) / (cropped ? 220 : 110)) + "\" stroke-linejoin=\"round\"/>";
    }
    return out + "</svg>";
}

std::string readable_instant(const std::string& rfc3339, Language language) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0;
    if (std::sscanf(rfc3339.c_str(), "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute) != 5) return rfc3339;
    if (language == Language::en) return rfc3339.substr(0, 10) + " " + rfc3339.substr(11, 5);
    return std::to_string(year) + "年" + std::to_string(month) + "月" + std::to_string(day) + "日 " +
           rfc3339.substr(11, 5);
}

}  // namespace mangping::report
