// What was seen of the attachments: status, clarity, turn, format, recognised kind.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

using ::testing::HasSubstr;
using Ids = std::set<std::string>;

const std::string n0 = "xj-2020-five-series", n1 = "bazhou-2023-engineering", n2 = "xj-2021-research-experiment",
                  n3 = "xj-2021-education-management", n4 = "xj-2024-engineering-consulting";

/// The checks after `change` to the first attachment of that kind.
std::vector<Check> after(const std::string& id, Kind kind, const std::function<void(AttachmentOutcome&)>& change) {
    const Dossier dossier = parsed(clean(id));
    auto attachments = looked_at(dossier);
    for (AttachmentOutcome& attachment : attachments)
        if (attachment.ref.kind == kind) {
            change(attachment);
            break;
        }
    return check(pack(id), dossier, attachments, dossier.submission.submitted_at);
}

Ids failed_after(const std::string& id, Kind kind, const std::function<void(AttachmentOutcome&)>& change) {
    return ids(after(id, kind, change), CheckStatus::fail);
}
Ids unsure_after(const std::string& id, Kind kind, const std::function<void(AttachmentOutcome&)>& change) {
    return ids(after(id, kind, change), CheckStatus::unsure);
}

void illegible(AttachmentOutcome& a) {
    a.pages[0].clarity.verdict = ClarityVerdict::illegible;
    a.pages[0].clarity.reasons = {ClarityReason::blur};
}
void blank(AttachmentOutcome& a) { a.pages[0].clarity.verdict = ClarityVerdict::blank; }
void sideways(AttachmentOutcome& a) { a.pages[0].pose.rotation_cw = 90; }
void unsure_pose(AttachmentOutcome& a) { a.pages[0].pose.unsure = true; }
void missing(AttachmentOutcome& a) { a.status = AttachmentStatus::missing, a.pages.clear(); }
void truncated(AttachmentOutcome& a) {
    a.status = AttachmentStatus::rejected, a.error = "jpeg_truncated", a.pages.clear();
}
void foreign(AttachmentOutcome& a) {
    a.status = AttachmentStatus::rejected, a.error = "not_jpeg_or_pdf", a.pages.clear();
}
void timed_out(AttachmentOutcome& a) { a.status = AttachmentStatus::timeout, a.pages.clear(); }
void as_pdf(AttachmentOutcome& a) { a.format = Format::pdf; }

TEST(Page, ThatMightBeIllegibleIsForAPersonToLookAt) {
    const auto maybe = [](AttachmentOutcome& a) {
        illegible(a);
        a.pages[0].clarity.certain = false;
    };
    EXPECT_EQ(failed_after(n4, Kind::chsi_report, maybe), Ids{});
    EXPECT_EQ(unsure_after(n4, Kind::chsi_report, maybe), Ids{"N4-08"});
}

TEST(Page, IllegibleFailsWhereTheNoticeAsksForClarity) {
    EXPECT_EQ(failed_after(n0, Kind::graduation_certificate, illegible), Ids{"N0-10"});
    EXPECT_EQ(failed_after(n1, Kind::graduation_certificate, illegible), (Ids{"N1-15", "N1-68"}));
    EXPECT_EQ(failed_after(n2, Kind::graduation_certificate, illegible), Ids{});
    EXPECT_EQ(failed_after(n3, Kind::graduation_certificate, illegible), Ids{"N3-03"});
    EXPECT_EQ(failed_after(n4, Kind::chsi_report, illegible), Ids{"N4-08"});
}

TEST(Page, MarginalIsARemark) {
    const auto checks = after(n0, Kind::graduation_certificate,
                              [](AttachmentOutcome& a) { a.pages[0].clarity.verdict = ClarityVerdict::marginal; });
    EXPECT_EQ(ids(checks, CheckStatus::fail), Ids{});
    EXPECT_TRUE(std::any_of(checks.begin(), checks.end(), [](const Check& c) {
        return c.id == "N0-10" && c.severity == Severity::warn && c.status == CheckStatus::pass;
    }));
}

TEST(Page, TurnedFailsWhereTheNoticeAsksForUprightPages) {
    EXPECT_EQ(failed_after(n0, Kind::graduation_certificate, sideways), Ids{"N0-10"});
    EXPECT_EQ(failed_after(n1, Kind::graduation_certificate, sideways), (Ids{"N1-15", "N1-66"}));
    for (const std::string& id : {n2, n3})
        EXPECT_EQ(failed_after(id, Kind::graduation_certificate, sideways), Ids{}) << id;
    EXPECT_EQ(failed_after(n4, Kind::chsi_report, sideways), Ids{});
}

