// One person's page as it is uploaded, with its truth: what masking and the search for strings are measured on.
#pragma once

#include <cstdint>

#include "models/dossier.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping::bench {

struct Sample {
    synthetic::Person person;
    synthetic::Employer employer;
    Kind kind = Kind::other;
    synthetic::DegradedFile file;
};

/// Page `index` of the set `seed`: the kinds in turn, in every scan class; a third is easy, the others as told.
[[nodiscard]] Sample sample(std::uint64_t seed, int index, synthetic::Difficulty others = synthetic::Difficulty::mixed);
/// What its owner declared.
[[nodiscard]] Dossier declared(const Sample& s);

}  // namespace mangping::bench
