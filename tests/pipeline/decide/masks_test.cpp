#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/decide/decide.hpp"

namespace mangping::decide {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A clear upright page that was read well, and what is changed about it.
struct Page {
    Pose pose;
    Clarity clarity;
    Reading reading;
    PageFacts facts;

    explicit Page(Kind kind) {
        pose.unsure = false;
        clarity.verdict = ClarityVerdict::clear;
        clarity.text_height_px = 24;
        reading.lines.emplace_back();
        reading.confidence = 0.9F;
        facts.kind = kind;
    }
    MaskDecision decided(const Notice& notice = {}) {
        facts.pose = &pose;
        facts.clarity = &clarity;
        facts.reading = &reading;
        return decide_masks(facts, notice);
    }
    Page& with(MaskKind kind, Zone zone, const Rect& at = {}) {
        Finding finding;
        if (!at.empty()) finding.pieces_upright = {quad_of(at)};
        finding.kind = kind;
        finding.zone = zone;
        finding.confidence = 0.9;
        facts.findings.push_back(finding);
        return *this;
    }
};

TEST(DecideMasks, MasksWhatIsSureAndAsksForNothing) {
    const MaskDecision d =
        Page(Kind::evidence).with(MaskKind::name, Zone::mask).with(MaskKind::employer, Zone::mask).decided();
    EXPECT_EQ(d.to_mask.size(), 2u);
    EXPECT_FALSE(d.review_needed);
    EXPECT_FALSE(d.withhold);
    EXPECT_THAT(d.review_reasons, IsEmpty());
}

TEST(DecideMasks, MasksWhatIsDoubtfulAndAsksAPerson) {
    struct Row {
        MaskKind kind;
        const char* reason;
    };
    for (const Row& row :
         {Row{MaskKind::name, "name_doubtful"}, Row{MaskKind::name_uyghur, "name_doubtful"},
          Row{MaskKind::signature, "name_doubtful"}, Row{MaskKind::employer, "employer_doubtful"},
          Row{MaskKind::employer_seal, "employer_doubtful"}, Row{MaskKind::name_latin, "latin_doubtful"},
          Row{MaskKind::employer_latin, "latin_doubtful"}}) {
        const MaskDecision d = Page(Kind::award_certificate).with(row.kind, Zone::ask).decided();
        EXPECT_EQ(d.to_mask.size(), 1u);
        EXPECT_TRUE(d.review_needed);
        EXPECT_THAT(d.review_reasons, ElementsAre(row.reason));
        EXPECT_FALSE(d.withhold);
    }
}

TEST(DecideMasks, LeavesWhatIsLeft) {
    EXPECT_THAT(Page(Kind::evidence).with(MaskKind::name, Zone::leave).decided().to_mask, IsEmpty());
}

TEST(DecideMasks, FollowsThePacksWishes) {
    Notice name_only;
    name_only.mask_employer = false;
    Page page(Kind::evidence);
    page.with(MaskKind::name, Zone::mask).with(MaskKind::employer, Zone::mask).with(MaskKind::employer_seal, Zone::ask);
    const MaskDecision d = page.decided(name_only);
    ASSERT_EQ(d.to_mask.size(), 1u);
    EXPECT_EQ(d.to_mask.front().kind, MaskKind::name);
    EXPECT_FALSE(d.review_needed);
}

TEST(DecideMasks, KeepsTheSchoolOnADiplomaAndHasItConfirmed) {
    for (const Kind kind : {Kind::graduation_certificate, Kind::degree_certificate, Kind::chsi_report}) {
        const MaskDecision d =
            Page(kind).with(MaskKind::name, Zone::mask).with(MaskKind::employer, Zone::mask).decided();
        ASSERT_EQ(d.to_mask.size(), 1u);
        EXPECT_EQ(d.to_mask.front().kind, MaskKind::name);
        EXPECT_THAT(d.review_reasons, ElementsAre("employer_doubtful"));
    }
}

TEST(DecideMasks, LeavesPiecesOfOthersNamesUnlessSomethingElseIsMaskedThere) {
    Page page(Kind::evidence);
    const Rect own{100, 100, 72, 24}, anothers{300, 100, 72, 24};
    page.with(MaskKind::name, Zone::mask, own);
    page.facts.anothers_upright = {quad_of(anothers), quad_of(own)};
    EXPECT_THAT(page.decided(Notice{}).left_upright, ElementsAre(quad_of(anothers)));
}

TEST(DecideMasks, MasksTheSchoolThatIsTheEmployerWhereThePackSaysSo) {
    const Rect place{100, 100, 200, 24};
    Notice notice;
    Page kept(Kind::graduation_certificate), masked(Kind::graduation_certificate);
    const MaskDecision stays = kept.with(MaskKind::employer, Zone::mask, place).decided(notice);
    EXPECT_THAT(stays.to_mask, IsEmpty());
    EXPECT_THAT(stays.left_upright, ElementsAre(quad_of(place)));
    notice.mask_school = true;
    const MaskDecision goes = masked.with(MaskKind::employer, Zone::mask, place).decided(notice);
    EXPECT_EQ(goes.to_mask.size(), 1u);
    EXPECT_THAT(goes.left_upright, IsEmpty());
    EXPECT_FALSE(goes.review_needed);
}

/// A letterhead, a list with the applicant in the second of three rows, all of one employer, and its seal.
Page list_of_people() {
    Page page(Kind::evidence);
    page.with(MaskKind::employer, Zone::mask, {320, 40, 600, 48})
        .with(MaskKind::employer, Zone::mask, {400, 200, 240, 24})
        .with(MaskKind::name, Zone::mask, {200, 252, 72, 24})
        .with(MaskKind::employer, Zone::mask, {400, 250, 240, 26})
        .with(MaskKind::employer, Zone::ask, {402, 300, 236, 50})  // in two lines
        .with(MaskKind::employer_seal, Zone::mask, {400, 700, 200, 200});
    return page;
}

TEST(DecideMasks, MasksTheEmployerInEveryRowOfAListOrInTheApplicantsAlone) {
    Notice notice;
    const MaskDecision all = list_of_people().decided(notice);
    EXPECT_EQ(all.to_mask.size(), 6u);
    EXPECT_THAT(all.left_upright, IsEmpty());
    notice.employer_by_row = true;
    const MaskDecision own = list_of_people().decided(notice);
    EXPECT_EQ(own.to_mask.size(), 4u) << "letterhead, name, own row, seal";
    EXPECT_THAT(own.left_upright, ElementsAre(quad_of({400, 200, 240, 24}), quad_of({402, 300, 236, 50})));
    EXPECT_FALSE(own.review_needed) << "a doubt about what stays open is none";
}

TEST(DecideMasks, KeepsTheEmployerMaskedWhereNoRowIsTheApplicants) {
    Notice notice;
    notice.employer_by_row = true;
    Page page(Kind::evidence);
    page.with(MaskKind::name, Zone::mask, {200, 600, 72, 24})
        .with(MaskKind::employer, Zone::mask, {400, 200, 240, 24})
        .with(MaskKind::employer, Zone::mask, {400, 250, 240, 24});
    EXPECT_EQ(page.decided(notice).to_mask.size(), 3u);
}

TEST(DecideMasks, MasksOrKeepsTheSignatureUnderThePledge) {
    const Rect ink{300, 900, 160, 60};
    const auto pledge = [&](Kind kind) {
        Page page(kind);
        page.facts.signed_upright = {ink};
        page.with(MaskKind::name, Zone::mask, {100, 100, 72, 24})  // print
            .with(MaskKind::name, Zone::ask, {310, 905, 140, 50})  // what the reader made of the hand
            .with(MaskKind::signature, Zone::mask, ink);
        return page;
    };
    Notice notice;
    EXPECT_EQ(pledge(Kind::commitment_letter).decided(notice).to_mask.size(), 3u);
    notice.mask_pledge_signature = false;
    const MaskDecision kept = pledge(Kind::commitment_letter).decided(notice);
    EXPECT_EQ(kept.to_mask.size(), 1u);
    EXPECT_EQ(kept.left_upright.size(), 2u);
    EXPECT_EQ(pledge(Kind::evidence).decided(notice).to_mask.size(), 3u) << "only under the pledge";
}

TEST(DecideMasks, WithholdsAnIllegiblePage) {
    Page page(Kind::evidence);
    page.clarity.verdict = ClarityVerdict::illegible;
    const MaskDecision d = page.decided();
    EXPECT_TRUE(d.withhold);
    EXPECT_THAT(d.review_reasons, ElementsAre("clarity_illegible"));
}

TEST(DecideMasks, WithholdsAPageThatMayLieOnItsSideOnlyWhenItReadsBadly) {
    Page good(Kind::evidence);
    good.pose.unsure = true;
    EXPECT_FALSE(good.decided().withhold);
    EXPECT_THAT(good.decided().review_reasons, ElementsAre("orientation_unsure"));
    const auto surely = [](const std::vector<std::string>& text) {
        Line line;
        line.confidence = 0.95F;
        for (const std::string& c : text) line.glyphs.push_back({{{c, 0.95F}}, {}});
        return line;
    };
    const Line one = surely({"兹", "证", "明", "该", "同", "志", "于", "本", "年", "参", "加"}),
               two = surely({"公", "需", "科", "目", "培", "训", "成", "绩", "合", "格"});
    good.reading.lines = {one, two};
    EXPECT_THAT(good.decided().review_reasons, IsEmpty()) << "such lines read in no other way up";
    good.reading.lines[1].vertical = true;
    EXPECT_THAT(good.decided().review_reasons, ElementsAre("orientation_unsure"));
    good.reading.lines = {surely(std::vector<std::string>(40, "迄")), surely(std::vector<std::string>(40, "2"))};
    EXPECT_THAT(good.decided().review_reasons, ElementsAre("orientation_unsure")) << "a frame's ornaments";
    Page bad(Kind::evidence);
    bad.pose.unsure = true;
    bad.reading.confidence = 0.35F;
    EXPECT_TRUE(bad.decided().withhold);
}

TEST(DecideMasks, WithholdsWhatCouldNotBeLookedAt) {
    Page page(Kind::evidence);
    page.facts.clarity = &page.clarity;
    const MaskDecision d = decide_masks(page.facts, {});
    EXPECT_TRUE(d.withhold);
    EXPECT_TRUE(d.review_needed);
    EXPECT_THAT(d.review_reasons, ElementsAre("page_fault"));
}

TEST(DecideMasks, AsksAboutTextNobodyCouldRead) {
    Page page(Kind::annual_assessment_form);
    page.reading.unread_upright.push_back({0, 0, 10, 10});
    EXPECT_THAT(page.decided().review_reasons, ElementsAre("unread_text"));
}

TEST(DecideMasks, DoesNotAskAboutUnreadInkThatIsAccountedFor) {
    Page sealed(Kind::evidence);
    sealed.reading.unread_upright.push_back({100, 100, 40, 20});
    sealed.facts.known_ink_upright.push_back({90, 60, 100, 100});
    EXPECT_FALSE(sealed.decided().review_needed);
    Page beside(Kind::evidence);
    beside.reading.unread_upright.push_back({100, 100, 40, 20});
    beside.facts.known_ink_upright.push_back({130, 60, 100, 100});
    EXPECT_THAT(beside.decided().review_reasons, ElementsAre("unread_text"));
    Page masked(Kind::evidence);
    masked.reading.unread_upright.push_back({100, 100, 40, 20});
    masked.with(MaskKind::signature, Zone::mask);
    masked.facts.findings[0].pieces_upright.push_back(quad_of({95, 95, 60, 30}));
    EXPECT_FALSE(masked.decided().review_needed);
}

TEST(DecideMasks, DoesNotAskWhoseNameStandsWhereTheApplicantSigns) {
    Page page(Kind::annual_assessment_form);
    page.with(MaskKind::name, Zone::ask);
    page.facts.findings[0].pieces_upright = {quad_of({100, 100, 30, 30}), quad_of({130, 100, 30, 30})};
    EXPECT_THAT(page.decided().review_reasons, ElementsAre("name_doubtful"));
    page.with(MaskKind::signature, Zone::mask);
    page.facts.findings[1].pieces_upright = {quad_of({98, 98, 64, 34})};
    EXPECT_FALSE(page.decided().review_needed);
    EXPECT_EQ(page.decided().to_mask.size(), 2U);
    page.facts.findings[1].pieces_upright = {quad_of({98, 98, 34, 34})};  // a part of it
    EXPECT_THAT(page.decided().review_reasons, ElementsAre("name_doubtful"));
}

TEST(DecideMasks, AsksNothingAboutWhatLiesUnderASureMaskOfTheSame) {
    Page page(Kind::unit_publicity_result);
    page.with(MaskKind::name, Zone::mask).with(MaskKind::employer, Zone::ask).with(MaskKind::employer, Zone::mask);
    page.facts.findings[1].pieces_upright = {quad_of({100, 200, 24, 30}), quad_of({124, 200, 24, 30})};
    page.facts.findings[2].pieces_upright = {quad_of({98, 204, 20, 22}), quad_of({121, 204, 26, 22}),
                                             quad_of({148, 204, 24, 22})};
    EXPECT_FALSE(page.decided().review_needed);
    page.facts.findings[2].pieces_upright.erase(page.facts.findings[2].pieces_upright.begin() + 1);
    EXPECT_THAT(page.decided().review_reasons, ElementsAre("employer_doubtful"));
    page.facts.findings[2].pieces_upright = page.facts.findings[1].pieces_upright;
    page.facts.findings[2].kind = MaskKind::code;
    EXPECT_THAT(page.decided().review_reasons, ElementsAre("employer_doubtful"));
}

TEST(DecideMasks, AsksNothingAboutPhotosAndBlankPages) {
    Page photo(Kind::photo);
    photo.pose.unsure = true;
    photo.reading.unread_upright.push_back({0, 0, 10, 10});
    EXPECT_FALSE(photo.decided().review_needed);
    Page blank(Kind::evidence);
    blank.clarity.verdict = ClarityVerdict::blank;
    blank.pose.unsure = true;
    blank.reading = {};
    EXPECT_FALSE(blank.decided().review_needed);
}

TEST(DecideMasks, DoubtsABlankPageThatReads) {
    Page faint(Kind::evidence);
    faint.clarity.verdict = ClarityVerdict::blank;
    EXPECT_TRUE(faint.decided().review_needed);
}

TEST(DecideMasks, TakesHalfAnArcOnTheEmployersOwnFormAsItsSeal) {
    EXPECT_FALSE(Page(Kind::integrity_proof).with(MaskKind::employer_seal, Zone::ask).decided().review_needed);
    Page faint(Kind::integrity_proof);
    faint.with(MaskKind::employer_seal, Zone::ask);
    faint.facts.findings[0].confidence = 0.3;
    EXPECT_TRUE(faint.decided().review_needed);
}

TEST(DecideMasks, LeavesASealThatMayBeAnyonesToTheIssuerOfACertificate) {
    for (const Kind kind : {Kind::qualification_document, Kind::public_course_certificate, Kind::evidence}) {
        Page page(kind);
        page.with(MaskKind::employer_seal, Zone::ask);
        page.facts.findings[0].source = "seal:string";
        page.facts.findings[0].confidence = 0.4;
        const MaskDecision d = page.decided();
        EXPECT_EQ(d.to_mask.size(), kind == Kind::evidence ? 1u : 0u) << key(kind);
        page.facts.findings[0].zone = Zone::mask;
        EXPECT_EQ(page.decided().to_mask.size(), 1u) << "a surely found one is masked anywhere";
    }
}

TEST(DecideMasks, AsksAboutUnreadSealsWhereTheEmployerSealsByForm) {
    for (const Kind kind : {Kind::unit_proof, Kind::annual_assessment_form, Kind::evidence, Kind::unit_publicity}) {
        Page page(kind);
        page.facts.unread_seals = 1;
        EXPECT_THAT(page.decided().review_reasons, ElementsAre("seal_unread")) << key(kind);
    }
    for (const Kind kind : {Kind::graduation_certificate, Kind::patent_certificate, Kind::award_certificate}) {
        Page page(kind);
        page.facts.unread_seals = 1;
        EXPECT_FALSE(page.decided().review_needed) << key(kind);
    }
}

TEST(DecideMasks, IsAlarmedWhereAPageThatAlwaysNamesTheApplicantNamesNobody) {
    Page nameless(Kind::award_certificate);
    nameless.facts.seen_kind = key(Kind::award_certificate);
    EXPECT_THAT(nameless.decided().review_reasons, ElementsAre("name_not_found"));
    Page named(Kind::award_certificate);
    named.facts.seen_kind = key(Kind::award_certificate);
    named.with(MaskKind::name, Zone::mask);
    EXPECT_FALSE(named.decided().review_needed);
    // A continuation page bears no title and need not bear the name.
    EXPECT_FALSE(Page(Kind::award_certificate).decided().review_needed);
    Page drawing(Kind::evidence);
    drawing.facts.seen_kind = key(Kind::evidence);
    EXPECT_FALSE(drawing.decided().review_needed);
}

TEST(DecideMasks, IsAlarmedWhereAPledgeSeemsUnsignedUnlessThePackLeavesSignatures) {
    Page unsigned_pledge(Kind::commitment_letter);
    unsigned_pledge.facts.seen_kind = key(Kind::commitment_letter);
    EXPECT_THAT(unsigned_pledge.decided().review_reasons, ElementsAre("name_not_found"));
    Page signed_pledge(Kind::commitment_letter);
    signed_pledge.facts.seen_kind = key(Kind::commitment_letter);
    signed_pledge.with(MaskKind::signature, Zone::mask);
    EXPECT_FALSE(signed_pledge.decided().review_needed);
    Notice leaves_it;
    leaves_it.mask_pledge_signature = false;
    EXPECT_FALSE(unsigned_pledge.decided(leaves_it).review_needed);
}

TEST(DecideMasks, AsksAboutACodeThatIsNeitherReadNorMasked) {
    Page open(Kind::chsi_report);
    open.facts.undecoded_codes = 1;
    EXPECT_THAT(open.decided().review_reasons, ElementsAre("code_unread"));
    Page masked(Kind::chsi_report);
    masked.facts.undecoded_codes = 1;
    masked.with(MaskKind::code, Zone::ask);
    EXPECT_EQ(masked.decided().to_mask.size(), 1u);
    EXPECT_FALSE(masked.decided().review_needed);
}

TEST(DecideMasks, GivesEachReasonOnce) {
    const MaskDecision d =
        Page(Kind::evidence).with(MaskKind::name, Zone::ask).with(MaskKind::name, Zone::ask).decided();
    EXPECT_THAT(d.review_reasons, ElementsAre("name_doubtful"));
}

}  // namespace
}  // namespace mangping::decide
