// The desk's page: opens from disk, needs nothing from anywhere. Every card holds what the command line needs, so that
// it can be used printed or without script; with script the choices and the rectangles that are drawn become one
// command.
#include <algorithm>
#include <cmath>

#include "pipeline/report/hold.hpp"
#include "pipeline/report/hold_parts.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/strokes.hpp"

namespace mangping::report {
namespace {

std::string n(double v) { return pdf_number(v); }

/// In single quotes, as a shell takes it.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

/// Neighbouring glyphs of one line as one box.
std::vector<Rect> boxes_of(const Finding& finding) {
    constexpr double same_line = 0.5, gap_heights = 1.5;
    std::vector<Rect> out;
    if (finding.kind == MaskKind::employer_seal) {  // an arc: its pieces go round
        for (const Quad& piece : finding.pieces_upright)
            out = {out.empty() ? bounding(piece) : bounding(out.front(), bounding(piece))};
        return out;
    }
    for (const Quad& piece : finding.pieces_upright) {
        const Rect r = bounding(piece);
        const bool goes_on = !out.empty() && std::abs(out.back().centre().y - r.centre().y) < same_line * r.h &&
                             r.x - out.back().right() < gap_heights * r.h && r.right() > out.back().x;
        if (goes_on)
            out.back() = bounding(out.back(), r);
        else
            out.push_back(r);
    }
    return out;
}

class HoldPage {
public:
    HoldPage(const DossierOutcome& outcome, const std::vector<HeldPage>& pages, Language language)
        : o_(outcome), pages_(pages), language_(language) {}
    [[nodiscard]] std::string html() const;

private:
    [[nodiscard]] std::string text(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
    [[nodiscard]] std::string say(const std::string& key) const { return wording(key, language_); }
    [[nodiscard]] std::string subject_of(const Place& place) const;
    [[nodiscard]] std::string heading() const;
    [[nodiscard]] std::string card(const HeldPage& held) const;
    [[nodiscard]] std::string asked(const HeldPage& held, std::size_t i) const;
    [[nodiscard]] std::string commands(const HeldPage& held) const;
    [[nodiscard]] std::string whole(const HeldPage& held) const;
    [[nodiscard]] std::string marks(const HeldPage& held, double px, int only) const;

    const DossierOutcome& o_;
    const std::vector<HeldPage>& pages_;
    Language language_;
};

std::string HoldPage::heading() const {
    const auto holding = std::count_if(pages_.begin(), pages_.end(), [](const HeldPage& p) { return p.shown; });
    std::string out = "<h1>" + text("待人工核对：", "To look at: ") + std::to_string(holding) + text(" 页", " pages") +
                      "</h1>\n<p class=\"soft\">" + escaped(o_.blind_id) + "</p>\n<p class=\"care note\">" +
                      text("本页给操作员看，画面没有遮盖。不要交给评委，也不要发给申报人。",
                           "For the operator: the pictures are not masked. Not for reviewers, not for applicants.") +
                      "</p>\n<p>" +
                      text(
                          "红框是程序拿不准、建议遮盖的地方，红虚线框现在没有遮、请您判断；灰框是已经确定要遮的地方。逐"
                          "页选择，漏遮的地方在整页图上"
                          "按住鼠标拖一个框；选完把最下面的命令复制到终端运行。每一页放行之前都会再核验一遍。",
                          "Red: what the program proposes to mask and is not sure of; dashed: open, and yours to "
                          "judge. Grey: what it is sure of. Choose "
                          "page by page; drag a box on the page where something is still open; then run the command "
                          "at the bottom. Every page is attacked once more before it is released.") +
                      "</p>\n";
    const auto unsure = std::count_if(o_.checks.begin(), o_.checks.end(), [](const Check& c) {
        return c.status == CheckStatus::unsure && c.severity != Severity::warn && c.severity != Severity::note;
    });
    if (unsure > 0)
        out += "<p>" +
               text("另有存疑的审核项目，见 report.json；页面全部放行后，它们仍会让本份材料等待。",
                    "Some rules are unsure as well (report.json) and go on holding this dossier.") +
               " <span class=\"soft\">" + std::to_string(unsure) + "</span></p>\n";
    return out;
}

/// Places as outlines; `px` is how many upright pixels one pixel on the screen is. `only`: the proposal to number and
/// to draw in red, the others thin; -1: all.
std::string HoldPage::marks(const HeldPage& held, double px, int only) const {
    std::string out;
    const std::vector<int> asked = proposals(*held.page);
    for (std::size_t i = 0; i < held.page->places.size(); ++i) {
        const Place& place = held.page->places[i];
        const auto at = std::find(asked.begin(), asked.end(), static_cast<int>(i));
        if (at == asked.end() && !place.masked) continue;
        const auto number = static_cast<int>(at - asked.begin());
        const bool red = at != asked.end() && (only < 0 || only == number);
        const std::string style = std::string(red ? "ask" : "sure") + (place.masked ? "" : " open");
        const std::vector<Rect> boxes = boxes_of(place.finding);
        for (const Rect& r : boxes) {
            const Rect b = grown(r, 2 * px);
            out += "<rect class=\"" + style + "\" x=\"" + n(b.x) + "\" y=\"" + n(b.y) + "\" width=\"" + n(b.w) +
                   "\" height=\"" + n(b.h) + "\" stroke-width=\"" + n((red ? 2 : 1) * px) + "\"/>";
            if (red && only < 0 && &r == &boxes.front())
                out += "<text class=\"no\" x=\"" + n(b.right() + 3 * px) + "\" y=\"" + n(b.y + 10 * px) +
                       "\" font-size=\"" + n(18 * px) + "\">" + std::to_string(number + 1) + "</text>";
        }
    }
    return out;
}

std::string HoldPage::subject_of(const Place& place) const {
    if (place.finding.source == "seal:unread") return say("seal_unread");
    if (place.finding.source == "text:unread") return say("unread_text");
    return say("mask_" + std::string(key(place.finding.kind)));
}

/// One proposal: what it may be, how sure, and the place itself.
std::string HoldPage::asked(const HeldPage& held, std::size_t i) const {
    const Place& place = held.page->places[static_cast<std::size_t>(proposals(*held.page)[i])];
    const std::string number = std::to_string(i + 1);
    std::string out = "<div class=\"ask\">";
    if (held.picture && i < held.picture->crops.size() && !held.picture->crops[i].jpeg.empty()) {
        const DeskCrop& crop = held.picture->crops[i];
        const Rect& w = crop.where_upright;
        constexpr double shown_width = 420;
        out += "<svg class=\"cut\" viewBox=\"" + n(w.x) + " " + n(w.y) + " " + n(w.w) + " " + n(w.h) +
               "\" role=\"img\"><image x=\"" + n(w.x) + "\" y=\"" + n(w.y) + "\" width=\"" + n(w.w) + "\" height=\"" +
               n(w.h) + "\" preserveAspectRatio=\"none\" href=\"" + data_uri_of_jpeg(crop.jpeg) + "\"/>" +
               marks(held, w.w / shown_width, static_cast<int>(i)) + "</svg>";
    }
    const auto percent = static_cast<int>(std::lround(100 * place.finding.confidence));
    out += "<p><b>" + number + "</b> " + escaped(subject_of(place));
    if (!place.finding.text.empty()) out += text("：“", ": “") + escaped(place.finding.text) + text("”", "”");
    if (percent > 0) out += " <span class=\"soft small\">" + text("把握 ", "") + std::to_string(percent) + " %</span>";
    out += "</p>";
    out += place.masked ? "<p class=\"small\">" + text("建议遮盖。", "Proposed: mask it.") + "</p>"
                        : "<p class=\"small\">" + text("现在没有遮。", "Open as it is.") + "</p>";
    if (place.masked)
        out += "<label class=\"choice\"><input type=\"checkbox\" data-no=\"" + number + "\"> " +
               text("不是申报人或其单位，不遮", "Neither the applicant nor the employer: do not mask") + "</label>";
    else
        out += "<label class=\"choice\"><input type=\"checkbox\" data-yes=\"" + number + "\"> " +
               text("是申报人或其单位，遮住", "The applicant or the employer: mask it") + "</label>";
    return out + "</div>\n";
}

/// The same by hand.
std::string HoldPage::commands(const HeldPage& held) const {
    const std::string page = "--page " + quoted(held.reference);
    std::string out = "<details class=\"small\"><summary>" + text("命令", "Commands") + "</summary><pre>";
    out += escaped(page + " --accept") + "\n";
    if (!proposals(*held.page).empty())
        out += escaped(page + " --reject 1") + "\n" + escaped(page + " --cover 1") + "\n";
    return out + escaped(page + " --mask x,y,w,h") + "</pre></details>\n";
}

std::string HoldPage::whole(const HeldPage& held) const {
    if (!held.picture)
        return "<p class=\"care note\">" +
               text("原件读不出来，画不出画面，也就不能放行：请退回申报人重新上传。",
                    "The upload cannot be drawn and so cannot be released: it must be uploaded again.") +
               "</p>\n";
    const DeskPicture& p = *held.picture;
    constexpr double shown_width = 520;
    return "<svg class=\"page\" data-unit=\"" + n(p.px_per_unit) + "\" viewBox=\"0 0 " + n(p.width_upright) + " " +
           n(p.height_upright) + "\" role=\"img\"><image width=\"" + n(p.width_upright) + "\" height=\"" +
           n(p.height_upright) + "\" preserveAspectRatio=\"none\" href=\"" + data_uri_of_jpeg(p.whole) + "\"/>" +
           marks(held, p.width_upright / shown_width, -1) + "</svg>\n";
}

std::string HoldPage::card(const HeldPage& held) const {
    std::string out = "<article class=\"card\" data-page=\"" + escaped(held.reference) + "\">\n<div class=\"left\">\n";
    out += "<span class=\"tag " + std::string(held.shown ? "look" : "care") + "\">" +
           escaped(say("section_" + held.section)) + "</span><b>" + escaped(say("kind_" + held.kind)) + "</b> <code>" +
           escaped(held.reference) + "</code>\n<ul class=\"why\">";
    for (const std::string& reason : held.page->review_reasons) out += "<li>" + escaped(say(reason)) + "</li>";
    out += "</ul>\n";
    for (std::size_t i = 0; i < proposals(*held.page).size(); ++i) out += asked(held, i);
    if (held.picture)
        out += "<p class=\"choices\"><label class=\"choice\"><input type=\"radio\" name=\"" + escaped(held.reference) +
               "\" value=\"release\"> " + text("看过了，按选的遮盖并放行", "Looked at: mask as chosen and release") +
               "</label><br><label class=\"choice\"><input type=\"radio\" name=\"" + escaped(held.reference) +
               "\" value=\"later\" checked> " + text("以后再看", "Later") +
               "</label></p>\n<p class=\"small boxes\"></p>\n";
    return out + commands(held) + "</div>\n<div class=\"right\">" + whole(held) + "</div>\n</article>\n";
}

std::string HoldPage::html() const {
    std::string out = page_head(text("待人工核对的页面", "Pages to look at"), language_, hold_style());
    out += "<main>\n" + heading();
    bool aside = false;
    for (const HeldPage& held : pages_) {
        if (!held.shown && !aside) {
            out +=
                "<details class=\"aside\"><summary>" +
                text("不送审的材料里也有拿不准的页，不影响放行", "Pages that reviewers never see; they hold nothing") +
                "</summary>\n";
            aside = true;
        }
        out += card(held);
    }
    if (aside) out += "</details>\n";
    out += "</main>\n<footer><p class=\"small\"><span class=\"count\">" + text("还没有选择", "Nothing chosen yet") +
           "</span> <button type=\"button\">" + text("复制命令", "Copy") +
           "</button></p><pre class=\"command\" data-folder=\"" + escaped(o_.folder) + "\" data-chosen=\"" +
           text("已选", "chosen:") + "\" data-box=\"" + text("加遮盖 ", "mask ") + "\" data-drop=\"" +
           text("去掉", "remove") + "\"></pre></footer>\n";
    out += hold_script();
    return out + page_foot();
}

}  // namespace

std::string hold_html(const DossierOutcome& outcome, const std::vector<HeldPage>& pages, Language language) {
    return HoldPage(outcome, pages, language).html();
}

}  // namespace mangping::report
