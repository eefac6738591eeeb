#include "workers/batch/run.hpp"

#include <tbb/parallel_for.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string_view>
#include <system_error>

#include "pipeline/adapt/threads.hpp"
#include "workers/batch/crash.hpp"
#include "workers/batch/decide.hpp"
#include "workers/batch/decisions.hpp"
#include "workers/batch/finish.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/batch/rounds.hpp"
#include "workers/batch/runners.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

std::size_t quarter_of_memory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES), size = ::sysconf(_SC_PAGE_SIZE);
    if (pages <= 0 || size <= 0) return std::size_t{1} << 30;
    return static_cast<std::size_t>(pages) * static_cast<std::size_t>(size) / 4;
}

/// Peak memory of a page: its pixels as RGB, the upright copy, grey and binary workings, the masked copy, the
/// coefficients of a JPEG that is wiped block by block and the picture they give. A pdf page's
/// pixels are not known before it is rendered; 300 dpi is what ingest settles on for text at reading size.
std::size_t cost_of(Format format, const ingest::PageSize& size) {
    constexpr double bytes_per_pixel = 18;  // an estimate from the copies named above, not a measurement
    constexpr double assumed_dpi = 300;
    const double scale = format == Format::pdf ? assumed_dpi / 72 : 1;
    return static_cast<std::size_t>(size.width * scale * size.height * scale * bytes_per_pixel);
}

/// What a page is expected to cost, in seconds of one core of the machine it was fitted on: by its pixels, as how much
/// stands on it is not known before it is read. For order and progress alone. Fitted to the CPU times of `run --stages`
/// on the 37 pages of mangping-synth, seed 7, mixed (correlation 0.8; the bytes of the file add nothing to it). In this
/// order two workers end 0.7 % after half of the sum, four 1.4 % after a quarter, against 2.6 % and 7 % in the plan's
/// order: to split the last large page by lines would gain no more than that.
double expected_cost(std::size_t cost_bytes) {
    constexpr double any_page = 0.05, each_mpx = 0.17, bytes_per_mpx = 18e6;
    return any_page + each_mpx * static_cast<double>(cost_bytes) / bytes_per_mpx;
}

class BatchRun {
public:
    BatchRun(std::vector<PlannedDossier> plans, std::unique_ptr<Ledger> ledger, const RunOptions& options)
        : plans_(std::move(plans)),
          ledger_(std::move(ledger)),
          options_(options),
          stored_(plans_.size()),
          crashed_(crashed_pages(options.out / private_folder)),
          watch_(options.out / private_folder,
                 options.start_again_after_crash ? AfterCrash::start_again : AfterCrash::end) {}

    Result<RunResult> go() {
        look_at_what_is_done();
        const Steps steps{[this] { return next(); }, [this](const Item& i, recipe::Scratch& s) { return work(i, s); },
                          [this](Worked w) { return take(std::move(w)); }};
        const std::size_t memory = options_.memory_bytes == 0 ? quarter_of_memory() : options_.memory_bytes;
        Status ran = options_.jobs <= 1 ? run_serial(steps) : run_parallel(steps, options_.jobs, memory);
        if (!ran && ran.fault().kind != FaultKind::cancelled) return ran.fault();
        if (!ran || options_.stop.stop_requested()) {
            result_.cancelled = true;
            return result_;
        }
        if (Status s = tables(); !s) return s.fault();
        return result_;
    }

private:
    /// Dossiers whose outcome and files are all there are not done again.
    void look_at_what_is_done() {
        progress_.dossiers_total = plans_.size();
        for (std::size_t d = 0; d < plans_.size(); ++d) {
            with_ledger(plans_[d], *ledger_);
            auto stored = plans_[d].fault ? std::nullopt : ledger_->dossier(plans_[d].folder);
            if (stored && stored->input_key == plans_[d].input_key && files_stand(plans_[d].folder, stored->files)) {
                stored_[d] = std::move(stored);
                continue;
            }
            for (const Open& page : open_pages(plans_[d])) {
                ++progress_.pages_total;
                cost_total_ += expected_cost(page.cost_bytes);
            }
        }
        started_ = Clock::now();
    }

