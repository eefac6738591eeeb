// The way of a page: its ink, its lines, each line's picture, its reading, and the boxes fitted to ink. A line whose
// reading is doubtful is shown again in other ways; whatever else was read there is kept beside the best, as a name may
// stand in any of them.
#include "ocr/lines/reader.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <span>
#include <utility>

#include "ocr/lines/layout.hpp"
#include "ocr/lines/picture.hpp"
#include "ocr/lines/ring.hpp"
#include "ocr/lines/stretch.hpp"
#include "ocr/lines/unread.hpp"
#include "ocr/lines/views.hpp"
#include "ocr/lines/worth.hpp"

namespace mangping::ocr {
namespace {

using namespace lines;

// A line that hardly looks like text and reads no better than this is no text; of many characters, which grain seldom
// gives, less is needed: a name under a seal in a shadow is one (chosen).
constexpr float kGlanced = 0.5F, kGlancedLong = 0.35F;
constexpr std::size_t kLong = 8;
// Lines read in one go: enough to keep an engine's kernels busy, few enough for its memory.
constexpr std::size_t kTogether = 32;
// A page of more lines than this is a picture of noise: what comes after is reported as unread.
constexpr std::size_t kMostLines = 2000;

/// One letter or sign alone, not surely read: the grain of a desk, a fold. Joined to the lines around it, it broke a
/// value in two (自然科学研究w).
bool is_a_scratch(const Line& line) {
    constexpr float surely = 0.8F;  // chosen
    if (line.glyphs.size() != 1 || line.confidence >= surely) return false;
    const std::string& text = line.glyphs.front().text();
    return text.size() == 1 && (text[0] < '0' || text[0] > '9');
}

/// A line of many characters of which hardly one was read: print on paper that curls, seen aslant, or under a shadow.
/// Frames stand at the edges, textures are closer than print, broken rules are lower and tangles higher.
bool is_nonsense(const Line& line, Layer layer, const UprightPage& page) {
    constexpr std::size_t many = 8;
    constexpr float hardly = 0.4F;
    constexpr double low_em = 0.6, high_em = 3, pitch = 0.62, frame = 0.1;
    if (layer != Layer::dark || line.vertical || line.glyphs.size() < many || line.confidence >= hardly) return false;
    const Rect& box = line.box_upright;
    const double em = page.text_height_px, at = box.centre().y / page.raster->height;
    return box.h >= low_em * em && (em <= 0 || box.h <= high_em * em) &&
           box.w >= pitch * box.h * static_cast<double>(line.glyphs.size()) && at > frame && at < 1 - frame;
}

class PageReader {
public:
    PageReader(const UprightPage& page, Engine& first, Engine* second, ReadOptions options, const Context& context)
        : page_(page), first_(first), second_(second), options_(std::move(options)), context_(context) {}

    Result<Reading> run() {
        ink_ = find_ink(*page_.raster, page_.text_height_px, options_.skip_upright);
        take_out_rings(ink_, options_.seals);
        found_ = find_lines(ink_);
        std::vector<FoundLine>& found = found_;
        Reading out;
        while (found.size() > kMostLines) {
            out.unread_upright.push_back(upright(found.back().box));
            found.pop_back();
        }
        owners_ = owners_of(found, ink_);
        const std::vector<Worth> worth = worth_of(found, source());
        first_confidence_.assign(found.size(), kNotRead);
        std::vector<std::size_t> wanted;
        for (std::size_t i = 0; i < found.size(); ++i)
            if (worth[i] != Worth::skip) wanted.push_back(i);
        for (std::size_t begin = 0; begin < wanted.size(); begin += kTogether) {
            if (auto over = context_.over()) return *over;
            const std::span<const std::size_t> some(wanted.data() + begin, std::min(kTogether, wanted.size() - begin));
            Result<std::vector<Line>> lines = read_together(found, some, worth);
            if (!lines) return lines.fault();
            for (std::size_t k = 0; k < some.size(); ++k) {
                Line& read = (*lines)[k];
                first_confidence_[some[k]] = read.confidence;
                if (auto doubtful = doubtful_stretch(found[some[k]], read, ink_.work_from_upright))
                    stretches_.emplace_back(read.confidence, std::move(*doubtful));
                if (worth[some[k]] == Worth::glance &&
                    read.confidence < (read.glyphs.size() >= kLong ? kGlancedLong : kGlanced))
                    continue;
                if (could_not_be_read(found[some[k]], read, ink_) || is_nonsense(read, found[some[k]].layer, page_))
                    out.unread_upright.push_back(read.box_upright);
                if (!read.glyphs.empty() && !is_a_scratch(read)) out.lines.push_back(std::move(read));
            }
        }
        drop_beyond_the_sheet(out.unread_upright, out.lines, ink_);
        out.confidence = mean_confidence(out.lines);
        return out;
    }

