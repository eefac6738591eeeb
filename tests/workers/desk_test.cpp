// A person at the desk: pages that wait, what is said of them, and what becomes of it. Real readers, real ledger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "pipeline/decide/data.hpp"
#include "pipeline/mask/encode.hpp"
#include "tests/ocr/typeset.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/workers/scratch_folder.hpp"
#include "tests/workers/small_batch.hpp"
#include "workers/batch/attack.hpp"
#include "workers/batch/decide.hpp"
#include "workers/batch/run.hpp"

namespace mangping::batch {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* name = "林知远";
constexpr const char* employer = "克拉玛依众诚工程咨询有限责任公司";
constexpr const char* short_form = "众诚咨询";

void put(const fs::path& path, const std::vector<std::uint8_t>& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

/// A page of printed text as it comes from a scanner without faults.
std::vector<std::uint8_t> printed(const std::string& text) {
    Raster page = mangping::testing::paper(1240, 900);
    mangping::testing::typeset(page, 120, 120, text, {.em_px = 30, .line_height = 1.8});
    return mask::encode_jpeg(page, 92).value();
}

/// An award of somebody else: a page that always names the applicant, and does not.
std::vector<std::uint8_t> award_of_another() {
    synthetic::Rng random(77);
    synthetic::DocumentOptions options;
    options.dpi = 150;
    options.seed = 5;
    const auto person = synthetic::make_person(random, synthetic::NameForm::han3);
    const auto unit = synthetic::make_employer(random);
    synthetic::Degradation d;
    d.jpeg.quality = 92;
    return synthetic::degrade_to_file(synthetic::make_page(Kind::award_certificate, person, unit, options), d, 5).jpeg;
}

json with_files(const char* title, const char* kind, const std::vector<std::string>& files) {
    json attachments = json::array();
    for (const std::string& f : files) attachments.push_back({{"file", f}, {"kind", kind}});
    return json::array({{{"title", title}, {"attachments", attachments}}});
}

void write_dossier(const fs::path& folder) {
    const std::string unit = employer, shorter = short_form;
    put(folder / "awards/1.jpg", award_of_another());
    put(folder / "work/1.jpg",
        printed("技术咨询合同\n委托方（甲方）：河谷县水利管理站\n受托方（乙方）：" + unit + "\n（以下简称“" + shorter +
                "”）\n双方就灌区节水改造项目签订本合同，项目负责人为" + name + "。\n合同价款按进度支付。"));
    put(folder / "work/2.jpg", printed("工作完成情况说明\n灌区节水改造项目由" + shorter +
                                       "组织实施，按期完成全部设计\n与现场服务工作，成果通过验收，运行情况良好。\n"
                                       "项目在推广节水技术方面取得了较好的效果。"));
    const json dossier{
        {"schema", "mangping.dossier/1"},
        {"id", "desk"},
        {"notice", "xj-2024-engineering-consulting"},
        {"submission", {{"round", 1}, {"submitted_at", "2024-09-10T12:00:00+08:00"}}},
        {"applicant", {{"name", name}, {"id_number", "652801199003076612"}, {"employer", employer}}},
        {"target", {{"series", "工程系列"}, {"specialty", "工程咨询"}, {"title", "高级工程师"}, {"level", "高级"}}},
        {"awards", with_files("某奖", "award_certificate", {"awards/1.jpg"})},
        {"achievements", with_files("某项目", "evidence", {"work/1.jpg", "work/2.jpg"})}};
    std::ofstream(folder / "dossier.json") << dossier.dump(2);
}

/// One batch and its result for all tests of this file; each works on a copy of the result.
class Desk : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<tests::ScratchFolder>();
        write_dossier(*folder / "batch/d");
        packs = read_packs(decide::notices_folder()).packs;
        ASSERT_TRUE(run_to(*folder / "serial", 1));
        first = tests::contents_of(*folder / "serial");
    }
    static void TearDownTestSuite() { folder.reset(); }
    static bool run_to(const fs::path& out, int jobs, mask::Width width = mask::Width::fitted) {
        RunOptions options;
        options.out = out;
        options.jobs = jobs;
        options.plan.mask_width = width;
        return run_batch(*folder / "batch", packs, options).ok();
    }
    fs::path copy(const std::string& as) const {
        fs::copy(*folder / "serial", *folder / as, fs::copy_options::recursive);
        return *folder / as;
    }
    static DecideResult said(const fs::path& out, const std::vector<PageOrder>& orders) {
        auto result = batch::decide(out / "d", packs, orders, {});
        EXPECT_TRUE(result.ok()) << (result ? "" : result.fault().code);
        return result ? std::move(*result) : DecideResult{};
    }
    static PageOrder accept(const std::string& page) {
        PageOrder order;
        order.page = page;
        order.accept = true;
        return order;
    }
    static json page_of(const std::map<std::string, std::string>& files, const std::string& file) {
        const json report = json::parse(files.at("d/report.json"));
        for (const json& a : report.at("attachments"))
            if (a.at("file") == file) return a.at("pages").at(0);
        return {};
    }

