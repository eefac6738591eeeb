#include "workers/batch/decide.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "pipeline/adapt/threads.hpp"
#include "workers/batch/decisions.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/finish.hpp"
#include "workers/batch/held.hpp"
#include "workers/batch/ledger.hpp"
#include "workers/batch/rounds.hpp"
#include "workers/batch/sweep.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

struct Origin {
    fs::path path;
    std::string notice, as_of;
    report::Language language = report::Language::zh;
    mask::Width mask_width = mask::Width::fitted;
    std::string reader;
};

std::optional<Origin> origin_from(const std::string& record) {
    const json root = json::parse(record, nullptr, false);
    if (!root.is_object()) return std::nullopt;
    return Origin{root.value("path", ""),
                  root.value("notice", ""),
                  root.value("as_of", ""),
                  root.value("language", "zh") == "en" ? report::Language::en : report::Language::zh,
                  root.value("mask_width", "") == "fixed" ? mask::Width::fixed : mask::Width::fitted,
                  root.value("reader", std::string(recipe::default_reader))};
}

Result<std::unique_ptr<Ledger>> ledger_of(const fs::path& out) {
    std::error_code error;
    if (!fs::exists(out / private_folder / "ledger.sqlite", error))
        return Fault{FaultKind::unreadable, "out_missing", {}};
    return Ledger::open(out);
}

Waiting waiting_of(const StoredDossier& stored, const NoticePacks& packs) {
    Waiting out;
    const DossierOutcome& o = stored.outcome;
    out.folder = o.folder, out.blind_id = o.blind_id, out.verdict = o.verdict;
    const auto pack = packs.find(o.notice);
    for (const AttachmentOutcome& a : o.attachments) {
        const bool shown =
            !a.ref.kind || pack == packs.end() || !pack->second.notice.withheld_kinds.contains(*a.ref.kind);
        PlannedAttachment named;
        named.ref = a.ref, named.masked_file = a.masked_file;
        for (const PageOutcome& page : a.pages) {
            std::string reference = reference_of(named, page.index);
            const bool repeated = std::any_of(out.pages.begin(), out.pages.end(),
                                              [&](const WaitingPage& p) { return p.reference == reference; });
            if (shown && page.review_needed && !repeated)
                out.pages.push_back({std::move(reference), page.review_reasons});
        }
    }
    out.unsure_checks = static_cast<std::size_t>(std::count_if(o.checks.begin(), o.checks.end(), [](const Check& c) {
        return c.status == CheckStatus::unsure && c.severity != Severity::warn && c.severity != Severity::note;
    }));
    return out;
}

Result<std::vector<Waiting>> all_waiting(Ledger& ledger, const NoticePacks& packs) {
    std::vector<Waiting> out;
    for (const std::string& folder : ledger.folders()) {
        const auto stored = ledger.dossier(folder);
        if (!stored) return Fault{FaultKind::internal, "ledger_broken", "dossier"};
        Waiting one = waiting_of(*stored, packs);
        if (!one.pages.empty()) out.push_back(std::move(one));
    }
    // What only waits for a person comes before what the applicant must mend first.
    std::stable_partition(out.begin(), out.end(), [](const Waiting& w) { return w.verdict == Verdict::hold; });
    return out;
}

/// The folders that the batch's tables list, in their order; where there is no table yet, all that the ledger knows.
std::vector<std::string> listed_folders(const fs::path& out, Ledger& ledger) {
    constexpr std::size_t table_limit = std::size_t{1} << 30;
    std::vector<std::string> folders;
    if (auto bytes = read_file(out / "batch.json", table_limit)) {
        const json root = json::parse(bytes->begin(), bytes->end(), nullptr, false);
        if (root.is_object() && root.contains("dossiers"))
            for (const json& row : root.at("dossiers")) folders.push_back(row.value("folder", ""));
    }
    return folders.empty() ? ledger.folders() : folders;
}

