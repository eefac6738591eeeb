// libjpeg reports errors by a callback that must not return: every call into it stands between a setjmp and the end of
// a member function of `Picture` that holds no local with a destructor.
#include "pipeline/verify/jpeg.hpp"

#include <csetjmp>
#include <cstdio>

extern "C" {
#include <jpeglib.h>
}

#include <algorithm>
#include <array>
#include <numeric>

namespace mangping::verify {
namespace {

struct Segment {
    std::uint8_t marker = 0;
    Bytes payload;
};

struct Layout {
    std::vector<Segment> segments;
    Bytes tail;  // after the end of the image
};

/// First marker after entropy-coded data: 0xFF followed by neither a stuffed zero, nor a fill byte, nor a restart
/// marker.
std::size_t end_of_scan(Bytes jpeg, std::size_t from) {
    for (std::size_t i = from; i + 1 < jpeg.size(); ++i) {
        const std::uint8_t next = jpeg[i + 1];
        if (jpeg[i] == 0xFF && next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return i;
    }
    return jpeg.size();
}

Layout layout_of(Bytes jpeg) {
    constexpr std::uint8_t end_of_image = 0xD9, start_of_scan = 0xDA;
    Layout out;
    for (std::size_t i = 2; i + 3 < jpeg.size() + 2 && i + 1 < jpeg.size();) {
        if (jpeg[i] != 0xFF || jpeg[i + 1] == 0xFF) {
            ++i;
            continue;
        }
        const std::uint8_t marker = jpeg[i + 1];
        if (marker == end_of_image) {
            out.tail = jpeg.subspan(i + 2);
            return out;
        }
        if (i + 3 >= jpeg.size()) break;
        const std::size_t length = static_cast<std::size_t>(jpeg[i + 2]) << 8 | jpeg[i + 3];
        const std::size_t end = std::min(jpeg.size(), i + 2 + std::max<std::size_t>(2, length));
        if (marker == start_of_scan) {
            i = end_of_scan(jpeg, end);
            continue;
        }
        out.segments.push_back({marker, jpeg.subspan(i + 4 > end ? end : i + 4, end - std::min(end, i + 4))});
        i = end;
    }
    return out;
}

bool is_metadata(std::uint8_t marker) { return marker == 0xFE || (marker >= 0xE0 && marker <= 0xEF); }

bool holds_picture(Bytes bytes) {
    constexpr std::array<std::uint8_t, 3> start{0xFF, 0xD8, 0xFF};
    return std::search(bytes.begin(), bytes.end(), start.begin(), start.end()) != bytes.end();
}

struct Picture {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    std::jmp_buf escape{};

    explicit Picture() {
        jpeg.err = jpeg_std_error(&errors);
        jpeg.client_data = this;
        errors.error_exit = [](j_common_ptr info) {
            std::longjmp(static_cast<Picture*>(info->client_data)->escape, 1);
        };
        errors.output_message = [](j_common_ptr) {};
        jpeg_create_decompress(&jpeg);
    }
    ~Picture() { jpeg_destroy_decompress(&jpeg); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    bool open(Bytes bytes) {
        if (setjmp(escape) != 0) return false;
        jpeg_mem_src(&jpeg, bytes.data(), static_cast<unsigned long>(bytes.size()));
        jpeg_read_header(&jpeg, TRUE);
        if (jpeg.jpeg_color_space == JCS_YCCK || jpeg.jpeg_color_space == JCS_CMYK)
            jpeg.out_color_space = JCS_CMYK;
        else
            jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_start_decompress(&jpeg);
        return true;
    }

    bool rows(std::uint8_t* to) {
        if (setjmp(escape) != 0) return false;
        while (jpeg.output_scanline < jpeg.output_height) {
            JSAMPROW row = to + static_cast<std::size_t>(jpeg.output_scanline) * jpeg.output_width *
                                    static_cast<unsigned>(jpeg.output_components);
            jpeg_read_scanlines(&jpeg, &row, 1);
        }
        return true;
    }
};

/// Adobe writes CMYK inverted: 255 is no ink.
Raster rgb_of_cmyk(const std::vector<std::uint8_t>& cmyk, int width, int height) {
    Raster out(width, height, 3);
    for (std::size_t i = 0; i < out.pixels.size() / 3; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            out.pixels[3 * i + c] = static_cast<std::uint8_t>(cmyk[4 * i + c] * cmyk[4 * i + 3] / 255);
    return out;
}

}  // namespace

std::vector<Leak> jpeg_structure(Bytes jpeg, const Search& search, int page) {
    // Nothing of ours writes metadata pictures or bytes after the end; what stands there cannot be told clean.
    constexpr double sure = 1.0, unknown = 0.9;
    std::vector<Leak> out;
    const Layout layout = layout_of(jpeg);
    for (const Segment& segment : layout.segments) {
        if (!is_metadata(segment.marker)) continue;
        if (speaks(segment.payload, search)) out.push_back({{}, page, "metadata", {}, sure});
        if (holds_picture(segment.payload)) out.push_back({{}, page, "exif_thumbnail", {}, unknown});
    }
    const bool padding = std::all_of(layout.tail.begin(), layout.tail.end(), [](std::uint8_t b) { return b == 0; });
    if (!padding) out.push_back({{}, page, "trailing_bytes", {}, speaks(layout.tail, search) ? sure : unknown});
    return out;
}

Result<Raster> jpeg_pixels(Bytes bytes) {
    const Fault broken{FaultKind::unreadable, "jpeg_broken", {}};
    constexpr std::size_t most_pixels = 120'000'000;  // the spec's limit of 100 Mpx a page and some room
    Picture picture;
    if (!picture.open(bytes)) return broken;
    const std::size_t width = picture.jpeg.output_width, height = picture.jpeg.output_height;
    const int channels = picture.jpeg.output_components;
    if (width == 0 || height == 0 || width * height > most_pixels) return broken;
    if (channels == 4) {
        std::vector<std::uint8_t> cmyk(width * height * 4);
        if (!picture.rows(cmyk.data())) return broken;
        return rgb_of_cmyk(cmyk, static_cast<int>(width), static_cast<int>(height));
    }
    Raster out(static_cast<int>(width), static_cast<int>(height), channels);
    if (!picture.rows(out.pixels.data())) return broken;
    return out;
}

}  // namespace mangping::verify
