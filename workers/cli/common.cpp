#include <cstdio>
#include <cstdlib>
#include <system_error>

#include "workers/cli/commands.hpp"

namespace mangping::cli {
namespace fs = std::filesystem;

fs::path notices_folder(const Common& common) {
    if (!common.notices.empty()) return common.notices;
    std::error_code error;
    if (const char* data = std::getenv("MANGPING_DATA"); data != nullptr) return fs::path(data) / "notices";
    // An installed program brings its packs: PREFIX/bin/mangping, PREFIX/share/mangping/notices.
    const fs::path self = fs::read_symlink("/proc/self/exe", error);
    const fs::path installed = self.parent_path().parent_path() / "share/mangping/notices";
    if (!error && fs::is_directory(installed, error)) return installed;
    return fs::path(MANGPING_SOURCE_DIR) / "notices";
}

void say_fault(const Common& common, const std::string& code, const std::string& detail) {
    std::string text = "mangping: " + report::wording(code, common.language);
    if (!detail.empty()) text += " (" + detail + ")";
    std::fputs((text + "\n").c_str(), stderr);
}

}  // namespace mangping::cli
