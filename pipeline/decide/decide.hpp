// Facts into decisions: which findings become masks and whether a person must look, which rules pass, and what the
// verdict is. Sees no pixels.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/dossier.hpp"
#include "models/notice.hpp"
#include "models/outcome.hpp"
#include "models/page.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"

namespace mangping::decide {

/// dossier.json, held against the schema. Faults: dossier_json_broken, dossier_schema (detail: JSON pointer and what is
/// allowed; never a value).
[[nodiscard]] Result<Dossier> parse_dossier(const std::string& json, const std::string& folder);

/// One pack. Faults: notice_broken (detail: file:line:column and what is allowed).
[[nodiscard]] Result<Notice> load_notice(const std::filesystem::path& yaml);
/// All packs of a folder by id, broken ones as faults.
[[nodiscard]] std::vector<Result<Notice>> load_notices(const std::filesystem::path& folder);
/// The pack language as a JSON Schema, kept in data/schemas/notice.schema.json.
[[nodiscard]] std::string pack_schema();
/// What is odd about a pack without being wrong: a clause number of another notice, years that do not go with its own,
/// a window the wrong way round. Chinese, for an operator.
[[nodiscard]] std::vector<std::string> remarks_on(const Notice& notice);
/// A pack in words, as a clerk would explain it.
[[nodiscard]] std::string explain(const Notice& notice);

struct PageFacts {
    const Pose* pose = nullptr;
    const Clarity* clarity = nullptr;
    const Reading* reading = nullptr;
    std::vector<Finding> findings;       // of names, codes, seals
    std::vector<Quad> anothers_upright;  // pieces that surely are of longer names of others
    int unread_seals = 0;
    int undecoded_codes = 0;
    Kind kind = Kind::other;  // as declared
    std::string seen_kind;    // key of the kind that the page's own words say, "" where they do not
    std::string section;
    std::vector<Rect> signed_upright;  // ink where the form asks for the applicant's signature
    /// Ink whose nature is known otherwise: seals, portraits, codes. Unread ink there is not unknown text.
    std::vector<Rect> known_ink_upright;
};
struct MaskDecision {
    std::vector<Finding> to_mask;
    std::vector<Quad> left_upright;  // found, and left open: by the pack, or as it is another's
    std::vector<Finding> left_open;  // not masked, and a person is asked whether that is right
    bool review_needed = false;
    std::vector<std::string> review_reasons;
    bool withhold = false;  // show nobody this page: its masked picture is the blank sheet
};
[[nodiscard]] MaskDecision decide_masks(const PageFacts& facts, const Notice& notice);

/// Every rule of the pack, in its order. `as_of`: RFC 3339 instant or date that deadlines are judged at.
[[nodiscard]] std::vector<Check> check(const Notice& notice, const Dossier& dossier,
                                       const std::vector<AttachmentOutcome>& attachments, const std::string& as_of);

/// The one check of a dossier whose notice there is no pack for: id "notice", fail. `known`: ids of the packs there
/// are.
[[nodiscard]] Check unknown_notice(const std::string& id, const std::vector<std::string>& known);

/// Fills verdict, deadline, submissions_left and hold_reasons of an outcome whose attachments and checks are there.
void conclude(DossierOutcome& outcome, const Notice& notice, const Dossier& dossier, const std::string& as_of);

}  // namespace mangping::decide
