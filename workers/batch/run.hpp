// A batch from start to end: plan, pages in parallel, dossiers in order, the batch's tables.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>

#include "models/outcome.hpp"
#include "models/result.hpp"
#include "pipeline/report/report.hpp"
#include "workers/batch/plan.hpp"

namespace mangping::batch {

struct Progress {
    std::size_t pages_done = 0, pages_total = 0;
    std::size_t dossiers_done = 0, dossiers_total = 0;
    double pages_per_second = 0;
    double seconds_left = 0;
};

struct RunOptions {
    PlanOptions plan;
    std::filesystem::path out;
    int jobs = 1;                  // 1 runs the serial runner
    std::size_t memory_bytes = 0;  // of pages in work at once; 0: a quarter of the machine's
    double page_seconds = 120;     // a page that takes longer is withheld as timed out
    report::Language language = report::Language::zh;
    bool start_again_after_crash = false;  // by its own command line, which must be that of this run
    std::stop_token stop;
    std::function<void(const Progress&)> on_progress;                            // called from one thread at a time
    std::function<void(const DossierOutcome&, bool resumed)> on_dossier;         // in the batch's order
    std::function<void(const std::map<std::string, double>& stage_ms)> on_page;  // for the bench
};

struct RunResult {
    std::size_t dossiers = 0, failed = 0, leaks = 0;
    bool cancelled = false;
};

/// Faults: batch_missing, batch_empty, out_in_use, disk_full, write_failed, ledger_broken, cancelled is not a fault.
[[nodiscard]] Result<RunResult> run_batch(const std::filesystem::path& batch, const NoticePacks& packs,
                                          const RunOptions& options);

}  // namespace mangping::batch
