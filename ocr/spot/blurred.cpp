#include "ocr/spot/blurred.hpp"

#include <algorithm>

#include "ocr/names/employer.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/decoys.hpp"
#include "ocr/spot/judge.hpp"
#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {
namespace {

constexpr std::size_t kLeastCharacters = 5;
// Nats a character, mean over two networks, and how far above the best of the decoys. By `accuracy strings` (seeds 72
// and 73, 300 pages): where the ink shows anything the right string lies 8 to 30 above, a wrong one below -20 by
// itself; where it shows nothing every string takes 3 to 8 and one wrong one in a hundred lies 2 to 4 above. Chosen
// between; 20 right strings are too few to fit.
constexpr double kSurely = -6.5, kPerhaps = -9, kSurelyAbove = 5, kPerhapsAbove = 3;
// An employer's short form is explained by too many a blot.
constexpr std::size_t kLeastOfEmployer = 8;
// A string of m characters takes at least this times m times the line's glyph height.
constexpr double kLeastPitch = 0.4;
// Each part of a dotted name for itself: who shares one part with the target has the other quite different (chosen).
constexpr double kWorstPart = -12;
constexpr double kMaskConfidence = 0.9, kAskConfidence = 0.5;
constexpr double kFullName = 0.9;  // least prior of forms that mean the target by themselves
constexpr double kClearly = 1;     // by which a shorter form must fit better
constexpr double kKnown = 0.5;     // share of a place that is found already

struct Wanted {
    const TargetForm* form;
    AskedString string;
};

Wanted wanted_form(const Pattern& p) {
    Wanted out{p.form, {{}, p.separator_before}};
    for (const char32_t c : p.text) out.string.characters.push_back(utf8(std::u32string(1, c)));
    return out;
}

std::vector<Wanted> wanted_of(const std::vector<Pattern>& patterns) {
    std::vector<Wanted> out;
    for (const Pattern& p : patterns) {
        if (p.script != Script::han || p.text.size() < kLeastCharacters || p.form->needs_context ||
            p.form->prior < kFullName || (p.form->prior < 1 && is_generic(p.text)))
            continue;
        if (!p.is_name && p.text.size() < kLeastOfEmployer) continue;
        out.push_back(wanted_form(p));
    }
    return out;
}

double shared_area(const std::vector<Rect>& boxes, const Finding& f) {
    double shared = 0;
    for (const Rect& box : boxes)
        for (const Quad& piece : f.pieces_upright) shared += intersection(box, bounding(piece)).area();
    return shared;
}

/// The finding that the boxes belong to, as far as one was made.
Finding* known(const std::vector<Rect>& boxes, MaskKind kind, std::vector<Finding>& found) {
    double area = 0;
    for (const Rect& box : boxes) area += box.area();
    for (Finding& f : found)
        if (f.kind == kind && shared_area(boxes, f) >= kKnown * area) return &f;
    return nullptr;
}

/// Whether there is room for the characters: where nothing fits, the best alignment crowds on a few steps.
bool has_room(const std::vector<Rect>& boxes, const Line& line) {
    std::vector<double> heights;
    for (const Glyph& g : line.glyphs) heights.push_back(g.box_upright.h);
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    const double width = boxes.back().right() - boxes.front().x;
    return width >= kLeastPitch * static_cast<double>(boxes.size()) * *middle;
}

/// Whether every part of the string, from one mark to the next, may stand there.
bool every_part_fits(const StringOnLine& on, const AskedString& string) {
    if (on.cost.size() != string.characters.size()) return true;
    double sum = 0, n = 0;
    for (std::size_t i = 0; i < on.cost.size(); ++i) {
        sum += on.cost[i];
        ++n;
        const bool ends = i + 1 == on.cost.size() || string.mark_before[i + 1];
        if (!ends) continue;
        if (sum < kWorstPart * n) return false;
        sum = n = 0;
    }
    return true;
}

/// How far the string lies above what any other of its length takes on the line.
double above_decoys(const StringOnLine& on, const AskedString& string, const Rect& line, const PlaceOnLines& place) {
    double most = -1e9;
    for (const std::vector<StringOnLine>& answers : place(decoys_of(string), {line}))
        for (const StringOnLine& answer : answers) most = std::max(most, answer.per_character);
    return on.per_character - most;
}

void take(const StringOnLine& best, double above, const TargetForm& form, std::vector<Finding>& found) {
    const bool surely = best.per_character > kSurely && above > kSurelyAbove;
    const double confidence = surely ? kMaskConfidence : kAskConfidence;
    std::vector<Quad> pieces;
    for (const Rect& box : best.boxes_upright) pieces.push_back(quad_of(box));
    if (Finding* f = known(best.boxes_upright, form.kind, found)) {
        if (f->zone == Zone::mask || f->confidence >= confidence) return;
        f->confidence = confidence;
        f->zone = zone_of(confidence);
        f->source += ":string";
        f->pieces_upright.insert(f->pieces_upright.end(), pieces.begin(), pieces.end());
        return;
    }
    found.push_back({form.kind, form.shown, std::move(pieces), confidence, "reading:string", zone_of(confidence), {}});
}

// Of a line that is no longer than the name, a hand behind 检查人: how far the name lies above the decoys (chosen;
// others' hands lie below them as a rule).
constexpr double kHandAbove = 3.5;
constexpr std::size_t kShortest = 2, kMoreGlyphs = 2;

/// Names too short to be looked for within a line.
std::vector<Wanted> short_names(const std::vector<Pattern>& patterns) {
    std::vector<Wanted> out;
    for (const Pattern& p : patterns) {
        if (p.script != Script::han || !p.is_name || p.text.size() < kShortest || p.text.size() >= kLeastCharacters ||
            p.dotted || p.form->needs_context || p.form->prior < kFullName)
            continue;
        out.push_back(wanted_form(p));
    }
    return out;
}

/// A short name that explains the whole of a line that hardly reads better than others do is a question, never more.
void ask_about_hands(const Reading& reading, const std::vector<Wanted>& names, const PlaceOnLines& place,
                     std::vector<Finding>& found) {
    std::vector<AskedString> strings;
    for (const Wanted& name : names) strings.push_back(name.string);
    const auto may_be = [](const Line& line, const Wanted& name) {
        return line.glyphs.size() <= name.string.characters.size() + kMoreGlyphs;
    };
    std::vector<const Line*> lines;
    std::vector<Rect> boxes;
    for (const Line& line : reading.lines) {
        if (line.vertical || line.confidence >= hardly_reads || line.glyphs.empty()) continue;
        if (std::none_of(names.begin(), names.end(), [&](const Wanted& name) { return may_be(line, name); })) continue;
        lines.push_back(&line);
        boxes.push_back(line.box_upright);
    }
    if (lines.empty()) return;
    const auto answers = place(strings, boxes);
    for (std::size_t k = 0; k < answers.size(); ++k)
        for (std::size_t i = 0; i < answers[k].size(); ++i) {
            const StringOnLine& on = answers[k][i];
            if (!may_be(*lines[k], names[i]) || on.boxes_upright.empty() || on.per_character <= kPerhaps ||
                !has_room(on.boxes_upright, *lines[k]))
                continue;
            if (above_decoys(on, strings[i], boxes[k], place) <= kHandAbove) continue;
            if (known(on.boxes_upright, names[i].form->kind, found) != nullptr) continue;
            found.push_back({names[i].form->kind,
                             names[i].form->shown,
                             {quad_of(boxes[k])},
                             kAskConfidence,
                             "reading" + std::string(hand_source),
                             zone_of(kAskConfidence),
                             {}});
        }
}

}  // namespace

