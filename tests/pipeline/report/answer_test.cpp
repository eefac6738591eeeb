#include "pipeline/report/answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "tests/pipeline/report/sample.hpp"

namespace mangping::report {
namespace {

using testing::HasSubstr;
using testing::Not;

Check finding(CheckStatus status, Severity severity, const std::string& role, const std::string& cause,
              const std::string& words) {
    Check c;
    c.id = "N1-00";
    c.status = status;
    c.severity = severity;
    c.role = role;
    c.cause = cause;
    c.message = words;
    c.clause = "条款：" + words;
    c.section = "education";
    return c;
}

DossierOutcome answered(std::vector<Check> checks) {
    DossierOutcome o;
    o.verdict = Verdict::return_;
    o.blind_id = "MP-1";
    o.round = 2;
    o.checks = std::move(checks);
    o.submissions_left = 1;
    o.deadline = "2023-09-12T12:00:00+08:00";
    return o;
}

TEST(Answer, TellsFindingsOfOneCauseOnceWithEveryClause) {
    const auto items = answer_items(
        answered({finding(CheckStatus::fail, Severity::block, "", "missing:photo", "缺少照片，请补充上传。"),
                  finding(CheckStatus::fail, Severity::block, "", "missing:photo", "照片没有上传。")}),
        Language::zh);
    ASSERT_EQ(items.size(), 1u);
    EXPECT_EQ(items[0].what, "缺少照片，请补充上传。");
    EXPECT_EQ(items[0].clause, "条款：缺少照片，请补充上传。；条款：照片没有上传。");
}

TEST(Answer, PutsWhatMustBeMendedBeforeAdviceAndKeepsTheOperatorsPartBack) {
    const auto items =
        answer_items(answered({finding(CheckStatus::pass, Severity::warn, "advice", "", "建议一并上传国徽面。"),
                               finding(CheckStatus::pass, Severity::warn, "", "", "只是通过。"),
                               finding(CheckStatus::unsure, Severity::block, "operator", "", "上一轮就能看出。"),
                               finding(CheckStatus::not_applicable, Severity::note, "checklist", "", "人工核对。"),
                               finding(CheckStatus::fail, Severity::block, "", "", "编号不一致。")}),
                     Language::zh);
    ASSERT_EQ(items.size(), 2u);
    EXPECT_EQ(items[0].what, "编号不一致。");
    EXPECT_EQ(items[1].what, "建议一并上传国徽面。");
    EXPECT_EQ(items[1].tag, "建议修改");
}

/// Advice on an early column, then what must be mended on a late one.
std::vector<Check> advice_then_fault() {
    Check advice = finding(CheckStatus::fail, Severity::warn, "", "", "建议补充。"),
          fault = finding(CheckStatus::fail, Severity::block, "", "", "缺公示。"),
          excluded = finding(CheckStatus::fail, Severity::exclude, "", "", "已退休。"),
          look = finding(CheckStatus::unsure, Severity::block, "", "", "印章较淡。");
    advice.section = "basic";
    excluded.section = "";
    fault.section = "other";
    look.section = "basic";
    return {look, advice, fault, excluded};
}

TEST(Answer, PutsWhatMustBeMendedFirstWhicheverColumnItStandsIn) {
    std::vector<std::string> words;
    for (const AnswerItem& item : answer_items(answered(advice_then_fault()), Language::zh)) words.push_back(item.what);
    EXPECT_THAT(words, testing::ElementsAre("已退休。", "缺公示。", "建议补充。", "印章较淡。"));
}

TEST(Answer, ReadsInThatOrderAsAPageAndAsAMessage) {
    const DossierOutcome o = answered(advice_then_fault());
    EXPECT_THAT(notice_text(o, Language::zh),
                HasSubstr("\n必须修改，共 2 处\n【整份材料】\n1．（不符合申报条件）已退休。\n   依据：条款：已退休。\n"
                          "【其他附件】\n2．缺公示。\n   依据：条款：缺公示。\n"
                          "\n建议修改，共 1 处（不改也不影响受理）\n【基本信息】\n3．建议补充。"));
    const std::string page = notice_html(o, {}, Language::zh);
    std::size_t at = 0;
    for (const char* part : {"<h2>必须修改，共 2 处</h2>", "<h3>整份材料</h3>", "已退休。", "<h3>其他附件</h3>",
                             "缺公示。", "<h2>建议修改，共 1 处", "<h3>基本信息</h3>", "建议补充。",
                             "<h2>以下 1 处由工作人员核对，您不用处理</h2>", "印章较淡。"}) {
        const std::size_t found = page.find(part, at);
        ASSERT_NE(found, std::string::npos) << part;
        at = found;
    }
}

TEST(Answer, AsksOnlyWhomItMayConcernToSendItAgain) {
    DossierOutcome o = answered(advice_then_fault());
    EXPECT_THAT(answer_terms(o, Language::zh), testing::Contains(HasSubstr("请一次改完再提交")));
    o.submissions_left = 0;
    EXPECT_THAT(answer_terms(o, Language::zh), testing::Not(testing::Contains(HasSubstr("请一次改完再提交"))));
    o.submissions_left = 2;
    o.eligible_from = "2026";
    EXPECT_THAT(answer_terms(o, Language::zh), testing::Not(testing::Contains(HasSubstr("请一次改完再提交"))));
}

TEST(NoticeText, SaysTheSameAsThePageInPlainText) {
    DossierOutcome o = answered({finding(CheckStatus::fail, Severity::block, "", "", "编号不一致。")});
    o.checks[0].evidence = {{"edu/1.jpg", 0, {}}};
    o.checks[0].role = "again";
    o.rounds = {1, {"缺少照片。"}, {"编号不一致。"}, {"上一轮就能看出。"}};
    o.eligible_from = "2026";
    const std::string text = notice_text(o, Language::zh);
    for (const char* part : {"您的申报材料有 1 处需要修改", "盲评编号 MP-1，第 2 次提交", "最早可以从 2026 起再申报",
                             "请在 2023年9月12日 12:00 之前重新提交。", "还可以提交 1 次。",
                             "已经改好的：\n- 缺少照片。", "还没有改好的有 1 处，在下面标着“上次已提出”。",
                             "必须修改，共 1 处\n【学历学位】\n1．（上次已提出）编号不一致。", "文件：edu/1.jpg 第1页",
                             "依据：条款：编号不一致。"})
        EXPECT_THAT(text, HasSubstr(part));
    EXPECT_THAT(text, Not(HasSubstr("上一轮就能看出")));
    EXPECT_THAT(text, Not(HasSubstr("<")));
    const std::string page = notice_html(o, {}, Language::zh);
    EXPECT_THAT(page, HasSubstr("<li>缺少照片。</li>"));
    EXPECT_THAT(page, HasSubstr("还没有改好的有 1 处"));
    EXPECT_THAT(page, HasSubstr("<span class=\"tag care\">上次已提出</span>"));
    EXPECT_THAT(page, Not(HasSubstr("上一轮就能看出")));
}

/// One part of an xlsx, unpacked by Python's zipfile.
std::string part_of(const Bytes& xlsx, const std::string& part) {
    const auto file = std::filesystem::temp_directory_path() / ("roster-" + std::to_string(::getpid()) + ".xlsx");
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(xlsx.data()), static_cast<std::streamsize>(xlsx.size()));
    const std::string command =
        "python3 -c \"import zipfile;print(zipfile.ZipFile('" + file.string() + "').read('" + part + "').decode())\"";
    std::string out;
    if (FILE* pipe = ::popen(command.c_str(), "r")) {
        char buffer[4096];
        for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) out.append(buffer, n);
        ::pclose(pipe);
    }
    std::filesystem::remove(file);
    return out;
}

