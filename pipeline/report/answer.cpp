#include "pipeline/report/answer.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "models/section.hpp"
#include "pipeline/report/html.hpp"

namespace mangping::report {
namespace {

class Collector {
public:
    Collector(const DossierOutcome& outcome, Language language) : o_(outcome), language_(language) {}

    std::vector<AnswerItem> collect() {
        std::set<std::pair<std::string, int>> told;
        for (const Check& check : o_.checks) {
            add_check(check);
            if (check.status == CheckStatus::fail || check.status == CheckStatus::unsure)
                for (const Evidence& e : check.evidence) told.insert({e.file, e.page.value_or(-1)});
        }
        for (const AttachmentOutcome& a : o_.attachments) add_file(a, told);
        sort();
        return std::move(items_);
    }

private:
    [[nodiscard]] std::string say(const std::string& key) const { return wording(key, language_); }
    [[nodiscard]] std::string text(const char* zh, const char* en) const { return language_ == Language::zh ? zh : en; }

    /// -1: not for the applicant.
    static int rank_of(const Check& check) {
        if (check.role == "operator" || check.role == "checklist") return -1;
        const bool gentle = check.severity == Severity::warn || check.severity == Severity::note;
        if (check.status == CheckStatus::unsure) return 2;
        if (check.status == CheckStatus::fail) return gentle ? 1 : 0;
        return check.role == "advice" ? 1 : -1;
    }

    void add_check(const Check& check) {
        AnswerItem item;
        item.rank = rank_of(check);
        if (item.rank < 0) return;
        item.section = check.section;
        item.cause = check.cause;
        const std::string severity(item.rank == 1 ? key(Severity::warn) : key(check.severity));
        item.tag = item.rank == 2 ? text("人工核对", "A person looks") : say("severity_" + severity);
        item.tag_class = item.rank == 2 ? "look" : item.rank == 1 ? "care" : "stop";
        item.what = language_ == Language::en && !check.message_en.empty() ? check.message_en : check.message;
        item.clause = check.clause;
        item.declared = check.declared;
        item.found = check.found;
        item.evidence = check.evidence;
        item.again = check.role == "again";
        merge(std::move(item));
    }

    /// Clauses that ask for the same thing are one thing to mend: the first finding's words, every clause.
    void merge(AnswerItem item) {
        const auto same = std::find_if(items_.begin(), items_.end(), [&](const AnswerItem& other) {
            const bool one_cause = !item.cause.empty() && other.cause == item.cause;
            const bool one_text = other.what == item.what && other.section == item.section;
            return other.rank == item.rank && (one_cause || one_text);
        });
        if (same == items_.end()) return items_.push_back(std::move(item));
        same->again |= item.again;
        if (!item.clause.empty() && same->clause.find(item.clause) == std::string::npos)
            same->clause += (same->clause.empty() ? "" : text("；", "; ")) + item.clause;
        for (Evidence& e : item.evidence) {
            const bool there = std::any_of(same->evidence.begin(), same->evidence.end(), [&](const Evidence& had) {
                return had.file == e.file && had.page == e.page && !e.quad_displayed;
            });
            if (!there) same->evidence.push_back(std::move(e));
        }
    }

    /// What no check has told: a file that could not be opened, a page that cannot be read.
    void add_file(const AttachmentOutcome& a, const std::set<std::pair<std::string, int>>& told) {
        const std::string kind = say("kind_" + a.ref.kind_key);
        if (a.status != AttachmentStatus::ok && !told.contains({a.ref.file, -1}) && !told.contains({a.ref.file, 0})) {
            const bool ours = a.status == AttachmentStatus::timeout;
            AnswerItem item;
            item.rank = ours ? 2 : 0;
            item.section = a.section;
            item.cause = "file:" + a.ref.file;
            item.tag = say("status_" + std::string(key(a.status)));
            item.tag_class = ours ? "look" : "stop";
            item.what = text("《", "") + kind + text("》：", ": ") +
                        say(a.error.empty() ? "status_" + std::string(key(a.status)) : a.error);
            item.evidence = {{a.ref.file, {}, {}}};
            merge(std::move(item));
        }
        for (const PageOutcome& page : a.pages)
            if (page.clarity.verdict == ClarityVerdict::illegible && page.clarity.certain &&
                !told.contains({a.ref.file, page.index}))
                add_page(a, page, kind);
    }

    void add_page(const AttachmentOutcome& a, const PageOutcome& page, const std::string& kind) {
        AnswerItem item;
        item.section = a.section;
        item.tag = say("severity_block");
        item.tag_class = "stop";
        for (const ClarityReason reason : page.clarity.reasons) item.mend += say("clarity_" + std::string(key(reason)));
        item.what = text("《", "") + kind + text("》", "") +
                    (language_ == Language::zh ? "第" + std::to_string(page.index + 1) + "页"
                                               : " page " + std::to_string(page.index + 1)) +
                    text("看不清，须重新上传。", " is not legible and must be uploaded again.");
        for (const ClarityFinding& f : page.clarity.findings)
            item.evidence.push_back({a.ref.file, page.index, f.quad_displayed});
        if (item.evidence.empty()) item.evidence.push_back({a.ref.file, page.index, {}});
        items_.push_back(std::move(item));
    }

