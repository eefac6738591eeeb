// What the files of this room share: a Tesseract handle that is quiet, single-threaded and never throws past this room.
#pragma once

#include <tesseract/baseapi.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/raster.hpp"
#include "models/result.hpp"

namespace mangping::ocr::tess {

using Api = std::unique_ptr<tesseract::TessBaseAPI>;
using Settings = std::vector<std::pair<std::string, std::string>>;

/// The first folder that holds `model`.traineddata, or "".
[[nodiscard]] std::string data_folder(std::string_view model);

/// Faults: reader_model_missing, reader_failed. `legacy`: the classifier of "osd" instead of the network.
[[nodiscard]] Result<Api> open(std::string_view model, bool legacy, const Settings& settings);

/// Keeps Tesseract's OpenMP regions to the calling thread. Measured on 2 cores: without it 6.9 s a page, with it 1.4 s;
/// setting the environment or omp_set_num_threads inside the program does not help, as its regions ask for a fixed
/// number of threads.
void stay_on_this_thread();

/// Precondition: one channel.
void show(tesseract::TessBaseAPI& api, const Raster& grey);

/// Runs `work`, which returns a Result; whatever it throws becomes the fault reader_failed.
template <class Work>
auto guarded(Work&& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_failed", e.what()};
    }
}

}  // namespace mangping::ocr::tess
