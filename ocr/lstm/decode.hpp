// From a posterior to characters: the likeliest path through the codes that spells characters only, and for each of its
// characters what else may stand there.
#pragma once

#include <vector>

#include "ocr/lstm/network.hpp"
#include "ocr/lstm/spelling.hpp"

namespace mangping::ocr::lstm {

/// One character of the likeliest path.
struct Decoded {
    int character = 0;        // of the spelling
    int first = 0, last = 0;  // steps in which its codes were seen, inclusive
    float worst = 0;          // how sure the least sure step is of the path from the character before to `last`
};

/// Connectionist temporal classification's best path (Graves et al. 2006) over the trie of spellings, found with a
/// beam. Spaces are left out of the answer.
[[nodiscard]] std::vector<Decoded> best_path(const Posterior& posterior, const Spelling& spelling);

struct Choice {
    int character = 0;
    float share = 0;  // likelihood against that of the best path's character; above 1 where the path missed it
};

/// What else may stand in place of `path[index]`, likeliest first, at most `most`: characters whose spelling explains
/// the steps between the neighbours nearly as well.
[[nodiscard]] std::vector<Choice> choices(const Posterior& posterior, const Spelling& spelling,
                                          const std::vector<Decoded>& path, std::size_t index, std::size_t most);

/// The measure that `choices` is held to by the tests: ln of the likelihood that exactly `codes` are seen in the steps
/// [from, to), summed over all alignments. -infinity where they do not fit.
[[nodiscard]] double log_likelihood(const Posterior& posterior, const std::vector<int>& codes, int blank, int from,
                                    int to);

/// Where a string stands: its characters' steps [from, to), and what each takes from the ratio.
struct Aligned {
    double ratio = 0;           // as best_ratio
    std::vector<int> from, to;  // per character; empty where the string does not fit
    std::vector<double> cost;   // per character, at most 0: its codes against the likeliest ones
};
/// The alignment that best_ratio speaks of.
[[nodiscard]] Aligned best_alignment(const Posterior& posterior, const std::vector<std::vector<int>>& spelt,
                                     const std::vector<bool>& mark_before, const std::vector<int>& marks, int space,
                                     int blank, int from, int to);

/// ln of the likelihood of the best alignment of a string that begins and ends within the steps [from, to), against the
/// likeliest code at each of its steps; at most 0. `spelt`: the codes of each character. Between characters blanks and
/// spaces are free of choice, and before those in `mark_before` one of `marks` (codes) as well. -infinity where the
/// string does not fit or a character has no codes.
[[nodiscard]] double best_ratio(const Posterior& posterior, const std::vector<std::vector<int>>& spelt,
                                const std::vector<bool>& mark_before, const std::vector<int>& marks, int space,
                                int blank, int from, int to);

}  // namespace mangping::ocr::lstm
