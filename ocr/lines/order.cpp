// Reading order. A page is cut into columns only where both sides are running text (a paper's two columns); the cells
// of a form are read row by row, as labels stand left of their values.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "ocr/lines/layout.hpp"

namespace mangping::ocr::lines {
namespace {

// Running text on both sides of a gutter: at least this many lines of at least this many em.
constexpr int kColumnLines = 5;
constexpr double kColumnLineEm = 9;
constexpr double kGutterEm = 0.9;
// Lines overlapping by this share of the lower one stand in one row.
constexpr double kRowShare = 0.5;

using Span = std::pair<std::vector<FoundLine>::iterator, std::vector<FoundLine>::iterator>;

bool running_text(const Span& span, double em) {
    int wide = 0;
    double share = 0;
    for (auto at = span.first; at != span.second; ++at) {
        if (at->box.width >= kColumnLineEm * em && at->box.height < 2 * em) ++wide;
        share += 1;
    }
    return wide >= kColumnLines && wide >= 0.6 * share;
}

/// The x of a gutter with running text on both sides, or -1. Sorts the span by x.
int gutter(const Span& span, double em) {
    std::sort(span.first, span.second, [](const FoundLine& a, const FoundLine& b) {
        return std::tie(a.box.x, a.box.y, a.box.width) < std::tie(b.box.x, b.box.y, b.box.width);
    });
    int right = 0;
    for (auto at = span.first; at != span.second; ++at) {
        if (at != span.first && at->box.x - right > kGutterEm * em && running_text({span.first, at}, em) &&
            running_text({at, span.second}, em))
            return at->box.x;
        right = std::max(right, at->box.x + at->box.width);
    }
    return -1;
}

void sort_rows(const Span& span) {
    std::sort(span.first, span.second, [](const FoundLine& a, const FoundLine& b) {
        return std::tie(a.box.y, a.box.x, a.box.width) < std::tie(b.box.y, b.box.x, b.box.width);
    });
    for (auto row = span.first; row != span.second;) {
        // What all lines of the row share: beside a portrait that was taken for a line several lines stand, each in a
        // row of its own.
        int top = row->box.y, bottom = row->box.br().y;
        auto end = row + 1;
        // Vertical lines span many rows: they stand where they begin.
        while (end != span.second && !row->vertical && !end->vertical) {
            const int overlap = std::min(bottom, end->box.br().y) - std::max(top, end->box.y);
            if (overlap < kRowShare * std::min(bottom - top, end->box.height)) break;
            top = std::max(top, end->box.y);
            bottom = std::min(bottom, end->box.br().y);
            ++end;
        }
        std::stable_sort(row, end, [](const FoundLine& a, const FoundLine& b) { return a.box.x < b.box.x; });
        row = end;
    }
}

/// Cuts the span at the first level that a full-width line or free space separates, so that a title over two columns
/// does not hide the gutter.
void sort_span(const Span& span, double em, int depth) {
    if (span.second - span.first < 2) return;
    const int x = depth < 8 ? gutter(span, em) : -1;
    if (x >= 0) {
        const auto cut = std::partition_point(span.first, span.second, [x](const FoundLine& l) { return l.box.x < x; });
        sort_span({span.first, cut}, em, depth + 1);
        sort_span({cut, span.second}, em, depth + 1);
        return;
    }
    sort_rows(span);
    if (depth > 0) return;
    // Without a gutter on the whole page, one may run through its lower part: try below every wide line.
    for (auto at = span.first; at != span.second; ++at) {
        const Span rest{at, span.second};
        if (rest.second - rest.first < 2 * kColumnLines) return;
        std::vector<FoundLine> copy(rest.first, rest.second);
        if (gutter({copy.begin(), copy.end()}, em) < 0) continue;
        sort_span(rest, em, depth + 1);
        return;
    }
}

}  // namespace

void sort_for_reading(std::vector<FoundLine>& lines, double em) { sort_span({lines.begin(), lines.end()}, em, 0); }

std::vector<FoundLine> find_lines(const PageInk& page) {
    std::vector<FoundLine> out;
    for (const Layer layer : {Layer::dark, Layer::red, Layer::light_on_dark}) {
        std::vector<FoundLine> lines = level_lines(pieces_of(layer_of(page, layer), page), page, layer);
        stack_glyphs(lines, page);
        std::erase_if(lines, [&](const FoundLine& line) { return !text_like(line, page.em); });
        for (FoundLine& line : lines) out.push_back(std::move(line));
    }
    sort_for_reading(out, page.em);
    for (std::size_t i = 0; i < out.size(); ++i) out[i].id = static_cast<int>(i) + 1;
    return out;
}

cv::Mat owners_of(const std::vector<FoundLine>& lines, const PageInk& page) {
    cv::Mat owners = cv::Mat::zeros(page.dark.size(), CV_32S);
    if (!page.level_rules.empty()) owners.setTo(-1, page.level_rules);
    if (!page.upright_rules.empty()) owners.setTo(-1, page.upright_rules);
    for (const FoundLine& line : lines) {
        const cv::Mat& ink = layer_of(page, line.layer);
        for (const Part& p : line.parts)
            for (int y = p.box.y; y < p.box.br().y; ++y) {
                const uchar* from = ink.ptr(y);
                int* to = owners.ptr<int>(y);
                for (int x = p.box.x; x < p.box.br().x; ++x) to[x] = from[x] != 0 ? line.id : to[x];
            }
    }
    return owners;
}

}  // namespace mangping::ocr::lines
