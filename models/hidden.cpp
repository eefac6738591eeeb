#include "models/hidden.hpp"

#include <utility>

namespace mangping {

Targets hidden_of(Targets targets, bool hides_name, bool hides_employer) {
    std::erase_if(targets.forms, [&](const TargetForm& form) {
        const bool employer = form.kind == MaskKind::employer || form.kind == MaskKind::employer_latin ||
                              form.kind == MaskKind::employer_seal;
        return employer ? !hides_employer : !hides_name;
    });
    return targets;
}

}  // namespace mangping
