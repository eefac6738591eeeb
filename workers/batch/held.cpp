#include "workers/batch/held.hpp"

#include <algorithm>
#include <string_view>

#include "pipeline/report/hold.hpp"

namespace mangping::batch {
namespace {

/// The page as it was uploaded, drawn for the desk; empty when the upload is no longer what was looked at.
std::optional<DeskPicture> picture_of(const PlannedDossier& plan, const PlannedAttachment& attachment,
                                      const PageOutcome& page, const Context& context) {
    auto bytes = read_file(attachment.path, ingest::Limits{}.max_bytes);
    if (!bytes || sha256_hex(*bytes) != attachment.sha256) return std::nullopt;
    auto picture = recipe::desk_picture(job_of(plan, attachment, page.index, *bytes), page, proposals(page), context);
    return picture ? std::optional(std::move(*picture)) : std::nullopt;
}

}  // namespace

std::string reference_of(const PlannedAttachment& attachment, int page) {
    constexpr std::string_view folder = "masked/";
    std::string file = attachment.masked_file.empty() ? attachment.ref.file : attachment.masked_file;
    if (file.starts_with(folder)) file.erase(0, folder.size());
    return file + ":" + std::to_string(page);
}

std::optional<Bytes> hold_page(const PlannedDossier& plan, const DossierOutcome& outcome, report::Language language,
                               const Context& context) {
    std::vector<report::HeldPage> held;
    for (std::size_t i = 0; i < outcome.attachments.size(); ++i) {
        const PlannedAttachment& planned = plan.attachments[i];
        if (planned.same_as) continue;
        const bool shown = !planned.ref.kind || !plan.pack->notice.withheld_kinds.contains(*planned.ref.kind);
        for (const PageOutcome& page : outcome.attachments[i].pages)
            if (page.review_needed)
                held.push_back({&page, reference_of(planned, page.index), planned.section, planned.ref.kind_key, shown,
                                picture_of(plan, planned, page, context)});
    }
    if (held.empty()) return std::nullopt;
    std::stable_sort(held.begin(), held.end(), [](const auto& a, const auto& b) { return a.shown > b.shown; });
    const std::string html = report::hold_html(outcome, held, language);
    return Bytes(html.begin(), html.end());
}

}  // namespace mangping::batch
