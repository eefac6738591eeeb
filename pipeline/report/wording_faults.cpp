#include <array>

#include "pipeline/report/wording.hpp"

namespace mangping::report {
namespace {

constexpr std::array faults{
    // files
    Wording{"file_missing", "没有找到这个文件，请重新上传。", "The file is not there; please upload it again."},
    Wording{"missing_file", "没有找到这个文件，请重新上传。", "The file is not there; please upload it again."},
    Wording{"file_unreadable", "这个文件读不出来，请重新上传。", "The file cannot be read; please upload it again."},
    Wording{"path_outside", "文件路径指到了材料夹之外，请把文件放进材料夹后重新上传。",
            "The path leaves the dossier's folder; put the file inside it and upload again."},
    Wording{"unknown_kind", "附件的类别不在规定之列，请重新选择类别。",
            "The kind of this attachment is not known; please choose it again."},
    Wording{"empty_file", "文件是空的（0 字节），请重新上传。", "The file is empty (0 bytes); please upload it again."},
    Wording{"too_large", "文件太大，请压缩或分开后重新上传（单个文件不超过 100 MB）。",
            "The file is too large; at most 100 MB a file."},
    Wording{"not_jpeg_or_pdf", "文件不是 JPG 或 PDF，请另存为 JPG 或 PDF 后上传；只改文件名后缀没有用。",
            "Neither JPG nor PDF; save it as one of the two. Renaming the file does not help."},
    Wording{"jpeg_broken", "图片已损坏，打不开，请重新扫描或拍摄后上传。", "The picture is damaged; scan it again."},
    Wording{"jpeg_truncated", "图片不完整，下半部分丢失，请重新上传完整的图片。",
            "The picture is cut off: its lower part is missing; upload it again."},
    Wording{"pdf_broken", "PDF 已损坏，打不开，请重新导出后上传。", "The PDF is damaged; export it again."},
    Wording{"pdf_page_broken", "PDF 中这一页已损坏，请重新导出后上传。",
            "This page of the PDF is damaged; export it again."},
    Wording{"pdf_too_many_pages", "页数太多，请分成几个文件上传。", "Too many pages; split the file."},
    Wording{"not_a_picture", "图片读不出来，请重新上传。", "The picture cannot be read; upload it again."},
    Wording{"pdf_encrypted", "PDF 设有密码，请取消密码后上传。", "The PDF has a password; remove it and upload again."},
    Wording{"too_many_pages", "页数太多，请分成几个文件上传。", "Too many pages; split the file."},
    Wording{"page_too_large", "页面尺寸过大，请按 A4 大小、300 dpi 以内重新扫描。",
            "The page is too large; scan it as A4 at 300 dpi or less."},
    Wording{"page_too_small", "页面尺寸过小，看不出内容，请重新扫描或拍摄。",
            "The page is too small to show anything."},
    // pages
    Wording{"page_fault", "这一页处理时出错，已扣下，须人工核对。",
            "This page could not be processed and is withheld."},
    Wording{"page_timeout", "这一页处理超时，已扣下，须人工核对。", "This page took too long and is withheld."},
    Wording{"page_crash", "这一页处理时程序崩溃，已扣下，须人工核对。",
            "The program crashed on this page; it is withheld."},
    Wording{"cancelled", "处理已被中止。", "The run was stopped."},
    Wording{"pose_invalid", "页面方向数据无效，须人工核对。",
            "The page's orientation makes no sense; a person must look."},
    Wording{"normalize_failed", "页面无法摆正，已扣下，须人工核对。",
            "The page could not be turned upright; withheld."},
    Wording{"osd_too_few", "文字太少，看不出朝向，须人工核对。", "Too little text to tell which way is up."},
    Wording{"reader_failed", "文字识别出错，这一页已扣下，须人工核对。", "Reading failed; the page is withheld."},
    Wording{"mask_degenerate", "遮盖位置不可靠，这一页已扣下，须人工核对。",
            "The place to be masked is not reliable; the page is withheld."},
    Wording{"masking_failed", "遮盖失败，这一页已扣下，须人工核对。", "Masking failed; the page is withheld."},
    Wording{"encode_failed", "遮盖后的图片写不出来，这一页已扣下。",
            "The masked picture could not be written; withheld."},
    Wording{"pdf_failed", "PDF 文件写不出来，请联系管理员。", "The PDF could not be written; ask the operator."},
    Wording{"xlsx_failed", "表格文件写不出来，请联系管理员。", "The table could not be written; ask the operator."},
    Wording{"thumbnail_failed", "缩略图做不出来。", "The small picture could not be made."},
    // dossiers and runs
    Wording{"dossier_json_missing", "材料夹里没有 dossier.json。", "The folder has no dossier.json."},
    Wording{"dossier_json_broken", "dossier.json 不是合法的 JSON。", "dossier.json is not valid JSON."},
    Wording{"dossier_schema", "dossier.json 的内容不符合规定的格式。", "dossier.json does not follow its schema."},
    Wording{"notice_unknown", "没有这个评审通知对应的规则包。", "There is no rule pack for this notice."},
    Wording{"notice_broken", "规则包有错，无法使用。", "The rule pack is broken."},
    Wording{"calendar_broken", "日历文件有错，无法使用。", "The calendar is broken."},
    Wording{"notices_missing", "没有找到规则包目录。", "The folder of rule packs is missing."},
    Wording{"batch_missing", "没有找到批次目录。", "The batch is missing."},
    Wording{"batch_empty", "批次目录里没有申报材料。", "The batch holds no dossiers."},
    Wording{"out_missing", "没有找到输出目录。", "The output folder is missing."},
    Wording{"out_in_use", "输出目录正被另一次运行使用。", "Another run is using the output folder."},
    Wording{"data_missing", "程序的数据文件缺失，请重新安装。",
            "The program's data files are missing; install it again."},
    Wording{"reader_model_broken", "文字识别模型已损坏，请重新安装。", "A reading model is damaged; install it again."},
    Wording{"reader_model_unknown", "文字识别模型的格式不认识。", "A reading model has a format that is not known."},
    Wording{"reader_model_missing", "文字识别模型缺失，请重新安装。", "A reading model is missing; install it again."},
    Wording{"ledger_broken", "进度记录损坏，请换一个输出目录重新运行。",
            "The record of progress is damaged; run again into another folder."},
    Wording{"write_failed", "写文件失败，请检查磁盘和权限。", "Writing failed; check the disk and permissions."},
    Wording{"disk_full", "磁盘已满，请清理后再次运行；已完成的部分不会重做。",
            "The disk is full; free some space and run again, finished work is kept."},
    Wording{"memory", "内存不足。", "Out of memory."},
    Wording{"internal", "程序内部错误，请联系管理员。", "An internal error; ask the operator."},
};

}  // namespace

std::span<const Wording> fault_wordings() { return faults; }

}  // namespace mangping::report
