#include <spdlog/fmt/fmt.h>

#include "pipeline/decide/decide.hpp"
#include "workers/batch/plan.hpp"
#include "workers/cli/commands.hpp"

namespace mangping::cli {

int notices(const Common& common, const std::string& id) {
    const auto read = batch::read_packs(notices_folder(common));
    for (const Fault& fault : read.faults) say_fault(common, fault.code, fault.detail);
    if (id.empty()) {
        for (const auto& [key, pack] : read.packs) fmt::print("{}  {}\n", key, pack.notice.title);
        return read.faults.empty() ? 0 : 1;
    }
    const auto pack = read.packs.find(id);
    if (pack == read.packs.end()) {
        say_fault(common, "notice_unknown");
        return 2;
    }
    fmt::print("{}", decide::explain(pack->second.notice));
    return 0;
}

int notice_schema() {
    fmt::print("{}", decide::pack_schema());
    return 0;
}

int check_notices(const Common& common, const std::vector<std::filesystem::path>& files) {
    const bool en = common.language == report::Language::en;
    int broken = 0;
    for (const std::filesystem::path& file : files) {
        const auto notice = decide::load_notice(file);
        if (notice) {
            fmt::print(fmt::runtime(en ? "{}: fine; {} rules\n" : "{}：没有问题，共 {} 条规则\n"),
                       file.filename().string(), notice->rules.size());
            for (const std::string& remark : decide::remarks_on(*notice))
                fmt::print("{}：{}\n", file.filename().string(), remark);
            continue;
        }
        ++broken;
        fmt::print("{}\n", notice.fault().detail);
    }
    return broken == 0 ? 0 : 1;
}

}  // namespace mangping::cli
