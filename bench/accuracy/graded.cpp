#include "bench/accuracy/graded.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "bench/accuracy/spoil.hpp"
#include "bench/accuracy/store.hpp"
#include "ocr/lines/reader.hpp"
#include "pipeline/normalize/upright.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::bench {

using namespace synthetic;

namespace {

/// Kinds of print alone: what is written by hand or stamped a reader misses on a clear page too.
constexpr std::array kPrint{Kind::unit_proof,
                            Kind::annual_assessment_form,
                            Kind::social_insurance_statement,
                            Kind::graduation_certificate,
                            Kind::award_certificate,
                            Kind::commitment_letter};

using Bag = std::map<std::string, int>;

/// Adds the characters of a UTF-8 string, without white space.
void put(const std::string& utf8, Bag& bag) {
    for (std::size_t i = 0; i < utf8.size();) {
        std::size_t n = 1;
        while (i + n < utf8.size() && (static_cast<unsigned char>(utf8[i + n]) & 0xC0U) == 0x80U) ++n;
        if (utf8[i] != ' ' && utf8[i] != '\n') ++bag[utf8.substr(i, n)];
        i += n;
    }
}

std::optional<std::string> read_text(const GradedPage& page, ocr::Engine& engine) {
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const Result<UprightPage> upright = normalize::upright(page.source, pose, page.truth.text_px);
    if (!upright) return std::nullopt;
    const Result<Reading> reading = ocr::read_page(*upright, engine, nullptr, {}, {});
    if (!reading) return std::nullopt;
    return reading->text();
}

}  // namespace

GradedPage spoilt_page(std::uint64_t seed, int index, const std::string& store, std::string& fault) {
    Rng rng(seed * 1'000'003 + static_cast<std::uint64_t>(index) + 777);
    GradedPage out;
    out.kind = kPrint[static_cast<std::size_t>(rng.whole(0, static_cast<int>(kPrint.size()) - 1))];
    out.scan = ScanClass::scan;
    const auto which = static_cast<std::size_t>(rng.whole(0, static_cast<int>(kFaults.size()) - 1));
    fault = kFaults[which];
    const double severity = rng.between(0, 3);
    DocumentOptions options;
    options.dpi = 200;
    options.seed = rng.next();
    const Made made = from_store(store, "spoilt-" + std::to_string(seed) + "-" + std::to_string(index), [&] {
        const Person person = make_person(rng);
        const SyntheticPage clean = make_page(out.kind, person, make_employer(rng), options);
        Degradation d;
        d.scan = out.scan;
        d.optics.noise_sd = 1.5;
        d.optics.blur_px = 0.4;
        d.jpeg.quality = 75;
        spoil(which, severity, clean, d);
        DegradedFile file = degrade_to_file(clean, d, rng.next());
        return Made{std::move(file.page.truth), std::move(file.jpeg)};
    });
    out.truth = made.truth;
    out.source = decoded(made.jpeg, out.decode_ms);
    return out;
}

double reading_error(const GradedPage& page, const std::string& store, const std::string& name, ocr::Engine& engine) {
    Bag printed, read;
    for (const TruthLine& line : page.truth.lines) put(line.text, printed);
    if (printed.empty()) return -1;
    const std::filesystem::path kept = std::filesystem::path(store) / (name + ".read");
    if (std::ifstream in(kept, std::ios::binary); !store.empty() && in) {
        put(std::string(std::istreambuf_iterator<char>(in), {}), read);
    } else {
        const std::optional<std::string> text = read_text(page, engine);
        if (!text) return -1;
        put(*text, read);
        if (!store.empty()) std::ofstream(kept, std::ios::binary) << *text;
    }
    int all = 0, missed = 0;
    for (const auto& [character, count] : printed) {
        const auto found = read.find(character);
        all += count;
        missed += std::max(0, count - (found == read.end() ? 0 : found->second));
    }
    return missed / static_cast<double>(all);
}

}  // namespace mangping::bench
