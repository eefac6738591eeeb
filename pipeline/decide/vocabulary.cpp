#include "pipeline/decide/vocabulary.hpp"

#include <array>

namespace mangping::decide {
namespace {

constexpr std::array sections{
    Word{"applicant", "个人信息"},
    Word{"target", "申报信息"},
    Word{"basic", "基本信息"},
    Word{"social_insurance", "社保缴费证明"},
    Word{"education", "学历学位"},
    Word{"qualification", "专业技术资格"},
    Word{"resume", "工作简历"},
    Word{"practice", "实践能力"},
    Word{"achievements", "业绩成果"},
    Word{"awards", "获奖情况"},
    Word{"intellectual_property", "知识产权"},
    Word{"papers", "论文著作"},
    Word{"assessments", "考核情况"},
    Word{"continuing_education", "继续教育"},
    Word{"work_summary", "个人工作总结"},
    Word{"other", "其他附件"},
    Word{"commitment", "个人承诺书"},
    Word{"unit_opinion", "单位推荐意见"},
    Word{"supervisor_opinion", "主管单位推荐意见"},
};

constexpr std::array fields{
    Word{"name", "姓名"},
    Word{"sex", "性别"},
    Word{"ethnicity", "民族"},
    Word{"political_status", "政治面貌"},
    Word{"birth_date", "出生日期"},
    Word{"id_number", "身份证号"},
    Word{"phone", "手机号码"},
    Word{"work_since", "参加工作时间"},
    Word{"employer", "工作单位"},
    Word{"employer_kind", "单位性质"},
    Word{"employer_level", "单位级别"},
    Word{"employer_place", "单位所在地"},
    Word{"personnel_class", "人员类别"},
    Word{"sanctions", "受处分情况"},
    Word{"aid.start", "援疆开始时间"},
    Word{"aid.end", "援疆结束时间"},
    Word{"series", "申报系列"},
    Word{"specialty", "专业"},
    Word{"secondary_specialty", "二级专业"},
    Word{"title", "名称"},
    Word{"level", "级别"},
    Word{"mode", "申报方式"},
    Word{"school", "学校"},
    Word{"major", "所学专业"},
    Word{"start", "开始时间"},
    Word{"end", "结束时间"},
    Word{"certificate_no", "证书编号"},
    Word{"degree", "学位"},
    Word{"degree_certificate_no", "学位证书编号"},
    Word{"study_form", "学习形式"},
    Word{"obtained", "取得时间"},
    Word{"appointed", "聘任时间"},
    Word{"years_in_profession", "从事专业技术工作年限"},
    Word{"profession_start", "从事专业工作开始时间"},
    Word{"profession_end", "从事专业工作截止时间"},
    Word{"unit", "单位名称"},
    Word{"post", "职务"},
    Word{"date", "时间"},
    Word{"role", "角色"},
    Word{"rank", "排名"},
    Word{"issuer", "颁发单位"},
    Word{"grade", "等级"},
    Word{"number", "编号"},
    Word{"description", "简介"},
    Word{"form", "形式"},
    Word{"journal", "刊物"},
    Word{"author_rank", "作者排名"},
    Word{"year", "年度"},
    Word{"result", "考核等次"},
    Word{"course", "科目"},
    Word{"hours", "学时"},
    Word{"text", "内容"},
    Word{"contact", "职称工作负责人"},
    Word{"contact_phone", "联系电话"},
};

constexpr std::array readings{
    Word{"name", "姓名"},
    Word{"sex", "性别"},
    Word{"ethnicity", "民族"},
    Word{"birth_date", "出生日期"},
    Word{"address", "住址"},
    Word{"id_number", "身份证号"},
    Word{"issuer", "颁发单位"},
    Word{"valid_from", "有效期起"},
    Word{"valid_to", "有效期止"},
    Word{"school", "学校"},
    Word{"major", "所学专业"},
    Word{"level", "级别"},
    Word{"study_form", "学习形式"},
    Word{"start_date", "开始日期"},
    Word{"end_date", "结束日期"},
    Word{"certificate_no", "证书编号"},
    Word{"completion", "毕结业结论"},
    Word{"degree", "学位"},
    Word{"date", "日期"},
    Word{"verification_code", "在线验证码"},
    Word{"updated_on", "更新日期"},
    Word{"title", "名称"},
    Word{"specialty", "专业"},
    Word{"obtained_on", "取得日期"},
    Word{"year", "年度"},
    Word{"result", "考核等次"},
    Word{"employer", "单位名称"},
    Word{"hours", "学时"},
    Word{"course", "课程"},
    Word{"months", "月数"},
    Word{"number", "编号"},
    Word{"inventors", "发明人"},
    Word{"authors", "作者"},
    Word{"series", "系列"},
    Word{"days", "公示天数"},
    Word{"objection", "异议"},
    Word{"signed", "签名"},
    Word{"fingerprint", "手印"},
    Word{"statement", "承诺语"},
    Word{"years", "工作年限"},
};

constexpr std::array platform{
    Word{"confirmed_at", "确认提交时间"},
    Word{"path", "逐级上报"},
    Word{"state", "申报状态"},
    Word{"passed_at", "通过形式审核时间"},
    Word{"paper_received_at", "纸质材料收到时间"},
    Word{"fee.paid_at", "缴费时间"},
    Word{"fee.amount", "缴费金额"},
    Word{"printed_at", "评审表打印时间"},
    Word{"received_by_committee_at", "评委会接收时间"},
    Word{"entrusting_approved_at", "委托评审同意时间"},
    Word{"accounts", "同一身份证的账号数"},
    Word{"edited_at", "最近修改时间"},
    Word{"mask_checked", "遮盖检查"},
    Word{"receiving_place", "受理部门所在地"},
    Word{"person_sanctioned_on", "个人被处理时间"},
    Word{"unit_sanctioned_on", "单位被处理时间"},
};

constexpr std::array severities{
    Word{"block", "退回"}, Word{"exclude", "不得申报"}, Word{"defer", "顺延"},
    Word{"warn", "提醒"},  Word{"note", "说明"},
};

constexpr std::array conditions{
    Word{"applicant.employer_kind", "单位性质"},
    Word{"applicant.personnel_class", "人员类别"},
    Word{"target.series", "申报系列"},
    Word{"target.level", "申报级别"},
    Word{"target.title", "申报职称"},
    Word{"target.mode", "申报方式"},
    Word{"applicant.employer_level", "单位级别"},
    Word{"applicant.employer_place", "单位所在地"},
    Word{"flags", "标记"},
    Word{"no_flags", "无标记"},
};

constexpr std::array entry_conditions{
    Word{"chsi_not_found", "学信网查不到"}, Word{"current", "现任"},  Word{"origin", "取得地"},
    Word{"degree_held", "有学位"},          Word{"form", "论著形式"}, Word{"course", "科目"},
};

constexpr std::array values{
    Word{"true", "是"},
    Word{"false", "否"},
    Word{"government", "机关"},
    Word{"public_institution", "事业单位"},
    Word{"state_enterprise", "国有企业"},
    Word{"private_enterprise", "民营企业"},
    Word{"central_unit_in_xinjiang", "中央驻疆单位"},
    Word{"out_of_region_enterprise", "外省驻疆企业"},
    Word{"military", "军队"},
    Word{"region", "自治区级"},
    Word{"prefecture", "地州级"},
    Word{"county_or_below", "县级及以下"},
    Word{"staff", "在职专业技术人员"},
    Word{"civil_servant", "公务员"},
    Word{"quasi_civil_servant", "参照公务员法管理人员"},
    Word{"retired", "离退休人员"},
    Word{"village_work", "访惠聚"},
    Word{"village_work_this_year", "本年度访惠聚"},
    Word{"aid_xinjiang", "援疆"},
    Word{"transferred_from_government", "机关调入"},
    Word{"first_application", "首次申报"},
    Word{"southern_xinjiang_graduate", "南疆高校毕业生"},
    Word{"minority_special_training", "少数民族特殊培养"},
    Word{"skilled_worker", "高技能人才"},
    Word{"course_exempt", "继续教育免试"},
    Word{"xinjiang", "新疆"},
    Word{"elsewhere", "其他省区市"},
    Word{"public", "公需科目"},
    Word{"professional", "专业科目"},
    Word{"paper", "论文"},
    Word{"book", "著作"},
    Word{"advisory_report", "咨政报告"},
    Word{"work_summary", "工作总结"},
    Word{"work_report", "工作报告"},
    Word{"management_document", "管理文件"},
    Word{"survey_report", "调研报告"},
    Word{"regulation", "规章制度"},
    Word{"work_plan", "工作方案"},
};

}  // namespace

std::span<const Word> section_words() { return sections; }
std::span<const Word> field_words() { return fields; }
std::span<const Word> reading_words() { return readings; }
std::span<const Word> platform_words() { return platform; }
std::span<const Word> severity_words() { return severities; }
std::span<const Word> condition_words() { return conditions; }
std::span<const Word> entry_condition_words() { return entry_conditions; }
std::span<const Word> value_words() { return values; }

std::optional<std::string_view> key_in(std::span<const Word> words, std::string_view word) {
    for (const Word& w : words)
        if (w.zh == word || w.key == word) return w.key;
    return std::nullopt;
}

std::string zh_in(std::span<const Word> words, std::string_view key) {
    for (const Word& w : words)
        if (w.key == key) return std::string(w.zh);
    return std::string(key);
}

std::string listed(std::span<const Word> words) {
    std::string out;
    for (const Word& w : words) {
        if (!out.empty()) out += "、";
        out += w.zh;
    }
    return out;
}

std::string section_zh(std::string_view section) { return zh_in(sections, section); }
std::string field_zh(std::string_view field) { return zh_in(fields, field); }

}  // namespace mangping::decide
