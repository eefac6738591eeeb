// Laying out text and knowing where every glyph came to lie.
//
// Pango breaks and places the text; afterwards its clusters are walked once, and the ink extents of each say where the
// glyph is. A mention found in the plain text (markup.hpp) is then a run of clusters: one target if they share a line,
// one part a line if they do not. Writing by hand is drawn glyph by glyph, each outline turned, sheared and bent a
// little, and its quad is the box of the bent outline.
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/synthetic/markup.hpp"
#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {

namespace {

struct Glyph {
    std::size_t at = 0, to = 0;  // bytes of the plain text
    Rect ink;                    // surface units; empty for blanks
    Rect logical;
    double baseline = 0;
    int line = 0;
    bool blank = false;
};

struct LayoutHolder {
    PangoLayout* layout;
    explicit LayoutHolder(cairo_t* cr) : layout(pango_cairo_create_layout(cr)) {
        PangoContext* context = pango_layout_get_context(layout);
        cairo_font_options_t* options = cairo_font_options_create();
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
        cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
        pango_cairo_context_set_font_options(context, options);
        cairo_font_options_destroy(options);
        pango_context_set_round_glyph_positions(context, FALSE);
        pango_context_set_language(context, pango_language_from_string("zh-cn"));
    }
    ~LayoutHolder() { g_object_unref(layout); }
    LayoutHolder(const LayoutHolder&) = delete;
    LayoutHolder& operator=(const LayoutHolder&) = delete;
};

double units(int pango) { return static_cast<double>(pango) / PANGO_SCALE; }
Rect units(const PangoRectangle& r) { return {units(r.x), units(r.y), units(r.width), units(r.height)}; }

void add_attribute(PangoAttrList* list, PangoAttribute* a, std::size_t from, std::size_t to) {
    a->start_index = static_cast<guint>(from);
    a->end_index = static_cast<guint>(to);
    pango_attr_list_insert(list, a);
}

void set_attributes(PangoLayout* layout, const Marked& marked, const TextStyle& style, double em) {
    PangoAttrList* list = pango_attr_list_new();
    const std::size_t n = marked.plain.size();
    if (style.spacing_em != 0)
        add_attribute(list, pango_attr_letter_spacing_new(static_cast<int>(style.spacing_em * em * PANGO_SCALE)), 0, n);
    add_attribute(list, pango_attr_line_height_new_absolute(static_cast<int>(style.line_factor * em * PANGO_SCALE)), 0,
                  n);
    for (const Span& s : marked.spans) {
        if (s.mark == 'b') add_attribute(list, pango_attr_weight_new(PANGO_WEIGHT_BOLD), s.from, s.to);
        if (s.mark == '_') add_attribute(list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), s.from, s.to);
        if (s.mark == 'h') add_attribute(list, pango_attr_foreground_alpha_new(1), s.from, s.to);
    }
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
}

void set_up(PangoLayout* layout, double width, const Marked& marked, const TextStyle& style, double em) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, style.family.c_str());
    pango_font_description_set_weight(font, static_cast<PangoWeight>(style.weight));
    pango_font_description_set_absolute_size(font, em * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_auto_dir(layout, style.right_to_left);
    pango_layout_set_alignment(layout, style.align == Align::centre  ? PANGO_ALIGN_CENTER
                                       : style.align == Align::right ? PANGO_ALIGN_RIGHT
                                                                     : PANGO_ALIGN_LEFT);
    pango_layout_set_justify(layout, style.justify);
    pango_layout_set_indent(layout, static_cast<int>(style.indent_em * em * PANGO_SCALE));
    pango_layout_set_text(layout, marked.plain.c_str(), static_cast<int>(marked.plain.size()));
    set_attributes(layout, marked, style, em);
}

