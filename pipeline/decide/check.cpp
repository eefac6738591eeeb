// Every rule of a pack on one dossier.
#include <algorithm>

#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/rules.hpp"

namespace mangping::decide {
namespace {

/// The declaration does not say whether the rule applies: what would fail is for a person to see.
void soften(std::vector<Check>& checks) {
    for (Check& check : checks)
        if (check.status == CheckStatus::fail) {
            check.status = CheckStatus::unsure;
            check.message += "（没有填写此项要求所依据的信息，需要人工确认是否适用。）";
        }
}

std::vector<Check> decided(const Rule& rule, const Case& c) {
    const CheckSpec* spec = check_spec(rule.check);
    if (spec == nullptr)
        return {finding(rule, CheckStatus::unsure, {}, "规则包里的这一条无法判断，需要人工查看。", "unknown check",
                        "rule:" + rule.id)};
    const Holds holds = applies(rule, c);
    if (holds == Holds::no)
        return {finding(rule, CheckStatus::not_applicable, {}, "本人不适用。", "does not apply to this applicant")};
    std::vector<Check> checks = spec->decide(rule, c);
    if (holds == Holds::unknown) soften(checks);
    return checks;
}

}  // namespace

std::vector<Check> check(const Notice& notice, const Dossier& dossier,
                         const std::vector<AttachmentOutcome>& attachments, const std::string& as_of) {
    const Case c(notice, dossier, attachments, as_of);
    std::vector<Check> out;
    for (const Rule& rule : notice.rules) {
        std::vector<Check> checks = decided(rule, c);
        std::move(checks.begin(), checks.end(), std::back_inserter(out));
    }
    return out;
}

Check unknown_notice(const std::string& id, const std::vector<std::string>& known) {
    Rule rule;
    rule.id = "notice";
    std::string list;
    for (const std::string& one : known) list += (list.empty() ? "" : "、") + one;
    Check check = finding(rule, CheckStatus::fail, {}, "没有编号为“" + id + "”的通知规则包；现有：" + list + "。",
                          "there is no rule pack of this id", "notice");
    check.declared = id;
    return check;
}

}  // namespace mangping::decide
