// Claims about the fields of certificates and letters as others draw them, and about numbers with letters among their
// digits.
#include <gtest/gtest.h>

#include "ocr/fields/grammar.hpp"
#include "tests/ocr/fields/written.hpp"

namespace mangping::ocr {
namespace {

TEST(Number, EndsBeforeALetterThatIsNoDigit) {
    const auto value = fields::as_number(text("2017 0 4 1 8 G^"), nullptr);
    ASSERT_TRUE(value);
    EXPECT_EQ(value->text, "20170418");
}

TEST(Number, KeepsLettersThatWereSurelyReadAmongItsDigits) {
    EXPECT_EQ(fields::as_number(text("XJ2017GCZX040217"), nullptr)->text, "XJ2017GCZX040217");
    EXPECT_EQ(fields::as_number(text("BZ2018-ZK-O347"), nullptr)->text, "BZ2018-ZK-0347");
}

TEST(Course, OfALetterToItsHolderSaysWhoAndWhen) {
    const auto fields = read(Kind::professional_course_certificate,
                             page({line(500, 100, "培训合格证书"), line(200, 300, "陶景行同志:"),
                                   line(260, 380, "于2021年10月参加由我单位举办的新技术专业技术人员"),
                                   line(200, 440, "继续教育专业科目培训班，共计60学时，特发此证。")}));
    EXPECT_EQ(fields.at("name").value, "陶景行");
    EXPECT_EQ(fields.at("year").value, "2021");
}

TEST(Course, IsNamedBehindTheWordsForItsKind) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(500, 100, "继续教育合格证"), line(260, 380, "该同志于2020年度参加公需科目"),
                   line(200, 440, "继续教育职业道德与创新能力培训，学习期满，成绩合格，共计30学时。")}));
    EXPECT_EQ(fields.at("course").value, "职业道德与创新能力");
}

TEST(Diploma, OfOldNamesItsHolderBeforeWhereHeIsFrom) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(400, 100, "毕业证书"), line(200, 300, "学生叶尔扎特·胡马尔别克系博南县人，哈萨克族，性别男"),
                   line(200, 360, "现年二十三岁，于一九九三年九月至一九九六年七月在本校"),
                   line(200, 420, "劳动经济管理专业学习期满，成绩及格，准予毕业。")}));
    EXPECT_EQ(fields.at("name").value, "叶尔扎特·胡马尔别克");
}

TEST(Diploma, OfStudiesThatBeganOnADayEndsOnThatOfItsIssue) {
    const auto end = [](const std::string& from, const std::string& issued) {
        return read(Kind::graduation_certificate,
                    page({line(400, 100, "毕业证书"), line(200, 300, "学生陶景行，性别女，一九八七年四月十六日生，于"),
                          line(200, 360, from + "至二〇一〇年六月在本校工程管理专业"),
                          line(200, 420, "四年制本科学习，成绩合格，准予毕业。"), line(200, 560, "校名:西域理工大学"),
                          line(600, 700, issued)}))
            .at("end_date");
    };
    EXPECT_EQ(end("二〇〇六年九月一日", "二〇一〇年六月三十日").value, "2010-06-30");
    EXPECT_LT(end("二〇〇六年九月一日", "二〇一〇年六月三十日").confidence, 0.9);
    EXPECT_EQ(end("二〇〇六年九月", "二〇一〇年六月三十日").value, "2010-06");
    EXPECT_EQ(end("二〇〇六年九月一日", "二〇一〇年七月五日").value, "2010-06");
}

TEST(Course, OfATableOfLessonsIsWhatTheyHaveInCommon) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(300, 100, "2021年度公需科目学习证明"), line(100, 200, "序号"), line(540, 200, "课程名称"),
                   line(700, 200, "类别"), line(850, 200, "学时"), line(1000, 200, "结果"), line(115, 260, "1"),
                   line(300, 260, "低碳经济与发展(一)总论"), line(700, 260, "公需"), line(865, 260, "8"),
                   line(1000, 260, "合格"), line(115, 320, "2"), line(300, 320, "低碳经济与发展(二)政策解读"),
                   line(700, 320, "公需"), line(865, 320, "8"), line(1000, 320, "合格")}));
    EXPECT_EQ(fields.at("course").value, "低碳经济与发展");
}

TEST(Course, NamesWhomItBearsWitnessFor) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(300, 100, "专业技术人员继续教育证书"),
                                   line(200, 300, "兹证明陶景行同志，在2020年度公需科目培训中完成“公共卫生”"),
                                   line(200, 360, "全部课程，累计30学时，经考核合格，准予登记。")}));
    EXPECT_EQ(fields.at("name").value, "陶景行");
}

TEST(Course, OfAClassIsNamedInWhateverWasReadForItsSigns) {
    const auto fields = read(Kind::public_course_certificate,
                             page({line(200, 300, "陶景行同志:"), line(260, 380, "于2016年参加专业技术人员继续教育"),
                                   line(200, 440, "公需科目′知识产权公共教程″培训班，计40学时，"),
                                   line(200, 500, "经考核成绩合格，特发此证。")}));
    EXPECT_EQ(fields.at("course").value, "知识产权公共教程");
}

