// What is to be done: the dossiers of a batch, their attachments, and for each what its content is. No pixels yet.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "models/dossier.hpp"
#include "models/notice.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"
#include "models/targets.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {

struct NoticePack {
    Notice notice;
    std::string hash;  // of the pack's own text: a changed pack is a changed result
};
using NoticePacks = std::map<std::string, NoticePack>;

/// Reads every pack of the folder. Faults come back with their messages; the good ones are usable all the same.
struct PacksRead {
    NoticePacks packs;
    std::vector<Fault> faults;
};
[[nodiscard]] PacksRead read_packs(const std::filesystem::path& folder);

struct PlannedAttachment {
    AttachmentRef ref;
    std::string section;
    int entry = 0;
    std::filesystem::path path;  // resolved; empty when it may not be read
    AttachmentStatus status = AttachmentStatus::missing;
    std::string error;  // fault code
    std::string sha256;
    Format format = Format::jpeg;
    std::vector<ingest::PageSize> pages;
    std::vector<std::string> page_keys;  // one a page
    std::string masked_file;             // relative to OUT/<folder>/
    std::optional<std::size_t> same_as;  // an earlier attachment of this dossier that names the same file
};

struct PlannedDossier {
    std::string folder;  // under OUT
    std::filesystem::path path;
    std::string declared;        // dossier.json as it is
    std::optional<Fault> fault;  // it cannot be processed at all
    std::vector<Check> why;      // that fault as the applicant reads it, where there is more to say
    Dossier dossier;
    const NoticePack* pack = nullptr;
    Targets targets;
    std::string targets_key;  // a hash of them
    // After sweep(): what the dossier's own pages added to them, and the pages that were made with that: key now, key
    // before.
    std::optional<Targets> swept_targets;
    std::string swept_key;
    std::map<std::string, std::string> swept;
    mask::Width mask_width = mask::Width::fitted;
    std::string reader;
    std::string blind_id;
    std::string as_of;
    std::string input_key;      // without what the ledger knows; complete after with_ledger (decisions.hpp)
    std::string earlier_round;  // the record that the round before left in the ledger; "" when there is none
    std::vector<PlannedAttachment> attachments;
};

struct PlanOptions {
    std::string notice;     // overrides the dossier's own
    std::string as_of;      // overrides submitted_at
    std::string blind_key;  // secret that blind ids are derived with; may be empty
    std::string blind_id;   // of the dossier, where it is known already; else derived
    ingest::Limits limits;
    mask::Width mask_width = mask::Width::fitted;
    std::string reader = std::string(recipe::default_reader);
};

/// The dossier folders of a batch (or the batch itself when it is one), in byte order of their names.
/// Faults: batch_missing, batch_empty.
[[nodiscard]] Result<std::vector<std::filesystem::path>> dossier_folders(const std::filesystem::path& batch);

/// Never fails as a whole: what is wrong stands in the plan. Reads and hashes every attachment once.
[[nodiscard]] PlannedDossier plan_dossier(const std::filesystem::path& folder, const NoticePacks& packs,
                                          const PlanOptions& options);

[[nodiscard]] std::string targets_key(const Targets& targets);
/// What must not be seen in files of the whole dossier.
[[nodiscard]] const Targets& targets_in_use(const PlannedDossier& plan);

/// The work of one page. Plan and bytes must outlive it.
[[nodiscard]] recipe::PageJob job_of(const PlannedDossier& plan, const PlannedAttachment& attachment, int page,
                                     std::span<const std::uint8_t> bytes);

}  // namespace mangping::batch
