// Verifying the employer on the arc of a seal.
#include "ocr/spot/seal.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "build.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/seal_string.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

constexpr int band_width = 720;

Seal round_seal() {
    Seal seal;
    seal.centre_upright = {500, 600};
    seal.radius_x = seal.radius_y = 120;
    seal.band = std::make_shared<const Raster>(band_width, 40, 1);
    seal.band_inner = 0.7;
    seal.band_outer = 0.95;
    seal.band_start_deg = 90;
    return seal;
}

/// Text set along the band from `from`, 32 px a character, around the end; '_' is a glyph that was not read.
LineReading band(std::string_view text, double from, float p = 0.8F) {
    LineReading out;
    double x = from;
    for (const char32_t c : code_points(text)) {
        const double at = std::fmod(x, band_width);
        if (c != U'_') out.glyphs.push_back({{{utf8(std::u32string(1, c)), p}}, {at, 5, 28, 30}});
        x += 32;
    }
    return out;
}

const Targets wanted = targets("林知远", "疆南市云岭规划设计研究院");

TEST(Seal, OfTheEmployerIsMaskedWhereverItsNameBegins) {
    for (const double from : {40.0, 200.0, 500.0, 690.0}) {
        const auto found = match_seal(round_seal(), band("疆南市云岭规划设计研究院", from), wanted);
        ASSERT_TRUE(found) << from;
        EXPECT_EQ(found->zone, Zone::mask);
        EXPECT_EQ(found->kind, MaskKind::employer_seal);
        EXPECT_EQ(found->pieces_upright.size(), 12U);
    }
}

TEST(Seal, CutOpenWithinItsNameIsCutAnewWhereTheNameBegins) {
    const double from = 500;
    const auto column = cut_open_within(round_seal(), band("疆南市云岭规划设计研究院", from), wanted);
    ASSERT_TRUE(column);
    EXPECT_NEAR(*column, from - 2, 6);
    EXPECT_FALSE(cut_open_within(round_seal(), band("疆南市云岭规划设计研究院", 200), wanted));
    EXPECT_FALSE(cut_open_within(round_seal(), band("疆北市新元环境监测中心", 500), wanted));

    Seal seal = round_seal();
    auto picture = std::make_shared<Raster>(*seal.band);
    picture->pixels[static_cast<std::size_t>(180 + 3 * band_width)] = 77;
    seal.band = picture;
    const Seal turned = cut_open_at(seal, 180);
    EXPECT_EQ(turned.band->pixels[static_cast<std::size_t>(3 * band_width)], 77);
    EXPECT_DOUBLE_EQ(turned.band_start_deg, 180);  // a quarter further on
    const Point before = bounding(piece_of_band(seal, {180, 5, 30, 30})).centre();
    const Point after = bounding(piece_of_band(turned, {0, 5, 30, 30})).centre();
    EXPECT_NEAR(before.x, after.x, 0.5);
    EXPECT_NEAR(before.y, after.y, 0.5);
}

TEST(Seal, IsKnownByHalfOfItsCharacters) {
    const auto found = match_seal(round_seal(), band("_南_云岭规_设计__院", 200), wanted);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->zone, Zone::mask);
    // Where the name begins and ends is not sure: two characters more at either end.
    EXPECT_EQ(found->pieces_upright.size(), 16U);
}

TEST(Seal, WithItsRegionUnreadIsMaskedFromItsFirstCharacter) {
    const auto found = match_seal(round_seal(), band("___云岭规划设计研究院", 200), wanted);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->zone, Zone::mask);
    const auto whole = match_seal(round_seal(), band("疆南市云岭规划设计研究院", 200), wanted);
    ASSERT_TRUE(whole);
    for (const Quad& piece : whole->pieces_upright) {
        double hidden = 0;
        for (const Quad& q : found->pieces_upright)
            hidden = std::max(hidden, intersection(bounding(q), bounding(piece)).area() / bounding(piece).area());
        EXPECT_GT(hidden, 0.7);
    }
}

TEST(Seal, KnownByAShortFormIsMaskedAllRoundAsItBearsTheWholeName) {
    const Targets company = targets("林知远", "疆南天枢石油化工工程建设有限责任公司");
    const auto found = match_seal(round_seal(), band("疆南天枢公司", 100), company);
    ASSERT_TRUE(found);
    EXPECT_LT(code_points(found->text).size(), 10U) << "by a form that leaves out what the company does";
    EXPECT_EQ(found->pieces_upright.size(), 36U);
}

