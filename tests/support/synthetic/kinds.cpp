#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

Painting painting(Kind kind) {
    switch (kind) {
        case Kind::graduation_certificate:
            return {graduation_certificate, 5};
        case Kind::degree_certificate:
            return {degree_certificate, 3};
        case Kind::award_certificate:
            return {award_certificate, 5};
        case Kind::annual_assessment_form:
            return {annual_assessment_form, 3};
        case Kind::appointment_document:
        case Kind::dispatch_consent:
        case Kind::entrusting_letter:
            return {red_letterhead_document, 2};
        case Kind::unit_proof:
        case Kind::service_years_proof:
        case Kind::integrity_proof:
        case Kind::political_performance:
        case Kind::appraisal:
            return {proof_letter, 3};
        case Kind::supervisor_opinion:
            return {supervisor_opinion, 2};
        case Kind::commitment_letter:
            return {commitment_letter, 2};
        case Kind::unit_publicity:
            return {unit_publicity, 3};
        case Kind::unit_publicity_result:
            return {unit_publicity_result, 2};
        case Kind::evidence:
            return {evidence, 6};
        case Kind::work_summary:
            return {work_summary, 2};
        case Kind::id_card_front:
            return {id_card_front, 3};
        case Kind::id_card_back:
            return {id_card_back, 2};
        case Kind::photo:
            return {photo, 1};
        case Kind::chsi_report:
            return {chsi_report, 3};
        case Kind::chsi_degree_report:
            return {chsi_degree_report, 2};
        case Kind::student_archive:
            return {student_archive, 1};
        case Kind::education_other:
            return {education_other, 2};
        case Kind::qualification_document:
            return {qualification_document, 2};
        case Kind::qualification_certificate:
            return {qualification_certificate, 3};
        case Kind::qualification_review_form:
            return {qualification_review_form, 1};
        case Kind::cadre_approval_form:
        case Kind::cadre_resume:
            return {cadre_form, 1};
        case Kind::social_insurance_statement:
            return {social_insurance_statement, 2};
        case Kind::payroll_statement:
            return {payroll_statement, 1};
        case Kind::labor_contract:
            return {labor_contract, 1};
        case Kind::public_course_certificate:
        case Kind::professional_course_certificate:
            return {course_certificate, 3};
        case Kind::course_exemption_form:
            return {course_exemption_form, 1};
        case Kind::patent_certificate:
            return {patent_certificate, 2};
        case Kind::paper_cover:
            return {paper_cover, 2};
        case Kind::paper_contents:
            return {paper_contents, 1};
        case Kind::paper_body:
            return {paper_body, 3};
        case Kind::book_cover:
            return {book_cover, 2};
        case Kind::book_contents:
            return {book_contents, 1};
        case Kind::book_body:
            return {book_body, 2};
        case Kind::work_recognition_form:
            return {work_recognition_form, 2};
        case Kind::similarity_report:
            return {similarity_report, 1};
        case Kind::other:
            return {other_document, 1};
    }
    return {other_document, 1};
}

}  // namespace mangping::synthetic
