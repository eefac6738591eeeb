// The labels of all forms in one table: a label that is nobody's value today still ends the value before it.
#pragma once

#include <span>

#include "ocr/fields/form.hpp"

namespace mangping::ocr::fields {

enum Slot : int {
    other,  // ends values, is none
    name,
    sex,
    ethnicity,
    birth,
    address,
    id_number,
    id_issuer,
    id_valid,
    school,
    major,
    level,
    study_form,
    start,
    end,
    certificate_no,
    completion,
    degree,
    degree_date,
    verification_code,
    updated_on,
    valid_to,
    employer,
    title,
    specialty,
    series,
    obtained_on,
    issued_on,
    issuer,
    year,
    hours,
    course,
    months,
    invention,
    inventors,
    patent_no,
    granted_on,
    award,
    result,
    post,
    completed_by,
    applied_title,
};

[[nodiscard]] std::span<const Label> all_labels();

}  // namespace mangping::ocr::fields
