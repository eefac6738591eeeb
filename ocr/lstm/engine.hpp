// Tesseract's line networks behind the engine contract, run by kernels of our own: several lines at once, and with the
// whole posterior at hand instead of the few alternatives that Tesseract gives.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "models/result.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// The networks that mangping brings along, trained on by ocr/training from parents of different make: the one that
/// reads, and the one that is asked where the first could be wrong.
inline constexpr std::string_view own_reader = "mangping", own_witness = "witness";
/// In $MANGPING_DATA/reader, the source tree or where `cmake --install` put it; empty if it is nowhere.
[[nodiscard]] std::string own_reader_file(std::string_view name = own_reader);

/// `model_file`: a .traineddata of Tesseract's `fast` set that reads lines 48 px high (chi_sim, HanS, uig). `name`:
/// what Engine::name answers. Engines of one file share what they loaded, which takes some 0.1 s and 10 MB. Faults:
/// reader_model_missing, reader_model_broken, reader_model_unknown.
[[nodiscard]] Result<std::unique_ptr<Engine>> open_network(const std::string& model_file, std::string name);

}  // namespace mangping::ocr
