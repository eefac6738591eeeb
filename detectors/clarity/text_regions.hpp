// Where a page holds text that a person would want to read, in pieces small enough to be judged one by one.
#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <vector>

#include "models/page.hpp"

namespace mangping::detectors {

/// A grey copy of the page: factor x factor pixels averaged into one, or, of a small picture, pixels between its own.
struct Copy {
    cv::Mat grey;       // CV_8UC1
    double factor = 1;  // raster pixels per pixel
};

/// A piece of a line, at most kPieceEms ems long.
struct TextPiece {
    Quad quad_raster;   // clockwise, along the line as the pose levels it
    double em_px = 0;   // height of the line's glyphs, raster pixels
    int line = 0;       // pieces of one line share this number and follow one another
    bool sure = false;  // it falls into components as text does; else a blurred line, or no text at all
    double parts = 0;   // components an em of its line; whole print has 1 to 4, where toner is missing it is more
};

struct TextRegions {
    std::vector<TextPiece> pieces;
    double em_px = 0;                     // median over the text, raster pixels; 0: no text
    double noise_sd = 0;                  // of the copy's pixels, grey levels
    double paper = 255;                   // grey level of the paper
    std::vector<Rect> at_frame;           // glyph-like parts that run out of the picture, raster pixels
    std::array<int, 4> rules_at_frame{};  // ends of tables' rules that run out at the left, top, right, bottom
    std::vector<cv::Point2f> sheet;       // raster pixels; empty: all of the picture
    double picture_share = 0;             // of the page's middle that is neither paper nor print, if it has sharp edges
};

/// Long side of the copy, at most; A4 at 200 dpi is taken as it is, 300 dpi by halves, 600 dpi by thirds.
inline constexpr int kCopySide = 2400;
/// Up to this long side the copy has twice the pixels each way: glyphs of 6 px fall into components only there.
inline constexpr int kSmallSide = 1000;
inline constexpr double kPieceEms = 7;

[[nodiscard]] Copy copy_of(const Raster& raster);
/// `raster` is what `copy` was made of; its colours tell seals from print.
[[nodiscard]] TextRegions find_text(const Copy& copy, const Raster& raster, const Pose& pose);

}  // namespace mangping::detectors