TEST(Page, OfUncertainTurnIsForAPerson) {
    EXPECT_EQ(unsure_after(n1, Kind::graduation_certificate, unsure_pose), (Ids{"N1-15", "N1-66"}));
    EXPECT_EQ(unsure_after(n1, Kind::photo, unsure_pose), Ids{});
    const auto both = [](AttachmentOutcome& a) { illegible(a), unsure_pose(a); };
    EXPECT_EQ(unsure_after(n1, Kind::graduation_certificate, both), Ids{});  // it must be uploaded again anyway
}

TEST(Page, BlankCountsAsNotUploaded) {
    EXPECT_EQ(failed_after(n0, Kind::graduation_certificate, blank), (Ids{"N0-08", "N0-10", "N0-11"}));
    EXPECT_EQ(failed_after(n2, Kind::graduation_certificate, blank), (Ids{"N2-06", "N2-12"}));
}

TEST(Page, BlankAmongOthersIsForAPerson) {
    const auto second_blank = [](AttachmentOutcome& a) {
        a.pages.push_back(a.pages[0]);
        a.pages[1].index = 1;
        a.pages[1].clarity.verdict = ClarityVerdict::blank;
    };
    EXPECT_EQ(failed_after(n0, Kind::graduation_certificate, second_blank), Ids{});
    EXPECT_EQ(unsure_after(n0, Kind::graduation_certificate, second_blank), Ids{"N0-10"});
}

TEST(File, ThatIsMissingFailsAndDoesNotCount) {
    EXPECT_EQ(failed_after(n0, Kind::photo, missing), (Ids{"N0-11", "N0-16"}));
    EXPECT_EQ(failed_after(n1, Kind::photo, missing), (Ids{"N1-16", "N1-23"}));
    EXPECT_EQ(failed_after(n2, Kind::photo, missing), (Ids{"N2-06", "N2-11"}));
    EXPECT_EQ(failed_after(n3, Kind::photo, missing), (Ids{"N3-03", "N3-05"}));
    EXPECT_EQ(failed_after(n4, Kind::photo, missing), (Ids{"N4-09", "N4-16"}));
}

TEST(File, ThatCannotBeOpenedFails) {
    EXPECT_EQ(failed_after(n1, Kind::award_certificate, truncated), (Ids{"N1-13", "N1-16", "N1-35", "N1-68"}));
    EXPECT_EQ(failed_after(n3, Kind::photo, truncated), (Ids{"N3-03", "N3-05"}));
}

/// As a page comes back whose picture could not be decoded: withheld, judged by nobody.
void undecodable(AttachmentOutcome& a) {
    a.pages[0] = PageOutcome{};
    a.pages[0].withheld = a.pages[0].review_needed = true;
    a.pages[0].review_reasons = {"page_fault"};
}

TEST(File, WithAPageThatCannotBeDecodedCannotBeOpened) {
    EXPECT_EQ(failed_after(n0, Kind::photo, undecodable), (Ids{"N0-11", "N0-16"}));
    EXPECT_EQ(failed_after(n1, Kind::photo, undecodable), (Ids{"N1-16", "N1-23", "N1-68"}));
    EXPECT_EQ(failed_after(n2, Kind::photo, undecodable), (Ids{"N2-06", "N2-11"}));
    EXPECT_EQ(failed_after(n1, Kind::chsi_report, undecodable), (Ids{"N1-16", "N1-26", "N1-68"}));
}

TEST(File, WithAPageThatTookTooLongIsForAPerson) {
    const auto late = [](AttachmentOutcome& a) { undecodable(a), a.pages[0].review_reasons = {"page_timeout"}; };
    EXPECT_EQ(failed_after(n1, Kind::chsi_report, late), Ids{});
    EXPECT_EQ(unsure_after(n1, Kind::chsi_report, late), (Ids{"N1-16", "N1-26", "N1-68"}));
    const auto crashed = [](AttachmentOutcome& a) { undecodable(a), a.pages[0].review_reasons = {"page_crash"}; };
    EXPECT_EQ(failed_after(n1, Kind::chsi_report, crashed), Ids{});
}

TEST(File, ThatOurReaderFailedOnIsNotTheApplicantsFault) {
    const auto unread = [](AttachmentOutcome& a) {
        a.pages[0].withheld = a.pages[0].review_needed = true;
        a.pages[0].review_reasons = {"page_fault"};
    };
    EXPECT_EQ(failed_after(n1, Kind::chsi_report, unread), Ids{});
}

