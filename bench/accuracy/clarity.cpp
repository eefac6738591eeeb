// Verdicts against what was done to the pages, and the rank of the score against the error of a reader.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/statistics.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/normalize/upright.hpp"

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

// One page in so many is read as well; reading costs a hundred times what judging does.
constexpr int kReadOneIn = 10;
// Between these severities people disagree whether a page takes effort, or is lost (see degrade.hpp).
constexpr std::array<std::array<double, 2>, 2> kDisputed{{{0.9, 1.12}, {1.8, 2.15}}};

bool disputed(double severity) {
    return std::any_of(kDisputed.begin(), kDisputed.end(),
                       [severity](const auto& band) { return severity >= band[0] && severity < band[1]; });
}

using Bag = std::map<std::string, int>;

/// Adds the characters of a UTF-8 string, without spaces.
void put(const std::string& utf8, Bag& bag) {
    for (std::size_t i = 0; i < utf8.size();) {
        std::size_t n = 1;
        while (i + n < utf8.size() && (static_cast<unsigned char>(utf8[i + n]) & 0xC0U) == 0x80U) ++n;
        if (utf8[i] != ' ') ++bag[utf8.substr(i, n)];
        i += n;
    }
}

/// The share of a page's printed characters that a reader did not find anywhere on it; negative when nothing could be
/// compared. Characters are counted, not aligned: a page read in another order is as legible.
double reading_error(const GradedPage& page, const Pose& pose, ocr::Engine& engine) {
    Bag printed, read;
    for (const synthetic::TruthLine& line : page.truth.lines) put(line.text, printed);
    const Result<UprightPage> upright = normalize::upright(page.source, pose, page.truth.text_px);
    if (!upright || printed.empty()) return -1;
    const Result<Reading> reading = ocr::read_page(*upright, engine, nullptr, {}, {});
    if (!reading) return -1;
    for (const Line& line : reading->lines)
        for (const Glyph& glyph : line.glyphs) put(glyph.text(), read);
    int all = 0, missed = 0;
    for (const auto& [character, count] : printed) {
        const auto found = read.find(character);
        all += count;
        missed += std::max(0, count - (found == read.end() ? 0 : found->second));
    }
    return missed / static_cast<double>(all);
}

/// Pairs whose ranks are compared: the score should fall where these rise.
struct Ranked {
    std::vector<double> score, other;
    void add(double s, double o) {
        score.push_back(-s);
        other.push_back(o);
    }
    [[nodiscard]] double correlation() const { return rank_correlation(score, other); }
};

}  // namespace

int clarity(const Options& options) {
    std::array<std::array<int, 4>, 4> table{};
    std::vector<double> milliseconds;
    Ranked severity, error;
    int agreed_lost = 0, agreed_found = 0, agreed_clear = 0, agreed_alarms = 0;
    auto engine = ocr::open_tesseract("chi_sim");
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
        if (!disputed(page.truth.severity)) {
            agreed_lost += is == 2;
            agreed_found += is == 2 && says >= 2;
            agreed_clear += is == 0;
            agreed_alarms += is == 0 && says >= 2;
        }
        if (!page.truth.lines.empty()) severity.add(said.score, page.truth.severity);
        if (engine && i % kReadOneIn == 0)
            if (const double wrong = reading_error(page, pose, **engine); wrong >= 0) error.add(said.score, wrong);
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
    std::printf("  without pages that people disagree about: found %s\n", rate(agreed_found, agreed_lost).c_str());
    std::printf("                                       false alarms %s\n", rate(agreed_alarms, agreed_clear).c_str());
    std::printf(
        "  rank correlation of the score with severity %.3f (%zu pages), with characters not read %.3f (%zu pages)\n",
        severity.correlation(), severity.score.size(), error.correlation(), error.score.size());
    std::printf("  time a page                                 p50 %.0f ms, p95 %.0f ms\n", quantile(milliseconds, 0.5),
                quantile(milliseconds, 0.95));
    return 0;
}

}  // namespace mangping::bench
