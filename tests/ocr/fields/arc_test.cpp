// Claims about who signed: the arc of a seal with the print that it lies on.
#include "ocr/fields/arc.hpp"

#include <gtest/gtest.h>

#include "ocr/fields/organisation.hpp"
#include "ocr/names/utf.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::ocr {
namespace {

constexpr double kEm = 30;

/// "~" makes the character before it doubtful.
std::vector<Glyph> glyphs(double x, double y, const std::string& utf8) {
    std::vector<Glyph> out;
    for (const std::string& c : synthetic::characters(utf8)) {
        if (c == "~") {
            out.back().alternatives.front().probability = 0.1F;
            continue;
        }
        out.push_back({{{c, 0.95F}}, {x, y, 0.92 * kEm, 0.92 * kEm}});
        x += kEm;
    }
    return out;
}

Line line(double x, double y, const std::string& utf8) {
    Line out;
    out.glyphs = glyphs(x, y, utf8);
    out.box_upright = {x, y, kEm * static_cast<double>(out.glyphs.size()), kEm};
    out.confidence = 0.95F;
    return out;
}

SealText seal(const Rect& where, const std::string& first, const std::string& second) {
    return {where, {glyphs(0, 0, first), glyphs(0, 0, second)}};
}

std::map<std::string, ReadField> read(Kind kind, const Reading& reading, const std::vector<SealText>& seals) {
    PageView view;
    view.reading = &reading;
    view.width = 1240;
    view.height = 1754;
    view.seals = seals;
    return read_fields(kind, view);
}

Reading award(const std::string& signer) {
    Reading out;
    out.lines = {line(400, 200, "荣誉证书"), line(150, 500, "林知远同志："),
                 line(210, 620, "在2021年度工作中表现突出，被评为先进个人。")};
    if (!signer.empty()) out.lines.push_back(line(700, 1200, signer));
    out.lines.push_back(line(760, 1260, "2021年11月20日"));
    out.confidence = 0.95F;
    return out;
}

std::string agreed(const SealText& arc) { return utf8(fields::chars(fields::agreed_on_arc(arc, {}))); }

TEST(Arc, IsWhatTwoReadingsSayTogether) {
    EXPECT_EQ(agreed(seal({}, "天出~继续教育学院", "”“天山继续教育学院”")), "天山继续教育学院");
    EXPECT_EQ(agreed(seal({}, "信息工程大学-", "”东海信息工程大~学")), "东海信息工程大学");
    EXPECT_EQ(agreed(seal({}, "", "M")), "");
}

TEST(Signer, ComesFromTheArcWhereTheSealHidThePrint) {
    const auto fields = read(Kind::award_certificate, award(""),
                             {seal({680, 1080, 330, 330}, "西部工程建设联合会", "”西部工程建设联合会。")});
    ASSERT_TRUE(fields.contains("issuer"));
    EXPECT_EQ(fields.at("issuer").value, "西部工程建设联合会");
    EXPECT_LT(fields.at("issuer").confidence, 0.9);  // one witness
}

TEST(Signer, IsSurerWhereArcAndPrintAgree) {
    const auto alone = read(Kind::award_certificate, award("西部工程建设联合会"), {});
    const auto both = read(Kind::award_certificate, award("西部工程建设联合会"),
                           {seal({680, 1080, 330, 330}, "西部工程建设联合会", "西部工程建设联合会")});
    EXPECT_EQ(both.at("issuer").value, "西部工程建设联合会");
    EXPECT_GT(both.at("issuer").confidence, alone.at("issuer").confidence);
}

TEST(Signer, IsNotTheSealOfSomebodyElse) {
    const auto fields = read(Kind::award_certificate, award("天山科技发展基金会"),
                             {seal({680, 1080, 330, 330}, "西部工程建设联合会", "西部工程建设联合会")});
    EXPECT_EQ(fields.at("issuer").value, "天山科技发展基金会");
}

TEST(Signer, HasItsRegionWhateverWasReadBeforeTheRegionsClass) {
    for (const auto& [read_as, name] : {std::pair{"”折维吾尔自治区教育中心", "新疆维吾尔自治区教育中心"},
                                        std::pair{"厂四壮族自治区教育中心", "广西壮族自治区教育中心"}}) {
        const auto fields = read(Kind::award_certificate, award(""), {seal({680, 1080, 330, 330}, read_as, read_as)});
        ASSERT_TRUE(fields.contains("issuer")) << read_as;
        EXPECT_EQ(fields.at("issuer").value, name);
    }
}

TEST(Signer, LosesNoBeginningUnderTheSeal) {
    const auto fields = read(Kind::award_certificate, award("程建设联合会"),
                             {seal({680, 1080, 330, 330}, "西部工程建设联合会", "西部工程建设联合会")});
    EXPECT_EQ(fields.at("issuer").value, "西部工程建设联合会");
}

TEST(Signer, IsReadOffTheBandThatHoldsAName) {
    const Rect where{680, 1080, 330, 330};
    const auto fields = read(Kind::award_certificate, award("程建设联合会"),
                             {seal(where, "", "M"), seal(where, "西部工程建设联合会", "西部工程建设联合会")});
    EXPECT_EQ(fields.at("issuer").value, "西部工程建设联合会");
}

TEST(Signer, OfBrokenPrintIsTheArcs) {
    const Rect where{680, 1080, 330, 330};
    const auto issuer = [&](const std::string& printed, const std::string& on_arc) {
        return read(Kind::award_certificate, award(printed), {seal(where, on_arc, on_arc)}).at("issuer").value;
    };
    EXPECT_EQ(issuer("西域远程教育1刘训中心", "西域远程教育培训中心"), "西域远程教育培训中心");
    EXPECT_EQ(issuer("西域远程教育玟~川~中心", "西域远程教育培训中心"), "西域远程教育培训中心");
    EXPECT_EQ(issuer("西域远程教育服务中心", "西域远程教育培训中心"), "西域远程教育服务中心");  // surely printed so
}

TEST(Signer, StandsBehindALabelThatLostItsColon) {
    for (const char* printed : {"验印单位：西部工程建设联合会", "验印单位西部工程建设联合会",
                                "验妾位西部工程建设联合会", "验印单西部工程建设联合会"})
        EXPECT_EQ(read(Kind::award_certificate, award(printed), {}).at("issuer").value, "西部工程建设联合会");
    EXPECT_EQ(read(Kind::award_certificate, award("验光配镜单位管理中心"), {}).at("issuer").value,
              "验光配镜单位管理中心");
}

TEST(Stretches, AreMendedWhereTheReaderWasNotSure) {
    const auto mended = [](const std::string& read) {
        Reading page;
        page.lines = {line(0, 0, read)};
        const fields::Flow flow = fields::flow_of(page);
        return utf8(fields::chars(fields::with_stretches(flow.rows.front().text)));
    };
    EXPECT_EQ(mended("新侨维吾尔自治区科学技术协会"), "新疆维吾尔自治区科学技术协会");
    EXPECT_EQ(mended("新侨~维训~尔且~治区科学技术协会"), "新疆维吾尔自治区科学技术协会");
    EXPECT_EQ(mended("南疆专业技术人才培训中心"), "南疆专业技术人才培训中心");          // another word surely
    EXPECT_EQ(mended("新兴维安尔且治区科学技术协会"), "新兴维安尔且治区科学技术协会");  // surely read so
}

}  // namespace
}  // namespace mangping::ocr
