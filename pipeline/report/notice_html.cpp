// What an applicant reads when a dossier comes back: everything at once, what must be mended before what may be, by
// column of the platform, each with the clause it rests on and a look at the place.
#include <map>

#include "pipeline/report/answer.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/json_parts.hpp"

namespace mangping::report {
namespace {

constexpr std::string_view more_css = R"(
h3{font-size:15px;font-weight:500;color:var(--soft);margin:20px 0 8px}
.term{display:inline-block;margin-right:4px}
details{border-radius:10px;padding:12px 18px;margin:14px 0}details ul{margin:6px 0 0;padding-left:20px;color:var(--ink)}summary{cursor:pointer;font-weight:500}
)";

class NoticePage {
public:
    NoticePage(const DossierOutcome& outcome, const std::vector<Thumbnail>& thumbnails, Language language)
        : o_(outcome), thumbnails_(thumbnails), language_(language), items_(answer_items(outcome, language)) {}
    [[nodiscard]] std::string html() const;

private:
    [[nodiscard]] std::string say(const std::string& key) const { return wording(key, language_); }
    [[nodiscard]] std::string text(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
    [[nodiscard]] const PageOutcome* page_of(const std::string& file, int index) const;
    [[nodiscard]] std::string heading() const;
    [[nodiscard]] std::string rounds() const;
    [[nodiscard]] std::string card(const AnswerItem& item) const;
    [[nodiscard]] std::string items_of_rank(int rank) const;

    const DossierOutcome& o_;
    const std::vector<Thumbnail>& thumbnails_;
    Language language_;
    std::vector<AnswerItem> items_;
};

const PageOutcome* NoticePage::page_of(const std::string& file, int index) const {
    for (const AttachmentOutcome& a : o_.attachments)
        if (a.ref.file == file)
            for (const PageOutcome& page : a.pages)
                if (page.index == index) return &page;
    return nullptr;
}

std::string NoticePage::heading() const {
    std::string out = "<header>\n<h1>" + escaped(answer_title(o_, items_, language_)) + "</h1>\n<p class=\"soft\">" +
                      text("盲评编号 ", "Blind number ") + escaped(o_.blind_id) + " · " +
                      (language_ == Language::zh ? "第 " + std::to_string(o_.round) + " 次提交"
                                                 : "submission " + std::to_string(o_.round)) +
                      "</p>\n";
    const auto terms = answer_terms(o_, language_);
    if (!terms.empty()) {
        out += "<p>";
        for (const std::string& term : terms) out += "<span class=\"term\">" + escaped(term) + "</span> ";
        out += "</p>\n";
    }
    return out + "</header>\n" + rounds();
}

/// What became of the last answer.
std::string NoticePage::rounds() const {
    std::string out;
    const auto list = [&](const std::string& title, const std::vector<std::string>& lines, const char* cls) {
        if (lines.empty()) return;
        out += "<details open class=\"" + std::string(cls) + "\"><summary>" + escaped(title) + " " +
               std::to_string(lines.size()) + "</summary><ul>";
        for (const std::string& line : lines) out += "<li>" + escaped(line) + "</li>";
        out += "</ul></details>\n";
    };
    list(text("上一次的问题，已经改好的", "Mended since the last time"), o_.rounds.mended, "ok");
    if (const std::string open = still_open_line(o_, language_); !open.empty())
        out += "<p class=\"open\">" + escaped(open) + "</p>\n";
    return out;
}

std::string NoticePage::card(const AnswerItem& item) const {
    std::string out = "<article class=\"card\">\n<div>\n<span class=\"tag " + item.tag_class + "\">" +
                      escaped(item.tag) + "</span>" +
                      (item.again ? "<span class=\"tag care\">" + escaped(again_mark(language_)) + "</span>" : "") +
                      "\n<p class=\"what\">" + escaped(item.what) + "</p>\n";
    if (!item.mend.empty()) out += "<p>" + escaped(item.mend) + "</p>\n";
    std::string rows;
    const auto row = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) rows += "<dt>" + name + "</dt><dd>" + escaped(value) + "</dd>";
    };
    row(text("您填写的", "You declared"), item.declared);
    row(text("材料上的", "The file says"), item.found);
    row(text("文件", "File"), files_of(item, language_));
    if (!rows.empty()) out += "<dl>" + rows + "</dl>\n";
    if (!item.clause.empty())
        out += "<p class=\"clause\">" + text("依据：", "Clause: ") + escaped(item.clause) + "</p>\n";
    out += "</div>\n";

    std::map<std::pair<std::string, int>, std::vector<Quad>> places;
    for (const Evidence& e : item.evidence) {
        auto& quads = places[{e.file, e.page.value_or(0)}];
        if (e.quad_displayed) quads.push_back(*e.quad_displayed);
    }
    std::string shots;
    int shown = 0;
    constexpr int kMostShots = 3;  // the rest are named in the list of files
    for (const auto& [place, quads] : places) {
        const std::string one =
            marked_thumbnail(thumbnails_, place.first, place.second, page_of(place.first, place.second), quads);
        if (!one.empty() && ++shown <= kMostShots) shots += one;
    }
    if (!shots.empty()) out += "<div class=\"shots\">" + shots + "</div>\n";
    return out + "</article>\n";
}

std::string NoticePage::items_of_rank(int rank) const {
    if (count_of_rank(items_, rank) == 0) return {};
    std::string out = "<h2>" + escaped(rank_title(items_, rank, language_)) + "</h2>\n", open = "\n";
    for (const AnswerItem& item : items_) {
        if (item.rank != rank) continue;
        if (item.section != open) {
            open = item.section;
            out += "<h3>" + escaped(column_title(open, language_)) + "</h3>\n";
        }
        out += card(item);
    }
    return out;
}

std::string NoticePage::html() const {
    std::string out = page_head(text("申报材料核对结果", "What was found in your dossier"), language_, more_css);
    out += "<main>\n" + heading() + items_of_rank(0) + items_of_rank(1);
    if (const std::string looks = items_of_rank(2); !looks.empty())
        out += "<hr>\n<div class=\"later\">\n" + looks + "</div>\n";
    return out + "</main>\n" + page_foot();
}

}  // namespace

std::string notice_html(const DossierOutcome& outcome, const std::vector<Thumbnail>& thumbnails, Language language) {
    return NoticePage(outcome, thumbnails, language).html();
}

}  // namespace mangping::report
