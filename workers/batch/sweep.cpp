#include "workers/batch/sweep.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "workers/batch/decisions.hpp"
#include "workers/batch/files.hpp"

namespace mangping::batch {
namespace {

struct Seen {
    const PlannedAttachment* attachment = nullptr;
    int page = 0;
    bool decided = false;
};

/// What a person accepted is as good as sure.
void confirm(PageOutcome& page, const PageDecision& decision) {
    for (const int i : proposals(page))
        if (std::find(decision.rejected.begin(), decision.rejected.end(), i) == decision.rejected.end())
            page.places[static_cast<std::size_t>(i)].finding.zone = Zone::mask;
}

void rename(PlannedDossier& plan, const std::map<std::string, std::string>& keys) {
    for (PlannedAttachment& a : plan.attachments)
        for (std::string& key : a.page_keys)
            if (const auto it = keys.find(key); it != keys.end()) key = it->second;
}

/// The page's key after the sweep, its result in the ledger.
Result<std::string> swept(const PlannedDossier& plan, const Seen& seen, Ledger& ledger, recipe::Scratch& scratch,
                          const Context& context) {
    const std::string& base = seen.attachment->page_keys[static_cast<std::size_t>(seen.page)];
    const std::string key = sha256_hex(base + plan.swept_key);
    if (ledger.has_page(key)) return key;
    auto bytes = read_file(seen.attachment->path, ingest::Limits{}.max_bytes);
    if (!bytes || sha256_hex(*bytes) != seen.attachment->sha256) return base;  // the page stays as it was found
    recipe::PageJob job = job_of(plan, *seen.attachment, seen.page, *bytes);
    job.targets = &*plan.swept_targets;
    auto page = recipe::process_page(job, scratch, context);
    if (!page) return page.fault();
    if (Status s = ledger.put_page(key, page->outcome, page->page); !s) return s.fault();
    return key;
}

}  // namespace

Status sweep(PlannedDossier& plan, Ledger& ledger, recipe::Scratch& scratch, const Context& context) {
    if (plan.fault) return Done{};
    rename(plan, plan.swept);  // what an earlier sweep of this plan renamed
    plan.swept.clear();
    const std::vector<StoredDecision> decisions = ledger.decisions(plan.folder);
    std::vector<Seen> where;
    std::vector<PageOutcome> pages;
    for (const PlannedAttachment& a : plan.attachments)
        for (std::size_t p = 0; !a.same_as && p < a.page_keys.size(); ++p) {
            auto stored = ledger.page(a.page_keys[p]);
            if (!stored) return Fault{FaultKind::internal, "ledger_broken", "page missing"};
            const std::string subject = decisions.empty() ? std::string{} : subject_of(plan, a, stored->outcome);
            const auto decided = std::find_if(decisions.begin(), decisions.end(),
                                              [&](const StoredDecision& d) { return d.subject == subject; });
            where.push_back({&a, static_cast<int>(p), decided != decisions.end()});
            if (const auto d = where.back().decided ? decision_from(decided->record) : std::nullopt)
                confirm(stored->outcome, *d);
            pages.push_back(std::move(stored->outcome));
        }
    plan.swept_targets = recipe::taught_by(plan.targets, pages);
    if (!plan.swept_targets) return Done{};
    plan.swept_key = targets_key(*plan.swept_targets);
    std::map<std::string, std::string> renamed;  // key before: key now
    for (std::size_t i = 0; i < where.size(); ++i) {
        if (where[i].decided || !recipe::worth_reading_again(pages[i], plan.targets, *plan.swept_targets)) continue;
        auto key = swept(plan, where[i], ledger, scratch, context);
        if (!key) return key.fault();
        const std::string& base = where[i].attachment->page_keys[static_cast<std::size_t>(where[i].page)];
        if (*key != base) renamed[base] = *key;
    }
    for (const auto& [before, now] : renamed) plan.swept[now] = before;
    rename(plan, renamed);
    return Done{};
}

}  // namespace mangping::batch
