// Short names for the cells of a form.
#pragma once

#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {

/// A printed label, its width in mm (0: shares the rest).
inline Cell label(std::string text, double w = 0) {
    return {std::move(text), w, true, Align::centre, false, false, false};
}
/// A filled-in value in the middle.
inline Cell value(std::string text, double w = 0) {
    return {std::move(text), w, false, Align::centre, false, false, false};
}
/// A filled-in value at the left.
inline Cell leading(std::string text, double w = 0) {
    return {std::move(text), w, false, Align::left, false, false, false};
}
/// Running text from the top left of its cell.
inline Cell block(std::string text, double w = 0) {
    return {std::move(text), w, false, Align::left, false, true, false};
}
/// A label written downwards.
inline Cell upright(std::string text, double w) {
    return {std::move(text), w, true, Align::centre, true, false, false};
}

}  // namespace mangping::synthetic
