// Light, tone and noise of the device that took the picture.
#pragma once

#include <opencv2/core.hpp>

#include "models/geometry.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::synthetic {

/// How light falls on the frame, known at every point: pixels and truth ask the same object.
class LightField {
public:
    LightField(const Optics& optics, double frame_w, double frame_h, Rng rng);
    /// Share of light that arrives, 0 … 1.
    [[nodiscard]] double light(Point frame) const;
    /// Share of white that is laid over, 0 … 1.
    [[nodiscard]] double glare(Point frame) const;
    [[nodiscard]] bool even() const { return even_; }

private:
    Optics o_;
    double w_, h_, gx_, gy_;
    Point shadow_centre_;
    double shadow_turn_, shadow_half_w_, shadow_half_h_, glare_turn_, glare_stretch_;
    bool even_;
};

/// Level 0 … 255 after contrast, lift and gamma, before light.
[[nodiscard]] double tone(const Optics& optics, double level);

/// Defocus, motion and the device's sharpening.
void blur(cv::Mat& frame, const Optics& optics, double em_px);
/// Standard deviation in px that defocus and motion together have for legibility (motion of length l counts a little
/// less than its own l / sqrt 12).
[[nodiscard]] double blur_sigma(const Optics& optics, double em_px);
/// Tone, light, glare, moire and noise in one pass over an 8-bit RGB frame.
void expose(cv::Mat& frame, const Optics& optics, const LightField& light, bool soft_noise, Rng rng);
void scanner_marks(cv::Mat& frame, const Optics& optics, Rng rng);
/// One bit a pixel (as 0 and 255), with broken strokes and specks.
void to_bilevel(cv::Mat& frame, const Optics& optics, Rng rng);
/// Toner that did not take: pale specks and gaps in strokes, grey or colour.
void lose_toner(cv::Mat& frame, double loss, double em_px, Rng rng);

/// 512 x 512, wraps around, mean 0, standard deviation 64; `softness` in px blurs it without changing that.
[[nodiscard]] cv::Mat noise_tile(Rng& rng, double softness);

}  // namespace mangping::synthetic
