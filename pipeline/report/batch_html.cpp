// One row a dossier, for operators: opens from disk, needs nothing from anywhere, filters by verdict.
#include <algorithm>
#include <array>

#include "pipeline/report/html.hpp"
#include "pipeline/report/json_parts.hpp"

namespace mangping::report {
namespace {

constexpr std::string_view more_style = R"(
main{max-width:1200px}
.filter{display:flex;gap:8px;flex-wrap:wrap;margin:20px 0 16px}
.filter button{font:inherit;font-size:14px;line-height:30px;padding:0 14px;border:1px solid var(--line);border-radius:16px;background:var(--paper);color:var(--soft);cursor:pointer}
.filter button[aria-pressed=true]{background:var(--ink);border-color:var(--ink);color:#fff}
table{width:100%;border-collapse:separate;border-spacing:0;background:var(--paper);border:1px solid var(--line);border-radius:10px;overflow:hidden;font-size:14px}
th{font-weight:500;color:var(--soft);text-align:left;background:#fafbfc;white-space:nowrap}
th,td{padding:12px 14px;border-bottom:1px solid var(--line);vertical-align:top}
tr:last-child td{border-bottom:0}
td.n{text-align:right;font-variant-numeric:tabular-nums}th.n{text-align:right}
td .strip{display:flex;gap:6px;flex-wrap:wrap;margin-top:8px}
td:first-child{white-space:nowrap}
td svg.shot{width:64px}
a{color:var(--look);text-decoration:none}a:hover{text-decoration:underline}
ul{margin:0;padding-left:1.1em}
details{margin-top:6px}summary{cursor:pointer;color:var(--soft)}
)";

constexpr std::string_view script = R"(<script>
document.querySelectorAll('.filter button').forEach(function(button){
  button.addEventListener('click',function(){
    document.querySelectorAll('.filter button').forEach(function(b){b.setAttribute('aria-pressed',b===button)});
    document.querySelectorAll('tbody tr').forEach(function(row){
      row.hidden=button.value!=='all'&&row.dataset.verdict!==button.value;
    });
  });
});
</script>
)";

std::string verdict_of(const DossierOutcome& o) { return o.failed ? "failed" : std::string(key(o.verdict)); }

std::string_view colour_of(const std::string& verdict) {
    return verdict == "ready" ? "ok" : verdict == "return" ? "stop" : verdict == "hold" ? "look" : "care";
}

/// A folder's name as the path of a link: everything but letters, digits and -_. is percent-encoded.
std::string as_path(const std::string& folder) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : folder) {
        const auto b = static_cast<unsigned char>(c);
        const bool plain = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || b == '-' ||
                           b == '_' || b == '.';
        if (plain)
            out += c;
        else
            out += {'%', digits[b >> 4], digits[b & 15]};
    }
    return out;
}

const PageOutcome* page_of(const DossierOutcome& o, const std::string& file, int index) {
    for (const AttachmentOutcome& a : o.attachments)
        if (a.ref.file == file)
            for (const PageOutcome& page : a.pages)
                if (page.index == index) return &page;
    return nullptr;
}

/// What the program leaves to a person at this dossier: notes of its own first, then the notice's items. Folded away:
/// on a healthy day nobody opens them before the paper arrives.
std::string for_the_operator(const DossierOutcome& o, Language language) {
    const auto folded = [&o](std::string_view role, const std::string& title, bool with_id) {
        std::vector<std::string> lines;
        for (const Check& check : o.checks) {
            if (check.role != role) continue;
            std::string line = with_id ? "<span class=\"soft\">" + escaped(check.id) + "</span> " : std::string{};
            line += escaped(check.message);
            if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
        }
        std::string out;
        for (const std::string& line : lines) out += "<li>" + line + "</li>";
        if (lines.empty()) return out;
        return "<details><summary>" + title + " " + std::to_string(lines.size()) + "</summary><ul>" + out +
               "</ul></details>";
    };
    const bool zh = language == Language::zh;
    return folded("operator", zh ? "程序的提示" : "Notes", false) +
           folded("checklist", zh ? "人工核对清单" : "A person's checklist", true);
}

