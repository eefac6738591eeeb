// What the pipeline found, per page, attachment and dossier: everything report.json needs, and nothing of the pixels.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/dossier.hpp"
#include "models/page.hpp"

namespace mangping {

struct FieldValue {
    std::string value;  // normalised as the spec's field table says
    std::optional<Quad> quad_displayed;
    double confidence = 0;
};

struct CodeOutcome {
    std::string format, text;
    Quad quad_displayed;
};

/// Marks of form that were seen on a page.
struct Marks {
    int round_seals = 0;
    int square_seals = 0;
    int unread_seals = 0;  // round seals whose arc could not be read
    bool signature = false;
    bool fingerprint = false;
    bool portrait = false;
    bool colour = false;  // the page has coloured ink or a colour picture
    /// Signature, fingerprint, portrait and colour were looked for: what is false above is absent, not unknown.
    bool looked = false;
};

/// One thing that speaks for a place being a mention, or against it.
struct Clue {
    std::string what;  // stable key: "glyphs", "label", "spacing", …
    double nats = 0;   // ln of how much likelier it makes a mention; negative: less likely
};

/// A place that names the applicant, or may, and what became of it.
struct Place {
    Finding finding;          // pieces in upright pixels, as they were handed to the mask
    std::vector<Clue> clues;  // what its confidence is made of, where it was weighed
    bool masked = false;      // a mask was drawn, or is proposed where the page is withheld
    bool decided = false;     // a person said so
};
/// What a person may say no to: the program was not sure of it and nobody has decided yet.
[[nodiscard]] inline bool is_proposal(const Place& place) { return !place.decided && place.finding.zone == Zone::ask; }

struct PageOutcome {
    int index = 0;
    double width = 0, height = 0;  // displayed page, own unit
    Pose pose;
    Transform masked_from_displayed;
    Transform upright_from_displayed;  // the frame of `places`; the identity where the page could not be decoded
    Clarity clarity;
    std::string text;  // as read, in reading order
    std::map<std::string, FieldValue> fields;
    std::vector<CodeOutcome> codes;
    std::vector<Mask> masks;
    std::vector<std::string> under_masks;  // what was read under each of them, "" where nothing was
    /// What is left open on purpose, by the pack or as it is a piece of another's longer name: no leak.
    std::vector<Quad> left_displayed;
    std::vector<Place> places;  // everything that was found, masked or not, in the order it was found
    Marks marks;
    bool review_needed = false;
    std::vector<std::string>
        review_reasons;         // stable keys, see report/wording: "orientation_unsure", "name_doubtful", …
    std::string decision;       // what a person decided about it, as a stable text; "" nothing
    bool withheld = false;      // its masked picture is a blank sheet that says so
    bool released = false;      // it stands in dossier.pdf; set last
    std::string detected_kind;  // "" when not recognised
    double kind_confidence = 0;
    std::string look;  // difference hash of the upright page, 32 hex digits (pipeline/normalize/look.hpp); "" unknown
    std::map<std::string, double> stage_ms;  // not in any deterministic output
};

/// Indices into `places` of what may be said no to; a proposal's number for people is its position here, from 1.
[[nodiscard]] std::vector<int> proposals(const PageOutcome& page);

enum class AttachmentStatus { ok, rejected, timeout, missing };
[[nodiscard]] std::string_view key(AttachmentStatus s);

struct AttachmentOutcome {
    AttachmentRef ref;
    std::string section;  // key of the section that names it
    int entry = 0;        // row in that section
    AttachmentStatus status = AttachmentStatus::missing;
    std::string error;             // fault code, "" when ok
    std::string sha256;            // of the uploaded bytes, hex; "" when missing
    Format format = Format::jpeg;  // meaningful when ok
    std::string detected_kind;
    double kind_confidence = 0;
    std::string masked_file;  // relative to OUT/<dossier>/, "" when none
    std::vector<PageOutcome> pages;
};

enum class CheckStatus { pass, fail, unsure, not_applicable };
enum class Severity { block, exclude, defer, warn, note };
[[nodiscard]] std::string_view key(CheckStatus s);
[[nodiscard]] std::string_view key(Severity s);

struct Evidence {
    std::string file;
    std::optional<int> page;
    std::optional<Quad> quad_displayed;
};

struct Check {
    std::string id;      // rule id, as "N1-26"
    std::string clause;  // the notice's own words
    CheckStatus status = CheckStatus::unsure;
    Severity severity = Severity::block;
    std::string section;  // subject; "" when none
    std::optional<int> entry;
    std::string field;
    std::string message;  // for the applicant, Chinese
    std::string message_en;
    std::string declared, found;
    std::vector<Evidence> evidence;
    /// What is wrong, as a stable key ("missing:photo", "turned:basic/a.jpg"): findings of several clauses that share
    /// it are one thing to mend. "" when nothing is wrong.
    std::string cause;
    /// What the finding is for besides its status: "" nothing more; "advice", it passes and the applicant is told
    /// something all the same; "checklist", an item that a person works through; "operator", told to the operator
    /// alone; "again", it was told in the round before and is still open.
    std::string role;
    std::string
        ends;  // of an exclusion: the first day or year in which the applicant may apply again; "" when not known
};

/// What a later round made of the findings of the one before; all three by the applicant's words.
struct RoundsCompared {
    int before = 0;  // the earlier round, 0 when none is known
    std::vector<std::string> mended, still_open;
    std::vector<std::string> late;  // could have been told before and was not: for the operator, never the applicant
};

enum class Verdict { ready, return_, hold };
[[nodiscard]] std::string_view key(Verdict v);

struct DossierOutcome {
    std::string dossier_id, folder, blind_id, notice;
    int round = 1;
    Verdict verdict = Verdict::hold;
    std::vector<AttachmentOutcome> attachments;
    std::vector<Check> checks;
    std::string deadline;  // RFC 3339 or ""
    std::optional<int> submissions_left;
    std::vector<std::string> hold_reasons;  // stable keys
    RoundsCompared rounds;
    std::string eligible_from;  // "2024", the year from which a deferred or excluded applicant may apply; "" otherwise
    bool hides_name = true, hides_employer = true;  // what the pack masks at all
    bool failed = false;                            // could not be processed at all; `error` says why
    std::string error;
    double seconds = 0;
};

}  // namespace mangping
