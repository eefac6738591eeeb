#include "tests/support/probes/probes.hpp"

#include <memory>

#include "ocr/tesseract/tesseract.hpp"

namespace mangping::support {

detectors::OrientationProbes tesseract_probes() {
    Result<std::unique_ptr<ocr::OrientationProbe>> opened = ocr::open_orientation_probe();
    if (!opened) return {};
    const std::shared_ptr<ocr::OrientationProbe> probe = std::move(opened).value();
    return {[probe](const Raster& grey) -> Result<detectors::Osd> {
                const Result<ocr::OsdReading> said = probe->osd(grey);
                if (!said) return said.fault();
                return detectors::Osd{said->rotation_cw, said->confidence};
            },
            [probe](const Raster& grey) { return probe->strip_score(grey); }};
}

}  // namespace mangping::support
