#include "models/outcome.hpp"

namespace mangping {

std::vector<int> proposals(const PageOutcome& page) {
    std::vector<int> out;
    for (std::size_t i = 0; i < page.places.size(); ++i)
        if (is_proposal(page.places[i])) out.push_back(static_cast<int>(i));
    return out;
}

std::string_view key(AttachmentStatus s) {
    constexpr std::string_view names[] = {"ok", "rejected", "timeout", "missing"};
    return names[static_cast<int>(s)];
}
std::string_view key(CheckStatus s) {
    constexpr std::string_view names[] = {"pass", "fail", "unsure", "not_applicable"};
    return names[static_cast<int>(s)];
}
std::string_view key(Severity s) {
    constexpr std::string_view names[] = {"block", "exclude", "defer", "warn", "note"};
    return names[static_cast<int>(s)];
}
std::string_view key(Verdict v) {
    constexpr std::string_view names[] = {"ready", "return", "hold"};
    return names[static_cast<int>(v)];
}

}  // namespace mangping
