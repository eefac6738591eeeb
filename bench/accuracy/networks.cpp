#include "bench/accuracy/networks.hpp"

#include "ocr/lstm/engine.hpp"
#include "workers/recipe/scratch.hpp"

namespace mangping::bench {

Result<Networks> open_networks(const std::string& reader) {
    const auto open = [](const std::string& name) { return ocr::open_network(recipe::network_file(name), name); };
    auto first = open(reader);
    if (!first) return first.fault();
    auto second = open(recipe::second_reader(reader));
    if (!second) return second.fault();
    return Networks{std::move(*first), std::move(*second)};
}

}  // namespace mangping::bench
