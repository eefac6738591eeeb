// Outcomes as JSON values. Numbers are rounded to what they mean, so that equal results are equal bytes.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "models/outcome.hpp"

namespace mangping::report {

using Json = nlohmann::ordered_json;

[[nodiscard]] Json json_of(const Quad& quad);  // hundredths of a unit
[[nodiscard]] Json json_of(const PageOutcome& page);
[[nodiscard]] Json json_of(const AttachmentOutcome& attachment);
[[nodiscard]] Json json_of(const Check& check);
/// `value` with that many decimals; what is not finite becomes 0.
[[nodiscard]] double rounded(double value, int decimals);
/// Indented, with invalid UTF-8 replaced: text read off a page must not stop a report.
[[nodiscard]] std::string printed(const Json& json);

/// What tables of a batch count.
struct Counts {
    int attachments = 0, pages = 0, released = 0, masks = 0, review = 0, failed_checks = 0, unsure_checks = 0;
    std::vector<std::string> reasons;  // of hold and review, distinct, in order of first appearance
};
[[nodiscard]] Counts counts_of(const DossierOutcome& outcome);

}  // namespace mangping::report
