// Pieces of the pages for people: text made safe, pictures as data, one quiet style sheet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/outcome.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {

/// Text for element content and quoted attributes: & < > " ' are escaped, control characters and invalid UTF-8 become
/// U+FFFD.
[[nodiscard]] std::string escaped(std::string_view text);
[[nodiscard]] std::string data_uri_of_jpeg(const std::vector<std::uint8_t>& jpeg);
/// Everything up to and with <body>; self-contained, no script, no address of anywhere.
[[nodiscard]] std::string page_head(std::string_view title, Language language, std::string_view more_css = {});
[[nodiscard]] std::string page_foot();

/// A thumbnail of a masked page with places marked on it. `page` says how displayed coordinates lie on the picture;
/// null: no marks. Empty when there is no thumbnail of that page. Of a withheld page with places, which has no picture
/// to show, the bare outline with the places in it.
[[nodiscard]] std::string marked_thumbnail(const std::vector<Thumbnail>& thumbnails, const std::string& file, int page,
                                           const PageOutcome* outcome, const std::vector<Quad>& quads_displayed);

/// "2023-07-03T18:00:00+08:00" as a person writes it: 2023年7月3日 18:00. What is no such instant comes back as it is.
[[nodiscard]] std::string readable_instant(const std::string& rfc3339, Language language);

}  // namespace mangping::report
