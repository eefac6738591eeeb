// Any bytes are a document or a fault, within limits small enough for a fuzzer.
#include <chrono>

#include "pipeline/ingest/ingest.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace mangping;
    ingest::Limits limits;
    limits.max_pixels = 4e6;
    limits.max_pages = 20;
    Context context;
    context.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(5);
    const std::span bytes(data, size);
    const auto document = ingest::inspect(bytes, limits);
    if (!document || document->pages.empty()) return 0;
    const auto page = ingest::decode(bytes, 0, limits, context);
    if (page && static_cast<std::size_t>(page->raster->width) * static_cast<std::size_t>(page->raster->height) *
                        static_cast<std::size_t>(page->raster->channels) !=
                    page->raster->pixels.size())
        __builtin_trap();
    return 0;
}
