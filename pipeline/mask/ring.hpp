// The cleaning of what JPEG has spilt around what is filled.
//
// A glyph that went through JPEG is not only where its ink is: every 8x8 block it touches (16x16 for colour that was
// stored at half resolution) holds ripples of it. After a pixel-exact fill those ripples still spell the glyph's
// outline (measured on red text at quality 40: 69 pixels a glyph more than 6 % off white). The fill cannot simply be
// snapped to the blocks: a block is as large as a glyph of a small print, and the neighbour's ink stands in it as well.
// So the fill hugs the glyph, and in the ring of a block's width around it everything that is paper or nearly paper
// becomes paper, while ink (the neighbours', rules, seals) stays as it is with its own rim.
#pragma once

#include <opencv2/core.hpp>

#include "pipeline/mask/burn.hpp"

namespace mangping::mask {

/// Below this level of grey a ground is dark: bars and strokes on it are light.
inline constexpr double kDarkGround = 90;

/// Makes paper of the ripples around `bar`. `fill` (CV_8UC1 of the page's size, 255 under any bar) is neither read for
/// colour nor changed.
void clean_ring(cv::Mat& page, const cv::Mat& fill, const Bar& bar, const BurnOptions& options);

/// The commonest colour, channel by channel and to an eighth; of `where` only, or of the whole picture when `where` is
/// empty or blank.
[[nodiscard]] cv::Scalar commonest(const cv::Mat& picture, const cv::Mat& where);

}  // namespace mangping::mask
