// The elementwise half of the layers: sigmoid, tanh and the step of an LSTM's cells, eight at a time where the machine
// can. Both ways of computing use the same operations in the same order and give the same bits.
#pragma once

#include <cstdint>

namespace mangping::ocr::lstm {

/// Cells in their units: state += ..., clipped to +-100 as in training. `gates` holds four runs of `stride` values:
/// cell input, input gate, forget gate, output gate, all before their sigmoid. The outputs are written as integers,
/// 127 times their value.
void step_cells(const float* gates, int stride, int cells, float* state, std::int8_t* output);

/// round(127 * tanh(x)).
void tanh_to_integers(const float* in, int count, std::int8_t* out);

/// In place: e^(x - max), divided by the sum.
void softmax(float* values, int count);

}  // namespace mangping::ocr::lstm
