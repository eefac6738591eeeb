// Verdicts against what was done to the pages, and the rank of the score against the error of a reader.
#include "detectors/clarity/clarity.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "bench/accuracy/graded.hpp"
#include "bench/accuracy/networks.hpp"
#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/statistics.hpp"
#include "detectors/clarity/measures.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/normalize/upright.hpp"
#include "workers/recipe/legible.hpp"

namespace mangping::bench {
namespace {

constexpr std::array<const char*, 4> kVerdicts{"clear", "marginal", "illegible", "blank"};

int index_of(const std::string& verdict) {
    return static_cast<int>(std::find(kVerdicts.begin(), kVerdicts.end(), verdict) - kVerdicts.begin());
}

void print_wrong(const GradedPage& page, int index, const Clarity& said) {
    std::printf("  page %d %s %s d%d %dx%d: is %s %.2f", index, std::string(key(page.kind)).c_str(),
                std::string(key(page.scan)).c_str(), static_cast<int>(page.difficulty), page.source.raster->width,
                page.source.raster->height, page.truth.clarity.c_str(), page.truth.severity);
    for (const std::string& r : page.truth.reasons) std::printf(" %s", r.c_str());
    std::printf(", said %s %.2f em %.0f/%.0f", std::string(key(said.verdict)).c_str(), said.score, said.text_height_px,
                page.truth.text_px);
    for (const ClarityReason r : said.reasons) std::printf(" %s", std::string(key(r)).c_str());
    std::printf("\n");
}

// Between these severities people disagree whether a page takes effort, or is lost (see degrade.hpp).
constexpr std::array<std::array<double, 2>, 2> kDisputed{{{0.9, 1.12}, {1.8, 2.15}}};

bool disputed(double severity) {
    return std::any_of(kDisputed.begin(), kDisputed.end(),
                       [severity](const auto& band) { return severity >= band[0] && severity < band[1]; });
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

/// Of all pages: what they are against what was said.
struct Tally {
    std::array<std::array<int, 4>, 4> table{};
    int agreed_lost = 0, agreed_found = 0, agreed_clear = 0, agreed_alarms = 0;
    int reasoned = 0, reason_right = 0;
    std::map<std::string, std::pair<int, int>> found_by_reason;  // found, of
    Ranked severity;
    std::map<std::string, int> settled;  // what pages are that only the reading showed not to be lost
    std::vector<double> milliseconds, decode_milliseconds;
};

/// As the acceptance scorer counts: one reason in common is right.
bool common_reason(const GradedPage& page, const Clarity& said) {
    return std::any_of(said.reasons.begin(), said.reasons.end(), [&](ClarityReason r) {
        return std::find(page.truth.reasons.begin(), page.truth.reasons.end(), key(r)) != page.truth.reasons.end();
    });
}

Clarity judged(const GradedPage& page, double* milliseconds = nullptr) {
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const std::clock_t start = std::clock();
    Clarity said = detectors::judge_clarity(page.source, pose);
    if (milliseconds) *milliseconds = cpu_milliseconds(start);
    return said;
}

/// Lets the reading settle the verdict, as `mangping run` and `check` do; nothing changes where it cannot.
bool settle(const GradedPage& page, Networks& networks, Clarity& said) {
    if (!recipe::reading_could_settle(said)) return true;
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const auto upright = normalize::upright(page.source, pose, said.text_height_px);
    if (!upright) return false;
    const auto reading = ocr::read_page(*upright, *networks.first, networks.second.get(), {}, {});
    if (!reading) return false;
    recipe::settle_by_reading(said, *reading, *upright);
    return true;
}

void count(const GradedPage& page, const Clarity& said, Tally& tally) {
    const int is = index_of(page.truth.clarity), says = static_cast<int>(said.verdict);
    if (is > 3) return;
    ++tally.table[static_cast<std::size_t>(is)][static_cast<std::size_t>(says)];
    if (!disputed(page.truth.severity)) {
        tally.agreed_lost += is == 2;
        tally.agreed_found += is == 2 && says >= 2;
        tally.agreed_clear += is == 0;
        tally.agreed_alarms += is == 0 && says >= 2;
    }
    if ((is == 1 || is == 2) && !page.truth.reasons.empty()) {
        ++tally.reasoned;
        tally.reason_right += common_reason(page, said);
    }
    if (is == 2)
        for (const std::string& r : page.truth.reasons) {
            auto& [found, of] = tally.found_by_reason[r];
            found += says >= 2;
            ++of;
        }
    if (!page.truth.lines.empty()) tally.severity.add(said.score, page.truth.severity);
}

void print(const Options& options, const Tally& tally) {
    std::printf("clarity, %d generated pages, seed %llu\n", options.pages,
                static_cast<unsigned long long>(options.seed));
    std::printf("  is \\ said     clear  marginal illegible     blank\n");
    const auto& table = tally.table;
    for (std::size_t i = 0; i < 4; ++i)
        std::printf("  %-10s %8d  %8d  %8d  %8d\n", kVerdicts[i], table[i][0], table[i][1], table[i][2], table[i][3]);
    const auto total = [&](std::size_t i) { return table[i][0] + table[i][1] + table[i][2] + table[i][3]; };
    std::printf("  illegible pages found (illegible or blank)  %s\n",
                rate(table[2][2] + table[2][3], total(2)).c_str());
    std::printf("  clear pages called illegible or blank       %s\n",
                rate(table[0][2] + table[0][3], total(0)).c_str());
    std::printf("  clear pages called marginal                 %s\n", rate(table[0][1], total(0)).c_str());
    for (const auto& [is, n] : tally.settled)
        std::printf("    called illegible until they were read well: %d that are %s\n", n, is.c_str());
    std::printf("  without pages that people disagree about: found %s\n",
                rate(tally.agreed_found, tally.agreed_lost).c_str());
    std::printf("                                       false alarms %s\n",
                rate(tally.agreed_alarms, tally.agreed_clear).c_str());
    std::printf("  pages with text called blank                %s\n",
                rate(table[0][3] + table[1][3] + table[2][3], total(0) + total(1) + total(2)).c_str());
    std::printf("  blank pages called blank                    %s\n", rate(table[3][3], total(3)).c_str());
    std::printf("  a reason in common, marginal and illegible  %s\n", rate(tally.reason_right, tally.reasoned).c_str());
    for (const auto& [reason, n] : tally.found_by_reason)
        std::printf("    illegible by %-16s found %d of %d\n", reason.c_str(), n.first, n.second);
    std::printf("  rank correlation of the score with severity %.3f (%zu pages)\n", tally.severity.correlation(),
                tally.severity.score.size());
    std::printf("  time a page on the core                     p50 %.0f ms, p95 %.0f ms; decoding %.0f, %.0f ms\n",
                quantile(tally.milliseconds, 0.5), quantile(tally.milliseconds, 0.95),
                quantile(tally.decode_milliseconds, 0.5), quantile(tally.decode_milliseconds, 0.95));
}

/// The score against the characters that a reader misses, on pages spoilt from not at all to beyond legible.
void against_reading(const Options& options) {
    auto engine = ocr::open_tesseract("chi_sim");
    if (!engine) {
        std::printf("  no reader: the score is not held against reading\n");
        return;
    }
    Ranked all;
    std::map<std::string, Ranked> by_fault;
    std::array<std::vector<double>, 4> missed;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        std::string fault;
        const GradedPage page = spoilt_page(options.seed, i, options.store, fault);
        const std::string name = "spoilt-" + std::to_string(options.seed) + "-" + std::to_string(i);
        const double error = reading_error(page, options.store, name, **engine);
        if (error < 0) continue;
        const Clarity said = judged(page);
        all.add(said.score, error);
        by_fault[fault].add(said.score, error);
        missed[static_cast<std::size_t>(said.verdict)].push_back(error);
        if (options.each)
            std::printf("  spoilt %d %s %s severity %.2f: missed %.3f, said %s %.3f\n", i,
                        std::string(key(page.kind)).c_str(), fault.c_str(), page.truth.severity, error,
                        std::string(key(said.verdict)).c_str(), said.score);
    }
    std::printf("  rank correlation of the score with characters not read %.3f (%zu pages spoilt on purpose)\n",
                all.correlation(), all.score.size());
    for (const auto& [fault, ranked] : by_fault)
        std::printf("    by %-8s %.3f (%zu pages)\n", fault.c_str(), ranked.correlation(), ranked.score.size());
    for (std::size_t v = 0; v < missed.size(); ++v)
        if (!missed[v].empty())
            std::printf("    characters not read where said %-10s p50 %.1f %%, p90 %.1f %% (%zu pages)\n", kVerdicts[v],
                        100 * quantile(missed[v], 0.5), 100 * quantile(missed[v], 0.9), missed[v].size());
}

}  // namespace

namespace {

/// A line of a table for training: seed, page, truth, then every measure by name.
void write_measures(const GradedPage& page, int index, const Options& options) {
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const auto measures = detectors::measures_of(detectors::evidence_of(page.source, pose));
    const bool first = !std::ifstream(options.measures).good();
    std::ofstream out(options.measures, std::ios::app);
    if (first) {
        out << "seed,page,kind,scan,clarity,severity,reasons";
        for (const auto& m : measures) out << ',' << m.name;
        out << '\n';
    }
    std::string reasons;
    for (const std::string& r : page.truth.reasons) reasons += (reasons.empty() ? "" : "+") + r;
    out << options.seed << ',' << index << ',' << key(page.kind) << ',' << key(page.scan) << ',' << page.truth.clarity
        << ',' << page.truth.severity << ',' << reasons;
    for (const auto& m : measures) out << ',' << m.value;
    out << '\n';
}

}  // namespace

int clarity(const Options& options) {
    if (options.read) {
        against_reading(options);
        return 0;
    }
    auto networks = open_networks(options.reader);
    if (!networks) return 1;
    Tally tally;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const GradedPage page = graded_page(options.seed, i, options.store);
        if (!options.measures.empty()) {
            write_measures(page, i, options);
            continue;
        }
        double took = 0;
        Clarity said = judged(page, &took);
        const bool lost = said.verdict == ClarityVerdict::illegible;
        if (!settle(page, *networks, said)) return 1;
        if (lost && said.verdict != ClarityVerdict::illegible) ++tally.settled[page.truth.clarity];
        tally.milliseconds.push_back(took);
        tally.decode_milliseconds.push_back(page.decode_ms);
        count(page, said, tally);
        if (index_of(page.truth.clarity) == static_cast<int>(said.verdict)) continue;
        if (options.each) print_wrong(page, i, said);
        keep_picture(options.keep,
                     std::to_string(i) + "-is-" + page.truth.clarity + "-said-" + std::string(key(said.verdict)), page);
    }
    if (options.measures.empty()) print(options, tally);
    return 0;
}

}  // namespace mangping::bench