std::vector<Glyph> walk(PangoLayout* layout, std::string_view plain, double x, double y) {
    std::map<std::size_t, CodePoint> starts;
    for (const CodePoint& c : code_points(plain)) starts.emplace(c.at, c);
    std::vector<Glyph> out;
    PangoLayoutIter* it = pango_layout_get_iter(layout);
    int line = 0;
    PangoLayoutLine* current = pango_layout_iter_get_line_readonly(it);
    do {
        if (PangoLayoutLine* l = pango_layout_iter_get_line_readonly(it); l != current) {
            current = l;
            ++line;
        }
        if (!pango_layout_iter_get_run_readonly(it)) continue;
        PangoRectangle ink, logical;
        pango_layout_iter_get_cluster_extents(it, &ink, &logical);
        Glyph g;
        g.at = static_cast<std::size_t>(pango_layout_iter_get_index(it));
        const auto c = starts.find(g.at);
        if (c == starts.end()) continue;
        g.to = g.at + c->second.length;
        g.blank = is_blank(c->second.value);
        g.ink = units(ink);
        g.logical = units(logical);
        g.ink.x += x, g.ink.y += y, g.logical.x += x, g.logical.y += y;
        g.baseline = y + units(pango_layout_iter_get_baseline(it));
        g.line = line;
        out.push_back(g);
    } while (pango_layout_iter_next_cluster(it));
    pango_layout_iter_free(it);
    std::stable_sort(out.begin(), out.end(), [](const Glyph& a, const Glyph& b) { return a.at < b.at; });
    for (std::size_t i = 0; i + 1 < out.size(); ++i) out[i].to = std::max(out[i].to, out[i].at + 1);
    return out;
}

/// The box round a run of glyphs, blanks left out.
Rect hull(const std::vector<Glyph>& glyphs, std::size_t from, std::size_t to) {
    Rect box;
    for (std::size_t i = from; i < to; ++i)
        if (!glyphs[i].blank && !glyphs[i].ink.empty())
            box = box.empty() ? glyphs[i].ink : bounding(box, glyphs[i].ink);
    return box;
}

std::string words(std::string_view plain, const std::vector<Glyph>& glyphs, std::size_t from, std::size_t to) {
    std::string s;
    for (std::size_t i = from; i < to; ++i)
        if (!glyphs[i].blank) s += plain.substr(glyphs[i].at, glyphs[i].to - glyphs[i].at);
    return s;
}

/// One character as a hand writes it, its outline bent by a slow wave. Gives the box of what was drawn.
Rect write_by_hand(cairo_t* cr, std::string_view character, const Glyph& g, double em, const TextStyle& style,
                   Rng& random) {
    LayoutHolder holder(cr);
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(font, style.hand ? style.family.c_str() : "LXGW WenKai");
    pango_font_description_set_absolute_size(font, em * random.between(0.94, 1.10) * PANGO_SCALE);
    pango_layout_set_font_description(holder.layout, font);
    pango_font_description_free(font);
    pango_layout_set_text(holder.layout, character.data(), static_cast<int>(character.size()));
    cairo_save(cr);
    cairo_translate(cr, g.logical.x + g.logical.w / 2 + em * random.between(-0.05, 0.05),
                    g.baseline - em * (0.35 + random.between(-0.06, 0.06)));
    cairo_rotate(cr, random.between(-0.07, 0.05));
    const cairo_matrix_t shear{1, random.between(-0.06, 0.02), random.between(-0.22, 0.02), 1, 0, 0};
    cairo_transform(cr, &shear);
    const double baseline = units(pango_layout_get_baseline(holder.layout));
    PangoRectangle logical;
    pango_layout_get_extents(holder.layout, nullptr, &logical);
    cairo_new_path(cr);
    cairo_translate(cr, -units(logical.width) / 2, em * 0.35 - baseline);
    pango_cairo_layout_path(cr, holder.layout);
    cairo_restore(cr);
    cairo_path_t* path = cairo_copy_path(cr);
    const double phase = random.between(0, 6.28), wave = random.between(0.015, 0.04) * em;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length)
        for (int k = 1; k < path->data[i].header.length; ++k) {
            auto& p = path->data[i + k].point;
            const double u = p.x / em * 3.1 + phase, v = p.y / em * 2.7 + 1.3 * phase;
            p.x += wave * std::sin(v);
            p.y += wave * std::sin(u);
        }
    cairo_new_path(cr);
    cairo_append_path(cr, path);
    cairo_path_destroy(path);
    double x0, y0, x1, y1;
    cairo_fill_extents(cr, &x0, &y0, &x1, &y1);
    cairo_fill(cr);
    return {x0, y0, x1 - x0, y1 - y0};
}

