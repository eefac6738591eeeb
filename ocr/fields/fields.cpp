#include "ocr/fields/fields.hpp"

#include "ocr/fields/page.hpp"
#include "ocr/fields/text_layer.hpp"

namespace mangping::ocr {
namespace {

using Reader = void (*)(const fields::Page&, fields::Ballot&);

Reader reader_of(Kind kind) {
    using namespace fields;
    switch (kind) {
        case Kind::id_card_front:
            return read_id_front;
        case Kind::id_card_back:
            return read_id_back;
        case Kind::graduation_certificate:
            return read_diploma;
        case Kind::degree_certificate:
            return read_degree;
        case Kind::chsi_report:
            return read_register;
        case Kind::chsi_degree_report:
            return read_degree_register;
        case Kind::qualification_certificate:
            return read_qualification;
        case Kind::qualification_document:
            return read_qualification_document;
        case Kind::qualification_review_form:
            return read_review_form;
        case Kind::annual_assessment_form:
            return read_assessment;
        case Kind::public_course_certificate:
        case Kind::professional_course_certificate:
            return read_course;
        case Kind::social_insurance_statement:
            return read_insurance;
        case Kind::award_certificate:
            return read_award;
        case Kind::patent_certificate:
            return read_patent;
        case Kind::paper_body:
            return read_paper;
        case Kind::unit_publicity:
            return read_publicity;
        case Kind::unit_publicity_result:
            return read_publicity_result;
        case Kind::supervisor_opinion:
            return read_opinion;
        case Kind::commitment_letter:
            return read_pledge;
        case Kind::course_exemption_form:
            return read_name;
        case Kind::appraisal:
        case Kind::political_performance:
        case Kind::integrity_proof:
            return read_letter_name;
        case Kind::unit_proof:
        case Kind::service_years_proof:
            return read_proof;
        default:
            return nullptr;
    }
}

}  // namespace

std::map<std::string, ReadField> read_fields(Kind kind, const PageView& page) {
    const Reader reader = reader_of(kind);
    if (reader == nullptr || page.reading == nullptr) return {};
    const fields::Page read(page);
    fields::Ballot ballot;
    reader(read, ballot);
    if (!page.text_layer_upright.empty()) {
        const Reading layer = fields::reading_of(page.text_layer_upright);
        PageView as_text = page;
        as_text.reading = &layer;
        as_text.text_layer_upright = {};
        ballot.confirm(read_fields(kind, as_text));
    }
    return ballot.result();
}

}  // namespace mangping::ocr
