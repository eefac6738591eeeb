// Scanner dirt, toner and one-bit pictures.
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/support/synthetic/degrade_optics.hpp"

namespace mangping::synthetic {
namespace {

void speck(cv::Mat& frame, Rng& rng) {
    const cv::Point at(rng.whole(0, frame.cols - 1), rng.whole(0, frame.rows - 1));
    const double shade = rng.between(40, 150);
    const cv::Scalar colour = cv::Scalar::all(shade);
    const double unit = frame.cols / 1654.0;
    if (rng.chance(0.85)) {
        cv::circle(frame, at, std::max(1, static_cast<int>(std::lround(unit * rng.between(0.5, 1.8)))), colour,
                   cv::FILLED, cv::LINE_AA);
        return;
    }
    // A hair: a short bent line.
    std::vector<cv::Point> hair{at};
    double a = rng.between(0, 6.28);
    for (int i = 0; i < 9; ++i) {
        a += rng.between(-0.5, 0.5);
        hair.emplace_back(hair.back().x + static_cast<int>(6 * unit * std::cos(a)),
                          hair.back().y + static_cast<int>(6 * unit * std::sin(a)));
    }
    cv::polylines(frame, hair, false, cv::Scalar::all(shade + 30), 1, cv::LINE_AA);
}

}  // namespace

void scanner_marks(cv::Mat& frame, const Optics& o, Rng rng) {
    for (int i = 0; i < o.dust; ++i) speck(frame, rng);
    for (int i = 0; i < o.streaks; ++i) {
        const int x = rng.whole(0, frame.cols - 1), w = rng.whole(1, 2);
        const double darker = rng.between(0.72, 0.95);
        cv::Mat column = frame(cv::Rect(x, 0, std::min(w, frame.cols - x), frame.rows));
        column *= darker;
    }
    if (o.edge_shadow > 0) {
        const bool left = rng.chance(0.5);
        const int width = static_cast<int>(frame.cols * rng.between(0.015, 0.04));
        for (int i = 0; i < width; ++i) {
            const double t = 1 - static_cast<double>(i) / width;
            cv::Mat column = frame.col(left ? i : frame.cols - 1 - i);
            column *= 1 - o.edge_shadow * t * t;
        }
        const int height = width / 2;
        for (int i = 0; i < height; ++i) {
            const double t = 1 - static_cast<double>(i) / height;
            cv::Mat row = frame.row(frame.rows - 1 - i);
            row *= 1 - 0.6 * o.edge_shadow * t * t;
        }
    }
}

void lose_toner(cv::Mat& frame, double loss, double em_px, Rng rng) {
    if (loss <= 0) return;
    // Gaps about a stroke wide: noise at that size, cut at the share that is lost.
    const int softness = std::max(1, static_cast<int>(std::lround(em_px / 22)));
    const cv::Mat fine = noise_tile(rng, softness), broad = noise_tile(rng, 12 * softness);
    const int cut = static_cast<int>(64 * (2.3 - 2.2 * loss));
    for (int y = 0; y < frame.rows; ++y) {
        const auto* f = fine.ptr<std::int16_t>(y % fine.rows);
        const auto* b = broad.ptr<std::int16_t>(y % broad.rows);
        std::uint8_t* p = frame.ptr<std::uint8_t>(y);
        for (int x = 0; x < frame.cols; ++x, p += 3) {
            const int over = f[x % fine.cols] + b[x % broad.cols] / 2 - cut;
            if (over <= 0) continue;
            const int share = std::min(256, over * 6);
            for (int c = 0; c < 3; ++c)
                p[c] = static_cast<std::uint8_t>(p[c] + (((250 - std::min<int>(250, p[c])) * share) >> 8));
        }
    }
}

void to_bilevel(cv::Mat& frame, const Optics& o, Rng rng) {
    cv::Mat grey;
    cv::cvtColor(frame, grey, cv::COLOR_RGB2GRAY);
    const cv::Mat broad = noise_tile(rng, 20), fine = noise_tile(rng, 0);
    for (int y = 0; y < grey.rows; ++y) {
        std::uint8_t* p = grey.ptr<std::uint8_t>(y);
        const auto* b = broad.ptr<std::int16_t>(y % broad.rows);
        const auto* f = fine.ptr<std::int16_t>((y * 7) % fine.rows);
        for (int x = 0; x < grey.cols; ++x) {
            // Copiers threshold high: thin strokes must not vanish.
            const int threshold = 182 + b[x % broad.cols] / 8 + f[x % fine.cols] / 8;
            p[x] = p[x] < threshold ? 0 : 255;
        }
    }
    const auto specks = static_cast<std::int64_t>(o.salt_pepper * static_cast<double>(grey.total()));
    for (std::int64_t i = 0; i < specks; ++i) {
        const std::uint64_t bits = rng.next();
        const int x = static_cast<int>(bits % static_cast<std::uint64_t>(grey.cols));
        const int y = static_cast<int>((bits >> 32) % static_cast<std::uint64_t>(grey.rows));
        grey.at<std::uint8_t>(y, x) = (bits >> 31 & 1) != 0 ? 0 : 255;
    }
    cv::cvtColor(grey, frame, cv::COLOR_GRAY2RGB);
}

}  // namespace mangping::synthetic