    /// What must be mended first, wherever it stands: an applicant who reads no further has read what matters.
    void sort() {
        std::map<std::string, int> order{{"", -3}, {"target", -2}, {"applicant", -1}};
        int n = 0;
        for (const SectionInfo& info : all_sections()) order[std::string(info.key)] = n++;
        std::stable_sort(items_.begin(), items_.end(), [&](const AnswerItem& a, const AnswerItem& b) {
            const auto place = [&](const AnswerItem& i) {
                return order.contains(i.section) ? order.at(i.section) : 99;
            };
            return a.rank != b.rank ? a.rank < b.rank : place(a) < place(b);
        });
    }

    const DossierOutcome& o_;
    Language language_;
    std::vector<AnswerItem> items_;
};

}  // namespace

std::vector<AnswerItem> answer_items(const DossierOutcome& outcome, Language language) {
    return Collector(outcome, language).collect();
}

int count_of_rank(const std::vector<AnswerItem>& items, int rank) {
    return static_cast<int>(
        std::count_if(items.begin(), items.end(), [rank](const AnswerItem& i) { return i.rank == rank; }));
}

std::string rank_title(const std::vector<AnswerItem>& items, int rank, Language language) {
    const bool zh = language == Language::zh;
    const std::string count = std::to_string(count_of_rank(items, rank));
    if (rank == 0) return zh ? "必须修改，共 " + count + " 处" : "Must be mended: " + count;
    if (rank == 1)
        return zh ? "建议修改，共 " + count + " 处（不改也不影响受理）"
                  : "Better mended, but nothing depends on it: " + count;
    return zh ? "以下 " + count + " 处由工作人员核对，您不用处理"
              : "A person will look at these " + count + "; there is nothing for you to do";
}

std::string again_mark(Language language) { return language == Language::zh ? "上次已提出" : "told before"; }

std::string still_open_line(const DossierOutcome& o, Language language) {
    if (o.rounds.still_open.empty()) return {};
    const std::string count = std::to_string(o.rounds.still_open.size());
    return language == Language::zh
               ? "上一次的问题，还没有改好的有 " + count + " 处，在下面标着“" + again_mark(language) + "”。"
               : "Still open from the last time: " + count + ", marked “" + again_mark(language) + "” below.";
}

std::string column_title(const std::string& section, Language language) {
    if (!section.empty()) return wording("section_" + section, language);
    return language == Language::zh ? "整份材料" : "The dossier as a whole";
}

std::string answer_title(const DossierOutcome& o, const std::vector<AnswerItem>& items, Language language) {
    const bool zh = language == Language::zh;
    const std::string count = std::to_string(count_of_rank(items, 0));
    if (o.failed) return wording(o.error, language);
    if (o.verdict == Verdict::return_)
        return zh ? "您的申报材料有 " + count + " 处需要修改" : count + " points of your dossier must be mended";
    if (o.verdict == Verdict::hold)
        return zh ? "您的申报材料没有需要修改的地方，正在等待人工核对"
                  : "Nothing to mend; a person is looking at your dossier";
    return zh ? "您的申报材料没有发现问题，可以送审" : "Nothing is wrong; your dossier is ready for review";
}

std::vector<std::string> answer_terms(const DossierOutcome& o, Language language) {
    const bool zh = language == Language::zh;
    std::vector<std::string> out;
    if (o.verdict != Verdict::return_) return out;
    if (!o.eligible_from.empty())
        out.push_back(zh ? "按通知的规定，本次不能申报；最早可以从 " + o.eligible_from + " 起再申报。"
                         : "By the notice's rules you may not apply now; you may from " + o.eligible_from + " on.");
    // Who may not send it again is not asked to.
    const bool closed = !o.eligible_from.empty() || (o.submissions_left && *o.submissions_left <= 0);
    if (closed)
        out.emplace_back(zh ? "所有问题都列在下面。" : "Everything is listed below.");
    else
        out.emplace_back(zh ? "所有问题都列在下面，请一次改完再提交。"
                            : "Everything is listed below; please mend all of it before you submit again.");
    if (!o.deadline.empty())
        out.push_back(zh ? "请在 " + readable_instant(o.deadline, language) + " 之前重新提交。"
                         : "Submit before " + readable_instant(o.deadline, language) + ".");
    if (!o.submissions_left) return out;
    if (*o.submissions_left > 0)
        out.push_back(zh ? "还可以提交 " + std::to_string(*o.submissions_left) + " 次。"
                         : "Tries left: " + std::to_string(*o.submissions_left) + ".");
    else
        out.emplace_back(zh ? "提交次数已经用完，如有疑问请联系受理单位。"
                            : "No tries are left; please ask the office.");
    return out;
}

std::string files_of(const AnswerItem& item, Language language) {
    const bool zh = language == Language::zh;
    std::vector<std::string> files;
    for (const Evidence& e : item.evidence) {
        std::string one = e.file;
        if (e.page) {
            const std::string page = std::to_string(*e.page + 1);
            one += zh ? " 第" + page + "页" : " p. " + page;
        }
        if (std::find(files.begin(), files.end(), one) == files.end()) files.push_back(std::move(one));
    }
    std::string out;
    for (const std::string& one : files) out += (out.empty() ? "" : zh ? "、" : ", ") + one;
    return out;
}

}  // namespace mangping::report
