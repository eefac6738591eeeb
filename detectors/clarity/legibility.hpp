// How well one piece of text can be read: what is measured on it, and what a reader makes of it.
#pragma once

#include <opencv2/core.hpp>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Measured on one piece. Grey levels are 0..255; lengths with _em are shares of the piece's em.
struct PieceMeasure {
    double em_px = 0;           // raster pixels
    double blur_em = 0;         // sigma of the blur that its edges show
    double paper = 0, ink = 0;  // grey levels between which the text stands
    double noise_sd = 0;        // of the raster's pixels
    double burnt = 0;           // share of saturated pixels
    [[nodiscard]] double contrast() const { return paper <= 0 ? 0 : (paper - ink) / paper; }
};

/// `grey`: raster scaled down by `factor`, both as in Copy; text of about 24 px is measured best.
[[nodiscard]] PieceMeasure measure_piece(const cv::Mat& grey, int factor, const TextPiece& piece, double noise_sd);

/// 0 is no hindrance, 0.5 the border to "with effort", 1 the border to "a person cannot read it"; above is worse.
struct Hindrance {
    double blur = 0, size = 0, contrast = 0, noise = 0;
    double together = 0;  // what they amount to for a reader who suffers all of them
};

[[nodiscard]] Hindrance hindrance_of(const PieceMeasure& m);

}  // namespace mangping::detectors
