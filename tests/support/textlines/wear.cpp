#include "tests/support/textlines/wear.hpp"

#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace mangping::textlines {
namespace {

using synthetic::Rng;

// Chosen like the presets of tests/support/synthetic/degrade_preset.cpp, whose legible draws they cover.
constexpr double kMostBlur = 0.07;  // sigma by em

void blur(cv::Mat& grey, double sigma) {
    if (sigma > 0.15) cv::GaussianBlur(grey, grey, {}, sigma);
}

void add_noise(cv::Mat& grey, double sd, bool soft, Rng& rng) {
    if (sd <= 0) return;
    cv::RNG quick(rng.next());
    cv::Mat noise(grey.size(), CV_32F);
    quick.fill(noise, cv::RNG::NORMAL, 0, soft ? sd * 2.2 : sd);
    if (soft) cv::GaussianBlur(noise, noise, {}, 0.8);
    cv::add(grey, noise, grey, cv::noArray(), CV_8U);
}

void compress(cv::Mat& grey, int quality) {
    std::vector<unsigned char> bytes;
    cv::imencode(".jpg", grey, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
    cv::Mat back = cv::imdecode(bytes, cv::IMREAD_GRAYSCALE);
    if (back.size() == grey.size()) grey = back;
}

/// Light that falls off along the line, and sometimes the edge of a shadow.
void shade(cv::Mat& grey, Rng& rng) {
    const double from = rng.between(0.55, 1), to = rng.between(0.55, 1);
    const bool shadow = rng.chance(0.2);
    const double edge = rng.between(0, grey.cols), soft = rng.between(2, 40), depth = rng.between(0.5, 0.85);
    cv::Mat row(1, grey.cols, CV_32F);
    for (int x = 0; x < grey.cols; ++x) {
        double light = from + (to - from) * x / grey.cols;
        if (shadow) light *= 1 - (1 - depth) / (1 + std::exp((edge - x) / soft));
        row.at<float>(x) = static_cast<float>(light);
    }
    cv::Mat light;
    cv::repeat(row, grey.rows, 1, light);
    cv::multiply(grey, light, grey, 1, CV_8U);
}

void move(cv::Mat& grey, double length, double angle) {
    const int reach = std::max(1, static_cast<int>(std::ceil(length / 2)));
    cv::Mat kernel(2 * reach + 1, 2 * reach + 1, CV_32F, cv::Scalar(0));
    for (double t = -length / 2; t <= length / 2; t += 0.1)
        kernel.at<float>(reach + static_cast<int>(std::lround(t * std::sin(angle))),
                         reach + static_cast<int>(std::lround(t * std::cos(angle)))) += 1;
    cv::filter2D(grey, grey, -1, kernel / cv::sum(kernel)[0]);
}

/// Toner that did not take, or ink that ran.
void thin_or_thicken(cv::Mat& cover, double em, Rng& rng) {
    if (rng.chance(0.08)) {
        cv::Mat grain(cover.size(), CV_32F);
        cv::RNG quick(rng.next());
        quick.fill(grain, cv::RNG::UNIFORM, 0, 1);
        cv::GaussianBlur(grain, grain, {}, rng.between(0.5, 1.2));
        cover.setTo(0, grain > rng.between(0.64, 0.78));
    }
    if (em > 22 && rng.chance(0.1))
        cv::erode(cover, cover, cv::getStructuringElement(cv::MORPH_CROSS, {2, 2}));
    else if (em > 22 && rng.chance(0.12))
        cv::dilate(cover, cover, cv::getStructuringElement(cv::MORPH_CROSS, {2, 2}));
}

struct Tone {
    double paper, ink;
};

Tone draw_tone(Wear wear, Rng& rng) {
    if (wear == Wear::clean) return {rng.between(245, 255), rng.between(0, 70)};
    const double paper = wear == Wear::photo ? rng.between(150, 250) : rng.between(215, 255);
    const double contrast = rng.chance(0.12) ? rng.between(0.2, 0.45) : rng.between(0.5, 0.97);
    return {paper, paper * (1 - contrast)};
}

cv::Mat fax(const cv::Mat& grey, double em, const Tone& tone, Rng& rng) {
    cv::Mat soft = grey.clone();
    blur(soft, em * rng.between(0.01, 0.04));
    add_noise(soft, (tone.paper - tone.ink) * rng.between(0.01, 0.07), true, rng);
    cv::Mat bits;
    cv::threshold(soft, bits, tone.ink + (tone.paper - tone.ink) * rng.between(0.45, 0.85), 255, cv::THRESH_BINARY);
    if (rng.chance(0.4)) {
        cv::Mat grain(bits.size(), CV_32F);
        cv::RNG quick(rng.next());
        quick.fill(grain, cv::RNG::UNIFORM, 0, 1);
        bits.setTo(0, grain < rng.between(0, 0.008));
        bits.setTo(255, grain > 1 - rng.between(0, 0.015));
    }
    if (rng.chance(0.4)) blur(bits, rng.between(0.3, 0.7));
    return bits;
}

}  // namespace

void draw_rules(cv::Mat& cover, double em, double y, Rng& rng) {
    const auto across = [&](double level, double slope) {
        const int thickness = std::max(1, static_cast<int>(std::lround(em * rng.between(0.02, 0.09))));
        cv::line(cover, cv::Point2d(0, level), cv::Point2d(cover.cols, level + slope * cover.cols), cv::Scalar(255),
                 thickness, cv::LINE_AA);
    };
    const double slope = rng.between(-0.006, 0.006);
    if (rng.chance(0.25)) across(y + em * rng.between(0.52, 0.72), slope);
    if (rng.chance(0.12)) across(y - em * rng.between(0.55, 0.75), slope);
    if (rng.chance(0.12))
        for (int n = rng.whole(1, 3); n > 0; --n) {
            const double x = rng.between(0, cover.cols);
            cv::line(cover, cv::Point2d(x, 0), cv::Point2d(x + rng.between(-1, 1), cover.rows), cv::Scalar(255),
                     std::max(1, static_cast<int>(std::lround(em * rng.between(0.02, 0.09)))), cv::LINE_AA);
        }
    if (rng.chance(0.03)) across(y + em * rng.between(-0.3, 0.3), slope * 3);
}

void draw_blots(cv::Mat& cover, double em, double most_em, Rng& rng) {
    const auto at = [&] { return cv::Point2d(rng.between(0, cover.cols), rng.between(0, cover.rows)); };
    const auto away = [&](const cv::Point2d& p, double reach) {
        return cv::Point2d(p.x + reach * rng.between(-1, 1), p.y + reach * rng.between(-1, 1));
    };
    for (int n = rng.whole(1, 4); n > 0; --n) {
        const double size = em * rng.between(0.2, most_em);
        const cv::Point2d p = at();
        const int thin = std::max(1, static_cast<int>(em * rng.between(0.02, 0.12)));
        switch (rng.whole(0, 4)) {
            case 0:  // a hole, or the shadow in its rim
                cv::ellipse(cover, cv::RotatedRect(p, cv::Size2d(size, size * rng.between(0.8, 1.1)), 0),
                            cv::Scalar(255), rng.chance(0.5) ? cv::FILLED : thin, cv::LINE_AA);
                break;
            case 1:  // a staple, a stroke of a pen
                cv::line(cover, p, away(p, size * 1.5), cv::Scalar(255), thin + rng.whole(0, static_cast<int>(em / 5)),
                         cv::LINE_AA);
                break;
            case 2: {  // a hair
                std::vector<cv::Point> points{p};
                cv::Point2d q = p, step = away({}, em * 0.3);
                for (int k = rng.whole(4, 14); k > 0; --k) points.emplace_back(q += (step = away(step, em * 0.15)));
                cv::polylines(cover, points, false, cv::Scalar(255), std::max(1, thin / 2), cv::LINE_AA);
                break;
            }
            case 3: {  // the corner of a sheet
                const std::vector<cv::Point> points{p + cv::Point2d(0, size * 2), p,
                                                    p + cv::Point2d(size * 4, em * 0.1)};
                cv::polylines(cover, points, false, cv::Scalar(255), thin, cv::LINE_AA);
                break;
            }
            default: {  // a smudge
                cv::Mat grain(cover.size(), CV_32F), near(cover.size(), CV_8U, cv::Scalar(0));
                cv::RNG quick(rng.next());
                quick.fill(grain, cv::RNG::UNIFORM, 0, 1);
                cv::GaussianBlur(grain, grain, {}, rng.between(0.8, 2.5));
                cv::ellipse(near, cv::RotatedRect(p, cv::Size2d(size * 2, size), 0), cv::Scalar(255), cv::FILLED);
                cover.setTo(255, (grain > 0.52) & near);
            }
        }
    }
}

cv::Mat worn(const cv::Mat& drawn, const cv::Mat& seal, Wear wear, double em, Rng& rng) {
    cv::Mat cover = drawn.clone();
    if (wear != Wear::clean) thin_or_thicken(cover, em, rng);
    const Tone tone = draw_tone(wear, rng);
    cv::Mat grey;
    cover.convertTo(grey, CV_8U, -(tone.paper - tone.ink) / 255, tone.paper);
    if (!seal.empty()) {
        cv::Mat over;
        // Red on grey is anything from pale to nearly as dark as ink.
        seal.convertTo(over, CV_32F, -rng.between(0.15, 0.6) / 255, 1);
        cv::multiply(grey, over, grey, 1, CV_8U);
    }
    switch (wear) {
        case Wear::clean:
            blur(grey, em * rng.between(0, 0.02));
            return grey;
        case Wear::fax:
            return fax(grey, em, tone, rng);
        case Wear::photo:
            if (rng.chance(0.25)) move(grey, em * rng.between(0.05, 0.22), rng.between(-0.6, 1));
            blur(grey, em * rng.between(0.015, kMostBlur));
            shade(grey, rng);
            add_noise(grey, rng.between(1, 9), rng.chance(0.5), rng);
            break;
        default:
            blur(grey, em * rng.between(0.01, rng.chance(0.3) ? kMostBlur : 0.045));
            add_noise(grey, rng.between(0, 6), false, rng);
    }
    if (rng.chance(0.8)) compress(grey, rng.whole(38, 92));
    return grey;
}

}  // namespace mangping::textlines