TEST(File, OfAnotherFormatFailsWhereTheNoticeNamesOne) {
    EXPECT_TRUE(failed_after(n1, Kind::photo, foreign).contains("N1-67"));
    EXPECT_EQ(failed_after(n1, Kind::photo, as_pdf), Ids{"N1-67"});
    for (const std::string& id : {n0, n2, n3, n4}) EXPECT_EQ(failed_after(id, Kind::photo, as_pdf), Ids{}) << id;
}

TEST(File, OfIntellectualPropertyIsAPdf) {
    nlohmann::json d = clean(n1);
    d["intellectual_property"] =
        nlohmann::json::array({{{"title", "一种装置"},
                                {"date", "2021-05"},
                                {"attachments", {{{"file", "ip.pdf"}, {"kind", "patent_certificate"}}}}}});
    EXPECT_EQ(failed(n1, d), Ids{"N1-36"});
    const Dossier dossier = parsed(d);
    auto attachments = looked_at(dossier);
    for (AttachmentOutcome& a : attachments)
        if (a.section == "intellectual_property") a.format = Format::pdf;
    EXPECT_EQ(ids(check(pack(n1), dossier, attachments, "2023-09-10"), CheckStatus::fail), Ids{});
}

TEST(File, ThatTookTooLongIsForAPerson) {
    EXPECT_EQ(failed_after(n1, Kind::photo, timed_out), Ids{});
    EXPECT_EQ(unsure_after(n1, Kind::photo, timed_out), (Ids{"N1-16", "N1-23", "N1-68"}));
}

void recognised(AttachmentOutcome& a, const char* kind, double confidence) {
    a.detected_kind = kind;
    a.kind_confidence = confidence;
}

TEST(File, OfTheWrongKindFailsOnlyWhenItIsSure) {
    const auto sure = [](AttachmentOutcome& a) { recognised(a, "social_insurance_statement", 0.95); };
    const auto guess = [](AttachmentOutcome& a) { recognised(a, "social_insurance_statement", 0.8); };
    EXPECT_EQ(failed_after(n1, Kind::graduation_certificate, sure), (Ids{"N1-16", "N1-26"}));
    EXPECT_EQ(failed_after(n1, Kind::graduation_certificate, guess), Ids{});
}

TEST(File, ThatNoDossierAsksForIsTheWrongOneAnywhereButAmongEvidence) {
    const auto bill = [](AttachmentOutcome& a) { recognised(a, "other", 0.95); };
    EXPECT_EQ(failed_after(n1, Kind::id_card_front, bill), (Ids{"N1-16", "N1-22"}));
    EXPECT_EQ(failed_after(n1, Kind::evidence, bill), Ids{});
}

TEST(File, WithoutAWordOfItsKindIsForAPerson) {
    const auto meeting = [](AttachmentOutcome& a) {
        a.detected_kind.clear();
        for (PageOutcome& page : a.pages) {
            page.detected_kind.clear();
            page.fields.clear();
            page.text.clear();
            for (int i = 0; i < 12; ++i) page.text += "会后由各部门按分工落实并按月报送。";
        }
    };
    const auto silent = [&](AttachmentOutcome& a) {
        meeting(a);
        for (PageOutcome& page : a.pages) page.text = "会后";
    };
    EXPECT_TRUE(unsure_after(n1, Kind::graduation_certificate, meeting).contains("N1-16"));
    EXPECT_FALSE(failed_after(n1, Kind::graduation_certificate, meeting).contains("N1-16"));
    EXPECT_FALSE(unsure_after(n1, Kind::graduation_certificate, silent).contains("N1-16"));  // too little was read
    EXPECT_FALSE(unsure_after(n1, Kind::evidence, meeting).contains("N1-16"));
}

TEST(File, OfAGeneralKindMayBeAnything) {
    EXPECT_EQ(failed_after(n1, Kind::evidence, [](AttachmentOutcome& a) { recognised(a, "award_certificate", 0.99); }),
              Ids{});
}

TEST(Card, WithBothSidesOnOneSheetCountsForBoth) {
    const Dossier dossier = [] {
        nlohmann::json d = clean(n1);
        d["basic"]["attachments"].erase(1);
        return parsed(d);
    }();
    auto attachments = looked_at(dossier);
    EXPECT_EQ(ids(check(pack(n1), dossier, attachments, "2023-09-10"), CheckStatus::fail), Ids{"N1-22"});
    attachments[0].pages[0].fields["valid_from"] = {"2019-01-01", std::nullopt, 0.95};
    EXPECT_EQ(ids(check(pack(n1), dossier, attachments, "2023-09-10"), CheckStatus::fail), Ids{});
}

