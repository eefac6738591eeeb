// Masks on generated documents, held against their truth the way acceptance does: what is named is covered, what stands
// beside it is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <opencv2/imgproc.hpp>
#include <random>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/mask/mask.hpp"
#include "tests/pipeline/mask/drawn_page.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping::mask {
namespace {

constexpr double kCovered = 0.97, kInset = 0.08, kHit = 0.15;  // as acceptance counts
constexpr double kFreeEm = 0.35;                               // fill so far beyond a target is not too much
constexpr double kJitterEm = 0.08;                             // what readers' boxes are off by
constexpr double kMostOverMask = 0.02;  // of the targets' area; a bar that strays by a glyph is 0.1

MaskKind kind_of(const std::string& key_) {
    for (int k = 0; k <= static_cast<int>(MaskKind::manual); ++k)
        if (key(static_cast<MaskKind>(k)) == key_) return static_cast<MaskKind>(k);
    return MaskKind::manual;
}

Quad inset(const Quad& q, double share) {
    const Rect r = bounding(q);
    return quad_of(grown(r, -share * std::min(r.w, r.h)));
}

cv::Mat painted(const cv::Size& size, const std::vector<Rect>& rects) {
    cv::Mat out = cv::Mat::zeros(size, CV_8UC1);
    for (const Rect& r : rects) out(adapt::pixels_of(r, size)).setTo(255);
    return out;
}

double share_of(const cv::Mat& fill, const Rect& where) {
    const cv::Rect roi = adapt::pixels_of(where, fill.size());
    return roi.empty() ? 1 : double(cv::countNonZero(fill(roi))) / roi.area();
}

std::vector<Finding> findings_of(const synthetic::PageTruth& truth, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Finding> out;
    for (const synthetic::TruthTarget& target : truth.targets) {
        Finding finding = finding_of(target.text, {}, kind_of(target.kind));
        const bool level = target.style != "seal" && target.kind != "code";
        for (Quad q : target.glyphs.empty() ? std::vector<Quad>{target.quad} : target.glyphs) {
            const double em = std::min(bounding(q).w, bounding(q).h);
            const auto off = [&] { return level ? kJitterEm * em * (double(random() % 2001) / 1000 - 1) : 0; };
            const double dx = off(), dy = off();
            for (Point& p : q.at) p = {p.x + dx, p.y + dy};
            finding.pieces_upright.push_back(q);
        }
        out.push_back(std::move(finding));
    }
    return out;
}

void expect_hidden_and_kept(const synthetic::SyntheticPage& page, unsigned seed) {
    constexpr int quality = 75;
    const cv::Mat before = through_jpeg(adapt::view(page.image), quality);
    const auto out = mask::apply(upright_of(before, quality), findings_of(page.truth, seed));
    ASSERT_TRUE(out.ok()) << out.fault().code;
    std::vector<Rect> bars;  // dark hair and thick print have the fill's colour too
    for (const Mask& mask : out->masks) bars.push_back(bounding(mask.quad_displayed));
    const cv::Mat fill = filled(decoded(out->page.jpeg()), out->masks) & painted(before.size(), bars);
    std::vector<Rect> targets, free;
    for (const synthetic::TruthTarget& target : page.truth.targets) {
        if (target.style == "seal") continue;  // leaning bars are held to their claim elsewhere
        for (const Quad& g : target.glyphs.empty() ? std::vector<Quad>{target.quad} : target.glyphs)
            EXPECT_GE(share_of(fill, bounding(inset(g, kInset))), kCovered) << target.kind << " " << target.style;
        const Rect box = bounding(target.quad);
        targets.push_back(box);
        free.push_back(grown(box, kFreeEm * std::min(box.w, box.h)));
    }
    for (const synthetic::TruthTarget& target : page.truth.targets)
        if (target.style == "seal") free.push_back(grown(bounding(target.quad), 8));
    const double over = cv::countNonZero(fill & ~painted(fill.size(), free));
    EXPECT_LE(over, kMostOverMask * cv::countNonZero(painted(fill.size(), targets)) + 20);
    const cv::Mat aside = fill & ~painted(fill.size(), targets);
    for (const synthetic::TruthKeep& keep : page.truth.keep)
        EXPECT_LE(share_of(aside, bounding(keep.quad)), kHit) << keep.kind;
}

TEST(Generated, DocumentsOfEveryLayoutAreMaskedTightly) {
    unsigned seed = 1;
    for (const Kind kind : {Kind::id_card_front, Kind::graduation_certificate, Kind::qualification_document,
                            Kind::annual_assessment_form, Kind::professional_course_certificate, Kind::paper_body,
                            Kind::unit_publicity, Kind::social_insurance_statement}) {
        synthetic::Rng rng(100 + seed);
        const synthetic::Person person = synthetic::make_person(rng);
        const synthetic::Employer employer = synthetic::make_employer(rng);
        synthetic::DocumentOptions options;
        options.dpi = 130;
        options.seed = seed;
        SCOPED_TRACE(key(kind));
        expect_hidden_and_kept(synthetic::make_page(kind, person, employer, options), seed++);
    }
}

}  // namespace
}  // namespace mangping::mask
