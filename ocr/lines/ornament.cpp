#include "ocr/lines/ornament.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>

namespace mangping::ocr::lines {
namespace {

// A row of an ornament: this many repeats, this many times as long as high, and of its ink this share meets ink again
// one period on, both ways, a pixel of slack allowed, beyond the share that would by chance. On twelve pages the text
// that comes nearest, small and blurred, has 0.80, sharp text 0.73 at most; the sides of whole borders 0.86 to 1.
constexpr int kRepeats = 5;
constexpr int kLongAsHigh = 5;
constexpr double kSame = 0.86;
constexpr double kHardlyText = 0.75;
// Where more than this share of a row is ink or beside it, chance explains too much: it is left to the reader.
constexpr double kMostByChance = 0.65;
constexpr int kLeastPeriod = 4;
constexpr double kMostPeriodEm = 2.5;
// Rows lower than this are broken rules: they repeat themselves too, and cost nothing to read.
constexpr int kLeastHigh = 5;
// A row this long, as a share of the page's side along it, is the side of a border.
constexpr double kBorderSide = 0.45;
// A border's fragments reach this much beyond the band of the rows that were recognised.
constexpr double kBandSlackEm = 0.35;

/// The largest share of a row's ink that is met again one period on, beyond what chance would give.
double sameness(const cv::Mat& row, double em) {
    cv::Mat soft;
    cv::dilate(row, soft, cv::Mat());
    const double chance = static_cast<double>(cv::countNonZero(soft)) / static_cast<double>(soft.total());
    if (chance > kMostByChance) return 0;
    const int most = std::min(row.cols / kRepeats, static_cast<int>(kMostPeriodEm * em));
    double best = 0;
    for (int period = std::max(kLeastPeriod, row.rows / 2); period <= most; ++period) {
        const int n = row.cols - period;
        const cv::Mat here = row.colRange(0, n), there = row.colRange(period, row.cols);
        const int met =
            cv::countNonZero(here & soft.colRange(period, row.cols)) + cv::countNonZero(there & soft.colRange(0, n));
        best = std::max(best, static_cast<double>(met) / (1 + cv::countNonZero(here) + cv::countNonZero(there)));
    }
    return (best - chance) / (1 - chance);
}

double sameness_of(const FoundLine& line, const cv::Mat& owners, double em) {
    const bool level = line.box.width >= line.box.height;
    const int along = std::max(line.box.width, line.box.height), across = std::min(line.box.width, line.box.height);
    if (across < kLeastHigh || along < kLongAsHigh * across || along < kRepeats * kLeastPeriod) return 0;
    const cv::Mat own = owners(line.box) == line.id;
    return sameness(level ? own : cv::Mat(own.t()), em);
}

cv::Rect grown(const cv::Rect& r, int by) { return {r.x - by, r.y - by, r.width + 2 * by, r.height + 2 * by}; }
bool holds(const cv::Rect& outer, const cv::Rect& inner) { return (outer & inner) == inner; }

/// The bands in which a border's fragments stand: round every long row, and along the other sides of the frame when two
/// long rows face each other.
std::vector<cv::Rect> bands_of(const std::vector<cv::Rect>& rows, const cv::Size& page, double em) {
    const int slack = static_cast<int>(kBandSlackEm * em);
    std::vector<cv::Rect> bands;
    cv::Rect frame;
    int thick = 0;
    for (const cv::Rect& r : rows) {
        bands.push_back(grown(r, slack));
        if (r.width < kBorderSide * page.width && r.height < kBorderSide * page.height) continue;
        frame = frame.empty() ? r : (frame | r);
        thick = std::max(thick, std::min(r.width, r.height));
    }
    if (frame.width < kBorderSide * page.width || frame.height < kBorderSide * page.height) return bands;
    const cv::Rect all = grown(frame, slack);
    const int side = thick + 2 * slack;
    bands.emplace_back(all.x, all.y, all.width, side);
    bands.emplace_back(all.x, all.br().y - side, all.width, side);
    bands.emplace_back(all.x, all.y, side, all.height);
    bands.emplace_back(all.br().x - side, all.y, side, all.height);
    return bands;
}

}  // namespace

std::vector<Worth> worth_beside_ornaments(const std::vector<FoundLine>& lines, const cv::Mat& owners, double em) {
    std::vector<Worth> out(lines.size(), Worth::read);
    std::vector<cv::Rect> rows;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double same = sameness_of(lines[i], owners, em);
        out[i] = same >= kSame ? Worth::skip : same >= kHardlyText ? Worth::glance : Worth::read;
        if (out[i] == Worth::skip) rows.push_back(lines[i].box);
    }
    const std::vector<cv::Rect> bands = bands_of(rows, owners.size(), em);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (out[i] == Worth::read &&
            std::any_of(bands.begin(), bands.end(), [&](const cv::Rect& band) { return holds(band, lines[i].box); }))
            out[i] = Worth::glance;
    return out;
}

}  // namespace mangping::ocr::lines
