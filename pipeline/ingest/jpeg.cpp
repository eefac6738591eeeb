// libjpeg reports errors by a callback that must not return, so every call into it stands between a setjmp and the end
// of `Decoder`'s member: those functions hold no local with a destructor, and all buffers belong to the caller.
//
// Damage. libjpeg goes on after damage with a warning and fills what is missing with grey, which a reader would take
// for an empty page. A warning that concerns picture data therefore ends in a Fault; warnings about markers do not.
#include "pipeline/ingest/jpeg.hpp"

#include <csetjmp>
#include <cstddef>
#include <cstdio>
#include <cstring>
#include <memory>
#include <numeric>
#include <opencv2/core.hpp>

extern "C" {
#include <jerror.h>
#include <jpeglib.h>
}

#include "pipeline/adapt/grey.hpp"
#include "pipeline/adapt/turn.hpp"
#include "pipeline/ingest/exif.hpp"

namespace mangping::ingest {
namespace {

// A progressive file decodes once a scan; cameras and encoders write 10 or fewer, libvips stops at the same number.
constexpr int kMaxScans = 100;
// Sum of the 64 steps of table K.1 of ITU-T T.81.
constexpr int kStandardLuminanceSum = 3688;

struct Decoder {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    const Context* context = nullptr;
    bool ended_early = false;   // the file ran out
    bool data_missing = false;  // entropy-coded data ran out before a marker
    bool data_damaged = false;  // codes that mean nothing
    bool stopped = false;       // by the progress callback

    explicit Decoder(std::span<const std::uint8_t> bytes);
    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// False: broken. After true, `jpeg` holds the header and the saved APP1 markers.
    bool read_header();
    /// False: broken or stopped. `rows` has room for height rows of width * out components.
    bool read_pixels(std::uint8_t* rows);
    /// A progressive picture whose last refinements are there.
    [[nodiscard]] bool complete() const;