/// Numbers as hold.html shows them, as indices into the page's places; false where there is no such number.
bool take_numbers(const std::vector<int>& numbers, const std::vector<int>& asked, std::vector<int>& out) {
    for (const int number : numbers) {
        if (number < 1 || static_cast<std::size_t>(number) > asked.size()) return false;
        out.push_back(asked[static_cast<std::size_t>(number) - 1]);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return true;
}

/// One dossier at the desk.
class Desk {
public:
    Desk(Ledger& ledger, PlannedDossier plan, Origin origin, fs::path out, std::stop_token stop)
        : ledger_(ledger), plan_(std::move(plan)), origin_(std::move(origin)), out_(std::move(out)) {
        context_.stop = std::move(stop);
    }
    /// Makes the pages of all orders, several at once, so that taking them finds them made.
    void make_pages(const std::vector<PageOrder>& orders, int jobs);
    /// Carries out one order as far as the ledger; a Fault is one that stops everything.
    Result<PageAnswer> take(const PageOrder& order);
    /// Finishes the dossier anew.
    Status finish();

private:
    struct Named {
        const PlannedAttachment* attachment = nullptr;
        int page = 0;
    };
    /// An order held against the page it speaks of.
    struct Case {
        Named where;
        std::string reference, code;  // code: why it cannot be carried out
        PageOutcome before;
        PageDecision decision;
    };
    [[nodiscard]] Result<Case> case_of(const PageOrder& order) const;
    [[nodiscard]] std::optional<Named> named(const std::string& page) const;
    [[nodiscard]] static std::optional<PageDecision> decision_of(const PageOrder& order, const PageOutcome& page);

    Ledger& ledger_;
    PlannedDossier plan_;
    Origin origin_;
    fs::path out_;
    Context context_;
    recipe::Scratch scratch_;
};

std::optional<Desk::Named> Desk::named(const std::string& page) const {
    std::string file = page;
    int index = 0;
    if (const std::size_t colon = page.rfind(':'); colon != std::string::npos) {
        const char* end = page.data() + page.size();
        const auto parsed = std::from_chars(page.data() + colon + 1, end, index);
        if (parsed.ec == std::errc{} && parsed.ptr == end) file.resize(colon);
    }
    for (const PlannedAttachment& a : plan_.attachments) {
        const bool same = a.ref.file == file || a.masked_file == file || a.masked_file == "masked/" + file;
        if (same && !a.same_as && index >= 0 && static_cast<std::size_t>(index) < a.page_keys.size())
            return Named{&a, index};
    }
    return std::nullopt;
}

std::optional<PageDecision> Desk::decision_of(const PageOrder& order, const PageOutcome& page) {
    PageDecision out;
    out.added = order.added;
    const std::vector<int> asked = proposals(page);
    if (order.reject && order.numbers.empty()) out.rejected = asked;
    if (!take_numbers(order.numbers, asked, out.rejected) || !take_numbers(order.covered, asked, out.covered))
        return std::nullopt;
    // Rejecting on a page where nothing may be rejected is a mistake about the page, not a release of it.
    if (order.reject && out.rejected.empty()) return std::nullopt;
    return out;
}

Result<Desk::Case> Desk::case_of(const PageOrder& order) const {
    Case out;
    const auto where = named(order.page);
    if (!where) {
        out.code = "page_unknown";
        return out;
    }
    out.where = *where;
    out.reference = reference_of(*where->attachment, where->page);
    if (order.undo) return out;
    auto before = ledger_.page(where->attachment->page_keys[static_cast<std::size_t>(where->page)]);
    if (!before) return Fault{FaultKind::unreadable, "run_first", {}};
    out.before = std::move(before->outcome);
    const bool only_adds = !order.accept && !order.reject && order.covered.empty() && !order.added.empty();
    const auto decision = decision_of(order, out.before);
    if (!out.before.review_needed && !only_adds)
        out.code = "page_not_held";
    else if (!decision)
        out.code = "decision_unfit";
    else
        out.decision = *decision;
    return out;
}

void Desk::make_pages(const std::vector<PageOrder>& orders, int jobs) {
    if (jobs <= 1 || orders.size() < 2) return;
    const tbb::global_control threads(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(jobs));
    tbb::enumerable_thread_specific<std::unique_ptr<recipe::Scratch>> scratch(
        [] { return std::make_unique<recipe::Scratch>(); });
    tbb::parallel_for(std::size_t{0}, orders.size(), [&](std::size_t i) {
        auto one = case_of(orders[i]);
        if (!one || !one->code.empty() || orders[i].undo) return;
        (void)decided_page(plan_, *one->where.attachment, one->before, one->decision, ledger_, *scratch.local(),
                           context_);
    });
}

Result<PageAnswer> Desk::take(const PageOrder& order) {
    auto one = case_of(order);
    if (!one) return one.fault();
    PageAnswer answer;
    answer.reference = one->reference;
    answer.code = one->code;
    if (!answer.code.empty()) return answer;
    const PlannedAttachment& attachment = *one->where.attachment;
    if (order.undo) {
        if (Status s = ledger_.drop_decisions(plan_.folder, attachment.ref.file, one->where.page); !s) return s.fault();
        return answer;
    }
    auto decided = decided_page(plan_, attachment, one->before, one->decision, ledger_, scratch_, context_);
    if (!decided && (decided.fault().kind == FaultKind::cancelled || decided.fault().code == "disk_full"))
        return decided.fault();
    if (!decided) {
        answer.code = decided.fault().code;
        return answer;
    }
    if (!decided->page) {
        answer.code = "verification_leak";
        answer.open = std::move(decided->open);
        return answer;
    }
    answer.masks = decided->page->outcome.masks.size();
    const StoredDecision kept{subject_of(plan_, attachment, one->before), attachment.ref.file, one->where.page,
                              to_text(one->decision)};
    if (Status s = ledger_.drop_decisions(plan_.folder, kept.file, kept.page); !s) return s.fault();
    if (Status s = ledger_.put_decision(plan_.folder, kept); !s) return s.fault();
    return answer;
}

Status Desk::finish() {
    with_ledger(plan_, ledger_);
    auto stored = finish_dossier(plan_, ledger_, out_, origin_.language, scratch_, context_);
    if (!stored) return stored.fault();
    if (Status s = ledger_.put_round(plan_.dossier.id, plan_.dossier.notice, stored->outcome.round,
                                     record_of_round(plan_, stored->outcome));
        !s)
        return s;
    if (Status s = ledger_.put_dossier(plan_.folder, *stored); !s) return s;
    std::vector<std::optional<StoredDossier>> all;
    for (const std::string& folder : listed_folders(out_, ledger_)) all.push_back(ledger_.dossier(folder));
    std::vector<const StoredDossier*> rows;
    for (const auto& one : all)
        if (one) rows.push_back(&*one);
    return write_tables(rows, ledger_, out_, origin_.language);
}

/// The plan of the last run, made again; Fault run_first where it would not be the same.
Result<PlannedDossier> plan_again(const Origin& origin, const StoredDossier& stored, const std::string& folder,
                                  Ledger& ledger, const NoticePacks& packs) {
    PlanOptions options;
    options.notice = origin.notice;
    options.as_of = origin.as_of;
    options.mask_width = origin.mask_width;
    options.reader = origin.reader;
    options.blind_id = stored.outcome.blind_id;
    PlannedDossier plan = plan_dossier(origin.path, packs, options);
    plan.folder = folder;
    if (plan.fault || plan.declared != stored.declared) return Fault{FaultKind::unreadable, "run_first", {}};
    for (const PlannedAttachment& a : plan.attachments)
        for (const std::string& key : a.page_keys)
            if (!ledger.has_page(key)) return Fault{FaultKind::unreadable, "run_first", {}};
    return plan;
}

/// Its decisions are about the pages as the sweep left them.
Status prepared(PlannedDossier& plan, Ledger& ledger, const std::stop_token& stop) {
    recipe::Scratch scratch;
    Context context;
    context.stop = stop;
    return sweep(plan, ledger, scratch, context);
}

}  // namespace

