#include "pipeline/decide/clock.hpp"

#include <gtest/gtest.h>

#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;

TEST(Clock, ReadsInstantsOfEveryForm) {
    const auto noon = instant_from("2023-09-25T12:00:00+08:00");
    ASSERT_TRUE(noon);
    EXPECT_EQ(instant_from("2023-09-25T04:00:00Z"), noon);
    EXPECT_EQ(instant_from("2023-09-25T12:00+08:00"), noon);
    EXPECT_EQ(instant_from("2023-09-25 12:00"), noon);
    EXPECT_EQ(instant_from("2023-09-24T23:00:00-05:00"), noon);
    EXPECT_EQ(rfc3339(*noon), "2023-09-25T12:00:00+08:00");
}

TEST(Clock, TakesADayAsItsFirstOrItsLastSecond) {
    EXPECT_EQ(rfc3339(*instant_from("2023-09-25")), "2023-09-25T00:00:00+08:00");
    EXPECT_EQ(rfc3339(*end_instant_from("2023-09-25")), "2023-09-25T23:59:59+08:00");
    EXPECT_EQ(rfc3339(*end_instant_from("2024-09-30 20:00:00")), "2024-09-30T20:00:00+08:00");
}

TEST(Clock, RefusesWhatIsNoInstant) {
    for (const char* text : {"", "无", "2023", "2023-09", "2023-02-30", "2023-13-01", "2023-09-25T", "2023-09-25T25:00",
                             "2023-09-25T12:00:00+0800", "2023-09-25x12:00", "23-09-25"})
        EXPECT_FALSE(instant_from(text)) << text;
}

TEST(Clock, ComparesDatesAtThePrecisionBothHave) {
    EXPECT_EQ(compare({2021, 6, 0}, {2021, 6, 15}), std::strong_ordering::equal);
    EXPECT_EQ(compare({2021, 0, 0}, {2021, 6, 15}), std::strong_ordering::equal);
    EXPECT_EQ(compare({2021, 6, 14}, {2021, 6, 15}), std::strong_ordering::less);
    EXPECT_EQ(compare({2022, 0, 0}, {2021, 12, 31}), std::strong_ordering::greater);
}

TEST(Clock, KnowsTheEndOfMonthsAndYears) {
    EXPECT_EQ(rfc3339(last_second({2024, 2, 0})), "2024-02-29T23:59:59+08:00");
    EXPECT_EQ(rfc3339(last_second({2023, 0, 0})), "2023-12-31T23:59:59+08:00");
    EXPECT_EQ(rfc3339(first_second({2023, 5, 0})), "2023-05-01T00:00:00+08:00");
}

struct WindowCase {
    const char* notice;
    const char* rule;
    const char* submitted;
    bool in;
};

TEST(Window, IsHeldByTheSecond) {
    const std::vector<WindowCase> cases{
        {"xj-2020-five-series", "N0-01", "2020-08-02T00:00:00+08:00", true},
        {"xj-2020-five-series", "N0-01", "2020-09-02T23:59:59+08:00", true},
        {"xj-2020-five-series", "N0-01", "2020-08-01T23:59:59+08:00", false},
        {"xj-2020-five-series", "N0-01", "2020-09-03T00:00:00+08:00", false},
        {"bazhou-2023-engineering", "N1-06", "2023-08-20T23:59:59+08:00", false},
        {"bazhou-2023-engineering", "N1-06", "2023-08-20T16:00:00Z", true},
        {"bazhou-2023-engineering", "N1-06", "2023-09-25T23:59:59+08:00", true},
        {"bazhou-2023-engineering", "N1-06", "2023-09-26T00:00:00+08:00", false},
        {"xj-2021-research-experiment", "N2-01", "2021-09-05T23:59:59+08:00", false},
        {"xj-2021-research-experiment", "N2-01", "2021-10-11T00:00:00+08:00", false},
        {"xj-2021-research-experiment", "N2-01", "2021-10-10T23:59:59+08:00", true},
        {"xj-2024-engineering-consulting", "N4-01", "2024-08-30T09:59:59+08:00", false},
        {"xj-2024-engineering-consulting", "N4-01", "2024-08-30T10:00:00+08:00", true},
        {"xj-2024-engineering-consulting", "N4-01", "2024-09-30T20:00:00+08:00", true},
        {"xj-2024-engineering-consulting", "N4-01", "2024-09-30T20:00:01+08:00", false},
    };
    for (const WindowCase& one : cases) {
        json d = clean(one.notice);
        d["submission"]["submitted_at"] = one.submitted;
        EXPECT_EQ(failed(one.notice, d).contains(one.rule), !one.in) << one.notice << " " << one.submitted;
    }
}

