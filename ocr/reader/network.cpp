// OpenCV's dnn runs the convolutions; a net of 4.6 sets itself up anew whenever its input's width changes, so there is
// one a bucket of widths. The classes, which are the dearest layer, are only asked for where a gate is open.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <opencv2/dnn.hpp>
#include <opencv2/imgproc.hpp>

#include "ocr/reader/classes.hpp"
#include "ocr/reader/input.hpp"
#include "ocr/reader/model.hpp"

namespace mangping::ocr {
namespace {

constexpr int kFramePx = 8;
// A shut gate's slot is not asked for its classes; one in 200 of such slots holds a character at most (chosen).
constexpr float kShut = 0.005F;
// Widths that nets are made for: beyond the last, multiples of it.
constexpr std::array<int, 10> kBuckets{96, 160, 256, 384, 512, 704, 960, 1280, 1664, 2048};

int bucket_of(int width) {
    for (const int b : kBuckets)
        if (width <= b) return b;
    return (width + kBuckets.back() - 1) / kBuckets.back() * kBuckets.back();
}

float sigmoid(float x) { return 1 / (1 + std::exp(-x)); }

/// Paper 0, ink 1, white up to the bucket's width.
cv::Mat blob_of(const Raster& picture, int width) {
    const std::array<int, 4> shape{1, 1, picture.height, width};
    cv::Mat blob(static_cast<int>(shape.size()), shape.data(), CV_32F, cv::Scalar(0));
    for (int y = 0; y < picture.height; ++y) {
        const std::uint8_t* from = picture.pixels.data() + static_cast<std::size_t>(y) * picture.width;
        float* to = blob.ptr<float>() + static_cast<std::ptrdiff_t>(y) * width;
        for (int x = 0; x < picture.width; ++x) to[x] = 1 - static_cast<float>(from[x]) / 255;
    }
    return blob;
}

}  // namespace

struct ReaderNetwork::Nets {
    std::map<int, cv::dnn::Net> by_width;
};

ReaderNetwork::ReaderNetwork(std::shared_ptr<const ReaderModel> model)
    : model_(std::move(model)), nets_(std::make_unique<Nets>()) {}
ReaderNetwork::~ReaderNetwork() = default;

Posterior ReaderNetwork::run(const Raster& line) {
    const Raster picture = network_picture(line);
    const int width = bucket_of(picture.width);
    auto at = nets_->by_width.find(width);
    if (at == nets_->by_width.end())
        at = nets_->by_width.emplace(width, cv::dnn::readNetFromONNX(model_->trunk.data(), model_->trunk.size())).first;
    at->second.setInput(blob_of(picture, width));
    const cv::Mat out = at->second.forward();  // (1, 2 * features + 2, 1, frames)
    const int frames = width / kFramePx, features = model_->features;
    Posterior p;
    p.classes = static_cast<int>(model_->charset.size());
    p.slot_px = kFramePx / 2.0 * line.width / picture.width;
    std::vector<float> open;
    const float* values = out.ptr<float>();
    const auto value = [&](int channel, int frame) {
        return values[static_cast<std::ptrdiff_t>(channel) * frames + frame];
    };
    for (int slot = 0; slot < 2 * frames && slot * kFramePx / 2 < picture.width; ++slot) {
        const float gate = sigmoid(value(2 * features + slot % 2, slot / 2));
        p.gate.push_back(gate);
        p.row.push_back(gate < kShut ? -1 : static_cast<int>(open.size()) / features);
        for (int k = 0; k < features && gate >= kShut; ++k) open.push_back(value(slot % 2 * features + k, slot / 2));
    }
    p.log_share = log_shares(*model_, open);
    return p;
}

}  // namespace mangping::ocr
