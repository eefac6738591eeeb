#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/support/synthetic/artwork.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/degrade_clarity.hpp"
#include "tests/support/synthetic/degrade_contact.hpp"

namespace mangping::synthetic {
namespace {

constexpr int kWidth = 1240, kHeight = 1754;

/// An A4 page at 150 dpi with black bars for lines: their edges are known to a fraction of a pixel.
SyntheticPage page_of_bars() {
    SyntheticPage page;
    page.image = Raster(kWidth, kHeight, 3);
    std::fill(page.image.pixels.begin(), page.image.pixels.end(), std::uint8_t{255});
    page.truth.width = kWidth;
    page.truth.height = kHeight;
    for (int row = 0; row < 20; ++row)
        for (int col = 0; col < 4; ++col) {
            const int x0 = 130 + col * 250, y0 = 140 + row * 75, w = 170, h = 24;
            for (int y = y0; y < y0 + h; ++y)
                for (int x = x0; x < x0 + w; ++x)
                    for (int c = 0; c < 3; ++c)
                        page.image.pixels[static_cast<std::size_t>((y * kWidth + x) * 3 + c)] = 15;
            const Quad quad = quad_of(Rect{double(x0), double(y0), double(w), double(h)});
            page.truth.lines.push_back({"一", quad, double(h), false});
            TruthTarget target;
            target.kind = "name";
            target.quad = quad;
            page.truth.targets.push_back(target);
        }
    return page;
}

int grey_at(const Raster& r, Point p) {
    const int x = static_cast<int>(std::floor(p.x)), y = static_cast<int>(std::floor(p.y));
    if (x < 0 || y < 0 || x >= r.width || y >= r.height) return 128;
    const std::uint8_t* px = r.pixels.data() + static_cast<std::size_t>((y * r.width + x) * 3);
    return (px[0] + px[1] + px[2]) / 3;
}

Point between(Point a, Point b, double t) { return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t}; }

/// Where the picture turns from paper to ink along the outward normal at the middle of each side: px outside the
/// quad (positive) or inside it.
double edge_error(const Raster& image, const Quad& q) {
    const Point centre = between(q.at[0], q.at[2], 0.5);
    double worst = 0;
    for (std::size_t side = 0; side < 4; ++side) {
        const Point middle = between(q.at[side], q.at[(side + 1) % 4], 0.5);
        const double length = std::hypot(middle.x - centre.x, middle.y - centre.y);
        const Point out{(middle.x - centre.x) / length, (middle.y - centre.y) / length};
        const auto level = [&](double d) { return grey_at(image, {middle.x + out.x * d, middle.y + out.y * d}); };
        const double half = (level(-6) + level(9)) / 2.0;
        double edge = -6;
        while (edge < 9 && level(edge) < half) edge += 0.25;
        worst = std::max(worst, std::abs(edge));
    }
    return worst;
}

double median_edge_error(const SyntheticPage& page) {
    std::vector<double> errors;
    for (const TruthTarget& t : page.truth.targets) errors.push_back(edge_error(page.image, t.quad));
    std::sort(errors.begin(), errors.end());
    return errors.empty() ? 99 : errors[errors.size() / 2];
}

Degradation bent_photo() {
    Degradation d;
    d.scan = ScanClass::photo;
    d.placement.target_width = 1800;
    d.placement.frame_aspect = 4.0 / 3;
    d.placement.fill = 0.9;
    d.placement.skew_deg = -4;
    d.placement.perspective = 0.12;
    d.placement.perspective_dir = 30;
    d.placement.curl = 0.04;
    d.optics.desk = true;
    return d;
}

TEST(Degrade, QuadsHugTheInkOfASkewedScanInEveryTurn) {
    const SyntheticPage clean = page_of_bars();
    for (int turns = 0; turns < 4; ++turns) {
        Degradation d;
        d.scan = ScanClass::scan;
        d.placement.target_width = 1100;
        d.placement.skew_deg = 7.3;
        d.placement.quarter_turns_cw = turns;
        const SyntheticPage page = degrade(clean, d, 1);
        EXPECT_LE(median_edge_error(page), 1.0) << turns;
        EXPECT_EQ(page.truth.rotation_cw, (360 - 90 * turns) % 360);
        EXPECT_NEAR(page.truth.skew_deg, -7.3, 0.01);
        EXPECT_EQ(page.image.width, static_cast<int>(page.truth.width));
        EXPECT_EQ(page.image.height, static_cast<int>(page.truth.height));
    }
}

TEST(Degrade, QuadsHugTheInkOfABentPageSeenFromTheSide) {
    const SyntheticPage page = degrade(page_of_bars(), bent_photo(), 5);
    ASSERT_EQ(page.truth.targets.size(), 80U);
    EXPECT_LE(median_edge_error(page), 1.5);
}

TEST(Degrade, QuadsHugTheInkAfterScalingAlone) {
    Degradation d;
    d.placement.target_width = 903;
    EXPECT_LE(median_edge_error(degrade(page_of_bars(), d, 1)), 1.0);
}

TEST(Degrade, CropMovesQuadsAndDropsWhatIsGone) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.placement.crop[1] = 0.3;
    const SyntheticPage page = degrade(page_of_bars(), d, 1);
    EXPECT_LT(page.truth.targets.size(), 80U);
    EXPECT_LE(median_edge_error(page), 1.0);
    for (const TruthTarget& t : page.truth.targets) EXPECT_GE(bounding(t.quad).y, 0);
}

