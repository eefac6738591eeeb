// kernels NAME TIMES runs one of the kernels that most of a page's time goes through, TIMES over, on a fixed input of
// noise, and prints a sum of what came out. Without arguments: the names. bench/instructions.py counts with it.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "models/raster.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/area.hpp"
#include "pipeline/adapt/components.hpp"
#include "pipeline/adapt/cubic.hpp"
#include "pipeline/adapt/cv.hpp"

namespace {

using namespace mangping;

constexpr double kShrink = 0.63;  // a page of 300 dpi to the size that lines are found at

cv::Mat noise(int width, int height, int type) {
    cv::Mat out(height, width, type);
    cv::RNG(7).fill(out, cv::RNG::UNIFORM, 0, 256);
    return out;
}

/// A megapixel.
cv::Mat picture(int type) { return noise(1250, 800, type); }

const cv::Mat& turn() {
    static const cv::Mat one_degree = (cv::Mat_<double>(2, 3) << 0.99985, -0.01745, 12, 0.01745, 0.99985, -9);
    return one_degree;
}

double sum_of(const cv::Mat& mat) {
    const cv::Scalar s = cv::sum(mat);
    return s[0] + s[1] + s[2];
}

cv::Mat opencv_area(const cv::Mat& from) {
    cv::Mat out;
    cv::resize(from, out, {}, kShrink, kShrink, cv::INTER_AREA);
    return out;
}

cv::Mat turned(const cv::Mat& from, bool by_opencv) {
    cv::Mat out(from.size(), from.type());
    if (by_opencv)
        cv::warpAffine(from, out, turn(), out.size(), cv::INTER_CUBIC, cv::BORDER_CONSTANT);
    else
        adapt::cubic_warp(from, out, turn(), {});
    return out;
}

/// Blots as large as glyphs' strokes.
cv::Mat blots() {
    cv::Mat out;
    cv::blur(picture(CV_8UC1), out, {7, 7});
    return out > 132;
}

double connected_by_opencv() {
    cv::Mat labels, stats, centres;
    return cv::connectedComponentsWithStats(blots(), labels, stats, centres);
}

/// Eight lines of forty glyphs, together.
double lines_read() {
    static const auto engine = ocr::open_network(ocr::model_file("chi_sim"), "chi_sim");
    if (!engine) return -1;
    const Raster line = adapt::raster_of(noise(1200, 48, CV_8UC1));
    const std::vector<const Raster*> lines(8, &line);
    const auto read = (*engine)->read_lines(lines);
    return read ? static_cast<double>(read->size()) : -1;
}

const std::map<std::string, std::function<double()>>& kernels() {
    static const std::map<std::string, std::function<double()>> all{
        {"average-colour", [] { return sum_of(adapt::area_resized(picture(CV_8UC3), kShrink)); }},
        {"average-colour-opencv", [] { return sum_of(opencv_area(picture(CV_8UC3))); }},
        {"average-grey", [] { return sum_of(adapt::area_resized(picture(CV_8UC1), kShrink)); }},
        {"average-grey-opencv", [] { return sum_of(opencv_area(picture(CV_8UC1))); }},
        {"turn-colour", [] { return sum_of(turned(picture(CV_8UC3), false)); }},
        {"turn-colour-opencv", [] { return sum_of(turned(picture(CV_8UC3), true)); }},
        {"turn-grey", [] { return sum_of(turned(picture(CV_8UC1), false)); }},
        {"turn-grey-opencv", [] { return sum_of(turned(picture(CV_8UC1), true)); }},
        {"connect", [] { return static_cast<double>(adapt::Components(blots()).size()); }},
        {"connect-opencv", connected_by_opencv},
        {"read-8-lines", lines_read},
        {"nothing-colour", [] { return sum_of(picture(CV_8UC3)); }},
        {"nothing-grey", [] { return sum_of(picture(CV_8UC1)); }},
        {"nothing-blots", [] { return sum_of(blots()); }},
    };
    return all;
}

}  // namespace

int main(int argc, char** argv) {
    cv::setNumThreads(1);
    const auto kernel = argc == 3 ? kernels().find(argv[1]) : kernels().end();
    if (kernel == kernels().end()) {
        for (const auto& [name, run] : kernels()) std::printf("%s\n", name.c_str());
        return argc == 1 ? 0 : 2;
    }
    double sum = 0;
    for (int i = 0; i < std::atoi(argv[2]); ++i) sum += kernel->second();
    std::printf("%.0f\n", sum);
    return 0;
}
