// Required materials. One requirement is a small expression, as the pack wrote it: alternatives of bundles of kinds,
// "social_insurance_statement | payroll_statement + labor_contract". Each kind is held (a usable file says it is that),
// doubtful (a file that could not be looked at says so) or lacking; a bundle is as good as its weakest kind, a
// requirement as good as its best bundle.
#include <algorithm>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> out;
    std::size_t from = 0;
    for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, from)) {
        out.push_back(text.substr(from, at - from));
        from = at + by.size();
    }
    out.push_back(text.substr(from));
    return out;
}

Having have_kind(const std::string& kind_key, const std::vector<const Held*>& held) {
    Having best = Having::no;
    for (const Held* h : held) {
        const bool serves = h->standing == Standing::usable || h->standing == Standing::wrong_kind;
        const auto kind = kind_from(kind_key);
        const bool is_it = kind ? h->provides.contains(*kind) : !h->provides.empty();
        if (is_it && serves) return Having::yes;
        if (is_it && h->standing == Standing::unknown) best = Having::doubtful;
    }
    return best;
}

std::string kind_zh(const std::string& kind_key) {
    const auto kind = kind_from(kind_key);
    return kind ? "《" + std::string(label_zh(*kind)) + "》" : std::string("佐证材料");
}

std::string spoken_en(const std::string& kind_key) {
    const auto kind = kind_from(kind_key);
    return kind ? kind_en(*kind) : std::string("evidence");
}

/// Files that were said to be one of the requirement's kinds and do not serve.
std::vector<const Held*> unusable_for(const std::string& requirement, const std::vector<const Held*>& held) {
    std::vector<const Held*> out;
    const bool any = requirement.find(any_material) != std::string::npos;
    for (const Held* h : held) {
        const bool meant = any || requirement.find(h->outcome->ref.kind_key) != std::string::npos;
        if (meant && h->standing != Standing::usable && h->standing != Standing::unknown) out.push_back(h);
    }
    return out;
}

struct Scope {
    Subject subject;
    std::vector<const Held*> held;
};

/// The whole dossier, or each entry of the rule's sections.
std::vector<Scope> scopes_of(const Rule& rule, const Case& c) {
    std::vector<Scope> out;
    const auto& sections = list_of(rule, "sections");
    if (flag_of(rule, "each")) {
        for (const std::string& section : sections)
            for (const EntryAt& at : c.entries(section, rule))
                out.push_back({{at.section, at.index, {}}, c.held_by(at)});
        return out;
    }
    Scope all{{sections.empty() ? std::string{} : sections.front(), std::nullopt, {}}, {}};
    for (const Held& h : c.held) all.held.push_back(&h);
    // A rule about some entries ("the current title was obtained elsewhere") is void when no entry is such.
    if (!rule.where.lists.empty()) {
        bool any = false;
        for (const std::string& section : sections)
            for (const EntryAt& at : c.entries(section, rule)) {
                if (!any) all.subject.entry = at.index;
                any = true;
            }
        if (!any) return {};
    }
    out.push_back(std::move(all));
    return out;
}

Check lacking(const Rule& rule, const Case& c, const Scope& scope, const std::string& requirement, Having having) {
    const std::string zh = spoken_zh(requirement),
                      en = spoken_requirement_en(requirement) + " (" + where_en(scope.subject) + ")";
    const std::string place = where_zh(scope.subject, c),
                      cause = cause_of_absence(scope.held, requirement, scope.subject);
    if (having == Having::doubtful)
        return finding(rule, CheckStatus::unsure, scope.subject,
                       place + "的" + zh + "没能在时限内检查完，需要人工查看。", "could not be looked at: " + en,
                       cause);
    std::string uploaded;
    std::vector<Evidence> evidence;
    for (const Held* h : unusable_for(requirement, scope.held)) {
        uploaded += "（已上传的一份" + fault_zh(h->standing) + "，不能算数）";
        evidence.push_back({h->outcome->ref.file, std::nullopt, std::nullopt});
    }
    Check check = finding(rule, CheckStatus::fail, scope.subject, place + "缺少" + zh + uploaded + "，请补充上传。",
                          "missing: " + en, cause);
    check.evidence = std::move(evidence);
    return check;
}

/// "n of these": one finding that names them all.
void judge_some(const Rule& rule, const Case& c, const Scope& scope, std::size_t wanted, std::vector<Check>& found) {
    const auto& requirements = list_of(rule, "kinds");
    std::size_t sure = 0, possible = 0;
    std::vector<std::string> names, absent;
    for (const std::string& requirement : requirements) {
        const Having having = having_of(requirement, scope.held);
        sure += having == Having::yes ? 1 : 0;
        possible += having == Having::no ? 0 : 1;
        names.push_back(requirement);
        if (having == Having::no) absent.push_back(requirement);
    }
    if (sure >= wanted) return;
    std::string all, lack;
    for (const std::string& name : names) all += (all.empty() ? "" : "、") + spoken_zh(name);
    for (const std::string& name : absent) lack += (lack.empty() ? "" : "、") + spoken_zh(name);
    const std::string count = std::to_string(wanted);
    Check check = finding(rule, possible >= wanted ? CheckStatus::unsure : CheckStatus::fail, scope.subject,
                          where_zh(scope.subject, c) + "应上传" + all + "中的" +
                              (wanted == names.size() ? "全部" : count + "项") + "，现有" + std::to_string(sure) +
                              "项，尚缺：" + lack + "。",
                          "needs " + count + " of " + std::to_string(names.size()) + ", has " + std::to_string(sure),
                          "missing:" + rule.id);
    check.found = std::to_string(sure);
    found.push_back(std::move(check));
}

}  // namespace

