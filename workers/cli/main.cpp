// mangping: the command line of spec/README.md.
#include <malloc.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include "pipeline/adapt/threads.hpp"
#include "workers/cli/commands.hpp"

namespace {

volatile std::sig_atomic_t signals_caught = 0;

/// Turns SIGINT and SIGTERM into a stop request; a second signal ends the process at once. They are handled, not
/// blocked and waited for: libraries (OpenBLAS) start threads before main, which block nothing and would end the
/// process.
class Signals {
public:
    explicit Signals(std::stop_source source) {
        struct sigaction action {};
        action.sa_flags = SA_RESTART;
        action.sa_handler = [](int) {
            if (signals_caught != 0) std::_Exit(130);
            signals_caught = 1;
        };
        sigaction(SIGINT, &action, nullptr);
        sigaction(SIGTERM, &action, nullptr);
        watcher_ = std::jthread([source](const std::stop_token& over) mutable {
            std::mutex mutex;
            std::condition_variable_any ended;
            std::unique_lock lock(mutex);
            while (!over.stop_requested() && signals_caught == 0)
                ended.wait_for(lock, over, std::chrono::milliseconds(100), [] { return signals_caught != 0; });
            if (signals_caught != 0) source.request_stop();
        });
    }

private:
    std::jthread watcher_;
};

/// Pages are worked on in pictures of some megabytes that come and go by the hundred. What was freed stays with the
/// process: by default each is given back to the system, and the next costs a page fault for every 4 KiB.
void keep_freed_memory() {
    constexpr int largest = 32 << 20;  // bytes; the most that M_MMAP_THRESHOLD takes
    constexpr int kept = 256 << 20;
    mallopt(M_MMAP_THRESHOLD, largest);
    mallopt(M_TRIM_THRESHOLD, kept);
}

/// Those pictures want pages of 2 MiB where the kernel grants them on request; with 4 KiB a fifteenth of a run goes
/// into page faults. glibc asks for them only by a tunable that it reads before anything else, so the program starts
/// itself once more with it. Whoever has set tunables of their own keeps them; where the start fails, all goes on
/// without.
void start_with_large_pages(char** argv) {
    constexpr const char* tunables = "GLIBC_TUNABLES";
    if (std::getenv(tunables) != nullptr) return;
    std::error_code none;
    const std::filesystem::path self =
        std::filesystem::read_symlink("/proc/self/exe", none);  // by name, for ps and top
    if (!none && ::setenv(tunables, "glibc.malloc.hugetlb=1", 1) == 0) ::execv(self.c_str(), argv);
}

void add_reader(CLI::App* command, std::string& reader) {
    command->add_option("--reader", reader, "network that words are read with (default: mangping)")
        ->check(CLI::IsMember(std::vector<std::string>(std::begin(mangping::recipe::known_readers),
                                                       std::end(mangping::recipe::known_readers))));
}

}  // namespace

