// Searching known strings in an uncertain reading
//
// Reading a page and looking for the name in the text finds half to two thirds of the names on Chinese scans: one of
// three characters is misread, a space or a line end comes between, the dot of a minority name is a comma or gone. But
// the strings are known, and that makes the task easier than reading. For every place three stories are compared:
//
//   the target     its characters stand there and were read, misread, lost or split as engines do (weights, align);
//   a neighbour    another person or organisation that shares all characters but the ones that differ (weights,
//                  judge): likely where the differing glyph was read surely and is a character of names;
//   something else ordinary text that happens to hold these characters, or a longer name around them: 高明 in 提高明显,
//                  王伟 in 王伟东 (surroundings, with the dictionary's word breaks).
//
// Each story has its log likelihood; the target's share is the probability. Labels, forms of address and standing alone
// in a cell speak for the target. Three zones follow: mask, ask a person, leave.
//
// The way of one page: cells (every line, its other readings, and lines and cells joined where text may continue) ->
// search (an inverted index, so that only places with some of the characters are aligned) -> judge -> the merging
// below. The text layer of a pdf goes the same way by itself and counts only where it is exact.
//
// Merging: longer forms first, so that a full name absorbs its short forms; a place found in several readings takes the
// best probability, but where the main reading surely says otherwise a person decides. Forms that need context (a first
// part, an initial, a generic rest of an employer) count beside a label, or where the full form stands on the same
// page.
#include "ocr/spot/spot.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ocr/names/employer.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/spot/cut.hpp"
#include "ocr/spot/judge.hpp"
#include "ocr/spot/search.hpp"