Having having_of(const std::string& requirement, const std::vector<const Held*>& held) {
    Having best = Having::no;
    for (const std::string& bundle : split(requirement, " | ")) {
        Having weakest = Having::yes;
        for (const std::string& kind : split(bundle, " + ")) weakest = std::min(weakest, have_kind(kind, held));
        best = std::max(best, weakest);
    }
    return best;
}

std::string spoken_zh(const std::string& requirement) {
    std::string out;
    for (const std::string& bundle : split(requirement, " | ")) {
        if (!out.empty()) out += "或";
        std::string kinds;
        for (const std::string& kind : split(bundle, " + ")) kinds += (kinds.empty() ? "" : "和") + kind_zh(kind);
        out += kinds;
    }
    return out;
}

std::string spoken_requirement_en(const std::string& requirement) {
    std::string out;
    for (const std::string& bundle : split(requirement, " | ")) {
        if (!out.empty()) out += " or ";
        std::string kinds;
        for (const std::string& kind : split(bundle, " + ")) kinds += (kinds.empty() ? "" : " and ") + spoken_en(kind);
        out += kinds;
    }
    return out;
}

std::string cause_of_absence(const std::vector<const Held*>& held, const std::string& requirement,
                             const Subject& subject) {
    const auto unusable = unusable_for(requirement, held);
    if (!unusable.empty()) return cause_of_file(*unusable.front()->outcome);
    std::string cause = "missing:" + requirement;
    if (subject.entry) cause.append("@").append(where_en(subject));
    return cause;
}

std::string fault_zh(Standing standing) {
    switch (standing) {
        case Standing::missing:
            return "找不到文件";
        case Standing::unopenable:
            return "打不开";
        case Standing::blank:
            return "是空白页";
        case Standing::wrong_kind:
            return "传错了材料";
        case Standing::unknown:
            return "没能检查完";
        default:
            return "正常";
    }
}

std::vector<Check> required_kinds(const Rule& rule, const Case& c) {
    const auto& requirements = list_of(rule, "kinds");
    const auto wanted = static_cast<std::size_t>(number_of(rule, "at_least", static_cast<int>(requirements.size())));
    const std::vector<Scope> scopes = scopes_of(rule, c);
    if (scopes.empty()) {
        const Subject subject{list_of(rule, "sections").empty() ? "" : list_of(rule, "sections").front(), {}, {}};
        return {
            finding(rule, CheckStatus::not_applicable, subject, "没有需要此项材料的内容。", "nothing asks for this")};
    }
    std::vector<Check> found;
    for (const Scope& scope : scopes) {
        if (wanted < requirements.size() || rule.with.text.contains("at_least")) {
            judge_some(rule, c, scope, wanted, found);
            continue;
        }
        for (const std::string& requirement : requirements)
            if (const Having having = having_of(requirement, scope.held); having != Having::yes)
                found.push_back(lacking(rule, c, scope, requirement, having));
    }
    if (!found.empty()) return found;
    std::vector<Check> passed = or_pass(rule, {}, scopes.front().subject);
    for (const std::string& hint : list_of(rule, "optional"))
        if (having_of(hint, scopes.front().held) == Having::no) {
            passed.front().severity = Severity::warn;
            passed.front().role = "advice";
            passed.front().message += "建议一并上传" + spoken_zh(hint) + "。";
        }
    return passed;
}

std::vector<Check> right_section(const Rule& rule, const Case& c) {
    const auto& sections = list_of(rule, "sections");
    std::vector<const Held*> all, placed;
    for (const Held& h : c.held) {
        all.push_back(&h);
        if (std::find(sections.begin(), sections.end(), h.outcome->section) != sections.end()) placed.push_back(&h);
    }
    const Scope everywhere{{sections.front(), std::nullopt, {}}, all};
    std::vector<Check> found;
    for (const std::string& requirement : list_of(rule, "kinds")) {
        const Having having = having_of(requirement, all);
        if (having != Having::yes) {
            found.push_back(lacking(rule, c, everywhere, requirement, having));
        } else if (having_of(requirement, placed) == Having::no) {
            // It is there, so nothing is missing; the applicant is told where it belongs.
            found.push_back(
                finding(rule, CheckStatus::pass, everywhere.subject,
                        spoken_zh(requirement) + "应放在“" + section_zh(sections.front()) + "”栏，现在放在别的栏目。",
                        "stands in another section: " + spoken_requirement_en(requirement)));
            found.back().severity = Severity::warn;
            found.back().role = "advice";
        }
    }
    return or_pass(rule, std::move(found), everywhere.subject);
}

}  // namespace mangping::decide