    bool files_stand(const std::string& folder, const std::map<std::string, std::string>& files) const {
        return std::all_of(files.begin(), files.end(), [&](const auto& file) {
            auto bytes = read_file(options_.out / folder / file.first, std::size_t{1} << 31);
            return bytes && sha256_hex(*bytes) == file.second;
        });
    }

    /// A page that is still to be done.
    struct Open {
        std::size_t attachment = 0, page = 0, cost_bytes = 0;
    };

    /// Pages of the same content, kind and section are one. The longest come first, so that at the end of a batch no
    /// core waits long for another.
    std::vector<Open> open_pages(const PlannedDossier& plan) const {
        std::vector<Open> out;
        std::set<std::string_view> seen;
        for (std::size_t i = 0; i < plan.attachments.size(); ++i) {
            const PlannedAttachment& a = plan.attachments[i];
            if (a.same_as) continue;
            for (std::size_t p = 0; p < a.page_keys.size(); ++p)
                if (seen.insert(a.page_keys[p]).second && !ledger_->has_page(a.page_keys[p]))
                    out.push_back({i, p, cost_of(a.format, a.pages[p])});
        }
        std::stable_sort(out.begin(), out.end(),
                         [](const Open& x, const Open& y) { return x.cost_bytes > y.cost_bytes; });
        return out;
    }

    /// Pages of one file are often in work together: they share its bytes.
    std::shared_ptr<const Bytes> bytes_of(std::size_t attachment) {
        std::weak_ptr<const Bytes>& shared = bytes_[attachment];
        if (auto held = shared.lock()) return held;
        auto read = read_file(plans_[dossier_].attachments[attachment].path, options_.plan.limits.max_bytes);
        auto bytes = std::make_shared<const Bytes>(read ? std::move(*read) : Bytes{});
        shared = bytes;
        return bytes;
    }

    std::optional<Item> next() {
        if (options_.stop.stop_requested() || dossier_ >= plans_.size()) return std::nullopt;
        if (!entered_) {
            const bool nothing = stored_[dossier_] || plans_[dossier_].fault;
            queue_ = nothing ? std::vector<Open>{} : open_pages(plans_[dossier_]);
            at_ = 0;
            bytes_.clear();
            entered_ = true;
        }
        if (at_ == queue_.size()) {
            Item sign;
            sign.dossier = dossier_++;
            entered_ = false;
            return sign;
        }
        const Open& page = queue_[at_++];
        return Item{dossier_, page.attachment, static_cast<int>(page.page), bytes_of(page.attachment), page.cost_bytes};
    }

    Result<recipe::PageResult> work(const Item& item, recipe::Scratch& scratch) const {
        const PlannedDossier& plan = plans_[item.dossier];
        const PlannedAttachment& a = plan.attachments[item.attachment];
        Context context;
        context.stop = options_.stop;
        context.deadline = Clock::now() + std::chrono::milliseconds(static_cast<long>(options_.page_seconds * 1000));
        const recipe::PageJob job = job_of(plan, a, item.page, *item.bytes);
        const std::string& key = a.page_keys[static_cast<std::size_t>(item.page)];
        if (crashed_.contains(key)) return recipe::withheld_page(job, "page_crash");
        const WorkingOn this_page(key);
        return recipe::process_page(job, scratch, context);
    }

    Status take(Worked worked) {
        if (worked.item.page < 0) return take_dossier(worked.item.dossier);
        if (!*worked.result) return worked.result->fault();
        recipe::PageResult& page = **worked.result;
        const PlannedAttachment& a = plans_[worked.item.dossier].attachments[worked.item.attachment];
        // A page that ran out of time may do better when it is run again: it is kept for this run's report, and its
        // verdict stands until its input or the pipeline changes, so that a killed run ends like one that was not.
        if (Status s =
                ledger_->put_page(a.page_keys[static_cast<std::size_t>(worked.item.page)], page.outcome, page.page);
            !s)
            return s;
        if (options_.on_page) options_.on_page(page.outcome.stage_ms);
        ++progress_.pages_done;
        cost_done_ += expected_cost(worked.item.cost_bytes);
        tell();
        return Done{};
    }

