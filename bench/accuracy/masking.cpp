// Mentions masked, mentions left open, and neighbours hit, judged by the pixels of masked pages. A mention is masked
// when at least 97 % of each of its glyphs, moved in by 8 %, is one dark colour (the terms of the acceptance scorer).
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "bench/accuracy/part.hpp"
#include "bench/accuracy/sample.hpp"
#include "bench/accuracy/statistics.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::bench {
namespace {

using namespace mangping::synthetic;

cv::Mat inside(const Quad& quad, double inset_share, const cv::Size& size) {
    Point c{};
    for (const Point& p : quad.at) c = {c.x + p.x / 4, c.y + p.y / 4};
    std::vector<cv::Point> corners;
    for (const Point& p : quad.at)
        corners.emplace_back(static_cast<int>(c.x + (p.x - c.x) * (1 - 2 * inset_share)),
                             static_cast<int>(c.y + (p.y - c.y) * (1 - 2 * inset_share)));
    cv::Mat mask = cv::Mat::zeros(size, CV_8U);
    cv::fillConvexPoly(mask, corners, 255);
    return mask;
}

/// Share of the quad that is the bars' dark colour.
double barred(const cv::Mat& grey, const Quad& quad_masked, double inset_share) {
    constexpr int darkest_bar = 20, lightest_bar = 60;  // the fill and what JPEG makes of it
    const Rect box = grown(bounding(quad_masked), 2);
    const cv::Rect roi = cv::Rect(static_cast<int>(box.x), static_cast<int>(box.y), static_cast<int>(box.w) + 1,
                                  static_cast<int>(box.h) + 1) &
                         cv::Rect(0, 0, grey.cols, grey.rows);
    if (roi.empty()) return 0;
    Quad local = quad_masked;
    for (Point& p : local.at) p = {p.x - roi.x, p.y - roi.y};
    const cv::Mat area = inside(local, inset_share, roi.size());
    cv::Mat bar;
    cv::inRange(grey(roi), darkest_bar, lightest_bar, bar);
    // Text strokes are dark too; bars are solid.
    cv::morphologyEx(bar, bar, cv::MORPH_OPEN, cv::Mat::ones(5, 5, CV_8U));
    cv::bitwise_and(bar, area, bar);
    return cv::countNonZero(bar) / std::max(1.0, static_cast<double>(cv::countNonZero(area)));
}

/// In all at least 97 % of the glyphs, and of each at least 60 %.
bool is_masked(const cv::Mat& grey, const Transform& to, const std::vector<Quad>& glyphs) {
    constexpr double covered = 0.97, least_glyph = 0.6, inset_share = 0.08;
    double area_all = 0, area_barred = 0;
    for (const Quad& glyph : glyphs) {
        const Quad q = to(glyph);
        const double share = barred(grey, q, inset_share);
        if (share < least_glyph) return false;
        area_all += area(q);
        area_barred += share * area(q);
    }
    return area_barred >= covered * area_all;
}

struct Tally {
    int mentions = 0, masked = 0, open_unflagged = 0;
};

struct Totals {
    std::map<std::string, Tally> by;
    int pages = 0, readable = 0, flagged = 0, withheld = 0, keep = 0, keep_hit = 0;
    std::vector<double> seconds;
    std::map<std::string, std::vector<double>> stage_ms;
};

void judge(const Sample& s, const recipe::PageResult& result, bool each, Totals& totals) {
    constexpr double keep_hit = 0.15;
    const PageTruth& truth = s.file.page.truth;
    const cv::Mat grey = cv::imdecode(result.page.jpeg(), cv::IMREAD_GRAYSCALE);
    const Transform& to = result.outcome.masked_from_displayed;
    const bool flagged = result.outcome.review_needed || result.outcome.withheld;
    for (const TruthTarget& t : truth.targets) {
        const std::vector<Quad>& glyphs = t.glyphs.empty() ? std::vector{t.quad} : t.glyphs;
        const bool masked = !result.outcome.withheld && is_masked(grey, to, glyphs);
        for (const std::string& group : {std::string("all"), "style " + t.style, "scan " + truth.scan}) {
            Tally& tally = totals.by[group];
            ++tally.mentions;
            tally.masked += masked ? 1 : 0;
            tally.open_unflagged += !masked && !flagged ? 1 : 0;
        }
        if (each && !masked && !result.outcome.withheld)
            std::printf("  open%s: %s %s %s %s\n", flagged ? "" : " and unflagged", std::string(key(s.kind)).c_str(),
                        truth.scan.c_str(), t.kind.c_str(), t.style.c_str());
    }
    for (const TruthKeep& k : truth.keep) {
        if (result.outcome.withheld) break;
        ++totals.keep;
        totals.keep_hit += barred(grey, to(k.quad), 0) > keep_hit ? 1 : 0;
    }
}

void keep(const std::string& folder, int page, const char* when, const std::vector<std::uint8_t>& jpeg) {
    std::ofstream out(folder + "/" + std::to_string(page) + "-" + when + ".jpg", std::ios::binary);
    out.write(reinterpret_cast<const char*>(jpeg.data()), static_cast<std::streamsize>(jpeg.size()));
}

}  // namespace

