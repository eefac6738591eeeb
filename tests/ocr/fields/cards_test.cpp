// Claims about pages that set labels over their values, add up a column, tick a cell, or name people without a label.
#include <gtest/gtest.h>

#include "ocr/fields/kind.hpp"
#include "tests/ocr/fields/written.hpp"

namespace mangping::ocr {
namespace {

std::string value(const std::map<std::string, ReadField>& fields, const std::string& key) {
    const auto at = fields.find(key);
    return at == fields.end() ? "" : at->second.value;
}

double confidence(const std::map<std::string, ReadField>& fields, const std::string& key) {
    const auto at = fields.find(key);
    return at == fields.end() ? 0 : at->second.confidence;
}

/// A report of the register as a telephone shows it: two columns of cards.
Reading cards(const std::string& birth = "１９８６年３月１９日") {
    return page({line(100, 80, "教育部学历证书电子注册备案表"),
                 line(100, 300, "姓名"),
                 line(530, 300, "性别"),
                 line(100, 345, "陶景行"),
                 line(530, 345, "男"),
                 line(100, 420, "出生日期"),
                 line(530, 420, "层次"),
                 line(100, 465, birth),
                 line(530, 465, "本科"),
                 line(100, 540, "入学日期"),
                 line(530, 540, "毕（结）业日期"),
                 line(100, 585, "２００４年９月１日"),
                 line(530, 585, "２００８年６月２５日"),
                 line(100, 660, "学校名称"),
                 line(100, 705, "博南水利大学"),
                 line(100, 780, "专业"),
                 line(530, 780, "学制"),
                 line(100, 825, "水利水电工程"),
                 line(530, 825, "４年"),
                 line(100, 900, "学历类别"),
                 line(530, 900, "学习形式"),
                 line(100, 945, "普通高等教育"),
                 line(530, 945, "普通全日制"),
                 line(100, 1020, "证书编号"),
                 line(100, 1065, "１０７５１１２００８０５００１２３４")});
}

TEST(Cards, OfTheRegisterHoldTheirValuesUnderTheirLabels) {
    const auto fields = read(Kind::chsi_report, cards());
    EXPECT_EQ(value(fields, "name"), "陶景行");
    EXPECT_EQ(value(fields, "sex"), "男");
    EXPECT_EQ(value(fields, "birth_date"), "1986-03-19");
    EXPECT_EQ(value(fields, "level"), "本科");
    EXPECT_EQ(value(fields, "end_date"), "2008-06-25");
    EXPECT_EQ(value(fields, "school"), "博南水利大学");
    EXPECT_EQ(value(fields, "major"), "水利水电工程");
    EXPECT_EQ(value(fields, "study_form"), "普通全日制");
    EXPECT_EQ(value(fields, "certificate_no"), "107511200805001234");
}

TEST(Cards, ADateWithoutItsDayIsNotSure) {
    const auto fields = read(Kind::chsi_report, cards("１９８６年３月钨日"));
    EXPECT_EQ(value(fields, "birth_date"), "1986-03");
    EXPECT_LT(confidence(fields, "birth_date"), 0.9);
}

TEST(Register, TheNumberOfTheReportIsNotTheCertificates) {
    const auto fields =
        read(Kind::chsi_report,
             page({line(100, 80, "教育部学历证书电子注册备案表"), line(100, 200, "编号：ＱＤ９ＭＴ６ＷＺ"),
                   line(100, 300, "姓名"), line(400, 300, "陶景行"), line(100, 400, "证书编号"),
                   line(400, 400, "１０７５１１２００８０５００１２３４"), line(100, 500, "验证有效期"),
                   line(400, 500, "至２０２２年２月２６日")}));
    EXPECT_EQ(value(fields, "certificate_no"), "107511200805001234");
    EXPECT_EQ(value(fields, "valid_to"), "2022-02-26");
}

/// A proof of courses with a row a course, and what `last` says under them.
Reading courses(const std::string& last, const std::string& hours) {
    return page({line(300, 80, "专业技术人员继续教育学习证明"), line(150, 300, "姓名"), line(400, 300, "陶景行"),
                 line(130, 450, "序号"), line(430, 450, "课程名称"), line(830, 450, "学时"), line(1000, 450, "考核"),
                 line(140, 510, "１"), line(400, 510, "大坝安全监测"), line(830, 510, "２４"), line(1000, 510, "合格"),
                 line(140, 570, "２"), line(400, 570, "渠道防渗技术"), line(830, 570, "２４"), line(1000, 570, "合格"),
                 line(390, 630, last), line(830, 630, hours)});
}

TEST(Course, OfSeveralSaysAllItsHours) {
    EXPECT_EQ(value(read(Kind::professional_course_certificate, courses("合计学时", "４８")), "hours"), "48");
    EXPECT_EQ(value(read(Kind::professional_course_certificate, courses("", "４８")), "hours"), "48")
        << "the last of a column that the others add up to";
    const auto added = read(Kind::professional_course_certificate, courses("灌区自动化", "１２"));
    EXPECT_EQ(value(added, "hours"), "60");
    EXPECT_LT(confidence(added, "hours"), 0.9) << "printed nowhere";
}

TEST(Course, TwoEqualNumbersMayBeOneAndItsTotal) {
    const auto fields = read(Kind::professional_course_certificate,
                             page({line(300, 80, "专业技术人员继续教育学习证明"), line(430, 450, "课程名称"),
                                   line(830, 450, "学时"), line(1000, 450, "考核"), line(400, 510, "大坝安全监测"),
                                   line(830, 510, "２４"), line(1000, 510, "合格"), line(830, 570, "２４")}));
    EXPECT_EQ(value(fields, "hours"), "24");
    EXPECT_LT(confidence(fields, "hours"), 0.7);
}

TEST(Course, NamesItsHolderOverTheEmployerWithoutALabel) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(150, 100, "继续教育证书"), line(150, 300, "陶景行"),
                   line(150, 400, "博南县水利工程建设管理中心"), line(150, 500, "修习３０学时，考核合格")}));
    EXPECT_EQ(value(fields, "name"), "陶景行");
}

