// The parts of the accuracy bench. To add one: write its function in a file of its own, declare it here and name it in
// main.cpp's table.
#pragma once

#include <cstdint>
#include <string>

namespace mangping::bench {

struct Options {
    int pages = 1000;
    std::uint64_t seed = 1;
    bool each = false;  // a line for every page that was judged wrongly
};

/// Prints counts, rates and 95 % intervals; returns the exit code: 0, or 1 when the part could not run.
using Part = int (*)(const Options&);

int orientation(const Options& options);
int clarity(const Options& options);
int reading(const Options& options);

}  // namespace mangping::bench
