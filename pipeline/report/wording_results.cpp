#include <array>

#include "pipeline/report/wording.hpp"

namespace mangping::report {
namespace {

constexpr std::array results{
    Wording{"verdict_ready", "可以送审", "ready"},
    Wording{"verdict_return", "退回修改", "to be mended"},
    Wording{"verdict_hold", "等待人工核对", "a person must look"},
    Wording{"verdict_failed", "无法处理", "could not be processed"},
    Wording{"status_ok", "正常", "fine"},
    Wording{"status_rejected", "文件不合格", "rejected"},
    Wording{"status_timeout", "处理超时", "timed out"},
    Wording{"status_missing", "缺文件", "missing"},
    Wording{"check_pass", "符合", "pass"},
    Wording{"check_fail", "不符合", "fail"},
    Wording{"check_unsure", "有项目程序拿不准，须人工核对", "a rule the program cannot decide"},
    Wording{"check_not_applicable", "不涉及", "not applicable"},
    Wording{"severity_block", "必须修改", "must be mended"},
    Wording{"severity_exclude", "不符合申报条件", "not eligible"},
    Wording{"severity_defer", "需延期申报", "must wait"},
    Wording{"severity_warn", "建议修改", "better mended"},
    Wording{"severity_note", "提示", "note"},
    // why a person must look at a page
    Wording{"orientation_unsure", "页面朝向无法确定", "the page's orientation is not certain"},
    Wording{"name_doubtful", "疑似有申报人姓名，未能确认", "what may be the applicant's name"},
    Wording{"employer_doubtful", "疑似有工作单位名称，未能确认", "what may be the employer's name"},
    Wording{"latin_doubtful", "疑似有姓名或单位的拼音、外文写法，未能确认", "what may be a Latin form of the name"},
    Wording{"uyghur_doubtful", "疑似有维吾尔文姓名，未能确认", "what may be the name in Uyghur"},
    Wording{"signature_doubtful", "疑似有申报人签名，未能确认", "what may be the applicant's signature"},
    Wording{"unread_text", "有文字没能读出来", "text that could not be read"},
    Wording{"name_not_found", "应当写有姓名的页面上没有找到姓名", "no name found where this kind always has one"},
    Wording{"seal_unread", "有印章没能读出来", "a seal that could not be read"},
    Wording{"code_unread", "有二维码或条码没能读出来", "a code that could not be read"},
    Wording{"clarity_illegible", "页面看不清，无法确认遮盖是否完整", "not legible, so that masking cannot be certain"},
    Wording{"verification_leak", "复查时仍能看到应遮盖的内容，已扣下", "verification still saw what must be hidden"},
    Wording{"nothing_found", "应有姓名的页面没有找到姓名", "no name found where one is expected"},
    Wording{"late_finding", "上一轮已经可以看出、当时没有告知的问题，由操作员处理",
            "what could have been told in the round before; for the operator"},
    Wording{"section_applicant", "个人信息", "applicant"},
    Wording{"section_target", "申报信息", "application"},
    Wording{"kind_doubtful", "附件类别可能选错", "the attachment may be of another kind"},
    // where verification found something
    Wording{"leak_pixels", "画面里仍能看到", "in the picture"},
    Wording{"leak_text_layer", "在文字层里", "in the text layer"},
    Wording{"leak_metadata", "在文件属性里", "in the metadata"},
    Wording{"leak_exif_thumbnail", "在图片自带的缩略图里", "in the EXIF thumbnail"},
    Wording{"leak_bookmark", "在书签里", "in a bookmark"},
    Wording{"leak_earlier_revision", "在文件的旧版本里", "in an earlier revision"},
    Wording{"leak_stream", "在数据流里", "in a stream"},
    Wording{"leak_trailing_bytes", "在文件末尾多余的数据里", "in bytes after the end"},
    Wording{"leak_file_name", "在文件名里", "in the file's name"},
    Wording{"leak_attachment", "在 PDF 夹带的附件里", "in an embedded file"},
    Wording{"leak_code", "在二维码或条码里", "in a code"},
    Wording{"leak_original_image", "夹带了未遮盖的原图", "in the unmasked original"},
    // what a mask hides
    Wording{"mask_name", "姓名", "name"},
    Wording{"mask_employer", "工作单位", "employer"},
    Wording{"mask_name_latin", "姓名拼音", "name in Latin letters"},
    Wording{"mask_employer_latin", "单位外文名", "employer in Latin letters"},
    Wording{"mask_name_uyghur", "维吾尔文姓名", "name in Uyghur"},
    Wording{"mask_employer_seal", "单位印章", "employer's seal"},
    Wording{"mask_signature", "签名", "signature"},
    Wording{"mask_code", "二维码、条码", "code"},
    Wording{"mask_manual", "人工遮盖", "masked by hand"},
};

}  // namespace

std::span<const Wording> result_wordings() { return results; }

}  // namespace mangping::report
