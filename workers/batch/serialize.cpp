#include "workers/batch/serialize.hpp"

#include <nlohmann/json.hpp>

// nlohmann finds these by argument-dependent lookup, so they live beside the models.
namespace mangping {
using nlohmann::json;

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Point, x, y)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Quad, at)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Transform, m)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Pose, rotation_cw, skew_deg, confidence, unsure, skew_confidence, signals)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ClarityFinding, reason, quad_displayed, severity)
// Records of earlier versions have no `certain`.
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Clarity, verdict, score, reasons, findings, text_height_px, certain)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(CodeOutcome, format, text, quad_displayed)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Mask, kind, quad_displayed, text, confidence, source)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Finding, kind, text, pieces_upright, confidence, source, zone)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Clue, what, nats)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Place, finding, clues, masked, decided)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Marks, round_seals, square_seals, unread_seals, signature, fingerprint, portrait,
                                   colour, looked)

template <class T>
void put(json& out, const char* name, const std::optional<T>& value) {
    if (value) out[name] = *value;
}
template <class T>
void get(const json& in, const char* name, std::optional<T>& value) {
    if (in.contains(name)) value = in.at(name).get<T>();
}

void to_json(json& out, const FieldValue& f) {
    out = {{"value", f.value}, {"confidence", f.confidence}};
    put(out, "quad", f.quad_displayed);
}
void from_json(const json& in, FieldValue& f) {
    in.at("value").get_to(f.value);
    in.at("confidence").get_to(f.confidence);
    get(in, "quad", f.quad_displayed);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PageOutcome, index, width, height, pose, masked_from_displayed,
                                   upright_from_displayed, clarity, text, fields, codes, masks, under_masks,
                                   left_displayed, places, marks, review_needed, review_reasons, decision, withheld,
                                   released, detected_kind, kind_confidence, look)

void to_json(json& out, const AttachmentRef& r) { out = {{"file", r.file}, {"kind", r.kind_key}, {"side", r.side}}; }
void from_json(const json& in, AttachmentRef& r) {
    in.at("file").get_to(r.file);
    in.at("kind").get_to(r.kind_key);
    in.at("side").get_to(r.side);
    r.kind = kind_from(r.kind_key);
}
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(AttachmentOutcome, ref, section, entry, status, error, sha256, format, detected_kind,
                                   kind_confidence, masked_file, pages)

void to_json(json& out, const Evidence& e) {
    out = {{"file", e.file}};
    put(out, "page", e.page);
    put(out, "quad", e.quad_displayed);
}
void from_json(const json& in, Evidence& e) {
    in.at("file").get_to(e.file);
    get(in, "page", e.page);
    get(in, "quad", e.quad_displayed);
}
void to_json(json& out, const Check& c) {
    out = {{"id", c.id},
           {"clause", c.clause},
           {"status", c.status},
           {"severity", c.severity},
           {"section", c.section},
           {"field", c.field},
           {"message", c.message},
           {"message_en", c.message_en},
           {"declared", c.declared},
           {"found", c.found},
           {"evidence", c.evidence},
           {"cause", c.cause},
           {"role", c.role},
           {"ends", c.ends}};
    put(out, "entry", c.entry);
}
void from_json(const json& in, Check& c) {
    in.at("id").get_to(c.id);
    in.at("clause").get_to(c.clause);
    in.at("status").get_to(c.status);
    in.at("severity").get_to(c.severity);
    in.at("section").get_to(c.section);
    in.at("field").get_to(c.field);
    in.at("message").get_to(c.message);
    in.at("message_en").get_to(c.message_en);
    in.at("declared").get_to(c.declared);
    in.at("found").get_to(c.found);
    in.at("evidence").get_to(c.evidence);
    in.at("cause").get_to(c.cause);
    in.at("role").get_to(c.role);
    in.at("ends").get_to(c.ends);
    get(in, "entry", c.entry);
}
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(RoundsCompared, before, mended, still_open, late)

void to_json(json& out, const DossierOutcome& d) {
    out = {{"dossier_id", d.dossier_id},
           {"folder", d.folder},
           {"blind_id", d.blind_id},
           {"notice", d.notice},
           {"round", d.round},
           {"verdict", d.verdict},
           {"attachments", d.attachments},
           {"checks", d.checks},
           {"deadline", d.deadline},
           {"hold_reasons", d.hold_reasons},
           {"rounds", d.rounds},
           {"eligible_from", d.eligible_from},
           {"failed", d.failed},
           {"error", d.error},
           {"hides_name", d.hides_name},
           {"hides_employer", d.hides_employer}};
    put(out, "submissions_left", d.submissions_left);
}
void from_json(const json& in, DossierOutcome& d) {
    in.at("dossier_id").get_to(d.dossier_id);
    in.at("folder").get_to(d.folder);
    in.at("blind_id").get_to(d.blind_id);
    in.at("notice").get_to(d.notice);
    in.at("round").get_to(d.round);
    in.at("verdict").get_to(d.verdict);
    in.at("attachments").get_to(d.attachments);
    in.at("checks").get_to(d.checks);
    in.at("deadline").get_to(d.deadline);
    in.at("hold_reasons").get_to(d.hold_reasons);
    in.at("rounds").get_to(d.rounds);
    in.at("eligible_from").get_to(d.eligible_from);
    in.at("failed").get_to(d.failed);
    in.at("error").get_to(d.error);
    in.at("hides_name").get_to(d.hides_name);
    in.at("hides_employer").get_to(d.hides_employer);
    get(in, "submissions_left", d.submissions_left);
}

namespace batch {
namespace {

template <class T>
Result<T> parsed(const std::string& text) {
    try {
        return json::parse(text).get<T>();
    } catch (const json::exception& e) {
        return Fault{FaultKind::internal, "ledger_broken", e.what()};
    }
}

/// Text read off bad scans may hold broken UTF-8; the ledger replaces it rather than refuse the page.
template <class T>
std::string dumped(const T& value) {
    return json(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

std::string to_text(const PageOutcome& outcome) { return dumped(outcome); }
Result<PageOutcome> page_outcome_from(const std::string& text) { return parsed<PageOutcome>(text); }
std::string to_text(const DossierOutcome& outcome) { return dumped(outcome); }
Result<DossierOutcome> dossier_outcome_from(const std::string& text) { return parsed<DossierOutcome>(text); }

}  // namespace batch
}  // namespace mangping
