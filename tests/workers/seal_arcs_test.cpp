// A bilingual seal: one arc tells whose it is, the others are the same name in another script.
#include <gtest/gtest.h>

#include "ocr/names/utf.hpp"
#include "workers/recipe/recipe.hpp"
#include "workers/recipe/scratch.hpp"

namespace mangping {
namespace {

constexpr const char* employer = "新疆昆仑绿洲农业科学研究所";

recipe::ReadSeal::Arc arc(std::string_view text, float p, double inner) {
    recipe::ReadSeal::Arc out;
    out.alone.centre_upright = {500, 600};
    out.alone.radius_x = out.alone.radius_y = 120;
    out.alone.band = std::make_shared<const Raster>(720, 40, 1);
    out.alone.band_inner = inner;
    out.alone.band_outer = inner + 0.2;
    ocr::LineReading reading;
    double x = 40;
    for (const char32_t c : ocr::code_points(text)) {
        reading.glyphs.push_back({{{ocr::utf8(std::u32string(1, c)), p}}, {x, 5, 28, 30}});
        x += 32;
    }
    reading.confidence = p;
    out.readings.push_back(std::move(reading));
    return out;
}

std::vector<Finding> found_on(std::vector<recipe::ReadSeal::Arc> arcs) {
    Dossier d;
    d.applicant.name = "林知远";
    d.applicant.employer = employer;
    std::vector<Finding> unread;
    return recipe::seal_findings({recipe::ReadSeal{std::move(arcs)}}, recipe::targets_of(d), unread);
}

TEST(SealArcs, InAnotherScriptAreMaskedWithTheOneThatTellsTheEmployer) {
    const auto found = found_on({arc(employer, 0.9F, 0.4), arc("二汪半和汪一", 0.12F, 0.7)});
    ASSERT_EQ(found.size(), 2U);
    const auto other =
        std::find_if(found.begin(), found.end(), [](const Finding& f) { return f.source == "seal:other-script"; });
    ASSERT_NE(other, found.end());
    EXPECT_EQ(other->zone, Zone::mask);
    EXPECT_EQ(other->pieces_upright.size(), 36U) << "all round";
}

TEST(SealArcs, ThatWereReadStayAndSoDoThoseOfOthers) {
    EXPECT_EQ(found_on({arc(employer, 0.9F, 0.4), arc("6501030012345", 0.9F, 0.7)}).size(), 1U) << "its number";
    EXPECT_TRUE(found_on({arc("西域理工大学继续教育学院", 0.9F, 0.4), arc("二汪半和汪一", 0.12F, 0.7)}).empty());
}

}  // namespace
}  // namespace mangping
