#include "ocr/reader/engine.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <opencv2/core.hpp>

#include "ocr/reader/input.hpp"
#include "ocr/reader/score.hpp"

namespace mangping::ocr {
namespace {

constexpr int kLeastSide = 8;
constexpr std::size_t kAlternatives = 6;
constexpr float kLeastAlternative = 0.002F;
// Half a Han glyph's width and the whole's height, by the picture's height: the place where it stands is known from its
// neighbours, its extent only from here, and is fitted to the ink afterwards.
constexpr double kHalfWidth = 0.34, kGlyphHeight = 0.66;

std::string utf8(char32_t c) {
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) return {static_cast<char>(0xC0 | (c >> 6)), static_cast<char>(0x80 | (c & 0x3F))};
    if (c < 0x10000)
        return {static_cast<char>(0xE0 | (c >> 12)), static_cast<char>(0x80 | ((c >> 6) & 0x3F)),
                static_cast<char>(0x80 | (c & 0x3F))};
    return {static_cast<char>(0xF0 | (c >> 18)), static_cast<char>(0x80 | ((c >> 12) & 0x3F)),
            static_cast<char>(0x80 | ((c >> 6) & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
}

/// Where the character's middle is: its slots weighed by their gates, px of the picture.
double middle_of(const Posterior& p, const Read& read) {
    double sum = 0, weight = 1e-9;
    for (int t = std::max(0, read.first - 1); t <= std::min(p.slots() - 1, read.last + 1); ++t) {
        const double gate = static_cast<double>(p.gate[static_cast<std::size_t>(t)]);
        sum += gate * (t + 0.5);
        weight += gate;
    }
    return sum / weight * p.slot_px;
}

class Reader final : public LineReader {
public:
    explicit Reader(std::shared_ptr<const ReaderModel> model) : network_(std::move(model)) {}

    [[nodiscard]] std::string_view name() const override { return "mangping"; }
    [[nodiscard]] const ReaderModel& model() const override { return network_.model(); }

    [[nodiscard]] Result<Posterior> posterior(const Raster& line) override {
        if (line.channels != 1) return Fault{FaultKind::internal, "reader_failed", "a line picture must be grey"};
        try {
            return network_.run(line);
        } catch (const std::exception& e) {
            return Fault{FaultKind::internal, "reader_failed", e.what()};
        }
    }

    [[nodiscard]] Result<LineReading> read_line(const Raster& line) override {
        if (line.channels == 1 && (line.width < kLeastSide || line.height < kLeastSide)) return LineReading{};
        Result<Posterior> p = posterior(line);
        if (!p) return p.fault();
        return reading(*p, line);
    }

    [[nodiscard]] LineReading reading(const Posterior& p, const Raster& line) const override {
        const std::vector<Read> read = read_freely(p);
        std::vector<double> middles;
        for (const Read& r : read) middles.push_back(middle_of(p, r));
        LineReading out;
        double sum = 0;
        for (std::size_t i = 0; i < read.size(); ++i) {
            const double reach = kHalfWidth * line.height;
            const double left =
                i == 0 ? middles[i] - reach : std::max(middles[i] - reach, (middles[i - 1] + middles[i]) / 2);
            const double right = i + 1 == read.size() ? middles[i] + reach
                                                      : std::min(middles[i] + reach, (middles[i] + middles[i + 1]) / 2);
            Glyph glyph;
            glyph.box_upright = {std::max(0.0, left), (1 - kGlyphHeight) / 2 * line.height,
                                 std::max(1.0, std::min<double>(right, line.width) - std::max(0.0, left)),
                                 kGlyphHeight * line.height};
            add_alternatives(glyph, p, read[i]);
            sum += static_cast<double>(glyph.alternatives.front().probability);
            out.glyphs.push_back(std::move(glyph));
        }
        if (!out.glyphs.empty()) out.confidence = static_cast<float>(sum / static_cast<double>(out.glyphs.size()));
        return out;
    }

private:
    void add_alternatives(Glyph& glyph, const Posterior& p, const Read& read) const {
        const auto text = [&](int label) { return utf8(model().charset[static_cast<std::size_t>(label)]); };
        glyph.alternatives.push_back({text(read.label), static_cast<float>(std::exp(read.log_p))});
        for (const Choice& c : choices_in(p, read.first, read.last, kAlternatives))
            if (c.label != read.label && c.p >= kLeastAlternative) glyph.alternatives.push_back({text(c.label), c.p});
    }

    ReaderNetwork network_;
};

Result<std::shared_ptr<const ReaderModel>> shared_model(const std::string& folder) {
    static std::mutex mutex;
    static std::map<std::string, std::shared_ptr<const ReaderModel>> models;
    const std::lock_guard lock(mutex);
    if (const auto known = models.find(folder); known != models.end()) return known->second;
    auto loaded = load_reader_model(folder);
    if (loaded) models.emplace(folder, *loaded);
    return loaded;
}

}  // namespace

Result<std::unique_ptr<LineReader>> open_reader(const std::string& folder) {
    auto model = shared_model(folder.empty() ? reader_model_folder() : folder);
    if (!model) return model.fault();
    try {
        auto reader = std::make_unique<Reader>(*model);
        // A broken trunk shows here and not on the first line.
        if (auto tried = reader->posterior(Raster(kLeastSide, reader_height, 1)); !tried)
            return Fault{FaultKind::internal, "reader_model_broken", "reader.onnx"};
        return std::unique_ptr<LineReader>(std::move(reader));
    } catch (const std::exception& e) {
        return Fault{FaultKind::internal, "reader_model_broken", e.what()};
    }
}

}  // namespace mangping::ocr
