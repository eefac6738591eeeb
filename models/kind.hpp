// The kinds of document an attachment can be, as the dossier schema lists them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace mangping {

enum class Kind {
    id_card_front,
    id_card_back,
    photo,
    graduation_certificate,
    degree_certificate,
    chsi_report,
    chsi_degree_report,
    student_archive,
    education_other,
    qualification_document,
    qualification_certificate,
    qualification_review_form,
    appointment_document,
    cadre_approval_form,
    cadre_resume,
    service_years_proof,
    social_insurance_statement,
    payroll_statement,
    labor_contract,
    public_course_certificate,
    professional_course_certificate,
    course_exemption_form,
    annual_assessment_form,
    appraisal,
    work_summary,
    evidence,
    award_certificate,
    patent_certificate,
    paper_cover,
    paper_contents,
    paper_body,
    book_cover,
    book_contents,
    book_body,
    work_recognition_form,
    similarity_report,
    unit_proof,
    unit_publicity,
    unit_publicity_result,
    supervisor_opinion,
    commitment_letter,
    political_performance,
    integrity_proof,
    entrusting_letter,
    dispatch_consent,
    other,
};

/// Every kind, in the order of the schema.
[[nodiscard]] std::span<const Kind> all_kinds();
/// The schema's key, as "id_card_front".
[[nodiscard]] std::string_view key(Kind kind);
/// The Chinese name a clerk uses, as "身份证人像面".
[[nodiscard]] std::string_view label_zh(Kind kind);
/// Empty when the schema has no such key.
[[nodiscard]] std::optional<Kind> kind_from(std::string_view key);

}  // namespace mangping
