// Claims about the order in which pages are read and about values that stand where others set them: sheets side by
// side, cells without rules, tall rows, headings.
#include <gtest/gtest.h>

#include "ocr/fields/grammar.hpp"
#include "ocr/fields/kind.hpp"
#include "ocr/names/utf.hpp"
#include "tests/ocr/fields/written.hpp"

namespace mangping::ocr {
namespace {

std::string value(const std::map<std::string, ReadField>& fields, const std::string& key) {
    const auto at = fields.find(key);
    return at == fields.end() ? "" : at->second.value;
}

std::string running_text(const Reading& reading) {
    return utf8(fields::chars(fields::running(fields::flow_of(reading)).text));
}

TEST(Running, ASentenceOfTheRightSheetIsWholeThoughTheTitleStandsBesideIt) {
    const Reading spread = page({line(900, 300, "学生陶景行，性别女，于二〇〇六"), line(200, 340, "毕业证书"),
                                 line(840, 350, "年九月至二〇一〇年六月在本校工程"), line(210, 390, "高等教育"),
                                 line(840, 400, "管理专业学习，准予毕业。")});
    EXPECT_EQ(running_text(spread),
              "毕业证书高等教育学生陶景行,性别女,于二〇〇六年九月至二〇一〇年六月在本校工程管理专业学习,准予毕业。");
}

TEST(Running, TheCellsOfAFormStayInTheirRows) {
    const Reading form = page({line(200, 300, "工作单位"), line(400, 300, "博南县水利工程建设管理中心"),
                               line(200, 400, "通讯地址"), line(400, 400, "博南县人民路二十七号水利大楼")});
    EXPECT_EQ(running_text(form), "工作单位博南县水利工程建设管理中心通讯地址博南县人民路二十七号水利大楼");
}

TEST(Flow, ADateThatAFormSetsApartIsOne) {
    const Reading card =
        page({line(100, 100, "姓名"), line(220, 100, "陶景行"), line(100, 200, "出生"),
              line(220, 200, "１９８６年３月"), line(490, 200, "１９日"), line(100, 400, "公民身份号码")});
    EXPECT_EQ(value(read(Kind::id_card_front, card), "birth_date"), "1986-03-19");
    const Reading apart = page({line(220, 200, "１９８６年３月"), line(490, 200, "１９人")});
    EXPECT_EQ(fields::flow_of(apart).rows.size(), 2u) << "no day";
}

TEST(Date, OfASixThatWasReadWithItsStrokeApartIsOne) {
    const auto date = fields::as_date(text("２０１ó年ó月２８日"), true);
    ASSERT_TRUE(date);
    EXPECT_EQ(date->text, "2016-06-28");
    EXPECT_LT(date->confidence, 0.9);
}

TEST(Date, AFigureThatMayAlsoBeTheWordForYearsIsAFigure) {
    Line l = line(0, 0, "二〇一一年六月二十五日");
    l.glyphs[3].alternatives.push_back({"年", 0.3F});
    const Reading reading = page({l});
    const auto dates = fields::dates_in(fields::flow_of(reading).rows.front().text);
    ASSERT_EQ(dates.size(), 1u);
    EXPECT_EQ(dates.front().iso, "2011-06-25");
}

TEST(Diploma, OfSelfStudySaysWhatWasStudiedAndEndsOnItsIssue) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(500, 100, "高等教育自学考试"), line(540, 170, "毕业证书"),
                   line(260, 300, "陶景行，性别女，１９８３年７月２２日出生，参加高等教育"),
                   line(200, 350, "自学考试，教育管理专业本科（独立本科段）全部课程考试成绩"),
                   line(200, 400, "合格，经审定，准予毕业。"), line(700, 600, "二〇〇六年六月三十日")}));
    EXPECT_EQ(value(fields, "major"), "教育管理");
    EXPECT_EQ(value(fields, "level"), "本科");
    EXPECT_EQ(value(fields, "end_date"), "2006-06-30");
    EXPECT_LT(fields.at("end_date").confidence, 0.9) << "it is inferred";
}

TEST(Diploma, OfTheLastCenturyIsNumberedBehindAWordAndBeginsWhereOneEntered) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(400, 100, "毕业证书"), line(260, 300, "学生陶景行，性别男，一九七四年十月生，于"),
                   line(200, 350, "一九九三年九月入本校水文专业学习，学制三年，准予毕业。"),
                   line(200, 700, "字第９６０４１７号")}));
    EXPECT_EQ(value(fields, "certificate_no"), "960417");
    EXPECT_EQ(value(fields, "start_date"), "1993-09");
}

