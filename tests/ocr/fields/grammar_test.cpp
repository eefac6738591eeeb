// Claims about legal values: what is read off doubtful characters, and how far it is believed.
#include "ocr/fields/grammar.hpp"

#include <gtest/gtest.h>

#include "models/numbers.hpp"
#include "ocr/fields/fields.hpp"
#include "ocr/fields/kind.hpp"
#include "ocr/fields/organisation.hpp"
#include "ocr/fields/places.hpp"
#include "ocr/names/utf.hpp"
#include "tests/ocr/fields/written.hpp"

namespace mangping::ocr {
namespace {

std::string date(const std::string& utf8) {
    const auto value = fields::as_date(text(utf8), true);
    return value ? value->text : "";
}

TEST(Degree, EndsInAScholarNotInEarth) {
    for (const char* read : {"工学学士", "工学学土", "工学学埴"}) {
        const auto value = fields::as_degree(text(read));
        ASSERT_TRUE(value) << read;
        EXPECT_EQ(value->text, "工学学士") << read;
    }
    EXPECT_FALSE(fields::as_degree({}));
}

TEST(Card, TellsTheDoubtfulDigitOfABirthByItsNumber) {
    const std::string number = std::string("65280119710111806") + synthetic::id_check_digit("65280119710111806");
    const auto card = [&](const std::string& birth) {
        return read(Kind::id_card_front,
                    page({line(100, 100, "姓名"), line(250, 100, "林知远"), line(100, 160, "出生"),
                          line(250, 160, birth), line(100, 400, "公民身份号码"), line(400, 400, number)}))
            .at("birth_date");
    };
    EXPECT_EQ(card("1971年4^月11日").value, "1971-01-11");
    EXPECT_LT(card("1971年4^月11日").confidence, 0.9);
    EXPECT_EQ(card("1971年4月11日").value, "1971-04-11");  // surely printed so: another matter
    EXPECT_LT(card("1971年4月11日").confidence, 0.9);
}

TEST(Course, TakesItsHoursFromTheirCellAndNotFromTheDayBeside) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(100, 100, "姓名：林知远"), line(100, 200, "学习时间"),
                                   line(300, 200, "2014-11-08"), line(760, 200, "学  时"), line(1000, 200, "30")}));
    ASSERT_TRUE(fields.contains("hours"));
    EXPECT_EQ(fields.at("hours").value, "30");
    const auto sentence = read(Kind::public_course_certificate,
                               page({line(100, 100, "林知远同志于2020年度参加公需科目培训，完成规定学时32"),
                                     line(100, 150, "学时，经考核成绩合格，特发此证")}));
    EXPECT_EQ(sentence.at("hours").value, "32");
}

TEST(Course, IsNamedUpToItsKindWhereTheClosingSignWasLost) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(100, 100, "林知远同志（单位：云岭院）于2017年参加“工匠精神与职"),
                                   line(100, 150, "业素养公需科目培训，计30学时，考试合格")}));
    EXPECT_EQ(fields.at("course").value, "工匠精神与职业素养");
    EXPECT_EQ(fields.at("hours").value, "30");
}

TEST(Course, NamesWhoTookItBehindTheEmployer) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(100, 100, "兹证明疆南硕铭建设勘察有限公司叶尔波力·哈孜别克同志，身"),
                                   line(100, 150, "份证号，于2019年度参加学习")}));
    ASSERT_TRUE(fields.contains("name"));
    EXPECT_EQ(fields.at("name").value, "叶尔波力·哈孜别克");
}

TEST(Name, SpreadOverItsCellIsJoinedThoughItsDotWasLost) {
    const auto name = [&](const std::string& second) {
        return read(Kind::public_course_certificate,
                    page({line(100, 100, "姓名："), line(250, 100, "叶尔波力"), line(460, 100, second)}))
            .at("name");
    };
    EXPECT_EQ(name("哈孜别克").value, "叶尔波力·哈孜别克");
    EXPECT_LT(name("哈孜别克").confidence, 0.9);
    EXPECT_EQ(name("性别男").value, "叶尔波力");
}

