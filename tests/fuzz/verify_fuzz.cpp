// Any released file is attacked to the end or refused with a fault; nothing is taken for clean by crashing.
#include <vector>

#include "pipeline/verify/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mangping;
    verify::Attackers attackers;
    attackers.read = [](const Raster&) -> Result<std::vector<Finding>> { return std::vector<Finding>{}; };
    attackers.codes = [](const Raster&) { return std::vector<Code>{}; };
    attackers.search = [](std::string_view) { return std::vector<std::string>{}; };
    const auto leaks = verify::attack_file("masked/1", std::vector<std::uint8_t>(data, data + size), attackers, {});
    (void)leaks.ok();
    return 0;
}