TEST(Degree, OfASubjectWithoutItsSchoolIsInThatSubject) {
    const auto fields =
        read(Kind::degree_certificate,
             page({line(400, 100, "硕士学位证书"), line(260, 300, "陶景行，男，１９８６年３月１９日生。在农业水土工"),
                   line(200, 350, "程学科（专业）已完成培养计划，授予工学硕士学位。")}));
    EXPECT_EQ(value(fields, "major"), "农业水土工程");
}

TEST(Award, AGradeAloneIsNoTitle) {
    const auto fields = read(Kind::award_certificate,
                             page({line(500, 100, "获奖证书"), line(200, 300, "获奖等级"), line(400, 300, "二等奖"),
                                   line(200, 380, "完成单位"), line(400, 380, "博南县水利工程建设管理中心")}));
    EXPECT_EQ(value(fields, "title"), "");
}

TEST(Award, WithoutSignsIsNamedUpToTheWordForTitles) {
    const auto fields =
        read(Kind::award_certificate,
             page({line(500, 100, "荣誉证书"), line(200, 300, "陶景行同志"), line(260, 350, "工作中成绩优异"),
                   line(260, 400, "荣获先进个人称号"), line(600, 600, "博南县师范学校")}));
    EXPECT_EQ(value(fields, "title"), "先进个人");
}

TEST(Award, EndsWithItsSentenceThoughThePointWasLost) {
    const auto fields =
        read(Kind::award_certificate,
             page({line(100, 100, "陶景行同志："), line(180, 200, "荣获二〇二二年度水利青年技能大赛一等奖"),
                   line(790, 320, "博南县水利工程建设管理中心"), line(850, 380, "２０２２年１０月２１日")}));
    EXPECT_EQ(value(fields, "title"), "二〇二二年度水利青年技能大赛一等奖");
}

TEST(Diploma, IsNumberedUnderTheLabelToo) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(500, 100, "毕业证书"), line(300, 300, "学生陶景行，性别男，"), line(160, 550, "证书编号"),
                   line(130, 595, "１０７５１１２００８０５００１２３４")}));
    EXPECT_EQ(value(fields, "certificate_no"), "107511200805001234");
    EXPECT_GT(fields.at("certificate_no").confidence, 0.86);
}

TEST(Award, ToPeopleInCellsIsToTheApplicantWhoseCellItIs) {
    const Reading certificate =
        page({line(500, 100, "获奖证书"), line(200, 300, "完成人员"), line(400, 300, "荀建国"), line(600, 300, "陶景"),
              line(800, 300, "陶景行"), line(400, 360, "阚玉梅"), line(600, 360, "刘景行")});
    EXPECT_EQ(value(read(Kind::award_certificate, certificate, "陶景行"), "name"), "陶景行");
    EXPECT_EQ(value(read(Kind::award_certificate, certificate, "景行"), "name"), "");
}

TEST(Course, NamesItsHolderOverTheEmployerInBrackets) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(500, 100, "培训合格证书"), line(560, 300, "陶景行"), line(450, 360, "（博南县师范学校）"),
                   line(260, 440, "参加２０２１年度＂党史学习教育专题培训，学满３０学时，")}));
    EXPECT_EQ(value(fields, "name"), "陶景行");
    EXPECT_EQ(value(fields, "course"), "党史学习教育专题");
}

TEST(Course, OfAYearWithoutSignsIsNotGuessed) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(500, 100, "培训合格证书"), line(260, 440, "参加２０２１年度我单位举办的培训，")}));
    EXPECT_EQ(value(fields, "course"), "");
}

TEST(Course, OfARegisterStandsInTheTallRowUnderItsHeads) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(400, 100, "继续教育登记"), line(120, 280, "年度"), line(320, 280, "学习内容"),
                                   line(620, 280, "学时"), line(120, 470, "２０１４"),
                                   line(320, 470, "职业道德与创新能力"), line(620, 470, "３０")}));
    EXPECT_EQ(value(fields, "year"), "2014");
    EXPECT_EQ(value(fields, "hours"), "30");
    EXPECT_EQ(value(fields, "course"), "职业道德与创新能力");
}

TEST(Course, IsOfTheYearInItsHeading) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(200, 100, "２０２４年公需科目合格证书"), line(100, 300, "姓名"), line(300, 300, "陶景行"),
                   line(100, 400, "发证时间"), line(300, 400, "２０２５年１月９日")}));
    EXPECT_EQ(value(fields, "year"), "2024");
}

