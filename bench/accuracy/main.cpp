// accuracy PART [--pages N] [--seed S] [--first N] [--each] [--read] [--keep DIR] [--store DIR] [--measures FILE]
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "bench/accuracy/part.hpp"

namespace {

struct Named {
    const char* name;
    mangping::bench::Part part;
    const char* measures;
};

constexpr Named kParts[] = {
    {"orientation", mangping::bench::orientation, "wrong turns, sure and unsure, and the error of the skew"},
    {"clarity", mangping::bench::clarity, "verdicts against what was done to the pages, and the rank of the score"},
    {"reading", mangping::bench::reading, "characters wrong and lines lost by scan class; strings read on real forms"},
    {"masking", mangping::bench::masking, "mentions masked, left open, and neighbours hit, by the masked pixels"},
    {"strings", mangping::bench::strings, "log ratios of right and wrong strings, which ocr/spot's bounds come from"},
    {"fields", mangping::bench::fields, "fields exact, missing, wrong though sure, by key and kind; kinds confused"},
    {"mismatches", mangping::bench::mismatches, "papers against forms: planted differences found, and false alarms"},
};

int usage() {
    std::fputs(
        "accuracy PART [--pages N] [--seed S] [--first N] [--each] [--read] [--keep DIR] [--store DIR] [--measures "
        "FILE] "
        "[--reader NAME]\n",
        stderr);
    for (const Named& p : kParts) std::fprintf(stderr, "  %-12s %s\n", p.name, p.measures);
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return usage();
    mangping::bench::Options options;
    for (int i = 2; i < argc; ++i) {
        const std::string option = argv[i];
        if (option == "--each") {
            options.each = true;
        } else if (option == "--read") {
            options.read = true;
        } else if (option == "--pages" && i + 1 < argc) {
            options.pages = std::atoi(argv[++i]);
        } else if (option == "--first" && i + 1 < argc) {
            options.first = std::atoi(argv[++i]);
        } else if (option == "--keep" && i + 1 < argc) {
            options.keep = argv[++i];
        } else if (option == "--measures" && i + 1 < argc) {
            options.measures = argv[++i];
        } else if (option == "--store" && i + 1 < argc) {
            options.store = argv[++i];
        } else if (option == "--reader" && i + 1 < argc) {
            options.reader = argv[++i];
        } else if (option == "--seed" && i + 1 < argc) {
            options.seed = std::strtoull(argv[++i], nullptr, 10);
        } else {
            return usage();
        }
    }
    for (const Named& p : kParts)
        if (std::strcmp(p.name, argv[1]) == 0) return p.part(options);
    return usage();
}
