// Generated dossiers whose pages are read perfectly: every field as the generator printed it. Nothing may be raised on
// a clean one, and what was planted must be found. No page is read here, so a failure is the rules' fault, not a
// reader's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/decide/data.hpp"
#include "pipeline/decide/decide.hpp"
#include "tests/support/synthetic/dossier.hpp"

namespace mangping::decide {
namespace {

using nlohmann::json;
using Ids = std::set<std::string>;

const std::vector<std::string> notices{"xj-2020-five-series", "bazhou-2023-engineering", "xj-2021-research-experiment",
                                       "xj-2021-education-management", "xj-2024-engineering-consulting"};

void read_page(PageOutcome& page, const json& truth) {
    page.index = truth.at("index");
    page.width = truth.at("width");
    page.height = truth.at("height");
    page.pose.unsure = false;
    page.pose.signals = {"truth"};
    page.pose.rotation_cw = truth.at("rotation_cw");
    const std::string clarity = truth.at("clarity");
    page.clarity.verdict = clarity == "clear"       ? ClarityVerdict::clear
                           : clarity == "marginal"  ? ClarityVerdict::marginal
                           : clarity == "illegible" ? ClarityVerdict::illegible
                                                    : ClarityVerdict::blank;
    page.clarity.text_height_px = 24;
    for (const auto& [key, value] : truth.at("fields").items())
        page.fields[key] = {value.get<std::string>(), std::nullopt, 0.97};
    if (truth.contains("codes"))
        for (const json& code : truth.at("codes")) page.codes.push_back({code.at("format"), code.at("text"), Quad{}});
}

/// The attachments as a faultless reader would report them.
std::vector<AttachmentOutcome> outcomes_of(const Dossier& dossier, const json& truth) {
    std::vector<AttachmentOutcome> out;
    for (const Section& section : dossier.sections)
        for (std::size_t i = 0; i < section.entries.size(); ++i)
            for (const AttachmentRef& ref : section.entries[i].attachments) {
                AttachmentOutcome o;
                o.ref = ref;
                o.section = section.key;
                o.entry = static_cast<int>(i);
                o.sha256 = ref.file;
                o.format = ref.file.ends_with(".pdf") ? Format::pdf : Format::jpeg;
                for (const json& a : truth.at("attachments")) {
                    if (a.at("file") != ref.file) continue;
                    o.status = AttachmentStatus::ok;
                    o.detected_kind = a.at("kind");
                    o.kind_confidence = 0.99;
                    for (const json& page : a.at("pages")) read_page(o.pages.emplace_back(), page);
                }
                out.push_back(std::move(o));
            }
    return out;
}

std::vector<Check> checks_of(const synthetic::DossierOptions& options, json* truth_out = nullptr) {
    const synthetic::MadeDossier made = synthetic::make_dossier(options);
    const json truth = json::parse(made.truth);
    if (truth_out != nullptr) *truth_out = truth;
    const auto file =
        std::find_if(made.files.begin(), made.files.end(), [](const auto& f) { return f.path == "dossier.json"; });
    const Result<Dossier> dossier = parse_dossier({file->bytes.begin(), file->bytes.end()}, options.id);
    const Result<Notice> notice = load_notice(notices_folder() / (options.notice + ".yaml"));
    EXPECT_TRUE(dossier.ok() && notice.ok()) << options.notice;
    if (!dossier || !notice) return {};
    return check(*notice, *dossier, outcomes_of(*dossier, truth), truth.at("as_of"));
}

synthetic::DossierOptions lean(const std::string& notice, std::uint64_t seed, std::vector<std::string> faults = {}) {
    synthetic::DossierOptions o;
    o.notice = notice;
    o.seed = seed;
    o.lean = true;
    o.only_faults = std::move(faults);
    return o;
}

std::uint64_t seeds() {
    const char* asked = std::getenv("MANGPING_SEEDS");
    return asked == nullptr ? 1 : std::stoull(asked);
}

class Generated : public ::testing::TestWithParam<std::string> {};

TEST_P(Generated, CleanDossierReadPerfectlyRaisesNothing) {
    for (std::uint64_t seed = 1; seed <= seeds(); ++seed)
        for (const Check& c : checks_of(lean(GetParam(), seed))) {
            EXPECT_NE(c.status, CheckStatus::fail) << seed << " " << c.id << " " << c.message;
            EXPECT_NE(c.status, CheckStatus::unsure) << seed << " " << c.id << " " << c.message;
        }
}

TEST_P(Generated, WhatTheAttachmentsContradictIsFoundAndNothingElse) {
    // A sanction stands in running text, which the truth does not hold: its rule's cases are elsewhere.
    json truth;
    const auto checks = checks_of(lean(GetParam(), 7,
                                       {"register_number", "diploma_school", "title_date", "objection",
                                        "opinion_inside_publicity", "short_publicity"}),
                                  &truth);
    Ids failed, allowed;
    for (const Check& c : checks)
        if (c.status == CheckStatus::fail) failed.insert(c.id);
    EXPECT_GE(truth.at("expected").size(), 5u);
    for (const json& e : truth.at("expected")) {
        EXPECT_TRUE(failed.contains(e.at("id"))) << e.at("why") << " is not found by " << e.at("id");
        allowed.insert(e.at("id"));
    }
    for (const json& id : truth.at("may")) allowed.insert(id);
    for (const std::string& id : failed) EXPECT_TRUE(allowed.contains(id)) << id << " fails as well";
}

INSTANTIATE_TEST_SUITE_P(Notices, Generated, ::testing::ValuesIn(notices),
                         [](const auto& one) { return std::string("N").append(std::to_string(one.index)); });

}  // namespace
}  // namespace mangping::decide
