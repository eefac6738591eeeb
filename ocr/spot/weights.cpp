#include "ocr/spot/weights.hpp"

#include <algorithm>
#include <cmath>

#include "ocr/lattice/confusion.hpp"
#include "ocr/names/han.hpp"

namespace mangping::ocr {
namespace {

// Mean frequency of characters of names in running Chinese (about 1 in 400); of letters, 1 in 16; of the Arabic-script
// letters of Uyghur, 1 in 20.
constexpr double background_han = 0.0025, background_latin = 0.06, background_arabic = 0.05;
// A best reading that is the character counts at least so much however unsure the engine says it is.
constexpr double least_exact = 0.5;
// Share of glyphs that an engine reads wrongly and surely on legible pages: 1 to 3 % (research/redaction.md, section
// 0).
constexpr double error_floor = 0.015;
// The mean confusion costs are relative to right readings; among errors they weigh 1 / (error rate) as much.
constexpr double mean_error_rate = 0.05, most_of_errors = 0.5;
// A character that the reader hardly knows is read as one of about so many, and seldom surely: from the one probability
// on less often, from the other on never (judged on one name: 荪 was read as 苏, 芥, 式, 惦, 获, 鞭 and more, at 0.3 to
// 0.66).
constexpr double read_as = 40, likely = 0.6, surely = 0.9;
// A character of which an alternative holds at least this much, or whose shape explains the reading, is plausible.
constexpr double plausible_alternative = 0.02, plausible_cost = 7.0;
// How often a character that can stand in a given name stands at a given place of some name; others are rarer.
constexpr double in_given = 1.0 / 250, in_surname = 1.0 / 120, in_organisation = 1.0 / 300, elsewhere = 1.0 / 20000;

double name_frequency(const Pattern& pattern, std::size_t index, char32_t seen) {
    if (pattern.script == Script::latin) return seen >= U'a' && seen <= U'z' ? 1.0 / 20 : 1.0 / 2000;
    if (pattern.script == Script::arabic) return is_arabic(seen) ? 1.0 / 25 : 1.0 / 2000;
    if (!is_han(seen)) return elsewhere;
    if (!pattern.is_name) return in_organisation;
    if (pattern.dotted) return is_transliteration(seen) ? 1.0 / 100 : 1.0 / 2000;
    if (index < pattern.surname) return is_surname(seen) ? in_surname : 1.0 / 5000;
    return is_given(seen) ? in_given : 1.0 / 1500;
}

}  // namespace

double background(Script script) {
    switch (script) {
        case Script::han:
            return background_han;
        case Script::latin:
            return background_latin;
        case Script::arabic:
            return background_arabic;
    }
    return background_han;
}

Weight weigh(const Pattern& pattern, std::size_t index, const Cell& cell) {
    const char32_t want = pattern.text[index];
    const double usual = background(pattern.script);
    Weight out;
    if (cell.top() == want) {
        out.exact = true;
        out.for_target = std::log(std::max(least_exact, static_cast<double>(cell.top_probability())) / usual);
        return out;
    }
    double listed = 0, posterior = 0, cost = kUnrelatedCost;
    for (const Choice& choice : cell.choices) {
        listed += choice.p;
        if (choice.c == want) posterior = choice.p;
        cost = std::min(cost,
                        static_cast<double>(substitution_cost(want, choice.c)) - std::log(std::max(1e-4F, choice.p)));
    }
    const double error =
        std::clamp(1.0 - std::min(listed, static_cast<double>(cell.top_probability())), error_floor, 1.0);
    const double by_shape = error * std::min(most_of_errors, std::exp(-cost) / mean_error_rate);
    const double hard = pattern.script == Script::han ? static_cast<double>(missed_share(want)) : 0;
    const double unsure = std::clamp((surely - cell.top_probability()) / (surely - likely), 0.0, 1.0);
    const double by_hardness = hard * unsure / read_as;
    out.confusable = posterior >= plausible_alternative || cost < plausible_cost;
    const double seen = std::max({posterior, by_shape, 1e-7});
    out.for_hardness = std::log(std::max(seen, by_hardness) / seen);
    out.for_target = std::log(seen / usual) + out.for_hardness;
    out.for_neighbour =
        std::log(std::max(0.05F, cell.top_probability()) * name_frequency(pattern, index, cell.top()) / usual);
    return out;
}

}  // namespace mangping::ocr