int main(int argc, char** argv) {
    using namespace mangping;
    start_with_large_pages(argv);
    keep_freed_memory();
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // a full quota is an error value, not the end
    std::stop_source stop;
    const Signals signals(stop);
    adapt::use_no_inner_threads();

    CLI::App app{"mangping (盲评): checks and masks the scans of professional-title reviews"};
    app.set_version_flag("--version", "mangping " MANGPING_VERSION);
    app.require_subcommand(1);
    cli::Common common;
    common.stop = stop.get_token();
    std::string language = "zh";
    app.add_option("--lang", language, "language of messages")->check(CLI::IsMember({"zh", "en"}));
    app.add_option("--notices", common.notices, "folder of rule packs");
    app.fallthrough();

    cli::RunArguments run;
    auto* run_command = app.add_subcommand("run", "check and mask a batch of dossiers; run again to resume");
    run_command->add_option("BATCH", run.batch, "a batch, or one dossier's folder")->required();
    run_command->add_option("--out", run.out, "folder for the results")->required();
    run_command->add_option("--notice", run.notice, "rule pack to use instead of the one the dossier names");
    run_command->add_option("--jobs", run.jobs, "pages at once; 1 runs serially (default: cores)")
        ->check(CLI::Range(0, 1024));
    run_command->add_option("--as-of", run.as_of, "date or instant that deadlines are judged at");
    run_command->add_option("--memory", run.memory_mib,
                            "MiB of pages in work at once (default: a quarter of the machine's)");
    run_command->add_option("--page-seconds", run.page_seconds, "a page that takes longer is withheld")
        ->check(CLI::PositiveNumber);
    run_command->add_option("--blind-key", run.blind_key, "secret that blind ids are derived with")
        ->envname("MANGPING_BLIND_KEY");
    run_command
        ->add_option("--mask-width", run.mask_width, "fixed: bars that do not tell how many characters they hide")
        ->check(CLI::IsMember({"fitted", "fixed"}));
    add_reader(run_command, run.reader);
    run_command->add_option("--stages", run.stages, "write the time per stage there, as CSV");

    cli::CheckArguments check;
    auto* check_command = app.add_subcommand("check", "clarity and orientation of single files");
    check_command->add_option("FILE", check.files, "jpg or pdf files")->required();
    check_command->add_flag("--json", check.json, "machine-readable");

    cli::MaskArguments mask;
    auto* mask_command = app.add_subcommand("mask", "mask one file");
    mask_command->add_option("FILE", mask.file, "a jpg or pdf file")->required();
    mask_command->add_option("--name", mask.name, "the applicant's name")->required();
    mask_command->add_option("--employer", mask.employer, "the employer's name")->required();
    mask_command->add_option("--alias", mask.aliases, "another form of the applicant's name");
    mask_command->add_option("--employer-alias", mask.employer_aliases, "another form of the employer's name");
    mask_command
        ->add_option("--mask-width", mask.mask_width, "fixed: bars that do not tell how many characters they hide")
        ->check(CLI::IsMember({"fitted", "fixed"}));
    add_reader(mask_command, mask.reader);
    mask_command->add_option("--out", mask.out, "the masked file")->required();

    std::string id;
    auto* notices_command = app.add_subcommand("notices", "the rule packs, or one of them explained");
    notices_command->add_option("ID", id, "a pack's id; or: check FILE…");
    std::vector<std::filesystem::path> pack_files;
    auto* pack_check =
        notices_command->add_subcommand("check", "hold rule packs against the language they are written in");
    pack_check->add_option("FILE", pack_files, "yaml files")->required();

    auto* pack_schema = notices_command->add_subcommand("schema", "the language of rule packs as a JSON Schema");

    cli::RosterArguments roster;
    auto* roster_command =
        app.add_subcommand("roster", "the roster of a batch, with names: for the unit that files it");
    roster_command->add_option("BATCH", roster.batch, "a batch, or one dossier's folder")->required();
    roster_command->add_option("--out", roster.out, "the xlsx file")->required();
    roster_command->add_option("--notice", roster.notice, "only dossiers filed under this notice");

    cli::VerifyArguments verify;
    auto* verify_command = app.add_subcommand("verify", "attack what run released; exit 1 if anything leaks");
    verify_command->add_option("OUT", verify.out, "the results of a run")->required();
    verify_command->add_option("--jobs", verify.jobs, "files at once (default: cores)")->check(CLI::Range(0, 1024));

    cli::DecideArguments decide;
    cli::add_decide(app, decide);

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    common.language = language == "en" ? report::Language::en : report::Language::zh;
    if (*run_command) return cli::run(common, run);
    if (*check_command) return cli::check(common, check);
    if (*mask_command) return cli::mask(common, mask);
    if (*pack_schema) return cli::notice_schema();
    if (*pack_check) return cli::check_notices(common, pack_files);
    if (*notices_command) return cli::notices(common, id);
    if (*roster_command) return cli::roster(common, roster);
    if (app.got_subcommand("decide")) return cli::decide(common, decide);
    return cli::verify(common, verify);
}