TEST(Name, InAListIsTheApplicantsWhateverPartsItFromOthers) {
    Reading reading = page({line(400, 60, "科学技术奖励证书"), line(100, 100, "获奖人员：穆长河·李欣·林知远·李昕明")});
    PageView view;
    view.reading = &reading;
    view.width = 1240;
    view.height = 1754;
    view.applicant = "林知远";
    EXPECT_EQ(read_fields(Kind::award_certificate, view).at("name").value, "林知远");
}

TEST(Name, AtTheBeginningOfALineMayBeTheRestOfOne) {
    const auto fields = [&](Kind kind, const std::string& above, const std::string& row) {
        return read(kind, page({line(130, 100, above), line(100, 150, row)}));
    };
    const std::string certified = "别克同志（女，1986年2月生）";
    EXPECT_FALSE(fields(Kind::qualification_certificate, "兹证明叶尔波力·哈孜", certified).contains("name"));
    const auto named =
        fields(Kind::qualification_certificate, "专业技术职务任职资格证书", "林知远同志（女，1986年2月生）");
    ASSERT_TRUE(named.contains("name"));
    EXPECT_LT(named.at("name").confidence, 0.9);
    const auto course =
        fields(Kind::public_course_certificate, "继续教育合格证书", "林知远同志于2020年度参加公需科目培训");
    EXPECT_GE(course.at("name").confidence, 0.9);
    EXPECT_FALSE(fields(Kind::public_course_certificate, "兹证明疆南勘察有限公司职工叶尔波力·哈孜",
                        "别克同志于2020年度参加公需科目培训")
                     .contains("name"));
    EXPECT_FALSE(
        fields(Kind::annual_assessment_form, "经考核小组评议", "林别克同志年度考核等次为：合格").contains("name"));
}

TEST(Assessment, TakesTheEmployerFromItsHeading) {
    const auto fields =
        read(Kind::annual_assessment_form, page({line(100, 100, "疆南绿洲农牧科学院科研人员年度考核登记表"),
                                                 line(100, 200, "姓名：林知远"), line(100, 300, "考核年度：2018年")}));
    ASSERT_TRUE(fields.contains("employer"));
    EXPECT_EQ(fields.at("employer").value, "疆南绿洲农牧科学院");
}

TEST(Name, IsNoLabelAndNoDay) {
    EXPECT_FALSE(fields::as_name(text("性别")));
    EXPECT_FALSE(fields::as_name(text("二〇一六年一月二十五日")));
    EXPECT_TRUE(fields::as_name(text("年广久")));
}

TEST(Certificate, OfATitleTellsTheDayOfTheDecisionInItsSentence) {
    const auto fields =
        read(Kind::qualification_certificate,
             page({line(100, 100, "专业技术职务任职资格证书"), line(100, 200, "林知远同志（女，1986年2月生）于"),
                   line(100, 250, "2015年11月20日经自治区中级职称评审委员会评审"),
                   line(100, 300, "，具备助理研究员任职资格"), line(700, 900, "二〇一六年一月二十五日")}));
    EXPECT_EQ(fields.at("obtained_on").value, "2015-11-20");
    EXPECT_EQ(fields.at("name").value, "林知远");
}

TEST(Diploma, OfAGraduateSchoolNamesPersonMajorAndLevel) {
    const auto fields = read(
        Kind::graduation_certificate,
        page({line(100, 100, "研究生"), line(250, 100, "林知远"), line(420, 100, "性别女，一九八六年二月十七"),
              line(100, 150, "日生，于二〇〇八年九月至二〇一一年六月在"),
              line(100, 200, "土壤学专业学习，学制三年，修完硕士研究生"), line(100, 250, "培养计划规定的全部课程")}));
    EXPECT_EQ(fields.at("name").value, "林知远");
    EXPECT_EQ(fields.at("major").value, "土壤学");
    EXPECT_EQ(fields.at("level").value, "硕士研究生");
}

TEST(Assessment, OfTheBackNamesPersonAndGradeBehindAColon) {
    const auto fields = read(Kind::annual_assessment_form,
                             page({line(100, 100, "林知远同志按计划完成课题任务，数据可靠"),
                                   line(100, 300, "建议考核等次：合格"), line(100, 500, "同意，2018年度等次：合格")}));
    EXPECT_EQ(fields.at("name").value, "林知远");
    EXPECT_EQ(fields.at("result").value, "合格");
}

