#include "workers/recipe/watermark.hpp"

#include "detectors/watermark/watermark.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/spot/spot.hpp"
#include "workers/recipe/ask.hpp"

namespace mangping::recipe {

Result<std::vector<Finding>> watermark_findings(const UprightPage& page, const Targets& targets, Scratch& scratch,
                                                const Context& context) {
    auto mark = detectors::find_watermark(*page.raster);
    if (!mark) return std::vector<Finding>{};
    auto first = scratch.handles().reader(std::string(ocr::own_reader));
    if (!first) return first.fault();
    auto second = scratch.handles().reader(std::string(ocr::own_witness));
    UprightPage turned;
    turned.raster = std::make_shared<const Raster>(std::move(mark->picture));
    auto open = ocr::OpenPage::read(turned, **first, second ? *second : nullptr, {}, context);
    if (!open) return open.fault();
    std::vector<Finding> out = ocr::spot(open->reading(), {}, targets);
    ocr::look_again(out, looking(*open));
    // Print lies across it: what hardly reads as anything and more likely as the name than not is the name.
    constexpr double likely = 0.5, hidden = 0.9;  // chosen
    for (Finding& f : out) {
        if (f.zone == Zone::ask && f.confidence >= likely) {
            f.zone = Zone::mask;
            f.confidence = hidden;
        }
        for (Quad& piece : f.pieces_upright) piece = mark->upright_from_picture(piece);
        f.lines.clear();
        f.source += ":watermark";
    }
    return out;
}

}  // namespace mangping::recipe
