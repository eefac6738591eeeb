#include "ocr/lines/picture.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {

void show_as_pages_do(Raster& grey) {
    cv::Mat view(grey.height, grey.width, CV_8U, grey.pixels.data());
    ocr::lines::even_light(view, ocr::lines::View{}.glyph_px * grey.height / ocr::lines::kPictureHeight);
    ocr::lines::stretch_contrast(view);
}

}  // namespace mangping::textlines
