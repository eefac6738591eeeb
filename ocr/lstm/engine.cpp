#include "ocr/lstm/engine.hpp"

#include <algorithm>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "ocr/lstm/decode.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::ocr {
namespace {

using namespace lstm;

// Below this a picture holds no line that the network could read.
constexpr int kLeastSide = 8;
// Alternatives that are a thousand times less likely than what was read never decided anything.
constexpr std::size_t kMostAlternatives = 10;
constexpr float kLeastShare = 0.001F;

class NetworkEngine final : public Engine {
public:
    NetworkEngine(std::string name, const Model& model) : name_(std::move(name)), network_(model), spelling_(model) {}

    [[nodiscard]] std::string_view name() const override { return name_; }

    [[nodiscard]] Result<LineReading> read_line(const Raster& line) override {
        const Raster* one = &line;
        auto read = read_lines({&one, 1});
        if (!read) return read.fault();
        return std::move(read->front());
    }

    [[nodiscard]] Result<std::vector<LineReading>> read_lines(std::span<const Raster* const> lines) override {
        try {
            std::vector<Raster> scaled(lines.size());
            std::vector<const Raster*> pictures;
            std::vector<std::size_t> of;
            for (std::size_t i = 0; i < lines.size(); ++i) {
                const Raster& line = *lines[i];
                if (line.channels != 1)
                    return Fault{FaultKind::internal, "reader_failed", "a line picture must be grey"};
                if (line.width < kLeastSide || line.height < kLeastSide) continue;
                pictures.push_back(line.height == network_.height() ? &line : &(scaled[i] = at_height(line)));
                of.push_back(i);
            }
            std::vector<LineReading> out(lines.size());
            const std::vector<Posterior> seen = network_.run(pictures);
            for (std::size_t k = 0; k < of.size(); ++k)
                out[of[k]] = reading_of(seen[k], static_cast<double>(lines[of[k]]->height) / network_.height());
            return out;
        } catch (const std::exception& e) {
            return Fault{FaultKind::internal, "reader_failed", e.what()};
        }
    }

private:
    [[nodiscard]] Raster at_height(const Raster& line) const {
        const double scale = static_cast<double>(network_.height()) / line.height;
        const int width = std::max(kLeastSide, static_cast<int>(line.width * scale));
        cv::Mat out;
        cv::resize(adapt::view(line), out, {width, network_.height()}, 0, 0,
                   scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
        return adapt::raster_of(out);
    }

    /// `px`: pixels of the line's own picture for one of the network's.
    [[nodiscard]] LineReading reading_of(const Posterior& seen, double px) const {
        const std::vector<Decoded> path = best_path(seen, spelling_);
        LineReading out;
        double sum = 0;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const Decoded& d = path[i];
            Glyph glyph;
            glyph.alternatives.push_back({spelling_.text(d.character), d.worst});
            for (const Choice& c : choices(seen, spelling_, path, i, kMostAlternatives)) {
                if (c.share < kLeastShare) continue;
                glyph.alternatives.push_back({spelling_.text(c.character), d.worst * std::min(1.0F, c.share)});
                // The likeliest path need not run through the likeliest character.
                if (glyph.alternatives.size() == 2 && c.share > 1)
                    std::swap(glyph.alternatives[0], glyph.alternatives[1]);
            }
            const double step = seen.step_px * px;
            glyph.box_upright = {d.first * step, 0, (d.last + 1 - d.first) * step, network_.height() * px};
            sum += static_cast<double>(d.worst);
            out.glyphs.push_back(std::move(glyph));
        }
        if (!path.empty()) out.confidence = static_cast<float>(sum / static_cast<double>(path.size()));
        return out;
    }

    std::string name_;
    Network network_;
    Spelling spelling_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_network(const std::string& model_file, std::string name) {
    auto model = load_model(model_file);
    if (!model) return model.fault();
    return std::unique_ptr<Engine>(std::make_unique<NetworkEngine>(std::move(name), *model));
}

}  // namespace mangping::ocr