TEST(Seal, PiecesLieOnTheArcAndNotOnTheStar) {
    const auto found = match_seal(round_seal(), band("疆南市云岭规划设计研究院", 168), wanted);
    ASSERT_TRUE(found);
    for (const Quad& q : found->pieces_upright)
        for (const Point& p : q.at) {
            const double r = std::hypot(p.x - 500, p.y - 600);
            EXPECT_GE(r, 0.66 * 120);
            EXPECT_LE(r, 1.0 * 120);
        }
    // The band begins at six o'clock and the text in its middle stands at twelve.
    EXPECT_NEAR(bounding(found->pieces_upright[5]).centre().x, 500, 20);
    EXPECT_LT(bounding(found->pieces_upright[5]).centre().y, 600);
}

TEST(Seal, OfAnIssuerOrASisterStaysOpen) {
    for (const char* text : {"疆南市人力资源和社会保障局", "新疆维吾尔自治区科学技术厅", "疆北市清河规划设计研究院"}) {
        const auto found = match_seal(round_seal(), band(text, 100, 0.95F), wanted);
        EXPECT_TRUE(!found || found->zone != Zone::mask) << text;
    }
    EXPECT_FALSE(match_seal(round_seal(), band("疆南市人力资源和社会保障局", 100), wanted));
}

TEST(Seal, WithOnlyItsKindReadIsAskedFor) {
    const auto found = match_seal(round_seal(), band("_____规划设计研究院", 100), wanted);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->zone, Zone::ask);
}

TEST(Seal, WithForeignSignsBetweenIsMasked) {
    EXPECT_TRUE(match_seal(round_seal(), band("疆南市云岭规划ab设计研究院6501", 300), wanted));
}

TEST(Seal, AFormerNameMuchShorterThanTheFullOneStandsThereAsAWhole) {
    Dossier dossier;
    dossier.applicant.name = "林知远";
    dossier.applicant.employer = "阿南套矿业集团有限责任公司";
    dossier.applicant.employer_aliases = {"阿南套铜矿"};
    const Targets mine = targets_of(dossier);
    EXPECT_TRUE(match_seal(round_seal(), band("阿南套铜矿", 100), mine, true));
    EXPECT_TRUE(match_seal(round_seal(), band("阿南套_矿", 100), mine, true));
    EXPECT_FALSE(match_seal(round_seal(), band("阿南套铜矿职工医院", 100, 0.95F), mine, true));
    EXPECT_FALSE(match_seal(round_seal(), band("阿南套__", 100), mine, true));
}

TEST(Seal, WithoutATextIsNothing) { EXPECT_FALSE(match_seal(round_seal(), {}, wanted)); }

TEST(Seal, OfAnIssuerIsNotTheEmployersForWordsThatBothShare) {
    const Targets school = targets("林知远", "昌吉回族自治州教师发展学院");
    for (const char* issuer : {"天山继续教育学院", "昌吉回族自治州教育局", "西域远程教育培训中心"})
        EXPECT_FALSE(match_seal(round_seal(), band(issuer, 100), school)) << issuer;
    EXPECT_TRUE(match_seal(round_seal(), band("昌吉回族自治州教师发展学院", 100), school));
}

/// A network that finds one string at the cost it was given, anywhere, and no other.
class Knows final : public Evidence {
public:
    Knows(std::string text, double cost) : text_(std::move(text)), cost_(cost) {}
    [[nodiscard]] double log_ratio(const std::vector<std::string>& c, const std::vector<bool>& m, double a,
                                   double b) const override {
        return place(c, m, a, b).log_ratio;
    }
    [[nodiscard]] Placed place(const std::vector<std::string>& characters, const std::vector<bool>&, double,
                               double) const override {
        std::string asked;
        for (const std::string& c : characters) asked += c;
        const double each = asked == text_ ? cost_ : -18;
        Placed out;
        for (std::size_t i = 0; i < characters.size(); ++i) {
            out.from_px.push_back(100 + 32.0 * static_cast<double>(i));
            out.to_px.push_back(130 + 32.0 * static_cast<double>(i));
            out.cost.push_back(each);
            out.log_ratio += each;
        }
        return out;
    }

private:
    std::string text_;
    double cost_;
};