bool in_span(const Marked& marked, char mark, std::size_t at) {
    return std::any_of(marked.spans.begin(), marked.spans.end(),
                       [&](const Span& s) { return s.mark == mark && s.from <= at && at < s.to; });
}

/// Runs of glyphs [first, last) of `from..to` bytes, one a line.
std::vector<std::pair<std::size_t, std::size_t>> runs_of(const std::vector<Glyph>& glyphs, std::size_t from,
                                                         std::size_t to) {
    std::vector<std::pair<std::size_t, std::size_t>> runs;
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
        if (glyphs[i].at < from || glyphs[i].at >= to || glyphs[i].blank) continue;
        if (runs.empty() || glyphs[runs.back().first].line != glyphs[i].line)
            runs.push_back({i, i + 1});
        else
            runs.back().second = i + 1;
    }
    return runs;
}

/// Up to three characters beside glyphs [first, last) on the same line that belong to no mention: what a mask that is
/// too wide would hide.
void keep_neighbours(PageTruth& truth, std::string_view plain, const std::vector<Glyph>& glyphs,
                     const std::vector<char>& taken, std::size_t first, std::size_t last) {
    constexpr std::size_t kBeside = 3;
    const int line = glyphs[first].line;
    const auto usable = [&](std::size_t i) { return glyphs[i].line == line && !taken[i]; };
    std::size_t from = first;
    for (std::size_t n = 0; from > 0 && usable(from - 1) && n < kBeside;) n += glyphs[--from].blank ? 0 : 1;
    std::size_t to = last;
    for (std::size_t n = 0; to < glyphs.size() && usable(to) && n < kBeside;) n += glyphs[to++].blank ? 0 : 1;
    for (const auto& [a, b] : {std::pair{from, first}, std::pair{last, to}}) {
        const Rect box = hull(glyphs, a, b);
        if (!box.empty()) truth.keep.push_back({"text", words(plain, glyphs, a, b), quad_of(box)});
    }
}

void record_lines(PageTruth& truth, std::vector<double>& ems, std::string_view plain, const std::vector<Glyph>& glyphs,
                  double em) {
    for (std::size_t i = 0; i < glyphs.size();) {
        std::size_t end = i;
        while (end < glyphs.size() && glyphs[end].line == glyphs[i].line) ++end;
        const std::string line = words(plain, glyphs, i, end);
        const Rect box = hull(glyphs, i, end);
        if (!line.empty() && !box.empty()) {
            truth.lines.push_back({line, quad_of(box), em, false});
            ems.insert(ems.end(), end - i, em);
        }
        i = end;
    }
}

void record_mentions(PageTruth& truth, int& groups, const Marked& marked, const std::vector<Glyph>& glyphs,
                     const std::vector<Known>& known, const TextStyle& style) {
    const std::vector<Mention> mentions = find_mentions(marked, known);
    std::vector<char> taken(glyphs.size(), 0);
    for (const Mention& m : mentions)
        for (std::size_t i = 0; i < glyphs.size(); ++i)
            taken[i] = static_cast<char>(taken[i] || (glyphs[i].at >= m.from && glyphs[i].at < m.to));
    for (const Mention& m : mentions) {
        const auto runs = runs_of(glyphs, m.from, m.to);
        const std::string group = runs.size() > 1 ? "g" + std::to_string(++groups) : "";
        for (std::size_t part = 0; part < runs.size(); ++part) {
            const auto [first, last] = runs[part];
            TruthTarget t;
            t.kind = m.known.kind;
            t.text = m.known.text;
            t.declared = m.known.declared;
            t.quad = quad_of(hull(glyphs, first, last));
            for (std::size_t i = first; i < last; ++i)
                if (!glyphs[i].blank && !glyphs[i].ink.empty()) t.glyphs.push_back(quad_of(glyphs[i].ink));
            t.style = runs.size() > 1                              ? "wrapped"
                      : style.hand || in_span(marked, 'h', m.from) ? "hand"
                      : m.spaced                                   ? "spaced"
                                                                   : style.style;
            t.group = group;
            t.part = static_cast<int>(part);
            t.parts = static_cast<int>(runs.size());
            const std::string printed = marked.plain.substr(m.from, m.to - m.from);
            if (printed != t.text) t.printed = printed;
            if (t.glyphs.empty()) continue;
            truth.targets.push_back(std::move(t));
            keep_neighbours(truth, marked.plain, glyphs, taken, first, last);
        }
    }
}

