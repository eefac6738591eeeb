// The way of one page. Read top to bottom: look at it, turn it, read it, find what names the applicant, decide, mask,
// attack the result. Every step's type needs the one before, and every way out but the last gives the withheld sheet.
#include "workers/recipe/recipe.hpp"

#include <algorithm>
#include <ctime>
#include <optional>
#include <utility>

#include "detectors/clarity/clarity.hpp"
#include "detectors/code/code.hpp"
#include "detectors/colour/colour.hpp"
#include "detectors/fingerprint/fingerprint.hpp"
#include "detectors/orientation/orientation.hpp"
#include "detectors/portrait/portrait.hpp"
#include "detectors/reversed/reversed.hpp"
#include "detectors/seal/seal.hpp"
#include "detectors/signature/signature.hpp"
#include "models/hidden.hpp"
#include "ocr/fields/fields.hpp"
#include "ocr/fields/kind.hpp"
#include "ocr/fields/places.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/spot/again.hpp"
#include "ocr/spot/beside_seal.hpp"
#include "ocr/spot/signature.hpp"
#include "ocr/spot/spot.hpp"
#include "pipeline/decide/decide.hpp"
#include "pipeline/mask/mask.hpp"
#include "pipeline/normalize/look.hpp"
#include "pipeline/normalize/upright.hpp"
#include "workers/recipe/ask.hpp"
#include "workers/recipe/confirm.hpp"
#include "workers/recipe/hands.hpp"
#include "workers/recipe/legible.hpp"
#include "workers/recipe/places.hpp"
#include "workers/recipe/scratch.hpp"
#include "workers/recipe/turn.hpp"
#include "workers/recipe/uyghur.hpp"

