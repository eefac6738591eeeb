// A line network of Tesseract's, as its file holds it: the layers' weights, the characters, and how characters are
// spelt in codes. Only the one topology of the `fast` models of Tesseract 4 and 5 is taken (tessdoc,
// Data-Files-in-tessdata_fast): convolution 3x3 -> maximum 3x3 -> a summary of each column by a vertical LSTM -> LSTMs
// forwards, backwards and forwards along the line -> softmax. Its file format is that of Tesseract 4.0 and later.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/result.hpp"

namespace mangping::ocr::lstm {

/// Weights of one layer or gate: `rows` outputs, `columns` inputs, one bias each. A weight is its integer times the
/// row's scale; the bias counts as a weight of an input that is always 1.
struct Matrix {
    int rows = 0, columns = 0;
    std::vector<std::int8_t> weights;  // rows x columns
    std::vector<std::int8_t> bias;     // rows
    std::vector<float> scale;          // rows
};

/// The four gates in the file's order: cell input, input, forget, output. Inputs: the layer's, then its own last
/// output.
struct LstmWeights {
    Matrix gates[4];
    int inputs = 0, cells = 0;
};

struct Model {
    int height = 0;      // of the line's picture, pixels
    Matrix convolution;  // 9 inputs: column by column of the 3x3 window
    int pool = 3;        // both ways
    LstmWeights column;  // down each column; its last output stands for the column
    LstmWeights forward, backward, last;
    Matrix output;                           // to codes
    int blank = 0;                           // the code that says "nothing new here"
    std::vector<std::string> characters;     // UTF-8; [0] is the space
    std::vector<std::vector<int>> spelling;  // codes of each character; empty where it is none
};

/// Faults: reader_model_unknown (unsupported; another topology or format), reader_model_broken (unreadable).
[[nodiscard]] Result<Model> parse_model(std::span<const std::uint8_t> file);

/// Faults as parse_model, and reader_model_missing.
[[nodiscard]] Result<Model> load_model(const std::string& path);

}  // namespace mangping::ocr::lstm
