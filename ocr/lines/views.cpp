// Further views cost as much as the first, so they are given out sparingly. A long line that is sure but for a glyph or
// two is read again only round these, and the stretch is put in its place: every reading handed on is one of the whole
// line. The other model comes first, as it errs in other ways; the other size only where that leaves doubt as well.
#include "ocr/lines/views.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ocr/lines/fit.hpp"
#include "ocr/lines/marks.hpp"

namespace mangping::ocr::lines {
namespace {

// Of Han glyphs with a posterior above 0.5 the reader has 0.3 % wrong, of those below 14 %, below 0.1 34 % (accuracy,
// 30 pages of seed 7): a line with one such glyph is doubtful. Lines of digits and letters go by their mean.
constexpr float kDoubtfulGlyph = 0.5F;
constexpr float kDoubtful = 0.6F;
// Of 904 lines that were read with less than this, 5 % were above 0.5 in one of two further views.
constexpr float kHopeless = 0.3F;
// A line read at least this well is read again only where it is doubtful, this many glyphs to either side, unless that
// is more than this share of it.
constexpr float kSureForTheMost = 0.7F;
constexpr std::size_t kAround = 4;
constexpr double kMostOfIt = 0.7;
// The other view: another size sits differently on the network's grid (36 px finds a string of the real forms more than
// 25 px).
constexpr double kOtherGlyph = 36;

bool doubtful_glyph(const Glyph& g) {
    return g.text().size() >= 3 && g.alternatives.front().probability < kDoubtfulGlyph;
}

/// The doubtful stretches, apart from each other; one span over all of it when little would be saved.
std::vector<Span> doubtful_spans(const OneReading& reading, bool vertical) {
    const std::size_t n = reading.glyphs.size();
    if (vertical || reading.confidence < kSureForTheMost) return {{0, n}};
    std::vector<Span> out;
    std::size_t covered = 0;
    for (std::size_t i = 0; i < n; ++i) {
        if (!doubtful_glyph(reading.glyphs[i])) continue;
        const Span span{i < kAround ? 0 : i - kAround, std::min(n, i + kAround + 1)};
        if (!out.empty() && span.first <= out.back().last + 1) {
            covered += span.last - out.back().last;
            out.back().last = span.last;
        } else {
            covered += span.last - span.first;
            out.push_back(span);
        }
    }
    if (static_cast<double>(covered) > kMostOfIt * static_cast<double>(n)) return {{0, n}};
    return out;
}

double left_of(const std::vector<Glyph>& glyphs, const Span& span) { return glyphs[span.first].box_upright.x; }
double right_of(const std::vector<Glyph>& glyphs, const Span& span) {
    return glyphs[span.last - 1].box_upright.right();
}

float mean_of(const std::vector<Glyph>& glyphs) {
    double sum = 0;
    for (const Glyph& g : glyphs) sum += static_cast<double>(g.alternatives.front().probability);
    return glyphs.empty() ? 0.0F : static_cast<float>(sum / static_cast<double>(glyphs.size()));
}

/// What was read of a picture, in upright px, with boxes fitted to its ink.
OneReading placed(LineReading read, const LinePicture& picture) {
    const std::vector<bool> has_ink = fit_to_ink(read.glyphs, picture);
    settle_marks(read.glyphs, has_ink, picture);
    for (Glyph& glyph : read.glyphs) glyph.box_upright = picture.upright(glyph.box_upright);
    return {std::move(read.glyphs), read.confidence};
}

bool same_text(const std::vector<Glyph>& a, const std::vector<Glyph>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const Glyph& x, const Glyph& y) { return x.text() == y.text(); });
}

}  // namespace

FoundLine stretch_of(const FoundLine& line, double left, double right, double work_from_upright) {
    FoundLine out = line;
    out.parts.clear();
    out.box = {};
    for (const Part& p : line.parts) {
        const double middle = (p.box.x + p.box.width / 2.0) / work_from_upright;
        if (middle < left || middle > right) continue;
        out.box = out.box.empty() ? p.box : (out.box | p.box);
        out.parts.push_back(p);
    }
    return out;
}

