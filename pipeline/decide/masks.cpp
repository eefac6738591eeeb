// Which findings become masks, and when a person must look at a page.
//
// Three outcomes per page. Certain: masks are drawn, nobody need look. Doubtful: everything that may name the applicant
// is masked, and review_needed says that something may still stand open or that a mask may be wrong; conclude() then
// holds the dossier back, so the page reaches nobody but the person who looks. Unknown: the text of the page could not
// be known at all (no reading, illegible, perhaps standing on its side); masks drawn from such a reading would be a
// promise without ground, so the picture is withheld and a blank sheet stands in.
//
// Pages of kinds that reviewers never see (ID card, pledge, publicity, …) are judged by the same rules, because they
// lie under masked/ as well. But their doubts do not hold the dossier: a pledge carries handwriting and a signature by
// form, and what is never shown cannot leak. conclude() leaves these kinds out; the page keeps its review flag.
#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "pipeline/decide/decide.hpp"

namespace mangping::decide {
namespace {

/// Upright strips were read with a mean confidence of 0.62 to 0.94, turned ones with 0 to 0.39 (12 pages, clean and
/// degraded, each at the four turns): a page that reads at least this well stands upright, whatever the pose says.
constexpr float reads_as_upright = 0.6F;

/// Kinds that carry no name of the applicant by form: text that could not be read there is not held against the page.
bool names_nobody(Kind kind) { return kind == Kind::photo || kind == Kind::id_card_back || kind == Kind::paper_cover; }

/// Kinds the employer issues and seals: a seal whose arc could not be read is most likely the employer's.
bool sealed_by_employer(Kind kind) {
    static const std::set<Kind> kinds{Kind::unit_publicity,
                                      Kind::unit_publicity_result,
                                      Kind::unit_proof,
                                      Kind::service_years_proof,
                                      Kind::annual_assessment_form,
                                      Kind::appraisal,
                                      Kind::evidence,
                                      Kind::political_performance,
                                      Kind::integrity_proof,
                                      Kind::labor_contract,
                                      Kind::payroll_statement,
                                      Kind::work_recognition_form,
                                      Kind::course_exemption_form,
                                      Kind::qualification_review_form,
                                      Kind::cadre_approval_form,
                                      Kind::cadre_resume,
                                      Kind::appointment_document,
                                      Kind::work_summary,
                                      Kind::other};
    return kinds.contains(kind);
}

/// Papers with one seal, that of the school, authority or centre that issued them.
bool issued_by_others(Kind kind) {
    static const std::set<Kind> kinds{Kind::graduation_certificate,    Kind::degree_certificate,
                                      Kind::qualification_certificate, Kind::qualification_document,
                                      Kind::public_course_certificate, Kind::professional_course_certificate,
                                      Kind::social_insurance_statement};
    return kinds.contains(kind);
}

/// A page of these kinds bears the applicant's name, whoever laid it out: finding none is an alarm. Only pages that say
/// themselves what they are count: continuation pages and backs bear no title and often no name.
bool always_names(const PageFacts& facts, const Notice& notice) {
    static const std::set<Kind> kinds{
        Kind::graduation_certificate,    Kind::degree_certificate,         Kind::chsi_report,
        Kind::qualification_certificate, Kind::public_course_certificate,  Kind::professional_course_certificate,
        Kind::award_certificate,         Kind::social_insurance_statement, Kind::unit_publicity,
        Kind::unit_publicity_result,     Kind::supervisor_opinion,         Kind::unit_proof,
        Kind::service_years_proof,       Kind::commitment_letter};
    // The signature under a pledge is its only mention, and a pack may leave it open.
    if (facts.kind == Kind::commitment_letter && !notice.mask_pledge_signature) return false;
    return kinds.contains(facts.kind) && facts.seen_kind == key(facts.kind);
}

bool names_the_applicant(const Finding& finding) {
    return finding.kind == MaskKind::name || finding.kind == MaskKind::name_latin ||
           finding.kind == MaskKind::name_uyghur || finding.kind == MaskKind::signature;
}

/// On these the employer's name is the school's: it stays, unless the pack masks it, and a person confirms it.
bool issued_by_school(Kind kind) {
    return kind == Kind::graduation_certificate || kind == Kind::degree_certificate || kind == Kind::chsi_report ||
           kind == Kind::chsi_degree_report;
}

bool is_employer(MaskKind kind) {
    return kind == MaskKind::employer || kind == MaskKind::employer_latin || kind == MaskKind::employer_seal;
}

bool wanted(const Finding& finding, const Notice& notice) {
    if (finding.zone == Zone::leave) return false;
    if (is_employer(finding.kind)) return notice.mask_employer;
    if (finding.kind == MaskKind::code || finding.kind == MaskKind::manual) return true;
    return notice.mask_name;
}

const char* doubt_of(MaskKind kind) {
    switch (kind) {
        case MaskKind::name_latin:
        case MaskKind::employer_latin:
            return "latin_doubtful";
        case MaskKind::employer:
        case MaskKind::employer_seal:
            return "employer_doubtful";
        case MaskKind::code:
            return "code_unread";
        default:
            return "name_doubtful";
    }
}

bool has_text(const PageFacts& facts) {
    if (facts.clarity != nullptr && facts.clarity->text_height_px > 0) return true;
    return facts.reading != nullptr && (!facts.reading->lines.empty() || !facts.reading->unread_upright.empty());
}

/// An unread region is accounted for when at least this share of it is hidden by one mask or is known ink: line boxes
/// reach a little past what they hold.
constexpr double accounted_share = 0.5;

/// Text nobody could read that stays open: neither a mask nor a seal, portrait or code lies over it.
bool leaves_unread_text(const PageFacts& facts, const std::vector<Finding>& masked) {
    std::vector<Rect> accounted = facts.known_ink_upright;
    for (const Finding& finding : masked)
        for (const Quad& piece : finding.pieces_upright) accounted.push_back(bounding(piece));
    const auto& unread = facts.reading->unread_upright;
    return std::any_of(unread.begin(), unread.end(), [&accounted](const Rect& region) {
        return std::none_of(accounted.begin(), accounted.end(), [&region](const Rect& known) {
            return intersection(region, known).area() >= accounted_share * region.area();
        });
    });
}

void doubt(MaskDecision& decision, const char* reason) {
    auto& reasons = decision.review_reasons;
    if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.emplace_back(reason);
    decision.review_needed = true;
}

/// An arc of which half the employer's characters stand in ring order, on a form that the employer seals: whose else
/// would it be? Sister organisations seal forms of their own people.
bool seals_its_own_form(const Finding& finding, Kind kind) {
    constexpr double half_the_arc = 0.5;
    return finding.kind == MaskKind::employer_seal && finding.confidence >= half_the_arc && sealed_by_employer(kind);
}

/// A seal that the employer's name explains neither well nor badly, on a paper that others issue and seal: the odds are
/// with the issuer. So they are where the name stands under an unread one: elsewhere that means it is the employer's.
bool is_the_issuers(const Finding& finding, Kind kind) {
    if (finding.source == "seal:over-name") return !sealed_by_employer(kind);
    return finding.kind == MaskKind::employer_seal && finding.source == "seal:string" && finding.zone == Zone::ask &&
           issued_by_others(kind);
}

Rect box_of(const Finding& finding) {
    Rect box;
    for (const Quad& piece : finding.pieces_upright) box = bounding(box, bounding(piece));
    return box;
}

/// Lines of one row overlap by half of the lower one, even where one of them is broken in two.
bool one_row(const Rect& a, const Rect& b) {
    const double shared = std::min(a.bottom(), b.bottom()) - std::max(a.y, b.y);
    return shared >= 0.5 * std::min(a.h, b.h);
}

/// Cells of one column begin or are centred at the same place, to a line's height.
bool one_column(const Rect& a, const Rect& b) {
    const double off = std::min(std::abs(a.x - b.x), std::abs(a.centre().x - b.centre().x));
    return off <= std::min(a.h, b.h);
}

/// The employer's name in a list of people, in a row that is not the applicant's: the applicant's own row names it,
/// too, in the same column.
bool in_anothers_row(const Finding& employer, const std::vector<Finding>& all) {
    if (employer.kind != MaskKind::employer) return false;  // letterheads are alone, seals are in no row
    const Rect box = box_of(employer);
    const auto beside_the_applicant = [&all](const Rect& row) {
        return std::any_of(all.begin(), all.end(), [&row](const Finding& f) {
            return names_the_applicant(f) && f.zone != Zone::leave && one_row(box_of(f), row);
        });
    };
    return !beside_the_applicant(box) && std::any_of(all.begin(), all.end(), [&](const Finding& other) {
        const Rect row = box_of(other);
        return other.kind == MaskKind::employer && one_column(row, box) && beside_the_applicant(row);
    });
}

/// The signature of a pledge, or what was read of it. Print on the same page stays masked.
bool signs_the_pledge(const Finding& finding, const PageFacts& facts) {
    if (facts.kind != Kind::commitment_letter) return false;
    if (finding.kind == MaskKind::signature) return true;
    const Rect box = box_of(finding);
    return names_the_applicant(finding) &&
           std::any_of(facts.signed_upright.begin(), facts.signed_upright.end(),
                       [&box](const Rect& place) { return intersection(place, box).area() >= 0.5 * box.area(); });
}

/// What the operator chose to leave open. A school that is the employer is for a person to confirm.
bool left_open(MaskDecision& decision, const Finding& finding, const PageFacts& facts, const Notice& notice) {
    const bool school = is_employer(finding.kind) && issued_by_school(facts.kind) && !notice.mask_school;
    const bool row = notice.employer_by_row && in_anothers_row(finding, facts.findings);
    const bool pledge = !notice.mask_pledge_signature && signs_the_pledge(finding, facts);
    if (school) {
        doubt(decision, "employer_doubtful");
        decision.left_open.push_back(finding);
    }
    if (!school && !row && !pledge) return false;
    decision.left_upright.insert(decision.left_upright.end(), finding.pieces_upright.begin(),
                                 finding.pieces_upright.end());
    return true;
}

/// Share of a piece under what one finding masks; its glyphs' boxes leave the room between them free.
double share_under(const Quad& piece, const Finding& mask) {
    const Rect box = bounding(piece);
    double area = 0;
    for (const Quad& q : mask.pieces_upright) area += intersection(bounding(q), box).area();
    return box.area() > 0 ? area / box.area() : 0;
}

/// Whether all of it lies under what is surely masked as the same: whose it is is then no question, and nothing more is
/// hidden than would be.
bool surely_masked(const Finding& finding, const std::vector<Finding>& all) {
    constexpr double under_a_hand = 0.9, under_print = 0.55;  // chosen: boxes of one thing differ by their margins
    const auto under = [&](const Quad& piece) {
        return std::any_of(all.begin(), all.end(), [&](const Finding& other) {
            if (other.zone != Zone::mask || &other == &finding) return false;
            if (other.kind == MaskKind::signature)
                return names_the_applicant(finding) && share_under(piece, other) >= under_a_hand;
            const bool same = (is_employer(finding.kind) && is_employer(other.kind)) ||
                              (names_the_applicant(finding) && names_the_applicant(other));
            return same && share_under(piece, other) >= under_print;
        });
    };
    return !finding.pieces_upright.empty() &&
           std::all_of(finding.pieces_upright.begin(), finding.pieces_upright.end(), under);
}

void take_findings(MaskDecision& decision, const PageFacts& facts, const Notice& notice) {
    for (const Finding& finding : facts.findings) {
        if (!wanted(finding, notice) || is_the_issuers(finding, facts.kind) ||
            left_open(decision, finding, facts, notice))
            continue;
        const bool sure = finding.zone == Zone::mask || seals_its_own_form(finding, facts.kind) ||
                          surely_masked(finding, facts.findings);
        if (!sure && finding.kind != MaskKind::code) doubt(decision, doubt_of(finding.kind));
        decision.to_mask.push_back(finding);
    }
}

/// What is a piece of another's name stays open, unless something that is to be masked lies there as well.
void leave_to_others(MaskDecision& decision, const PageFacts& facts) {
    for (const Quad& quad : facts.anothers_upright) {
        const bool masked = std::any_of(decision.to_mask.begin(), decision.to_mask.end(), [&quad](const Finding& f) {
            return std::any_of(f.pieces_upright.begin(), f.pieces_upright.end(), [&quad](const Quad& piece) {
                return !intersection(bounding(piece), bounding(quad)).empty();
            });
        });
        if (!masked) decision.left_upright.push_back(quad);
    }
}

/// Blank to the eye and to the reader: a page that was called blank and still reads is not known.
bool truly_blank(const PageFacts& facts) {
    return facts.clarity != nullptr && facts.clarity->verdict == ClarityVerdict::blank && facts.reading != nullptr &&
           (facts.reading->lines.empty() || facts.reading->confidence < reads_as_upright);
}

/// The first byte of UTF-8's common Han characters.
bool is_han(const Glyph& glyph) {
    const std::string text = glyph.text();
    const auto first = text.empty() ? 0 : static_cast<unsigned char>(text.front());
    return first >= 0xE4 && first <= 0xE9;
}

/// So many Han characters of level lines read surely that the page can only stand upright, whatever its ornaments read
/// as: turned pages read below 0.4, and ornaments as one character over and over.
bool text_stands_upright(const Reading& reading) {
    constexpr float sure = 0.85F;
    constexpr std::size_t least_glyphs = 5, enough = 20;  // chosen
    std::set<std::string> characters;
    for (const Line& line : reading.lines)
        if (!line.vertical && line.confidence >= sure && line.glyphs.size() >= least_glyphs)
            for (const Glyph& glyph : line.glyphs)
                if (is_han(glyph)) characters.insert(glyph.text());
    return characters.size() >= enough;
}

/// Doubts about what the page says at all.
void judge_knowledge(MaskDecision& decision, const PageFacts& facts) {
    if (facts.clarity == nullptr || facts.reading == nullptr) {
        doubt(decision, "page_fault");
        decision.withhold = true;
        return;
    }
    const bool reads_well = facts.reading->confidence >= reads_as_upright;
    // Text that hardly reads may be turned, faint or foreign: what it says is not known.
    constexpr float hardly_reads = 0.5F;
    if (!facts.reading->lines.empty() && facts.reading->confidence < hardly_reads) doubt(decision, "unread_text");
    if (facts.clarity->verdict == ClarityVerdict::blank) doubt(decision, "unread_text");
    if (facts.clarity->verdict == ClarityVerdict::illegible && has_text(facts)) {
        doubt(decision, "clarity_illegible");
        decision.withhold = true;
    }
    if ((facts.pose == nullptr || facts.pose->unsure) && has_text(facts) && !text_stands_upright(*facts.reading)) {
        doubt(decision, "orientation_unsure");
        if (!reads_well) decision.withhold = true;
    }
    if (leaves_unread_text(facts, decision.to_mask)) doubt(decision, "unread_text");
}

}  // namespace

MaskDecision decide_masks(const PageFacts& facts, const Notice& notice) {
    MaskDecision decision;
    take_findings(decision, facts, notice);
    leave_to_others(decision, facts);
    if (names_nobody(facts.kind) || truly_blank(facts)) return decision;
    judge_knowledge(decision, facts);
    if (notice.mask_name && always_names(facts, notice) &&
        std::none_of(decision.to_mask.begin(), decision.to_mask.end(), names_the_applicant))
        doubt(decision, "name_not_found");
    const auto masked_codes = std::count_if(decision.to_mask.begin(), decision.to_mask.end(),
                                            [](const Finding& f) { return f.kind == MaskKind::code; });
    if (facts.undecoded_codes > masked_codes) doubt(decision, "code_unread");
    if (facts.unread_seals > 0 && notice.mask_employer && sealed_by_employer(facts.kind))
        doubt(decision, "seal_unread");
    return decision;
}

}  // namespace mangping::decide
