#include "workers/recipe/ask.hpp"

#include "ocr/lines/alike.hpp"
#include "ocr/spot/example.hpp"
#include "workers/recipe/watermark.hpp"

namespace mangping::recipe {

ocr::PlaceOnLines asking(ocr::OpenPage& page) {
    return [&page](const std::vector<ocr::AskedString>& strings, const std::vector<Rect>& lines) {
        auto places = page.place_on_lines(strings, lines);
        return places ? std::move(*places) : std::vector<std::vector<ocr::StringOnLine>>{};
    };
}

ocr::Look looking(ocr::OpenPage& page) {
    return
        [&page](const std::vector<std::string>& characters, const std::vector<bool>& mark_before, const Rect& place) {
            auto ratios = page.log_ratios(characters, mark_before, place);
            return ratios ? std::move(*ratios) : std::vector<double>{};
        };
}

void ask_again(std::vector<Finding>& findings, ocr::OpenPage& page, const Raster& picture, const Targets& targets) {
    ocr::spot_blurred(page.reading(), targets, asking(page), findings);
    ocr::compare_with_examples(findings, page.reading(),
                               [&picture](const Rect& a, const Rect& b) { return ocr::alike(picture, a, b); });
    ocr::look_again(findings, looking(page));
}

Status find_strings(decide::PageFacts& facts, const std::vector<ocr::Weighed>& weighed, ocr::OpenPage& open,
                    const UprightPage& page, const Targets& targets, Scratch& scratch, const Context& context) {
    for (const ocr::Weighed& w : weighed) {
        if (w.finding.zone != Zone::leave || ocr::for_the_networks(w)) facts.findings.push_back(w.finding);
        if (!w.anothers) continue;
        const std::vector<Quad>& pieces = w.finding.pieces_upright;
        facts.anothers_upright.insert(facts.anothers_upright.end(), pieces.begin(), pieces.end());
    }
    ask_again(facts.findings, open, *page.raster, targets);
    auto marked = watermark_findings(page, targets, scratch, context);
    if (!marked) return marked.fault();
    facts.findings.insert(facts.findings.end(), marked->begin(), marked->end());
    return Done{};
}

}  // namespace mangping::recipe
