// Our own reader behind the engine contract, and with its whole posterior.
#pragma once

#include <memory>
#include <string>

#include "models/result.hpp"
#include "ocr/engine.hpp"
#include "ocr/reader/model.hpp"

namespace mangping::ocr {

/// Not thread safe: one a thread. Runs on the calling thread only, provided the process uses OpenCV so.
class LineReader : public Engine {
public:
    /// `line` as read_line takes it. Faults: reader_failed.
    [[nodiscard]] virtual Result<Posterior> posterior(const Raster& line) = 0;
    /// What a posterior says, as read_line gives it; `line` is the picture it is of.
    [[nodiscard]] virtual LineReading reading(const Posterior& posterior, const Raster& line) const = 0;
    [[nodiscard]] virtual const ReaderModel& model() const = 0;
};

/// Name "mangping". `folder`: as load_reader_model; empty: reader_model_folder(). The model is read once a process and
/// folder. Faults: reader_model_missing, reader_model_broken.
[[nodiscard]] Result<std::unique_ptr<LineReader>> open_reader(const std::string& folder = {});

}  // namespace mangping::ocr