void spot_blurred(const Reading& reading, const Targets& targets, const PlaceOnLines& place,
                  std::vector<Finding>& found) {
    const std::vector<Pattern> patterns = patterns_of(targets);
    ask_about_hands(reading, short_names(patterns), place, found);
    const std::vector<Wanted> wanted = wanted_of(patterns);
    std::vector<AskedString> strings;
    for (const Wanted& w : wanted) strings.push_back(w.string);
    if (strings.empty()) return;
    std::vector<const Line*> lines;
    std::vector<Rect> boxes;
    for (const Line& line : reading.lines) {
        if (line.vertical || line.confidence >= hardly_reads || line.glyphs.size() < kLeastCharacters / 2) continue;
        lines.push_back(&line);
        boxes.push_back(line.box_upright);
    }
    if (lines.empty()) return;
    const auto answers = place(strings, boxes);
    for (std::size_t k = 0; k < answers.size(); ++k) {
        const std::vector<StringOnLine>& places = answers[k];
        for (const MaskKind kind : {MaskKind::name, MaskKind::employer}) {
            std::size_t best = places.size();
            for (std::size_t i = 0; i < places.size(); ++i)  // forms come longest first
                if (wanted[i].form->kind == kind && !places[i].boxes_upright.empty() &&
                    has_room(places[i].boxes_upright, *lines[k]) && every_part_fits(places[i], strings[i]) &&
                    places[i].per_character > (best < places.size() ? places[best].per_character + kClearly : kPerhaps))
                    best = i;
            if (best == places.size()) continue;
            const double above = above_decoys(places[best], strings[best], boxes[k], place);
            if (above > kPerhapsAbove) take(places[best], above, *wanted[best].form, found);
        }
    }
}

}  // namespace mangping::ocr
