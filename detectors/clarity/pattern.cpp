#include "detectors/clarity/pattern.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

namespace mangping::detectors {
namespace {

// The page is looked at in so many tiles each way, of so many pixels.
constexpr int kTile = 64, kTilesEachWay = 6;
// Waves longer than this are lines of text and their overtones.
constexpr double kLongest = 12.6;
// A wave stands so high above the median of its tile's spectrum, in this share of the tiles, at the same place
// within so many steps of frequency (chosen: print is broad in the spectrum and differs from tile to tile).
constexpr double kAbove = 12, kShareOfTiles = 0.7;
constexpr int kSamePlace = 1;
// Moire swells and fades over the page: its height is that in all but the strongest tenth of the tiles.
constexpr double kSwell = 0.9;
// A pixel is a speck when it stands out by so many levels.
constexpr int kStandsOut = 100;

struct Peak {
    cv::Point at;
    double amplitude = 0;
};

/// The strongest wave in a tile; amplitude 0 where none stands out.
Peak strongest(const cv::Mat& tile, const cv::Mat& window) {
    cv::Mat values, spectrum;
    tile.convertTo(values, CV_32F);
    values -= cv::mean(values)[0];
    values = values.mul(window);
    cv::dft(values, spectrum, cv::DFT_COMPLEX_OUTPUT);
    std::vector<float> powers;
    Peak peak;
    double highest = 0;
    for (int y = 0; y < kTile; ++y)
        for (int x = 0; x <= kTile / 2; ++x) {
            const int fy = y <= kTile / 2 ? y : y - kTile;
            if (std::hypot(x, fy) < kTile / kLongest) continue;
            const auto v = spectrum.at<cv::Vec2f>(y, x);
            const float power = std::hypot(v[0], v[1]);
            powers.push_back(power);
            if (power > highest) highest = power, peak.at = {x, fy};
        }
    const auto middle = powers.begin() + static_cast<std::ptrdiff_t>(powers.size() / 2);
    std::nth_element(powers.begin(), middle, powers.end());
    if (highest > kAbove * *middle) peak.amplitude = 2 * highest / cv::sum(window)[0];
    return peak;
}

}  // namespace

double wave_over(const cv::Mat& grey) {
    if (grey.cols < 2 * kTile || grey.rows < 2 * kTile) return 0;
    cv::Mat window;
    cv::createHanningWindow(window, {kTile, kTile}, CV_32F);
    std::vector<Peak> peaks;
    for (int i = 0; i < kTilesEachWay; ++i)
        for (int j = 0; j < kTilesEachWay; ++j) {
            const int x = (grey.cols - kTile) * (2 * j + 1) / (2 * kTilesEachWay);
            const int y = (grey.rows - kTile) * (2 * i + 1) / (2 * kTilesEachWay);
            peaks.push_back(strongest(grey(cv::Rect(x, y, kTile, kTile)), window));
        }
    double most = 0;
    for (const Peak& one : peaks) {
        if (one.amplitude == 0) continue;
        std::vector<double> alike;
        for (const Peak& other : peaks)
            if (other.amplitude > 0 && std::abs(one.at.x - other.at.x) <= kSamePlace &&
                std::abs(one.at.y - other.at.y) <= kSamePlace)
                alike.push_back(other.amplitude);
        if (static_cast<double>(alike.size()) < kShareOfTiles * static_cast<double>(peaks.size())) continue;
        const auto high = alike.begin() + static_cast<std::ptrdiff_t>(kSwell * static_cast<double>(alike.size()));
        std::nth_element(alike.begin(), high, alike.end());
        most = std::max(most, *high);
    }
    return most;
}

double specks_in(const cv::Mat& grey) {
    int all = 0, specks = 0;
    for (int y = 1; y + 1 < grey.rows; y += 3) {
        const uchar* up = grey.ptr<uchar>(y - 1);
        const uchar* at = grey.ptr<uchar>(y);
        const uchar* down = grey.ptr<uchar>(y + 1);
        for (int x = 1; x + 1 < grey.cols; ++x, ++all) {
            const int v = at[x];
            // Most pixels are like the one before.
            if (v + kStandsOut >= at[x - 1] && v <= at[x - 1] + kStandsOut) continue;
            const auto [low, high] =
                std::minmax({up[x - 1], up[x], up[x + 1], at[x - 1], at[x + 1], down[x - 1], down[x], down[x + 1]});
            specks += v + kStandsOut < low || v > high + kStandsOut;
        }
    }
    return all == 0 ? 0 : specks / static_cast<double>(all);
}

}  // namespace mangping::detectors