TEST(Degrade, SameArgumentsGiveTheSameBytes) {
    const SyntheticPage clean = page_of_bars();
    const Degradation d = preset(ScanClass::photo, Difficulty::mixed, 4);
    EXPECT_EQ(degrade(clean, d, 9).image.pixels, degrade(clean, d, 9).image.pixels);
    EXPECT_NE(degrade(clean, d, 9).image.pixels, degrade(clean, d, 10).image.pixels);
}

TEST(Degrade, AnOrdinaryUploadOf1240PixelsAtQuality50IsClear) {
    Degradation d = preset(ScanClass::scan, Difficulty::easy, 3);
    d.placement.target_width = 1240;
    d.jpeg.quality = 50;
    EXPECT_EQ(degrade(page_of_bars(), d, 3).truth.clarity, "clear");
}

TEST(Clarity, FollowsBlurAsAShareOfTheEmAtAnyResolution) {
    for (const double width : {1240.0, 2480.0}) {
        const auto verdict = [&](double blur) {
            Degradation d;
            d.scan = ScanClass::scan;
            d.placement.target_width = width;
            d.optics.blur_em = blur;
            return degrade(page_of_bars(), d, 1).truth;
        };
        EXPECT_EQ(verdict(0.03).clarity, "clear") << width;
        EXPECT_EQ(verdict(0.075).clarity, "marginal") << width;
        EXPECT_EQ(verdict(0.13).clarity, "illegible") << width;
        EXPECT_EQ(verdict(0.13).reasons, std::vector<std::string>{"blur"}) << width;
    }
}

TEST(Clarity, SmallTextIsLostToResolution) {
    Degradation d;
    d.placement.target_width = 400;  // em 7.7 px
    const PageTruth truth = degrade(page_of_bars(), d, 1).truth;
    EXPECT_EQ(truth.clarity, "illegible");
    EXPECT_NE(std::find(truth.reasons.begin(), truth.reasons.end(), "low_resolution"), truth.reasons.end());
}

TEST(Clarity, GlareCountsOnlyWhereItLiesOverText) {
    Degradation d;
    d.scan = ScanClass::photo;
    d.optics.glare = 1;
    d.optics.glare_radius = 0.03;
    d.optics.glare_x = 0.04;
    d.optics.glare_y = 0.02;
    const SyntheticPage clean = page_of_bars();
    EXPECT_EQ(degrade(clean, d, 1).truth.clarity, "clear");
    d.optics.glare_x = 0.3;
    d.optics.glare_y = 0.4;
    d.optics.glare_radius = 0.15;
    const PageTruth lost = degrade(clean, d, 1).truth;
    EXPECT_EQ(lost.clarity, "illegible");
    EXPECT_EQ(lost.reasons, std::vector<std::string>{"glare"});
}

