// mangping-synth: writes dossiers with their truth, or single pages.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/dossier.hpp"
#include "tests/support/synthetic/truth_json.hpp"

namespace {

namespace fs = std::filesystem;
using namespace mangping;
using namespace mangping::synthetic;

struct Arguments {
    std::string out, truth, notice, id, difficulty = "mixed";
    int dossiers = 1, first = 1, faults = -1;
    std::uint64_t seed = 1;
    std::vector<std::string> kinds, only_faults;
    bool lean = false;
};

bool write(const fs::path& path, const std::vector<std::uint8_t>& bytes) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return static_cast<bool>(file);
}

Difficulty difficulty_of(const Arguments& a, int number) {
    if (a.difficulty == "clean") return Difficulty::easy;
    if (a.difficulty == "hard") return Difficulty::hard;
    return number % 3 == 0 ? Difficulty::easy : Difficulty::mixed;
}

int write_dossiers(const Arguments& a) {
    for (int i = 0; i < a.dossiers; ++i) {
        DossierOptions o;
        o.notice = a.notice.empty() ? notice_ids()[static_cast<std::size_t>(i) % notice_ids().size()] : a.notice;
        char id[32];
        std::snprintf(id, sizeof id, "D%04d", a.first + i);
        o.id = a.id.empty() ? id : a.id;
        o.seed = a.seed * 1000003ull + static_cast<std::uint64_t>(a.first + i);
        o.difficulty = difficulty_of(a, i);
        o.faults = a.faults >= 0 ? a.faults : a.difficulty == "clean" || i % 2 == 0 ? 0 : 2;
        o.only_faults = a.only_faults;
        o.lean = a.lean;
        const MadeDossier made = make_dossier(o);
        for (const MadeFile& file : made.files)
            if (!write(fs::path(a.out) / made.id / file.path, file.bytes)) {
                std::cerr << "cannot write below " << a.out << "\n";
                return 1;
            }
        if (!a.truth.empty() && !write(fs::path(a.truth) / (made.id + ".json"), {made.truth.begin(), made.truth.end()}))
            return 1;
        std::cout << made.id << " " << o.notice << " " << made.pages << " pages\n";
    }
    return 0;
}

int write_pages(const Arguments& a) {
    int number = 0;
    for (int i = 0; i < a.dossiers; ++i)
        for (const std::string& name : a.kinds) {
            const std::optional<Kind> kind = kind_from(name);
            if (!kind) {
                std::cerr << "unknown kind: " << name << "\n";
                return 2;
            }
            Rng rng(a.seed * 7919 + static_cast<std::uint64_t>(++number));
            const Person person = make_person(rng);
            const Employer employer = make_employer(rng);
            DocumentOptions o;
            o.seed = rng.next();
            const SyntheticPage clean = make_page(*kind, person, employer, o);
            constexpr ScanClass kClasses[] = {ScanClass::digital, ScanClass::scan, ScanClass::photo, ScanClass::fax};
            const Degradation d = preset(kClasses[rng.whole(0, 3)], difficulty_of(a, number), rng.next());
            const DegradedFile file = degrade_to_file(clean, d, rng.next());
            const std::string stem = name + "_" + std::to_string(number);
            const std::string truth = page_json(file.page.truth, 0, 1, employer.name).dump(1);
            if (!write(fs::path(a.out) / (stem + ".jpg"), file.jpeg)) return 1;
            if (!a.truth.empty() && !write(fs::path(a.truth) / (stem + ".json"), {truth.begin(), truth.end()}))
                return 1;
        }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"Writes invented dossiers with exact truth"};
    Arguments a;
    app.add_option("--out", a.out, "folder of the batch")->required();
    app.add_option("--truth", a.truth, "folder of the truth, a JSON file a dossier");
    app.add_option("--dossiers", a.dossiers, "how many (with --pages-only: how many of each kind)");
    app.add_option("--first", a.first, "number of the first dossier");
    app.add_option("--id", a.id, "id and folder of the one dossier");
    app.add_option("--seed", a.seed, "same seed, same bytes");
    app.add_option("--notice", a.notice, "one notice for all; otherwise in turn");
    app.add_option("--faults", a.faults, "faults a dossier; otherwise two in every other one");
    app.add_option("--fault", a.only_faults, "plant exactly these faults (named in dossier.hpp)");
    app.add_option("--pages-only", a.kinds, "single pages of these kinds instead of dossiers");
    app.add_option("--difficulty", a.difficulty, "of the scans")->check(CLI::IsMember({"clean", "mixed", "hard"}));
    app.add_flag("--lean", a.lean, "few optional attachments, small pictures");
    CLI11_PARSE(app, argc, argv);
    const auto& ids = notice_ids();
    if (!a.notice.empty() && std::find(ids.begin(), ids.end(), a.notice) == ids.end()) {
        std::cerr << "unknown notice: " << a.notice << "\n";
        return 2;
    }
    return a.kinds.empty() ? write_dossiers(a) : write_pages(a);
}