    static std::unique_ptr<tests::ScratchFolder> folder;
    static NoticePacks packs;
    static std::map<std::string, std::string> first;
};
std::unique_ptr<tests::ScratchFolder> Desk::folder;
NoticePacks Desk::packs;
std::map<std::string, std::string> Desk::first;

TEST_F(Desk, SeesAHeldPageWithItsReasonAndNothingFromElsewhere) {
    ASSERT_TRUE(first.contains("d/hold.html"));
    EXPECT_THAT(first.at("d/hold.html"),
                AllOf(HasSubstr("awards/1.jpg:0"), HasSubstr(report::wording("name_not_found", report::Language::zh)),
                      HasSubstr("data:image/jpeg"), Not(HasSubstr("http"))));
    EXPECT_EQ(page_of(first, "awards/1.jpg").at("review").at("reasons"), json::array({"name_not_found"}));
}

TEST_F(Desk, TheEvidenceNamesNobody) {
    const std::string& evidence = first.at("d/evidence.json");
    for (const char* secret : {name, "众诚", "awards/1.jpg"}) EXPECT_THAT(evidence, Not(HasSubstr(secret)));
    bool weighed = false;
    const json root = json::parse(evidence);
    for (const json& a : root.at("attachments"))
        for (const json& page : a.at("pages"))
            for (const json& place : page.at("places"))
                weighed |= place.at("zone") == "mask" && place.contains("string") && place.contains("nats") &&
                           place.at("nats").at("glyphs") > 10;
    EXPECT_TRUE(weighed);
}

TEST_F(Desk, VerificationCountsNoPageOfTheDeskAsReleased) {
    const fs::path out = copy("verified");
    auto verdicts = attack_out(out, 1, {}, [](const FileVerdict&) {});
    ASSERT_TRUE(verdicts.ok());
    EXPECT_EQ(verdicts->size(), 3u);
    for (const FileVerdict& v : *verdicts) {
        EXPECT_TRUE(v.file.starts_with("masked/")) << v.file;
        EXPECT_TRUE(v.leaks.empty() && v.fault.empty()) << v.file;
    }
}

TEST_F(Desk, AcceptingReleasesThePageAsItWasMasked) {
    const fs::path out = copy("accepted");
    const auto uploads = tests::contents_of(*folder / "batch");
    const DecideResult result = said(out, {accept("awards/1.jpg:0")});
    ASSERT_EQ(result.answers.size(), 1u);
    EXPECT_EQ(result.answers[0].code, "");
    EXPECT_TRUE(result.here.pages.empty());
    const auto now = tests::contents_of(out);
    EXPECT_EQ(page_of(now, "awards/1.jpg").at("review").at("needed"), false);
    EXPECT_EQ(page_of(now, "awards/1.jpg").at("review").at("decision"), "accepted");
    EXPECT_TRUE(now.at("d/masked/awards/1.jpg") == first.at("d/masked/awards/1.jpg"));
    EXPECT_FALSE(now.contains("d/hold.html"));
    EXPECT_TRUE(tests::contents_of(*folder / "batch") == uploads);
}

TEST_F(Desk, ALaterRunKeepsWhatWasDecided) {
    const fs::path out = copy("kept");
    said(out, {accept("awards/1.jpg:0")});
    const auto decided = tests::contents_of(out);
    ASSERT_TRUE(run_to(out, 2));
    EXPECT_TRUE(tests::contents_of(out) == decided);
    // Even where its results are gone and are made again.
    fs::remove(out / "d/report.json");
    ASSERT_TRUE(run_to(out, 1));
    EXPECT_TRUE(tests::contents_of(out) == decided);
}

TEST_F(Desk, WhatIsTakenBackIsAsItWas) {
    const fs::path out = copy("undone");
    said(out, {accept("awards/1.jpg:0")});
    PageOrder undo;
    undo.page = "awards/1.jpg";
    undo.undo = true;
    EXPECT_EQ(said(out, {undo}).here.pages.size(), 1u);
    EXPECT_TRUE(tests::contents_of(out) == first);
}

