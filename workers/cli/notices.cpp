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

}  // namespace mangping::cli