TEST(Proof, IsNotAboutItsOwnNumberNorTheDepartment) {
    const auto numbered =
        read(Kind::unit_proof, page({line(500, 100, "业绩证明"), line(700, 180, "衡岳证〔２０２４〕２６号"),
                                     line(260, 260, "陶景行同志现任我公司水利水电咨询室主任工程师。")}));
    EXPECT_EQ(value(numbered, "name"), "陶景行");
    const auto department =
        read(Kind::service_years_proof,
             page({line(500, 100, "工作年限证明"), line(260, 260, "兹证明我校教务处陶景行同志累计从事")}));
    EXPECT_EQ(value(department, "name"), "陶景行");
}

TEST(Proof, IsAboutTheOneWhoseNumberStandsInBrackets) {
    const auto fields = read(Kind::service_years_proof,
                             page({line(500, 100, "工作年限证明"),
                                   line(260, 260, "兹证明陶景行（身份证号６５３１２１）于１９９６年在我站工作")}));
    EXPECT_EQ(value(fields, "name"), "陶景行");
}

TEST(Register, SaysItsCodeThoughAWIsTwoVs) {
    const auto code = [](const std::string& printed) {
        return value(read(Kind::chsi_report, page({line(400, 100, "学历证书电子注册备案表"),
                                                   line(100, 300, "在线验证码"), line(400, 300, printed)})),
                     "verification_code");
    };
    EXPECT_EQ(code("Ａ３ＶＸ８ＴＱ２ＭＫ６ＶＶＤ９ＨＺ"), "A3VX8TQ2MK6WD9HZ");
    EXPECT_EQ(code("Ａ３ＶＸ８ＴＱ２ＭＫ６ＷＤ９ＨＺ"), "A3VX8TQ2MK6WD9HZ");
    EXPECT_EQ(code("Ａ３ＶＶ８ＴＱ２ＭＫ６ＷＤ９ＨＺ"), "A3VV8TQ2MK6WD9HZ");
}

TEST(Register, OfAnotherPrintSaysWhenItWasPrintedAndItsConclusion) {
    const auto fields =
        read(Kind::chsi_report,
             page({line(400, 100, "学历证书电子注册备案表"), line(700, 200, "打印日期：２０２０年９月１５日"),
                   line(100, 300, "姓名"), line(400, 300, "陶景行"), line(100, 400, "结论"), line(400, 400, "毕业")}));
    EXPECT_EQ(value(fields, "updated_on"), "2020-09-15");
    EXPECT_EQ(value(fields, "completion"), "毕业");
}

TEST(Document, OfAListSaysTheTitleInItsHeadingAndIsNoOneInItsRows) {
    std::vector<Line> lines{line(200, 100, "２０１３年度水利专业高级工程师任职资格人员名单"), line(100, 200, "序号"),
                            line(260, 200, "姓名"), line(560, 200, "工作单位"), line(960, 200, "专业")};
    const std::vector<std::string> names{"令狐安", "曾永固", "陶景行", "束广文", "宗慕白", "阚玉梅",
                                         "国忠诚", "詹光明", "明德海", "安居乐", "花如意", "白云飞"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double y = 300 + 90 * static_cast<double>(i);
        lines.push_back(line(100, y, "一"));
        lines.push_back(line(260, y, names[i]));
        lines.push_back(line(560, y, "博南县水利管理站"));
        lines.push_back(line(960, y, "水文"));
    }
    const auto fields = read(Kind::qualification_document, page(lines), "陶景行");
    EXPECT_EQ(value(fields, "name"), "陶景行");
    EXPECT_EQ(value(fields, "title"), "高级工程师");
    EXPECT_EQ(value(fields, "issuer"), "");
}

TEST(Kind, OfLettersOfAppointmentAwardsAndContentsAsOthersSetThem) {
    const auto kind_of = [](const Reading& reading) {
        const auto guess = recognise_kind(reading);
        return guess ? std::string(key(guess->kind)) : std::string();
    };
    EXPECT_EQ(
        kind_of(page({line(500, 100, "聘书"), line(200, 300, "兹聘请您为本公司主任工程师"), line(200, 380, "此聘")})),
        "appointment_document");
    EXPECT_EQ(kind_of(page({line(200, 300, "在年度工作中成绩突出被评为先进工作者"), line(200, 380, "特颁此证")})),
              "award_certificate");
    EXPECT_EQ(kind_of(page({line(200, 300, "资格名称助理研究员"), line(200, 380, "授予时间２０１５年"),
                            line(100, 460, "持证人签名")})),
              "qualification_certificate");
}

}  // namespace
}  // namespace mangping::ocr