TEST(Window, JudgesALaterRoundByItsFirstSubmission) {
    json d = clean("xj-2024-engineering-consulting");
    d["submission"] = {{"round", 2},
                       {"submitted_at", "2024-10-06T12:00:00+08:00"},
                       {"first_submitted_at", "2024-09-20T12:00:00+08:00"},
                       {"returned_at", "2024-10-05T12:00:00+08:00"}};
    EXPECT_FALSE(failed("xj-2024-engineering-consulting", d).contains("N4-01"));
    d["submission"]["first_submitted_at"] = "2024-10-01T12:00:00+08:00";
    EXPECT_TRUE(failed("xj-2024-engineering-consulting", d).contains("N4-01"));
}

TEST(Window, IsUnsureWhenTheFirstSubmissionIsNotKnown) {
    json d = clean("bazhou-2023-engineering");
    d["submission"] = {
        {"round", 2}, {"submitted_at", "2023-09-12T12:00:00+08:00"}, {"returned_at", "2023-09-11T12:00:00+08:00"}};
    EXPECT_TRUE(ids(checks_of("bazhou-2023-engineering", d), CheckStatus::unsure).contains("N1-06"));
}

TEST(Rounds, AreThreeWithTheFirst) {
    for (const std::string& id : notice_ids)
        for (const int round : {1, 2, 3, 4}) {
            json d = clean(id);
            d["submission"]["round"] = round;
            d["submission"]["first_submitted_at"] = d["submission"]["submitted_at"];
            d["submission"]["returned_at"] = d["submission"]["submitted_at"];
            EXPECT_EQ(failed(id, d).empty(), round <= 3) << id << " round " << round;
        }
}

/// Second round, this long after the return.
json resubmitted(const std::string& id, const std::string& returned, const std::string& submitted) {
    json d = clean(id);
    d["submission"] = {{"round", 2},
                       {"submitted_at", submitted},
                       {"returned_at", returned},
                       {"first_submitted_at", d["submission"]["submitted_at"]}};
    return d;
}

TEST(Resubmission, HasFortyEightHoursToTheSecond) {
    const std::string id = "bazhou-2023-engineering";
    const auto late = [&id](const std::string& submitted) {
        return failed(id, resubmitted(id, "2023-09-12T10:30:00+08:00", submitted)).contains("N1-19");
    };
    EXPECT_FALSE(late("2023-09-14T10:29:59+08:00"));
    EXPECT_FALSE(late("2023-09-14T10:30:00+08:00"));
    EXPECT_TRUE(late("2023-09-14T10:30:01+08:00"));
}

TEST(Resubmission, WhoseReturnNobodyNotedIsTheOperatorsToLookUp) {
    const std::string id = "bazhou-2023-engineering";
    json d = resubmitted(id, "2023-09-12T10:30:00+08:00", "2023-09-13T10:30:00+08:00");
    d["submission"].erase("returned_at");
    const Dossier dossier = parsed(d);
    int told = 0;
    for (const Check& c : check(pack(id), dossier, looked_at(dossier), "2023-09-13")) {
        if (c.id != "N1-19" && c.id != "N1-20") continue;
        EXPECT_EQ(c.status, CheckStatus::pass) << c.message;
        EXPECT_EQ(c.role, "operator");
        ++told;
    }
    EXPECT_EQ(told, 2);
}

