#include "pipeline/report/workbook.hpp"

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace mangping::report {

Result<Bytes> workbook_bytes(const std::function<void(lxw_workbook*)>& fill) {
    std::error_code none;
    std::string name = (std::filesystem::temp_directory_path(none) / "mangping-XXXXXX").string();
    const int handle = mkstemp(name.data());
    if (handle < 0) return Fault{FaultKind::internal, "xlsx_failed", "no temporary file"};
    close(handle);
    lxw_workbook* book = workbook_new(name.c_str());
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (book) {
        lxw_doc_properties properties{};
        properties.created = 1577836800;  // 2020-01-01T00:00:00Z: equal content gives equal bytes
        workbook_set_properties(book, &properties);
        fill(book);
        error = workbook_close(book);
    }
    std::ifstream file(name, std::ios::binary);
    Bytes out{std::istreambuf_iterator<char>(file), {}};
    std::filesystem::remove(name, none);
    if (error != LXW_NO_ERROR || out.empty()) return Fault{FaultKind::internal, "xlsx_failed", lxw_strerror(error)};
    return out;
}

}  // namespace mangping::report