    Status take_dossier(std::size_t d) {
        if (options_.stop.stop_requested()) return Fault{FaultKind::cancelled, "cancelled", {}};
        const bool resumed = stored_[d].has_value();
        if (Status s = ledger_->put_origin(plans_[d].folder, origin_of(plans_[d], options_.plan, options_.language));
            !s)
            return s;
        if (!resumed) {
            Context context;
            context.stop = options_.stop;
            auto stored = finish_dossier(plans_[d], *ledger_, options_.out, options_.language, finishing_, context);
            if (!stored) return stored.fault();
            // The round's record first: a run that is killed between the two does the dossier again.
            if (!plans_[d].fault)
                if (Status s = ledger_->put_round(plans_[d].dossier.id, plans_[d].dossier.notice, stored->outcome.round,
                                                  record_of_round(plans_[d], stored->outcome));
                    !s)
                    return s;
            if (Status s = ledger_->put_dossier(plans_[d].folder, *stored); !s) return s;
            // What is reported comes back from the ledger, as it would after a restart: same text, same bytes.
            stored_[d] = ledger_->dossier(plans_[d].folder);
            if (!stored_[d]) return Fault{FaultKind::internal, "ledger_broken", "dossier"};
        }
        const DossierOutcome& outcome = stored_[d]->outcome;
        ++result_.dossiers;
        result_.failed += outcome.failed ? 1 : 0;
        result_.leaks += std::count(outcome.hold_reasons.begin(), outcome.hold_reasons.end(), "verification_leak") > 0;
        ++progress_.dossiers_done;
        tell();
        if (options_.on_dossier) options_.on_dossier(outcome, resumed);
        return Done{};
    }

    void tell() {
        const double seconds = std::chrono::duration<double>(Clock::now() - started_).count();
        progress_.pages_per_second = seconds > 0 ? static_cast<double>(progress_.pages_done) / seconds : 0;
        progress_.seconds_left = cost_done_ > 0 ? seconds * (cost_total_ - cost_done_) / cost_done_ : 0;
        if (options_.on_progress) options_.on_progress(progress_);
    }

    Status tables() {
        std::vector<const StoredDossier*> all;
        for (const auto& stored : stored_) all.push_back(&*stored);
        return write_tables(all, *ledger_, options_.out, options_.language);
    }

    std::vector<PlannedDossier> plans_;
    std::unique_ptr<Ledger> ledger_;
    const RunOptions& options_;
    std::vector<std::optional<StoredDossier>> stored_;
    std::set<std::string> crashed_;  // keys of pages that ended an earlier run
    CrashWatch watch_;
    // Where next() stands: the dossier, its open pages, the next of them.
    std::size_t dossier_ = 0, at_ = 0;
    bool entered_ = false;
    std::vector<Open> queue_;
    std::map<std::size_t, std::weak_ptr<const Bytes>> bytes_;  // by attachment
    recipe::Scratch finishing_;                                // for pages that are made again as a person decided
    Progress progress_;
    double cost_total_ = 0, cost_done_ = 0;  // expected_cost
    RunResult result_;
    Clock::time_point started_;
};

}  // namespace

Result<RunResult> run_batch(const fs::path& batch, const NoticePacks& packs, const RunOptions& options) {
    adapt::use_no_inner_threads();
    auto folders = dossier_folders(batch);
    if (!folders) return folders.fault();
    auto ledger = Ledger::open(options.out);
    if (!ledger) return ledger.fault();
    std::vector<PlannedDossier> plans(folders->size());
    const auto plan = [&](std::size_t i) { plans[i] = plan_dossier((*folders)[i], packs, options.plan); };
    if (options.jobs <= 1)
        for (std::size_t i = 0; i < plans.size(); ++i) plan(i);
    else
        tbb::parallel_for(std::size_t{0}, plans.size(), plan);
    return BatchRun(std::move(plans), std::move(*ledger), options).go();
}

}  // namespace mangping::batch
