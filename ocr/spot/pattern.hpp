// A target form made ready to be searched.
#pragma once

#include <string>
#include <vector>

#include "models/targets.hpp"

namespace mangping::ocr {

enum class Script { han, latin, arabic };

struct Pattern {
    const TargetForm* form = nullptr;
    std::u32string text;                 // without separators
    std::vector<bool> separator_before;  // per character: the form has a dot, hyphen, comma or bracket before it
    Script script = Script::han;
    std::size_t surname = 0;  // characters of the surname of an undotted Han name, 0 otherwise
    bool dotted = false;      // a minority name written with a dot, or one of its parts
    bool is_name = false;     // of a person, in any script
    /// Characters of the longest other declared employer that this one begins with: of an academy whose institute is
    /// declared as well. 0: none.
    std::size_t begins_with_whole = 0;
};

/// Dots, hyphens, commas, brackets, quotes: what stands between the parts of a name or is dropped from an employer's.
[[nodiscard]] bool is_separator(char32_t c);

/// Arabic-script forms come twice, forwards and backwards: readers differ in the order they give glyphs in. The
/// patterns point into `targets`, which must outlive them.
[[nodiscard]] std::vector<Pattern> patterns_of(const Targets& targets);

}  // namespace mangping::ocr