TEST(Card, NumbersAHouseWithDigits) {
    const auto address = [&](const std::string& printed) {
        return read(Kind::id_card_front, page({line(100, 100, "姓名"), line(250, 100, "林知远"), line(100, 160, "住址"),
                                               line(250, 160, printed), line(100, 400, "公民身份号码")}))
            .at("address")
            .value;
    };
    EXPECT_EQ(address("新疆库尔勒市建设路2O6号l号楼"), "新疆库尔勒市建设路206号1号楼");
    EXPECT_EQ(address("新疆库尔勒市OK街A座3层"), "新疆库尔勒市ok街a座3层");
}

TEST(Pledge, IsItsParagraphAndEndsWithItsPoint) {
    const auto statement = [&](const std::string& last, const Line& below) {
        return read(Kind::commitment_letter,
                    page({line(400, 100, "承诺书"), line(160, 200, "本人承诺所填报的信息和上传的材料真实、准"),
                          line(100, 250, last), below, line(700, 360, "2023年9月12日")}))
            .at("statement")
            .value;
    };
    const std::string want = "本人承诺所填报的信息和上传的材料真实、准确,如有虚假,愿意承担后果。";
    EXPECT_EQ(statement("确，如有虚假，愿意承担后果。", line(640, 310, "承诺人：林知远")), want);
    EXPECT_EQ(statement("确，如有虚假，愿意承担后果", line(640, 310, "兴林远")), want);
    EXPECT_EQ(statement("确，如有虚假，愿意承担后果9", line(640, 310, "虺")), want);
}

TEST(Paper, NamesItsAuthorsThoughRaisedNumbersPartTheirLine) {
    Line title = line(100, 100, "戈壁滩渠道衬砌水盐运移规律分析");
    for (Glyph& g : title.glyphs) g.box_upright = {100 + (g.box_upright.x - 100) * 1.5, 100, 42, 42};
    title.box_upright = {100, 100, 700, 45};
    std::vector<Line> below;
    for (int i = 0; i < 12; ++i)
        below.push_back(line(100, 400 + 50 * i, "结合现场实际情况，组织完成了方案的编制与优化"));
    const auto authors = [&](const std::string& first, const std::string& others) {
        std::vector<Line> lines{title, line(300, 200, first), line(490, 213, others)};
        lines.insert(lines.end(), below.begin(), below.end());
        const auto fields = read(Kind::paper_body, page(lines));
        return fields.contains("authors") ? fields.at("authors").value : "";
    };
    EXPECT_EQ(authors("林知远1，", "阎宇子2，马立1"), "林知远;阎宇子;马立");
    EXPECT_EQ(authors("林知 远1，", "阎宇 子2，马立1"), "林知远;阎宇子;马立") << "glyphs that stand apart";
    EXPECT_EQ(authors("林知远 ", "阎宇子 马立"), "林知远;阎宇子;马立");
}

TEST(Patent, GetsBackTheLevelStrokeItsTitleBeginsWith) {
    const auto title = [](const char* read_as) {
        return read(Kind::patent_certificate,
                    page({line(300, 60, "发明专利证书"), line(100, 200, std::string("发明名称：") + read_as),
                          line(100, 260, "发明人：林知远")}))
            .at("title")
            .value;
    };
    EXPECT_EQ(title("种输送带自动纠偏装置"), "一种输送带自动纠偏装置");
    EXPECT_EQ(title("棉种包衣机"), "棉种包衣机");
    EXPECT_EQ(title("种子清选机"), "种子清选机");
}

TEST(Patent, NumberMayHaveLostALetterAndItsPoint) {
    const auto number = [](const char* read_as) {
        const auto got = read(Kind::patent_certificate,
                              page({line(300, 60, "发明专利证书"), line(100, 200, std::string("专利号：") + read_as)}));
        return got.contains("number") ? got.at("number").value : "";
    };
    EXPECT_EQ(number("ZL202122318847.2"), "ZL202122318847.2");
    EXPECT_EQ(number("ZB2021223188472"), "ZL202122318847.2");
    EXPECT_EQ(number("ZB2021223188473"), "") << "its check digit does not hold";
}

