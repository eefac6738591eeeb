// The verdict. "return" when something is certain and the applicant must mend it; else "hold" when a person must look,
// at a check or at a page; else "ready". A warning shows and never stops. Pages of kinds that reviewers never see do
// not hold the dossier (see masks.cpp), unless they could not be masked at all.
#include <algorithm>
#include <set>

#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/rules.hpp"

namespace mangping::decide {
namespace {

bool stops(const Check& check) { return check.severity != Severity::warn && check.severity != Severity::note; }

const Rule* rule_with(const Notice& notice, std::string_view check) {
    for (const Rule& rule : notice.rules)
        if (rule.check == check) return &rule;
    return nullptr;
}

bool shown_to_reviewers(const Notice& notice, const AttachmentOutcome& attachment) {
    return !attachment.ref.kind || !notice.withheld_kinds.contains(*attachment.ref.kind);
}

/// Reasons why a person must look, without repeats, in order of first appearance.
std::vector<std::string> hold_reasons(const DossierOutcome& outcome, const Notice& notice) {
    std::vector<std::string> reasons;
    const auto add = [&reasons](const std::string& reason) {
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
    };
    if (outcome.failed) add("page_fault");
    for (const Check& check : outcome.checks)
        if (check.status == CheckStatus::unsure && stops(check)) add("check_unsure");
    for (const AttachmentOutcome& attachment : outcome.attachments) {
        const bool shown = shown_to_reviewers(notice, attachment);
        // A shown file that could not be read is missing from the reviewer's copy.
        if (shown && attachment.status == AttachmentStatus::timeout) add("page_fault");
        for (const PageOutcome& page : attachment.pages) {
            if (!page.review_needed && !page.withheld) continue;
            for (const std::string& reason : page.review_reasons)
                if (shown || reason == "masking_failed" || reason == "mask_degenerate" || reason == "verification_leak")
                    add(reason);
            if (shown && page.review_reasons.empty()) add("page_fault");
        }
    }
    return reasons;
}

/// Deferrals add up, each counted once a clause; an exclusion ends when its own finding says. The later of the two.
std::string eligible_from(const std::vector<Check>& checks, const Notice& notice) {
    int years = 0;
    std::string latest;
    std::set<std::string> counted;
    for (const Check& check : checks) {
        if (check.status != CheckStatus::fail) continue;
        if (check.severity == Severity::defer && check.found.starts_with("+") && counted.insert(check.id).second)
            years += std::atoi(check.found.c_str() + 1);
        if (check.severity == Severity::exclude) latest = std::max(latest, check.ends);
    }
    return years > 0 ? std::max(latest, std::to_string(notice.year + years)) : latest;
}

/// Until when the applicant may send the dossier again, once it is returned at `as_of`. Hours after the return where
/// the notice gives them; else the end of the window, unless the notice lets a returned dossier come back later.
std::string deadline_of(const Notice& notice, Instant returned) {
    if (const Rule* hours = rule_with(notice, "resubmit_within")) return rfc3339(last_resubmission(*hours, returned));
    const Rule* window = rule_with(notice, "submission_window");
    if (window == nullptr || text_of(*window, "late_resubmission") == "可以") return {};
    const auto until = end_instant_from(text_of(*window, "until"));
    return until ? rfc3339(*until) : std::string{};
}

}  // namespace

void conclude(DossierOutcome& outcome, const Notice& notice, const Dossier& dossier, const std::string& as_of) {
    const bool returned = std::any_of(outcome.checks.begin(), outcome.checks.end(), [](const Check& check) {
        return check.status == CheckStatus::fail && stops(check);
    });
    outcome.hold_reasons = hold_reasons(outcome, notice);
    outcome.verdict = returned ? Verdict::return_ : outcome.hold_reasons.empty() ? Verdict::ready : Verdict::hold;
    if (const Rule* rounds = rule_with(notice, "submission_rounds")) {
        const int more = text_of(*rounds, "first_counts") == "false" ? 1 : 0;
        outcome.submissions_left = std::max(0, number_of(*rounds, "at_most") + more - dossier.submission.round);
    }
    outcome.eligible_from = eligible_from(outcome.checks, notice);
    outcome.deadline.clear();
    if (outcome.verdict != Verdict::return_ || outcome.submissions_left == 0) return;
    // Nothing is returned before it was submitted, even where `as_of` is a day and means its first second.
    const auto submitted = instant_from(dossier.submission.submitted_at);
    const auto judged = instant_from(as_of);
    if (!submitted && !judged) return;
    outcome.deadline = deadline_of(notice, std::max(submitted.value_or(Instant{}), judged.value_or(Instant{})));
}

}  // namespace mangping::decide
