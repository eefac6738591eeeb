// What an applicant reads when a dossier comes back: everything at once, by column of the platform, what must be mended
// before what may be, each with the clause it rests on and a look at the place.
#include <algorithm>
#include <map>
#include <set>

#include "models/section.hpp"
#include "pipeline/report/html.hpp"
#include "pipeline/report/json_parts.hpp"

namespace mangping::report {
namespace {

struct Item {
    int rank = 0;         // 0 must be mended, 1 better mended, 2 a person looks
    std::string section;  // key; "" = the dossier as a whole
    std::string tag, tag_class;
    std::string what, clause, declared, found, mend;
    std::vector<Evidence> evidence;
};

class NoticePage {
public:
    NoticePage(const DossierOutcome& outcome, const std::vector<Thumbnail>& thumbnails, Language language)
        : o_(outcome), thumbnails_(thumbnails), language_(language) {
        collect();
    }
    [[nodiscard]] std::string html() const;

private:
    [[nodiscard]] std::string say(const std::string& key) const { return wording(key, language_); }
    [[nodiscard]] std::string text(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }
    [[nodiscard]] const PageOutcome* page_of(const std::string& file, int index) const;
    void collect();
    void add_check(const Check& check);
    void add_file(const AttachmentOutcome& attachment, const std::set<std::pair<std::string, int>>& told);
    [[nodiscard]] std::string heading() const;
    [[nodiscard]] std::string card(const Item& item) const;
    [[nodiscard]] std::string sections(int from_rank, int to_rank) const;

