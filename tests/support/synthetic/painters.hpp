// One painter a kind of document, grouped by family; kinds.cpp says which kind is whose.
#pragma once

#include "tests/support/synthetic/scene.hpp"

namespace mangping::synthetic {

// certificates.cpp
void graduation_certificate(Scene& scene);
void degree_certificate(Scene& scene);
void award_certificate(Scene& scene);
// qualification.cpp
void qualification_certificate(Scene& scene);
void qualification_document(Scene& scene);
void qualification_review_form(Scene& scene);
// courses.cpp
void course_certificate(Scene& scene);  // public and professional
void course_exemption_form(Scene& scene);
// registration.cpp
void chsi_report(Scene& scene);
void chsi_degree_report(Scene& scene);
void student_archive(Scene& scene);
void education_other(Scene& scene);
// identity.cpp
void id_card_front(Scene& scene);
void id_card_back(Scene& scene);
void photo(Scene& scene);
// forms.cpp
void annual_assessment_form(Scene& scene);
void cadre_form(Scene& scene);  // approval form and resume
void work_recognition_form(Scene& scene);
// letters.cpp
void red_letterhead_document(Scene& scene);  // appointment, dispatch consent, entrusting letter
void proof_letter(Scene& scene);             // unit proof, service years, integrity, political, appraisal
void supervisor_opinion(Scene& scene);
void commitment_letter(Scene& scene);
// publicity.cpp
void unit_publicity(Scene& scene);
void unit_publicity_result(Scene& scene);
// statements.cpp
void social_insurance_statement(Scene& scene);
void payroll_statement(Scene& scene);
void labor_contract(Scene& scene);
// evidence.cpp
void evidence(Scene& scene);
void patent_certificate(Scene& scene);
// papers.cpp
void paper_cover(Scene& scene);
void paper_contents(Scene& scene);
void paper_body(Scene& scene);
void book_cover(Scene& scene);
void book_contents(Scene& scene);
void book_body(Scene& scene);
void similarity_report(Scene& scene);
// reports.cpp
void work_summary(Scene& scene);
void other_document(Scene& scene);

}  // namespace mangping::synthetic