namespace mangping::ocr {
namespace {

// With context a short form is nearly as good as the full one; the rest is the chance of a namesake (judged).
constexpr double with_label = 0.93, with_full_form = 0.9, with_full_form_only = 0.6, alias_alone = 0.5;
constexpr double for_context = 3.0;  // nats: a place with the form's context is so much likelier a mention
constexpr double conflict_cap = 0.6;
constexpr double same_place_share = 0.6;

struct Candidate {
    Judged judged;
    std::vector<Quad> pieces;
    std::string source;
};

/// The part of an employer's name that tells it from others was read as it is.
bool own_part_read(const Match& match) {
    const Pattern& p = *match.pattern;
    if (p.is_name || p.script != Script::han || match.stream->cells.empty()) return false;
    const Span core = distinctive_part(p.text, std::min(p.form->region, p.text.size()));
    for (std::size_t i = core.begin; i < core.end; ++i)
        if (match.cell_of[i] < 0 || match.stream->cells[static_cast<std::size_t>(match.cell_of[i])]->top() != p.text[i])
            return false;
    return core.begin < core.end;
}

std::string source_of(const Match& match) {
    if (match.stream->origin == Origin::text_layer) return "text-layer:exact";
    std::string out = "reading:";
    if (match.wrong > 0)
        out += std::to_string(match.wrong + match.confusable) + "-wrong" +
               (own_part_read(match) ? std::string(own_part_source) : "");
    else if (match.confusable > 0)
        out += std::to_string(match.confusable) + "-confusable";
    else
        out += "exact";
    if (match.for_hardness > 0) out += hard_source;
    for (const std::size_t joint : match.stream->joints)
        if (match.begin < joint && joint < match.end) return out + ":wrapped";
    return out;
}

bool inside(const Quad& piece, const std::vector<Quad>& others) {
    const Rect a = bounding(piece);
    return std::any_of(others.begin(), others.end(), [&](const Quad& other) {
        return intersection(a, bounding(other)).area() >= same_place_share * a.area();
    });
}

bool covered(const std::vector<Quad>& pieces, const std::vector<Quad>& by) {
    const auto hidden = std::count_if(pieces.begin(), pieces.end(), [&](const Quad& p) { return inside(p, by); });
    return static_cast<double>(hidden) >= 0.8 * static_cast<double>(pieces.size());
}

bool same_place(const Candidate& a, const Candidate& b) {
    return covered(a.pieces, b.pieces) || covered(b.pieces, a.pieces);
}

/// Where the main reading surely reads another name, a second reading that finds the target does not decide alone;
/// where it reads a longer name, a second reading that lost the glyph before or after it decides nothing.
void cap_conflicts(std::vector<Candidate>& all) {
    for (Candidate& c : all) {
        if (c.judged.match.stream->origin != Origin::other_reading || c.judged.probability <= conflict_cap) continue;
        for (const Candidate& main : all) {
            const bool denies = main.judged.denied && main.judged.match.stream->origin == Origin::reading &&
                                main.judged.match.pattern->form == c.judged.match.pattern->form;
            if (denies && same_place(main, c)) {
                c.judged.probability = conflict_cap;
                c.source = "reading:contested";
            }
            const bool longer = main.judged.within_longer && main.judged.match.stream->origin == Origin::reading &&
                                main.judged.match.pattern->form == c.judged.match.pattern->form;
            if (longer && same_place(main, c))
                c.judged.probability = std::min(c.judged.probability, main.judged.probability);
        }
    }
}

bool stands_in_full(const std::vector<Candidate>& all, bool person) {
    return std::any_of(all.begin(), all.end(), [&](const Candidate& c) {
        const Pattern& p = *c.judged.match.pattern;
        return p.is_name == person && !p.form->needs_context && c.judged.probability >= mask_from;
    });
}

/// What a form that needs context is worth here.
double in_context(const Judged& j, bool full_form_on_page) {
    const TargetForm& form = *j.match.pattern->form;
    const Surroundings& a = j.around;
    constexpr double weakest = 0.5;  // prior of forms that are beginnings of others
    if (a.anothers_label) return 0;
    if (form.prior <= weakest && !j.match.pattern->is_name) return full_form_on_page || a.label ? alias_alone : 0;
    if (a.label || a.address) return with_label;
    if (form.kind == MaskKind::name_latin) return full_form_on_page ? with_full_form : 0;
    if (j.match.pattern->is_name) return full_form_on_page ? with_full_form_only : 0;
    constexpr double declared = 0.65;  // declared aliases have a higher prior than generated remainders
    if ((!is_generic(j.match.pattern->text) || form.prior >= declared) && full_form_on_page) return with_full_form;
    return a.alone && form.prior >= declared ? alias_alone : 0;
}

/// The probability after `nats` more of evidence.
double raised(double p, double nats) { return p / (p + (1 - p) * std::exp(-nats)); }

void weigh_forms(std::vector<Candidate>& all) {
    const bool name = stands_in_full(all, true), employer = stands_in_full(all, false);
    for (Candidate& c : all) {
        const TargetForm& form = *c.judged.match.pattern->form;
        const bool person = c.judged.match.pattern->is_name;
        if (form.prior < 1) c.judged.clues.push_back({"form", std::log(form.prior)});
        if (!form.needs_context || c.judged.within_longer) {
            c.judged.probability *= form.prior;
            continue;
        }
        const double support = in_context(c.judged, person ? name : employer);
        c.judged.probability = support * raised(c.judged.probability, for_context);
        if (support > 0) c.judged.clues.push_back({"context", for_context});
    }
}

bool better(const Candidate& a, const Candidate& b) {
    const Zone za = zone_of(a.judged.probability), zb = zone_of(b.judged.probability);
    if (za != zb) return za < zb;
    const std::size_t na = a.judged.match.pattern->text.size(), nb = b.judged.match.pattern->text.size();
    if (na != nb) return na > nb;
    // Of two ways to go on over a line's end, the one that fits better; both may be as good as certain.
    const int amiss = a.judged.match.wrong + a.judged.match.confusable;
    const int bmiss = b.judged.match.wrong + b.judged.match.confusable;
    if (za == Zone::mask && amiss != bmiss) return amiss < bmiss;
    return a.judged.probability > b.judged.probability;
}

/// Places where a string stands that must stay: exact in the main reading.
std::vector<Quad> kept_places(const Cells& cells, const Targets& targets) {
    Targets keep;
    for (const std::string& text : targets.keep) keep.forms.push_back({MaskKind::name, text, text, 1, false});
    if (keep.forms.empty()) return {};
    std::vector<Quad> out;
    const std::vector<Pattern> patterns = patterns_of(keep);  // matches point into it
    for (const Match& match : search_cells(patterns, cells, true)) {
        const std::vector<Quad> pieces = pieces_of(match);
        out.insert(out.end(), pieces.begin(), pieces.end());
    }
    return out;
}

/// Co., Ltd. behind an employer's name in letters that was found without it: one mention, of which a half is not left.
std::vector<Quad> legal_tail(const Match& match) {
    constexpr std::size_t longest = 10;
    constexpr double next_word_em = 1.2;
    const std::vector<const Cell*>& cells = match.stream->cells;
    if (match.pattern->form->kind != MaskKind::employer_latin || match.end >= cells.size()) return {};
    if (cells[match.end]->top() != U'c' && cells[match.end]->top() != U'l' && cells[match.end]->top() != U'i')
        return {};
    std::vector<Quad> out;
    std::u32string text;
    for (std::size_t i = match.end; i < std::min(cells.size(), match.end + longest); ++i) {
        const Rect &before = cells[i - 1]->box_flow, &here = cells[i]->box_flow;
        if (here.x - before.right() > next_word_em * match.stream->em || here.x < before.x) break;
        out.push_back(quad_of(cells[i]->box_upright));
        text += cells[i]->top();
        if (text.ends_with(U"ltd") || text.ends_with(U"inc")) return out;
    }
    return {};
}

void collect(const std::vector<Pattern>& patterns, const Cells& cells, bool exact_only, std::vector<Candidate>& out) {
    for (const Match& match : search_cells(patterns, cells, exact_only)) {
        Candidate candidate{judge(match, cells), {}, {}};
        // A name that two unsure glyphs left below a question: the networks are asked (look_again).
        const double least =
            match.pattern->is_name && match.pattern->script == Script::han ? ask_networks_from : ask_from;
        if (candidate.judged.probability < least && !candidate.judged.denied && !candidate.judged.within_longer)
            continue;
        candidate.pieces = pieces_of(match);
        for (const Quad& piece : legal_tail(match)) candidate.pieces.push_back(piece);
        candidate.source = source_of(match);
        if (match.wrong > 0 && !match.pattern->is_name && candidate.judged.around.label)
            candidate.source += asked_for_source;
        if (!candidate.pieces.empty()) out.push_back(std::move(candidate));
    }
}

/// Two mentions never share a glyph: a match that runs into one already found is an accident, unless it holds it whole.
bool runs_into(const Candidate& c, const std::vector<Finding>& found) {
    return std::any_of(found.begin(), found.end(), [&](const Finding& f) {
        const auto shared = std::count_if(f.pieces_upright.begin(), f.pieces_upright.end(),
                                          [&](const Quad& p) { return inside(p, c.pieces); });
        const TargetForm& form = *c.judged.match.pattern->form;
        // The same string twice on the same glyphs is one mention, read worse the second time.
        const bool again = f.text == form.shown && f.zone == Zone::mask &&
                           2 * static_cast<std::size_t>(shared) >= f.pieces_upright.size();
        return shared > 0 && (again || !covered(f.pieces_upright, c.pieces)) && f.kind == form.kind;
    });
}

Weighed weighed(const Candidate& c) {
    const TargetForm& form = *c.judged.match.pattern->form;
    return {{form.kind, form.shown, c.pieces, c.judged.probability, c.source, zone_of(c.judged.probability),
             lines_of(c.judged.match)},
            c.judged.clues,
            c.judged.within_longer && c.judged.around.surely_longer &&
                c.judged.match.stream->origin != Origin::other_reading};
}

/// Whether each character of the text layer's was read in its place: boxes of a layer are as high as the font's lines,
/// those that were read hug their ink.
bool read_as_well(const Candidate& layer, const Candidate& read) {
    if (layer.judged.match.stream->origin != Origin::text_layer ||
        read.judged.match.stream->origin != Origin::reading ||
        layer.judged.match.pattern->form != read.judged.match.pattern->form ||
        zone_of(read.judged.probability) != Zone::mask || layer.pieces.size() != read.pieces.size())
        return false;
    for (std::size_t i = 0; i < read.pieces.size(); ++i) {
        const Rect box = bounding(layer.pieces[i]);
        const Point c = bounding(read.pieces[i]).centre();
        const double slack = 0.3 * box.w;
        if (c.x < box.x - slack || c.x > box.right() + slack || c.y < box.y || c.y > box.bottom()) return false;
    }
    return true;
}

/// Those that stay, most telling first; `left`: those that nearly were mentions, each place once.
std::vector<Weighed> merged(std::vector<Candidate> all, const std::vector<Quad>& kept, std::vector<Weighed>& left) {
    std::erase_if(all, [&](const Candidate& c) { return !kept.empty() && covered(c.pieces, kept); });
    const std::vector<Candidate> every = all;
    std::erase_if(all, [&](const Candidate& layer) {
        return std::any_of(every.begin(), every.end(), [&](const Candidate& c) { return read_as_well(layer, c); });
    });
    std::stable_sort(all.begin(), all.end(), better);
    std::vector<Weighed> out;
    std::vector<Finding> found;
    std::vector<Quad> taken;
    for (const Candidate& c : all) {
        const bool stays = zone_of(c.judged.probability) != Zone::leave;
        if (covered(c.pieces, taken) || (stays && runs_into(c, found))) continue;
        taken.insert(taken.end(), c.pieces.begin(), c.pieces.end());
        (stays ? out : left).push_back(weighed(c));
        if (stays) found.push_back(out.back().finding);
    }
    return out;
}

/// Reading order: by the top of the first piece, then its left edge.
void sort_by_place(std::vector<Weighed>& places) {
    std::stable_sort(places.begin(), places.end(), [](const Weighed& a, const Weighed& b) {
        const Rect ra = bounding(a.finding.pieces_upright[0]), rb = bounding(b.finding.pieces_upright[0]);
        return ra.y != rb.y ? ra.y < rb.y : ra.x < rb.x;
    });
}

}  // namespace

bool for_the_networks(const Weighed& w) {
    return w.finding.zone == Zone::leave && w.finding.kind == MaskKind::name && !w.anothers &&
           w.finding.confidence >= ask_networks_from && w.finding.source.find("exact") == std::string::npos;
}

std::vector<Weighed> spot_weighed(const Reading& reading, const std::vector<TextRun>& text_layer_upright,
                                  const Targets& targets) {
    const std::vector<Pattern> patterns = patterns_of(targets);
    if (patterns.empty()) return {};
    const Cells read = cells_of(reading, patterns), layer = cells_of(text_layer_upright, patterns);
    std::vector<Candidate> all;
    collect(patterns, read, false, all);
    collect(patterns, layer, true, all);
    cap_conflicts(all);
    weigh_forms(all);
    std::vector<Weighed> left;
    std::vector<Weighed> out = merged(std::move(all), kept_places(read, targets), left);
    std::vector<Finding> found;
    for (const Weighed& w : out) found.push_back(w.finding);
    for (Finding& cut : spot_cut(reading, found, targets)) out.push_back({std::move(cut), {}, false});
    sort_by_place(out);
    sort_by_place(left);
    out.insert(out.end(), std::make_move_iterator(left.begin()), std::make_move_iterator(left.end()));
    return out;
}

std::vector<Finding> spot(const Reading& reading, const std::vector<TextRun>& text_layer_upright,
                          const Targets& targets) {
    std::vector<Finding> out;
    for (Weighed& w : spot_weighed(reading, text_layer_upright, targets))
        if (w.finding.zone != Zone::leave) out.push_back(std::move(w.finding));
    return out;
}

}  // namespace mangping::ocr
