#include "ocr/lstm/engine.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "ocr/lstm/decode.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::ocr {
namespace {

using namespace lstm;

// Below this a picture holds no line that the network could read.
constexpr int kLeastSide = 8;
// Chosen: what is a thousand times less likely than what was read is left out.
constexpr std::size_t kMostAlternatives = 10;
constexpr float kLeastShare = 0.001F;

/// The posterior of one line, with what it takes to ask it about strings.
class Seen final : public Evidence {
public:
    Seen(Posterior posterior, std::shared_ptr<const Spelling> spelling, double step_px)
        : posterior_(std::move(posterior)), spelling_(std::move(spelling)), step_px_(step_px) {}

    [[nodiscard]] double log_ratio(const std::vector<std::string>& characters, const std::vector<bool>& mark_before,
                                   double from_px, double to_px) const override {
        return aligned(characters, mark_before, from_px, to_px).ratio;
    }

    [[nodiscard]] Placed place(const std::vector<std::string>& characters, const std::vector<bool>& mark_before,
                               double from_px, double to_px) const override {
        Aligned found = aligned(characters, mark_before, from_px, to_px);
        Placed out{found.ratio, {}, {}, std::move(found.cost)};
        for (const int step : found.from) out.from_px.push_back(step * step_px_);
        for (const int step : found.to) out.to_px.push_back(step * step_px_);
        return out;
    }

private:
    [[nodiscard]] Aligned aligned(const std::vector<std::string>& characters, const std::vector<bool>& mark_before,
                                  double from_px, double to_px) const {
        std::vector<std::vector<int>> spelt;
        for (const std::string& c : characters) spelt.push_back(spelling_->spell(c));
        static const char* const marks[] = {"·", ".", "-", ",", "、", ":", "*", "'"};
        std::vector<int> mark_codes;
        for (const char* mark : marks)
            if (const auto& codes = spelling_->spell(mark); codes.size() == 1) mark_codes.push_back(codes.front());
        return best_alignment(posterior_, spelt, mark_before, mark_codes, spelling_->spell(" ").front(),
                              spelling_->blank(), static_cast<int>(from_px / step_px_),
                              static_cast<int>(std::ceil(to_px / step_px_)));
    }

    Posterior posterior_;
    std::shared_ptr<const Spelling> spelling_;
    double step_px_;
};

/// One for all threads.
struct Loaded {
    explicit Loaded(const Model& model) : network(model), spelling(model) {}
    Network network;
    Spelling spelling;
};

Result<std::shared_ptr<const Loaded>> loaded(const std::string& file) {
    static std::mutex mutex;
    static std::map<std::string, std::weak_ptr<const Loaded>> known;
    const std::lock_guard lock(mutex);
    std::weak_ptr<const Loaded>& one = known[file];
    if (auto here = one.lock()) return here;
    auto model = load_model(file);
    if (!model) return model.fault();
    auto made = std::make_shared<const Loaded>(*model);
    one = made;
    return std::shared_ptr<const Loaded>(std::move(made));
}

class NetworkEngine final : public Engine {
public:
    NetworkEngine(std::string name, std::shared_ptr<const Loaded> loaded)
        : name_(std::move(name)),
          loaded_(std::move(loaded)),
          network_(loaded_->network),
          spelling_(loaded_, &loaded_->spelling) {}

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
            std::vector<Posterior> seen = network_.run(pictures);
            for (std::size_t k = 0; k < of.size(); ++k)
                out[of[k]] =
                    reading_of(std::move(seen[k]), static_cast<double>(lines[of[k]]->height) / network_.height());
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
    [[nodiscard]] LineReading reading_of(Posterior seen, double px) const {
        const std::vector<Decoded> path = best_path(seen, *spelling_);
        LineReading out;
        double sum = 0;
        for (std::size_t i = 0; i < path.size(); ++i) {
            const Decoded& d = path[i];
            Glyph glyph;
            glyph.alternatives.push_back({spelling_->text(d.character), d.worst});
            for (const Choice& c : choices(seen, *spelling_, path, i, kMostAlternatives)) {
                if (c.share < kLeastShare) continue;
                glyph.alternatives.push_back({spelling_->text(c.character), d.worst * std::min(1.0F, c.share)});
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
        const double step = seen.step_px * px;
        out.evidence = std::make_shared<Seen>(std::move(seen), spelling_, step);
        return out;
    }

    std::string name_;
    std::shared_ptr<const Loaded> loaded_;
    const Network& network_;
    std::shared_ptr<const Spelling> spelling_;
};

}  // namespace

Result<std::unique_ptr<Engine>> open_network(const std::string& model_file, std::string name) {
    auto one = loaded(model_file);
    if (!one) return one.fault();
    return std::unique_ptr<Engine>(std::make_unique<NetworkEngine>(std::move(name), std::move(*one)));
}

std::string own_reader_file(std::string_view name) {
    std::vector<std::filesystem::path> folders;
    if (const char* chosen = std::getenv("MANGPING_DATA"); chosen != nullptr && *chosen != '\0')
        folders.emplace_back(chosen);
    folders.emplace_back(MANGPING_SOURCE_DATA);
    folders.emplace_back(MANGPING_INSTALL_DATA);
    for (const auto& folder : folders) {
        const std::filesystem::path file = folder / "reader" / (std::string(name) + ".traineddata");
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) return file.string();
    }
    return {};
}

}  // namespace mangping::ocr
