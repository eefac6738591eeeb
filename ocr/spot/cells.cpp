#include "ocr/spot/cells.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/joints.hpp"

namespace mangping::ocr {
namespace {

// A gap wider than this ends a segment. Justified two-character names stand up to two characters apart (张　　三);
// columns of a table are wider apart or have a rule between them.
constexpr double segment_gap_em = 2.4;

// Engines list up to dozens of readings of one glyph; those after the tenth never helped.
constexpr std::size_t most_choices = 10;

Rect flow_of(const Rect& box, bool vertical) { return vertical ? Rect{box.y, -box.right(), box.h, box.w} : box; }

double median_side(const std::vector<const Cell*>& cells) {
    std::vector<double> sides;
    for (const Cell* cell : cells) sides.push_back(std::max(cell->box_flow.w, cell->box_flow.h));
    if (sides.empty()) return 1;
    const auto middle = sides.begin() + static_cast<std::ptrdiff_t>(sides.size() / 2);
    std::nth_element(sides.begin(), middle, sides.end());
    return std::max(1.0, *middle);
}

/// fold() of one glyph without the library for the signs that fold to themselves or to their small letter: nearly all.
std::u32string folded_glyph(const std::string& text) {
    const std::u32string raw = code_points(text);
    if (raw.size() == 1) {
        const char32_t c = raw[0];
        if ((c >= 0x4E00 && c <= 0x9FFF) || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z')) return raw;
        if (c >= U'A' && c <= U'Z') return std::u32string(1, c - U'A' + U'a');
    }
    return fold(text);
}

/// A glyph as cells: usually one; a sign that folds to several letters (㎡) becomes as many, sharing its box.
void append(const Glyph& glyph, bool vertical, std::deque<Cell>& arena, std::vector<const Cell*>& to) {
    if (glyph.alternatives.empty()) return;
    std::vector<Choice> choices;
    std::u32string rest;
    for (const Alternative& alternative : glyph.alternatives) {
        const std::u32string folded = folded_glyph(alternative.text);
        if (folded.empty() || choices.size() >= most_choices) continue;
        if (choices.empty()) rest = folded.substr(1);
        const bool known =
            std::any_of(choices.begin(), choices.end(), [&](const Choice& c) { return c.c == folded[0]; });
        if (!known) choices.push_back({folded[0], std::clamp(alternative.probability, 0.0F, 1.0F)});
    }
    if (choices.empty()) return;
    const float sure = choices[0].p;
    const Rect box = glyph.box_upright;
    arena.push_back({std::move(choices), box, flow_of(box, vertical)});
    to.push_back(&arena.back());
    for (const char32_t c : rest) {
        arena.push_back({{{c, sure}}, box, flow_of(box, vertical)});
        to.push_back(&arena.back());
    }
}

Stream stream_of(std::vector<const Cell*> cells, Origin origin, const Rect& line_box_flow) {
    Stream stream;
    stream.em = median_side(cells);
    stream.cells = std::move(cells);
    stream.origin = origin;
    stream.line_box_flow = line_box_flow;
    return stream;
}

void add_segments(const std::vector<const Cell*>& cells, std::size_t line, bool vertical, std::vector<Segment>& to) {
    if (cells.empty()) return;
    const double em = median_side(cells);
    const std::size_t before = to.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool starts = i == 0 || cells[i]->box_flow.x - cells[i - 1]->box_flow.right() > segment_gap_em * em;
        if (starts) to.push_back({{}, cells[i]->box_flow, {}, line, i == 0, false, vertical, em});
        Segment& segment = to.back();
        segment.cells.push_back(cells[i]);
        segment.box_flow = bounding(segment.box_flow, cells[i]->box_flow);
        segment.text.push_back(cells[i]->top());
    }
    if (to.size() > before) to.back().last_of_line = true;
}

}  // namespace

Cells cells_of(const Reading& reading, const std::vector<Pattern>& patterns) {
    Cells out;
    std::vector<LineCells> lines(reading.lines.size());
    for (std::size_t i = 0; i < reading.lines.size(); ++i) {
        const Line& line = reading.lines[i];
        const Rect box = flow_of(line.box_upright, line.vertical);
        lines[i].box_flow = box;
        lines[i].vertical = line.vertical;
        for (const Glyph& glyph : line.glyphs) append(glyph, line.vertical, out.arena, lines[i].main);
        if (!lines[i].main.empty()) out.streams.push_back(stream_of(lines[i].main, Origin::reading, box));
        add_segments(lines[i].main, i, line.vertical, out.segments);
        for (const std::vector<Glyph>& other : line.other_readings) {
            std::vector<const Cell*> cells;
            for (const Glyph& glyph : other) append(glyph, line.vertical, out.arena, cells);
            if (cells.empty()) continue;
            out.streams.push_back(stream_of(cells, Origin::other_reading, box));
            lines[i].others.push_back(std::move(cells));
        }
    }
    add_joined_streams(lines, patterns, out);
    return out;
}

Cells cells_of(const std::vector<TextRun>& text_layer, const std::vector<Pattern>& patterns) {
    // Words that touch or nearly touch on one row are one line; a word gap in Latin text is a third of its height.
    constexpr double same_line_gap = 1.2, same_row = 0.5;
    Cells out;
    std::vector<LineCells> lines;
    for (const TextRun& run : text_layer) {
        const std::u32string text = fold(run.text);
        const Rect box = bounding(run.quad_displayed);
        if (text.empty() || !(box.w > 0) || !(box.h > 0)) continue;
        const bool vertical = text.size() > 1 && box.h > 1.5 * box.w;
        const Rect flow = flow_of(box, vertical);
        const bool continues = !lines.empty() && lines.back().vertical == vertical &&
                               std::abs(lines.back().box_flow.centre().y - flow.centre().y) < same_row * flow.h &&
                               flow.x - lines.back().box_flow.right() < same_line_gap * flow.h &&
                               flow.x > lines.back().box_flow.x;
        if (!continues) lines.push_back({{}, {}, flow, vertical});
        LineCells& line = lines.back();
        line.box_flow = bounding(line.box_flow, flow);
        const double n = static_cast<double>(text.size());
        for (std::size_t i = 0; i < text.size(); ++i) {
            const double k = static_cast<double>(i);
            const Rect part = vertical ? Rect{box.x, box.y + box.h * k / n, box.w, box.h / n}
                                       : Rect{box.x + box.w * k / n, box.y, box.w / n, box.h};
            out.arena.push_back({{{text[i], 1.0F}}, part, flow_of(part, vertical)});
            line.main.push_back(&out.arena.back());
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        out.streams.push_back(stream_of(lines[i].main, Origin::text_layer, lines[i].box_flow));
        add_segments(lines[i].main, i, lines[i].vertical, out.segments);
    }
    add_joined_streams(lines, patterns, out);
    return out;
}

}  // namespace mangping::ocr
