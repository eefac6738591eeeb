#include "workers/batch/rounds.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "workers/batch/files.hpp"

namespace mangping::batch {
namespace {

using nlohmann::json;

bool to_be_mended(const Check& check) {
    return check.status == CheckStatus::fail && check.severity != Severity::warn && check.severity != Severity::note;
}

/// What time alone can bring about is nobody's oversight.
bool bound_to_time(const Check& check) {
    constexpr std::array<std::string_view, 8> causes{
        "window", "rounds", "resubmission", "register:", "validity:", "insurance_months", "publicity:", "platform:"};
    return std::any_of(causes.begin(), causes.end(), [&](std::string_view c) { return check.cause.starts_with(c); });
}

/// A hash of each column as it was declared, its files' content included.
std::map<std::string, std::string> columns_of(const PlannedDossier& plan) {
    std::map<std::string, std::string> text;
    const json root = json::parse(plan.declared, nullptr, false);
    if (root.is_object())
        for (const auto& [key, value] : root.items())
            if (key != "submission") text[key] = value.dump(-1, ' ', false, json::error_handler_t::replace);
    for (const PlannedAttachment& a : plan.attachments) text[a.section] += "\n" + a.ref.file + ":" + a.sha256 + a.error;
    std::map<std::string, std::string> out;
    for (const auto& [key, value] : text) out[key] = sha256_hex(value);
    return out;
}

struct Told {
    int round = 0;
    std::map<std::string, std::string> findings;  // cause: the applicant's words
    std::map<std::string, std::string> columns;
};

std::optional<Told> told_from(const std::string& record) {
    const json root = json::parse(record, nullptr, false);
    if (!root.is_object() || !root.contains("round")) return std::nullopt;
    Told out;
    out.round = root.at("round").get<int>();
    out.findings = root.at("findings").get<std::map<std::string, std::string>>();
    out.columns = root.at("columns").get<std::map<std::string, std::string>>();
    return out;
}

void make_late(Check& check, int round, RoundsCompared& rounds) {
    rounds.late.push_back(check.message);
    check.message = "第" + std::to_string(round) +
                    "次提交时已经可以看出、当时没有告知，不再退回申报人，由操作员处理：" + check.message;
    check.status = CheckStatus::unsure;
    check.role = "operator";
}

}  // namespace

std::string record_of_round(const PlannedDossier& plan, const DossierOutcome& outcome) {
    std::map<std::string, std::string> findings;
    for (const Check& check : outcome.checks)
        if (to_be_mended(check) && !check.cause.empty()) findings.emplace(check.cause, check.message);
    return json{{"round", outcome.round}, {"findings", findings}, {"columns", columns_of(plan)}}.dump(
        -1, ' ', false, json::error_handler_t::replace);
}

void compare_rounds(const std::string& earlier, const PlannedDossier& plan, DossierOutcome& outcome) {
    const auto told = told_from(earlier);
    if (!told) return;
    const auto columns = columns_of(plan);
    const auto unchanged = [&](const std::string& column) {
        const auto now = columns.find(column), before = told->columns.find(column);
        const bool is = now != columns.end(), was = before != told->columns.end();
        return is == was && (!is || now->second == before->second);
    };
    // What a column's files say is held against the person and the application as well, and against other files.
    const auto could_be_seen = [&](const Check& check) {
        std::set<std::string> rests_on{check.section, "applicant", "target"};
        for (const PlannedAttachment& a : plan.attachments)
            for (const Evidence& e : check.evidence)
                if (e.file == a.ref.file) rests_on.insert(a.section);
        return !check.section.empty() && std::all_of(rests_on.begin(), rests_on.end(), unchanged);
    };
    RoundsCompared& rounds = outcome.rounds;
    rounds.before = told->round;
    std::set<std::string> open;
    for (Check& check : outcome.checks) {
        if (!to_be_mended(check)) continue;
        if (told->findings.contains(check.cause)) {
            check.role = "again";
            if (open.insert(check.cause).second) rounds.still_open.push_back(told->findings.at(check.cause));
        } else if (could_be_seen(check) && !bound_to_time(check)) {
            make_late(check, told->round, rounds);
        }
    }
    for (const auto& [cause, words] : told->findings)
        if (!open.contains(cause)) rounds.mended.push_back(words);
}

}  // namespace mangping::batch
