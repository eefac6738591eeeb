#include "workers/batch/run.hpp"

#include <spdlog/fmt/fmt.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <thread>

#include "workers/cli/commands.hpp"

namespace mangping::cli {
namespace {

std::string clock_of(double seconds) {
    const int s = static_cast<int>(seconds + 0.5);
    return s >= 3600 ? fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
                     : fmt::format("{}:{:02}", s / 60, s % 60);
}

/// Progress on standard error: one moving line on a terminal, a line every few seconds elsewhere.
class ProgressLine {
public:
    explicit ProgressLine(bool english) : english_(english), terminal_(::isatty(2) == 1) {}
    void show(const batch::Progress& p) {
        const auto now = std::chrono::steady_clock::now();
        const auto pause = terminal_ ? std::chrono::milliseconds(200) : std::chrono::milliseconds(10'000);
        if (now - last_ < pause) return;
        last_ = now;
        const std::string text = english_ ? fmt::format("{}/{} pages, {:.2f} pages/s, {} left", p.pages_done,
                                                        p.pages_total, p.pages_per_second, clock_of(p.seconds_left))
                                          : fmt::format("{}/{} 页，{:.2f} 页/秒，还需 {}", p.pages_done, p.pages_total,
                                                        p.pages_per_second, clock_of(p.seconds_left));
        std::fputs(terminal_ ? ("\r\033[K" + text).c_str() : (text + "\n").c_str(), stderr);
        open_ = terminal_;
    }
    void clear() {
        if (open_) std::fputs("\r\033[K", stderr);
        open_ = false;
    }

private:
    bool english_, terminal_, open_ = false;
    std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now() - std::chrono::hours(1);
};

/// A dossier's line: by its blind id, never by a folder's name that might hold a person's.
std::string dossier_line(const DossierOutcome& o, bool resumed, report::Language language) {
    std::size_t pages = 0, masks = 0, review = 0;
    for (const AttachmentOutcome& a : o.attachments)
        for (const PageOutcome& p : a.pages) {
            ++pages;
            masks += p.masks.size();
            review += p.review_needed ? 1 : 0;
        }
    const auto count = [&](CheckStatus s) {
        return std::count_if(o.checks.begin(), o.checks.end(), [&](const Check& c) { return c.status == s; });
    };
    const std::string verdict =
        report::wording(o.failed ? o.error : "verdict_" + std::string(key(o.verdict)), language);
    const bool en = language == report::Language::en;
    return fmt::format(fmt::runtime(en ? "{}  {}  {} pages, {} masks, {} findings, {} unsure, {} pages to look at{}\n"
                                       : "{}  {}  {} 页，遮盖 {} 处，问题 {} 项，存疑 {} 项，待人工核对 {} 页{}\n"),
                       o.blind_id, verdict, pages, masks, count(CheckStatus::fail), count(CheckStatus::unsure), review,
                       resumed ? (en ? " (done before)" : "（已完成）") : "");
}

void write_stages(const std::filesystem::path& file, const std::vector<std::map<std::string, double>>& pages) {
    std::ofstream out(file);
    out << "page,stage,ms\n";
    for (std::size_t i = 0; i < pages.size(); ++i)
        for (const auto& [stage, ms] : pages[i]) out << i << ',' << stage << ',' << fmt::format("{:.3f}", ms) << '\n';
}

/// Pages that hold dossiers back, and how to go on.
void tell_what_waits(const Common& common, const std::filesystem::path& out, const batch::NoticePacks& packs) {
    const auto waiting = batch::waiting_in(out, packs);
    if (!waiting || waiting->empty()) return;
    std::size_t pages = 0;
    for (const batch::Waiting& w : *waiting) pages += w.pages.size();
    if (common.language == report::Language::en)
        fmt::print("{} pages in {} dossiers wait for a person: mangping decide {}\n", pages, waiting->size(),
                   out.string());
    else
        fmt::print("待人工核对 {} 页，{} 份：mangping decide {}\n", pages, waiting->size(), out.string());
}

}  // namespace

int run(const Common& common, const RunArguments& arguments) {
    auto packs = batch::read_packs(notices_folder(common));
    for (const Fault& fault : packs.faults) say_fault(common, fault.code, fault.detail);
    if (packs.packs.empty()) {
        say_fault(common, "notices_missing");
        return 2;
    }
    if (!arguments.notice.empty() && !packs.packs.contains(arguments.notice)) {
        say_fault(common, "notice_unknown");
        return 2;
    }
    ProgressLine line(common.language == report::Language::en);
    std::vector<std::map<std::string, double>> stages;
    batch::RunOptions options;
    options.plan.notice = arguments.notice;
    options.plan.as_of = arguments.as_of;
    options.plan.blind_key = arguments.blind_key;
    options.plan.mask_width = arguments.mask_width == "fixed" ? mask::Width::fixed : mask::Width::fitted;
    options.plan.reader = arguments.reader;
    options.out = arguments.out;
    options.jobs =
        arguments.jobs > 0 ? arguments.jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    options.memory_bytes = arguments.memory_mib << 20;
    options.page_seconds = arguments.page_seconds;
    options.language = common.language;
    options.start_again_after_crash = true;
    options.stop = common.stop;
    options.on_progress = [&](const batch::Progress& p) { line.show(p); };
    options.on_dossier = [&](const DossierOutcome& o, bool resumed) {
        line.clear();
        std::fputs(dossier_line(o, resumed, common.language).c_str(), stdout);
        std::fflush(stdout);
    };
    if (!arguments.stages.empty())
        options.on_page = [&](const std::map<std::string, double>& ms) { stages.push_back(ms); };
    auto result = batch::run_batch(arguments.batch, packs.packs, options);
    line.clear();
    if (!arguments.stages.empty()) write_stages(arguments.stages, stages);
    if (!result) {
        say_fault(common, result.fault().code, result.fault().detail);
        return result.fault().code == "batch_missing" || result.fault().code == "batch_empty" ? 2 : 1;
    }
    if (result->cancelled) {
        say_fault(common, "cancelled");
        return 1;
    }
    tell_what_waits(common, arguments.out, packs.packs);
    return result->failed > 0 || result->leaks > 0 ? 1 : 0;
}

}  // namespace mangping::cli
