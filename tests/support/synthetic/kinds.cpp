#include "tests/support/synthetic/painters.hpp"

namespace mangping::synthetic {

Painting painting(Kind kind) {
    switch (kind) {
        case Kind::graduation_certificate:
            return {graduation_certificate, 5};
        case Kind::degree_certificate:
            return {degree_certificate, 3};
        case Kind::award_certificate:
            return {award_certificate, 4};
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
        default:
            return {other_document, 1};
    }
    return {other_document, 1};
}

}  // namespace mangping::synthetic
