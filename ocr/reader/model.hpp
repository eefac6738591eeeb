// The reader's trained model and the network that runs it.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "models/raster.hpp"
#include "models/result.hpp"
#include "ocr/reader/posterior.hpp"

namespace mangping::ocr {

/// What all threads share. Read-only.
struct ReaderModel {
    std::string trunk;              // ONNX: (1, 1, 32, W) -> (1, 2 * features + 2, 1, W / 8)
    std::u32string charset;         // one class each
    int features = 0;               // of a slot
    std::vector<float> class_rows;  // charset.size() x features
    std::vector<float> class_bias;  // charset.size()

    /// Class of a character (wide forms as narrow ones), or -1.
    [[nodiscard]] int class_of(char32_t c) const;
};

/// Reads `folder`/reader.onnx and `folder`/reader.classes. Faults: reader_model_missing, reader_model_broken.
[[nodiscard]] Result<std::shared_ptr<const ReaderModel>> load_reader_model(const std::string& folder);
/// The folder that holds the model: MANGPING_DATA's, the source tree's or the installed one's "reader", or "".
[[nodiscard]] std::string reader_model_folder();

/// Not thread safe: one a thread; they share the model.
class ReaderNetwork {
public:
    explicit ReaderNetwork(std::shared_ptr<const ReaderModel> model);
    ~ReaderNetwork();
    ReaderNetwork(const ReaderNetwork&) = delete;
    ReaderNetwork& operator=(const ReaderNetwork&) = delete;

    [[nodiscard]] const ReaderModel& model() const { return *model_; }
    /// `line` as Engine::read_line takes it: glyphs about 5/8 of its height. Slots are in its pixels. Throws what
    /// OpenCV throws.
    [[nodiscard]] Posterior run(const Raster& line);

private:
    struct Nets;
    std::shared_ptr<const ReaderModel> model_;
    std::unique_ptr<Nets> nets_;
};

}  // namespace mangping::ocr
