#include "pipeline/report/json_parts.hpp"
#include "pipeline/report/report.hpp"
#include "pipeline/report/workbook.hpp"

namespace mangping::report {
namespace {

std::string joined(const std::vector<std::string>& reasons) {
    std::string out;
    for (const std::string& reason : reasons) out += (out.empty() ? "" : "；") + wording(reason, Language::zh);
    return out;
}

struct Column {
    const char* title;
    double width;
};
constexpr Column columns[] = {{"材料夹", 22}, {"盲号", 16},     {"结论", 14},     {"页数", 8},
                              {"送审页", 8},  {"遮盖处", 8},    {"待核对页", 10}, {"须修改项", 10},
                              {"存疑项", 8},  {"剩余次数", 10}, {"补正截止", 26}, {"原因", 60}};

void write_row(lxw_worksheet* sheet, lxw_row_t at, const DossierOutcome& o, lxw_format* plain) {
    const Counts c = counts_of(o);
    const std::string verdict =
        wording("verdict_" + (o.failed ? std::string("failed") : std::string(key(o.verdict))), Language::zh);
    lxw_col_t column = 0;
    const auto text = [&](const std::string& s) { worksheet_write_string(sheet, at, column++, s.c_str(), plain); };
    const auto number = [&](double n) { worksheet_write_number(sheet, at, column++, n, plain); };
    text(o.folder);
    text(o.blind_id);
    text(verdict);
    for (const int n : {c.pages, c.released, c.masks, c.review, c.failed_checks, c.unsure_checks}) number(n);
    o.submissions_left ? number(*o.submissions_left) : text("");
    text(o.deadline);
    text(joined(c.reasons));
}

void fill(lxw_workbook* book, const BatchSummary& summary) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, "批次");
    lxw_format* head = workbook_add_format(book);
    format_set_bold(head);
    format_set_bg_color(head, 0xEEF1F5);
    format_set_bottom(head, LXW_BORDER_THIN);
    lxw_format* plain = workbook_add_format(book);
    format_set_text_wrap(plain);
    format_set_align(plain, LXW_ALIGN_VERTICAL_TOP);
    lxw_col_t at = 0;
    for (const Column& column : columns) {
        worksheet_set_column(sheet, at, at, column.width, nullptr);
        worksheet_write_string(sheet, 0, at++, column.title, head);
    }
    lxw_row_t row = 1;
    for (const BatchRow& r : summary.rows) write_row(sheet, row++, r.outcome, plain);
    worksheet_freeze_panes(sheet, 1, 2);
    worksheet_autofilter(sheet, 0, 0, row - 1, static_cast<lxw_col_t>(at - 1));
}

}  // namespace

Result<Bytes> batch_xlsx(const BatchSummary& summary) {
    return workbook_bytes([&](lxw_workbook* book) { fill(book, summary); });
}

}  // namespace mangping::report
