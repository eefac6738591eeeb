#include <algorithm>
#include <cmath>
#include <string>

#include "ocr/tesseract/api.hpp"
#include "ocr/tesseract/tesseract.hpp"

namespace mangping::ocr {
namespace {

// Below this a picture holds no line that the network could read; Tesseract itself refuses some of them loudly.
constexpr int kLeastSide = 8;

// Each further choice of a glyph is another search through the network's answer: 8 % of the time of a line of text, 20
// % on noise. Tesseract's own five cost two fifths on text and as much again as the reading on noise.
constexpr const char* kFurtherChoices = "2";

// Tesseract reports 100 + 5 * log p of the glyph's worst time step (measured: its word figure, 100 + 35 * log p, is the
// same number on another scale). The network's own posterior tells right from wrong far better than that percentage.
constexpr float kConfidencePerLog = 5.0F;

float probability_of(float confidence) {
    return std::exp(std::clamp(confidence - 100.0F, -100.0F, 0.0F) / kConfidencePerLog);
}

std::string taken(char* owned) {
    std::string out = owned == nullptr ? std::string{} : std::string(owned);
    delete[] owned;
    return out;
}

Rect rect_of(int x0, int y0, int x1, int y1) {
    return {static_cast<double>(x0), static_cast<double>(y0), static_cast<double>(x1 - x0),
            static_cast<double>(y1 - y0)};
}

void add_alternatives(const tesseract::ResultIterator& at, Glyph& glyph) {
    tesseract::ChoiceIterator choice(at);
    do {
        const char* text = choice.GetUTF8Text();
        if (text == nullptr || *text == '\0' || *text == ' ') continue;
        const auto known = std::find_if(glyph.alternatives.begin(), glyph.alternatives.end(),
                                        [&](const Alternative& a) { return a.text == text; });
        if (known == glyph.alternatives.end())
            glyph.alternatives.push_back({text, probability_of(choice.Confidence())});
    } while (choice.Next());
}

class TesseractEngine final : public Engine {
public:
    TesseractEngine(std::string name, tess::Api api, bool alternatives)
        : name_(std::move(name)), api_(std::move(api)), alternatives_(alternatives) {
        api_->SetPageSegMode(tesseract::PSM_RAW_LINE);
    }

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] Result<LineReading> read_line(const Raster& line) override {
        if (line.channels != 1) return Fault{FaultKind::internal, "reader_failed", "a line picture must be grey"};
        if (line.width < kLeastSide || line.height < kLeastSide) return LineReading{};
        return tess::guarded([&]() -> Result<LineReading> {
            tess::stay_on_this_thread();
            tess::show(*api_, line);
            if (api_->Recognize(nullptr) != 0) return Fault{FaultKind::internal, "reader_failed", "recognize"};
            return collected();
        });
    }

private:
    [[nodiscard]] LineReading collected() const {
        LineReading out;
        const std::unique_ptr<tesseract::ResultIterator> at(api_->GetIterator());
        if (at == nullptr) return out;
        double sum = 0;
        do {
            std::string text = taken(at->GetUTF8Text(tesseract::RIL_SYMBOL));
            int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
            if (text.empty() || text == " " || !at->BoundingBox(tesseract::RIL_SYMBOL, &x0, &y0, &x1, &y1)) continue;
            Glyph glyph;
            const float confidence = probability_of(at->Confidence(tesseract::RIL_SYMBOL));
            glyph.alternatives.push_back({std::move(text), confidence});
            glyph.box_upright = rect_of(x0, y0, x1, y1);
            if (alternatives_) add_alternatives(*at, glyph);
            sum += static_cast<double>(confidence);
            out.glyphs.push_back(std::move(glyph));
        } while (at->Next(tesseract::RIL_SYMBOL));
        if (!out.glyphs.empty()) out.confidence = static_cast<float>(sum / static_cast<double>(out.glyphs.size()));
        return out;
    }

    std::string name_;
    tess::Api api_;
    bool alternatives_;
};

}  // namespace

std::string model_file(std::string_view model) {
    const std::string folder = tess::data_folder(model);
    return folder.empty() ? folder : folder + "/" + std::string(model) + ".traineddata";
}

Result<std::unique_ptr<Engine>> open_tesseract(std::string_view model, TesseractOptions options) {
    const std::string dictionary = options.with_dictionary ? "1" : "0";
    tess::Settings settings{
        {"load_system_dawg", dictionary},
        {"load_freq_dawg", dictionary},
        {"load_punc_dawg", dictionary},
        {"load_number_dawg", dictionary},
        // A doubtful line would be recognised again inverted: twice the time on exactly the bad pages, same result.
        {"invert_threshold", "0"},
    };
    if (options.with_alternatives) {
        settings.emplace_back("lstm_choice_mode", "2");
        settings.emplace_back("lstm_choice_iterations", kFurtherChoices);
    }
    Result<tess::Api> api = tess::open(model, false, settings);
    if (!api) return api.fault();
    return std::unique_ptr<Engine>(std::make_unique<TesseractEngine>(
        "tesseract:" + std::string(model), std::move(api).value(), options.with_alternatives));
}

}  // namespace mangping::ocr
