#include "workers/batch/decide.hpp"

#include <spdlog/fmt/fmt.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <optional>
#include <string>
#include <thread>

#include "workers/batch/ledger.hpp"
#include "workers/cli/commands.hpp"

namespace mangping::cli {
namespace {

/// "1,3" as numbers from 1.
void take_numbers(const char* option, const std::string& text, std::vector<int>& out) {
    for (const std::string& part : CLI::detail::split(text, ',')) {
        int number = 0;
        if (!CLI::detail::lexical_cast(part, number) || number < 1)
            throw CLI::ValidationError(option, "numbers of proposals, as 1,3");
        out.push_back(number);
    }
}

/// "x,y,w,h" as a rectangle of some area.
std::optional<Rect> rect_of(const std::string& text) {
    std::vector<double> v;
    for (const std::string& part : CLI::detail::split(text, ',')) {
        double number = 0;
        if (!CLI::detail::lexical_cast(part, number)) return std::nullopt;
        v.push_back(number);
    }
    if (v.size() != 4 || v[0] < 0 || v[1] < 0 || v[2] <= 0 || v[3] <= 0) return std::nullopt;
    return Rect{v[0], v[1], v[2], v[3]};
}

std::string place(const Rect& r) { return fmt::format("{:.0f},{:.0f},{:.0f},{:.0f}", r.x, r.y, r.w, r.h); }

class Teller {
public:
    explicit Teller(report::Language language) : language_(language), en_(language == report::Language::en) {}

    void answer(const batch::PageOrder& order, const batch::PageAnswer& a) const {
        const std::string page = a.reference.empty() ? order.page : a.reference;
        if (!a.code.empty()) {
            const std::string why = report::wording(a.code, language_);
            fmt::print(fmt::runtime(en_ ? "{}: NOT done: {}\n" : "{}：没有执行：{}\n"), page, why);
            for (const Rect& r : a.open)
                fmt::print(fmt::runtime(en_ ? "    still seen at {0}; --mask {0} hides it\n"
                                            : "    这里仍能看到：{0}；可加 --mask {0}\n"),
                           place(r));
        } else if (order.undo) {
            fmt::print(fmt::runtime(en_ ? "{}: decision forgotten\n" : "{}：已撤回决定\n"), page);
        } else {
            fmt::print(
                fmt::runtime(en_ ? "{}: done, verified, {} masks\n" : "{}：已按决定处理，核验通过，遮盖 {} 处\n"), page,
                a.masks);
        }
    }

    void waiting(const batch::Waiting& w) const {
        for (const batch::WaitingPage& page : w.pages) {
            std::string reasons;
            for (const std::string& reason : page.reasons)
                reasons += (reasons.empty() ? "" : en_ ? "; " : "；") + report::wording(reason, language_);
            fmt::print("    {}  {}\n", page.reference, reasons);
        }
    }

    void state(const batch::Waiting& here, const std::vector<batch::Waiting>& others,
               const std::filesystem::path& out) const {
        fmt::print("{}  {}\n", here.blind_id, report::wording("verdict_" + std::string(key(here.verdict)), language_));
        if (!here.pages.empty())
            fmt::print(fmt::runtime(en_ ? "{} pages of this dossier wait:\n" : "本份还有 {} 页待核对：\n"),
                       here.pages.size());
        waiting(here);
        if (here.pages.empty() && here.unsure_checks > 0)
            fmt::print(fmt::runtime(en_ ? "no page waits; {} unsure rules do (report.json)\n"
                                        : "页面都已核对；还有 {} 项审核存疑，见 report.json\n"),
                       here.unsure_checks);
        left(others, out);
    }

