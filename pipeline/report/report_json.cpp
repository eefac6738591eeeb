#include "pipeline/report/json_parts.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {

std::string report_json(const DossierOutcome& outcome) {
    Json attachments = Json::array(), checks = Json::array();
    for (const AttachmentOutcome& attachment : outcome.attachments) attachments.push_back(json_of(attachment));
    for (const Check& check : outcome.checks) checks.push_back(json_of(check));
    // "seconds" is left out on purpose: the same input gives the same bytes, on every machine and with any --jobs.
    Json out{{"schema", "mangping.report/1"}, {"dossier", outcome.dossier_id}, {"blind_id", outcome.blind_id},
             {"notice", outcome.notice},      {"round", outcome.round},        {"verdict", key(outcome.verdict)}};
    if (!outcome.hold_reasons.empty()) out["hold_reasons"] = outcome.hold_reasons;
    if (outcome.failed) out["error"] = outcome.error;
    if (!outcome.deadline.empty()) out["deadline"] = outcome.deadline;
    if (outcome.submissions_left) out["submissions_left"] = *outcome.submissions_left;
    if (!outcome.eligible_from.empty()) out["eligible_from"] = outcome.eligible_from;
    if (outcome.rounds.before > 0)
        out["rounds"] = {{"before", outcome.rounds.before},
                         {"mended", outcome.rounds.mended},
                         {"still_open", outcome.rounds.still_open},
                         {"late", outcome.rounds.late}};
    out["attachments"] = std::move(attachments);
    out["checks"] = std::move(checks);
    return printed(out);
}

std::string batch_json(const BatchSummary& summary) {
    Json rows = Json::array();
    for (const BatchRow& row : summary.rows) {
        const DossierOutcome& o = row.outcome;
        const Counts c = counts_of(o);
        Json one{{"folder", o.folder}, {"dossier", o.dossier_id},   {"blind_id", o.blind_id}, {"notice", o.notice},
                 {"round", o.round},   {"verdict", key(o.verdict)}, {"failed", o.failed}};
        if (o.failed) one["error"] = o.error;
        one["attachments"] = c.attachments;
        one["pages"] = c.pages;
        one["released"] = c.released;
        one["masks"] = c.masks;
        one["pages_to_review"] = c.review;
        one["checks_failed"] = c.failed_checks;
        one["checks_unsure"] = c.unsure_checks;
        one["reasons"] = c.reasons;
        if (!o.deadline.empty()) one["deadline"] = o.deadline;
        if (o.submissions_left) one["submissions_left"] = *o.submissions_left;
        rows.push_back(std::move(one));
    }
    return printed({{"schema", "mangping.batch/1"}, {"generator", summary.generator}, {"dossiers", std::move(rows)}});
}

}  // namespace mangping::report
