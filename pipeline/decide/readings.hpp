// What was read off the pages, as the checks ask for it: one value of a material with how sure it is, and how two
// values of a field compare.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/decide/case.hpp"
#include "pipeline/decide/findings.hpp"

namespace mangping::decide {

/// A reading is certain from this confidence on (the scale of the spec's reports).
inline constexpr double sure_of_reading = 0.9;

struct Read {
    std::string value;
    double confidence = 0;
    Evidence at;
    [[nodiscard]] bool sure() const { return confidence >= sure_of_reading; }
};

/// Pages of a usable material that a person can read; others say nothing about what stands on them.
[[nodiscard]] std::vector<const PageOutcome*> readable_pages(const Held& held);
/// The most certain reading of `key` on the material's readable pages.
[[nodiscard]] std::optional<Read> read(const Held& held, std::string_view key);
/// Every page's text, joined by line ends.
[[nodiscard]] std::string text_of_pages(const Held& held);

/// Usable materials of one of `kinds` (keys), in `sections` when any are given.
[[nodiscard]] std::vector<const Held*> of_kinds(const Case& c, const std::vector<std::string>& kinds,
                                                const std::vector<std::string>& sections = {});
/// Those among `held` that provide one of `kinds`.
[[nodiscard]] std::vector<const Held*> of_kinds(const std::vector<const Held*>& held,
                                                const std::vector<std::string>& kinds);

enum class Agreement {
    same,
    near,     // life has such differences: a renamed school, a branch of the employer, a former name
    slip,     // one or two characters stand for others: no renaming does that, but a reader's mistake might
    differs,  // certain, if both values are
};
/// Two values of one field (a key of the spec's field table), with the tolerance that the field has: dates at the
/// precision that both have, names without separators, titles as whole words, numbers without spaces, and so on.
[[nodiscard]] Agreement agree(std::string_view key, std::string_view found, std::string_view declared, const Case& c);

/// `found` where `declared` was expected: fail when the reading is sure and differs (by a slip of the pen as well),
/// unsure when it is not sure or nearly agrees, nothing when it agrees. What stands on the page as it was declared, in
/// so many characters, agrees where the reading is weak; a number agrees then whatever the field's reader made of it,
/// and anything else that was surely read otherwise is for a person.
struct Compared {
    CheckStatus status = CheckStatus::pass;
    bool near = false;
};
[[nodiscard]] Compared compare_reading(std::string_view key, const Read& found, std::string_view declared,
                                       const Held& held, const Case& c);

/// The finding's evidence, found and declared values filled in.
void add_reading(Check& check, const Read& read, std::string_view declared);
/// Where a material stands: its column and row.
[[nodiscard]] Subject place_of(const Held& held);
/// "《毕业证书》".
[[nodiscard]] std::string material_zh(const Held& held);

/// Nothing of this rule's materials is there, or none can be read: another rule's finding, not this one's.
[[nodiscard]] std::vector<Check> nothing_to_read(const Rule& rule, const Subject& subject = {});
/// Passes, and the applicant (or, with role "operator", the operator) is told something.
[[nodiscard]] Check advice(const Rule& rule, const Subject& subject, std::string zh, std::string en,
                           std::string role = "advice");

/// Words that may stand for one another, "男 或 女", split.
[[nodiscard]] std::vector<std::string> alternatives(const std::string& words);

}  // namespace mangping::decide
