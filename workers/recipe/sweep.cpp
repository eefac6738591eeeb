// What one page of a dossier teaches, for the others.
#include <algorithm>

#include "ocr/names/learn.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {
namespace {

ocr::PageTaught taught(const PageOutcome& page) {
    ocr::PageTaught out{page.text, {}};
    for (const Place& place : page.places)
        if (place.masked && place.finding.zone == Zone::mask && place.finding.kind == MaskKind::employer)
            out.employers.push_back(place.finding.text);
    return out;
}

/// What `after` knows to stand by itself and `before` did not.
std::vector<TargetForm> learned_between(const Targets& before, const Targets& after) {
    std::vector<TargetForm> out;
    for (const TargetForm& form : after.forms) {
        const bool known = std::any_of(before.forms.begin(), before.forms.end(), [&](const TargetForm& f) {
            return f.text == form.text && f.needs_context == form.needs_context;
        });
        if (!known) out.push_back(form);
    }
    return out;
}

}  // namespace

std::optional<Targets> taught_by(const Targets& targets, const std::vector<PageOutcome>& pages) {
    std::vector<ocr::PageTaught> all;
    for (const PageOutcome& page : pages) all.push_back(taught(page));
    const std::vector<TargetForm> learned = ocr::learned_forms(targets, all);
    if (learned.empty()) return std::nullopt;
    return ocr::with_learned(targets, learned);
}

bool worth_reading_again(const PageOutcome& page, const Targets& before, const Targets& after) {
    return ocr::stands_unfound(taught(page), learned_between(before, after), before);
}

}  // namespace mangping::recipe
