#include "ocr/fields/kind.hpp"

#include <gtest/gtest.h>

#include <map>

#include "tests/ocr/fields/perfect.hpp"

namespace mangping::ocr {
namespace {

TEST(Kind, OfAGeneratedFirstPageIsNeverWrongAndSure) {
    int said = 0, right = 0, wrong_and_sure = 0, all = 0;
    std::map<std::string, int> silent;
    for (const Kind kind : all_kinds())
        for (std::uint64_t seed = 1; seed <= 4; ++seed) {
            synthetic::Rng rng(seed * 97 + static_cast<std::uint64_t>(kind));
            const auto person = synthetic::make_person(rng);
            const auto employer = synthetic::make_employer(rng);
            synthetic::DocumentOptions options;
            options.dpi = 100;
            options.seed = seed;
            const auto page = synthetic::make_page(kind, person, employer, options);
            const auto guess = recognise_kind(perfect_reading(page));
            ++all;
            if (!guess) {
                ++silent[std::string(key(kind))];
                continue;
            }
            ++said;
            right += guess->kind == kind ? 1 : 0;
            if (guess->kind != kind && guess->confidence >= 0.9) {
                ++wrong_and_sure;
                ADD_FAILURE() << key(kind) << " seed " << seed << " taken for " << key(guess->kind) << " at "
                              << guess->confidence;
            } else if (guess->kind != kind) {
                std::cout << key(kind) << " seed " << seed << " taken for " << key(guess->kind) << " at "
                          << guess->confidence << "\n";
            }
        }
    for (const auto& [name, count] : silent) std::cout << "unsaid: " << name << " " << count << "\n";
    std::cout << "right " << right << " of " << said << " said, of " << all << "\n";
    EXPECT_EQ(wrong_and_sure, 0);
    EXPECT_GE(right, said * 97 / 100);
}

Reading one_line(const std::vector<std::pair<std::string, float>>& glyphs) {
    Line line;
    double x = 10;
    for (const auto& [text, p] : glyphs) {
        line.glyphs.push_back({{{text, p}}, {x, 10, 20, 20}});
        line.box_upright = bounding(line.box_upright, line.glyphs.back().box_upright);
        x += 22;
    }
    Reading out;
    out.lines.push_back(std::move(line));
    return out;
}

Reading page_of(const std::vector<std::string>& rows) {
    Reading out;
    double y = 40;
    for (const std::string& row : rows) {
        Line line;
        double x = 60;
        const double em = out.lines.empty() ? 40 : 24;
        for (const std::string& c : synthetic::characters(row)) {
            line.glyphs.push_back({{{c, 0.95F}}, {x, y, em, em}});
            x += em;
        }
        line.box_upright = {60, y, x - 60, em};
        line.confidence = 0.95F;
        out.lines.push_back(std::move(line));
        y += 60;
    }
    out.confidence = 0.95F;
    return out;
}

TEST(Kind, OfWhatNoDossierAsksForIsOther) {
    const std::vector<std::vector<std::string>> pages{
        {"电费通知单", "用电户号：0000123456", "抄表周期：2023年7月", "用电量：214千瓦时", "应缴电费：98.44元"},
        {"增值税电子普通发票", "购买方名称：某某公司", "价税合计：玖拾捌元整"},
        {"会议纪要", "时间：2023年7月3日　地点：三楼会议室　参加人员：林知远", "会议要求按月报送进展。"}};
    for (const auto& rows : pages) {
        const auto guess = recognise_kind(page_of(rows));
        ASSERT_TRUE(guess) << rows.front();
        EXPECT_EQ(key(guess->kind), key(Kind::other)) << rows.front();
        EXPECT_GE(guess->confidence, 0.9) << rows.front();
    }
}

TEST(Kind, APortraitsHairAndBrowsAreNoWords) {
    const Reading brows = one_line({{"一", 0.9F}, {"一", 0.8F}, {"一", 0.9F}, {"一", 0.7F}, {"一", 0.8F}});
    const Reading hair = one_line({{"e", 0.4F}, {"n", 0.5F}, {"e", 0.3F}, {"r", 0.5F}, {"w", 0.4F}, {"e", 0.5F}});
    for (const Reading& reading : {brows, hair}) {
        const auto guess = recognise_kind(reading, {true});
        ASSERT_TRUE(guess);
        EXPECT_EQ(guess->kind, Kind::photo);
    }
    const Reading words = one_line({{"建", 0.9F}, {"设", 0.9F}, {"现", 0.9F}, {"场", 0.9F}, {"图", 0.9F}});
    EXPECT_FALSE(recognise_kind(words, {true})) << "a picture with words on it";
}

TEST(Kind, OfContentsIsTheJournalsWhereItNamesItsEditors) {
    const auto kind_of = [](const std::vector<std::string>& rows) { return recognise_kind(page_of(rows)); };
    const auto journal = kind_of({"目录 CONTENTS", "大学章程的文本与实践 阎立本 4", "新手教师的课堂提问 白杨 31",
                                  "主编：沈明月　副主编：崔健", "本期责任编辑：赵晓"});
    ASSERT_TRUE(journal);
    EXPECT_EQ(journal->kind, Kind::paper_contents);
    const auto book = kind_of({"目录", "第一章 绪论 1", "第一节 研究背景 3", "第二章 方法 19"});
    ASSERT_TRUE(book);
    EXPECT_EQ(book->kind, Kind::book_contents);
    // 科目类别 of which 类 may be 次 holds no title.
    Reading certificate = page_of({"继续教育培训合格证书", "姓名林知远", "科目类别公需科目"});
    certificate.lines[2].glyphs[2].alternatives = {{"洪", 0.4F}, {"次", 0.3F}};
    const auto course = recognise_kind(certificate);
    EXPECT_TRUE(!course || course->kind != Kind::paper_contents);
}

TEST(Kind, OfAProofThatAContractEndedIsNoContract) {
    const auto guess = recognise_kind(page_of({"解除劳动合同证明书", "陶景行同志自2010年7月至2014年3月在我公司工作，",
                                               "因个人原因，经双方协商一致，解除劳动合同关系。", "特此证明"}));
    EXPECT_TRUE(!guess || guess->kind != Kind::labor_contract);
}

TEST(Kind, OfABackIsToldByWhoSignsOnIt) {
    const auto back =
        recognise_kind(page_of({"部门主管评价", "公司考评委员会", "考核等级", "被考核人确认", "本人签字："}));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->kind, Kind::annual_assessment_form);
    const auto review =
        recognise_kind(page_of({"单位推荐", "意见", "评审组织", "评审意见", "总人数", "参加人数", "弃权", "评审结果"}));
    ASSERT_TRUE(review);
    EXPECT_EQ(review->kind, Kind::qualification_review_form);
}

TEST(Kind, OfATrainTicketIsOther) {
    const auto guess = recognise_kind(page_of({"K9786", "乌鲁木齐站　喀什站", "2020年05月21日　07车12号下铺",
                                               "限乘当日当次车", "报销凭证遗失不补", "退票改签时须交回车站"}));
    ASSERT_TRUE(guess);
    EXPECT_EQ(guess->kind, Kind::other);
    EXPECT_GE(guess->confidence, 0.9);
}

}  // namespace
}  // namespace mangping::ocr
