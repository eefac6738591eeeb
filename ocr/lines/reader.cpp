// The way of a page: its ink, its lines, each line's picture, its reading, and the boxes fitted to ink. A line whose
// reading is doubtful is shown again in other ways; whatever else was read there is kept beside the best, as a name may
// stand in any of them.
#include "ocr/lines/reader.hpp"

#include <algorithm>
#include <utility>

#include "ocr/lines/fit.hpp"
#include "ocr/lines/layout.hpp"
#include "ocr/lines/marks.hpp"
#include "ocr/lines/picture.hpp"
#include "ocr/lines/unread.hpp"

namespace mangping::ocr {
namespace {

using namespace lines;

// Of Han glyphs with a posterior above 0.5 the reader has 0.3 % wrong, of those below 14 %, below 0.1 34 % (accuracy,
// 30 pages of seed 7): a line with one such glyph is doubtful. Lines of digits and letters go by their mean.
constexpr float kDoubtfulGlyph = 0.5F;
constexpr float kDoubtful = 0.6F;
// The other view: another size sits differently on the network's grid (36 px finds a string of the real forms more than
// 25 px).
constexpr double kOtherGlyph = 36;
// A page of more lines than this is a picture of noise: what comes after is reported as unread.
constexpr std::size_t kMostLines = 2000;

struct OneReading {
    std::vector<Glyph> glyphs;  // upright px
    float confidence = 0;
};

Result<OneReading> read_view(const FoundLine& line, const LineSource& source, Engine& engine, const View& view) {
    const LinePicture picture = picture_of(line, source, view);
    Result<LineReading> read = engine.read_line(picture.grey);
    if (!read) return read.fault();
    const std::vector<bool> has_ink = fit_to_ink(read->glyphs, picture);
    settle_marks(read->glyphs, has_ink, picture);
    for (Glyph& glyph : read->glyphs) glyph.box_upright = picture.upright(glyph.box_upright);
    return OneReading{std::move(read->glyphs), read->confidence};
}

bool doubtful(const OneReading& reading) {
    if (reading.glyphs.empty() || reading.confidence < kDoubtful) return true;
    return std::any_of(reading.glyphs.begin(), reading.glyphs.end(), [](const Glyph& g) {
        return g.text().size() >= 3 && g.alternatives.front().probability < kDoubtfulGlyph;
    });
}

bool same_text(const std::vector<Glyph>& a, const std::vector<Glyph>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Glyph& x, const Glyph& y) { return x.text() == y.text(); });
}

class PageReader {
public:
    PageReader(const UprightPage& page, Engine& first, Engine* second, const ReadOptions& options,
               const Context& context)
        : page_(page), first_(first), second_(second), options_(options), context_(context) {}

    Result<Reading> run() {
        ink_ = find_ink(*page_.raster, page_.text_height_px, options_.skip_upright);
        std::vector<FoundLine> found = find_lines(ink_);
        Reading out;
        while (found.size() > kMostLines) {
            out.unread_upright.push_back(upright(found.back().box));
            found.pop_back();
        }
        owners_ = owners_of(found, ink_);
        for (const FoundLine& line : found) {
            if (auto over = context_.over()) return *over;
            Result<Line> read = read_line(line);
            if (!read) return read.fault();
            if (could_not_be_read(line, *read, ink_)) out.unread_upright.push_back(read->box_upright);
            if (!read->glyphs.empty()) out.lines.push_back(std::move(*read));
        }
        out.confidence = mean_confidence(out.lines);
        return out;
    }

private:
    [[nodiscard]] LineSource source() const { return {*page_.raster, ink_, owners_}; }

    [[nodiscard]] Rect upright(const cv::Rect& work) const {
        const double w = ink_.work_from_upright;
        return {work.x / w, work.y / w, work.width / w, work.height / w};
    }

    Result<Line> read_line(const FoundLine& found) {
        Result<OneReading> best = read_view(found, source(), first_, {});
        if (!best) return best.fault();
        Line line;
        line.vertical = found.vertical;
        line.box_upright = upright(found.box);
        if (options_.second_opinion && doubtful(*best)) {
            if (auto fault = other_views(found, *best, line)) return *fault;
        }
        line.glyphs = std::move(best->glyphs);
        line.confidence = best->confidence;
        return line;
    }

    /// Reads the line in other ways; `best` keeps the surest, the others go to line.other_readings.
    std::optional<Fault> other_views(const FoundLine& found, OneReading& best, Line& line) {
        std::vector<std::pair<Engine*, View>> views{{&first_, View{.glyph_px = kOtherGlyph}}};
        if (second_ != nullptr) views.emplace_back(second_, View{});
        for (const auto& [engine, view] : views) {
            Result<OneReading> other = read_view(found, source(), *engine, view);
            if (!other) return other.fault();
            if (other->confidence > best.confidence) std::swap(*other, best);
            line.other_readings.push_back(std::move(other->glyphs));
        }
        std::erase_if(line.other_readings,
                      [&](const std::vector<Glyph>& r) { return r.empty() || same_text(r, best.glyphs); });
        return std::nullopt;
    }

    static float mean_confidence(const std::vector<Line>& lines) {
        double sum = 0;
        std::size_t count = 0;
        for (const Line& line : lines) {
            sum += static_cast<double>(line.confidence) * static_cast<double>(line.glyphs.size());
            count += line.glyphs.size();
        }
        return count == 0 ? 0.0F : static_cast<float>(sum / static_cast<double>(count));
    }

    const UprightPage& page_;
    Engine& first_;
    Engine* second_;
    const ReadOptions& options_;
    const Context& context_;
    PageInk ink_;
    cv::Mat owners_;
};

}  // namespace

Result<Reading> read_page(const UprightPage& page, Engine& first, Engine* second, const ReadOptions& options,
                          const Context& context) {
    if (page.raster == nullptr || page.raster->empty()) return Reading{};
    if (auto over = context.over()) return *over;
    try {
        return PageReader(page, first, second, options, context).run();
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

}  // namespace mangping::ocr
