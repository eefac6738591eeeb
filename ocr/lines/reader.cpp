// The way of a page: its ink, its lines, each line's picture, its reading, and the boxes fitted to ink. A line whose
// reading is doubtful is shown again in other ways; whatever else was read there is kept beside the best, as a name may
// stand in any of them.
#include "ocr/lines/reader.hpp"

#include <algorithm>
#include <utility>

#include "ocr/lines/layout.hpp"
#include "ocr/lines/picture.hpp"
#include "ocr/lines/unread.hpp"
#include "ocr/lines/views.hpp"
#include "ocr/lines/worth.hpp"

namespace mangping::ocr {
namespace {

using namespace lines;

// A line that hardly looks like text and reads no better than this is no text.
constexpr float kGlanced = 0.5F;
// A page of more lines than this is a picture of noise: what comes after is reported as unread.
constexpr std::size_t kMostLines = 2000;

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
        const std::vector<Worth> worth = worth_of(found, source());
        for (std::size_t i = 0; i < found.size(); ++i) {
            if (worth[i] == Worth::skip) continue;
            if (auto over = context_.over()) return *over;
            const FoundLine& line = found[i];
            Result<Line> read = read_line(line, worth[i] == Worth::read);
            if (!read) return read.fault();
            if (worth[i] == Worth::glance && read->confidence < kGlanced) continue;
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

    Result<Line> read_line(const FoundLine& found, bool again) {
        Result<OneReading> best = read_view(found, source(), first_, {});
        if (!best) return best.fault();
        Line line;
        line.vertical = found.vertical;
        line.box_upright = upright(found.box);
        if (again && options_.second_opinion && doubtful(*best)) {
            if (auto fault = read_again(found, source(), {first_, second_}, *best, line.other_readings)) return *fault;
        }
        line.glyphs = std::move(best->glyphs);
        line.confidence = best->confidence;
        return line;
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