TEST_F(Desk, AMaskIsAddedWhereThePersonDrewIt) {
    const fs::path out = copy("masked");
    PageOrder order;
    order.page = "awards/1.jpg:0";
    order.added = {{40, 60, 200, 50}};
    EXPECT_EQ(said(out, {order}).answers.at(0).code, "");
    const json masks = page_of(tests::contents_of(out), "awards/1.jpg").at("masks");
    const json before = page_of(first, "awards/1.jpg").at("masks");
    ASSERT_EQ(masks.size(), before.size() + 1);
    EXPECT_THAT(masks, Contains(::testing::ResultOf([](const json& m) { return m.at("kind") == "manual"; }, true)));
    EXPECT_FALSE(tests::contents_of(out).at("d/masked/awards/1.jpg") == first.at("d/masked/awards/1.jpg"));
}

TEST_F(Desk, WhatIsSurelyTheNameCannotBeLeftOpen) {
    const fs::path out = copy("sure");
    PageOrder reject;
    reject.page = "awards/1.jpg:0";
    reject.reject = true;
    reject.numbers = {1};
    PageOrder not_held = accept("work/1.jpg:0");
    const DecideResult result = said(out, {reject, not_held, accept("work/9.jpg:0")});
    EXPECT_EQ(result.answers.at(0).code, "decision_unfit");
    EXPECT_EQ(result.answers.at(1).code, "page_not_held");
    EXPECT_EQ(result.answers.at(2).code, "page_unknown");
    EXPECT_TRUE(tests::contents_of(out) == first);
}

TEST_F(Desk, SeveralOrdersAtOnceEndLikeOneAfterTheOther) {
    const fs::path one = copy("one"), many = copy("many");
    PageOrder add;
    add.page = "work/2.jpg:0";
    add.added = {{30, 30, 60, 20}};
    said(one, {accept("awards/1.jpg:0")});
    said(one, {add});
    DecideOptions options;
    options.jobs = 3;
    const auto result = batch::decide(many / "d", packs, {accept("awards/1.jpg:0"), add}, options);
    ASSERT_TRUE(result.ok());
    EXPECT_TRUE(tests::contents_of(one) == tests::contents_of(many));
}

TEST_F(Desk, WithoutOrdersTellsWhatWaits) {
    const fs::path out = copy("asked");
    const DecideResult result = said(out, {});
    ASSERT_EQ(result.here.pages.size(), 1u);
    EXPECT_EQ(result.here.pages[0].reference, "awards/1.jpg:0");
    const auto all = waiting_in(out, packs);
    ASSERT_TRUE(all.ok());
    EXPECT_EQ(all->size(), 1u);
}

TEST_F(Desk, AnUploadThatChangedIsRunFirst) {
    const fs::path out = copy("changed"), moved = *folder / "moved/d";
    fs::create_directories(moved.parent_path());
    fs::copy(*folder / "batch/d", moved, fs::copy_options::recursive);
    put(moved / "awards/1.jpg", printed("别的内容"));
    DecideOptions options;
    options.source = moved;
    const auto result = batch::decide(out / "d", packs, {accept("awards/1.jpg:0")}, options);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.fault().code, "run_first");
}

TEST_F(Desk, AShortFormThatOnePageDefinesIsMaskedOnTheOthers) {
    const json masks = page_of(first, "work/2.jpg").at("masks");
    EXPECT_THAT(masks, Contains(::testing::ResultOf([](const json& m) { return m.value("text", ""); }, short_form)));
    ASSERT_TRUE(run_to(*folder / "parallel", 3));
    EXPECT_TRUE(tests::contents_of(*folder / "parallel") == first);
}

TEST_F(Desk, FixedWidthsAreKeptByDecisions) {
    const fs::path out = *folder / "fixed";
    ASSERT_TRUE(run_to(out, 2, mask::Width::fixed));
    const auto before = tests::contents_of(out);
    EXPECT_FALSE(before.at("d/masked/work/1.jpg") == first.at("d/masked/work/1.jpg"));
    EXPECT_EQ(said(out, {accept("awards/1.jpg:0")}).answers.at(0).code, "");
    EXPECT_TRUE(tests::contents_of(out).at("d/masked/work/1.jpg") == before.at("d/masked/work/1.jpg"));
}

}  // namespace
}  // namespace mangping::batch