TEST(SocialInsurance, CountsItsMonthsAndHasItsEmployerInAColumn) {
    const auto statement = [](const std::vector<std::string>& periods, const std::string& total) {
        std::vector<Line> lines{line(100, 60, "姓名"),          line(220, 60, "林知远"),
                                line(100, 140, "序号"),         line(220, 140, "费款所属期"),
                                line(560, 140, "缴费单位名称"), line(960, 140, "缴费基数")};
        double y = 200;
        for (const std::string& period : periods) {
            lines.push_back(line(220, y, period));
            lines.push_back(line(500, y, "疆南云岭工程咨询有限公司"));
            lines.push_back(line(960, y, "6120.00"));
            y += 60;
        }
        if (!total.empty()) lines.push_back(line(300, y, total));
        return read(Kind::social_insurance_statement, page(lines));
    };
    const auto counted = statement({"202302", "202303", "202304"}, "");
    EXPECT_EQ(counted.at("months").value, "3");
    EXPECT_LT(counted.at("months").confidence, 0.9);
    EXPECT_EQ(counted.at("employer").value, "疆南云岭工程咨询有限公司");
    const auto told = statement({"2023-02", "2023-03"}, "实际缴费月数合计：7个月");
    EXPECT_EQ(told.at("months").value, "7");
    EXPECT_FALSE(statement({"202302", "202304"}, "").contains("months")) << "a month was not read, or not paid";
}

TEST(Award, OfSeveralHasItsTitleInQuotesOrNone) {
    const auto title = [](const std::string& sentence) {
        const auto fields = read(Kind::award_certificate,
                                 page({line(300, 60, "关于表彰的决定"), line(100, 200, sentence),
                                       line(100, 260, "林知远、阎宇子、马立"), line(700, 500, "2023年9月12日")}));
        return fields.contains("title") ? fields.at("title").value : "";
    };
    EXPECT_EQ(title("授予下列同志“优秀咨询工作者”称号（排名不分先后）："), "优秀咨询工作者");
    EXPECT_EQ(title("授予下列成果一、二、三等奖："), "");
    EXPECT_EQ(title("荣获第三届“天山杯”优秀咨询成果一等奖。"), "第三届“天山杯”优秀咨询成果一等奖");
    EXPECT_EQ(title("授予林知远同志优秀咨询工作者称号。"), "林知远同志优秀咨询工作者称号");
}

TEST(Course, MayStandBehindSubject) {
    const auto got =
        read(Kind::public_course_certificate,
             page({line(100, 60, "公需科目合格证"), line(100, 200, "科目："), line(260, 200, "生态文明与绿色发展")}));
    EXPECT_EQ(got.at("course").value, "生态文明与绿色发展");
}

TEST(Sex, OfACellWithOneCharacterIsOneOfTwo) {
    EXPECT_EQ(fields::as_sex(text("变"))->text, "女");
    EXPECT_LT(fields::as_sex(text("变"))->confidence, 0.9);
    EXPECT_FALSE(fields::as_sex(text("汉")));
    EXPECT_FALSE(fields::as_sex(text("变化")));
}

TEST(Sentence, RunsOnBehindTheEdgeOfTheSheet) {
    const auto fields = read(Kind::graduation_certificate,
                             page({line(100, 100, "学生林知远，性别女，一九"), line(100, 150, "七九年十二月二十-"),
                                   line(100, 200, "一日生，于二〇〇〇年九月至二〇〇四年七月在本校")}));
    ASSERT_TRUE(fields.contains("birth_date"));
    EXPECT_EQ(fields.at("birth_date").value, "1979-12-21");
}

TEST(Sentence, NamesSexAndBirthThoughTheEthnicityOrTheHeadingStandsBetween) {
    const auto one = read(Kind::graduation_certificate,
                          page({line(100, 100, "艾斯卡尔·阿不都外力，男，维吾尔族，"),
                                line(100, 150, "1986年8月23日出生。2006年9月1日至2011年7月在我校土木工程专业")}));
    EXPECT_EQ(one.at("name").value, "艾斯卡尔·阿不都外力");
    EXPECT_EQ(one.at("sex").value, "男");
    EXPECT_EQ(one.at("birth_date").value, "1986-08-23");
    const auto other = read(Kind::graduation_certificate,
                            page({line(500, 100, "学生"), line(620, 100, "林知远"), line(740, 100, "性别男，"),
                                  line(900, 104, "1987年4月16日"), line(100, 120, "毕业证书"),
                                  line(500, 150, "生，于2006年9月1日至2010年6月在本校学习")}));
    EXPECT_EQ(other.at("birth_date").value, "1987-04-16");
}

