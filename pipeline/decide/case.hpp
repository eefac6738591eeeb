// One dossier as the checks see it: the declaration, what became of each attachment, and the clock.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "models/dossier.hpp"
#include "models/notice.hpp"
#include "models/outcome.hpp"
#include "pipeline/decide/clock.hpp"

namespace mangping::decide {

/// Whether an attachment can serve as the material it is said to be.
enum class Standing {
    usable,
    missing,     // no such file, or a path that leaves the folder
    unopenable,  // rejected
    blank,       // every page is empty
    wrong_kind,  // recognised, with confidence, as something else
    unknown,     // could not be looked at in time
};

struct Held {
    const AttachmentOutcome* outcome = nullptr;
    Standing standing = Standing::usable;
    std::set<Kind> provides;  // the kinds it counts as; empty unless usable, unknown or wrong_kind
};

/// An entry with its place.
struct EntryAt {
    std::string section;
    int index = 0;
    const Entry* entry = nullptr;
};

struct Case {
    const Notice& notice;
    const Dossier& dossier;
    Instant as_of;
    std::optional<Instant> submitted;
    std::vector<Held> held;

    Case(const Notice& notice_, const Dossier& dossier_, const std::vector<AttachmentOutcome>& attachments,
         const std::string& as_of_text);

    /// "applicant.sex", "target.level", or a field of a section's first entry: "unit_opinion.text". "" when absent.
    [[nodiscard]] std::string value(std::string_view path) const;
    /// Entries of a section in which something is declared or attached and which meet the rule's `where`.
    [[nodiscard]] std::vector<EntryAt> entries(std::string_view section, const Rule& rule) const;
    /// Attachments of one entry.
    [[nodiscard]] std::vector<const Held*> held_by(const EntryAt& at) const;
};

enum class Holds { yes, no, unknown };
/// The rule's `when`, on this dossier. Unknown: the declaration does not say.
[[nodiscard]] Holds applies(const Rule& rule, const Case& c);

/// The page could not be made into a picture, or not in time: nothing is known of it, its clarity least of all.
[[nodiscard]] bool was_looked_at(const PageOutcome& page);

/// Kinds one may stand for the other without being the wrong file: the two sides of a card, parts of one paper, and
/// whatever is declared as something general.
[[nodiscard]] bool compatible(Kind declared, Kind recognised);

}  // namespace mangping::decide
