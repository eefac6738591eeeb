// Tesseract's line networks behind the engine contract, run by kernels of our own: several lines at once, and with the
// whole posterior at hand instead of the few alternatives that Tesseract gives.
#pragma once

#include <memory>
#include <string>

#include "models/result.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// `model_file`: a .traineddata of Tesseract's `fast` set that reads lines 48 px high (chi_sim, HanS, uig). `name`:
/// what Engine::name answers. A few milliseconds and megabytes. Faults: reader_model_missing, reader_model_broken,
/// reader_model_unknown.
[[nodiscard]] Result<std::unique_ptr<Engine>> open_network(const std::string& model_file, std::string name);

}  // namespace mangping::ocr
