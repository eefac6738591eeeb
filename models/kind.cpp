#include "models/kind.hpp"

#include <array>

namespace mangping {
namespace {

struct Row {
    Kind kind;
    std::string_view key;
    std::string_view zh;
};

constexpr std::array rows{
    Row{Kind::id_card_front, "id_card_front", "身份证人像面"},
    Row{Kind::id_card_back, "id_card_back", "身份证国徽面"},
    Row{Kind::photo, "photo", "一寸照"},
    Row{Kind::graduation_certificate, "graduation_certificate", "毕业证书"},
    Row{Kind::degree_certificate, "degree_certificate", "学位证书"},
    Row{Kind::chsi_report, "chsi_report", "学信网学历证书电子注册备案表"},
    Row{Kind::chsi_degree_report, "chsi_degree_report", "学位在线验证报告"},
    Row{Kind::student_archive, "student_archive", "学籍档案"},
    Row{Kind::education_other, "education_other", "其他学历材料"},
    Row{Kind::qualification_document, "qualification_document", "任职资格文件"},
    Row{Kind::qualification_certificate, "qualification_certificate", "职称证书"},
    Row{Kind::qualification_review_form, "qualification_review_form", "任职资格评审表"},
    Row{Kind::appointment_document, "appointment_document", "任命文件"},
    Row{Kind::cadre_approval_form, "cadre_approval_form", "干部任免审批表"},
    Row{Kind::cadre_resume, "cadre_resume", "干部履历表"},
    Row{Kind::service_years_proof, "service_years_proof", "专业工作年限证明"},
    Row{Kind::social_insurance_statement, "social_insurance_statement", "社保缴费单"},
    Row{Kind::payroll_statement, "payroll_statement", "工资流水"},
    Row{Kind::labor_contract, "labor_contract", "劳动合同"},
    Row{Kind::public_course_certificate, "public_course_certificate", "公需科目合格证"},
    Row{Kind::professional_course_certificate, "professional_course_certificate", "专业科目合格证"},
    Row{Kind::course_exemption_form, "course_exemption_form", "继续教育免试审批表"},
    Row{Kind::annual_assessment_form, "annual_assessment_form", "年度考核登记表"},
    Row{Kind::appraisal, "appraisal", "个人鉴定材料"},
    Row{Kind::work_summary, "work_summary", "个人工作总结"},
    Row{Kind::evidence, "evidence", "业绩佐证"},
    Row{Kind::award_certificate, "award_certificate", "获奖证书"},
    Row{Kind::patent_certificate, "patent_certificate", "专利证书"},
    Row{Kind::paper_cover, "paper_cover", "论文封面"},
    Row{Kind::paper_contents, "paper_contents", "论文目录"},
    Row{Kind::paper_body, "paper_body", "论文正文"},
    Row{Kind::book_cover, "book_cover", "著作封面"},
    Row{Kind::book_contents, "book_contents", "著作目录"},
    Row{Kind::book_body, "book_body", "著作正文"},
    Row{Kind::work_recognition_form, "work_recognition_form", "图书论文认定表"},
    Row{Kind::similarity_report, "similarity_report", "相似性检测报告"},
    Row{Kind::unit_proof, "unit_proof", "单位证明"},
    Row{Kind::unit_publicity, "unit_publicity", "推荐单位公示"},
    Row{Kind::unit_publicity_result, "unit_publicity_result", "公示结果"},
    Row{Kind::supervisor_opinion, "supervisor_opinion", "主管单位推荐意见"},
    Row{Kind::commitment_letter, "commitment_letter", "个人承诺书"},
    Row{Kind::political_performance, "political_performance", "思想政治表现材料"},
    Row{Kind::integrity_proof, "integrity_proof", "廉洁自律证明"},
    Row{Kind::entrusting_letter, "entrusting_letter", "委托评审函"},
    Row{Kind::dispatch_consent, "dispatch_consent", "派出单位同意证明"},
    Row{Kind::other, "other", "其他"},
};

constexpr auto kinds = [] {
    std::array<Kind, rows.size()> out{};
    for (std::size_t i = 0; i < rows.size(); ++i) out[i] = rows[i].kind;
    return out;
}();

static_assert([] {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (static_cast<std::size_t>(rows[i].kind) != i) return false;
    return true;
}());

}  // namespace

std::span<const Kind> all_kinds() { return kinds; }
std::string_view key(Kind kind) { return rows[static_cast<std::size_t>(kind)].key; }
std::string_view label_zh(Kind kind) { return rows[static_cast<std::size_t>(kind)].zh; }

std::optional<Kind> kind_from(std::string_view wanted) {
    for (const Row& row : rows)
        if (row.key == wanted) return row.kind;
    return std::nullopt;
}

}  // namespace mangping