    Result<std::vector<std::vector<double>>> log_ratios(const std::vector<AskedString>& strings, const Rect& place,
                                                        Engine* outsider) {
        std::vector<std::vector<double>> out(strings.size());
        const FoundLine* line = line_at(place);
        if (line == nullptr) return out;
        // Some neighbours of the place are shown with it, as the networks read in context; the string may reach a
        // little beyond the boxes it was found by.
        const double em = ink_.em / ink_.work_from_upright;
        const double context = kContextEm * em, slack = kSlackEm * em;
        const FoundLine stretch = stretch_of(*line, place.x - context, place.right() + context, ink_.work_from_upright);
        if (stretch.parts.empty()) return out;
        Engine* const none = nullptr;
        for (const View& view : {View{}, other_size()}) {
            const LinePicture picture = picture_of(stretch, source(), view);
            const auto asked = outsider == nullptr ? std::array{&first_, second_} : std::array{outsider, none};
            for (Engine* engine : asked) {
                if (engine == nullptr) continue;
                Result<LineReading> read = engine->read_line(picture.grey);
                if (!read) return read.fault();
                if (read->evidence == nullptr) continue;
                for (std::size_t i = 0; i < strings.size(); ++i)
                    out[i].push_back(read->evidence->log_ratio(strings[i].characters, strings[i].mark_before,
                                                               picture.column(place.x - slack),
                                                               picture.column(place.right() + slack)));
            }
        }
        return out;
    }

    Result<std::vector<std::vector<StringOnLine>>> place_on_lines(const std::vector<AskedString>& strings,
                                                                  const std::vector<Rect>& where) {
        std::vector<std::vector<StringOnLine>> out(where.size());
        for (std::size_t begin = 0; begin < where.size(); begin += kTogether) {
            if (auto over = context_.over()) return *over;
            const std::size_t count = std::min(kTogether, where.size() - begin);
            if (auto fault = place_on_some(strings, std::span(where).subspan(begin, count),
                                           std::span(out).subspan(begin, count)))
                return *fault;
        }
        return out;
    }

    Result<Reading> read_doubtful_by(Engine& other, float below) {
        std::vector<const FoundLine*> doubtful;
        for (std::size_t i = 0; i < found_.size(); ++i)
            if (first_confidence_[i] < below) doubtful.push_back(&found_[i]);
        for (const auto& [whole, stretch] : stretches_)
            if (whole >= below) doubtful.push_back(&stretch);
        Reading out;
        for (std::size_t begin = 0; begin < doubtful.size(); begin += kTogether) {
            if (auto over = context_.over()) return *over;
            std::vector<Pending> pending;
            const std::size_t end = std::min(begin + kTogether, doubtful.size());
            for (std::size_t k = begin; k < end; ++k) pending.emplace_back(*doubtful[k], source(), View{});
            Result<std::vector<OneReading>> read = read_all(pending, other);
            if (!read) return read.fault();
            for (std::size_t k = begin; k < end; ++k) {
                OneReading& one = (*read)[k - begin];
                if (one.glyphs.empty()) continue;
                Line line;
                line.vertical = doubtful[k]->vertical;
                line.box_upright = upright(doubtful[k]->box);
                line.glyphs = std::move(one.glyphs);
                line.confidence = one.confidence;
                out.lines.push_back(std::move(line));
            }
        }
        out.confidence = mean_confidence(out.lines);
        return out;
    }