std::string row_of(const BatchRow& row, Language language) {
    const DossierOutcome& o = row.outcome;
    const Counts c = counts_of(o);
    const std::string verdict = verdict_of(o), link = as_path(o.folder) + "/notice.html";
    std::string out = "<tr data-verdict=\"" + verdict + "\">";
    out += "<td><a href=\"" + link + "\">" + escaped(o.folder) + "</a><br><span class=\"soft small\">" +
           escaped(o.blind_id) + "</span></td>";
    out += "<td><span class=\"tag " + std::string(colour_of(verdict)) + "\">" +
           escaped(wording("verdict_" + verdict, language)) + "</span></td>";
    for (const int n : {c.pages, c.released, c.masks, c.failed_checks, c.unsure_checks})
        out += "<td class=\"n\">" + std::to_string(n) + "</td>";
    const std::string waiting = std::to_string(c.review);
    out += "<td class=\"n\">" +
           (c.review > 0 ? "<a href=\"" + as_path(o.folder) + "/hold.html\">" + waiting + "</a>" : waiting) + "</td>";
    out += "<td>";
    if (!c.reasons.empty()) {
        out += "<ul>";
        for (const std::string& reason : c.reasons) out += "<li>" + escaped(wording(reason, language)) + "</li>";
        out += "</ul>";
    }
    constexpr std::size_t kMostShots = 6;
    std::string strip;
    for (std::size_t i = 0; i < row.thumbnails.size() && i < kMostShots; ++i) {
        const Thumbnail& t = row.thumbnails[i];
        strip += marked_thumbnail(row.thumbnails, t.file, t.page, page_of(o, t.file, t.page), {});
    }
    if (!strip.empty()) out += "<div class=\"strip\">" + strip + "</div>";
    out += for_the_operator(o, language);
    return out + "</td></tr>\n";
}

std::string filter_of(const BatchSummary& summary, Language language) {
    std::string out = "<div class=\"filter\">\n<button value=\"all\" aria-pressed=\"true\">" +
                      std::string(language == Language::zh ? "全部 " : "All ") + std::to_string(summary.rows.size()) +
                      "</button>\n";
    for (const std::string verdict : {"ready", "return", "hold", "failed"}) {
        int n = 0;
        for (const BatchRow& row : summary.rows) n += verdict_of(row.outcome) == verdict ? 1 : 0;
        if (n > 0)
            out += "<button value=\"" + verdict + "\" aria-pressed=\"false\">" +
                   escaped(wording("verdict_" + verdict, language)) + " " + std::to_string(n) + "</button>\n";
    }
    return out + "</div>\n";
}

}  // namespace

std::string batch_html(const BatchSummary& summary, Language language) {
    const bool zh = language == Language::zh;
    constexpr std::array titles_zh{"页数", "送审页", "遮盖", "须修改", "存疑", "待核对页"};
    constexpr std::array titles_en{"Pages", "Released", "Masks", "To mend", "Unsure", "To look at"};
    std::string out = page_head(zh ? "批次结果" : "Batch", language, more_style);
    out += "<main>\n<h1>" + std::string(zh ? "批次结果" : "Batch") + "</h1>\n<p class=\"soft\">" +
           (zh ? "共 " + std::to_string(summary.rows.size()) + " 份申报材料"
               : std::to_string(summary.rows.size()) + " dossiers") +
           " · " + escaped(summary.generator) + "</p>\n" + filter_of(summary, language);
    out += "<table>\n<thead><tr><th>" + std::string(zh ? "材料夹" : "Folder") + "</th><th>" +
           std::string(zh ? "结论" : "Verdict") + "</th>";
    for (std::size_t i = 0; i < titles_zh.size(); ++i)
        out += "<th class=\"n\">" + std::string(zh ? titles_zh[i] : titles_en[i]) + "</th>";
    out += "<th>" + std::string(zh ? "原因" : "Reasons") + "</th></tr></thead>\n<tbody>\n";
    for (const BatchRow& row : summary.rows) out += row_of(row, language);
    out += "</tbody>\n</table>\n</main>\n";
    out += script;
    return out + page_foot();
}

}  // namespace mangping::report
