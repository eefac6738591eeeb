// Files for people: the masked attachment, the reviewer's dossier, the report, the applicant's notice, the batch's
// table. Nothing here ever sees original bytes: pages come as MaskedPage, facts as outcomes. All writers are
// deterministic.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "models/masked_page.hpp"
#include "models/outcome.hpp"
#include "models/result.hpp"

namespace mangping::report {

using Bytes = std::vector<std::uint8_t>;

/// A pdf of masked pages: no text layer, no metadata but the producer's neutral minimum, no dates. Faults: pdf_failed.
[[nodiscard]] Result<Bytes> pdf_of(const std::vector<const MaskedPage*>& pages);

struct DossierSection {
    std::string title;  // bookmark, Chinese, of the section
    struct Item {
        std::string title;  // bookmark, of the kind: "毕业证书"; never a file name
        std::vector<const MaskedPage*> pages;
    };
    std::vector<Item> items;
};
/// dossier.pdf: A4 pages (portrait or landscape as the page is), bookmarks, blind_id in the footer.
[[nodiscard]] Result<Bytes> dossier_pdf(const std::string& blind_id, const std::vector<DossierSection>& sections);

/// From a masked page's pixels to points of its sheet in dossier.pdf, origin at the top left; and the sheet's size.
struct SheetPlace {
    Transform sheet_from_page;
    double width = 0, height = 0;
};
[[nodiscard]] SheetPlace sheet_place(int width_px, int height_px);

[[nodiscard]] std::string report_json(const DossierOutcome& outcome);  // schema mangping.report/1
struct Thumbnail {  // of a masked page, for batch.html and notice.html
    std::string file;
    int page = 0;
    Bytes jpeg;          // at most 320 px on the long side, unless sharp
    bool sharp = false;  // large enough to be read: the places on it are shown as a crop
};
/// A small JPEG of a masked page, at most `max_side` px on the long side, never enlarged. Faults: thumbnail_failed.
[[nodiscard]] Result<Bytes> thumbnail(const MaskedPage& page, int max_side);
enum class Language { zh, en };
[[nodiscard]] std::string notice_html(const DossierOutcome& outcome, const std::vector<Thumbnail>& thumbnails,
                                      Language language);

/// The same as a message: plain text, UTF-8, no pictures.
[[nodiscard]] std::string notice_text(const DossierOutcome& outcome, Language language);

/// One person's line of the roster (申报人员花名册) in the notice's twelve columns, in their order.
using RosterRow = std::array<std::string, 12>;
/// 序号 姓名 性别 … 备注: the columns' titles.
[[nodiscard]] const RosterRow& roster_columns();
/// One sheet: `title`, the unit's line, the columns, the rows. For an operator: it names people. Faults: xlsx_failed.
[[nodiscard]] Result<Bytes> roster_xlsx(const std::string& title, const std::vector<RosterRow>& rows);

struct BatchRow {
    DossierOutcome outcome;
    std::vector<Thumbnail> thumbnails;  // of pages with something wrong
};
struct BatchSummary {
    std::vector<BatchRow> rows;  // in the batch's order
    std::string generator;       // "mangping 0.1.0"
};
[[nodiscard]] std::string batch_json(const BatchSummary& summary);
[[nodiscard]] std::string batch_html(const BatchSummary& summary, Language language);
[[nodiscard]] Result<Bytes> batch_xlsx(const BatchSummary& summary);

/// What a person reads for a stable key (fault code, review reason, clarity reason, …).
[[nodiscard]] std::string wording(const std::string& key, Language language);

}  // namespace mangping::report