TEST(Assessment, OnOneSheetOfDoubleWidthIsForAPerson) {
    nlohmann::json d = clean(n1);
    d["assessments"][0]["attachments"].erase(1);
    const Dossier dossier = parsed(d);
    auto attachments = looked_at(dossier);
    for (AttachmentOutcome& a : attachments)
        if (a.section == "assessments" && a.entry == 0) std::swap(a.pages[0].width, a.pages[0].height);
    const auto checks = check(pack(n1), dossier, attachments, "2023-09-10");
    EXPECT_EQ(ids(checks, CheckStatus::fail), Ids{});
    EXPECT_EQ(ids(checks, CheckStatus::unsure), Ids{"N1-38"});
}

TEST(Course, YearReadOnACertificateCounts) {
    nlohmann::json d = clean(n2);
    d["continuing_education"].erase(3);
    const Dossier dossier = parsed(d);
    auto attachments = looked_at(dossier);
    EXPECT_EQ(ids(check(pack(n2), dossier, attachments, "2021-09-20"), CheckStatus::fail), Ids{"N2-17"});
    // A second certificate in the row of another year.
    const auto first = std::find_if(attachments.begin(), attachments.end(), [](const AttachmentOutcome& a) {
        return a.ref.kind == Kind::public_course_certificate;
    });
    AttachmentOutcome second = *first;
    second.pages[0].fields["year"] = {"2017", std::nullopt, 0.97};
    attachments.push_back(second);
    EXPECT_EQ(ids(check(pack(n2), dossier, attachments, "2021-09-20"), CheckStatus::fail), Ids{});
}

TEST(Finding, PointsAtTheFileThePageAndTheRow) {
    for (const Check& c : after(n1, Kind::chsi_report, sideways))
        if (c.id == "N1-66") {
            EXPECT_EQ(c.section, "education");
            EXPECT_EQ(c.entry, 0);
            ASSERT_EQ(c.evidence.size(), 1u);
            EXPECT_EQ(c.evidence[0].file, "edu/chsi_report.jpg");
            EXPECT_EQ(c.evidence[0].page, 0);
            EXPECT_THAT(c.message, HasSubstr("“学历学位”第1条"));
            EXPECT_THAT(c.message, HasSubstr("顺时针转90度"));
        }
}

TEST(Finding, OfOneFaultSharesItsCauseAcrossClauses) {
    std::set<std::string> causes;
    for (const Check& c : after(n1, Kind::graduation_certificate, sideways))
        if (c.status == CheckStatus::fail) causes.insert(c.cause);
    EXPECT_EQ(causes, std::set<std::string>{"turned:edu/graduation_certificate.jpg"});
}

TEST(Finding, OfAnUnusableFileSharesItsCauseWithTheRulesThatMissIt) {
    std::set<std::string> causes;
    for (const Check& c : after(n1, Kind::award_certificate, truncated))
        if (c.status == CheckStatus::fail) causes.insert(c.cause);
    EXPECT_EQ(causes, std::set<std::string>{"file:hj/award_certificate.jpg"});
    causes.clear();
    for (const Check& c : after(n0, Kind::public_course_certificate, blank))
        if (c.status == CheckStatus::fail) causes.insert(c.cause);
    EXPECT_EQ(causes, std::set<std::string>{"file:ce/public2014/public_course_certificate.jpg"});
}

TEST(Duplicate, InTwoColumnsIsAWarning) {
    nlohmann::json d = clean(n4);
    const Dossier dossier = parsed(d);
    auto attachments = looked_at(dossier);
    for (AttachmentOutcome& a : attachments)
        if (a.ref.kind == Kind::award_certificate || a.ref.kind == Kind::integrity_proof) a.sha256 = "same";
    const auto checks = check(pack(n4), dossier, attachments, "2024-09-10");
    EXPECT_EQ(ids(checks, CheckStatus::fail), Ids{"N4-38"});
    for (const Check& c : checks)
        if (c.id == "N4-38") {
            EXPECT_EQ(c.severity, Severity::warn);
        }
}

TEST(File, OfContentsServesForTheOtherKindOfContents) {
    const auto book = [](AttachmentOutcome& a) { recognised(a, "book_contents", 0.95); };
    EXPECT_EQ(failed_after(n3, Kind::paper_contents, book), Ids{});
}

TEST(File, ThatIsOfNoUseIsNotCalledOther) {
    const auto ticket = [](AttachmentOutcome& a) { recognised(a, "other", 0.95); };
    bool said = false;
    for (const Check& check : after(n1, Kind::award_certificate, ticket))
        if (check.status == CheckStatus::fail && check.message.find("与此无关的材料") != std::string::npos) said = true;
    EXPECT_TRUE(said);
}

}  // namespace
}  // namespace mangping::decide::testing
