#include "workers/recipe/confirm.hpp"

#include <gtest/gtest.h>

#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "tests/ocr/typeset.hpp"

namespace mangping::recipe {
namespace {

class Confirm : public ::testing::Test {
protected:
    void SetUp() override {
        print("姓名林知远水利工程");
        page_.text_height_px = 32;
        first_ = std::move(ocr::open_network(ocr::own_reader_file(), "mangping").value());
        second_ = std::move(ocr::open_network(ocr::own_reader_file(ocr::own_witness), "witness").value());
        outside_ = std::move(ocr::open_network(ocr::model_file("chi_sim"), "chi_sim").value());
        targets_.forms = {{MaskKind::name, "林知远", "林知远", 1, false}};
    }

    void print(const char* text) {
        Raster raster = mangping::testing::paper(900, 220);
        mangping::testing::typeset(raster, 60, 60, text, {.em_px = 32});
        page_.raster = std::make_shared<const Raster>(std::move(raster));
    }

    /// Characters `from`.. of the printed line.
    static Quad place(int from, int count) { return quad_of(Rect{60.0 + 32 * from, 64, 32.0 * count, 36}); }

    FieldValue confirmed(const std::string& key, FieldValue field, const std::vector<Finding>& found = {}) {
        PageOutcome outcome;
        outcome.fields[key] = std::move(field);
        auto open = ocr::OpenPage::read(page_, *first_, second_.get(), {}, {});
        EXPECT_TRUE(open.ok());
        confirm_fields(outcome, *open, outside_.get(), scaling(1, 1), found, targets_);
        return outcome.fields[key];
    }

    UprightPage page_;
    std::unique_ptr<ocr::Engine> first_, second_, outside_;
    Targets targets_;
};

TEST_F(Confirm, WhatTheOutsiderSeesTooStaysSure) {
    EXPECT_EQ(confirmed("major", {"水利工程", place(5, 4), 0.97}).confidence, 0.97);
}

TEST_F(Confirm, WhatTheOutsiderDoesNotSeeIsNoLongerSure) {
    const FieldValue field = confirmed("major", {"园林工程", place(5, 4), 0.97});
    EXPECT_EQ(field.value, "园林工程");
    EXPECT_LT(field.confidence, 0.9);
}

TEST_F(Confirm, EveryDigitOfADateIsLookedAtAgain) {
    for (const char* text : {"出生日期1978年6月9日", "出生日期1978-06-09  ", "出生日期1978.6.9    "}) {
        print(text);
        EXPECT_EQ(confirmed("birth_date", {"1978-06-09", place(4, 6), 0.97}).confidence, 0.97) << text;
        EXPECT_LT(confirmed("birth_date", {"1978-06-03", place(4, 6), 0.97}).confidence, 0.9) << text;
        EXPECT_LT(confirmed("birth_date", {"1978-08-09", place(4, 6), 0.97}).confidence, 0.9) << text;
    }
    print("毕业时间二〇〇一年六月二十日");
    EXPECT_EQ(confirmed("completion", {"2001-06-20", place(4, 10), 0.97}).confidence, 0.97);
    EXPECT_LT(confirmed("completion", {"2001-06-10", place(4, 10), 0.97}).confidence, 0.9);
}

TEST_F(Confirm, ACharacterThatTheOutsiderDoesNotKnowIsNotSure) {
    EXPECT_LT(confirmed("school", {"钔利工程", place(5, 4), 0.97}).confidence, 0.9);
    EXPECT_LT(confirmed("series", {"水利工w", place(5, 4), 0.97}).confidence, 0.9);
}

TEST_F(Confirm, TheDeclaredNameCountsOnlyWhereTheSearchMaskedIt) {
    Finding found{MaskKind::name, "林知远", {place(2, 3)}, 0.98, "reading:1-wrong", Zone::mask};
    EXPECT_EQ(confirmed("name", {"林知运", place(2, 3), 0.6}, {found}).value, "林知远");
    found.zone = Zone::ask;
    EXPECT_EQ(confirmed("name", {"林知运", place(2, 3), 0.6}, {found}).value, "林知运");
    found.zone = Zone::mask;
    found.pieces_upright = {place(20, 3)};  // elsewhere
    EXPECT_EQ(confirmed("name", {"林知运", place(2, 3), 0.6}, {found}).value, "林知运");
}

TEST(UnderRings, ANumberWithoutACheckDigitIsNotSure) {
    Seal seal;
    seal.centre_upright = {500, 300};
    seal.radius_x = seal.radius_y = 200;
    const std::string number = "190055201105824345";
    const Rect across{350, 470, 320, 24}, beside{350, 540, 320, 24}, within{420, 290, 150, 24};
    EXPECT_LT(sure_under_rings(number, across, {seal}), 0.9);
    EXPECT_EQ(sure_under_rings(number, beside, {seal}), 1);
    EXPECT_EQ(sure_under_rings(number, within, {seal}), 1);
    EXPECT_EQ(sure_under_rings("2011年7月1日", across, {seal}), 1);
    EXPECT_EQ(sure_under_rings("天山理工大学", across, {seal}), 1);
    seal.square = true;
    EXPECT_EQ(sure_under_rings(number, across, {seal}), 1);
}

}  // namespace
}  // namespace mangping::recipe
