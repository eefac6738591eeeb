// notice.txt: the same answer as notice.html, short enough for a message.
#include <algorithm>

#include "pipeline/report/answer.hpp"

namespace mangping::report {
namespace {

/// One rank under its title, its items numbered on from `number`.
void add_items(std::string& out, const std::vector<AnswerItem>& items, int rank, int& number, Language language) {
    const bool zh = language == Language::zh;
    if (count_of_rank(items, rank) == 0) return;
    out += "\n" + rank_title(items, rank, language) + "\n";
    std::string open = "\n";
    for (const AnswerItem& item : items) {
        if (item.rank != rank) continue;
        if (item.section != open) {
            open = item.section;
            const std::string title = column_title(open, language);
            out += zh ? "【" + title + "】\n" : "[" + title + "]\n";
        }
        // The title says what most are; only what is otherwise says so itself: 不符合申报条件, 缺文件.
        const bool usual = item.tag == wording(rank == 0 ? "severity_block" : "severity_warn", language);
        const std::string tag = usual ? "" : (zh ? "（" : "(") + item.tag + (zh ? "）" : ") ");
        const std::string again = item.again ? (zh ? "（" : "(") + again_mark(language) + (zh ? "）" : ") ") : "";
        out += std::to_string(++number) + (zh ? "．" : ". ") + tag + again + item.what + item.mend + "\n";
        if (const std::string files = files_of(item, language); !files.empty())
            out += (zh ? "   文件：" : "   file: ") + files + "\n";
        if (!item.clause.empty()) out += (zh ? "   依据：" : "   clause: ") + item.clause + "\n";
    }
}

void add_list(std::string& out, const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    out += "\n" + title + "\n";
    for (const std::string& line : lines) out += "- " + line + "\n";
}

}  // namespace

std::string notice_text(const DossierOutcome& o, Language language) {
    const bool zh = language == Language::zh;
    const auto items = answer_items(o, language);
    std::string out = answer_title(o, items, language) + "\n";
    out += (zh ? "盲评编号 " : "Blind number ") + o.blind_id +
           (zh ? "，第 " + std::to_string(o.round) + " 次提交" : ", submission " + std::to_string(o.round)) + "\n";
    for (const std::string& term : answer_terms(o, language)) out += term + "\n";
    add_list(out, zh ? "上一次的问题，已经改好的：" : "Mended since the last time:", o.rounds.mended);
    if (const std::string open = still_open_line(o, language); !open.empty()) out += "\n" + open + "\n";
    int number = 0;
    for (const int rank : {0, 1}) add_items(out, items, rank, number, language);
    if (const int looks = count_of_rank(items, 2); looks > 0)
        out.append(zh ? "\n由工作人员核对、您不用处理的另有 " : "\nFor a person to look at, nothing for you to do: ")
            .append(std::to_string(looks))
            .append(zh ? " 处。\n" : "\n");
    return out;
}

}  // namespace mangping::report