TEST(Sentence, OfACourseNamesWhoWorksWhere) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(100, 100, "林知远同志（工作单位：云岭规划设计研究院）于2020年度参加"),
                                   line(100, 150, "《科学素养》公需科目培训，完成规定学时30学时")}));
    ASSERT_TRUE(fields.contains("name"));
    EXPECT_EQ(fields.at("name").value, "林知远");
}

TEST(Sentence, OfAnAssessmentGradesInsideOfIt) {
    for (const auto& [sentence, grade] : {std::pair("林知远同志2021年度考核为合格等次。", "合格"),
                                          {"同意述职，建议定为优秀。", "优秀"},
                                          {"2021年度考核为不合格等次。", "不合格"}}) {
        const auto fields = read(Kind::annual_assessment_form, page({line(100, 100, sentence)}));
        ASSERT_TRUE(fields.contains("result")) << sentence;
        EXPECT_EQ(fields.at("result").value, grade);
    }
}

TEST(Sentence, OfAnAwardEndsBeforeItsWishes) {
    const auto fields = read(Kind::award_certificate,
                             page({line(200, 100, "荣誉证书"), line(100, 200, "林知远"), line(240, 240, "同志："),
                                   line(100, 300, "在2022年度工作中成绩突出，被评为先进工作者·特颁此证·以资鼓励")}));
    EXPECT_EQ(fields.at("name").value, "林知远");
    EXPECT_EQ(fields.at("title").value, "先进工作者");
}

TEST(Label, InTheHeadingIsNone) {
    const auto fields = read(Kind::qualification_certificate,
                             page({line(500, 60, "职称 证书"), line(100, 200, "职称名称"), line(400, 200, "工程师")}));
    ASSERT_TRUE(fields.contains("title"));
    EXPECT_EQ(fields.at("title").value, "工程师");
}

TEST(Label, OverTwoLinesIsMoreThanItsUpperHalf) {
    const auto fields =
        read(Kind::qualification_review_form,
             page({line(100, 100, "现任专业"), line(100, 136, "技术职务："), line(400, 118, "助理工程师"),
                   line(100, 300, "申报专业"), line(100, 336, "技术资格"), line(400, 318, "助理研究员")}));
    ASSERT_TRUE(fields.contains("title"));
    EXPECT_EQ(fields.at("title").value, "助理研究员");
}

TEST(Label, SpreadOverItsCellHoldsSpecks) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(100, 100, "年 ， 度"), line(600, 100, "学时"), line(110, 180, "2022")}));
    ASSERT_TRUE(fields.contains("year"));
    EXPECT_EQ(fields.at("year").value, "2022");
}

TEST(List, ARowWhoseNameOnlyResemblesTheApplicantsIsNotSure) {
    const Reading list =
        page({line(100, 100, "姓名"), line(500, 100, "专业"), line(100, 200, "梁泽思"), line(500, 200, "石油化工")});
    PageView view;
    view.reading = &list;
    view.width = 1240;
    view.height = 1754;
    view.applicant = "梁帆思";
    const auto fields = read_fields(Kind::qualification_document, view);
    for (const char* key : {"name", "specialty"}) {
        const auto found = fields.find(key);
        EXPECT_TRUE(found == fields.end() || found->second.confidence < 0.9) << key;
    }
}

TEST(Dates, OfThisCenturyHaveARingForASecondFigure) {
    EXPECT_EQ(date("二5O九年七月一日"), "2009-07-01");
    EXPECT_EQ(date("二O.O五年七月一日"), "2005-07-01");
    EXPECT_EQ(date("一九.九〇年十二月三十一日"), "1990-12-31");
}

TEST(Organisation, ThatEndsLikeNoneIsNotSure) {
    EXPECT_LT(fields::as_organisation(text("新疆维吾尔自"))->confidence, 0.9);
    EXPECT_GE(fields::as_organisation(text("哈密市第十九中学"))->confidence, 0.9);
}

TEST(Dates, HoldABracketForAThinOne) {
    EXPECT_EQ(date("1985年]月20日"), "1985-01-20");
    EXPECT_EQ(date("2012年1)月(日"), "2012-11-01");
}