    const DossierOutcome& o_;
    const std::vector<Thumbnail>& thumbnails_;
    Language language_;
    std::vector<Item> items_;
};

const PageOutcome* NoticePage::page_of(const std::string& file, int index) const {
    for (const AttachmentOutcome& a : o_.attachments)
        if (a.ref.file == file)
            for (const PageOutcome& page : a.pages)
                if (page.index == index) return &page;
    return nullptr;
}

void NoticePage::add_check(const Check& check) {
    if (check.status != CheckStatus::fail && check.status != CheckStatus::unsure) return;
    Item item;
    const bool advice = check.severity == Severity::warn || check.severity == Severity::note;
    item.rank = check.status == CheckStatus::unsure ? 2 : advice ? 1 : 0;
    item.section = check.section;
    item.tag =
        item.rank == 2 ? text("人工核对", "A person looks") : say("severity_" + std::string(key(check.severity)));
    item.tag_class = item.rank == 2 ? "look" : advice ? "care" : "stop";
    item.what = language_ == Language::en && !check.message_en.empty() ? check.message_en : check.message;
    item.clause = check.clause;
    item.declared = check.declared;
    item.found = check.found;
    item.evidence = check.evidence;
    // Two clauses that ask for the same thing are one thing to mend.
    const auto same = std::find_if(items_.begin(), items_.end(), [&](const Item& other) {
        return other.what == item.what && other.section == item.section && other.rank == item.rank;
    });
    if (same == items_.end()) {
        items_.push_back(std::move(item));
        return;
    }
    if (!item.clause.empty() && same->clause.find(item.clause) == std::string::npos)
        same->clause += (same->clause.empty() ? "" : text("；", "; ")) + item.clause;
    same->evidence.insert(same->evidence.end(), item.evidence.begin(), item.evidence.end());
}

/// What no check has told: a file that could not be opened, a page that cannot be read.
void NoticePage::add_file(const AttachmentOutcome& a, const std::set<std::pair<std::string, int>>& told) {
    const std::string kind = say("kind_" + a.ref.kind_key);
    if (a.status != AttachmentStatus::ok && !told.contains({a.ref.file, -1}) && !told.contains({a.ref.file, 0})) {
        const bool ours = a.status == AttachmentStatus::timeout;
        const std::string why = say(a.error.empty() ? "status_" + std::string(key(a.status)) : a.error);
        items_.push_back({ours ? 2 : 0,
                          a.section,
                          say("status_" + std::string(key(a.status))),
                          ours ? "look" : "stop",
                          text("《", "") + kind + text("》：", ": ") + why,
                          {},
                          {},
                          {},
                          {},
                          {{a.ref.file, {}, {}}}});
    }
    for (const PageOutcome& page : a.pages) {
        if (page.clarity.verdict != ClarityVerdict::illegible || told.contains({a.ref.file, page.index})) continue;
        std::string mend;
        for (const ClarityReason reason : page.clarity.reasons) mend += say("clarity_" + std::string(key(reason)));
        Item item{0, a.section, say("severity_block"), "stop", {}, {}, {}, {}, mend, {}};
        item.what = text("《", "") + kind + text("》", "") +
                    (language_ == Language::zh ? "第" + std::to_string(page.index + 1) + "页"
                                               : " page " + std::to_string(page.index + 1)) +
                    text("看不清，须重新上传。", " is not legible and must be uploaded again.");
        for (const ClarityFinding& f : page.clarity.findings)
            item.evidence.push_back({a.ref.file, page.index, f.quad_displayed});
        if (item.evidence.empty()) item.evidence.push_back({a.ref.file, page.index, {}});
        items_.push_back(std::move(item));
    }
}

void NoticePage::collect() {
    std::set<std::pair<std::string, int>> told;
    for (const Check& check : o_.checks) {
        add_check(check);
        if (check.status == CheckStatus::fail || check.status == CheckStatus::unsure)
            for (const Evidence& e : check.evidence) told.insert({e.file, e.page.value_or(-1)});
    }
    for (const AttachmentOutcome& a : o_.attachments) add_file(a, told);
    std::map<std::string, int> order{{"", -1}};
    int n = 0;
    for (const SectionInfo& info : all_sections()) order[std::string(info.key)] = n++;
    std::stable_sort(items_.begin(), items_.end(), [&](const Item& a, const Item& b) {
        const auto place = [&](const Item& i) { return order.contains(i.section) ? order.at(i.section) : 99; };
        return place(a) != place(b) ? place(a) < place(b) : a.rank < b.rank;
    });
}

std::string NoticePage::heading() const {
    const auto count = [&](int rank) {
        return std::to_string(
            std::count_if(items_.begin(), items_.end(), [&](const Item& i) { return i.rank == rank; }));
    };
    std::string out = "<header>\n<h1>";
    if (o_.failed)
        out += escaped(say(o_.error));
    else if (o_.verdict == Verdict::return_)
        out += language_ == Language::zh ? "您的申报材料有 " + count(0) + " 处需要修改"
                                         : count(0) + " points of your dossier must be mended";
    else if (o_.verdict == Verdict::hold)
        out += text("您的申报材料没有需要修改的地方，正在等待人工核对",
                    "Nothing to mend; a person is looking at your dossier");
    else
        out += text("您的申报材料没有发现问题，可以送审", "Nothing is wrong; your dossier is ready for review");
    out += "</h1>\n<p class=\"soft\">" + text("盲评编号 ", "Blind number ") + escaped(o_.blind_id) + " · " +
           (language_ == Language::zh ? "第 " + std::to_string(o_.round) + " 次提交"
                                      : "submission " + std::to_string(o_.round));
    out += "</p>\n";
    if (o_.verdict == Verdict::return_) {
        out += "<p>";
        out += text("所有问题都列在下面，请一次改完再提交。",
                    "Everything is listed below; please mend all of it before you submit again.");
        if (!o_.deadline.empty())
            out += text("请在 <strong>", " Submit before <strong>") +
                   escaped(readable_instant(o_.deadline, language_)) + text("</strong> 之前重新提交。", "</strong>.");
        if (o_.submissions_left)
            out +=
                *o_.submissions_left > 0
                    ? text("还可以提交 <strong>", " Tries left: <strong>") + std::to_string(*o_.submissions_left) +
                          text("</strong> 次。", "</strong>.")
                    : text("提交次数已经用完，如有疑问请联系受理单位。", " No tries are left; please ask the office.");
        out += "</p>\n";
    }
    return out + "</header>\n";
}

std::string NoticePage::card(const Item& item) const {
    std::string out = "<article class=\"card\">\n<div>\n<span class=\"tag " + item.tag_class + "\">" +
                      escaped(item.tag) + "</span>\n<p class=\"what\">" + escaped(item.what) + "</p>\n";
    if (!item.mend.empty()) out += "<p>" + escaped(item.mend) + "</p>\n";
    std::string rows;
    const auto row = [&](const std::string& name, const std::string& value) {
        if (!value.empty()) rows += "<dt>" + name + "</dt><dd>" + escaped(value) + "</dd>";
    };
    row(text("您填写的", "You declared"), item.declared);
    row(text("材料上的", "The file says"), item.found);
    std::string files;
    for (const Evidence& e : item.evidence) {
        const std::string one =
            e.file + (e.page ? (language_ == Language::zh ? " 第" + std::to_string(*e.page + 1) + "页"
                                                          : " p. " + std::to_string(*e.page + 1))
                             : "");
        if (files.find(one) == std::string::npos) files += (files.empty() ? "" : text("、", ", ")) + one;
    }
    row(text("文件", "File"), files);
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

std::string NoticePage::sections(int from_rank, int to_rank) const {
    std::string out, open = "\n";
    for (const Item& item : items_) {
        if (item.rank < from_rank || item.rank > to_rank) continue;
        if (item.section != open) {
            open = item.section;
            out += "<h2>" +
                   escaped(open.empty() ? text("整份材料", "The dossier as a whole") : say("section_" + open)) +
                   "</h2>\n";
        }
        out += card(item);
    }
    return out;
}

std::string NoticePage::html() const {
    std::string out = page_head(text("申报材料核对结果", "What was found in your dossier"), language_);
    out += "<main>\n" + heading() + sections(0, 1);
    if (const std::string looks = sections(2, 2); !looks.empty()) {
        out += "<hr>\n<h2>" +
               text("以下由工作人员核对，您不用处理", "A person will look at these; there is nothing for you to do") +
               "</h2>\n<div class=\"later\">\n" + looks + "</div>\n";
    }
    return out + "</main>\n" + page_foot();
}

}  // namespace

std::string notice_html(const DossierOutcome& outcome, const std::vector<Thumbnail>& thumbnails, Language language) {
    return NoticePage(outcome, thumbnails, language).html();
}

}  // namespace mangping::report