TEST(Course, ACertificatesNumberIsNoPartOfItsIssuer) {
    const auto fields =
        read(Kind::public_course_certificate,
             page({line(150, 100, "继续教育证书"), line(150, 300, "陶景行"),
                   line(150, 500, "博南县水利工程建设管理中心"), line(500, 900, "证书编号ＧＸ２０２００２３５０８"),
                   line(500, 960, "博南专业技术人员继续教育网"), line(500, 1030, "２０２０年６月２８日")}));
    EXPECT_EQ(value(fields, "issuer"), "博南专业技术人员继续教育网");
}

TEST(Assessment, AMarkUnderAGradeChoosesIt) {
    const auto ticked = [](double x) {
        return value(read(Kind::annual_assessment_form,
                          page({line(110, 500, "四、考核结果"), line(210, 600, "优秀"), line(470, 600, "合格"),
                                line(700, 600, "基本合格"), line(980, 600, "不合格"), line(x, 680, "√")})),
                     "result");
    };
    EXPECT_EQ(ticked(485), "合格");
    EXPECT_EQ(ticked(225), "优秀");
    EXPECT_EQ(ticked(610), "") << "between two heads nothing is chosen";
}

TEST(Assessment, TheGradeWhoseBoxWasReadAsNoneIsTheTickedOne) {
    const auto fields = read(Kind::annual_assessment_form,
                             page({line(110, 500, "三、考核等次"), line(185, 600, "□优秀"), line(410, 600, "合格"),
                                   line(634, 600, "□基本合格"), line(860, 600, "□不合格")}));
    EXPECT_EQ(value(fields, "result"), "合格");
    EXPECT_LT(confidence(fields, "result"), 0.9);
}

TEST(Assessment, TheDepartmentIsNoPartOfTheEmployer) {
    const auto fields = read(Kind::annual_assessment_form,
                             page({line(110, 100, "年度考核登记表"), line(110, 300, "单位及部门"),
                                   line(400, 300, "博南县中心医院医学装备科"), line(110, 400, "从事工作")}));
    EXPECT_EQ(value(fields, "employer"), "博南县中心医院");
}

TEST(Degree, NamesWhoComesFromSomewhere) {
    const auto fields = read(Kind::degree_certificate,
                             page({line(400, 80, "博南水利大学"), line(400, 200, "学士学位证书"),
                                   line(260, 400, "陶景行　系新疆人，１９８６年３月１９日生。在水利水电工程专业"),
                                   line(200, 450, "完成了本科学习计划，授予工学学士学位。")}));
    EXPECT_EQ(value(fields, "name"), "陶景行");
    EXPECT_EQ(value(fields, "major"), "水利水电工程");
}

TEST(Diploma, TheHeadingIsNoPartOfTheName) {
    const auto fields =
        read(Kind::graduation_certificate,
             page({line(400, 80, "硕士研究生毕业证书"),
                   line(260, 300, "陶景行，性别男，１９８６年３月１９日生，于２００８年９月至２０１１年６月")}));
    EXPECT_EQ(value(fields, "name"), "陶景行");
}

TEST(Proof, SaysTheYearsOfATradeWithoutAWordForAll) {
    const auto fields =
        read(Kind::service_years_proof,
             page({line(400, 100, "专业技术工作年限证明"), line(230, 300, "陶景行（曾用名陶行），男，１９９８年８月"),
                   line(170, 350, "参加工作，先后在博南县水利站从事渠道管理工作２２年。")}));
    EXPECT_EQ(value(fields, "years"), "22");
    EXPECT_EQ(value(fields, "name"), "陶景行");
}

TEST(Kind, OfPlaquesCoversAndContentsWithoutTheirWords) {
    const auto kind = [](const Reading& reading) {
        const auto guess = recognise_kind(reading, {});
        return guess ? std::string(key(guess->kind)) : "";
    };
    const auto plaque = [](const std::string& honour) {
        Line large = line(300, 200, honour);
        for (Glyph& g : large.glyphs) g.box_upright = {300 + 3 * (g.box_upright.x - 300), 200, 83, 83};
        large.box_upright = {300, 200, 630, 90};
        return page({large, line(400, 450, "博南县水利工程建设管理中心"), line(500, 520, "陶景行同志"),
                     line(450, 620, "博南县人民政府")});
    };
    EXPECT_EQ(kind(plaque("先进科技工作者")), "award_certificate");
    EXPECT_EQ(kind(plaque("水利先进集体")), "") << "names nobody";
    EXPECT_EQ(
        kind(page({line(300, 100, "博南水利２０１９年第４期"), line(300, 200, "０４"), line(400, 200, "渠道防渗技术"),
                   line(300, 270, "０９"), line(400, 270, "大坝安全监测"), line(300, 340, "１５"),
                   line(400, 340, "灌区自动化"), line(300, 410, "２２"), line(400, 410, "泵站运行管理")})),
        "paper_contents");
}

}  // namespace
}  // namespace mangping::ocr
