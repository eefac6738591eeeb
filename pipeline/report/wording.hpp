// The tables behind wording(): one a subject, each in a file of its own.
#pragma once

#include <span>
#include <string_view>

namespace mangping::report {

struct Wording {
    std::string_view key, zh, en;
};

[[nodiscard]] std::span<const Wording> fault_wordings();    // why a file, a page or a run could not be worked on
[[nodiscard]] std::span<const Wording> clarity_wordings();  // what is hard to read, and how to mend it
[[nodiscard]] std::span<const Wording> desk_wordings();     // why a decision about a page was not carried out
[[nodiscard]] std::span<const Wording> result_wordings();   // verdicts, states, reasons for a person to look, leaks

}  // namespace mangping::report