std::string origin_of(const PlannedDossier& plan, const PlanOptions& options, report::Language language) {
    std::error_code error;
    return json{{"path", fs::absolute(plan.path, error).string()},
                {"notice", options.notice},
                {"as_of", options.as_of},
                {"mask_width", options.mask_width == mask::Width::fixed ? "fixed" : "fitted"},
                {"reader", options.reader},
                {"language", language == report::Language::en ? "en" : "zh"}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<DecideResult> decide(const fs::path& dossier, const NoticePacks& packs, const std::vector<PageOrder>& orders,
                            const DecideOptions& options) {
    adapt::use_no_inner_threads();
    std::error_code error;
    const fs::path at = fs::weakly_canonical(dossier, error);
    const fs::path out = at.parent_path();
    const std::string folder = at.filename().string();
    auto opened = ledger_of(out);
    if (!opened) return opened.fault();
    Ledger& ledger = **opened;
    auto stored = ledger.dossier(folder);
    auto origin = origin_from(ledger.origin(folder));
    if (!stored || !origin || stored->outcome.failed) return Fault{FaultKind::unreadable, "dossier_unknown", {}};
    DecideResult result;
    if (!orders.empty()) {
        if (!options.source.empty()) origin->path = fs::weakly_canonical(options.source, error);
        auto plan = plan_again(*origin, *stored, folder, ledger, packs);
        if (!plan) return plan.fault();
        if (Status s = prepared(*plan, ledger, options.stop); !s) return s.fault();
        Desk desk(ledger, std::move(*plan), *origin, out, options.stop);
        desk.make_pages(orders, options.jobs);
        for (const PageOrder& order : orders) {
            auto answer = desk.take(order);
            if (!answer) return answer.fault();
            result.answers.push_back(std::move(*answer));
        }
        const bool any = std::any_of(result.answers.begin(), result.answers.end(),
                                     [](const PageAnswer& a) { return a.code.empty(); });
        if (any)
            if (Status s = desk.finish(); !s) return s.fault();
        stored = ledger.dossier(folder);
        if (!stored) return Fault{FaultKind::internal, "ledger_broken", "dossier"};
    }
    result.here = waiting_of(*stored, packs);
    auto all = all_waiting(ledger, packs);
    if (!all) return all.fault();
    std::erase_if(*all, [&](const Waiting& w) { return w.folder == folder; });
    result.others = std::move(*all);
    return result;
}

Result<std::vector<Waiting>> waiting_in(const fs::path& out, const NoticePacks& packs) {
    auto ledger = ledger_of(out);
    if (!ledger) return ledger.fault();
    return all_waiting(**ledger, packs);
}

}  // namespace mangping::batch