    /// What remains in the batch, and where to go on.
    void left(const std::vector<batch::Waiting>& dossiers, const std::filesystem::path& out) const {
        std::size_t pages = 0;
        for (const batch::Waiting& w : dossiers) pages += w.pages.size();
        if (dossiers.empty()) {
            fmt::print("{}\n", en_ ? "no other dossier waits for a page" : "其他材料没有待核对的页");
            return;
        }
        fmt::print(
            fmt::runtime(en_ ? "elsewhere: {} pages in {} dossiers; next: {}\n" : "其他：{} 份共 {} 页；下一份：{}\n"),
            en_ ? pages : dossiers.size(), en_ ? dossiers.size() : pages,
            (out / dossiers.front().folder / "hold.html").string());
    }

private:
    report::Language language_;
    bool en_;
};

int list_all(const Common& common, const std::filesystem::path& out, const batch::NoticePacks& packs) {
    auto all = batch::waiting_in(out, packs);
    if (!all) {
        say_fault(common, all.fault().code);
        return 1;
    }
    const bool en = common.language == report::Language::en;
    std::size_t pages = 0;
    for (const batch::Waiting& w : *all) {
        pages += w.pages.size();
        fmt::print(fmt::runtime(en ? "{}  {}  {} pages  {}\n" : "{}  {}  {} 页  {}\n"), w.blind_id,
                   report::wording("verdict_" + std::string(key(w.verdict)), common.language), w.pages.size(),
                   (out / w.folder / "hold.html").string());
    }
    fmt::print(fmt::runtime(en ? "{} pages in {} dossiers wait\n" : "待核对 {} 页，{} 份\n"), pages, all->size());
    return 0;
}

}  // namespace

/// The options of a page hold for the --page before them, so each is taken where it stands.
void add_decide(CLI::App& app, DecideArguments& arguments) {
    auto* command =
        app.add_subcommand("decide", "settle held pages as hold.html shows them; without --page: what waits");
    command->add_option("DOSSIER", arguments.dossier, "OUT/<dossier>, or OUT for a list")->required();
    command->add_option("--jobs", arguments.jobs, "pages at once (default: cores)")->check(CLI::Range(0, 1024));
    command->add_option("--source", arguments.source, "the dossier's folder, where it has moved since the run");
    const auto in_order = [command](const char* option, const std::function<void(const std::string&)>& take,
                                    const char* help) {
        return command->add_option_function<std::string>(option, take, help)
            ->trigger_on_parse()
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    };
    const auto last = [&arguments]() -> batch::PageOrder& {
        if (arguments.orders.empty()) throw CLI::ValidationError("--page", "stands before what is said of the page");
        return arguments.orders.back();
    };
    in_order(
        "--page",
        [&arguments](const std::string& page) {
            arguments.orders.emplace_back();
            arguments.orders.back().page = page;
        },
        "FILE:INDEX, as hold.html names it; what follows is said of this page");
    const auto flag = [command](const char* option, const std::function<void(std::int64_t)>& take, const char* help) {
        command->add_flag_function(option, take, help)->trigger_on_parse();
    };
    flag(
        "--accept", [last](std::int64_t) { last().accept = true; }, "mask what is proposed and release the page");
    flag(
        "--undo", [last](std::int64_t) { last().undo = true; }, "forget what was decided");
    in_order(
        "--reject",
        [last](const std::string& text) {
            last().reject = true;
            if (!text.empty()) take_numbers("--reject", text, last().numbers);
        },
        "numbers of proposals that name nobody (1,3), to be left open; none: all of the page")
        ->expected(0, 1);
    in_order(
        "--cover", [last](const std::string& text) { take_numbers("--cover", text, last().covered); },
        "numbers of places that were proposed to be left open and are to be masked");
    in_order(
        "--mask",
        [last](const std::string& text) {
            const auto rect = rect_of(text);
            if (!rect) throw CLI::ValidationError("--mask", "x,y,w,h in the masked page's unit");
            last().added.push_back(*rect);
        },
        "x,y,w,h: mask that too, in pixels of the masked image or points of the masked pdf page");
}

int decide(const Common& common, const DecideArguments& arguments) {
    const auto read = batch::read_packs(notices_folder(common));
    for (const batch::PageOrder& o : arguments.orders)
        if ((o.accept && o.reject) || !(o.accept || o.reject || o.undo || !o.covered.empty() || !o.added.empty())) {
            say_fault(common, "decision_unclear");
            return 2;
        }
    const std::filesystem::path dossier = std::filesystem::absolute(arguments.dossier).lexically_normal();
    const std::filesystem::path folder = dossier.has_filename() ? dossier : dossier.parent_path();
    if (std::filesystem::exists(folder / batch::private_folder) && arguments.orders.empty())
        return list_all(common, folder, read.packs);
    batch::DecideOptions options;
    options.source = arguments.source;
    options.jobs =
        arguments.jobs > 0 ? arguments.jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    options.stop = common.stop;
    auto result = batch::decide(folder, read.packs, arguments.orders, options);
    if (!result) {
        say_fault(common, result.fault().code);
        return result.fault().code == "out_missing" || result.fault().code == "dossier_unknown" ? 2 : 1;
    }
    const Teller teller(common.language);
    int refused = 0;
    for (std::size_t i = 0; i < result->answers.size(); ++i) {
        teller.answer(arguments.orders[i], result->answers[i]);
        refused += result->answers[i].code.empty() ? 0 : 1;
    }
    teller.state(result->here, result->others, folder.parent_path());
    return refused == 0 ? 0 : 1;
}

}  // namespace mangping::cli
