// Dossiers on which some papers say otherwise than the form, one thing a paper, read by the real page pipeline. Reading
// costs seconds a page: with a folder of what was read, decisions can be measured again without it. The folder is good
// for one generator and one pipeline; whoever changes either deletes it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/outcome.hpp"
#include "tests/support/synthetic/random.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::bench {

/// What one paper says otherwise.
struct PlantedMismatch {
    std::vector<std::string> files;  // the sides of one form say alike
    Kind kind = Kind::other;
    std::string key;  // of the spec's field table
    std::string declared, printed;
};

/// What is true of an attachment of such a dossier.
struct TruePaper {
    Kind kind = Kind::other;
    bool clear = true;  // every page of it is
    std::string scan;
    std::map<std::string, std::string> fields;  // printed, over all pages
};

struct PlantedDossier {
    std::string name, notice;
    std::string declared;  // dossier.json
    std::vector<AttachmentOutcome> attachments;
    std::map<std::string, TruePaper> papers;  // by file
    std::vector<PlantedMismatch> planted;
    int pages = 0;
};

/// Dossier `index` of the set `seed`; notices follow one another. Of the yearly materials one year is kept. Nothing
/// when a page could not be processed at all.
[[nodiscard]] std::optional<PlantedDossier> planted_dossier(std::uint64_t seed, int index,
                                                            const batch::NoticePacks& packs, recipe::Scratch& scratch,
                                                            const std::string& folder);

/// The keys that the notice holds against the form, or against another paper, on papers of this kind.
[[nodiscard]] std::vector<std::string> compared_keys(const Notice& notice, Kind kind);

/// Another value of the field, mostly one character away, as a slip of the pen or another person's paper would have
/// it; "" where the key has none.
[[nodiscard]] std::string otherwise(const std::string& key, const std::string& value, synthetic::Rng& rng);

}  // namespace mangping::bench
