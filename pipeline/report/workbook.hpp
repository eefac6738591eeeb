// A workbook as bytes; libxlsxwriter 1.1 writes files only.
#pragma once

#include <xlsxwriter.h>

#include <functional>

#include "pipeline/report/report.hpp"

namespace mangping::report {

/// `fill` adds the sheets. Equal sheets give equal bytes. Faults: xlsx_failed.
[[nodiscard]] Result<Bytes> workbook_bytes(const std::function<void(lxw_workbook*)>& fill);

}  // namespace mangping::report
