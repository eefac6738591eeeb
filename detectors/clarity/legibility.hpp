// How well one piece of text can be read: what is measured on it, and what a reader makes of it.
#pragma once

#include <opencv2/core.hpp>

#include "detectors/clarity/text_regions.hpp"

namespace mangping::detectors {

/// Measured on one piece. Grey levels are 0..255.
struct PieceMeasure {
    double em_px = 0;           // raster pixels
    double blur_em = 0;         // sigma of the blur that its edges show, as a share of the em
    double paper = 0, ink = 0;  // grey levels between which the text stands, what blur took from it given back
    double isotropy = 1;        // 0..1: how alike the strokes are in all directions; movement makes stripes of them
    double plain_ink = 0;       // grey level of the text as it stands there
    double noise_sd = 0;        // of the raster's pixels
    int jpeg_quality = 0;       // of the page; 0: not known
    bool bilevel = false;       // the page has ink and paper and nothing between
    [[nodiscard]] double contrast() const { return paper <= 0 ? 0 : (paper - ink) / paper; }
    [[nodiscard]] double plain_contrast() const { return paper <= 0 ? 0 : (paper - plain_ink) / paper; }
};

/// The measure as if its edges were blurred by `blur_em`: what that takes from the contrast of strokes is given back.
[[nodiscard]] PieceMeasure with_blur(PieceMeasure m, double blur_em);

/// `grey`: raster scaled down by `factor`, both as in Copy; text of about 24 px is measured best.
[[nodiscard]] PieceMeasure measure_piece(const cv::Mat& grey, double factor, const TextPiece& piece, double noise_sd);

/// How much each fault hinders: 0 not at all, from 1 on a person reads with effort, from 2 on not.
struct Hindrance {
    double blur = 0, size = 0, contrast = 0, noise = 0, compression = 0;
    double together = 0;  // for a reader who suffers all of them
};

[[nodiscard]] Hindrance hindrance_of(const PieceMeasure& m);

/// Of a wave over the page, as a share of the contrast between ink and paper.
[[nodiscard]] double moire_hindrance(double share);
/// Of a share of the pixels being specks, with text of that size.
[[nodiscard]] double specks_hindrance(double share, double em_px);

}  // namespace mangping::detectors
