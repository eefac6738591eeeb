#include "pipeline/report/html.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

#include "models/section.hpp"
#include "tests/pipeline/report/sample.hpp"

namespace mangping::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// "" when every tag is closed in order and every < opens a tag, else where it goes wrong.
std::string ill_formed(const std::string& html) {
    std::vector<std::string> open;
    for (std::size_t i = html.find('<'); i != std::string::npos; i = html.find('<', i)) {
        const std::size_t end = html.find('>', i);
        if (end == std::string::npos) return "unclosed tag at " + std::to_string(i);
        std::string tag = html.substr(i + 1, end - i - 1);
        i = end + 1;
        if (tag.starts_with("!") || tag.ends_with("/")) continue;
        const bool closing = tag.starts_with("/");
        const std::string name = tag.substr(closing, tag.find_first_of(" \n", closing) - closing);
        if (name.empty() || !std::isalpha(static_cast<unsigned char>(name[0]))) return "no tag: <" + tag + ">";
        if (name == "meta" || name == "br" || name == "hr") continue;
        if (!closing) {
            open.push_back(name);
            if (name == "script" || name == "style") i = html.find("</" + name, i);
        } else if (open.empty() || open.back() != name) {
            return "</" + name + "> closes " + (open.empty() ? "nothing" : open.back());
        } else {
            open.pop_back();
        }
    }
    return open.empty() ? "" : "never closed: " + open.back();
}

std::string sample_notice(Language language = Language::zh) {
    const DossierOutcome o = sample_outcome();
    return notice_html(o, sample_thumbnails(o), language);
}

