#include "workers/recipe/scratch.hpp"

namespace mangping::recipe {

Scratch::Scratch() : handles_(std::make_unique<Handles>()) {}
Scratch::~Scratch() = default;

Result<ocr::Engine*> Scratch::Handles::reader(const std::string& model) {
    auto& engine = engines_[model];
    if (!engine) {
        ocr::TesseractOptions options;
        auto opened = ocr::open_tesseract(model, options);
        if (!opened) return opened.fault();
        engine = std::move(*opened);
    }
    return engine.get();
}

Result<ocr::OrientationProbe*> Scratch::Handles::probe() {
    if (!probe_) {
        auto opened = ocr::open_orientation_probe();
        if (!opened) return opened.fault();
        probe_ = std::move(*opened);
    }
    return probe_.get();
}

Result<detectors::Osd> Scratch::Handles::osd(const Raster& grey) {
    auto eye = probe();
    if (!eye) return eye.fault();
    auto seen = (*eye)->osd(grey);
    if (!seen) return seen.fault();
    return detectors::Osd{seen->rotation_cw, seen->confidence};
}

Result<double> Scratch::Handles::strip_score(const Raster& strip) {
    auto eye = probe();
    if (!eye) return eye.fault();
    return (*eye)->strip_score(strip);
}

std::vector<Finding> Scratch::Handles::seal_findings(const std::vector<Seal>&, const Targets&, int&) { return {}; }

}  // namespace mangping::recipe
