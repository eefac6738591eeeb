// Wrong turns, wrong turns without a doubt, the error of the skew on legible pages, and the time it takes.
#include <cmath>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <vector>

#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/statistics.hpp"
#include "tests/support/probes/probes.hpp"

namespace mangping::bench {
namespace {

struct Tally {
    int readable = 0, wrong = 0, wrong_and_sure = 0, unsure = 0;
    int unreadable = 0, unreadable_wrong_and_sure = 0;
    std::vector<double> skew_errors, milliseconds, decode_milliseconds;
};

void print_wrong(const GradedPage& page, int index, const Pose& pose, const char* what) {
    std::printf("  page %d %s %s %s d%d: %s, is %d %.2f, said %d %.2f%s;", index, std::string(key(page.kind)).c_str(),
                std::string(key(page.scan)).c_str(), page.truth.clarity.c_str(), static_cast<int>(page.difficulty),
                what, page.truth.rotation_cw, page.truth.skew_deg, pose.rotation_cw, pose.skew_deg,
                pose.unsure ? " unsure" : "");
    for (const std::string& s : pose.signals) std::printf(" %s", s.c_str());
    std::printf("\n");
}

void count(const GradedPage& page, int index, const Pose& pose, bool each, Tally& tally) {
    const bool readable = page.truth.clarity == "clear" || page.truth.clarity == "marginal";
    const bool right = pose.rotation_cw == page.truth.rotation_cw;
    if (!readable) {
        ++tally.unreadable;
        tally.unreadable_wrong_and_sure += !right && !pose.unsure;
        return;
    }
    ++tally.readable;
    tally.wrong += !right;
    tally.wrong_and_sure += !right && !pose.unsure;
    tally.unsure += pose.unsure;
    if (each && !right)
        print_wrong(page, index, pose, "wrong");
    else if (each && pose.unsure)
        print_wrong(page, index, pose, "unsure");
    if (!right || page.truth.clarity != "clear") return;
    const double error = std::abs(pose.skew_deg - page.truth.skew_deg);
    constexpr double kWorthALine = 0.3;  // degrees: the promised 95th percentile
    if (each && error > kWorthALine) print_wrong(page, index, pose, "skew");
    tally.skew_errors.push_back(error);
}

}  // namespace

int orientation(const Options& options) {
    const detectors::OrientationProbes probes = support::probes();
    if (!probes.line_scores) {
        std::fputs("Tesseract's models chi_sim and osd are not installed\n", stderr);
        return 1;
    }
    Tally tally;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const GradedPage page = graded_page(options.seed, i, options.store);
        const std::clock_t start = std::clock();
        const Pose pose = detectors::orient(page.source, probes);
        tally.milliseconds.push_back(cpu_milliseconds(start));
        tally.decode_milliseconds.push_back(page.decode_ms);
        count(page, i, pose, options.each, tally);
        if (pose.rotation_cw != page.truth.rotation_cw)
            keep_picture(options.keep,
                         std::to_string(i) + "-is-" + std::to_string(page.truth.rotation_cw) + "-said-" +
                             std::to_string(pose.rotation_cw),
                         page);
    }
    std::printf("orientation, %d generated pages, seed %llu\n", options.pages,
                static_cast<unsigned long long>(options.seed));
    std::printf("  wrong turn, readable pages      %s\n", rate(tally.wrong, tally.readable).c_str());
    std::printf("  wrong and sure, readable pages  %s\n", rate(tally.wrong_and_sure, tally.readable).c_str());
    std::printf("  unsure, readable pages          %s\n", rate(tally.unsure, tally.readable).c_str());
    std::printf("  wrong and sure, illegible pages %s\n",
                rate(tally.unreadable_wrong_and_sure, tally.unreadable).c_str());
    std::printf("  skew error, clear pages         mean %.3f°, p95 %.3f°, worst %.2f° (%zu pages)\n",
                mean(tally.skew_errors), quantile(tally.skew_errors, 0.95), quantile(tally.skew_errors, 1),
                tally.skew_errors.size());
    std::printf("  time a page on the core         p50 %.0f ms, p95 %.0f ms; decoding %.0f, %.0f ms\n",
                quantile(tally.milliseconds, 0.5), quantile(tally.milliseconds, 0.95),
                quantile(tally.decode_milliseconds, 0.5), quantile(tally.decode_milliseconds, 0.95));
    return 0;
}

}  // namespace mangping::bench
