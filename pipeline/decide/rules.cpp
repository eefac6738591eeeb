#include "pipeline/decide/rules.hpp"

#include <array>

namespace mangping::decide {
namespace {

using T = ParameterType;

std::vector<CheckSpec> about_files() {
    return {{"required_kinds",
             "必有材料",
             "要求的材料都已上传，打不开、空白、传错的不算",
             required_kinds,
             {{"kinds", "材料", T::materials, true},
              {"sections", "栏目", T::sections},
              {"each", "每条", T::yes_no},
              {"at_least", "至少几项", T::number},
              {"optional", "建议材料", T::materials}}},
            {"right_section",
             "放对栏目",
             "材料已上传，并且放在指定的栏目里",
             right_section,
             {{"kinds", "材料", T::materials, true}, {"sections", "栏目", T::sections, true}}},
            {"every_entry_attached",
             "每项有附件",
             "填写了内容的每一条都有附件",
             every_entry_attached,
             {{"sections", "栏目", T::sections, true}}},
            {"attachments_usable",
             "附件可用",
             "列出的附件都在、能打开、不是空白页、没有传错",
             attachments_usable,
             {{"faults", "查", T::texts, false, "缺失、打不开、空白、传错、类别"}}},
            {"attachment_format",
             "附件格式",
             "附件的实际格式符合要求",
             attachment_format,
             {{"formats", "格式", T::texts, true, "jpg、pdf"},
              {"sections", "栏目", T::sections},
              {"except", "除外栏目", T::sections}}},
            {"legible", "清晰可读", "每一页都清晰，人能读出全部文字，没有空白页", legible, {}},
            {"upright", "正向", "每一页的文字都是正的", upright, {}},
            {"duplicates",
             "不重复上传",
             "同一份材料没有在两个栏目里重复上传",
             duplicates,
             {{"sections", "栏目", T::sections, true}, {"alike", "近似图片也算", T::yes_no}}}};
}

std::vector<CheckSpec> about_the_form() {
    return {{"submission_window",
             "申报时间",
             "首次提交在申报时间之内",
             submission_window,
             {{"from", "起", T::start, true},
              {"until", "止", T::end, true},
              {"late_resubmission", "退回后可过期补交", T::text, false, "可以、提醒、不可以"}}},
            {"submission_rounds",
             "申报次数",
             "提交次数没有超过上限",
             submission_rounds,
             {{"at_most", "最多", T::number, true}, {"first_counts", "含首次", T::yes_no}}},
            {"resubmit_within",
             "退回后限时",
             "退回之后在规定的小时数内再次提交",
             resubmit_within,
             {{"hours", "小时", T::number, true}, {"counted", "计时", T::text, false, "钟点、只算工作日"}}},
            {"allowed_values",
             "只限",
             "所填内容在允许的范围之内",
             allowed_values,
             {{"field", "字段", T::field, true},
              {"values", "值", T::texts, true},
              {"part", "包含即可", T::yes_no},
              {"without", "不含", T::texts},
              {"may_be_empty", "可不填", T::yes_no}}},
            {"excluded_values",
             "不得为",
             "所填内容不在排除的范围之内",
             excluded_values,
             {{"field", "字段", T::field, true}, {"values", "值", T::texts}, {"only_none", "只能为无", T::yes_no}}},
            {"fields_filled", "必填", "这些栏目都已填写", fields_filled, {{"fields", "字段", T::fields, true}}},
            {"no_blanks", "无空白栏", "没有内容的栏目写“无”，不留空格", no_blanks, {}},
            {"vague_words", "无含糊词语", "文字里没有含糊的词语", vague_words, {{"words", "词语", T::texts, true}}},
            {"phone_number",
             "电话号码",
             "电话号码的位数和格式正确",
             phone_number,
             {{"fields", "字段", T::fields, true}, {"mobile", "只限手机", T::yes_no}}},
            {"identity_number", "身份证号", "身份证号校验位正确，并与出生日期、性别一致", identity_number, {}},
            {"unit_level",
             "单位级别相符",
             "自治区、地州单位没有选成县级及以下",
             unit_level,
             {{"prefixes", "上级单位名称开头", T::texts, true}}}};
}

std::vector<CheckSpec> about_dates() {
    return {{"date_order",
             "日期先后",
             "前一个日期不晚于后一个日期",
             date_order,
             {{"before", "前", T::field, true}, {"after", "后", T::field, true}, {"equal", "相等", T::yes_no}}},
            {"education_order", "学历从低到高", "学历按从低到高、毕业时间从早到晚填写", education_order, {}},
            {"resume_continuity", "简历衔接", "工作简历从参加工作起，时间段上下衔接", resume_continuity, {}},
            {"since_current_title",
             "任现职以来",
             "所填各项的时间不早于现任资格的取得时间",
             since_current_title,
             {{"sections", "栏目", T::sections, true}}},
            {"aid_term", "援疆期", "援疆一年以上，并且正在援疆期间", aid_term, {}}};
}

std::vector<CheckSpec> about_years_and_texts() {
    return {{"course_years",
             "继续教育年度",
             "每个年度都有相应科目的合格证书",
             course_years,
             {{"course", "科目", T::value, true},
              {"years", "年度", T::years},
              {"any_year", "不限年度", T::yes_no},
              {"electronic", "电子证书免传年度", T::years},
              {"least_hours", "够学时才算", T::texts},
              {"exemption", "认可免试", T::yes_no}}},
            {"course_hours",
             "继续教育学时",
             "每个年度的学时达到标准",
             course_hours,
             {{"course", "科目", T::value, true},
              {"years", "年度", T::years, true},
              {"hours", "学时", T::number, true},
              {"advice_only", "只提醒", T::yes_no},
              {"exemption", "认可免试", T::yes_no}}},
            {"assessment_years",
             "考核年度",
             "每个年度都有考核登记表",
             assessment_years,
             {{"years", "年度", T::years, true},
              {"both_sides", "正反面", T::yes_no},
              {"newcomers", "新入职按实际年限", T::text, false, "不限、限首次申报"},
              {"appraisal_for", "鉴定材料可代替的单位性质", T::value}}},
            {"assessment_results",
             "考核等次",
             "考核等次没有影响申报的",
             assessment_results,
             {{"years", "年度", T::years, true},
              {"result", "等次", T::text, true},
              {"defer_years", "每次顺延年数", T::number}}},
            {"insurance_months",
             "社保月数",
             "社保缴费月数足够，并且是最近的",
             insurance_months,
             {{"months", "月数", T::number, true}, {"lag", "末月最多早几个月", T::number, true}}},
            {"sentence",
             "固定语句",
             "所填文字与规定的语句一致",
             sentence,
             {{"field", "字段", T::field, true}, {"sentences", "语句", T::texts, true}, {"also", "也可", T::texts}}},
            {"decisive_opinion",
             "意见明确",
             "意见栏写明同意或者不同意",
             decisive_opinion,
             {{"field", "字段", T::field, true}}},
            {"for_a_person", "人工核对", "由人核对，系统只列出要点", for_a_person, {}}};
}

const std::vector<CheckSpec>& registry() {
    static const std::vector<CheckSpec> checks = [] {
        std::vector<CheckSpec> all = about_files();
        for (const auto& more :
             {about_the_form(), about_dates(), about_years_and_texts(), specs_of_readings(), specs_of_platform()})
            all.insert(all.end(), more.begin(), more.end());
        return all;
    }();
    return checks;
}

}  // namespace

std::span<const CheckSpec> all_checks() { return registry(); }

const CheckSpec* check_spec(std::string_view name) {
    for (const CheckSpec& spec : registry())
        if (spec.zh == name || spec.key == name) return &spec;
    return nullptr;
}

}  // namespace mangping::decide