TEST(Dates, AreReadInBothNumeralsAndAllSeparators) {
    EXPECT_EQ(date("2021年6月3日"), "2021-06-03");
    EXPECT_EQ(date("2021年06月03日"), "2021-06-03");
    EXPECT_EQ(date("2021.06.03"), "2021-06-03");
    EXPECT_EQ(date("2021-6-3"), "2021-06-03");
    EXPECT_EQ(date("二〇二一年六月三日"), "2021-06-03");
    EXPECT_EQ(date("一九九〇年十二月三十一日"), "1990-12-31");
    EXPECT_EQ(date("二〇一〇年十月二十日"), "2010-10-20");
    EXPECT_EQ(date("二〇二一年六月"), "2021-06");
    EXPECT_EQ(date("2021.06"), "2021-06");
}

TEST(Dates, SurviveWhatZerosAreReadAs) {
    for (const char* zero : {"O", "0", "○", "零", "口", "o", "。"})
        EXPECT_EQ(date("二" + std::string(zero) + "二一年六月三日"), "2021-06-03") << zero;
    EXPECT_EQ(date("三〇一二年六月三日"), "2012-06-03") << "the thirty-first century is none";
    EXPECT_EQ(date("二〇GO二年六月三日"), "2002-06-03");
    EXPECT_EQ(date("二O〇O〇二年九月三日"), "2002-09-03") << "digits leave room for two zeros";
    EXPECT_EQ(date("二@〇一七年七月一日"), "2017-07-01");
    EXPECT_EQ(date("一九七太年五月七日"), "1976-05-07");
    EXPECT_EQ(date("二〇〇〇年五月七日"), "2000-05-07");
}

TEST(Dates, OutsideTheCalendarAreNone) {
    EXPECT_EQ(date("2021年13月3日"), "");
    EXPECT_EQ(date("2616年6月3日"), "");
    EXPECT_NE(date("2021年2月30日"), "2021-02-30");
}

TEST(IdNumbers, AreMendedOnlyByWhatTheReaderOffered) {
    synthetic::Rng rng(5);
    const std::string right = synthetic::make_person(rng).id_number;
    fields::Text read = text(right);
    ASSERT_EQ(read.size(), 18U);
    EXPECT_EQ(fields::as_id_number(read)->text, right);
    EXPECT_GE(fields::as_id_number(read)->confidence, 0.9);

    const char32_t wrong = right[9] == '3' ? U'8' : U'3';
    read[9].ch = wrong;
    EXPECT_LT(fields::as_id_number(read)->confidence, 0.9) << "nothing says which digit is wrong";
    read[9].others = {{static_cast<char32_t>(right[9]), 0.1F}};
    EXPECT_EQ(fields::as_id_number(read)->text, right);
}

TEST(IdNumbers, ThatContradictTheBirthOnTheCardAreMendedByIt) {
    synthetic::Rng rng(11);
    const auto person = synthetic::make_person(rng);
    std::string wrong = person.id_number;
    wrong[9] = wrong[9] == '8' ? '3' : '8';
    const std::string born = person.birth_date.substr(0, 4) + "年" +
                             std::to_string(std::stoi(person.birth_date.substr(5, 2))) + "月" +
                             std::to_string(std::stoi(person.birth_date.substr(8))) + "日";
    const auto got =
        read(Kind::id_card_front, page({line(100, 100, "出生 " + born), line(100, 200, "公民身份号码 " + wrong)}));
    EXPECT_EQ(got.at("id_number").value, person.id_number);
    EXPECT_LT(got.at("id_number").confidence, 0.9);
}

