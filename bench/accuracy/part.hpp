// The parts of the accuracy bench. To add one: write its function in a file of its own, declare it here and name it in
// main.cpp's table.
#pragma once

#include <cstdint>
#include <string>

#include "workers/recipe/recipe.hpp"

namespace mangping::bench {

struct Options {
    int pages = 1000;
    std::uint64_t seed = 1;
    int first = 0;         // number of the first page, to look at one again
    bool read = false;     // clarity: hold the score against a reader, on pages spoilt on purpose
    bool each = false;     // a line for every page that was judged wrongly
    std::string store;     // folder in which generated pages are kept for the next time; "" makes them anew
    std::string measures;  // clarity: file to which a line of measures is added for every page; "" writes none
    std::string keep;      // folder for pictures: of pages judged wrongly, or before and after masking; "" keeps none
    std::string reader{recipe::default_reader};  // as `mangping run --reader`
};

/// Prints counts, rates and 95 % intervals; returns the exit code: 0, or 1 when the part could not run.
using Part = int (*)(const Options&);

int orientation(const Options& options);
int clarity(const Options& options);
int reading(const Options& options);
int masking(const Options& options);
int strings(const Options& options);
int fields(const Options& options);
int mismatches(const Options& options);

}  // namespace mangping::bench
