#include "workers/batch/attack.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>
#include <system_error>

#include "pipeline/adapt/threads.hpp"
#include "pipeline/decide/decide.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t released_limit = std::size_t{1} << 31;

struct Case {
    std::string folder, file;
    const Targets* targets;
};

/// The released files of a dossier's folder: dossier.pdf and all below masked/.
std::vector<std::string> released_files(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code error;
    if (fs::exists(folder / "dossier.pdf", error)) out.emplace_back("dossier.pdf");
    for (fs::recursive_directory_iterator it(folder / "masked", error), end; !error && it != end; it.increment(error))
        if (it->is_regular_file(error)) out.push_back(fs::relative(it->path(), folder, error).generic_string());
    std::sort(out.begin(), out.end());
    return out;
}

FileVerdict attack(const Case& c, const fs::path& out, recipe::Scratch& scratch, const std::stop_token& stop) {
    FileVerdict verdict{c.folder, c.file, {}, {}};
    Context context;
    context.stop = stop;
    auto bytes = read_file(out / c.folder / c.file, released_limit);
    if (!bytes) {
        verdict.fault = bytes.fault().code;
        return verdict;
    }
    auto leaks = verify::attack_file(c.file, *bytes, recipe::attackers(*c.targets, scratch, context), context);
    if (leaks)
        verdict.leaks = std::move(*leaks);
    else
        verdict.fault = leaks.fault().code;
    return verdict;
}

}  // namespace

Result<std::vector<FileVerdict>> attack_out(const fs::path& out, int jobs, const std::stop_token& stop,
                                            const std::function<void(const FileVerdict&)>& on_file) {
    adapt::use_no_inner_threads();
    std::error_code error;
    if (!fs::exists(out / ".mangping" / "ledger.sqlite", error)) return Fault{FaultKind::unreadable, "out_missing", {}};
    auto ledger = Ledger::open(out);
    if (!ledger) return ledger.fault();
    std::vector<std::unique_ptr<Targets>> targets;
    std::vector<Case> cases;
    for (const std::string& folder : (*ledger)->folders()) {
        auto stored = (*ledger)->dossier(folder);
        if (!stored) return Fault{FaultKind::internal, "ledger_broken", "dossier"};
        if (stored->outcome.failed) continue;  // nothing of it was released
        auto dossier = decide::parse_dossier(stored->declared, folder);
        if (!dossier) return Fault{FaultKind::internal, "ledger_broken", "declared"};
        targets.push_back(std::make_unique<Targets>(recipe::targets_of(*dossier)));
        for (const std::string& file : released_files(out / folder))
            cases.push_back({folder, file, targets.back().get()});
    }
    std::vector<FileVerdict> verdicts(cases.size());
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs));
    tbb::enumerable_thread_specific<std::unique_ptr<recipe::Scratch>> scratch(
        [] { return std::make_unique<recipe::Scratch>(); });
    std::mutex telling;
    tbb::parallel_for(std::size_t{0}, cases.size(), [&](std::size_t i) {
        verdicts[i] = attack(cases[i], out, *scratch.local(), stop);
        const std::scoped_lock lock(telling);
        on_file(verdicts[i]);
    });
    return verdicts;
}

}  // namespace mangping::batch
