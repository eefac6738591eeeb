// From slots' features to the shares of the classes.
#pragma once

#include <vector>

#include "ocr/reader/model.hpp"

namespace mangping::ocr {

/// `features`: rows of model.features. Gives as many rows of ln softmax over the classes.
[[nodiscard]] std::vector<float> log_shares(const ReaderModel& model, const std::vector<float>& features);

}  // namespace mangping::ocr