TEST(Escaped, LeavesNothingThatCouldBeMarkup) {
    EXPECT_EQ(escaped("<a href=\"x\">'&'</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
    EXPECT_EQ(escaped("林\xFFx\xC0\xAF"), "林\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(escaped(std::string("a\0b", 3)),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(NoticeHtml, IsWellFormedInBothLanguages) {
    keep("notice.html", sample_notice());
    EXPECT_EQ(ill_formed(sample_notice()), "");
    EXPECT_EQ(ill_formed(sample_notice(Language::en)), "");
}

TEST(NoticeHtml, SaysEverythingAtOnce) {
    const std::string html = sample_notice();
    EXPECT_THAT(html, HasSubstr("3 处需要修改"));  // a number, an illegible page, a missing file
    EXPECT_THAT(html, HasSubstr("学历证书编号须与学信网备案表一致。"));
    EXPECT_THAT(html, HasSubstr("104251201905001284"));
    EXPECT_THAT(html, HasSubstr("反光"));
    EXPECT_THAT(html, HasSubstr("没有找到这个文件"));
    EXPECT_THAT(html, HasSubstr("2023年7月12日 18:00"));
    EXPECT_THAT(html, HasSubstr("还可以提交 2 次"));
}

TEST(NoticeHtml, NamesColumnsInChinese) {
    const std::string html = sample_notice();
    const auto at = [&](const char* s) { return html.find(s); };
    EXPECT_LT(at("<h3>学历学位</h3>"), at("<h3>论文著作</h3>"));
    EXPECT_LT(at("<h3>论文著作</h3>"), at("<h3>考核情况</h3>"));
    EXPECT_LT(at("看不清，须重新上传"), at("论文封面缺少刊期"));
    EXPECT_LT(at("论文封面缺少刊期"), at("印章较淡"));
}

TEST(NoticeHtml, MarksThePlaceOnThePicture) {
    const std::string html = sample_notice();
    EXPECT_THAT(html, HasSubstr("<svg class=\"shot\" viewBox=\"0 0 1240 1754\""));
    EXPECT_THAT(html, HasSubstr("<polygon points=\"640,1480 1020,1480 1020,1520 640,1520 \""));
    EXPECT_THAT(html, HasSubstr("data:image/jpeg;base64,/9j/"));
}

TEST(NoticeHtml, ShowsWhereOnAWithheldPageWithoutTheSheetThatStandsInForIt) {
    DossierOutcome o = sample_outcome();
    std::vector<Thumbnail> thumbnails = sample_thumbnails(o);
    for (Thumbnail& t : thumbnails) t.sharp = true;
    const std::string place = "<polygon points=\"640,1480 1020,1480 1020,1520 640,1520 \"";
    EXPECT_THAT(notice_html(o, thumbnails, Language::zh), HasSubstr("<svg class=\"shot crop\""));
    for (AttachmentOutcome& a : o.attachments)
        for (PageOutcome& page : a.pages) page.withheld = true;
    const std::string html = notice_html(o, thumbnails, Language::zh);
    EXPECT_THAT(html, HasSubstr("<svg class=\"shot\" viewBox=\"0 0 1240 1754\" role=\"img\">" + place));
    EXPECT_EQ(ill_formed(html), "");
}

TEST(NoticeHtml, TellsOnceWhatTwoClausesAskFor) {
    DossierOutcome o = sample_outcome();
    Check again = o.checks[1];
    again.clause = "证书编号须真实。";
    o.checks.push_back(again);
    const std::string html = notice_html(o, {}, Language::zh);
    EXPECT_THAT(html, HasSubstr("3 处需要修改"));
    EXPECT_THAT(html, HasSubstr("学历证书编号须与学信网备案表一致。；证书编号须真实。"));
}

TEST(NoticeHtml, SaysSoWhenNothingIsWrong) {
    DossierOutcome o;
    o.verdict = Verdict::ready;
    o.blind_id = "MP-1";
    const std::string html = notice_html(o, {}, Language::zh);
    EXPECT_THAT(html, HasSubstr("没有发现问题，可以送审"));
    EXPECT_THAT(html, Not(HasSubstr("<article")));
    o.verdict = Verdict::hold;
    EXPECT_THAT(notice_html(o, {}, Language::zh), HasSubstr("正在等待人工核对"));
}

TEST(NoticeHtml, NeedsNothingFromAnywhere) {
    for (const std::string& html : {sample_notice(), batch_html({{{sample_outcome(), {}}}, "m"}, Language::zh)}) {
        EXPECT_THAT(html, Not(HasSubstr("http")));
        EXPECT_THAT(html, Not(HasSubstr("src=")));
        EXPECT_THAT(html, Not(HasSubstr("@import")));
    }
}

TEST(BatchHtml, HasARowADossierAndFilters) {
    DossierOutcome ready = sample_outcome(), failed;
    ready.verdict = Verdict::ready;
    ready.folder = "B02";
    failed.failed = true;
    failed.error = "dossier_json_missing";
    failed.folder = "C03";
    const BatchSummary summary{{{sample_outcome(), sample_thumbnails(sample_outcome())}, {ready, {}}, {failed, {}}},
                               "mangping 0.1.0"};
    const std::string html = batch_html(summary, Language::zh);
    keep("batch.html", html);
    EXPECT_EQ(ill_formed(html), "");
    EXPECT_EQ(ill_formed(batch_html(summary, Language::en)), "");
    EXPECT_THAT(
        html,
        HasSubstr(
            "<tr data-verdict=\"return\"><td><a href=\"A%3C07%3E%20%26%20co/notice.html\">A&lt;07&gt; &amp; co</a>"));
    EXPECT_THAT(html, HasSubstr("<button value=\"failed\" aria-pressed=\"false\">无法处理 1</button>"));
    EXPECT_THAT(html, HasSubstr("材料夹里没有 dossier.json"));
    EXPECT_EQ(html, batch_html(summary, Language::zh));
}

TEST(BatchHtml, LeadsToThePagesThatWaitForAPerson) {
    DossierOutcome waits = sample_outcome(), settled = sample_outcome();
    waits.folder = "d1";
    settled.folder = "d2";
    for (DossierOutcome* o : {&waits, &settled})
        for (AttachmentOutcome& a : o->attachments)
            for (PageOutcome& page : a.pages) page.review_needed = o == &waits;
    const std::string html = batch_html({{{waits, {}}, {settled, {}}}, "m"}, Language::zh);
    EXPECT_THAT(html, HasSubstr("<a href=\"d1/hold.html\">"));
    EXPECT_THAT(html, Not(HasSubstr("d2/hold.html")));
}

TEST(BatchHtml, GivesTheOperatorEachDossiersChecklistAndNotes) {
    DossierOutcome o = sample_outcome(), other = sample_outcome();
    Check item = o.checks[0], note = o.checks[0];
    item.id = "N1-58";
    item.role = "checklist";
    item.message = "纸质评审表<两份>，收件时核对。";
    note.role = "operator";
    note.message = "有2页拿不准。";
    o.checks.push_back(item);
    o.checks.push_back(note);
    o.checks.push_back(note);  // two clauses that say the same
    const std::string html = batch_html({{{o, {}}, {other, {}}}, "m"}, Language::zh);
    keep("batch_checklist.html", html);
    EXPECT_EQ(ill_formed(html), "");
    const std::string list =
        "<details><summary>程序的提示 1</summary><ul><li>有2页拿不准。</li></ul></details>"
        "<details><summary>人工核对清单 1</summary><ul><li><span class=\"soft\">N1-58</span> "
        "纸质评审表&lt;两份&gt;，收件时核对。</li></ul></details>";
    const std::size_t at = html.find(list);
    ASSERT_NE(at, std::string::npos);
    EXPECT_EQ(html.find("<details>", at + list.size()), std::string::npos) << "a dossier without items has no list";
    EXPECT_THAT(notice_html(o, {}, Language::zh), Not(HasSubstr("纸质评审表")));
}

TEST(Wording, KnowsEveryKeyTheHousePromises) {
    std::vector<std::string> keys{
        "empty_file",        "too_large",          "not_jpeg_or_pdf", "jpeg_broken",       "jpeg_truncated",
        "pdf_broken",        "pdf_encrypted",      "pdf_page_broken", "too_many_pages",    "page_too_large",
        "page_too_small",    "page_timeout",       "page_crash",      "cancelled",         "dossier_json_broken",
        "dossier_schema",    "notice_broken",      "mask_degenerate", "masking_failed",    "encode_failed",
        "pdf_failed",        "orientation_unsure", "name_doubtful",   "employer_doubtful", "unread_text",
        "seal_unread",       "name_not_found",     "code_unread",     "clarity_illegible", "page_fault",
        "verification_leak", "check_unsure",       "verdict_ready",   "verdict_return",    "verdict_hold"};
    for (int r = 0; r <= int(ClarityReason::moire); ++r)
        keys.push_back("clarity_" + std::string(key(ClarityReason(r))));
    for (int v = 0; v <= int(ClarityVerdict::blank); ++v)
        keys.push_back("clarity_verdict_" + std::string(key(ClarityVerdict(v))));
    for (int k = 0; k <= int(MaskKind::manual); ++k) keys.push_back("mask_" + std::string(key(MaskKind(k))));
    for (const SectionInfo& s : all_sections()) keys.push_back("section_" + std::string(s.key));
    for (const Kind k : all_kinds()) keys.push_back("kind_" + std::string(key(k)));
    for (const std::string& k : keys)
        for (const Language language : {Language::zh, Language::en}) {
            EXPECT_THAT(wording(k, language), Not(HasSubstr("（" + k))) << k;
            EXPECT_THAT(wording(k, language), Not(HasSubstr("Needs a person"))) << k;
        }
    EXPECT_EQ(wording("section_education", Language::zh), "学历学位");
    EXPECT_THAT(wording("never_heard_of", Language::zh), HasSubstr("never_heard_of"));
}

TEST(Wording, KnowsEveryFaultThatTheSourcesCanRaise) {
    const std::regex raised("Fault\\{\\s*FaultKind::\\w+,\\s*\"(\\w+)\"");
    std::set<std::string> codes;
    for (const char* room : {"pipeline", "detectors", "ocr", "workers"})
        for (const auto& entry :
             std::filesystem::recursive_directory_iterator(std::string(MANGPING_SOURCE_DIR) + "/" + room)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
            std::ifstream file(entry.path());
            const std::string text{std::istreambuf_iterator<char>(file), {}};
            for (std::sregex_iterator it(text.begin(), text.end(), raised), end; it != end; ++it)
                codes.insert((*it)[1]);
        }
    EXPECT_GT(codes.size(), 20u);
    for (const std::string& code : codes)
        EXPECT_THAT(wording(code, Language::en), Not(HasSubstr("Needs a person"))) << code;
}

}  // namespace
}  // namespace mangping::report
