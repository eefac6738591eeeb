#include "tests/workers/small_batch.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"

namespace mangping::tests {
namespace fs = std::filesystem;
namespace {

using namespace mangping::synthetic;

void put(const fs::path& path, const std::vector<std::uint8_t>& bytes) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

std::vector<std::uint8_t> scanned(Kind kind, const Person& person, const Employer& employer, std::uint64_t seed) {
    DocumentOptions options;
    options.dpi = 130;
    options.seed = seed;
    Degradation d;
    d.scan = ScanClass::scan;
    d.placement.quarter_turns_cw = static_cast<int>(seed % 4);
    d.placement.skew_deg = 0.6;
    d.jpeg.quality = 80;
    return degrade_to_file(make_page(kind, person, employer, options), d, seed).jpeg;
}

void write_dossier(const fs::path& folder, std::uint64_t seed) {
    Rng rng(seed);
    const Person person = make_person(rng, NameForm::han3);
    const Employer employer = make_employer(rng);
    const auto file = [](const char* path, const char* kind) { return nlohmann::json{{"file", path}, {"kind", kind}}; };
    put(folder / "edu/1.jpg", scanned(Kind::graduation_certificate, person, employer, seed));
    put(folder / "awards/1.jpg", scanned(Kind::award_certificate, person, employer, seed + 1));
    put(folder / "work/1.jpg", scanned(Kind::evidence, person, employer, seed + 2));
    put(folder / "work/broken.jpg", {0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F'});
    const nlohmann::json dossier{
        {"schema", "mangping.dossier/1"},
        {"id", folder.filename().string()},
        {"notice", "xj-2024-engineering-consulting"},
        {"submission", {{"round", 1}, {"submitted_at", "2024-09-10T12:00:00+08:00"}}},
        {"applicant", {{"name", person.name}, {"id_number", person.id_number}, {"employer", employer.name}}},
        {"target", {{"series", "工程系列"}, {"specialty", "工程咨询"}, {"title", "高级工程师"}, {"level", "高级"}}},
        {"education", {{{"level", "本科"}, {"attachments", {file("edu/1.jpg", "graduation_certificate")}}}}},
        {"awards", {{{"title", "某奖"}, {"attachments", {file("awards/1.jpg", "award_certificate")}}}}},
        {"achievements",
         {{{"title", "某项目"},
           {"attachments",
            {file("work/1.jpg", "evidence"), file("work/broken.jpg", "evidence"), file("work/none.jpg", "evidence"),
             file("../outside.jpg", "evidence")}}}}}};
    std::ofstream(folder / "dossier.json") << dossier.dump(2);
}

}  // namespace

void write_small_batch(const fs::path& folder) {
    fs::create_directories(folder / "a");
    fs::create_directories(folder / "b");
    fs::create_directories(folder / "c");  // without a dossier.json
    write_dossier(folder / "a", 101);
    write_dossier(folder / "b", 202);
}

std::map<std::string, std::string> contents_of(const fs::path& out) {
    std::map<std::string, std::string> files;
    for (fs::recursive_directory_iterator it(out), end; it != end; ++it) {
        if (it->path().filename() == ".mangping") it.disable_recursion_pending();
        if (!it->is_regular_file()) continue;
        std::ifstream in(it->path(), std::ios::binary);
        files[fs::relative(it->path(), out).generic_string()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
}

}  // namespace mangping::tests