Pending::Pending(const FoundLine& line, const LineSource& source, const View& view)
    : pictures_{picture_of(line, source, view)} {}

Pending::Pending(const FoundLine& line, const LineSource& source, const View& view, const OneReading& first)
    : first_(&first) {
    const std::vector<Span> spans = doubtful_spans(first, line.vertical);
    if (spans.size() == 1 && spans.front().last - spans.front().first == first.glyphs.size()) {
        pictures_.push_back(picture_of(line, source, view));
        return;
    }
    for (const Span& span : spans) {
        const double left = left_of(first.glyphs, span), right = right_of(first.glyphs, span);
        const FoundLine stretch = stretch_of(line, left, right, source.ink.work_from_upright);
        if (stretch.parts.empty()) continue;
        spans_.push_back(span);
        pictures_.push_back(picture_of(stretch, source, view));
    }
}

OneReading Pending::taken(std::span<LineReading> answers) const {
    if (spans_.empty()) return pictures_.empty() ? *first_ : placed(std::move(answers[0]), pictures_[0]);
    OneReading out;
    std::size_t done = 0;
    const auto take = [&](std::size_t from, std::size_t to) {
        std::copy(first_->glyphs.begin() + static_cast<std::ptrdiff_t>(from),
                  first_->glyphs.begin() + static_cast<std::ptrdiff_t>(to), std::back_inserter(out.glyphs));
    };
    for (std::size_t i = 0; i < spans_.size(); ++i) {
        const Span& span = spans_[i];
        take(done, span.first);
        done = span.last;
        const double left = left_of(first_->glyphs, span), right = right_of(first_->glyphs, span);
        OneReading read = placed(std::move(answers[i]), pictures_[i]);
        // The margins may hold slivers of the neighbours.
        std::erase_if(read.glyphs, [&](const Glyph& g) {
            return g.box_upright.centre().x < left || g.box_upright.centre().x > right;
        });
        if (read.glyphs.empty()) take(span.first, span.last);
        std::move(read.glyphs.begin(), read.glyphs.end(), std::back_inserter(out.glyphs));
    }
    take(done, first_->glyphs.size());
    out.confidence = mean_of(out.glyphs);
    return out;
}

Result<std::vector<OneReading>> read_all(const std::vector<Pending>& pending, Engine& engine, Evidences* evidences) {
    std::vector<const Raster*> batch;
    for (const Pending& p : pending)
        for (const LinePicture& picture : p.pictures()) batch.push_back(&picture.grey);
    Result<std::vector<LineReading>> read = engine.read_lines(batch);
    if (!read) return read.fault();
    std::vector<OneReading> out;
    std::size_t at = 0;
    for (const Pending& p : pending) {
        if (evidences != nullptr) evidences->push_back(p.is_whole() ? (*read)[at].evidence : nullptr);
        out.push_back(p.taken(std::span(*read).subspan(at, p.pictures().size())));
        at += p.pictures().size();
    }
    return out;
}

bool doubtful(const OneReading& reading) {
    return reading.glyphs.empty() || reading.confidence < kDoubtful ||
           std::any_of(reading.glyphs.begin(), reading.glyphs.end(), doubtful_glyph);
}

View other_size() { return {.glyph_px = kOtherGlyph}; }

bool weigh_in(OneReading other, float first_confidence, OneReading& best, std::vector<std::vector<Glyph>>& others) {
    const bool settled = !doubtful(other);
    const bool hopeless = std::max(first_confidence, other.confidence) < kHopeless;
    if (other.confidence > best.confidence) std::swap(other, best);
    others.push_back(std::move(other.glyphs));
    return settled || hopeless;
}

void drop_repeats(const OneReading& best, std::vector<std::vector<Glyph>>& others) {
    std::erase_if(others, [&](const std::vector<Glyph>& r) { return r.empty() || same_text(r, best.glyphs); });
}

}  // namespace mangping::ocr::lines
