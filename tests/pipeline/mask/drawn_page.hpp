// A page of a few lines of text, drawn glyph by glyph, so that it is known to the pixel whose ink is where.
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "models/page.hpp"

namespace mangping::mask {

struct DrawnGlyph {
    std::string text;
    cv::Rect ink;  // hugging
    cv::Mat own;   // CV_8UC1 of ink.size(), 255 where this glyph's ink is
    [[nodiscard]] Quad quad(double grow = 0, double dx = 0, double dy = 0) const {
        return quad_of({ink.x - grow + dx, ink.y - grow + dy, ink.width + 2 * grow, ink.height + 2 * grow});
    }
};

struct LineStyle {
    std::string font = "Noto Serif CJK SC";
    double em = 28;
    double pitch = 1;  // of the em
    cv::Scalar colour{0, 0, 0};
    bool down = false;
};

class DrawnPage {
public:
    DrawnPage(int width, int height, cv::Scalar paper = cv::Scalar(255, 255, 255));
    /// Draws `utf8`, a glyph a character, the first one's cell at (x, y). Returns the glyphs that have ink.
    std::vector<DrawnGlyph> line(const std::string& utf8, int x, int y, const LineStyle& style = {});
    cv::Mat& pixels() { return pixels_; }
    [[nodiscard]] UprightPage upright(int jpeg_quality = 0) const;

private:
    cv::Mat pixels_;  // RGB
};

/// The page as it comes out of a JPEG of this quality with colour at half resolution.
[[nodiscard]] cv::Mat through_jpeg(const cv::Mat& rgb, int quality);
[[nodiscard]] UprightPage upright_of(const cv::Mat& picture, int jpeg_quality);
[[nodiscard]] cv::Mat decoded(const std::vector<std::uint8_t>& jpeg);  // RGB or grey
/// Share of the glyph's ink for which `inside` is set.
[[nodiscard]] double share(const DrawnGlyph& glyph, const cv::Mat& inside);
/// Mean difference over the glyph's ink, of 255.
[[nodiscard]] double change(const DrawnGlyph& glyph, const cv::Mat& before, const cv::Mat& after);
/// 255 where the masked page shows the fill: far from `before`, and flat.
[[nodiscard]] cv::Mat filled(const cv::Mat& masked, const std::vector<Mask>& masks);
[[nodiscard]] Finding finding_of(const std::string& text, const std::vector<Quad>& pieces,
                                 MaskKind kind = MaskKind::name);

}  // namespace mangping::mask
