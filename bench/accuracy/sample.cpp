#include "bench/accuracy/sample.hpp"

#include <iterator>

namespace mangping::bench {

using namespace synthetic;

Sample sample(std::uint64_t seed, int index, Difficulty others) {
    const auto number = static_cast<std::uint64_t>(index);
    Rng rng(seed * 1'000'003 + number);
    Sample s;
    s.person = make_person(rng);
    s.employer = make_employer(rng);
    const auto kinds = all_kinds();
    s.kind = kinds[number % kinds.size()];
    DocumentOptions options;
    options.dpi = 200;
    options.seed = seed * 7919 + number;
    constexpr ScanClass classes[] = {ScanClass::scan,    ScanClass::scan, ScanClass::photo, ScanClass::scan,
                                     ScanClass::digital, ScanClass::scan, ScanClass::fax,   ScanClass::scan};
    // The class must not follow the kind: 46 kinds and 8 classes share a factor, so it moves on with every round.
    const std::size_t turn = (number + number / kinds.size()) % std::size(classes);
    const auto difficulty = number % 3 == 0 ? Difficulty::easy : others;
    s.file = degrade_to_file(make_page(s.kind, s.person, s.employer, options),
                             preset(classes[turn], difficulty, options.seed), options.seed);
    return s;
}

Dossier declared(const Sample& s) {
    Dossier d;
    d.applicant.name = s.person.name;
    d.applicant.name_latin = s.person.name_latin;
    d.applicant.name_uyghur = s.person.name_uyghur;
    d.applicant.aliases = s.person.aliases;
    d.applicant.id_number = s.person.id_number;
    d.applicant.employer = s.employer.name;
    d.applicant.employer_aliases = s.employer.aliases;
    d.applicant.employer_latin = s.employer.latin;
    return d;
}

}  // namespace mangping::bench
