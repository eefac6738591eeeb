#include <cstdio>

#include "pipeline/decide/data.hpp"
#include "workers/cli/commands.hpp"

namespace mangping::cli {

std::filesystem::path notices_folder(const Common& common) {
    return common.notices.empty() ? decide::notices_folder() : common.notices;
}

void say_fault(const Common& common, const std::string& code, const std::string& detail) {
    std::string text = "mangping: " + report::wording(code, common.language);
    if (!detail.empty()) text += " (" + detail + ")";
    std::fputs((text + "\n").c_str(), stderr);
}

}  // namespace mangping::cli