/// A network that finds every asked character that stands at its place of `text`, and refutes the others.
class Shows final : public Evidence {
public:
    explicit Shows(const std::string& text) {
        for (const char32_t c : code_points(text)) text_.push_back(utf8(std::u32string(1, c)));
    }
    [[nodiscard]] double log_ratio(const std::vector<std::string>& c, const std::vector<bool>& m, double a,
                                   double b) const override {
        return place(c, m, a, b).log_ratio;
    }
    [[nodiscard]] Placed place(const std::vector<std::string>& characters, const std::vector<bool>&, double,
                               double) const override {
        Placed out;
        for (std::size_t i = 0; i < characters.size(); ++i) {
            out.from_px.push_back(100 + 32.0 * static_cast<double>(i));
            out.to_px.push_back(130 + 32.0 * static_cast<double>(i));
            out.cost.push_back(i < text_.size() && text_[i] == characters[i] ? 0 : -30);
            out.log_ratio += out.cost.back();
        }
        return out;
    }

private:
    std::vector<std::string> text_;
};

std::vector<LineReading> blurred(const std::string& text, double cost) {
    LineReading one = band("眩丰束击艾通", 100, 0.25F);
    one.confidence = 0.25F;
    one.evidence = std::make_shared<Knows>(text, cost);
    return {one, one};
}

TEST(SealString, NobodyCanReadIsMaskedWhereTheEmployersNameExplainsIt) {
    const SealVerdict verdict = place_on_seal(round_seal(), blurred("疆南市云岭规划设计研究院", -5), wanted);
    ASSERT_TRUE(verdict.finding);
    EXPECT_EQ(verdict.finding->zone, Zone::mask);
    EXPECT_EQ(verdict.finding->pieces_upright.size(), 12U);
    EXPECT_FALSE(verdict.of_another);
    const auto doubtful = place_on_seal(round_seal(), blurred("疆南市云岭规划设计研究院", -10), wanted);
    ASSERT_TRUE(doubtful.finding);
    EXPECT_EQ(doubtful.finding->zone, Zone::ask);
}

TEST(SealString, OfTheEmployerIsKnownThoughAnAliasIsTwiceAsLong) {
    Applicant academy;
    academy.name = "林知远";
    academy.employer = "疆南绿洲农牧科学院";
    academy.employer_aliases = {"疆南绿洲农牧科学院土壤与水资源研究所", "绿洲农科院"};
    const SealVerdict verdict = place_on_seal(round_seal(), blurred("疆南绿洲农牧科学院", -1), targets(academy));
    ASSERT_TRUE(verdict.finding);
    EXPECT_EQ(verdict.finding->zone, Zone::mask);
    EXPECT_EQ(verdict.finding->pieces_upright.size(), 9U);
}

TEST(SealString, ThatNoFormExplainsIsAnothers) {
    const SealVerdict verdict = place_on_seal(round_seal(), blurred("疆南市人民医院", -1), wanted);
    EXPECT_FALSE(verdict.finding);
    EXPECT_TRUE(verdict.of_another);
    std::vector<LineReading> nothing = blurred("疆南市人民医院", -1);
    for (LineReading& band : nothing) band.confidence = 0;
    EXPECT_FALSE(place_on_seal(round_seal(), nothing, wanted).of_another) << "perhaps unrolled wrongly";
}

TEST(SealString, ThatSurelyReadsOtherwiseIsAnothersWhereTheNameExplainsItHalfway) {
    std::vector<LineReading> doubtful = blurred("疆南市云岭规划设计研究院", -10);
    doubtful[0].glyphs = band("西域工程学校", 100, 0.9F).glyphs;
    const SealVerdict verdict = place_on_seal(round_seal(), doubtful, wanted);
    EXPECT_FALSE(verdict.finding);
    EXPECT_TRUE(verdict.of_another);
    doubtful[0].glyphs = band("云岭规划学校", 100, 0.9F).glyphs;
    EXPECT_TRUE(place_on_seal(round_seal(), doubtful, wanted).finding) << "half of it is the employer's";
}

TEST(SealString, OfASisterSharesAllButWhatTellsThemApart) {
    const Targets office = targets("林知远", "克孜河水文水资源勘测局");
    const auto shown = [&](const std::string& text) {
        LineReading one = band(text, 100, 0.95F);
        one.confidence = 0.95F;
        one.evidence = std::make_shared<Shows>(text);
        return place_on_seal(round_seal(), std::vector<LineReading>{one, one}, office);
    };
    EXPECT_FALSE(shown("自治区水文水资源勘测局").finding);
    EXPECT_TRUE(shown("自治区水文水资源勘测局").of_another);
    EXPECT_TRUE(shown("克孜河水文水资源勘测局").finding);
    EXPECT_TRUE(shown("克孜河水文水资源监测站").finding) << "what tells it stands there";
}

}  // namespace
}  // namespace mangping::ocr