TEST(Grades, OfAHandThatReadsBadlyAreWhatTwoRowsAgreeOn) {
    const auto grade = [](const std::vector<std::string>& rows) {
        std::vector<Line> lines;
        for (const std::string& row : rows)
            lines.push_back(line(300, 100 + 60.0 * static_cast<double>(lines.size()), row));
        const auto fields = read(Kind::annual_assessment_form, page(lines));
        return fields.contains("result") ? fields.at("result") : ReadField{};
    };
    const ReadField agreed = grade({"闫认狂掖岽次羽优吉，", "间硅评野忽；优楣", "签名：夸树秒"});
    EXPECT_EQ(agreed.value, "优秀");
    EXPECT_LT(agreed.confidence, 0.9F);
    EXPECT_EQ(grade({"闫认考特岙次力合格，", "间圭竹核估扩合格岙次"}).value, "合格");
    EXPECT_EQ(grade({"闫认狂掖岽次羽优吉，", "签名：夸树秒"}).value, "") << "one row";
    EXPECT_EQ(grade({"闫认狂掖岽次羽优吉，", "间圭竹核估扩合格岙次"}).value, "") << "two that differ";
    EXPECT_EQ(grade({"考核等次分为优秀、合格、基本合格、不合格", "其中优秀、合格各占几成"}).value, "") << "notes";
    EXPECT_EQ(grade({"焊接一次合格率达到九成", "本年度的工程全部验收合格"}).value, "") << "a summary of the year";
}

TEST(Grades, NestAndAreReadAsAWholeCell) {
    for (const char* grade : {"优秀", "合格", "基本合格", "不合格"}) {
        const auto got = read(Kind::annual_assessment_form, page({line(100, 100, "考核等次"), line(300, 100, grade)}));
        ASSERT_TRUE(got.contains("result")) << grade;
        EXPECT_EQ(got.at("result").value, grade);
        EXPECT_GE(got.at("result").confidence, 0.9);
    }
    const auto doubtful =
        read(Kind::annual_assessment_form, page({line(100, 100, "考核等次"), line(300, 100, "不^合格")}));
    EXPECT_LT(doubtful.at("result").confidence, 0.9);
}

TEST(Titles, NestAndTheLongestCounts) {
    for (const char* title : {"工程师", "助理工程师", "高级工程师", "正高级工程师"}) {
        const auto got =
            read(Kind::qualification_certificate, page({line(100, 100, "资格名称："), line(300, 100, title)}));
        ASSERT_TRUE(got.contains("title")) << title;
        EXPECT_EQ(got.at("title").value, title);
    }
}

TEST(Labels, StandSpacedOutInPiecesOnTwoLinesAndBesideEachOther) {
    EXPECT_EQ(read(Kind::course_exemption_form, page({line(100, 100, "姓 名：林知远 性 别：男")})).at("name").value,
              "林知远");
    EXPECT_EQ(
        read(Kind::course_exemption_form, page({line(100, 100, "姓"), line(220, 100, "名： 林知远")})).at("name").value,
        "林知远");
    const auto id = read(Kind::id_card_front,
                         page({line(100, 100, "出生"), line(100, 132, "年月"), line(300, 116, "1990年1月1日")}));
    EXPECT_EQ(id.at("birth_date").value, "1990-01-01");
    const auto wrapped = read(Kind::social_insurance_statement,
                              page({line(100, 120, "单位名称"), line(300, 104, "天山北坡水利"),
                                    line(300, 138, "勘测设计院"), line(100, 220, "险种"), line(300, 220, "养老保险")}));
    EXPECT_EQ(wrapped.at("employer").value, "天山北坡水利勘测设计院");
}

TEST(Labels, WithoutAValueTakeNoneFromTheNextRow) {
    const auto got =
        read(Kind::course_exemption_form, page({line(100, 100, "姓名"), line(100, 160, "性别"), line(300, 160, "男")}));
    EXPECT_FALSE(got.contains("name"));
}

TEST(Witnesses, ThatDisagreeKeepAValueBelowSure) {
    synthetic::Rng rng(9);
    const auto person = synthetic::make_person(rng);
    const std::string day = person.birth_date.substr(8) == "11" ? "12日" : "11日";
    const auto got = read(Kind::id_card_front,
                          page({line(100, 100,
                                     "出生 " + person.birth_date.substr(0, 4) + "年" +
                                         std::to_string(std::stoi(person.birth_date.substr(5, 2))) + "月" + day),
                                line(100, 200, "公民身份号码 " + person.id_number)}));
    EXPECT_LT(got.at("birth_date").confidence, 0.9);
    EXPECT_GE(got.at("id_number").confidence, 0.9);
}

