#include "bench/accuracy/pages.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::bench {

using namespace synthetic;

SourcePage source_of(Raster image, int jpeg_quality) {
    SourcePage page;
    page.width = image.width;
    page.height = image.height;
    page.jpeg_quality = jpeg_quality;
    page.raster = std::make_shared<const Raster>(std::move(image));
    return page;
}

GradedPage graded_page(std::uint64_t seed, int index) {
    Rng rng(seed * 1'000'003 + static_cast<std::uint64_t>(index));
    const auto kinds = all_kinds();
    GradedPage out;
    out.kind = kinds[static_cast<std::size_t>(rng.whole(0, static_cast<int>(kinds.size()) - 1))];
    const double s = rng.unit(), d = rng.unit();
    out.scan = s < 0.2 ? ScanClass::digital : s < 0.65 ? ScanClass::scan : s < 0.92 ? ScanClass::photo : ScanClass::fax;
    out.difficulty = d < 0.2 ? Difficulty::easy : d < 0.7 ? Difficulty::mixed : Difficulty::hard;
    DocumentOptions options;
    options.dpi = rng.pick(std::vector<double>{150, 200, 200, 300});
    options.seed = rng.next();
    const Person person = make_person(rng);
    const Employer employer = make_employer(rng);
    const Degradation how = preset(out.scan, out.difficulty, rng.next());
    SyntheticPage page = degrade(make_page(out.kind, person, employer, options), how, rng.next());
    out.truth = std::move(page.truth);
    out.source = source_of(std::move(page.image), how.jpeg.quality);
    return out;
}

}  // namespace mangping::bench
