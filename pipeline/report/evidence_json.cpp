#include "pipeline/report/evidence.hpp"
#include "pipeline/report/json_parts.hpp"

namespace mangping::report {
namespace {

constexpr int kNatsDecimals = 2, kScoreDecimals = 4;

std::string_view zone_key(Zone zone) { return zone == Zone::mask ? "mask" : zone == Zone::ask ? "ask" : "leave"; }

Json place_json(const Place& place, const Transform& displayed_from_upright,
                const std::function<std::string(const std::string&)>& hashed) {
    Json quads = Json::array(), clues = Json::object();
    for (const Quad& piece : place.finding.pieces_upright) quads.push_back(json_of(displayed_from_upright(piece)));
    for (const Clue& clue : place.clues) clues[clue.what] = rounded(clue.nats, kNatsDecimals);
    Json out{{"kind", key(place.finding.kind)},
             {"zone", zone_key(place.finding.zone)},
             {"masked", place.masked},
             {"by", place.decided ? "person" : "program"},
             {"score", rounded(place.finding.confidence, kScoreDecimals)},
             {"source", place.finding.source}};
    if (!place.finding.text.empty()) out["string"] = hashed(place.finding.text);
    if (!clues.empty()) out["nats"] = std::move(clues);
    out["quads"] = std::move(quads);
    return out;
}

}  // namespace

std::string evidence_json(const DossierOutcome& outcome, const std::function<std::string(const std::string&)>& hashed) {
    Json attachments = Json::array();
    for (const AttachmentOutcome& a : outcome.attachments) {
        Json pages = Json::array();
        for (const PageOutcome& page : a.pages) {
            const Transform displayed_from_upright = inverse(page.upright_from_displayed);
            Json places = Json::array();
            for (const Place& place : page.places) places.push_back(place_json(place, displayed_from_upright, hashed));
            Json one{{"index", page.index},
                     {"held", page.review_needed},
                     {"reasons", page.review_reasons},
                     {"places", std::move(places)}};
            if (!page.decision.empty()) one["decision"] = page.decision;
            pages.push_back(std::move(one));
        }
        attachments.push_back(
            {{"section", a.section}, {"entry", a.entry}, {"sha256", a.sha256}, {"pages", std::move(pages)}});
    }
    return printed(
        {{"schema", "mangping.evidence/1"}, {"blind_id", outcome.blind_id}, {"attachments", std::move(attachments)}});
}

}  // namespace mangping::report
