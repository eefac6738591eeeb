// A person's word on held pages: carried out at once from what the ledger holds, attacked, and kept.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "models/geometry.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"
#include "pipeline/report/report.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::batch {

/// What is said of one page. A page that is only given masks is released with them and with all that was proposed.
struct PageOrder {
    std::string page;  // FILE:INDEX, FILE as the dossier or the masked file names it; without :INDEX the first page
    bool accept = false;
    bool reject = false;       // `numbers`, or all proposals when there are none
    bool undo = false;         // forget what was decided
    std::vector<int> covered;  // numbers of what is to be masked although it was proposed to be left
    std::vector<int> numbers;  // of proposals, from 1, as hold.html shows them
    std::vector<Rect> added;   // the masked page's own unit
};

struct PageAnswer {
    std::string reference;   // names nobody
    std::string code;        // "" carried out; else why not, a key of report::wording
    std::vector<Rect> open;  // where the attack still saw something, the masked page's unit
    std::size_t masks = 0;   // on the page as it stands now
};

struct WaitingPage {
    std::string reference;
    std::vector<std::string> reasons;
};
/// A dossier and what of it still waits for a person.
struct Waiting {
    std::string folder, blind_id;
    Verdict verdict = Verdict::hold;
    std::vector<WaitingPage> pages;  // those that hold it
    std::size_t unsure_checks = 0;
};

struct DecideOptions {
    std::filesystem::path source;  // the dossier's own folder, where it is no longer where the run found it
    int jobs = 1;                  // pages made at once
    std::stop_token stop;
};
struct DecideResult {
    std::vector<PageAnswer> answers;  // one an order, in their order
    Waiting here;
    std::vector<Waiting> others;  // of the same OUT, those with pages that wait
};

/// `dossier`: OUT/<folder>. Orders that can be carried out are, whatever becomes of the others; with no orders only the
/// state is told. Faults: out_missing, out_in_use, ledger_broken, dossier_unknown (not in this OUT), run_first
/// (uploads, notice or program are not those of the last run), disk_full, write_failed, cancelled.
[[nodiscard]] Result<DecideResult> decide(const std::filesystem::path& dossier, const NoticePacks& packs,
                                          const std::vector<PageOrder>& orders, const DecideOptions& options);

/// All dossiers of OUT with pages that wait: those that only wait first, then those the applicant must mend anyway,
/// each in byte order of their folders. Faults as above.
[[nodiscard]] Result<std::vector<Waiting>> waiting_in(const std::filesystem::path& out, const NoticePacks& packs);

/// What the ledger keeps of a run so that a dossier of it can be finished again.
[[nodiscard]] std::string origin_of(const PlannedDossier& plan, const PlanOptions& options, report::Language language);

}  // namespace mangping::batch