int masking(const Options& options) {
    recipe::Scratch scratch;
    const Notice notice;  // masks name and employer, withholds no kind
    Totals totals;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const Sample s = sample(options.seed, i);
        const Targets targets = recipe::targets_of(declared(s));
        const auto document = ingest::inspect(s.file.jpeg, {});
        if (!document) return 1;
        recipe::PageJob job{s.file.jpeg, 0, Format::jpeg, document->pages.front(), &targets, &notice, s.kind, {}, {}};
        job.reader = options.reader;
        const auto begin = std::chrono::steady_clock::now();
        const auto result = recipe::process_page(job, scratch, {});
        totals.seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        if (!result) return 1;
        for (const auto& [stage, ms] : result->outcome.stage_ms) totals.stage_ms[stage].push_back(ms);
        if (!options.keep.empty()) {
            keep(options.keep, i, "before", s.file.jpeg);
            keep(options.keep, i, "after", result->page.jpeg());
        }
        if (options.each) {
            std::printf("page %d %s %s\n", i, std::string(key(s.kind)).c_str(), s.file.page.truth.clarity.c_str());
            for (const Mask& m : result->outcome.masks)
                std::printf("    %s %.2f %s\n", std::string(key(m.kind)).c_str(), m.confidence, m.source.c_str());
            for (const std::string& reason : result->outcome.review_reasons) std::printf("    ? %s\n", reason.c_str());
        }
        ++totals.pages;
        const std::string& clarity = s.file.page.truth.clarity;
        if (clarity != "clear" && clarity != "marginal") continue;
        ++totals.readable;
        totals.flagged += result->outcome.review_needed ? 1 : 0;
        totals.withheld += result->outcome.withheld ? 1 : 0;
        judge(s, *result, options.each, totals);
    }
    std::printf("%d pages, %d of them readable; for a person to look at %s; withheld %s\n", totals.pages,
                totals.readable, rate(totals.flagged, totals.readable).c_str(),
                rate(totals.withheld, totals.readable).c_str());
    for (const auto& [group, t] : totals.by)
        std::printf("  %-16s mentions masked %-44s open on a page nobody would look at %s\n", group.c_str(),
                    rate(t.masked, t.mentions).c_str(), rate(t.open_unflagged, t.mentions).c_str());
    std::printf("  neighbours and issuers' marks hit %s\n", rate(totals.keep_hit, totals.keep).c_str());
    std::printf("  seconds a page: median %.2f, p95 %.2f\n", quantile(totals.seconds, 0.5),
                quantile(totals.seconds, 0.95));
    double all = 0;
    for (const auto& [stage, ms] : totals.stage_ms)
        for (const double m : ms) all += m;
    for (const auto& [stage, ms] : totals.stage_ms) {
        double sum = 0;
        for (const double m : ms) sum += m;
        std::printf("    %-10s %4.1f %% of the time, median %.0f ms, p95 %.0f ms\n", stage.c_str(), 100 * sum / all,
                    quantile(ms, 0.5), quantile(ms, 0.95));
    }
    return 0;
}

}  // namespace mangping::bench