TEST(PlacesToSign, LieBehindTheirLabelAndBeforeADate) {
    const Reading reading =
        page({line(100, 100, "承诺人（签字）："), line(100, 300, "本人承诺以上填报内容和提交的材料真实有效并签字。")});
    const auto places = places_to_sign(reading);
    ASSERT_EQ(places.size(), 1U);
    EXPECT_GE(places[0].where_upright.x, 100 + 7 * kEm);
    EXPECT_LT(places[0].where_upright.y, 100);
}

TEST(Kind, OfAPictureWithoutWordsIsAPhotograph) {
    EXPECT_EQ(recognise_kind(page({}), {true})->kind, Kind::photo);
    EXPECT_FALSE(recognise_kind(page({}), {false}));
}

TEST(Name, OfSingleCharactersThatFillTheirCellIsRead) {
    const auto fields =
        read(Kind::annual_assessment_form, page({line(100, 100, "姓名"), line(300, 100, "祁"), line(480, 100, "越"),
                                                 line(620, 100, "性别"), line(760, 100, "女")}));
    ASSERT_TRUE(fields.contains("name"));
    EXPECT_EQ(fields.at("name").value, "祁越");
    const auto other = read(Kind::annual_assessment_form,
                            page({line(100, 100, "姓名"), line(300, 100, "祁越"), line(480, 100, "女")}));
    EXPECT_EQ(other.at("name").value, "祁越");
}

TEST(Course, OfASentenceTellsItsYearAndNameThoughAnOrnamentStandsBeside) {
    // The frame of the certificate was read as figures beside its lines, and the signs round the name as dots.
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(100, 100, "林知远同志于2014年参加专业技术人员继续教育公需科目·专业技术"), line(20, 125, "4"),
                   line(1130, 125, "4"), line(100, 150, "人员权益保护·培训，共计30学时，经考核成绩合格，准予结业。")}));
    EXPECT_EQ(fields.at("year").value, "2014");
    EXPECT_EQ(fields.at("course").value, "专业技术人员权益保护");
    EXPECT_EQ(fields.at("hours").value, "30");
}

TEST(Course, InAListOfThoseWhoPassedIsTheApplicantsRow) {
    std::vector<Line> rows{line(100, 100, "2022年度专业科目培训合格人员名单")};
    double y = 160;
    for (const char* name : {"丁力", "马文博", "王文博", "孔庆东", "邓小雨", "李文博", "白雪", "胡杨", "贺新民"}) {
        rows.push_back(line(200, y, name));
        y += 50;
    }
    const Reading reading = page(rows);
    PageView view;
    view.reading = &reading;
    view.width = 1240;
    view.height = 1754;
    view.applicant = "李文博";
    EXPECT_EQ(read_fields(Kind::professional_course_certificate, view).at("name").value, "李文博");
    view.applicant = "林知远";
    EXPECT_FALSE(read_fields(Kind::professional_course_certificate, view).contains("name")) << "stands not there";
}

TEST(Diploma, NamesThePersonAboveItsSentence) {
    for (const char* sentence :
         {"性别女，1984年3月26日生，在我校高等教育学学科（专业）", "女，一九八四年三月二十六日生，于二〇〇二年"}) {
        const auto fields =
            read(Kind::degree_certificate,
                 page({line(400, 60, "硕士学位证书"), line(300, 150, "林知远"), line(100, 200, sentence),
                       line(100, 250, "已通过课程考试和论文答辩，授予教育学硕士学位")}));
        ASSERT_TRUE(fields.contains("name")) << sentence;
        EXPECT_EQ(fields.at("name").value, "林知远");
        EXPECT_LT(fields.at("name").confidence, 0.9);
    }
    const auto school = read(Kind::graduation_certificate,
                             page({line(400, 60, "硕士研究生"), line(400, 110, "毕业证书"),
                                   line(100, 180, "研究生林知远，性别女，1984年3月26日生，于2009年9月至")}));
    EXPECT_EQ(school.at("name").value, "林知远");
}

TEST(Degree, IsInAMajorNotInItsDiscipline) {
    const auto fields = read(Kind::degree_certificate,
                             page({line(100, 200, "林知远，性别女，1984年3月26日生。在我校高等教育学学科（专业）"),
                                   line(100, 250, "已通过硕士学位的课程考试和论文答辩，授予教育学硕士学位")}));
    EXPECT_EQ(fields.at("major").value, "高等教育学");
}

}  // namespace
}  // namespace mangping::ocr
