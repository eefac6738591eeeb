// How probable a given string is at a place of a line, from the whole posterior.
//
// The sums and maxima are those of connectionist temporal classification (Graves, Fernandez, Gomez, Schmidhuber 2006):
// a string is spelt by every path of classes and blanks that gives it when repeats are merged and blanks dropped.
#pragma once

#include <span>
#include <vector>

#include "ocr/reader/posterior.hpp"

namespace mangping::ocr {

/// ln of the probability that slots [from, to) spell exactly `string`, summed over all paths; -infinity where it does
/// not fit. An empty string is spelt by blanks.
[[nodiscard]] double log_likelihood(const Posterior& posterior, std::span<const int> string, int from, int to);

/// Where a character of a string stands: slots [first, last], the likeliest path's.
struct Aligned {
    int first = 0, last = 0;
};
/// The likeliest path of `string` through [from, to); empty where it does not fit.
[[nodiscard]] std::vector<Aligned> align_string(const Posterior& posterior, std::span<const int> string, int from,
                                                int to);

/// A place where a string may stand.
struct Place {
    int from = 0, to = 0;  // slots, half open: from its first character's to its last one's
    double ratio = 0;      // ln likelihood of the string in [from, to) over that of the best free path there; <= ~0
    std::vector<Aligned> characters;
};
/// The `most` best places of `string` in the line that do not overlap, best first. A free path may take any class or
/// blank in each slot, so the ratio says how much worse the string explains the picture than whatever explains it best.
[[nodiscard]] std::vector<Place> find_string(const Posterior& posterior, std::span<const int> string,
                                             std::size_t most = 1);

/// One character of a free reading.
struct Read {
    int label = 0;
    int first = 0, last = 0;  // slots
    double log_p = 0;         // ln of its probability among all that may stand in these slots
};
/// The likeliest string, summed over its paths (a beam of prefixes), aligned.
[[nodiscard]] std::vector<Read> read_freely(const Posterior& posterior);

struct Choice {
    int label = 0;
    float p = 0;
};
/// What may stand in slots [first, last] if one character does, likeliest first, at most `most`.
[[nodiscard]] std::vector<Choice> choices_in(const Posterior& posterior, int first, int last, std::size_t most);

}  // namespace mangping::ocr