    [[nodiscard]] std::optional<Rect> ink_in(const Rect& region, double widest_gap) const {
        const double w = ink_.work_from_upright;
        const cv::Rect here = cv::Rect(static_cast<int>(region.x * w), static_cast<int>(region.y * w),
                                       static_cast<int>(region.w * w) + 1, static_cast<int>(region.h * w) + 1);
        // Components that begin in the region may reach out of it.
        const int reach = static_cast<int>(ink_.em);
        const cv::Rect around =
            (here + cv::Size(2 * reach, 2 * reach) - cv::Point(reach, reach)) & cv::Rect({0, 0}, ink_.dark.size());
        if (around.empty()) return std::nullopt;
        cv::Mat labels, stats, centres;
        const int n = cv::connectedComponentsWithStats(ink_.dark(around), labels, stats, centres);
        std::vector<cv::Rect> boxes, beyond;
        for (int i = 1; i < n; ++i) {
            const cv::Rect box(stats.at<int>(i, 0) + around.x, stats.at<int>(i, 1) + around.y, stats.at<int>(i, 2),
                               stats.at<int>(i, 3));
            if (stats.at<int>(i, cv::CC_STAT_AREA) < kSpeckEm * kSpeckEm * ink_.em * ink_.em) continue;
            const bool within = here.contains({box.x + box.width / 2, box.y + box.height / 2});
            (within ? boxes : beyond).push_back(box);
        }
        std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.x < b.x; });
        cv::Rect all;
        for (const cv::Rect& box : boxes) {
            if (!all.empty() && box.x - all.br().x > widest_gap * w) break;
            all = all.empty() ? box : all | box;
        }
        if (all.empty()) return std::nullopt;
        // Of a hand that runs across a rule, what the rule has cut off.
        const int near = static_cast<int>(std::lround(kCutOffEm * ink_.em));
        for (const cv::Rect& box : beyond) {
            const int shared = std::min(all.br().x, box.br().x) - std::max(all.x, box.x);
            const int gap = std::max(all.y - box.br().y, box.y - all.br().y);
            if (2 * shared > box.width && gap <= near && box.height <= kHighestCutOffEm * ink_.em) all |= box;
        }
        return upright(all);
    }

private:
    std::optional<Fault> place_on_some(const std::vector<AskedString>& strings, std::span<const Rect> where,
                                       std::span<std::vector<StringOnLine>> answers) {
        std::vector<KeptLine> lines;
        std::vector<std::size_t> of;
        for (std::size_t i = 0; i < where.size(); ++i) {
            const FoundLine* line = line_at(where[i]);
            if (line == nullptr) continue;
            const auto kept = kept_.find(static_cast<std::size_t>(line - found_.data()));
            lines.push_back(kept != kept_.end() ? kept->second : KeptLine{picture_of(*line, source(), View{}), {}, {}});
            lines.back().box_upright = upright(line->box);
            of.push_back(i);
        }
        if (auto fault = see(first_, lines, &KeptLine::by_first)) return fault;
        if (second_ != nullptr)
            if (auto fault = see(*second_, lines, &KeptLine::by_second)) return fault;
        for (std::size_t k = 0; k < of.size(); ++k) {
            Evidences seen{lines[k].by_first, lines[k].by_second};
            std::erase(seen, nullptr);
            if (seen.empty()) continue;
            for (const AskedString& string : strings)
                answers[of[k]].push_back(on_line(string, seen, lines[k].picture, lines[k].box_upright));
        }
        return std::nullopt;
    }

    /// What the engines saw of a whole line in the first view.
    struct KeptLine {
        LinePicture picture;
        std::shared_ptr<const Evidence> by_first, by_second;
        Rect box_upright{};
    };

    /// Lets an engine read those of the lines that it has not seen.
    static std::optional<Fault> see(Engine& engine, std::vector<KeptLine>& lines,
                                    std::shared_ptr<const Evidence> KeptLine::*by) {
        std::vector<const Raster*> grey;
        std::vector<KeptLine*> unseen;
        for (KeptLine& line : lines) {
            if (line.*by != nullptr) continue;
            unseen.push_back(&line);
            grey.push_back(&line.picture.grey);
        }
        if (grey.empty()) return std::nullopt;
        auto read = engine.read_lines(grey);
        if (!read) return read.fault();
        for (std::size_t i = 0; i < unseen.size(); ++i) unseen[i]->*by = std::move((*read)[i].evidence);
        return std::nullopt;
    }

    /// Lines that hardly read are asked about by others (ocr/spot/blurred, signature): what was seen of them is
    /// kept, for so many lines a page, as it takes some hundred KiB for each.
    static constexpr std::size_t kMostKept = 64;