    std::span<const std::uint8_t> input;
};

Decoder& of(j_common_ptr jpeg) { return *static_cast<Decoder*>(jpeg->client_data); }

void on_error(j_common_ptr jpeg) { std::longjmp(of(jpeg).escape, 1); }

void on_message(j_common_ptr jpeg, int level) {
    if (level >= 0) return;  // traces
    Decoder& d = of(jpeg);
    switch (jpeg->err->msg_code) {
        case JWRN_JPEG_EOF:
            d.ended_early = true;
            break;
        case JWRN_HIT_MARKER:
            d.data_missing = true;
            break;
        case JWRN_HUFF_BAD_CODE:
        case JWRN_MUST_RESYNC:
            d.data_damaged = true;
            break;
        default:
            break;
    }
}

void on_output(j_common_ptr) {}  // never to stderr

void on_progress(j_common_ptr jpeg) {
    Decoder& d = of(jpeg);
    if (d.jpeg.input_scan_number <= kMaxScans && !(d.context && d.context->over())) return;
    d.stopped = true;
    std::longjmp(d.escape, 1);
}

Decoder::Decoder(std::span<const std::uint8_t> bytes) : input(bytes) {
    jpeg.err = jpeg_std_error(&errors);
    errors.error_exit = on_error;
    errors.emit_message = on_message;
    errors.output_message = on_output;
    progress.progress_monitor = on_progress;
    jpeg.client_data = this;
}

bool Decoder::read_header() {
    if (setjmp(escape)) return false;
    jpeg_create_decompress(&jpeg);
    jpeg.client_data = this;  // creation clears the structure but for err and client_data; kept for older versions
    jpeg_mem_src(&jpeg, input.data(), input.size());
    jpeg_save_markers(&jpeg, JPEG_APP0 + 1, 0xFFFF);
    return jpeg_read_header(&jpeg, TRUE) == JPEG_HEADER_OK;
}

bool Decoder::read_pixels(std::uint8_t* rows) {
    if (setjmp(escape)) return false;
    jpeg.progress = &progress;
    if (jpeg.num_components == 4)
        jpeg.out_color_space = JCS_CMYK;
    else
        jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&jpeg);
    const std::size_t stride =
        static_cast<std::size_t>(jpeg.output_width) * static_cast<std::size_t>(jpeg.output_components);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = rows + stride * jpeg.output_scanline;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    if (jpeg.progressive_mode && ended_early && !complete()) data_missing = true;
    jpeg_finish_decompress(&jpeg);
    return true;
}

bool Decoder::complete() const {
    if (!jpeg.coef_bits) return true;
    for (int c = 0; c < jpeg.num_components; ++c)
        for (int k = 0; k < DCTSIZE2; ++k)
            if (jpeg.coef_bits[c][k] != 0) return false;
    return true;
}

Fault broken(const char* detail) { return {FaultKind::unreadable, "jpeg_broken", detail}; }

JpegHeader header_of(const jpeg_decompress_struct& jpeg) {
    JpegHeader out;
    out.width = static_cast<int>(jpeg.image_width);
    out.height = static_cast<int>(jpeg.image_height);
    out.components = jpeg.num_components;
    for (int c = 0; c < jpeg.num_components; ++c) {
        out.mcu_width = std::max(out.mcu_width, jpeg.comp_info[c].h_samp_factor * DCTSIZE);
        out.mcu_height = std::max(out.mcu_height, jpeg.comp_info[c].v_samp_factor * DCTSIZE);
    }
    if (jpeg.num_components == 1) out.mcu_width = out.mcu_height = DCTSIZE;  // one component is never interleaved
    for (auto marker = jpeg.marker_list; marker && out.orientation == 1; marker = marker->next)
        out.orientation = exif_orientation({marker->data, marker->data_length});
    const int table = jpeg.comp_info ? jpeg.comp_info[0].quant_tbl_no : -1;
    if (table >= 0 && table < NUM_QUANT_TBLS && jpeg.quant_tbl_ptrs[table])
        out.quality = quality_of_table(std::span<const std::uint16_t, 64>(jpeg.quant_tbl_ptrs[table]->quantval, 64));
    return out;
}

/// Ink coverages to RGB without a profile: (1 - c)(1 - k). Adobe stores paper as 255, everybody else as 0.
Raster rgb_of_cmyk(const Raster& four, bool adobe) {
    Raster out(four.width, four.height, 3);
    const std::uint8_t flip = adobe ? 0 : 255;
    for (std::size_t i = 0, n = out.pixels.size() / 3; i < n; ++i) {
        const std::uint8_t* in = four.pixels.data() + i * 4;
        const unsigned k = in[3] ^ flip;
        for (std::size_t c = 0; c < 3; ++c) {
            const unsigned ink = static_cast<std::uint8_t>(in[c] ^ flip);
            out.pixels[i * 3 + c] = static_cast<std::uint8_t>((ink * k + 127) / 255);
        }
    }
    return out;
}

/// EXIF's eight cases: first the mirror image, then the quarter turn.
Raster displayed(Raster stored, int orientation) {
    constexpr int quarters[] = {0, 0, 0, 2, 2, 3, 1, 1, 3};  // clockwise, after the mirroring
    constexpr bool mirrored[] = {false, false, true, false, true, true, false, true, false};
    if (mirrored[orientation]) stored = adapt::mirrored(stored);
    return adapt::turned_cw(std::move(stored), quarters[orientation] * 90);
}

struct Stored {
    JpegHeader header;
    Raster raster;
};

Result<Stored> stored_picture(std::span<const std::uint8_t> bytes, const Context& context) {
    const auto decoder = std::make_unique<Decoder>(bytes);
    decoder->context = &context;
    if (!decoder->read_header()) return broken("header");
    const JpegHeader header = header_of(decoder->jpeg);
    if (header.components != 1 && header.components != 3 && header.components != 4) return broken("components");
    Raster stored(header.width, header.height, header.components);
    const bool done = decoder->read_pixels(stored.pixels.data());
    if (decoder->stopped) {
        if (auto fault = context.over()) return *fault;
        return broken("scans");
    }
    if (decoder->data_missing && decoder->ended_early) return Fault{FaultKind::unreadable, "jpeg_truncated", {}};
    if (!done || decoder->data_missing || decoder->data_damaged) return broken("data");
    if (header.components == 4) stored = rgb_of_cmyk(stored, decoder->jpeg.saw_Adobe_marker);
    return Stored{header, adapt::grey_if_colourless(std::move(stored))};
}

}  // namespace

int quality_of_table(std::span<const std::uint16_t, 64> luminance) {
    const int sum = std::accumulate(luminance.begin(), luminance.end(), 0);
    const double scale = 100.0 * sum / kStandardLuminanceSum;
    const double quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
    return std::clamp(static_cast<int>(quality + 0.5), 1, 100);
}

Result<JpegHeader> jpeg_header(std::span<const std::uint8_t> bytes) {
    const auto decoder = std::make_unique<Decoder>(bytes);
    if (!decoder->read_header()) return broken("header");
    return header_of(decoder->jpeg);
}

Result<Raster> jpeg_stored(std::span<const std::uint8_t> bytes, const Context& context) {
    auto picture = stored_picture(bytes, context);
    if (!picture) return picture.fault();
    return std::move(picture->raster);
}

Result<SourcePage> jpeg_page(std::span<const std::uint8_t> bytes, const Context& context) {
    auto picture = stored_picture(bytes, context);
    if (!picture) return picture.fault();
    const JpegHeader& header = picture->header;
    SourcePage page;
    page.format = Format::jpeg;
    page.exif_orientation = header.orientation;
    page.jpeg_quality = header.quality;
    page.mcu_width = header.swaps_sides() ? header.mcu_height : header.mcu_width;
    page.mcu_height = header.swaps_sides() ? header.mcu_width : header.mcu_height;
    auto raster = displayed(std::move(picture->raster), header.orientation);
    page.width = raster.width;
    page.height = raster.height;
    page.raster = std::make_shared<const Raster>(std::move(raster));
    return page;
}

}  // namespace mangping::ingest
