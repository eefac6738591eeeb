// Tesseract 5 (LSTM) behind the engine contract, and its look at whole pages that orientation asks for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "models/raster.hpp"
#include "models/result.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

struct TesseractOptions {
    /// Every glyph carries what else the network saw there, not only the best. Costs about a fifth more time.
    bool with_alternatives = false;
    /// Let word lists weigh in. Names are in no word list, so this is off.
    bool with_dictionary = false;
};

/// `model`: "chi_sim", "HanS", "eng", "uig" or whatever else the data folder holds. The folder is TESSDATA_PREFIX, or
/// it "/tessdata", or Debian's. About 0.1 s. Faults: reader_model_missing, reader_failed.
[[nodiscard]] Result<std::unique_ptr<Engine>> open_tesseract(std::string_view model, TesseractOptions options = {});

/// The path of `model`'s file, or "". For those who read it themselves.
[[nodiscard]] std::string model_file(std::string_view model);

/// What Tesseract's orientation and script detection says.
struct OsdReading {
    int rotation_cw = 0;    // clockwise quarter turn that makes the picture upright
    double confidence = 0;  // in Tesseract's own unit: best orientation score minus the second best
};

/// Looks at whole pages to tell which way they stand. Not thread safe: one a thread, kept for the thread's life.
class OrientationProbe {
public:
    virtual ~OrientationProbe() = default;
    /// `grey`: one channel, text 10 px high or more. Fault osd_too_few (unsupported): too little text to say anything.
    [[nodiscard]] virtual Result<OsdReading> osd(const Raster& grey) = 0;
};

/// Opens the model "osd". Faults as open_tesseract.
[[nodiscard]] Result<std::unique_ptr<OrientationProbe>> open_orientation_probe();

}  // namespace mangping::ocr
