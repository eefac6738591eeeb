// What an applicant is told, before it becomes a page or a message: one item for each thing to mend, what must be
// mended before what may be, and within that in the order of the platform's columns.
#pragma once

#include <string>
#include <vector>

#include "models/outcome.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {

struct AnswerItem {
    int rank = 0;         // 0 must be mended, 1 better mended, 2 a person looks and the applicant does nothing
    std::string section;  // key; "" = the dossier as a whole
    std::string cause;    // findings that share it are one thing
    std::string tag, tag_class;
    std::string what, clause, declared, found, mend;
    std::vector<Evidence> evidence;
    bool again = false;  // it was told the last time, too
};

/// What is for the operator alone (late findings, items of a person's list) is left out.
[[nodiscard]] std::vector<AnswerItem> answer_items(const DossierOutcome& outcome, Language language);
[[nodiscard]] int count_of_rank(const std::vector<AnswerItem>& items, int rank);
/// Over the items of a rank: "必须修改，共 3 处", "建议修改，共 1 处（不改也不退回）".
[[nodiscard]] std::string rank_title(const std::vector<AnswerItem>& items, int rank, Language language);
/// How many of the last time's findings stand among the items again; "" for none.
[[nodiscard]] std::string still_open_line(const DossierOutcome& outcome, Language language);
/// "上次已提出", at each of them.
[[nodiscard]] std::string again_mark(Language language);
/// A column's heading: "学历学位", "整份材料".
[[nodiscard]] std::string column_title(const std::string& section, Language language);

/// "您的申报材料有 3 处需要修改".
[[nodiscard]] std::string answer_title(const DossierOutcome& outcome, const std::vector<AnswerItem>& items,
                                       Language language);
/// The sentences under it: until when, how many tries, from when a deferred applicant may apply; each by itself.
[[nodiscard]] std::vector<std::string> answer_terms(const DossierOutcome& outcome, Language language);
/// The files an item speaks of: "edu/1.jpg 第1页、…".
[[nodiscard]] std::string files_of(const AnswerItem& item, Language language);

}  // namespace mangping::report
