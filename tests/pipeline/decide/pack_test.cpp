#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/decide/data.hpp"
#include "pipeline/decide/rules.hpp"
#include "tests/pipeline/decide/clean.hpp"

namespace mangping::decide::testing {
namespace {

/// Tests run as processes of their own, side by side.
std::filesystem::path own_folder() {
    const auto folder = std::filesystem::path(::testing::TempDir()) / ("decide-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    return folder;
}

using ::testing::AllOf;
using ::testing::HasSubstr;

/// A pack with this one rule; the rule's first line is line 9 of the file.
std::string with_rule(const std::string& rule) {
    return "编号: probe\n名称: 试用\n发布单位: 某单位\n年度: 2023\n遮盖: [姓名]\n不给评委看: [一寸照]\n规则:\n# "
           "规则\n" +
           rule;
}

Result<Notice> loaded(const std::string& text) {
    const auto path = own_folder() / "probe.yaml";
    std::ofstream(path, std::ios::binary) << text;
    return load_notice(path);
}

std::string complaint(const std::string& text) {
    const Result<Notice> result = loaded(text);
    EXPECT_FALSE(result.ok());
    if (result) return {};
    EXPECT_EQ(result.fault().code, "notice_broken");
    return result.fault().detail;
}

TEST(Pack, AllFiveLoadUnderTheirOwnNames) {
    const auto packs = load_notices(notices_folder());
    std::set<std::string> found;
    for (const auto& one : packs) {
        ASSERT_TRUE(one.ok()) << one.fault().detail;
        found.insert(one->id);
    }
    EXPECT_EQ(found, std::set<std::string>(notice_ids.begin(), notice_ids.end()));
}

TEST(Pack, MasksNameAndEmployerAndWithholdsIdentityPages) {
    for (const std::string& id : notice_ids) {
        const Notice notice = pack(id);
        EXPECT_TRUE(notice.mask_name && notice.mask_employer) << id;
        EXPECT_EQ(notice.withheld_kinds,
                  (std::set<Kind>{Kind::id_card_front, Kind::id_card_back, Kind::photo, Kind::commitment_letter,
                                  Kind::unit_publicity, Kind::unit_publicity_result}))
            << id;
    }
}

TEST(Pack, UsesOnlyItsOwnRuleNumbers) {
    for (std::size_t i = 0; i < notice_ids.size(); ++i)
        for (const Rule& rule : pack(notice_ids[i]).rules)
            EXPECT_TRUE(rule.id.starts_with("N" + std::to_string(i) + "-")) << rule.id;
}

TEST(Pack, EveryCheckIsUsedBySomePack) {
    std::set<std::string> used;
    for (const std::string& id : notice_ids)
        for (const Rule& rule : pack(id).rules) used.insert(rule.check);
    for (const CheckSpec& spec : all_checks()) EXPECT_TRUE(used.contains(std::string(spec.key))) << spec.key;
}

TEST(Pack, AsksNothingThatItsNoticeDoesNotSay) {
    const std::map<std::string, std::set<std::string>> unsaid{
        {"xj-2020-five-series",
         {"resubmit_within", "attachment_format", "resume_continuity", "assessment_results", "since_current_title",
          "insurance_months", "unit_level", "duplicates"}},
        {"bazhou-2023-engineering", {"aid_term", "unit_level", "duplicates", "identity_number", "decisive_opinion"}},
        {"xj-2021-research-experiment",
         {"resubmit_within", "no_blanks", "vague_words", "upright", "legible", "attachment_format", "resume_continuity",
          "assessment_results", "insurance_months", "course_hours", "education_order", "phone_number"}},
        {"xj-2021-education-management",
         {"submission_window", "no_blanks", "upright", "attachment_format", "resume_continuity", "assessment_results",
          "insurance_months", "course_hours", "education_order", "right_section"}},
        {"xj-2024-engineering-consulting",
         {"resubmit_within", "vague_words", "upright", "attachment_format", "resume_continuity", "aid_term",
          "since_current_title", "course_hours", "education_order"}},
    };
    for (const auto& [id, checks] : unsaid)
        for (const Rule& rule : pack(id).rules)
            EXPECT_FALSE(checks.contains(rule.check)) << rule.id << " " << rule.check;
}

TEST(Pack, QuotesTheNoticeVerbatim) {
    const char* shared = std::getenv("MANGPING_SHARED");
    if (shared == nullptr) GTEST_SKIP() << "the notices themselves are not part of the project";
    std::string all;
    for (const auto& file : std::filesystem::directory_iterator(std::filesystem::path(shared) / "notices")) {
        std::ifstream in(file.path());
        all.append(std::istreambuf_iterator<char>(in), {});
    }
    const auto squeezed = [](std::string text) {
        std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
        return text;
    };
    all = squeezed(all);
    for (const std::string& id : notice_ids)
        for (const Rule& rule : pack(id).rules)
            if (rule.id != "N0-47")  // that this notice says nothing of masking
                EXPECT_THAT(all, HasSubstr(squeezed(rule.clause))) << rule.id;
}

TEST(BrokenPack, NamesLineAndColumnAndWhatIsAllowed) {
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 必有材料\n  材料: 身份证人像\n")),
                AllOf(HasSubstr("probe.yaml:12:7"), HasSubstr("身份证人像"), HasSubstr("身份证人像面")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 必有材枓\n")),
                AllOf(HasSubstr("probe.yaml:11:7"), HasSubstr("必有材料"), HasSubstr("申报时间")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 申报次数\n  最多: 三\n")),
                AllOf(HasSubstr("probe.yaml:12:7"), HasSubstr("整数")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 申报次数\n  最大: 3\n")),
                AllOf(HasSubstr("probe.yaml:12:3"), HasSubstr("最大"), HasSubstr("最多")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 正向\n  条件: {单位性质: 大企业}\n")),
                AllOf(HasSubstr("probe.yaml:12:"), HasSubstr("大企业"), HasSubstr("民营企业")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 必填\n  字段: 专业技术资格.取得时侯\n")),
                AllOf(HasSubstr("probe.yaml:12:7"), HasSubstr("取得时间")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 申报时间\n  起: 2023-02-30\n  止: 2023-03-01\n")),
                AllOf(HasSubstr("probe.yaml:12:6"), HasSubstr("2023-02-30")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 考核年度\n  年度: 2023-2019\n")),
                AllOf(HasSubstr("probe.yaml:12:7"), HasSubstr("2019-2023")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 正向\n  轻重: 严重\n")), HasSubstr("不得申报"));
    EXPECT_THAT(complaint(with_rule("- 原文: 甲\n  检查: 正向\n")),
                AllOf(HasSubstr("probe.yaml:9:3"), HasSubstr("条")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  条: P-2\n  原文: 甲\n  检查: 正向\n")), HasSubstr("写了两次"));
    EXPECT_THAT(complaint("编号: [\n"), HasSubstr("probe.yaml:"));
    EXPECT_THAT(complaint("编号: x\n"), HasSubstr("名称"));
    EXPECT_THAT(complaint(""), HasSubstr("probe.yaml:1:1"));
}

TEST(BrokenPack, TellsAllMistakesAtOnce) {
    const std::string all =
        complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 乙\n- 条: P-2\n  原文: 甲\n  检查: 丙\n"));
    EXPECT_THAT(all, AllOf(HasSubstr(":11:"), HasSubstr(":14:")));
}

TEST(BrokenPack, DoesNotKeepTheOthersFromLoading) {
    const auto folder = own_folder() / "packs";
    std::filesystem::create_directories(folder);
    std::filesystem::copy_file(notices_folder() / "bazhou-2023-engineering.yaml", folder / "a.yaml",
                               std::filesystem::copy_options::overwrite_existing);
    std::ofstream(folder / "b.yaml") << "编号: x\n";
    const auto packs = load_notices(folder);
    ASSERT_EQ(packs.size(), 2u);
    EXPECT_NE(packs[0].ok(), packs[1].ok());
}

TEST(BrokenPack, SaysWhatMayStandInTheNewWords) {
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 与填写一致\n  材料: 毕业证书\n  核对: 姓名\n")),
                AllOf(HasSubstr("probe.yaml:13:7"), HasSubstr("姓名 = 个人信息.姓名")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 与填写一致\n  材料: 毕业证书\n  核对: 性名 = "
                                    "个人信息.姓名\n")),
                AllOf(HasSubstr("probe.yaml:13:7"), HasSubstr("性名"), HasSubstr("姓名、性别")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 公示期\n  工作日: 5\n  首日: 不算\n")),
                AllOf(HasSubstr("probe.yaml:13:7"), HasSubstr("计入、不计入")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 应有印记\n  材料: 公示结果\n  印记: 红章\n")),
                AllOf(HasSubstr("probe.yaml:13:7"), HasSubstr("公章、签名、手印")));
    EXPECT_THAT(complaint(with_rule("- 条: P-1\n  原文: 甲\n  检查: 平台先后\n  先: 交钱\n  后: 提交时间\n")),
                AllOf(HasSubstr("probe.yaml:12:6"), HasSubstr("缴费时间")));
}

/// A pack's head with one more line.
std::string with_choice(const std::string& line) {
    std::string text = with_rule("- 条: P-1\n  原文: 甲\n  检查: 正向\n");
    return text.replace(text.find("遮盖: [姓名]"), std::string("遮盖: [姓名]").size(),
                        "遮盖: [姓名, 工作单位]\n" + line);
}

TEST(Pack, ChoosesWhatTheNoticesLeaveOpenAboutMasking) {
    const auto asked = [](const std::string& line) { return *loaded(with_choice(line)); };
    EXPECT_FALSE(asked("").employer_by_row);
    EXPECT_FALSE(asked("单位遮盖范围: 整页").employer_by_row);
    EXPECT_TRUE(asked("单位遮盖范围: 本人所在行").employer_by_row);
    EXPECT_FALSE(asked("").mask_school);
    EXPECT_FALSE(asked("学校就是工作单位时: 保留").mask_school);
    EXPECT_TRUE(asked("学校就是工作单位时: 遮盖").mask_school);
    EXPECT_TRUE(asked("").mask_pledge_signature);
    EXPECT_TRUE(asked("承诺书签名: 遮盖").mask_pledge_signature);
    EXPECT_FALSE(asked("承诺书签名: 保留").mask_pledge_signature);
    EXPECT_THAT(complaint(with_choice("单位遮盖范围: 半页")),
                AllOf(HasSubstr("probe.yaml:6:9"), HasSubstr("整页、本人所在行")));
}

TEST(Pack, SaysWhichChoicesItMade) {
    const std::string usual = explain(pack("xj-2024-engineering-consulting"));
    EXPECT_THAT(usual, AllOf(HasSubstr("单位遮盖范围：整页"), HasSubstr("校名：保留"), HasSubstr("签名：遮盖")));
    EXPECT_THAT(explain(pack("bazhou-2023-engineering")), HasSubstr("小时：48；计时：钟点"));
    const std::string other =
        explain(*loaded(with_choice("单位遮盖范围: 本人所在行\n学校就是工作单位时: 遮盖\n承诺书签名: 保留")));
    EXPECT_THAT(other, AllOf(HasSubstr("单位遮盖范围：名单里只遮"), HasSubstr("校名：遮盖"), HasSubstr("签名：保留")));
}

TEST(Pack, IsExplainedInWords) {
    const std::string words = explain(pack("bazhou-2023-engineering"));
    EXPECT_THAT(words, AllOf(HasSubstr("申报人姓名、工作单位名称"), HasSubstr("N1-22"), HasSubstr("《身份证国徽面》"),
                             HasSubstr("单位性质为国有企业或民营企业"), HasSubstr("上传身份证（正、反面）")));
}

std::string whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

TEST(PackSchema, IsTheOneThatEditorsAreGiven) {
    if (const char* keep = std::getenv("MANGPING_KEEP_SCHEMA")) std::ofstream(keep) << pack_schema();
    EXPECT_EQ(whole(data_folder() / "schemas/notice.schema.json"), pack_schema());
}

TEST(PackLanguage, IsDescribedWordByWordForOperators) {
    const std::string readme = whole(notices_folder() / "README.md");
    for (const CheckSpec& spec : all_checks()) {
        const std::size_t row = readme.find("\n| " + std::string(spec.zh) + " |");
        ASSERT_NE(row, std::string::npos) << spec.zh;
        const std::string line = readme.substr(row + 1, readme.find('\n', row + 1) - row);
        for (const ParameterSpec& p : spec.parameters) EXPECT_THAT(line, HasSubstr(std::string(p.zh))) << spec.zh;
    }
}

TEST(UnknownNotice, FailsWithTheIdsThereAre) {
    const Check c = unknown_notice("nowhere-1999", notice_ids);
    EXPECT_EQ(c.status, CheckStatus::fail);
    EXPECT_EQ(c.severity, Severity::block);
    EXPECT_THAT(c.message, AllOf(HasSubstr("nowhere-1999"), HasSubstr("bazhou-2023-engineering")));
}

}  // namespace
}  // namespace mangping::decide::testing