TEST(Resubmission, HasNoLimitWhereTheNoticeGivesNone) {
    for (const char* id : {"xj-2020-five-series", "xj-2021-research-experiment", "xj-2024-engineering-consulting"}) {
        const std::string first = clean(id)["submission"]["submitted_at"];
        const std::string later = first.substr(0, 8) + "28T12:00:00+08:00";
        EXPECT_TRUE(failed(id, resubmitted(id, first, later)).empty()) << id;
    }
}

DossierOutcome concluded(const std::string& id, const json& d, const std::string& as_of) {
    const Dossier dossier = parsed(d);
    DossierOutcome outcome;
    outcome.attachments = looked_at(dossier);
    outcome.checks = check(pack(id), dossier, outcome.attachments, as_of);
    conclude(outcome, pack(id), dossier, as_of);
    return outcome;
}

TEST(Deadline, IsHoursAfterTheReturnWhereTheNoticeSaysSo) {
    json d = clean("bazhou-2023-engineering");
    d["commitment"].erase("attachments");
    const DossierOutcome outcome = concluded("bazhou-2023-engineering", d, "2023-09-12T10:00:00+08:00");
    EXPECT_EQ(outcome.verdict, Verdict::return_);
    EXPECT_EQ(outcome.deadline, "2023-09-14T10:00:00+08:00");
    EXPECT_EQ(outcome.submissions_left, 2);
}

/// Friday noon to Sunday noon by the clock; to Tuesday noon when only working days count.
TEST(Deadline, CountsHoursByTheClockOrOfWorkingDaysAsThePackSays) {
    json d = clean("bazhou-2023-engineering");
    d["submission"] = {{"round", 2},
                       {"first_submitted_at", "2023-09-06T12:00:00+08:00"},
                       {"returned_at", "2023-09-08T12:00:00+08:00"},
                       {"submitted_at", "2023-09-12T12:00:00+08:00"}};
    Notice notice = pack("bazhou-2023-engineering");
    const auto late = [&](const std::string& submitted) {
        d["submission"]["submitted_at"] = submitted;
        const Dossier dossier = parsed(d);
        return ids(check(notice, dossier, looked_at(dossier), submitted), CheckStatus::fail).contains("N1-19");
    };
    EXPECT_FALSE(late("2023-09-10T12:00:00+08:00"));
    EXPECT_TRUE(late("2023-09-10T12:00:01+08:00"));
    for (Rule& rule : notice.rules)
        if (rule.check == "resubmit_within") rule.with.text["counted"] = "只算工作日";
    EXPECT_FALSE(late("2023-09-12T12:00:00+08:00"));
    EXPECT_TRUE(late("2023-09-12T12:00:01+08:00"));

    d["commitment"].erase("attachments");
    d["submission"]["submitted_at"] = "2023-09-08T11:00:00+08:00";
    const Dossier dossier = parsed(d);
    DossierOutcome outcome;
    outcome.attachments = looked_at(dossier);
    outcome.checks = check(notice, dossier, outcome.attachments, "2023-09-08T12:00:00+08:00");
    conclude(outcome, notice, dossier, "2023-09-08T12:00:00+08:00");
    EXPECT_EQ(outcome.deadline, "2023-09-12T12:00:00+08:00");
}

TEST(Deadline, NeverCountsFromBeforeTheSubmission) {
    json d = clean("bazhou-2023-engineering");
    d["commitment"].erase("attachments");
    EXPECT_EQ(concluded("bazhou-2023-engineering", d, "2023-09-10").deadline, "2023-09-12T12:00:00+08:00");
}

TEST(Deadline, IsTheEndOfTheWindowElsewhere) {
    json d = clean("xj-2020-five-series");
    d["commitment"].erase("attachments");
    EXPECT_EQ(concluded("xj-2020-five-series", d, "2020-08-20").deadline, "2020-09-02T23:59:59+08:00");
}

