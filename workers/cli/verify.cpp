#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "workers/batch/attack.hpp"
#include "workers/cli/commands.hpp"

namespace mangping::cli {

int verify(const Common& common, const VerifyArguments& arguments) {
    const int jobs =
        arguments.jobs > 0 ? arguments.jobs : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const bool en = common.language == report::Language::en;
    std::size_t leaks = 0, faults = 0, files = 0;
    auto result = batch::attack_out(arguments.out, jobs, common.stop, [&](const batch::FileVerdict& v) {
        ++files;
        if (!v.fault.empty()) {
            ++faults;
            fmt::print(fmt::runtime(en ? "not verified: {}/{}: {}\n" : "未能核验：{}/{}：{}\n"), v.folder, v.file,
                       report::wording(v.fault, common.language));
        }
        // Where, never what: the finding's text would put the name on the screen.
        for (const verify::Leak& leak : v.leaks) {
            ++leaks;
            const std::string where = report::wording("leak_" + leak.where, common.language);
            fmt::print(fmt::runtime(en ? "LEAK: {}/{}, page {}: {}\n" : "泄露：{}/{} 第 {} 页：{}\n"), v.folder, v.file,
                       leak.page + 1, where);
        }
        std::fflush(stdout);
    });
    if (!result) {
        say_fault(common, result.fault().code);
        return result.fault().code == "out_missing" ? 2 : 1;
    }
    if (common.stop.stop_requested()) {
        say_fault(common, "cancelled");
        return 1;
    }
    fmt::print(fmt::runtime(en ? "{} files attacked, {} leaks, {} not verified\n"
                               : "核验 {} 个文件，泄露 {} 处，未能核验 {} 个\n"),
               files, leaks, faults);
    return leaks + faults == 0 ? 0 : 1;
}

}  // namespace mangping::cli