namespace mangping::recipe {
namespace {

/// Adds what the thread worked since the last call to a stage's account, in ms: its CPU time, which does not depend on
/// what else the machine does. A page is one thread's from beginning to end.
class Stopwatch {
public:
    explicit Stopwatch(std::map<std::string, double>& accounts) : accounts_(accounts) {}
    void charge(const char* stage) {
        const double now = worked_ms();
        accounts_[stage] += now - last_;
        last_ = now;
    }

private:
    static double worked_ms() {
        timespec t{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return 1e3 * static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_nsec);
    }
    std::map<std::string, double>& accounts_;
    double last_ = worked_ms();
};

/// Seen on the upright page besides text.
struct Seen {
    std::vector<Code> codes;
    std::vector<Rect> portraits;  // photographs on the page
    std::vector<Seal> seals;
    std::vector<ReadSeal> read_seals;  // the round ones
    bool picture = false;              // the page as a whole has a photograph's tones
};

/// A sheet on a desk under a shadow looks like a photograph as a whole: nothing that large is left unread.
Seen see(const UprightPage& page) {
    constexpr double most_of_page = 0.2;  // chosen: portraits on documents take a twentieth
    Seen out{detectors::find_codes(*page.raster),
             detectors::find_portraits(*page.raster),
             detectors::find_seals(*page.raster, page.text_height_px),
             {},
             false};
    const double area = static_cast<double>(page.raster->width) * page.raster->height;
    const bool toned = std::erase_if(out.portraits, [&](const Rect& r) { return r.area() > most_of_page * area; }) > 0;
    out.picture = toned || detectors::is_portrait(*page.raster);
    return out;
}

std::vector<Finding> code_findings(const std::vector<Code>& codes, const Targets& targets, int& undecoded) {
    std::vector<Finding> out;
    for (const Code& code : codes) {
        undecoded += code.text.empty() ? 1 : 0;
        // What cannot be decoded cannot be cleared either: it is masked, and decide says whether a person must look.
        if (code.text.empty() || leads_to_applicant(code, targets))
            out.push_back({MaskKind::code,
                           {},
                           {code.quad_upright},
                           code.text.empty() ? 0.5 : 1.0,
                           code.text.empty() ? "code:undecoded" : "code:decoded",
                           Zone::mask});
    }
    return out;
}

ocr::ReadOptions read_options(const Seen& seen) {
    ocr::ReadOptions options;
    options.skip_upright = seen.portraits;
    options.seals = seen.seals;
    for (const Code& code : seen.codes) options.skip_upright.push_back(bounding(code.quad_upright));
    return options;
}

/// What is seen and is no text to read, and where others sign: its ink is not held against the page as unread.
std::vector<Rect> known_ink(const Seen& seen, const Reading& reading, const std::vector<Finding>& found, Kind kind) {
    std::vector<Rect> out = seen.portraits;
    for (const Code& code : seen.codes) out.push_back(bounding(code.quad_upright));
    for (const Seal& seal : seen.seals) out.push_back(box_of(seal));
    for (const ocr::SigningPlace& place : ocr::signing_places_of_others(reading, found, kind))
        out.push_back(place.region_upright);
    return out;
}

/// Masks, attacks, masks again what the attack found, attacks again. A Fault or a standing leak means: withhold.
/// What the attack found stands at the end of `decision.to_mask` afterwards.
Result<mask::Applied> mask_and_attack(const UprightPage& page, decide::MaskDecision& decision, const PageJob& job,
                                      Scratch& scratch, const Context& context, Stopwatch& watch) {
    constexpr int rounds = 2;  // chosen, not measured: what two rounds of masking leave is withheld
    std::vector<Finding>& to_mask = decision.to_mask;
    const Targets hidden = hidden_of(*job.targets, job.notice->mask_name, job.notice->mask_employer);
    for (int round = 0;; ++round) {
        auto applied = mask::apply(page, to_mask, job.mask_width, job.bytes);
        watch.charge("mask");
        if (!applied) return applied;
        auto leaks =
            verify::attack_file("page.jpg", applied->page.jpeg(), attackers(hidden, scratch, context), context);
        watch.charge("verify");
        if (!leaks) return leaks.fault();
        verify::leave_out(*leaks, 0, decision.left_upright);
        if (leaks->empty()) return applied;
        if (round == rounds) return Fault{FaultKind::internal, "verification_leak", {}};
        for (const verify::Leak& leak : *leaks) {
            if (leak.where != "pixels" && leak.where != "code")
                return Fault{FaultKind::internal, "verification_leak", {}};
            to_mask.push_back({leak.where == "code" ? MaskKind::code : MaskKind::name,
                               {},
                               {leak.quad},
                               leak.confidence,
                               "verification",
                               Zone::mask});
        }
    }
}

/// The size of the masked page in the displayed page's unit.
ingest::PageSize masked_size(const UprightPage& page) {
    return {page.raster->width / page.px_per_unit, page.raster->height / page.px_per_unit};
}

Result<PageResult> withheld(PageOutcome outcome, const PageJob& job, ingest::PageSize size, const std::string& why) {
    outcome.withheld = true;
    outcome.review_needed = true;
    outcome.masks.clear();
    outcome.under_masks.clear();
    if (!why.empty() &&
        std::find(outcome.review_reasons.begin(), outcome.review_reasons.end(), why) == outcome.review_reasons.end())
        outcome.review_reasons.push_back(why);
    auto sheet = mask::withheld_sheet(job.format, size.width, size.height);
    if (!sheet) return sheet.fault();
    return PageResult{std::move(outcome), std::move(*sheet)};
}

PageOutcome untouched(const PageJob& job) {
    PageOutcome outcome;
    outcome.index = job.index;
    outcome.width = job.size.width;
    outcome.height = job.size.height;
    return outcome;
}

bool is_cancelled(const Fault& fault) { return fault.kind == FaultKind::cancelled; }

std::string reason_of(const Fault& fault) {
    if (fault.kind == FaultKind::timeout) return "page_timeout";
    if (fault.code == "verification_leak" || fault.code == "mask_degenerate") return fault.code;
    return "page_fault";
}

void fill_codes(PageOutcome& outcome, const Seen& seen, const Transform& displayed_from_upright) {
    for (const Code& code : seen.codes)
        if (!code.text.empty())
            outcome.codes.push_back({code.format, code.text, displayed_from_upright(code.quad_upright)});
    outcome.marks.portrait = !seen.portraits.empty();
    for (const Seal& seal : seen.seals) ++(seal.square ? outcome.marks.square_seals : outcome.marks.round_seals);
}

/// A page of the kind that was declared, unless its own words surely say another one.
std::optional<Kind> kind_to_read(const PageOutcome& outcome, const PageJob& job) {
    constexpr double sure = 0.9;
    const std::optional<Kind> seen = kind_from(outcome.detected_kind);
    return seen && (outcome.kind_confidence >= sure || job.kind == Kind::other) ? seen : std::optional(job.kind);
}

/// Marks of form that need the reading to be found: signatures stand beside their labels.
void fill_marks(Marks& marks, const Reading& reading, const UprightPage& page) {
    for (const ocr::HandPlace& place : ocr::places_to_sign(reading))
        marks.signature |= detectors::is_signed(*page.raster, place.where_upright, place.em);
    marks.fingerprint = !detectors::find_fingerprints(*page.raster, page.text_height_px).empty();
    marks.colour = detectors::has_colour(*page.raster);
    marks.looked = true;
}

std::vector<ocr::SealText> texts_of(const std::vector<ReadSeal>& seals) {
    std::vector<ocr::SealText> out;
    for (const ReadSeal& seal : seals)
        for (const ReadSeal::Arc& arc : seal.arcs) {
            ocr::SealText& text = out.emplace_back(ocr::SealText{box_of(arc.alone), {}});
            for (const ocr::LineReading& reading : arc.readings) text.readings.push_back(reading.glyphs);
        }
    return out;
}

/// What the page says. The declared name only picks a row of a list; it is held against what was read in
/// confirm_fields.
void fill_fields(PageOutcome& outcome, const Reading& reading, const UprightPage& page, const Seen& seen,
                 const PageJob& job) {
    ocr::PageView view;
    view.reading = &reading;
    view.width = page.raster->width;
    view.height = page.raster->height;
    view.codes = seen.codes;
    const std::vector<ocr::SealText> arcs = texts_of(seen.read_seals);
    view.seals = arcs;
    view.text_layer_upright = page.text_layer_upright;
    if (outcome.marks.signature || !ocr::places_to_sign(reading).empty()) view.signature = outcome.marks.signature;
    view.colour = outcome.marks.colour;
    view.fingerprint = outcome.marks.fingerprint;
    for (const TargetForm& form : job.targets->forms)
        if (form.kind == MaskKind::name && view.applicant.empty()) view.applicant = form.text;
    const Transform displayed_from_upright = inverse(page.upright_from_displayed);
    for (auto& [key, field] : ocr::read_fields(*kind_to_read(outcome, job), view)) {
        const double most = sure_under_rings(field.value, field.box_upright, seen.seals);
        FieldValue value{field.value, std::nullopt, std::min(field.confidence, most)};
        if (!field.box_upright.empty()) value.quad_displayed = displayed_from_upright(quad_of(field.box_upright));
        outcome.fields[key] = std::move(value);
    }
}

/// A page that hardly reads may have been turned the wrong way: the other ways are read as well. Degrees to turn
/// further where one reads clearly better, else 0.
int better_turn(const UprightPage& page, const Reading& reading, bool unsure, ocr::Engine& reader,
                const Context& context) {
    // Upright pages read at 0.62 and above, turned ones below 0.4 (as in pipeline/decide); one of figures, whose turn
    // is not sure, has been seen at 0.51.
    constexpr float reads_better_by = 0.2F;
    const float hardly_reads = unsure ? 0.65F : 0.5F;
    constexpr std::size_t least_lines = 3;
    // Without text there is nothing to right: what was read in a portrait is no sign.
    if (page.text_height_px <= 0) return 0;
    if (reading.lines.size() < least_lines || reading.confidence >= hardly_reads) return 0;
    int best = 0;
    float confidence = reading.confidence + reads_better_by;
    for (const int degrees : {90, 180, 270}) {
        auto turned = turned_further(page, degrees);
        if (!turned) continue;
        auto other = ocr::read_page(*turned, reader, nullptr, {false, {}}, context);
        if (!other || other->lines.size() < least_lines || other->confidence <= confidence) continue;
        best = degrees;
        confidence = other->confidence;
    }
    return best;
}

/// What was read where a mask now lies: glyphs that are hidden by half and more.
std::string text_under(const Reading& reading, const Quad& mask_upright) {
    constexpr double hidden = 0.5;
    const Rect mask = bounding(mask_upright);
    std::string out;
    for (const Line& line : reading.lines)
        for (const Glyph& glyph : line.glyphs)
            if (intersection(glyph.box_upright, mask).area() >= hidden * glyph.box_upright.area() &&
                !glyph.box_upright.empty())
                out += glyph.text();
    return out;
}

/// What names the applicant without being the printed name: another script, a signature, a code, a seal and the name
/// under it.
Status add_other_findings(decide::PageFacts& facts, std::vector<Finding>& unread_seals, const Seen& seen,
                          ocr::OpenPage& open, const PageJob& job, Scratch& scratch) {
    const auto add = [&facts](std::vector<Finding> more) {
        for (Finding& f : more) facts.findings.push_back(std::move(f));
    };
    auto uyghur = uyghur_findings(open, *job.targets, job.kind, facts.findings, scratch);
    if (!uyghur) return uyghur.fault();
    add(std::move(*uyghur));
    add(above_letterheads(open.reading(), facts.findings));
    std::vector<ocr::SigningPlace> places = ocr::signing_places(open.reading(), job.kind);
    const auto more = ocr::signing_places_blurred(open.reading(), asking(open), places, job.kind);
    places.insert(places.end(), more.begin(), more.end());
    facts.signed_upright = signed_ink(open, places, seen.seals);
    if (job.kind == Kind::commitment_letter && facts.signed_upright.empty())
        facts.signed_upright = pledged_ink(open, seen.seals);
    std::vector<Rect> hands = signed_ink(open, ocr::signing_places_beside(open.reading(), facts.findings), seen.seals);
    hands.insert(hands.end(), facts.signed_upright.begin(), facts.signed_upright.end());
    add(signature_findings(hands, facts.findings));
    add(code_findings(seen.codes, *job.targets, facts.undecoded_codes));
    add(seal_findings(seen.read_seals, *job.targets, unread_seals));
    add(scratch.handles().name_seals(seen.seals, *job.targets));
    add(ocr::spot_beside_seals(open.reading(), seen.seals, facts.findings, *job.targets));
    add(ocr::seals_over_name(unread_seals, facts.findings));
    const auto ink_in = [&open](const Rect& region, double widest_gap) { return open.ink_in(region, widest_gap); };
    add(ocr::hands_of_representatives(open.reading(), job.kind, facts.findings, ink_in));
    facts.unread_seals = static_cast<int>(unread_seals.size());
    return Done{};
}

/// Text, look, kind, marks of form and fields.
void note_what_it_says(PageOutcome& outcome, const Reading& reading, const UprightPage& page, const Seen& seen,
                       const PageJob& job) {
    outcome.text = reading.text();
    outcome.look = normalize::look_of(*page.raster);
    if (const auto guess = ocr::recognise_kind(reading, {seen.picture})) {
        outcome.detected_kind = key(guess->kind);
        outcome.kind_confidence = guess->confidence;
    }
    outcome.marks.portrait |= outcome.detected_kind == key(Kind::photo);
    fill_marks(outcome.marks, reading, page);
    fill_fields(outcome, reading, page, seen, job);
}

/// The page with what was decided masked, once the attack finds nothing more; else the withheld sheet.
Result<PageResult> masked_page(const UprightPage& page, PageOutcome outcome, decide::MaskDecision decision,
                               const Reading& reading, const PageJob& job, Scratch& scratch, const Context& context,
                               Stopwatch& watch) {
    const std::size_t found = decision.to_mask.size();
    auto applied = mask_and_attack(page, decision, job, scratch, context, watch);
    for (std::size_t i = found; i < decision.to_mask.size(); ++i)
        outcome.places.push_back({decision.to_mask[i], {}, true, false});
    if (!applied && is_cancelled(applied.fault())) return applied.fault();
    if (!applied) return withheld(std::move(outcome), job, masked_size(page), reason_of(applied.fault()));
    outcome.masks = std::move(applied->masks);
    for (const Mask& mask : outcome.masks)
        outcome.under_masks.push_back(text_under(reading, page.upright_from_displayed(mask.quad_displayed)));
    for (const Quad& quad : decision.left_upright)
        outcome.left_displayed.push_back(inverse(page.upright_from_displayed)(quad));
    outcome.masked_from_displayed = applied->masked_from_displayed;
    return PageResult{std::move(outcome), std::move(applied->page)};
}

/// `outcome` and `reading` must outlive them.
decide::PageFacts facts_of(const PageOutcome& outcome, const Reading& reading, const PageJob& job) {
    decide::PageFacts facts;
    facts.pose = &outcome.pose;
    facts.clarity = &outcome.clarity;
    facts.reading = &reading;
    facts.kind = job.kind;
    facts.section = job.section;
    facts.seen_kind = outcome.detected_kind;
    return facts;
}

/// From the upright page to the masked one; `outcome` gathers the facts on the way.
Result<PageResult> read_and_mask(const UprightPage& page, PageOutcome outcome, const PageJob& job, Scratch& scratch,
                                 const Context& context, Stopwatch& watch) {
    outcome.masked_from_displayed = scaling(1 / page.px_per_unit, 1 / page.px_per_unit) * page.upright_from_displayed;
    outcome.upright_from_displayed = page.upright_from_displayed;
    Seen seen = see(page);
    fill_codes(outcome, seen, inverse(page.upright_from_displayed));
    watch.charge("detect");

    // A page that looks blank is read all the same: reading nothing costs nothing, and a name in faint print would.
    auto first = scratch.handles().reader(job.reader);
    if (!first) return withheld(std::move(outcome), job, masked_size(page), reason_of(first.fault()));
    auto second = scratch.handles().reader(second_reader(job.reader));
    auto read = ocr::OpenPage::read(page, **first, second ? *second : nullptr, read_options(seen), context);
    watch.charge("read");
    if (!read && is_cancelled(read.fault())) return read.fault();
    if (!read) return withheld(std::move(outcome), job, masked_size(page), reason_of(read.fault()));
    const Reading& reading = read->reading();
    const int further =
        further_turn(outcome.pose) != 0 ? 0 : better_turn(page, reading, outcome.pose.unsure, **first, context);
    if (further != 0) {
        auto turned = turned_further(page, further);
        if (!turned) return withheld(std::move(outcome), job, masked_size(page), reason_of(turned.fault()));
        note_further_turn(outcome.pose, further);
        outcome.codes.clear();
        outcome.marks = {};
        return read_and_mask(*turned, std::move(outcome), job, scratch, context, watch);
    }
    settle_by_reading(outcome.pose, reading);
    settle_by_reading(outcome.clarity, reading, page);
    seen.read_seals = scratch.handles().read_seals(seen.seals);
    scratch.handles().mend_cuts(seen.read_seals, *job.targets);
    note_what_it_says(outcome, reading, page, seen, job);

    decide::PageFacts facts = facts_of(outcome, reading, job);
    const std::vector<ocr::Weighed> weighed = ocr::spot_weighed(reading, page.text_layer_upright, *job.targets);
    if (const Status found = find_strings(facts, weighed, *read, page, *job.targets, scratch, context); !found) {
        if (is_cancelled(found.fault())) return found.fault();
        return withheld(std::move(outcome), job, masked_size(page), reason_of(found.fault()));
    }
    auto outside = scratch.handles().reader(outside_reader(job.reader));
    confirm_fields(outcome, *read, outside ? *outside : nullptr, page.upright_from_displayed, facts.findings,
                   *job.targets);
    watch.charge("fields");
    std::vector<Finding> unread_seals;
    if (const Status more = add_other_findings(facts, unread_seals, seen, *read, job, scratch); !more) {
        if (is_cancelled(more.fault())) return more.fault();
        return withheld(std::move(outcome), job, masked_size(page), reason_of(more.fault()));
    }
    ocr::drop_settled_disputes(facts.findings, reading);
    facts.known_ink_upright = known_ink(seen, reading, facts.findings, job.kind);
    outcome.marks.unread_seals = facts.unread_seals;
    decide::MaskDecision decision = decide::decide_masks(facts, *job.notice);
    outcome.review_needed = decision.review_needed;
    outcome.review_reasons = decision.review_reasons;
    outcome.places = places_of(weighed, facts.findings, decision);
    add_questions(outcome, reading, facts.known_ink_upright, unread_seals);
    watch.charge("spot");
    if (decision.withhold) return withheld(std::move(outcome), job, masked_size(page), {});

    return masked_page(page, std::move(outcome), std::move(decision), reading, job, scratch, context, watch);
}

detectors::OrientationProbes probes_of(Scratch& scratch) {
    return {[&scratch](const Raster& grey) { return scratch.handles().osd(grey); },
            [&scratch](std::span<const Raster* const> lines) { return scratch.handles().line_scores(lines); }};
}

/// A released page stands upright; one that hardly reads may have been released on its side. Empty: it stands, or no
/// turn was found that would right it.
std::optional<UprightPage> righted(const Raster& picture, const Reading& reading, Scratch& scratch) {
    // Upright pages read at 0.62 and above, turned ones below 0.4: the bound that pipeline/decide uses.
    constexpr float reads_as_upright = 0.6F;
    if (reading.confidence >= reads_as_upright) return std::nullopt;
    SourcePage page;
    page.raster = std::make_shared<const Raster>(picture);
    page.width = picture.width;
    page.height = picture.height;
    const Pose pose = detectors::orient(page, probes_of(scratch));
    if (pose.rotation_cw == 0) return std::nullopt;
    auto upright = normalize::upright(page, pose, 0);
    return upright ? std::optional(std::move(*upright)) : std::nullopt;
}

/// What the attack sees in a picture: known strings, what sticks out of bars, and both again when it lies on its side.
Result<std::vector<Finding>> look_again(const Raster& picture, const std::vector<Rect>& bars, const Targets& targets,
                                        Scratch& scratch, const Context& context) {
    constexpr const char* other_model = "HanS";  // masks are found with chi_sim first
    auto reader = scratch.handles().reader(other_model);
    if (!reader) return reader.fault();
    auto witness = scratch.handles().reader("chi_sim");
    UprightPage page;
    page.raster = std::make_shared<const Raster>(picture);
    auto open = ocr::OpenPage::read(page, **reader, witness ? *witness : nullptr, {false, {}}, context);
    if (!open) return open.fault();
    const Reading& reading = open->reading();
    std::vector<Finding> found = ocr::spot(reading, {}, targets);
    ask_again(found, *open, picture, targets);
    for (Finding& rest : ocr::spot_residue(reading, bars, targets)) found.push_back(std::move(rest));
    if (const auto upright = righted(picture, reading, scratch)) {
        auto turned = ocr::read_page(*upright, **scratch.handles().reader(other_model), nullptr, {false, {}}, context);
        if (!turned) return turned.fault();
        const Transform back = inverse(upright->upright_from_displayed);
        for (Finding& f : ocr::spot(*turned, {}, targets)) {
            for (Quad& piece : f.pieces_upright) piece = back(piece);
            found.push_back(std::move(f));
        }
    }
    std::erase_if(found, [](const Finding& f) { return f.zone != Zone::mask; });
    return found;
}

}  // namespace

Result<PageResult> withheld_page(const PageJob& job, const std::string& why) {
    return withheld(untouched(job), job, job.size, why);
}

Result<PageResult> process_page(const PageJob& job, Scratch& scratch, const Context& context) {
    PageOutcome outcome = untouched(job);
    std::map<std::string, double> spent;
    Stopwatch watch(spent);

    auto decoded = ingest::decode(job.bytes, job.index, ingest::Limits{}, context);
    watch.charge("decode");
    if (!decoded && is_cancelled(decoded.fault())) return decoded.fault();
    if (!decoded) return withheld(std::move(outcome), job, job.size, reason_of(decoded.fault()));
    {
        const SourcePage seen = detectors::dark_on_light(*decoded);
        outcome.pose = detectors::orient(seen, probes_of(scratch));
        watch.charge("orient");
        outcome.clarity = detectors::judge_clarity(seen, outcome.pose);
        watch.charge("clarity");
    }
    // Without lines of text there is nothing to level: a portrait's edges and shadows give a tilt of their own.
    if (outcome.clarity.text_height_px <= 0) {
        outcome.pose.skew_deg = 0;
        if (outcome.pose.unsure) outcome.pose.rotation_cw = 0;
    }
    auto page = normalize::upright(*decoded, outcome.pose, outcome.clarity.text_height_px);
    decoded->raster.reset();
    watch.charge("upright");
    if (!page) return withheld(std::move(outcome), job, job.size, reason_of(page.fault()));
    if (auto over = context.over()) {
        if (is_cancelled(*over)) return *over;
        return withheld(std::move(outcome), job, masked_size(*page), reason_of(*over));
    }
    auto result = read_and_mask(*page, std::move(outcome), job, scratch, context, watch);
    if (result) result->outcome.stage_ms = std::move(spent);
    return result;
}

Result<Looked> look_at_page(std::span<const std::uint8_t> bytes, int index, Scratch& scratch, const Context& context) {
    auto page = ingest::decode(bytes, index, ingest::Limits{}, context);
    if (!page) return page.fault();
    Looked out;
    {
        const SourcePage seen = detectors::dark_on_light(*page);
        out.pose = detectors::orient(seen, probes_of(scratch));
        out.clarity = detectors::judge_clarity(seen, out.pose);
    }
    if (reading_could_settle(out.clarity)) {
        auto upright = normalize::upright(*page, out.pose, out.clarity.text_height_px);
        auto reader = scratch.handles().reader(std::string(default_reader));
        if (upright && reader)
            if (const auto reading = ocr::read_page(*upright, **reader, nullptr, {false, {}}, context))
                settle_by_reading(out.clarity, *reading, *upright);
    }
    out.page = std::move(*page);
    out.page.raster.reset();
    return out;
}

verify::Attackers attackers(const Targets& targets, Scratch& scratch, const Context& context) {
    verify::Attackers out = attackers_of_structure(targets);
    const auto look = [&targets, &scratch, &context](const Raster& picture, const std::vector<Rect>& bars) {
        return look_again(picture, bars, targets, scratch, context);
    };
    out.read = [look](const Raster& picture) { return look(picture, {}); };
    out.read_around = look;
    out.codes = [&targets](const Raster& picture) {
        std::vector<Code> codes = detectors::find_codes(picture);
        std::erase_if(codes, [&](const Code& c) { return c.text.empty() || !leads_to_applicant(c, targets); });
        return codes;
    };
    return out;
}

verify::Attackers attackers_of_structure(const Targets& targets) {
    verify::Attackers out;
    out.search = [&targets](std::string_view text) { return ocr::spot_text(text, targets); };
    return out;
}

Targets targets_of(const Dossier& dossier) { return ocr::targets_of(dossier); }

std::vector<std::string> spot_text(std::string_view utf8, const Targets& targets) {
    return ocr::spot_text(utf8, targets);
}

}  // namespace mangping::recipe