TEST(Assessment, IsOfTheEmployerWhoseNameStandsAboveItsHeading) {
    const auto employer = [](double y) {
        return read(Kind::annual_assessment_form,
                    page({line(300, y, "疆南云岭石油技术服务有限公司"), line(400, 200, "2020年度员工考核表"),
                          line(200, 300, "姓名"), line(400, 300, "陶景行")}));
    };
    EXPECT_EQ(employer(140).at("employer").value, "疆南云岭石油技术服务有限公司");
    EXPECT_FALSE(employer(20).contains("employer")) << "somewhere else";
}

TEST(Publicity, CountsItsDaysInBrackets) {
    const auto fields = read(
        Kind::unit_publicity_result,
        page({line(500, 100, "公示证明"), line(200, 200, "我单位于2020年8月10日至2020年8月17日(共6天)对陶景行同志"),
              line(200, 260, "申报经济系列高级专业技术任职资格的材料进行了公示，公示无异议。")}));
    EXPECT_EQ(fields.at("days").value, "6");
}

TEST(Proof, IsAboutTheOneWhoIsNamedAndNotAboutThatComrade) {
    const auto fields = read(
        Kind::integrity_proof,
        page({line(500, 100, "廉洁自律"), line(260, 260, "陶景行同志系我单位在职专业技术人员。该同志在工作中能够自觉"),
              line(200, 320, "接受监督，未发现违规违纪违法问题。")}));
    EXPECT_NE(fields.contains("name") ? fields.at("name").value : "", "在职专业技术人员");
}

TEST(Proof, BeginsWithWhomItIsAbout) {
    const auto fields =
        read(Kind::unit_proof,
             page({line(500, 100, "业绩成果证明"), line(260, 200, "陶景行，男，1989年11月出生，现为我公司副经理。")}));
    EXPECT_EQ(fields.at("name").value, "陶景行");
}

TEST(Qualification, IsHeldBySomeoneOfTheSentenceWhoMayNotBeTheFirst) {
    PageView view;
    const Reading reading = page({line(300, 100, "关于批准穆晓棠等12名同志"), line(300, 160, "实验师任职资格的通知"),
                                  line(200, 300, "经评审委员会评审通过，批准穆晓棠、陶 景行、努尔曼·沙依坦等"),
                                  line(200, 360, "12名同志实验师任职资格。")});
    view.reading = &reading;
    view.width = 1240;
    view.height = 1754;
    view.applicant = "陶景行";
    EXPECT_EQ(read_fields(Kind::qualification_document, view).at("name").value, "陶景行");
    view.applicant = "祝锦程";
    const auto another = read_fields(Kind::qualification_document, view).at("name");
    EXPECT_EQ(another.value, "穆晓棠");
    EXPECT_LE(another.confidence, 0.5);
}

TEST(Qualification, OfASpecialtyBehindItsSeriesIsOfTheSpecialty) {
    const auto fields =
        read(Kind::qualification_certificate,
             page({line(300, 100, "专业技术职务任职资格证书"), line(200, 200, "姓名"), line(500, 200, "陶景行"),
                   line(200, 260, "系列专业"), line(500, 260, "实验技术系列分析测试")}));
    EXPECT_EQ(fields.at("specialty").value, "分析测试");
}

TEST(Award, OfAGradeIsNamedByWhatItIsFor) {
    const auto fields =
        read(Kind::award_certificate, page({line(500, 100, "荣誉证书"), line(200, 300, "陶景行同志:"),
                                            line(200, 360, "在2021年技能竞赛中荣获二等奖，授予“技术能手”称号。")}));
    EXPECT_EQ(fields.at("title").value, "技术能手");
    const auto heading = read(Kind::award_certificate, page({line(400, 100, "科学技术进步奖"), line(500, 200, "证书"),
                                                             line(200, 400, "奖励等级"), line(500, 400, "三等奖"),
                                                             line(200, 460, "获奖者"), line(500, 460, "陶景行")}));
    EXPECT_EQ(heading.at("title").value, "科学技术进步奖");
    EXPECT_LE(heading.at("title").confidence, 0.8);
}

TEST(Award, TitleIsNotItsSignsNorWhoseAwardItIs) {
    const auto title = [](const std::string& words) {
        return read(Kind::award_certificate,
                    page({line(500, 100, "荣誉证书"), line(200, 300, "陶景行同志:"), line(260, 380, words)}))
            .at("title")
            .value;
    };
    EXPECT_EQ(title("在2022年度工作中表现优异，被评为·先进工作者"), "先进工作者");
    EXPECT_EQ(title("在2022年度工作中表现优异，被评为本所先进工作者。"), "先进工作者");
}

