#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

// needs <cstdio> before it
#include <jpeglib.h>

#include "pipeline/report/report.hpp"

namespace mangping::report {
namespace {

constexpr int kQuality = 80;

struct Picture {
    int width = 0, height = 0, channels = 0;
    Bytes pixels;
};

struct Errors {
    jpeg_error_mgr base;
    std::jmp_buf back;
};
[[noreturn]] void give_up(j_common_ptr info) { std::longjmp(reinterpret_cast<Errors*>(info->err)->back, 1); }
void say_nothing(j_common_ptr) {}
jpeg_error_mgr* handled(Errors& errors) {
    jpeg_error_mgr* base = jpeg_std_error(&errors.base);
    base->error_exit = give_up;
    base->output_message = say_nothing;
    return base;
}

/// Decodes at the smallest of libjpeg's scales that is not below `max_side`. What longjmp may skip lives in the caller.
bool decode(jpeg_decompress_struct& jpeg, Errors& errors, const Bytes& bytes, int max_side, Picture& out) {
    if (setjmp(errors.back) != 0) return false;
    jpeg_mem_src(&jpeg, bytes.data(), static_cast<unsigned long>(bytes.size()));
    jpeg_read_header(&jpeg, TRUE);
    const int side = static_cast<int>(std::max(jpeg.image_width, jpeg.image_height));
    for (jpeg.scale_num = 1; jpeg.scale_num < 8 && side * static_cast<int>(jpeg.scale_num) / 8 < max_side;)
        ++jpeg.scale_num;
    jpeg.scale_denom = 8;
    jpeg.dct_method = JDCT_ISLOW;
    jpeg_start_decompress(&jpeg);
    out.width = static_cast<int>(jpeg.output_width);
    out.height = static_cast<int>(jpeg.output_height);
    out.channels = jpeg.output_components;
    const std::size_t stride = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.channels);
    out.pixels.resize(stride * static_cast<std::size_t>(out.height));
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = out.pixels.data() + jpeg.output_scanline * stride;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

/// Area average: every target pixel is the mean of the source pixels it covers.
Picture shrunk(const Picture& in, int max_side) {
    const int side = std::max(in.width, in.height);
    if (side <= max_side) return in;
    Picture out{std::max(1, (in.width * max_side + side / 2) / side),
                std::max(1, (in.height * max_side + side / 2) / side),
                in.channels,
                {}};
    out.pixels.reserve(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height * out.channels));
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            const int x0 = x * in.width / out.width, x1 = std::max(x0 + 1, (x + 1) * in.width / out.width);
            const int y0 = y * in.height / out.height, y1 = std::max(y0 + 1, (y + 1) * in.height / out.height);
            for (int c = 0; c < in.channels; ++c) {
                int sum = 0;
                for (int yy = y0; yy < y1; ++yy)
                    for (int xx = x0; xx < x1; ++xx)
                        sum += in.pixels[static_cast<std::size_t>((yy * in.width + xx) * in.channels + c)];
                const int n = (x1 - x0) * (y1 - y0);
                out.pixels.push_back(static_cast<std::uint8_t>((sum + n / 2) / n));
            }
        }
    return out;
}

bool encode(jpeg_compress_struct& jpeg, Errors& errors, const Picture& in, unsigned char** bytes, unsigned long* size) {
    if (setjmp(errors.back) != 0) return false;
    jpeg_mem_dest(&jpeg, bytes, size);
    jpeg.image_width = static_cast<JDIMENSION>(in.width);
    jpeg.image_height = static_cast<JDIMENSION>(in.height);
    jpeg.input_components = in.channels;
    jpeg.in_color_space = in.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, kQuality, TRUE);
    jpeg.optimize_coding = TRUE;
    jpeg_start_compress(&jpeg, TRUE);
    const std::size_t stride = static_cast<std::size_t>(in.width) * static_cast<std::size_t>(in.channels);
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(in.pixels.data() + jpeg.next_scanline * stride);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    return true;
}

}  // namespace

Result<Bytes> thumbnail(const MaskedPage& page, int max_side) {
    const Fault fault{FaultKind::internal, "thumbnail_failed", "libjpeg refused"};
    if (max_side < 1) return fault;
    Errors errors{};
    jpeg_decompress_struct source{};
    source.err = handled(errors);
    jpeg_create_decompress(&source);
    Picture picture;
    const bool read = decode(source, errors, page.jpeg(), max_side, picture);
    jpeg_destroy_decompress(&source);
    if (!read) return fault;
    const Picture small = shrunk(picture, max_side);
    jpeg_compress_struct target{};
    target.err = handled(errors);
    jpeg_create_compress(&target);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool written = encode(target, errors, small, &bytes, &size);
    Bytes out;
    if (written) out.assign(bytes, bytes + size);
    jpeg_destroy_compress(&target);
    std::free(bytes);
    if (!written) return fault;
    return out;
}

}  // namespace mangping::report
