// Loading, the last layer and what the network is shown.
#include "ocr/reader/model.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <random>

#include "ocr/reader/classes.hpp"
#include "ocr/reader/engine.hpp"
#include "ocr/reader/input.hpp"

namespace mangping::ocr {
namespace {

namespace fs = std::filesystem;

class Folder {
public:
    Folder() : path_(fs::temp_directory_path() / ("reader_" + std::to_string(std::random_device{}()))) {
        fs::create_directories(path_);
    }
    ~Folder() { fs::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
    }
    [[nodiscard]] std::string string() const { return path_.string(); }

private:
    fs::path path_;
};

std::string number(std::uint32_t v) {
    std::string out;
    for (int i = 0; i < 4; ++i) out += static_cast<char>((v >> (8 * i)) & 0xFF);
    return out;
}

std::string half(std::uint16_t bits) { return {static_cast<char>(bits & 0xFF), static_cast<char>(bits >> 8)}; }

/// Two classes of eight features each: 林 with bias 1 and features 0.5, 知 with bias 0 and features -2.
std::string two_classes() {
    std::string out = "MPRC" + number(2) + number(8) + number(0x6797) + number(0x77E5);
    out += half(0x3C00);
    for (int k = 0; k < 8; ++k) out += half(0x3800);
    out += half(0);
    for (int k = 0; k < 8; ++k) out += half(0xC000);
    return out;
}

TEST(ReaderModel, ItsClassesComeBackAsTheyWereWritten) {
    const Folder folder;
    folder.write("reader.onnx", "x");
    folder.write("reader.classes", two_classes());
    const auto model = load_reader_model(folder.string());
    ASSERT_TRUE(model);
    EXPECT_EQ((*model)->charset, U"林知");
    EXPECT_EQ((*model)->class_bias, (std::vector<float>{1, 0}));
    EXPECT_EQ((*model)->class_rows[0], 0.5F);
    EXPECT_EQ((*model)->class_rows[15], -2.0F);
    EXPECT_EQ((*model)->class_of(U'知'), 1);
    EXPECT_EQ((*model)->class_of(U'A'), -1);
}

TEST(ReaderModel, WhatIsMissingCutOrStrangeIsAFaultAndNoCrash) {
    const Folder folder;
    EXPECT_EQ(load_reader_model(folder.string()).fault().code, "reader_model_missing");
    folder.write("reader.onnx", "no network");
    const std::string good = two_classes();
    for (const std::string& bad : {std::string(), good.substr(0, 11), good.substr(0, good.size() - 1), good + "x",
                                   "MPRC" + number(0xFFFFFFFF) + number(0xFFFFFFFF) + good.substr(12)}) {
        folder.write("reader.classes", bad);
        EXPECT_EQ(load_reader_model(folder.string()).fault().code, "reader_model_broken");
    }
    folder.write("reader.classes", good);
    EXPECT_EQ(open_reader(folder.string()).fault().code, "reader_model_broken");
}

TEST(ReaderModel, SharesAreTheSoftmaxOfThePlainProduct) {
    ReaderModel model;
    model.features = 16;
    std::mt19937 random(3);
    std::normal_distribution<float> normal;
    for (int c = 0; c < 37; ++c) {
        model.charset += static_cast<char32_t>(0x4E00 + c);
        model.class_bias.push_back(normal(random));
        for (int k = 0; k < 16; ++k) model.class_rows.push_back(normal(random));
    }
    std::vector<float> features(6 * 16);  // not a multiple of the rows that are taken at once
    for (float& f : features) f = normal(random);
    const std::vector<float> got = log_shares(model, features);
    ASSERT_EQ(got.size(), 6u * 37u);
    for (std::size_t r = 0; r < 6; ++r) {
        std::vector<double> logits;
        double sum = 0;
        for (std::size_t c = 0; c < 37; ++c) {
            double logit = static_cast<double>(model.class_bias[c]);
            for (std::size_t k = 0; k < 16; ++k)
                logit += static_cast<double>(model.class_rows[c * 16 + k]) * static_cast<double>(features[r * 16 + k]);
            logits.push_back(logit);
            sum += std::exp(logit);
        }
        for (std::size_t c = 0; c < 37; ++c)
            EXPECT_NEAR(static_cast<double>(got[r * 37 + c]), logits[c] - std::log(sum), 1e-4);
    }
}

TEST(ReaderInput, TonesAreTheSameUnderAnyLight) {
    Raster bright(100, reader_height, 1), dim = bright;
    for (std::size_t i = 0; i < bright.pixels.size(); ++i) {
        const bool ink = i % 10 == 0;
        bright.pixels[i] = ink ? 10 : 250;
        dim.pixels[i] = ink ? 90 : 170;
    }
    even_out(bright);
    even_out(dim);
    EXPECT_EQ(bright.pixels, dim.pixels);
    EXPECT_EQ(bright.pixels[1], 255);
}

TEST(ReaderInput, NoiseOnAnEmptyLineIsNotStretchedToInk) {
    Raster empty(100, reader_height, 1);
    for (std::size_t i = 0; i < empty.pixels.size(); ++i) empty.pixels[i] = static_cast<std::uint8_t>(250 + i % 5);
    even_out(empty);
    for (const std::uint8_t v : empty.pixels) EXPECT_GT(v, 200);
}

TEST(ReaderInput, ALinePictureIsScaledAndCutToTheNetworksRows) {
    Raster line(480, 48, 1);
    for (std::uint8_t& v : line.pixels) v = 255;
    for (int y = 9; y < 39; ++y) line.pixels[static_cast<std::size_t>(y * 480 + 240)] = 0;  // 30 px high, at half
    const Raster got = network_picture(line);
    EXPECT_EQ(got.height, reader_height);
    EXPECT_NEAR(got.width, 480 * 25.5 / 33, 1);
    int rows = 0;
    for (int y = 0; y < got.height; ++y)
        rows += got.pixels[static_cast<std::size_t>(y * got.width + got.width / 2)] < 200;
    EXPECT_NEAR(rows, 30 * 25.5 / 33, 2);
}

}  // namespace
}  // namespace mangping::ocr
