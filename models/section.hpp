// The columns of the filing platform, as dossier.json names them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace mangping {

struct SectionInfo {
    std::string_view key;  // "education"
    std::string_view zh;   // "学历学位", what the platform's column is called
    bool is_list;          // a list of entries, else one object
};

/// Every section, in the schema's order, which is the order of dossier.pdf.
[[nodiscard]] std::span<const SectionInfo> all_sections();
/// Empty when the schema has no such section.
[[nodiscard]] std::optional<SectionInfo> section_info(std::string_view key);

}  // namespace mangping
