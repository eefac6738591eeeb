// Two runners of the same items: one that is obviously right and one that is fast. Both give the same bytes.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

#include "models/result.hpp"
#include "workers/batch/files.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::batch {

/// A page to process, or (page < 0) the sign that a dossier's pages are all through.
struct Item {
    std::size_t dossier = 0;
    std::size_t attachment = 0;
    int page = -1;
    std::shared_ptr<const Bytes> bytes;  // of the attachment
    std::size_t cost_bytes = 0;          // expected peak memory of the page's processing
};

struct Worked {
    Item item;
    std::optional<Result<recipe::PageResult>> result;  // empty for the sign
};

struct Steps {
    std::function<std::optional<Item>()> next;                                      // serial, in order; empty: no more
    std::function<Result<recipe::PageResult>(const Item&, recipe::Scratch&)> work;  // any thread
    std::function<Status(Worked)> take;                                             // serial, in order; a fault stops
};

[[nodiscard]] Status run_serial(const Steps& steps);
/// `memory_bytes` bounds the sum of cost_bytes in work; a page that is larger alone runs alone.
[[nodiscard]] Status run_parallel(const Steps& steps, int jobs, std::size_t memory_bytes);

}  // namespace mangping::batch
