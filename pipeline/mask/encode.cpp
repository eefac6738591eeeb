#include "pipeline/mask/encode.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

// needs <cstdio> before it
#include <jpeglib.h>

namespace mangping::mask {
namespace {

constexpr int kLongestSide = 65'500;  // JPEG_MAX_DIMENSION of libjpeg

struct Errors {
    jpeg_error_mgr base;
    std::jmp_buf back;
};

[[noreturn]] void give_up(j_common_ptr info) { std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1); }
void say_nothing(j_common_ptr) {}

/// Everything that longjmp may skip lives in the caller, so that no destructor is jumped over.
bool compress(jpeg_compress_struct& jpeg, Errors& errors, const Raster& raster, int quality, unsigned char** out,
              unsigned long* size) {
    if (setjmp(errors.back) != 0) return false;
    jpeg_mem_dest(&jpeg, out, size);
    jpeg.image_width = static_cast<JDIMENSION>(raster.width);
    jpeg.image_height = static_cast<JDIMENSION>(raster.height);
    jpeg.input_components = raster.channels;
    jpeg.in_color_space = raster.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, quality, TRUE);
    for (int c = 0; c < jpeg.num_components; ++c) jpeg.comp_info[c].h_samp_factor = jpeg.comp_info[c].v_samp_factor = 1;
    jpeg.dct_method = JDCT_ISLOW;
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    const std::size_t stride = static_cast<std::size_t>(raster.width) * static_cast<std::size_t>(raster.channels);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(raster.pixels.data() + jpeg.next_scanline * stride);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    return true;
}

}  // namespace

Result<std::vector<std::uint8_t>> encode_jpeg(const Raster& raster, int quality) {
    if (raster.empty() || raster.width > kLongestSide || raster.height > kLongestSide)
        return Fault{FaultKind::internal, "encode_failed", "no pixels, or more than JPEG can hold"};
    jpeg_compress_struct jpeg{};
    Errors errors{};
    jpeg.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = give_up;
    errors.base.output_message = say_nothing;
    jpeg_create_compress(&jpeg);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool done = compress(jpeg, errors, raster, quality, &bytes, &size);
    std::vector<std::uint8_t> out;
    if (done) out.assign(bytes, bytes + size);
    jpeg_destroy_compress(&jpeg);
    std::free(bytes);
    if (!done) return Fault{FaultKind::internal, "encode_failed", "libjpeg refused"};
    return out;
}

}  // namespace mangping::mask