    void keep(std::size_t line, const Pending& pending, std::shared_ptr<const Evidence> evidence, float confidence) {
        if (evidence == nullptr || found_[line].vertical || confidence >= hardly_reads || kept_.size() >= kMostKept)
            return;
        kept_[line] = {pending.pictures().front(), std::move(evidence), {}};
    }

    static constexpr float kNotRead = 2;  // above any confidence: what is skipped is no text in any script
    static constexpr double kSpeckEm = 0.08;
    static constexpr double kCutOffEm = 0.15, kHighestCutOffEm = 1.6;  // chosen
    static constexpr double kContextEm = 2.5, kSlackEm = 0.6;

    /// Boxes are half way to the neighbours' middles: a network's steps say where a character is, not how wide.
    static StringOnLine on_line(const AskedString& string, const Evidences& seen, const LinePicture& picture,
                                const Rect& line) {
        StringOnLine out;
        const auto m = static_cast<double>(string.characters.size());
        double sum = 0, most = -std::numeric_limits<double>::infinity();
        std::vector<double> middles;
        for (const auto& evidence : seen) {
            const Placed at = evidence->place(string.characters, string.mark_before, 0, picture.grey.width);
            if (at.from_px.empty() || std::isinf(at.log_ratio)) return out;
            sum += at.log_ratio / m;
            out.cost.resize(at.cost.size(), 0.0);
            for (std::size_t i = 0; i < at.cost.size(); ++i)
                out.cost[i] += at.cost[i] / static_cast<double>(seen.size());
            if (at.log_ratio <= most) continue;
            most = at.log_ratio;
            middles.clear();
            for (std::size_t i = 0; i < at.from_px.size(); ++i) middles.push_back((at.from_px[i] + at.to_px[i]) / 2);
        }
        if (middles.size() < 2) return out;
        out.per_character = sum / static_cast<double>(seen.size());
        const double half = (middles.back() - middles.front()) / (m - 1) / 2;
        for (std::size_t i = 0; i < middles.size(); ++i) {
            const double from = i == 0 ? middles[0] - half : (middles[i - 1] + middles[i]) / 2;
            const double to = i + 1 == middles.size() ? middles[i] + half : (middles[i] + middles[i + 1]) / 2;
            const Rect box = picture.upright({from, 0, to - from, static_cast<double>(picture.grey.height)});
            out.boxes_upright.push_back({box.x, std::max(box.y, line.y), box.w,
                                         std::min(box.bottom(), line.bottom()) - std::max(box.y, line.y)});
        }
        return out;
    }

    /// The level line that most of the place lies on.
    [[nodiscard]] const FoundLine* line_at(const Rect& place) const {
        const FoundLine* best = nullptr;
        double most = 0.5 * place.area();
        for (const FoundLine& line : found_) {
            const double shared = intersection(upright(line.box), place).area();
            if (line.vertical || shared <= most) continue;
            most = shared;
            best = &line;
        }
        return best;
    }

    [[nodiscard]] LineSource source() const { return {*page_.raster, ink_, owners_}; }

    [[nodiscard]] Rect upright(const cv::Rect& work) const {
        const double w = ink_.work_from_upright;
        return {work.x / w, work.y / w, work.width / w, work.height / w};
    }

