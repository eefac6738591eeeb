// Verdicts against what was done to the pages, and the rank of the score against the error of a reader.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/statistics.hpp"

namespace mangping::bench {
namespace {

constexpr std::array<const char*, 4> kVerdicts{"clear", "marginal", "illegible", "blank"};

int index_of(const std::string& verdict) {
    return static_cast<int>(std::find(kVerdicts.begin(), kVerdicts.end(), verdict) - kVerdicts.begin());
}

void print_wrong(const GradedPage& page, int index, const Clarity& said) {
    std::printf("  page %d %s %s d%d %dx%d: is %s", index, std::string(key(page.kind)).c_str(),
                std::string(key(page.scan)).c_str(), static_cast<int>(page.difficulty), page.source.raster->width,
                page.source.raster->height, page.truth.clarity.c_str());
    for (const std::string& r : page.truth.reasons) std::printf(" %s", r.c_str());
    std::printf(", said %s %.2f em %.0f/%.0f", std::string(key(said.verdict)).c_str(), said.score, said.text_height_px,
                page.truth.text_px);
    for (const ClarityReason r : said.reasons) std::printf(" %s", std::string(key(r)).c_str());
    std::printf("\n");
}

}  // namespace

int clarity(const Options& options) {
    std::array<std::array<int, 4>, 4> table{};
    std::vector<double> milliseconds;
    for (int i = 0; i < options.pages; ++i) {
        const GradedPage page = graded_page(options.seed, i);
        Pose pose;
        pose.rotation_cw = page.truth.rotation_cw;
        pose.skew_deg = page.truth.skew_deg;
        const auto start = std::chrono::steady_clock::now();
        const Clarity said = detectors::judge_clarity(page.source, pose);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        milliseconds.push_back(took.count());
        const int is = index_of(page.truth.clarity), says = static_cast<int>(said.verdict);
        if (is > 3) continue;
        ++table[static_cast<std::size_t>(is)][static_cast<std::size_t>(says)];
        if (options.each && is != says) print_wrong(page, i, said);
    }
    std::printf("clarity, %d generated pages, seed %llu\n", options.pages,
                static_cast<unsigned long long>(options.seed));
    std::printf("  is \\ said     clear  marginal illegible     blank\n");
    for (std::size_t i = 0; i < 4; ++i)
        std::printf("  %-10s %8d  %8d  %8d  %8d\n", kVerdicts[i], table[i][0], table[i][1], table[i][2], table[i][3]);
    const auto total = [&](std::size_t i) { return table[i][0] + table[i][1] + table[i][2] + table[i][3]; };
    std::printf("  illegible pages found (illegible or blank)  %s\n",
                rate(table[2][2] + table[2][3], total(2)).c_str());
    std::printf("  clear pages called illegible or blank       %s\n",
                rate(table[0][2] + table[0][3], total(0)).c_str());
    std::printf("  clear pages called marginal                 %s\n", rate(table[0][1], total(0)).c_str());
    std::printf("  time a page                                 p50 %.0f ms, p95 %.0f ms\n", quantile(milliseconds, 0.5),
                quantile(milliseconds, 0.95));
    return 0;
}

}  // namespace mangping::bench
