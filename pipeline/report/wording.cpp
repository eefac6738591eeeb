#include "pipeline/report/wording.hpp"

#include <algorithm>

#include "models/kind.hpp"
#include "models/section.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {
namespace {

/// "graduation_certificate" read aloud: "Graduation certificate".
std::string spoken(std::string_view key) {
    std::string out(key);
    std::replace(out.begin(), out.end(), '_', ' ');
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

std::string section_or_kind(std::string_view key, Language language) {
    constexpr std::string_view section = "section_", kind = "kind_";
    if (key.starts_with(section)) {
        const auto info = section_info(key.substr(section.size()));
        return !info ? std::string{} : language == Language::zh ? std::string(info->zh) : spoken(info->key);
    }
    if (key.starts_with(kind)) {
        const auto known = kind_from(key.substr(kind.size()));
        return !known                     ? std::string{}
               : language == Language::zh ? std::string(label_zh(*known))
                                          : spoken(mangping::key(*known));
    }
    return {};
}

}  // namespace

std::string wording(const std::string& key, Language language) {
    for (const auto table : {fault_wordings(), clarity_wordings(), result_wordings(), desk_wordings()})
        for (const Wording& w : table)
            if (w.key == key) return std::string(language == Language::zh ? w.zh : w.en);
    if (std::string text = section_or_kind(key, language); !text.empty()) return text;
    return language == Language::zh ? "需要人工处理（" + key + "）" : "Needs a person (" + key + ")";
}

}  // namespace mangping::report
