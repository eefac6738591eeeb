#include "pipeline/decide/data.hpp"

#include <cstdlib>

namespace mangping::decide {

std::filesystem::path data_folder() {
    if (const char* chosen = std::getenv("MANGPING_DATA"); chosen != nullptr && *chosen != '\0') return chosen;
    std::error_code ignored;
    const std::filesystem::path source = MANGPING_SOURCE_DATA;
    if (std::filesystem::is_directory(source / "schemas", ignored)) return source;
    return MANGPING_INSTALL_DATA;
}

std::filesystem::path notices_folder() {
    const std::filesystem::path data = data_folder();
    std::error_code ignored;
    if (std::filesystem::is_directory(data / "notices", ignored)) return data / "notices";
    return data.parent_path() / "notices";
}

}  // namespace mangping::decide