TEST(Roster, HasTheNoticesTwelveColumnsAndKeepsNumbersAsText) {
    const RosterRow row{"1",          "林知远",  "男",     "汉族",     "群众", "652801199003071239",
                        "助理工程师", "2014-09", "工程师", "某研究院", "",     "评审"};
    const auto xlsx = roster_xlsx("2023 年度专业职称申报人员花名册", {row});
    ASSERT_TRUE(xlsx);
    const std::string strings = part_of(*xlsx, "xl/sharedStrings.xml"),
                      sheet = part_of(*xlsx, "xl/worksheets/sheet1.xml");
    std::size_t at = 0;
    for (const std::string& column : roster_columns()) {
        const std::size_t found = strings.find("<t>" + column + "</t>", at);
        EXPECT_NE(found, std::string::npos) << column;
    }
    EXPECT_EQ(roster_columns().size(), 12u);
    EXPECT_EQ(roster_columns()[7], "获现任专业技术职务时间");
    EXPECT_THAT(strings, HasSubstr("<t>652801199003071239</t>"));
    EXPECT_THAT(strings, HasSubstr("<t>林知远</t>"));
    EXPECT_THAT(sheet, HasSubstr("<c r=\"F4\""));
    EXPECT_EQ(*roster_xlsx("同名", {row}), *roster_xlsx("同名", {row}));
}

}  // namespace
}  // namespace mangping::report
