#include "pipeline/report/json_parts.hpp"

#include <algorithm>
#include <cmath>

namespace mangping::report {
namespace {

constexpr int kConfidenceDecimals = 3, kLengthDecimals = 2, kAngleDecimals = 3;
// A homography of a large page multiplies coordinates of 10,000 with its entries.
constexpr int kTransformDecimals = 12;

Json clarity_of(const PageOutcome& page) {
    Json reasons = Json::array();
    for (const ClarityReason reason : page.clarity.reasons) reasons.push_back(key(reason));
    return {{"verdict", key(page.clarity.verdict)},
            {"score", rounded(std::clamp(page.clarity.score, 0.0, 1.0), kConfidenceDecimals)},
            {"reasons", std::move(reasons)},
            {"text_height_px", rounded(page.clarity.text_height_px, 1)}};
}

double confidence(double value) { return rounded(std::clamp(value, 0.0, 1.0), kConfidenceDecimals); }

Json fields_of(const PageOutcome& page) {
    Json out = Json::object();
    for (const auto& [name, field] : page.fields) {
        Json one{{"value", field.value}};
        if (field.quad_displayed) one["quad"] = json_of(*field.quad_displayed);
        one["confidence"] = confidence(field.confidence);
        out[name] = std::move(one);
    }
    return out;
}

}  // namespace

double rounded(double value, int decimals) {
    if (!std::isfinite(value)) return 0;
    const double scale = std::pow(10.0, decimals), out = std::round(value * scale) / scale;
    return out == 0 ? 0 : out;  // no "-0.0"
}

std::string printed(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json json_of(const Quad& quad) {
    Json out = Json::array();
    for (const Point& p : quad.at) out.push_back({rounded(p.x, kLengthDecimals), rounded(p.y, kLengthDecimals)});
    return out;
}

Json json_of(const PageOutcome& page) {
    Json transform = Json::array(), codes = Json::array(), masks = Json::array();
    for (const double v : page.masked_from_displayed.m) transform.push_back(rounded(v, kTransformDecimals));
    for (const CodeOutcome& code : page.codes)
        codes.push_back({{"format", code.format}, {"text", code.text}, {"quad", json_of(code.quad_displayed)}});
    for (const Mask& mask : page.masks)
        masks.push_back({{"kind", key(mask.kind)},
                         {"quad", json_of(mask.quad_displayed)},
                         {"text", mask.text},
                         {"confidence", confidence(mask.confidence)},
                         {"source", mask.source}});
    Json out{{"index", page.index},
             {"width", rounded(page.width, kLengthDecimals)},
             {"height", rounded(page.height, kLengthDecimals)},
             {"rotation_cw", page.pose.rotation_cw},
             {"rotation_confidence", confidence(page.pose.confidence)},
             {"skew_deg", rounded(page.pose.skew_deg, kAngleDecimals)},
             {"transform", std::move(transform)},
             {"clarity", clarity_of(page)},
             {"text", page.text},
             {"fields", fields_of(page)},
             {"codes", std::move(codes)},
             {"masks", std::move(masks)},
             {"review", {{"needed", page.review_needed}, {"reasons", page.review_reasons}}},
             {"withheld", page.withheld},
             {"released", page.released}};
    if (!page.decision.empty()) out["review"]["decision"] = page.decision;
    if (!page.detected_kind.empty()) {
        out["detected_kind"] = page.detected_kind;
        out["kind_confidence"] = confidence(page.kind_confidence);
    }
    return out;
}

Json json_of(const AttachmentOutcome& attachment) {
    Json pages = Json::array();
    for (const PageOutcome& page : attachment.pages) pages.push_back(json_of(page));
    Json out{{"file", attachment.ref.file},
             {"section", attachment.section},
             {"entry", attachment.entry},
             {"kind", attachment.ref.kind_key}};
    if (!attachment.detected_kind.empty()) {
        out["detected_kind"] = attachment.detected_kind;
        out["kind_confidence"] = confidence(attachment.kind_confidence);
    }
    if (!attachment.sha256.empty()) out["sha256"] = attachment.sha256;
    out["status"] = key(attachment.status);
    if (!attachment.error.empty()) out["error"] = attachment.error;
    if (!attachment.masked_file.empty()) out["masked_file"] = attachment.masked_file;
    out["pages"] = std::move(pages);
    return out;
}

Json json_of(const Check& check) {
    Json out{{"id", check.id}};
    if (!check.clause.empty()) out["clause"] = check.clause;
    out["status"] = key(check.status);
    out["severity"] = key(check.severity);
    Json subject = Json::object();
    if (!check.section.empty()) subject["section"] = check.section;
    if (check.entry) subject["entry"] = *check.entry;
    if (!check.field.empty()) subject["field"] = check.field;
    if (!subject.empty()) out["subject"] = std::move(subject);
    out["message"] = check.message;
    if (!check.message_en.empty()) out["message_en"] = check.message_en;
    if (!check.declared.empty()) out["declared"] = check.declared;
    if (!check.found.empty()) out["found"] = check.found;
    if (!check.role.empty()) out["role"] = check.role;
    if (!check.ends.empty()) out["ends"] = check.ends;
    if (!check.evidence.empty()) {
        Json evidence = Json::array();
        for (const Evidence& e : check.evidence) {
            Json one{{"file", e.file}};
            if (e.page) one["page"] = *e.page;
            if (e.quad_displayed) one["quad"] = json_of(*e.quad_displayed);
            evidence.push_back(std::move(one));
        }
        out["evidence"] = std::move(evidence);
    }
    return out;
}

Counts counts_of(const DossierOutcome& outcome) {
    Counts out;
    const auto add = [&](const std::string& reason) {
        if (std::find(out.reasons.begin(), out.reasons.end(), reason) == out.reasons.end())
            out.reasons.push_back(reason);
    };
    if (outcome.failed && !outcome.error.empty()) add(outcome.error);
    for (const std::string& reason : outcome.hold_reasons) add(reason);
    for (const AttachmentOutcome& attachment : outcome.attachments) {
        ++out.attachments;
        for (const PageOutcome& page : attachment.pages) {
            ++out.pages;
            out.released += page.released ? 1 : 0;
            out.masks += static_cast<int>(page.masks.size());
            out.review += page.review_needed ? 1 : 0;
            for (const std::string& reason : page.review_reasons) add(reason);
        }
    }
    for (const Check& check : outcome.checks) {
        out.failed_checks += check.status == CheckStatus::fail ? 1 : 0;
        out.unsure_checks += check.status == CheckStatus::unsure ? 1 : 0;
    }
    return out;
}

}  // namespace mangping::report
