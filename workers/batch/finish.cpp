#include "workers/batch/finish.hpp"

#include <algorithm>
#include <set>
#include <system_error>

#include "models/hidden.hpp"
#include "pipeline/decide/decide.hpp"
#include "pipeline/report/evidence.hpp"
#include "workers/batch/decisions.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/held.hpp"
#include "workers/batch/rounds.hpp"
#include "workers/batch/sweep.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

/// A dossier on its way to disk.
struct Assembly {
    const PlannedDossier& plan;
    DossierOutcome outcome;
    std::vector<std::vector<MaskedPage>> pages;  // of each attachment; empty for a repeated one
    std::vector<PagePlace> places;
    std::map<std::string, Bytes> files;  // relative path: content
};

/// The page as it was processed, or as a person decided about it. A decision that can no longer be carried out (the
/// attack sees through the result, the upload cannot be read) leaves the page held.
Result<DecidedPage> page_of(const PlannedDossier& plan, const PlannedAttachment& planned, std::size_t p,
                            const std::vector<StoredDecision>& decisions, Ledger& ledger, recipe::Scratch& scratch,
                            const Context& context) {
    DecidedPage out{ledger.page(planned.page_keys[p]), planned.page_keys[p], {}};
    if (!out.page) return Fault{FaultKind::internal, "ledger_broken", "page missing"};
    if (decisions.empty()) return out;
    const std::string subject = subject_of(plan, planned, out.page->outcome);
    for (const StoredDecision& d : decisions) {
        const auto decision = d.subject == subject ? decision_from(d.record) : std::nullopt;
        if (!decision) continue;
        auto decided = decided_page(plan, planned, out.page->outcome, *decision, ledger, scratch, context);
        if (!decided && decided.fault().kind == FaultKind::cancelled) return decided.fault();
        if (decided && decided->page) return decided;
        out.page->outcome.review_needed = true;
        out.page->outcome.review_reasons.emplace_back("verification_leak");
    }
    return out;
}

Status gather(Assembly& a, Ledger& ledger, recipe::Scratch& scratch, const Context& context) {
    const std::vector<StoredDecision> decisions = ledger.decisions(a.plan.folder);
    for (const PlannedAttachment& planned : a.plan.attachments) {
        AttachmentOutcome o;
        o.ref = planned.ref, o.section = planned.section, o.entry = planned.entry;
        o.status = planned.status, o.error = planned.error, o.sha256 = planned.sha256, o.format = planned.format;
        std::vector<MaskedPage> pages;
        for (std::size_t p = 0; p < planned.page_keys.size(); ++p) {
            auto found = page_of(a.plan, planned, p, decisions, ledger, scratch, context);
            if (!found) return found.fault();
            o.pages.push_back(std::move(found->page->outcome));
            if (!planned.same_as) {
                pages.push_back(std::move(found->page->page));
                a.places.push_back({planned.ref.file, static_cast<int>(p), found->key});
            }
        }
        if (planned.status == AttachmentStatus::ok) o.masked_file = planned.masked_file;
        if (!o.pages.empty()) {
            o.detected_kind = o.pages.front().detected_kind;
            o.kind_confidence = o.pages.front().kind_confidence;
        }
        a.outcome.attachments.push_back(std::move(o));
        a.pages.push_back(std::move(pages));
    }
    return Done{};
}

Status masked_files(Assembly& a) {
    for (std::size_t i = 0; i < a.pages.size(); ++i) {
        if (a.pages[i].empty()) continue;
        const AttachmentOutcome& o = a.outcome.attachments[i];
        if (o.format == Format::jpeg) {
            a.files[o.masked_file] = a.pages[i].front().jpeg();
            continue;
        }
        std::vector<const MaskedPage*> pages;
        for (const MaskedPage& page : a.pages[i]) pages.push_back(&page);
        auto pdf = report::pdf_of(pages);
        if (!pdf) return pdf.fault();
        a.files[o.masked_file] = std::move(*pdf);
    }
    return Done{};
}

Targets hidden_targets(const Assembly& a) {
    return hidden_of(targets_in_use(a.plan), a.outcome.hides_name, a.outcome.hides_employer);
}

/// Attacks the files' structure; leaking ones are dropped and their pages held. True when something leaked.
bool drop_leaking(Assembly& a, const Context& context) {
    const Targets hidden = hidden_targets(a);
    const verify::Attackers attackers = recipe::attackers_of_structure(hidden);
    std::set<std::string> leaking;
    for (const auto& [name, bytes] : a.files) {
        auto leaks = verify::attack_file(name, bytes, attackers, context);
        if (!leaks || !leaks->empty()) leaking.insert(name);
    }
    for (const std::string& name : leaking) a.files.erase(name);
    for (AttachmentOutcome& o : a.outcome.attachments)
        if (leaking.contains(o.masked_file)) {
            o.masked_file.clear();
            for (PageOutcome& page : o.pages) {
                page.review_needed = true;
                page.review_reasons.emplace_back("verification_leak");
            }
        }
    return !leaking.empty();
}