TEST(Clarity, TextThatTheFrameCutsThroughIsIllegible) {
    Degradation d;
    d.scan = ScanClass::scan;
    d.placement.crop[0] = 0.2;  // 248 px: through the first column
    const PageTruth truth = degrade(page_of_bars(), d, 1).truth;
    EXPECT_EQ(truth.clarity, "illegible");
    EXPECT_EQ(truth.reasons, std::vector<std::string>{"cropped"});
}

TEST(Presets, TruthCanBeHadWithoutThePicture) {
    const SyntheticPage clean = page_of_bars();
    const Degradation d = preset(ScanClass::photo, Difficulty::mixed, 6);
    const PageTruth with = degrade(clean, d, 6).truth, without = truth_of(clean, d, 6);
    EXPECT_EQ(with.severity, without.severity);
    EXPECT_EQ(with.skew_deg, without.skew_deg);
    ASSERT_EQ(with.targets.size(), without.targets.size());
    for (std::size_t i = 0; i < with.targets.size(); ++i) EXPECT_EQ(with.targets[i].quad, without.targets[i].quad);
}

TEST(Presets, DecidedOnesStayAwayFromTheKnees) {
    const SyntheticPage clean = page_of_bars();
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        const Degradation d = decided_preset(clean, ScanClass::photo, Difficulty::hard, seed);
        const double s = truth_of(clean, d, seed).severity;
        EXPECT_FALSE((s > 0.9 && s < 1.12) || (s > 1.8 && s < 2.15)) << s;
    }
}

TEST(Presets, EasyOnesAreClearAndHardOnesAreSometimesNot) {
    const SyntheticPage clean = page_of_bars();
    int lost = 0;
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        for (const ScanClass scan : {ScanClass::digital, ScanClass::scan, ScanClass::fax}) {
            EXPECT_EQ(degrade(clean, preset(scan, Difficulty::easy, seed), seed).truth.clarity, "clear")
                << key(scan) << seed;
        }
        lost +=
            degrade(clean, preset(ScanClass::scan, Difficulty::hard, seed), seed).truth.clarity == "illegible" ? 1 : 0;
    }
    EXPECT_GE(lost, 2);
    EXPECT_LE(lost, 8);
}

TEST(ContactSheet, ShowsEveryPageInACellAndItsVerdict) {
    SyntheticPage page = page_of_bars();
    const Raster sheet = contact_sheet({page, page, page}, 2, 120, true);
    EXPECT_EQ(sheet.width, 2 * 126 + 6);
    EXPECT_EQ(sheet.height, 2 * 126 + 6);
    EXPECT_EQ(grey_at(sheet, {10.0, 10.0}), 255);    // paper of the first page
    EXPECT_EQ(grey_at(sheet, {190.0, 190.0}), 128);  // no fourth page
    EXPECT_TRUE(contact_sheet({}, 2, 120, true).empty());
}

TEST(Jpeg, ViewerShowsTheSamePictureForEveryExifOrientation) {
    const Raster shown = page_of_bars().image;
    for (int orientation = 1; orientation <= 8; ++orientation) {
        JpegOptions options;
        options.quality = 95;
        options.subsampling = Subsampling::s444;
        options.exif_orientation = orientation;
        options.thumbnail = orientation % 2 == 0;
        options.camera = orientation > 4 ? "Telephone A1" : "";
        const auto file = encode_jpeg(shown, options);
        EXPECT_EQ(exif_orientation(file), orientation);
        const Raster back = decode_jpeg(file);
        ASSERT_EQ(back.width, shown.width);
        ASSERT_EQ(back.height, shown.height);
        double difference = 0;
        for (std::size_t i = 0; i < back.pixels.size(); ++i) difference += std::abs(back.pixels[i] - shown.pixels[i]);
        EXPECT_LT(difference / static_cast<double>(back.pixels.size()), 1.0) << orientation;
    }
}

