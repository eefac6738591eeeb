#include "workers/batch/runners.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_pipeline.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>

namespace mangping::batch {
namespace {

/// Lets pages in while their expected memory fits; one page always fits.
class MemoryGate {
public:
    explicit MemoryGate(std::size_t limit) : limit_(limit) {}
    void enter(std::size_t bytes) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return in_work_ == 0 || in_work_ + bytes <= limit_; });
        in_work_ += bytes;
    }
    void leave(std::size_t bytes) {
        {
            const std::scoped_lock lock(mutex_);
            in_work_ -= bytes;
        }
        room_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable room_;
    std::size_t limit_, in_work_ = 0;
};

}  // namespace

Status run_serial(const Steps& steps) {
    recipe::Scratch scratch;
    while (std::optional<Item> item = steps.next()) {
        Worked worked{*item, std::nullopt};
        if (item->page >= 0) worked.result.emplace(steps.work(*item, scratch));
        if (Status taken = steps.take(std::move(worked)); !taken) return taken;
    }
    return Done{};
}

Status run_parallel(const Steps& steps, int jobs, std::size_t memory_bytes) {
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs));
    tbb::enumerable_thread_specific<std::unique_ptr<recipe::Scratch>> scratch(
        [] { return std::make_unique<recipe::Scratch>(); });
    MemoryGate gate(memory_bytes);
    Status status = Done{};
    std::atomic<bool> failed = false;

    // Results wait for their turn in the last filter, so one slow page must not stop the others: many tokens, because
    // what waits is small (a masked jpeg) and what is large is bounded by the gate.
    const auto tokens = static_cast<std::size_t>(8 * jobs);
    const auto source = tbb::make_filter<void, std::shared_ptr<Worked>>(
        tbb::filter_mode::serial_in_order, [&](tbb::flow_control& control) -> std::shared_ptr<Worked> {
            std::optional<Item> item = failed ? std::nullopt : steps.next();
            if (!item) {
                control.stop();
                return nullptr;
            }
            return std::make_shared<Worked>(Worked{std::move(*item), std::nullopt});
        });
    const auto work = tbb::make_filter<std::shared_ptr<Worked>, std::shared_ptr<Worked>>(
        tbb::filter_mode::parallel, [&](std::shared_ptr<Worked> worked) {
            if (worked->item.page < 0 || failed) return worked;
            gate.enter(worked->item.cost_bytes);
            worked->result.emplace(steps.work(worked->item, *scratch.local()));
            gate.leave(worked->item.cost_bytes);
            worked->item.bytes.reset();
            return worked;
        });
    const auto sink = tbb::make_filter<std::shared_ptr<Worked>, void>(
        tbb::filter_mode::serial_in_order, [&](std::shared_ptr<Worked> worked) {
            if (failed) return;
            if (Status taken = steps.take(std::move(*worked)); !taken) {
                status = taken;
                failed = true;
            }
        });
    tbb::task_arena arena(jobs);
    arena.execute([&] { tbb::parallel_pipeline(tokens, source & work & sink); });
    return status;
}

}  // namespace mangping::batch
