// libjpeg reports errors by a callback that must not return: it jumps back here, and nothing that owns memory is
// created between the setjmp and the jump.
#include "tests/support/synthetic/degrade_jpeg.hpp"

#include <jpeglib.h>

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

namespace mangping::synthetic {
namespace {

struct JumpingErrors {
    jpeg_error_mgr base;
    std::jmp_buf back;
};

void jump_back(j_common_ptr cinfo) { std::longjmp(reinterpret_cast<JumpingErrors*>(cinfo->err)->back, 1); }
void stay_silent(j_common_ptr /*cinfo*/, int /*level*/) {}

cv::Mat view(const Raster& r) {
    return {r.height, r.width, r.channels == 3 ? CV_8UC3 : CV_8UC1, const_cast<std::uint8_t*>(r.pixels.data())};
}

Raster raster_of(const cv::Mat& m) {
    Raster r(m.cols, m.rows, m.channels());
    m.copyTo(view(r));
    return r;
}

/// What a viewer does for an EXIF orientation: an optional mirroring, then clockwise turns.
struct Turn {
    bool mirror;
    int cw;
};
constexpr Turn kTurnOf[9] = {{false, 0}, {false, 0}, {true, 0}, {false, 2}, {true, 2},
                             {true, 3},  {false, 1}, {true, 1}, {false, 3}};

Raster mirrored(const Raster& picture) {
    Raster out(picture.width, picture.height, picture.channels);
    cv::Mat to = view(out);
    cv::flip(view(picture), to, 1);
    return out;
}

Raster stored_for(const Raster& displayed, int orientation) {
    const Turn t = kTurnOf[orientation];
    Raster r = turned_cw(displayed, 4 - t.cw);
    return t.mirror ? mirrored(r) : r;
}

Raster shown_from(const Raster& stored, int orientation) {
    const Turn t = kTurnOf[orientation];
    return turned_cw(t.mirror ? mirrored(stored) : stored, t.cw);
}

class ExifWriter {
public:
    void u16(unsigned v) {
        bytes_.push_back(static_cast<std::uint8_t>(v & 0xFF));
        bytes_.push_back(static_cast<std::uint8_t>(v >> 8 & 0xFF));
    }
    void u32(unsigned v) {
        u16(v & 0xFFFF);
        u16(v >> 16);
    }
    void entry(unsigned tag, unsigned type, unsigned count, unsigned value) {
        u16(tag);
        u16(type);
        u32(count);
        u32(value);
    }
    void text(const std::string& s) {
        bytes_.insert(bytes_.end(), s.begin(), s.end());
        bytes_.push_back(0);
    }
    void raw(const std::vector<std::uint8_t>& b) { bytes_.insert(bytes_.end(), b.begin(), b.end()); }
    [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }

private:
    std::vector<std::uint8_t> bytes_;
};

constexpr unsigned kAscii = 2, kShort = 3, kLong = 4;

/// APP1 payload: little-endian TIFF with Make, Model and Orientation, and the thumbnail in the second directory.
std::vector<std::uint8_t> exif_segment(const JpegOptions& o, const std::vector<std::uint8_t>& thumbnail) {
    constexpr unsigned kHeader = 8, kEntry = 12;
    // TIFF keeps values of up to four bytes in the entry itself; longer names make every text live behind it.
    const std::string camera = o.camera.size() < 4 ? "Camera" : o.camera;
    const unsigned ifd0 = kHeader, ifd0_size = 2 + 3 * kEntry + 4;
    const unsigned text_at = ifd0 + ifd0_size, text_len = static_cast<unsigned>(camera.size()) + 1;
    const unsigned ifd1 = text_at + text_len + (text_len & 1), ifd1_size = 2 + 3 * kEntry + 4;
    ExifWriter w;
    w.raw({'E', 'x', 'i', 'f', 0, 0, 'I', 'I', 42, 0});
    w.u32(ifd0);
    w.u16(3);
    w.entry(0x010F, kAscii, text_len, text_at);
    w.entry(0x0110, kAscii, text_len, text_at);
    w.entry(0x0112, kShort, 1, static_cast<unsigned>(o.exif_orientation > 0 ? o.exif_orientation : 1));
    w.u32(thumbnail.empty() ? 0 : ifd1);
    w.text(camera);
    if ((text_len & 1) != 0) w.raw({0});
    if (!thumbnail.empty()) {
        w.u16(3);
        w.entry(0x0103, kShort, 1, 6);
        w.entry(0x0201, kLong, 1, ifd1 + ifd1_size);
        w.entry(0x0202, kLong, 1, static_cast<unsigned>(thumbnail.size()));
        w.u32(0);
        w.raw(thumbnail);
    }
    return w.take();
}

std::vector<std::uint8_t> thumbnail_of(const Raster& stored) {
    const double scale = 160.0 / std::max(stored.width, stored.height);
    cv::Mat small;
    cv::resize(view(stored), small, {}, scale, scale, cv::INTER_AREA);
    JpegOptions options;
    options.quality = 75;
    return encode_jpeg(raster_of(small), options);
}

void set_options(jpeg_compress_struct& cinfo, const JpegOptions& o) {
    jpeg_set_defaults(&cinfo);
    jpeg_set_quality(&cinfo, o.quality, TRUE);
    if (cinfo.num_components == 3) {
        cinfo.comp_info[0].h_samp_factor = o.subsampling == Subsampling::s444 ? 1 : 2;
        cinfo.comp_info[0].v_samp_factor = o.subsampling == Subsampling::s420 ? 2 : 1;
    }
    if (o.progressive) jpeg_simple_progression(&cinfo);
    if (o.dpi > 0) {
        cinfo.density_unit = 1;
        cinfo.X_density = cinfo.Y_density = static_cast<UINT16>(o.dpi);
    }
}

/// False on any error; *out is then released by the caller as on success.
bool compress(const Raster& stored, const JpegOptions& o, const std::vector<std::uint8_t>& exif, unsigned char** out,
              unsigned long* size) {
    jpeg_compress_struct cinfo{};
    JumpingErrors errors{};
    cinfo.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = jump_back;
    errors.base.emit_message = stay_silent;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_compress(&cinfo);
        return false;
    }
    jpeg_create_compress(&cinfo);
    jpeg_mem_dest(&cinfo, out, size);
    cinfo.image_width = static_cast<JDIMENSION>(stored.width);
    cinfo.image_height = static_cast<JDIMENSION>(stored.height);
    cinfo.input_components = stored.channels;
    cinfo.in_color_space = stored.channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
    set_options(cinfo, o);
    if (!exif.empty()) cinfo.write_JFIF_header = FALSE;
    jpeg_start_compress(&cinfo, TRUE);
    if (!exif.empty()) jpeg_write_marker(&cinfo, JPEG_APP0 + 1, exif.data(), static_cast<unsigned>(exif.size()));
    if (!o.comment.empty())
        jpeg_write_marker(&cinfo, JPEG_COM, reinterpret_cast<const JOCTET*>(o.comment.data()),
                          static_cast<unsigned>(o.comment.size()));
    const std::size_t stride = static_cast<std::size_t>(stored.width) * static_cast<std::size_t>(stored.channels);
    while (cinfo.next_scanline < cinfo.image_height) {
        JSAMPROW row = const_cast<JSAMPROW>(stored.pixels.data() + cinfo.next_scanline * stride);
        jpeg_write_scanlines(&cinfo, &row, 1);
    }
    jpeg_finish_compress(&cinfo);
    jpeg_destroy_compress(&cinfo);
    return true;
}

/// Orientation from an APP1 payload; 0 if there is none. Reads only what this file's writer and cameras write.
int orientation_in(const std::uint8_t* data, std::size_t size) {
    if (size < 14 || std::memcmp(data, "Exif\0\0", 6) != 0) return 0;
    const std::uint8_t* tiff = data + 6;
    const std::size_t n = size - 6;
    const bool little = tiff[0] == 'I';
    const auto u16 = [&](std::size_t at) {
        return at + 2 > n ? 0u : little ? tiff[at] | tiff[at + 1] << 8u : tiff[at] << 8u | tiff[at + 1];
    };
    const auto u32 = [&](std::size_t at) {
        return little ? u16(at) | u16(at + 2) << 16u : u16(at) << 16u | u16(at + 2);
    };
    const std::size_t ifd = u32(4);
    const unsigned entries = u16(ifd);
    for (unsigned i = 0; i < entries; ++i) {
        const std::size_t at = ifd + 2 + 12u * i;
        if (u16(at) != 0x0112) continue;
        const unsigned value = u16(at + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 0;
    }
    return 0;
}

bool decompress(std::span<const std::uint8_t> file, Raster* pixels, int* orientation) {
    jpeg_decompress_struct cinfo{};
    JumpingErrors errors{};
    cinfo.err = jpeg_std_error(&errors.base);
    errors.base.error_exit = jump_back;
    errors.base.emit_message = stay_silent;
    if (setjmp(errors.back) != 0) {
        jpeg_destroy_decompress(&cinfo);
        return false;
    }
    jpeg_create_decompress(&cinfo);
    jpeg_save_markers(&cinfo, JPEG_APP0 + 1, 0xFFFF);
    jpeg_mem_src(&cinfo, file.data(), file.size());
    jpeg_read_header(&cinfo, TRUE);
    for (jpeg_saved_marker_ptr m = cinfo.marker_list; m != nullptr && *orientation == 0; m = m->next)
        *orientation = orientation_in(m->data, m->data_length);
    if (pixels != nullptr) {
        jpeg_start_decompress(&cinfo);
        *pixels = Raster(static_cast<int>(cinfo.output_width), static_cast<int>(cinfo.output_height),
                         cinfo.output_components);
        const std::size_t stride = static_cast<std::size_t>(pixels->width) * static_cast<std::size_t>(pixels->channels);
        while (cinfo.output_scanline < cinfo.output_height) {
            JSAMPROW row = pixels->pixels.data() + cinfo.output_scanline * stride;
            jpeg_read_scanlines(&cinfo, &row, 1);
        }
        jpeg_finish_decompress(&cinfo);
    }
    jpeg_destroy_decompress(&cinfo);
    return true;
}

}  // namespace

Raster turned_cw(const Raster& picture, int turns) {
    turns = ((turns % 4) + 4) % 4;
    if (turns == 0) return picture;
    const bool swap = turns != 2;
    Raster out(swap ? picture.height : picture.width, swap ? picture.width : picture.height, picture.channels);
    cv::Mat to = view(out);
    cv::rotate(view(picture), to,
               turns == 1   ? cv::ROTATE_90_CLOCKWISE
               : turns == 2 ? cv::ROTATE_180
                            : cv::ROTATE_90_COUNTERCLOCKWISE);
    return out;
}

std::vector<std::uint8_t> encode_jpeg(const Raster& displayed, const JpegOptions& options) {
    Raster stored = options.exif_orientation > 1 ? stored_for(displayed, options.exif_orientation) : displayed;
    if (options.grey && stored.channels == 3) {
        cv::Mat grey;
        cv::cvtColor(view(stored), grey, cv::COLOR_RGB2GRAY);
        stored = raster_of(grey);
    }
    std::vector<std::uint8_t> exif;
    if (options.exif_orientation > 0 || options.thumbnail || !options.camera.empty())
        exif = exif_segment(options, options.thumbnail ? thumbnail_of(stored) : std::vector<std::uint8_t>{});
    unsigned char* out = nullptr;
    unsigned long size = 0;
    std::vector<std::uint8_t> file;
    if (compress(stored, options, exif, &out, &size)) file.assign(out, out + size);
    std::free(out);
    return file;
}

Raster decode_jpeg(std::span<const std::uint8_t> file) {
    Raster stored;
    int orientation = 0;
    if (!decompress(file, &stored, &orientation)) return {};
    return orientation > 1 ? shown_from(stored, orientation) : stored;
}

int exif_orientation(std::span<const std::uint8_t> file) {
    int orientation = 0;
    return decompress(file, nullptr, &orientation) ? orientation : 0;
}

}  // namespace mangping::synthetic
