// The commands. Each returns the process's exit code: 0 done, 1 something could not be processed or leaks, 2
// usage.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "pipeline/report/report.hpp"
#include "workers/batch/decide.hpp"

namespace CLI {
class App;
}

namespace mangping::cli {

struct Common {
    std::filesystem::path notices;  // folder of rule packs; found when empty
    report::Language language = report::Language::zh;
    std::stop_token stop;
};

struct RunArguments {
    std::filesystem::path batch, out;
    std::string notice, as_of, blind_key;
    int jobs = 0;                // 0: the machine's cores
    std::size_t memory_mib = 0;  // 0: a quarter of the machine's
    double page_seconds = 120;
    std::string mask_width = "fitted", reader = std::string(recipe::default_reader);
    std::filesystem::path stages;  // where to write the time per stage, for the bench; empty: nowhere
};
[[nodiscard]] int run(const Common& common, const RunArguments& arguments);

struct CheckArguments {
    std::vector<std::filesystem::path> files;
    bool json = false;
};
[[nodiscard]] int check(const Common& common, const CheckArguments& arguments);

struct MaskArguments {
    std::filesystem::path file, out;
    std::string name, employer, mask_width = "fitted", reader = std::string(recipe::default_reader);
    std::vector<std::string> aliases, employer_aliases;
};
[[nodiscard]] int mask(const Common& common, const MaskArguments& arguments);

[[nodiscard]] int notices(const Common& common, const std::string& id);
/// Rule packs held against the language: every mistake with line, column and what may stand there; 1 when there is one.
[[nodiscard]] int check_notices(const Common& common, const std::vector<std::filesystem::path>& files);

/// Prints the schema of the language.
[[nodiscard]] int notice_schema();

struct RosterArguments {
    std::filesystem::path batch, out;
    std::string notice;  // only dossiers filed under it; all when empty
};
[[nodiscard]] int roster(const Common& common, const RosterArguments& arguments);

struct VerifyArguments {
    std::filesystem::path out;
    int jobs = 0;
};
[[nodiscard]] int verify(const Common& common, const VerifyArguments& arguments);

struct DecideArguments {
    std::filesystem::path dossier, source;
    std::vector<batch::PageOrder> orders;
    int jobs = 0;
};
/// Adds the command; `arguments` must outlive the parsing.
void add_decide(CLI::App& app, DecideArguments& arguments);
/// 1 when an order was not carried out.
[[nodiscard]] int decide(const Common& common, const DecideArguments& arguments);

/// The packs' folder: as given, else where decide finds its data.
[[nodiscard]] std::filesystem::path notices_folder(const Common& common);

/// One line on standard error in the chosen language.
void say_fault(const Common& common, const std::string& code, const std::string& detail = {});

}  // namespace mangping::cli