/// Pages a reviewer reads, by section in the platform's order.
std::vector<report::DossierSection> reviewer_sections(Assembly& a) {
    std::vector<report::DossierSection> out;
    for (std::size_t i = 0; i < a.outcome.attachments.size(); ++i) {
        AttachmentOutcome& o = a.outcome.attachments[i];
        const Kind kind = o.ref.kind.value_or(Kind::other);
        if (a.pages[i].empty() || a.plan.pack->notice.withheld_kinds.contains(kind)) continue;
        const std::string title = report::wording("section_" + o.section, report::Language::zh);
        if (out.empty() || out.back().title != title) out.push_back({title, {}});
        report::DossierSection::Item item{std::string(label_zh(kind)), {}};
        for (std::size_t p = 0; p < a.pages[i].size(); ++p) {
            item.pages.push_back(&a.pages[i][p]);
            o.pages[p].released = true;
        }
        out.back().items.push_back(std::move(item));
    }
    return out;
}

/// The reviewer's file when the verdict allows it; a leak in it turns the verdict to hold.
Status release(Assembly& a, const Context& context) {
    if (a.outcome.verdict != Verdict::ready) return Done{};
    auto pdf = report::dossier_pdf(a.outcome.blind_id, reviewer_sections(a));
    if (!pdf) return pdf.fault();
    const Targets hidden = hidden_targets(a);
    auto leaks = verify::attack_file("dossier.pdf", *pdf, recipe::attackers_of_structure(hidden), context);
    if (leaks && leaks->empty()) {
        a.files["dossier.pdf"] = std::move(*pdf);
        return Done{};
    }
    a.outcome.verdict = Verdict::hold;
    a.outcome.hold_reasons.emplace_back("verification_leak");
    for (AttachmentOutcome& o : a.outcome.attachments)
        for (PageOutcome& page : o.pages) page.released = false;
    return Done{};
}

/// Removes everything below `folder` that is not among the new files; dossier.pdf goes first.
void remove_stale(const fs::path& folder, const std::map<std::string, Bytes>& files) {
    std::error_code error;
    fs::remove(folder / "dossier.pdf", error);
    std::vector<fs::path> stale;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->is_regular_file(error) && !files.contains(fs::relative(it->path(), folder, error).generic_string()))
            stale.push_back(it->path());
    for (const fs::path& path : stale) fs::remove(path, error);
}

Status write_all(const fs::path& folder, const std::map<std::string, Bytes>& files) {
    remove_stale(folder, files);
    for (const auto& [name, bytes] : files)
        if (name != "dossier.pdf")
            if (Status s = write_file(folder / name, bytes); !s) return s;
    if (const auto pdf = files.find("dossier.pdf"); pdf != files.end())
        return write_file(folder / "dossier.pdf", pdf->second);
    return Done{};
}

Bytes bytes_of(const std::string& text) { return {text.begin(), text.end()}; }

}  // namespace

DossierOutcome failed_outcome(const PlannedDossier& plan) {
    DossierOutcome o;
    o.dossier_id = plan.dossier.id.empty() ? plan.folder : plan.dossier.id;
    o.folder = plan.folder;
    o.blind_id = plan.blind_id.empty() ? "MP-" + sha256_hex("failed " + plan.folder).substr(0, 10) : plan.blind_id;
    o.notice = plan.dossier.notice;
    o.round = plan.dossier.submission.round;
    o.verdict = Verdict::hold;
    o.failed = true;
    o.error = plan.fault ? plan.fault->code : "internal";
    o.checks = plan.why;
    if (!o.checks.empty()) return o;
    Check check;
    check.id = "dossier";
    check.status = CheckStatus::fail;
    check.message = report::wording(o.error, report::Language::zh);
    check.message_en = report::wording(o.error, report::Language::en);
    if (plan.fault && o.error != "internal") check.found = plan.fault->detail;
    o.checks.push_back(std::move(check));
    return o;
}