TEST(Deadline, IsNotGivenWhereNothingMayBeSentAgain) {
    json d = clean("bazhou-2023-engineering");
    d["commitment"].erase("attachments");
    d["submission"]["round"] = 3;
    d["submission"]["first_submitted_at"] = d["submission"]["submitted_at"];
    d["submission"]["returned_at"] = d["submission"]["submitted_at"];
    const DossierOutcome outcome = concluded("bazhou-2023-engineering", d, "2023-09-12");
    EXPECT_EQ(outcome.submissions_left, 0);
    EXPECT_EQ(outcome.deadline, "");
}

TEST(Verdict, HoldsForADoubtfulPageThatReviewersWouldSee) {
    const std::string id = "bazhou-2023-engineering";
    const Dossier dossier = parsed(clean(id));
    DossierOutcome outcome;
    outcome.attachments = looked_at(dossier);
    outcome.checks = check(pack(id), dossier, outcome.attachments, "2023-09-10");
    for (AttachmentOutcome& attachment : outcome.attachments)
        if (attachment.ref.kind == Kind::commitment_letter) {
            attachment.pages[0].review_needed = true;
            attachment.pages[0].review_reasons = {"unread_text"};
        }
    conclude(outcome, pack(id), dossier, "2023-09-10");
    EXPECT_EQ(outcome.verdict, Verdict::ready);
    for (AttachmentOutcome& attachment : outcome.attachments)
        if (attachment.ref.kind == Kind::evidence) {
            attachment.pages[0].review_needed = true;
            attachment.pages[0].review_reasons = {"name_doubtful", "unread_text"};
        }
    conclude(outcome, pack(id), dossier, "2023-09-10");
    EXPECT_EQ(outcome.verdict, Verdict::hold);
    EXPECT_EQ(outcome.hold_reasons, (std::vector<std::string>{"name_doubtful", "unread_text"}));
}

TEST(Verdict, HoldsForADoubtfulPageWithoutDoubtingAnyClause) {
    for (const std::string& id : notice_ids) {
        const Dossier dossier = parsed(clean(id));
        DossierOutcome outcome;
        outcome.attachments = looked_at(dossier);
        for (AttachmentOutcome& attachment : outcome.attachments)
            if (attachment.ref.kind == Kind::evidence) attachment.pages[0].withheld = true;
        const std::string& now = dossier.submission.submitted_at;
        outcome.checks = check(pack(id), dossier, outcome.attachments, now);
        EXPECT_EQ(ids(outcome.checks, CheckStatus::unsure), std::set<std::string>{}) << id;
        EXPECT_EQ(ids(outcome.checks, CheckStatus::fail), std::set<std::string>{}) << id;
        conclude(outcome, pack(id), dossier, now);
        EXPECT_EQ(outcome.verdict, Verdict::hold) << id;
    }
}

TEST(Verdict, HoldsForAFailedMaskEvenWhereReviewersNeverLook) {
    const std::string id = "bazhou-2023-engineering";
    const Dossier dossier = parsed(clean(id));
    DossierOutcome outcome;
    outcome.attachments = looked_at(dossier);
    outcome.attachments[0].pages[0].review_needed = true;
    outcome.attachments[0].pages[0].review_reasons = {"masking_failed"};
    conclude(outcome, pack(id), dossier, "2023-09-10");
    EXPECT_EQ(outcome.verdict, Verdict::hold);
}

TEST(Verdict, IsNotStoppedByAWarning) {
    json d = clean("bazhou-2023-engineering");
    d["practice"][0]["description"] = "完成大概三项";
    const DossierOutcome outcome = concluded("bazhou-2023-engineering", d, "2023-09-10");
    EXPECT_TRUE(ids(outcome.checks, CheckStatus::fail).contains("N1-11"));
    EXPECT_EQ(outcome.verdict, Verdict::ready);
}

}  // namespace
}  // namespace mangping::decide::testing
