#include "workers/batch/decisions.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "workers/batch/files.hpp"

namespace mangping::batch {
namespace {

using nlohmann::json;

/// Tenths of a pixel: proposals that differ by less are the same.
long tenths(double v) { return std::lround(10 * v); }

}  // namespace

std::string to_text(const PageDecision& decision) {
    json added = json::array();
    for (const Rect& r : decision.added) added.push_back({r.x, r.y, r.w, r.h});
    return json{{"covered", decision.covered}, {"rejected", decision.rejected}, {"added", added}}.dump();
}

std::optional<PageDecision> decision_from(const std::string& text) {
    try {
        const json root = json::parse(text);
        PageDecision out;
        root.at("covered").get_to(out.covered);
        root.at("rejected").get_to(out.rejected);
        for (const json& r : root.at("added")) out.added.push_back({r.at(0), r.at(1), r.at(2), r.at(3)});
        return out;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::string subject_of(const PlannedDossier& plan, const PlannedAttachment& attachment, const PageOutcome& page) {
    json places = json::array();
    for (const Place& place : page.places) {
        if (!place.masked && place.finding.zone == Zone::leave) continue;  // nobody was asked about it
        json pieces = json::array();
        for (const Quad& q : place.finding.pieces_upright)
            for (const Point& p : q.at) pieces.push_back({tenths(p.x), tenths(p.y)});
        places.push_back({place.finding.kind, place.finding.text, place.finding.zone, place.masked, pieces});
    }
    const json all{{"bytes", attachment.sha256},         {"page", page.index},
                   {"targets", plan.targets_key},        {"turn", page.pose.rotation_cw},
                   {"skew", tenths(page.pose.skew_deg)}, {"reasons", page.review_reasons},
                   {"withheld", page.withheld},          {"places", places}};
    return sha256_hex(all.dump(-1, ' ', false, json::error_handler_t::replace));
}

void with_ledger(PlannedDossier& plan, Ledger& ledger) {
    if (plan.fault) return;
    plan.earlier_round = ledger.round_before(plan.dossier.id, plan.dossier.notice, plan.dossier.submission.round);
    if (!plan.earlier_round.empty()) plan.input_key = sha256_hex(plan.input_key + plan.earlier_round);
    std::string decided;
    for (const StoredDecision& d : ledger.decisions(plan.folder)) decided += d.subject + d.record;
    if (!decided.empty()) plan.input_key = sha256_hex(plan.input_key + decided);
}

Result<DecidedPage> decided_page(const PlannedDossier& plan, const PlannedAttachment& attachment,
                                 const PageOutcome& before, const PageDecision& decision, Ledger& ledger,
                                 recipe::Scratch& scratch, const Context& context) {
    const std::string& base = attachment.page_keys[static_cast<std::size_t>(before.index)];
    DecidedPage out;
    out.key = sha256_hex(base + to_text(decision));
    out.page = ledger.page(out.key);
    if (out.page) return out;
    auto bytes = read_file(attachment.path, ingest::Limits{}.max_bytes);
    if (!bytes) return bytes.fault();
    if (sha256_hex(*bytes) != attachment.sha256) return Fault{FaultKind::unreadable, "input_changed", {}};
    auto redone = recipe::redo_page(job_of(plan, attachment, before.index, *bytes), before, decision, scratch, context);
    if (!redone) return redone.fault();
    out.open = std::move(redone->open);
    if (!redone->page) return out;
    redone->page->outcome.decision = decision == PageDecision{} ? "accepted" : "changed";
    if (Status s = ledger.put_page(out.key, redone->page->outcome, redone->page->page); !s) return s.fault();
    out.page = ledger.page(out.key);
    if (!out.page) return Fault{FaultKind::internal, "ledger_broken", "decided page"};
    return out;
}

}  // namespace mangping::batch