void record_keeps(PageTruth& truth, const Marked& marked, const std::vector<Glyph>& glyphs) {
    for (const Span& s : marked.spans) {
        const char* kind = s.mark == 'o' ? "other_name" : s.mark == 'r' ? "role" : s.mark == 'k' ? "text" : nullptr;
        if (!kind) continue;
        for (const auto& [first, last] : runs_of(glyphs, s.from, s.to))
            if (const Rect box = hull(glyphs, first, last); !box.empty())
                truth.keep.push_back({kind, words(marked.plain, glyphs, first, last), quad_of(box)});
    }
}

}  // namespace

double Sheet::place(double x, double y, double w, std::string_view text, const TextStyle& style, bool draw) {
    const Marked marked = parse_markup(text);
    const double em = style.pt / 72 * dpi_;
    LayoutHolder holder(cr_);
    set_up(holder.layout, px(w), marked, style, em);
    int height = 0;
    pango_layout_get_size(holder.layout, nullptr, &height);
    const double bottom = y + units(height) * 25.4 / dpi_;
    if (!draw) return bottom;
    cairo_set_source_rgba(cr_, style.color.r, style.color.g, style.color.b, style.color.a);
    if (!style.hand) {
        cairo_move_to(cr_, px(x), px(y));
        pango_cairo_show_layout(cr_, holder.layout);
    }
    if (style.watermark) return bottom;
    std::vector<Glyph> glyphs = walk(holder.layout, marked.plain, px(x), px(y));
    for (Glyph& g : glyphs)
        if (!g.blank && (style.hand || in_span(marked, 'h', g.at)))
            g.ink = write_by_hand(cr_, std::string_view(marked.plain).substr(g.at, g.to - g.at), g, em, style, random_);
    record_lines(truth_, ems_, marked.plain, glyphs, em);
    record_mentions(truth_, groups_, marked, glyphs, known_, style);
    record_keeps(truth_, marked, glyphs);
    return bottom;
}

double Sheet::text(double x, double y, double w, std::string_view text, const TextStyle& style) {
    return place(x, y, w, text, style, true);
}

double Sheet::measure(double w, std::string_view text, const TextStyle& style) {
    return place(0, 0, w, text, style, false);
}

double Sheet::vertical(double x, double y, std::string_view text, const TextStyle& style) {
    const Marked marked = parse_markup(text);
    const double em = style.pt / 72 * dpi_, pitch = em * (1.05 + style.spacing_em);
    std::vector<Glyph> glyphs;
    double top = px(y);
    cairo_set_source_rgba(cr_, style.color.r, style.color.g, style.color.b, style.color.a);
    for (const CodePoint& c : code_points(marked.plain)) {
        LayoutHolder holder(cr_);
        Marked one{marked.plain.substr(c.at, c.length), {}};
        TextStyle plain = style;
        plain.align = Align::left, plain.indent_em = 0, plain.spacing_em = 0, plain.line_factor = 1.05;
        set_up(holder.layout, 4 * em, one, plain, em);
        PangoRectangle logical, ink;
        pango_layout_get_extents(holder.layout, &ink, &logical);
        const double left = px(x) - units(logical.width) / 2;
        cairo_move_to(cr_, left, top);
        pango_cairo_show_layout(cr_, holder.layout);
        Glyph g{c.at, c.at + c.length, units(ink), {}, 0, 0, is_blank(c.value)};
        g.ink.x += left, g.ink.y += top;
        glyphs.push_back(g);
        top += g.blank ? pitch * 0.5 : pitch;
    }
    TextStyle named = style;
    named.style = "vertical";
    const Rect box = hull(glyphs, 0, glyphs.size());
    if (!box.empty()) {
        truth_.lines.push_back({words(marked.plain, glyphs, 0, glyphs.size()), quad_of(box), em, true});
        ems_.insert(ems_.end(), glyphs.size(), em);
    }
    record_mentions(truth_, groups_, marked, glyphs, known_, named);
    record_keeps(truth_, marked, glyphs);
    return top * 25.4 / dpi_;
}

}  // namespace mangping::synthetic
