#include "tests/support/probes/probes.hpp"

#include <memory>

#include "ocr/lines/score.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"

namespace mangping::support {

detectors::OrientationProbes probes() {
    Result<std::unique_ptr<ocr::OrientationProbe>> opened = ocr::open_orientation_probe();
    Result<std::unique_ptr<ocr::Engine>> reader = ocr::open_network(ocr::model_file("chi_sim"), "chi_sim");
    if (!opened || !reader) return {};
    const std::shared_ptr<ocr::OrientationProbe> probe = std::move(opened).value();
    const std::shared_ptr<ocr::Engine> engine = std::move(reader).value();
    return {[probe](const Raster& grey) -> Result<detectors::Osd> {
                const Result<ocr::OsdReading> said = probe->osd(grey);
                if (!said) return said.fault();
                return detectors::Osd{said->rotation_cw, said->confidence};
            },
            [engine](std::span<const Raster* const> lines) -> Result<std::vector<detectors::LineScore>> {
                const auto scores = ocr::read_scores(*engine, lines);
                if (!scores) return scores.fault();
                std::vector<detectors::LineScore> out;
                for (const ocr::ReadScore& s : *scores) out.push_back({s.mean, s.characters});
                return out;
            }};
}

}  // namespace mangping::support
