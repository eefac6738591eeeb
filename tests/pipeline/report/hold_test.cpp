#include "pipeline/report/hold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "pipeline/report/evidence.hpp"
#include "tests/pipeline/report/sample.hpp"

namespace mangping::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

Place place(MaskKind kind, const char* text, Rect where, Zone zone, bool masked) {
    return {{kind, text, {quad_of(where)}, 0.4, "reading:1-wrong", zone},
            {{"glyphs", 11.126}, {"prior", -7}},
            masked,
            false};
}

PageOutcome held_page() {
    PageOutcome page = sample_outcome().attachments[1].pages[1];
    page.review_reasons = {"name_doubtful", "seal_unread"};
    page.places = {place(MaskKind::name, "林知远", {100, 200, 90, 30}, Zone::mask, true),
                   place(MaskKind::name, "林知远", {100, 300, 90, 30}, Zone::ask, true),
                   place(MaskKind::employer_seal, "", {600, 900, 200, 200}, Zone::ask, false),
                   place(MaskKind::name, "林知远", {100, 500, 90, 30}, Zone::leave, false)};
    page.places[2].finding.source = "seal:unread";
    return page;
}

DeskPicture picture() {
    const MaskedPage sample = sample_page(Format::jpeg, 620, 877);
    return {1240, 1754, 1, sample.jpeg(), {{{60, 270, 420, 90}, sample.jpeg()}, {{500, 800, 420, 400}, sample.jpeg()}}};
}

std::string page_of(const PageOutcome& page, std::string reference = "papers/2.pdf:1", bool drawn = true) {
    const HeldPage held{
        &page, std::move(reference), "papers", "paper_body", true, drawn ? std::optional(picture()) : std::nullopt};
    const std::string html = hold_html(sample_outcome(), {held}, Language::zh);
    keep("hold.html", html);
    return html;
}

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t n = 0;
    for (std::size_t i = text.find(what); i != std::string::npos; i = text.find(what, i + 1)) ++n;
    return n;
}

TEST(HoldHtml, ShowsEachProposalWithACropTheReasonAndTheCommand) {
    const PageOutcome page = held_page();
    const std::string html = page_of(page);
    EXPECT_THAT(html, AllOf(HasSubstr(wording("name_doubtful", Language::zh)), HasSubstr("论文"),
                            HasSubstr("data-no=\"1\""), HasSubstr("data-yes=\"2\""), Not(HasSubstr("data-no=\"2\""))));
    EXPECT_EQ(count(html, "<svg class=\"cut\""), 2u);
    EXPECT_EQ(count(html, "<svg class=\"page\""), 1u);
    EXPECT_THAT(html, HasSubstr("--page &#39;papers/2.pdf:1&#39; --accept"));
}

TEST(HoldHtml, NeedsNothingFromAnywhere) {
    const PageOutcome page = held_page();
    EXPECT_THAT(page_of(page), AllOf(Not(HasSubstr("http")), Not(HasSubstr("src=")), Not(HasSubstr("@import"))));
}

TEST(HoldHtml, EscapesWhatItNames) {
    const PageOutcome page = held_page();
    const std::string html = page_of(page, "a'b<c>.jpg:0");
    EXPECT_THAT(html, Not(HasSubstr("<c>")));
    EXPECT_THAT(html, HasSubstr("&#39;a&#39;\\&#39;&#39;b&lt;c&gt;.jpg:0&#39;"));
}

TEST(HoldHtml, OffersNoReleaseOfAPageThatCannotBeDrawn) {
    const PageOutcome page = held_page();
    EXPECT_THAT(page_of(page, "papers/2.pdf:1", false), Not(HasSubstr("value=\"release\"")));
}

TEST(EvidenceJson, TellsZoneScoreAndWeightsAndNoName) {
    DossierOutcome outcome = sample_outcome();
    outcome.attachments[1].pages[1] = held_page();
    const std::string text = evidence_json(outcome, [](const std::string&) { return "0123abcd"; });
    EXPECT_THAT(text, AllOf(Not(HasSubstr("林知远")), Not(HasSubstr("papers/2.pdf"))));
    const auto root = nlohmann::json::parse(text);
    const auto& places = root.at("attachments").at(1).at("pages").at(1).at("places");
    ASSERT_EQ(places.size(), 4u);
    EXPECT_EQ(places[0].at("zone"), "mask");
    EXPECT_EQ(places[1].at("zone"), "ask");
    EXPECT_EQ(places[1].at("masked"), true);
    EXPECT_EQ(places[3].at("zone"), "leave");
    EXPECT_EQ(places[1].at("score"), 0.4);
    EXPECT_EQ(places[1].at("string"), "0123abcd");
    EXPECT_EQ(places[1].at("nats").at("glyphs"), 11.13);
    EXPECT_FALSE(places[2].contains("string"));
}

}  // namespace
}  // namespace mangping::report
