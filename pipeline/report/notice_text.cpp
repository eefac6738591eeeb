// notice.txt: the same answer as notice.html, short enough for a message.
#include <algorithm>

#include "pipeline/report/answer.hpp"

namespace mangping::report {
namespace {

void add_items(std::string& out, const std::vector<AnswerItem>& items, int from, int to, Language language) {
    const bool zh = language == Language::zh;
    std::string open = "\n";
    int number = 0;
    for (const AnswerItem& item : items) {
        if (item.rank < from || item.rank > to) continue;
        if (item.section != open) {
            open = item.section;
            std::string title = zh ? "整份材料" : "The dossier as a whole";
            if (!open.empty()) title = wording("section_" + open, language);
            out.append("\n").append(zh ? "【" : "[").append(title).append(zh ? "】\n" : "]\n");
        }
        out.append(std::to_string(++number)).append(zh ? "．（" : ". (").append(item.tag).append(zh ? "）" : ") ");
        out.append(item.what).append(item.mend).append("\n");
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
    add_list(out, zh ? "上一次的问题，还没有改好的：" : "Still open from the last time:", o.rounds.still_open);
    add_items(out, items, 0, 1, language);
    if (const int looks = count_of_rank(items, 2); looks > 0)
        out.append(zh ? "\n由工作人员核对、您不用处理的另有 " : "\nFor a person to look at, nothing for you to do: ")
            .append(std::to_string(looks))
            .append(zh ? " 处。\n" : "\n");
    return out;
}

}  // namespace mangping::report