    Result<std::vector<Line>> read_together(const std::vector<FoundLine>& found, std::span<const std::size_t> some,
                                            const std::vector<Worth>& worth) {
        std::vector<Pending> pending;
        for (const std::size_t i : some) pending.emplace_back(found[i], source(), View{});
        Evidences seen;
        Result<std::vector<OneReading>> best = read_all(pending, first_, &seen);
        if (!best) return best.fault();
        for (std::size_t k = 0; k < some.size(); ++k) keep(some[k], pending[k], seen[k], (*best)[k].confidence);
        std::vector<Line> lines(some.size());
        std::vector<std::size_t> doubted;
        for (std::size_t k = 0; k < some.size(); ++k) {
            lines[k].vertical = found[some[k]].vertical;
            lines[k].box_upright = upright(found[some[k]].box);
            if (options_.second_opinion && worth[some[k]] == Worth::read && doubtful((*best)[k])) doubted.push_back(k);
        }
        const std::vector<OneReading> first = *best;
        const auto again = [&](Engine& engine, const View& view) -> std::optional<Fault> {
            std::vector<Pending> stretches;
            for (const std::size_t k : doubted) stretches.emplace_back(found[some[k]], source(), view, first[k]);
            Evidences seen_again;
            Result<std::vector<OneReading>> read = read_all(stretches, engine, &seen_again);
            if (!read) return read.fault();
            for (std::size_t i = 0; &engine == second_ && i < doubted.size(); ++i)
                if (const auto kept = kept_.find(some[doubted[i]]); kept != kept_.end())
                    kept->second.by_second = std::move(seen_again[i]);
            std::size_t at = 0;
            std::erase_if(doubted, [&](std::size_t k) {
                return weigh_in(std::move((*read)[at++]), first[k].confidence, (*best)[k], lines[k].other_readings);
            });
            return std::nullopt;
        };
        if (second_ != nullptr && !doubted.empty())
            if (auto fault = again(*second_, View{})) return *fault;
        if (!doubted.empty())
            if (auto fault = again(first_, other_size())) return *fault;
        for (std::size_t k = 0; k < some.size(); ++k) {
            drop_repeats((*best)[k], lines[k].other_readings);
            lines[k].glyphs = std::move((*best)[k].glyphs);
            lines[k].confidence = (*best)[k].confidence;
        }
        return lines;
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
    ReadOptions options_;
    Context context_;
    PageInk ink_;
    std::vector<FoundLine> found_;
    std::vector<float> first_confidence_;                 // of found_
    std::vector<std::pair<float, FoundLine>> stretches_;  // doubtful ones, with the confidence of the whole line
    std::map<std::size_t, KeptLine> kept_;                // by index into found_
    cv::Mat owners_;
};

}  // namespace

struct OpenPage::Kept {
    PageReader reader;
};

OpenPage::OpenPage() = default;
OpenPage::OpenPage(OpenPage&&) noexcept = default;
OpenPage& OpenPage::operator=(OpenPage&&) noexcept = default;
OpenPage::~OpenPage() = default;

Result<OpenPage> OpenPage::read(const UprightPage& page, Engine& first, Engine* second, const ReadOptions& options,
                                const Context& context) {
    OpenPage out;
    if (page.raster == nullptr || page.raster->empty()) return out;
    if (auto over = context.over()) return *over;
    try {
        out.kept_ = std::make_unique<Kept>(Kept{{page, first, second, options, context}});
        Result<Reading> reading = out.kept_->reader.run();
        if (!reading) return reading.fault();
        out.reading_ = std::move(*reading);
        return out;
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

Result<std::vector<double>> OpenPage::log_ratios(const std::vector<std::string>& characters,
                                                 const std::vector<bool>& mark_before, const Rect& place_upright,
                                                 Engine* outsider) {
    auto all = log_ratios(std::vector<AskedString>{{characters, mark_before}}, place_upright, outsider);
    if (!all) return all.fault();
    return std::move(all->front());
}

Result<std::vector<std::vector<double>>> OpenPage::log_ratios(const std::vector<AskedString>& strings,
                                                              const Rect& place_upright, Engine* outsider) {
    if (!kept_) return std::vector<std::vector<double>>(strings.size());
    try {
        return kept_->reader.log_ratios(strings, place_upright, outsider);
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

Result<std::vector<std::vector<StringOnLine>>> OpenPage::place_on_lines(const std::vector<AskedString>& strings,
                                                                        const std::vector<Rect>& lines_upright) {
    if (!kept_ || strings.empty()) return std::vector<std::vector<StringOnLine>>(lines_upright.size());
    try {
        return kept_->reader.place_on_lines(strings, lines_upright);
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

Result<Reading> OpenPage::read_doubtful_by(Engine& other, float below) {
    if (!kept_) return Reading{};
    try {
        return kept_->reader.read_doubtful_by(other, below);
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

std::optional<Rect> OpenPage::ink_in(const Rect& region_upright, double widest_gap) const {
    return kept_ ? kept_->reader.ink_in(region_upright, widest_gap) : std::nullopt;
}

Result<Reading> read_page(const UprightPage& page, Engine& first, Engine* second, const ReadOptions& options,
                          const Context& context) {
    auto open = OpenPage::read(page, first, second, options, context);
    if (!open) return open.fault();
    return open->reading();
}

}  // namespace mangping::ocr