TEST(Jpeg, FileShowsExactlyThePixelsOfThePage) {
    Degradation d = preset(ScanClass::photo, Difficulty::easy, 2);
    d.placement.target_width = 700;
    d.jpeg.quality = 60;
    d.jpeg.exif_orientation = 6;
    const DegradedFile out = degrade_to_file(page_of_bars(), d, 2);
    EXPECT_EQ(decode_jpeg(out.jpeg).pixels, out.page.image.pixels);
    EXPECT_EQ(out.page.truth.width, out.page.image.width);
}

TEST(Jpeg, BrokenBytesGiveNoPicture) {
    const std::vector<std::uint8_t> noise{0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3};
    EXPECT_TRUE(decode_jpeg(noise).empty());
}

/// Share of the ink (alpha) that lies inside at least one of the quads.
double share_of_ink_inside(const Sprite& s, const std::vector<Quad>& quads) {
    double inside = 0, all = 0;
    for (int y = 0; y < s.height; ++y)
        for (int x = 0; x < s.width; ++x) {
            const double a = s.rgba[static_cast<std::size_t>((y * s.width + x) * 4 + 3)];
            all += a;
            const Point p{x + 0.5, y + 0.5};
            const bool in = std::any_of(quads.begin(), quads.end(), [&](const Quad& q) {
                for (std::size_t i = 0; i < 4; ++i) {
                    const Point a0 = q.at[i], b0 = q.at[(i + 1) % 4];
                    if ((b0.x - a0.x) * (p.y - a0.y) - (b0.y - a0.y) * (p.x - a0.x) <
                        -1.5 * std::hypot(b0.x - a0.x, b0.y - a0.y))
                        return false;
                }
                return true;
            });
            if (in) inside += a;
        }
    return all > 0 ? inside / all : 0;
}

TEST(Signature, ItsQuadHoldsAllOfItsInkAndIsNotLarger) {
    Rng rng(21);
    for (const char* name : {"林知远", "王伟", "迪力木拉提·吾买尔江"}) {
        const Sprite s = signature(name, 80, InkColour::black, rng);
        EXPECT_GE(share_of_ink_inside(s, {s.text}), 0.995) << name;
        const Rect box = bounding(s.text);
        EXPECT_NEAR(box.w, s.width, 6) << name;
        EXPECT_NEAR(box.h, s.height, 6) << name;
    }
}

TEST(RoundSeal, GlyphQuadsHoldAllInkOfTheArc) {
    Rng rng(23);
    RoundSeal with;
    with.employer = "新疆天岳水利水电勘测设计研究院有限责任公司";
    with.star = false;
    with.wear = 0;
    const Sprite s = round_seal(with, rng);
    EXPECT_EQ(s.glyphs.size(), 21U);
    // Everything inside the ring is the arc's ink: cut the ring off and compare.
    Sprite arc = s;
    const double r = with.diameter / 2, c = r + 4;
    for (int y = 0; y < arc.height; ++y)
        for (int x = 0; x < arc.width; ++x)
            if (std::hypot(x + 0.5 - c, y + 0.5 - c) > r * 0.925)
                arc.rgba[static_cast<std::size_t>((y * arc.width + x) * 4 + 3)] = 0;
    EXPECT_GE(share_of_ink_inside(arc, s.glyphs), 0.99);
}

TEST(Codes, AreMadeInEveryFormat) {
    for (const CodeFormat f : {CodeFormat::qr, CodeFormat::data_matrix, CodeFormat::pdf417, CodeFormat::code128})
        EXPECT_FALSE(code(f, "A1B2C3D4E5F6G7H8", 200).empty()) << format_name(f);
    EXPECT_FALSE(code(CodeFormat::ean13, "977167109500", 200).empty());
    EXPECT_TRUE(code(CodeFormat::ean13, "no digits", 200).empty());
}

}  // namespace
}  // namespace mangping::synthetic