std::vector<report::Thumbnail> thumbnails_of(const DossierOutcome& outcome, const std::vector<PagePlace>& pages,
                                             Ledger& ledger, bool sharp) {
    constexpr int side = 320, readable_side = 1100;
    std::set<std::pair<std::string, int>> wanted, marked;
    for (const AttachmentOutcome& a : outcome.attachments)
        for (const PageOutcome& page : a.pages)
            if (page.review_needed || page.clarity.verdict == ClarityVerdict::illegible ||
                page.clarity.verdict == ClarityVerdict::blank)
                wanted.insert({a.ref.file, page.index});
    for (const Check& check : outcome.checks)
        if (check.status == CheckStatus::fail || check.status == CheckStatus::unsure)
            for (const Evidence& e : check.evidence) {
                wanted.insert({e.file, e.page.value_or(0)});
                if (sharp && e.quad_displayed) marked.insert({e.file, e.page.value_or(0)});
            }
    std::vector<report::Thumbnail> out;
    for (const PagePlace& place : pages) {
        if (!wanted.contains({place.file, place.index})) continue;
        const bool read = marked.contains({place.file, place.index});
        const int at_most = read ? readable_side : side;
        if (auto kept = ledger.thumbnail(place.key, at_most)) {
            out.push_back({place.file, place.index, std::move(*kept), read});
            continue;
        }
        auto stored = ledger.page(place.key);
        if (!stored) continue;
        if (auto jpeg = report::thumbnail(stored->page, at_most)) {
            (void)ledger.put_thumbnail(place.key, at_most, *jpeg);  // else it is made again next time
            out.push_back({place.file, place.index, std::move(*jpeg), read});
        }
    }
    return out;
}

Result<StoredDossier> finish_dossier(PlannedDossier& plan, Ledger& ledger, const fs::path& out,
                                     report::Language language, recipe::Scratch& scratch, const Context& context) {
    if (Status s = sweep(plan, ledger, scratch, context); !s) return s.fault();
    Assembly a{plan, {}, {}, {}, {}};
    if (plan.fault) {
        a.outcome = failed_outcome(plan);
    } else {
        a.outcome.dossier_id = plan.dossier.id;
        a.outcome.folder = plan.folder;
        a.outcome.blind_id = plan.blind_id;
        a.outcome.notice = plan.dossier.notice;
        a.outcome.round = plan.dossier.submission.round;
        a.outcome.hides_name = plan.pack->notice.mask_name;
        a.outcome.hides_employer = plan.pack->notice.mask_employer;
        if (Status s = gather(a, ledger, scratch, context); !s) return s.fault();
        if (Status s = masked_files(a); !s) return s.fault();
        drop_leaking(a, context);
        a.outcome.checks = decide::check(plan.pack->notice, plan.dossier, a.outcome.attachments, plan.as_of);
        compare_rounds(plan.earlier_round, plan, a.outcome);
        decide::conclude(a.outcome, plan.pack->notice, plan.dossier, plan.as_of);
        if (!a.outcome.rounds.late.empty()) a.outcome.hold_reasons.emplace_back("late_finding");
        if (Status s = release(a, context); !s) return s.fault();
        if (auto hold = hold_page(plan, a.outcome, language, context)) a.files["hold.html"] = std::move(*hold);
    }
    a.files["evidence.json"] = bytes_of(report::evidence_json(a.outcome, [&](const std::string& text) {
        return sha256_hex(a.outcome.blind_id + "\n" + text).substr(0, 16);
    }));
    a.files["report.json"] = bytes_of(report::report_json(a.outcome));
    a.files["notice.html"] =
        bytes_of(report::notice_html(a.outcome, thumbnails_of(a.outcome, a.places, ledger, true), language));
    a.files["notice.txt"] = bytes_of(report::notice_text(a.outcome, language));
    if (Status s = write_all(out / plan.folder, a.files); !s) return s.fault();

    StoredDossier stored{plan.input_key, plan.declared, std::move(a.outcome), std::move(a.places), {}};
    for (const auto& [name, bytes] : a.files) stored.files[name] = sha256_hex(bytes);
    return stored;
}

Status write_tables(const std::vector<const StoredDossier*>& dossiers, Ledger& ledger, const fs::path& out,
                    report::Language language) {
    report::BatchSummary summary;
    summary.generator = std::string(recipe::program_version);
    for (const StoredDossier* stored : dossiers)
        summary.rows.push_back({stored->outcome, thumbnails_of(stored->outcome, stored->pages, ledger)});
    if (Status s = write_file(out / "batch.json", report::batch_json(summary)); !s) return s;
    if (Status s = write_file(out / "batch.html", report::batch_html(summary, language)); !s) return s;
    auto xlsx = report::batch_xlsx(summary);
    if (!xlsx) return xlsx.fault();
    return write_file(out / "batch.xlsx", *xlsx);
}

}  // namespace mangping::batch
