// The parts that invented names are put together from. Many people share each part; only the combinations are invented.
#pragma once

#include <span>

namespace mangping::synthetic::tables {

struct Surname {
    const char* han;
    const char* latin;
};
struct GivenChar {
    const char* han;
    const char* latin;
    char sex;  // m, f or b(oth)
};
/// A part of a Uyghur or Kazakh name: how the register writes it, another transcription in use ("" if none), the
/// Arabic-script and the Latin spelling.
struct NamePart {
    const char* han;
    const char* other_han;
    const char* arabic;
    const char* latin;
};
struct Place {
    const char* full;
    const char* brief;
    const char* latin;
    const char* uyghur;   // "" outside Xinjiang
    const char* city;     // seat
    const char* region6;  // GB 2260 code of a county there
    char level;           // r(egion), p(refecture), c(ounty)
};
struct Trade {
    const char* full;
    const char* brief;
    const char* latin;
    const char* uyghur;
    const char* bureau;  // what it is called in a bureau's name
};
struct Word {
    const char* han;
    const char* latin;
};

[[nodiscard]] std::span<const Surname> surnames();
[[nodiscard]] std::span<const Surname> compound_surnames();
[[nodiscard]] std::span<const GivenChar> given_chars();
[[nodiscard]] std::span<const NamePart> uyghur_men();
[[nodiscard]] std::span<const NamePart> uyghur_women();
[[nodiscard]] std::span<const NamePart> kazakh_men();
[[nodiscard]] std::span<const NamePart> kazakh_women();
[[nodiscard]] std::span<const Place> places();
[[nodiscard]] std::span<const Trade> trades();
/// Made-up names of firms.
[[nodiscard]] std::span<const Word> firm_words();
[[nodiscard]] std::span<const Word> majors();

}  // namespace mangping::synthetic::tables
