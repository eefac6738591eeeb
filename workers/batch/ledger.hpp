// What a batch has done so far: OUT/.mangping/ledger.sqlite and, beside it, the masked pages by their content.
// One connection does all commits and all checkpoints (SQLite 3.40.1's WAL-reset bug needs two); WAL, synchronous=FULL.
// A page or dossier is in the ledger only after its files are on disk.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "models/masked_page.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"

namespace mangping::batch {

/// Of OUT: the ledger, its lock, stored pages, notes of crashes.
inline constexpr const char* private_folder = ".mangping";

struct StoredPage {
    PageOutcome outcome;
    MaskedPage page;
};

/// One page of a dossier as it stands in the ledger.
struct PagePlace {
    std::string file;
    int index = 0;
    std::string key;  // of the stored page
};

struct StoredDossier {
    std::string input_key;  // of everything the outcome depends on
    std::string declared;   // dossier.json as it was, for verification at will
    DossierOutcome outcome;
    std::vector<PagePlace> pages;
    std::map<std::string, std::string> files;  // released files, relative to OUT/<folder>: SHA-256
};

/// What a person decided about one page (decisions.hpp).
struct StoredDecision {
    std::string subject;  // a hash of what was decided about: the page's bytes and everything that was proposed
    std::string file;     // as the dossier names it
    int page = 0;
    std::string record;
    friend bool operator==(const StoredDecision&, const StoredDecision&) = default;
};

class Ledger {
public:
    /// Makes OUT/.mangping where needed and takes its lock. Faults: out_in_use (another run works there),
    /// ledger_broken, disk_full, write_failed.
    [[nodiscard]] static Result<std::unique_ptr<Ledger>> open(const std::filesystem::path& out);
    ~Ledger();
    Ledger(const Ledger&) = delete;
    Ledger& operator=(const Ledger&) = delete;

    /// Empty when the page is not there, or its picture no longer matches its hash (it is then made again).
    [[nodiscard]] std::optional<StoredPage> page(const std::string& key);
    [[nodiscard]] bool has_page(const std::string& key);
    [[nodiscard]] Status put_page(const std::string& key, const PageOutcome& outcome, const MaskedPage& page);

    [[nodiscard]] std::optional<StoredDossier> dossier(const std::string& folder);
    [[nodiscard]] Status put_dossier(const std::string& folder, const StoredDossier& stored);
    /// What the round left for the next (rounds.hpp); a round that is run again replaces its own record.
    [[nodiscard]] Status put_round(const std::string& dossier, const std::string& notice, int round,
                                   const std::string& record);
    /// The record of the latest round before this one; "" when there is none.
    [[nodiscard]] std::string round_before(const std::string& dossier, const std::string& notice, int round);
    /// From where and with which options a dossier was last run, so that it can be finished again without them.
    [[nodiscard]] Status put_origin(const std::string& folder, const std::string& record);
    [[nodiscard]] std::string origin(const std::string& folder);  // "" when there is none
    [[nodiscard]] Status put_decision(const std::string& folder, const StoredDecision& decision);
    [[nodiscard]] Status drop_decisions(const std::string& folder, const std::string& file, int page);
    [[nodiscard]] std::vector<StoredDecision> decisions(const std::string& folder);  // by subject
    /// Small pictures of stored pages, kept because the batch's tables are written again after each decision.
    [[nodiscard]] std::optional<std::vector<std::uint8_t>> thumbnail(const std::string& page_key, int side);
    [[nodiscard]] Status put_thumbnail(const std::string& page_key, int side, const std::vector<std::uint8_t>& jpeg);
    [[nodiscard]] Status forget_dossier(const std::string& folder);
    [[nodiscard]] std::vector<std::string> folders();

private:
    struct Database;
    explicit Ledger(std::unique_ptr<Database> database);
    std::mutex mutex_;
    std::unique_ptr<Database> database_;
};

}  // namespace mangping::batch
