#include "bench/accuracy/pages.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "bench/accuracy/spoil.hpp"
#include "bench/accuracy/store.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::bench {

using namespace synthetic;

namespace {

// Blank sheets, and pages with a fault that the presets do not draw: noise, moire, specks, shadow, compression.
constexpr double kBlankShare = 0.05, kSpoiltShare = 0.09;

}  // namespace

SourcePage source_of(Raster image, int jpeg_quality) {
    SourcePage page;
    page.width = image.width;
    page.height = image.height;
    page.jpeg_quality = jpeg_quality;
    page.raster = std::make_shared<const Raster>(std::move(image));
    return page;
}

void keep_picture(const std::string& folder, const std::string& name, const GradedPage& page) {
    if (folder.empty()) return;
    std::filesystem::create_directories(folder);
    std::ofstream(std::filesystem::path(folder) / (name + ".jpg"), std::ios::binary)
        .write(reinterpret_cast<const char*>(page.jpeg.data()), static_cast<std::streamsize>(page.jpeg.size()));
}

GradedPage graded_page(std::uint64_t seed, int index, const std::string& store) {
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
    Made made = from_store(store, std::to_string(seed) + "-" + std::to_string(index), [&] {
        const Person person = make_person(rng);
        const Employer employer = make_employer(rng);
        Degradation how = preset(out.scan, out.difficulty, rng.next());
        SyntheticPage clean = make_page(out.kind, person, employer, options);
        const double other = rng.unit();
        if (other < kBlankShare) {
            how = blank_degradation(out.scan == ScanClass::fax ? ScanClass::scan : out.scan, rng);
            clean = blank_sheet(options.dpi, rng);
        } else if (other < kBlankShare + kSpoiltShare && clean.truth.text_px > 0) {
            how = preset(out.scan, Difficulty::easy, rng.next());
            const std::array severities{rng.between(0.5, 0.85), rng.between(1.15, 1.6), rng.between(2.3, 3.2)};
            spoil(static_cast<std::size_t>(rng.whole(0, static_cast<int>(kFaults.size()) - 1)),
                  severities[static_cast<std::size_t>(rng.whole(0, 2))], clean, how);
        }
        DegradedFile file = degrade_to_file(clean, how, rng.next());
        return Made{std::move(file.page.truth), std::move(file.jpeg)};
    });
    out.truth = std::move(made.truth);
    out.source = decoded(made.jpeg, out.decode_ms);
    out.jpeg = std::move(made.jpeg);
    return out;
}

}  // namespace mangping::bench