TEST(Degree, IsReadAcrossASignBesideItsLines) {
    const auto fields = read(
        Kind::degree_certificate,
        page({line(500, 100, "学士学位证书"), line(500, 300, "陶景行，女，1987年4月16日生。自2006年9月1日至2010年6"),
              line(500, 360, "月在西域理工大学工程管理专业完成了本科学习计划，业已毕"),
              line(500, 420, "业，经审核符合《中华人民共和国学位条例》的规定，授予管理"), line(380, 450, "▲"),
              line(500, 480, "学学士学位。"), line(300, 800, "证书编号:1079942010001463")}));
    EXPECT_EQ(fields.at("degree").value, "管理学学士");
}

TEST(Degree, OfAComradeOfADepartmentIsOfTheSchoolThatSigns) {
    const auto got =
        read(Kind::degree_certificate,
             page({line(300, 60, "学士学位证书"), line(160, 200, "吐尔逊阿依·艾尼瓦尔同志系新疆新和县人，一九七"),
                   line(100, 250, "〇年十一月生，在我校教育系学校教育专业学习四年，"),
                   line(100, 300, "授予教育学学士学位。"), line(100, 420, "疆南大学学位评定委员会"),
                   line(700, 480, "一九九三年七月五日")}));
    EXPECT_EQ(got.at("name").value, "吐尔逊阿依·艾尼瓦尔");
    EXPECT_EQ(got.at("school").value, "疆南大学");
    EXPECT_EQ(got.at("major").value, "学校教育");
    const auto major = [](const char* text) {
        return read(Kind::graduation_certificate,
                    page({line(160, 200, std::string("学生林知远在本校") + text + "专业学习")}))
            .at("major")
            .value;
    };
    EXPECT_EQ(major("系统工程"), "系统工程");
    EXPECT_EQ(major("国际关系学"), "国际关系学");
}

/// A column of text from (x, y) down.
Line column(double x, double y, const std::string& utf8) {
    Line out = line(0, 0, utf8);
    out.vertical = true;
    double at = y;
    for (Glyph& g : out.glyphs) {
        g.box_upright = {x, at, 0.92 * kEm, 0.92 * kEm};
        at += kEm;
    }
    out.box_upright = {x, y, kEm, at - y};
    return out;
}

TEST(Diploma, InColumnsIsReadFromTheRightThoughAFoldCutsThem) {
    // Pieces in the order in which they begin, and tilted.
    const auto got =
        read(Kind::graduation_certificate,
             page({column(600, 90, "性别女，在本校"), column(700, 100, "学生林"), column(500, 100, "准予毕业"),
                   column(592, 330, "学校教育专业"), column(692, 230, "知远")}));
    EXPECT_EQ(got.at("name").value, "林知远");
    EXPECT_EQ(got.at("major").value, "学校教育");
}

TEST(Diploma, MajorIsReadPastWhatAFrameBesideItsColumnReadsAs) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(900, 100, "毕业证书"), line(800, 300, "陶景行，男，1992年11月3日出生，于2014年3月"),
                   line(760, 360, "1日至2016年7月在本校油"), line(100, 390, "7^"),
                   line(760, 420, "气储运工程专业(函授)两年半制学习，修完教学计划")}));
    EXPECT_EQ(fields.at("major").value, "油气储运工程");
}

TEST(Document, IsTheAuthoritysThatItsOfficeSends) {
    const auto fields =
        read(Kind::qualification_document,
             page({line(300, 100, "关于公布陶景行等3名同志任职资格的通知"),
                   line(200, 300, "经评审，确认下列同志具备任职资格。"),
                   line(200, 900, "巴音郭楞蒙古自治州人力资源和社会保障局办公室"), line(900, 960, "2018年11月30日")}));
    EXPECT_EQ(fields.at("issuer").value, "巴音郭楞蒙古自治州人力资源和社会保障局");
}

TEST(Publicity, SaysTheIdNumberOverALinesEnd) {
    const auto fields =
        read(Kind::unit_publicity,
             page({line(500, 100, "推荐单位公示"), line(260, 200, "基本信息:陶景行，男，汉族，群众，身份证号"),
                   line(200, 260, "652801199211030116，现任专业技术职务任职资格:助理工程师")}));
    EXPECT_EQ(fields.at("id_number").value, "652801199211030116");
}

TEST(Diploma, SpanHasTheDayWhereOneIsPrinted) {
    const auto fields = read(Kind::graduation_certificate,
                             page({line(500, 100, "毕业证书"),
                                   line(200, 300, "学生陶景行，性别男，一九九二年十一月三日生，于二〇一〇年九月一日"),
                                   line(200, 360, "至二〇一三年六月在本校油气储运技术专业学习，准予毕业。")}));
    EXPECT_EQ(fields.at("start_date").value, "2010-09-01");
    EXPECT_EQ(fields.at("end_date").value, "2013-06");
}

}  // namespace
}  // namespace mangping::ocr
