#include "workers/batch/attack.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <system_error>

#include "models/hidden.hpp"
#include "pipeline/adapt/threads.hpp"
#include "pipeline/decide/decide.hpp"
#include "pipeline/report/report.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t released_limit = std::size_t{1} << 31;

using LeftOpen = std::map<int, std::vector<Quad>>;  // by page, in the pixels that the attack renders

struct Case {
    std::string folder, file;
    const Targets* targets;
    LeftOpen left;
};

/// What the packs left open on purpose, by released file. Masked pages are found by what is kept of them.
std::map<std::string, LeftOpen> left_open_of(const StoredDossier& stored, Ledger& ledger) {
    std::map<std::string, LeftOpen> out;
    int sheet = 0;  // in dossier.pdf
    for (const AttachmentOutcome& a : stored.outcome.attachments)
        for (const PageOutcome& page : a.pages) {
            const int at = page.released ? sheet++ : -1;
            const auto place = std::find_if(stored.pages.begin(), stored.pages.end(), [&](const PagePlace& p) {
                return p.file == a.ref.file && p.index == page.index;
            });
            if (page.left_displayed.empty() || place == stored.pages.end()) continue;
            const auto kept = ledger.page(place->key);
            if (!kept) continue;
            const MaskedPage& masked = kept->page;
            const double per_unit = masked.width_px() / masked.width();
            const double rendered = a.format == Format::pdf ? verify::pdf_scale(masked.width(), masked.height()) : 1;
            const report::SheetPlace placed = report::sheet_place(masked.width_px(), masked.height_px());
            const double on_sheet = verify::pdf_scale(placed.width, placed.height);
            for (const Quad& quad : page.left_displayed) {
                const Quad unit = page.masked_from_displayed(quad);
                out[a.masked_file][page.index].push_back(scaling(rendered, rendered)(unit));
                if (at >= 0)
                    out["dossier.pdf"][at].push_back(
                        (scaling(on_sheet, on_sheet) * placed.sheet_from_page * scaling(per_unit, per_unit))(unit));
            }
        }
    return out;
}

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

/// The declared forms and those that the dossier's own pages taught.
Targets targets_of(const Dossier& dossier, const DossierOutcome& outcome) {
    Targets declared = recipe::targets_of(dossier);
    std::vector<PageOutcome> pages;
    for (const AttachmentOutcome& a : outcome.attachments) pages.insert(pages.end(), a.pages.begin(), a.pages.end());
    auto taught = recipe::taught_by(declared, pages);
    return taught ? std::move(*taught) : std::move(declared);
}

/// Digests of the dossier's masked pictures that are files of their own.
std::set<std::string> pictures_of(const fs::path& folder) {
    std::set<std::string> out;
    for (const std::string& file : released_files(folder)) {
        const std::string extension = fs::path(file).extension().string();
        if (extension != ".jpg" && extension != ".jpeg") continue;
        if (const auto bytes = read_file(folder / file, released_limit)) out.insert(sha256_hex(*bytes));
    }
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
    verify::Attackers attackers = recipe::attackers(*c.targets, scratch, context);
    if (c.file == "dossier.pdf")  // which holds the same pictures, set on sheets
        attackers.attacked_alone = [alone = pictures_of(out / c.folder)](std::span<const std::uint8_t> jpeg) {
            return alone.contains(sha256_hex(jpeg));
        };
    auto leaks = verify::attack_file(c.file, *bytes, attackers, context);
    if (!leaks) {
        verdict.fault = leaks.fault().code;
        return verdict;
    }
    for (const auto& [page, quads] : c.left) verify::leave_out(*leaks, page, quads);
    verdict.leaks = std::move(*leaks);
    return verdict;
}

}  // namespace

Result<std::vector<FileVerdict>> attack_out(const fs::path& out, int jobs, const std::stop_token& stop,
                                            const std::function<void(const FileVerdict&)>& on_file) {
    adapt::use_no_inner_threads();
    std::error_code error;
    if (!fs::exists(out / private_folder / "ledger.sqlite", error))
        return Fault{FaultKind::unreadable, "out_missing", {}};
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
        targets.push_back(std::make_unique<Targets>(hidden_of(
            targets_of(*dossier, stored->outcome), stored->outcome.hides_name, stored->outcome.hides_employer)));
        const auto left = left_open_of(*stored, **ledger);
        for (const std::string& file : released_files(out / folder))
            cases.push_back({folder, file, targets.back().get(), left.contains(file) ? left.at(file) : LeftOpen{}});
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
