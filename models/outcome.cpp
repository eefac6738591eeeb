#include "models/outcome.hpp"

namespace mangping {

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
