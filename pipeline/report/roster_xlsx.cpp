// 申报人员花名册, as annex 5 of the 2023 notice draws it.
#include "pipeline/report/report.hpp"
#include "pipeline/report/workbook.hpp"

namespace mangping::report {
namespace {

constexpr std::array<double, 12> widths{6, 10, 6, 8, 10, 22, 16, 16, 16, 28, 10, 14};

void fill(lxw_workbook* book, const std::string& title, const std::vector<RosterRow>& rows) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, "花名册");
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    lxw_format* heading = workbook_add_format(book);
    format_set_bold(heading);
    format_set_font_size(heading, 16);
    format_set_align(heading, LXW_ALIGN_CENTER);
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    format_set_border(head, LXW_BORDER_THIN);
    format_set_text_wrap(head);
    format_set_align(head, LXW_ALIGN_CENTER);
    lxw_format* plain = workbook_add_format(book);
    format_set_border(plain, LXW_BORDER_THIN);
    format_set_text_wrap(plain);
    format_set_align(plain, LXW_ALIGN_VERTICAL_CENTER);
    const auto columns = static_cast<lxw_col_t>(widths.size());
    worksheet_merge_range(sheet, 0, 0, 0, static_cast<lxw_col_t>(columns - 1), title.c_str(), heading);
    worksheet_write_string(sheet, 1, 0, "单位（盖章）：", nullptr);
    for (lxw_col_t c = 0; c < columns; ++c) {
        worksheet_set_column(sheet, c, c, widths.at(c), nullptr);
        worksheet_write_string(sheet, 2, c, roster_columns().at(c).c_str(), head);
        // Identity numbers are text: as numbers, Excel would round them.
        for (std::size_t r = 0; r < rows.size(); ++r)
            worksheet_write_string(sheet, static_cast<lxw_row_t>(r + 3), c, rows[r].at(c).c_str(), plain);
    }
    worksheet_freeze_panes(sheet, 3, 0);
    worksheet_repeat_rows(sheet, 2, 2);
}

}  // namespace

const RosterRow& roster_columns() {
    static const RosterRow columns{"序号",
                                   "姓名",
                                   "性别",
                                   "族别",
                                   "政治面貌",
                                   "身份证号码",
                                   "现任专业技术职务",
                                   "获现任专业技术职务时间",
                                   "拟晋升专业技术职务",
                                   "工作单位",
                                   "是否通过",
                                   "备注"};
    return columns;
}

Result<Bytes> roster_xlsx(const std::string& title, const std::vector<RosterRow>& rows) {
    return workbook_bytes([&](lxw_workbook* book) { fill(book, title, rows); });
}

}  // namespace mangping::report
