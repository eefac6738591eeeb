#include "pipeline/mask/wipe.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <numbers>

// needs <cstdio> before it
#include <jpeglib.h>

namespace mangping::mask {
namespace {

constexpr double kMostPixels = 40e6;  // coefficients of a page this large are 240 MB
constexpr std::size_t kStretch = 8192;
// The decoder's chroma interpolation reaches one pixel into the neighbouring MCU.
constexpr int kReach = 1;
// Levels by which rewritten MCUs may differ from what they should show, on average: more means that the steps could not
// be made fine enough for a bar's edge. Chosen; the tests' pages stay below 4.
constexpr double kMostLoss = 5;

struct Errors {
    jpeg_error_mgr base;
    std::jmp_buf back;
    bool warned = false;
};
Errors& of(j_common_ptr jpeg) { return *reinterpret_cast<Errors*>(jpeg->err); }
[[noreturn]] void give_up(j_common_ptr jpeg) { std::longjmp(of(jpeg).back, 1); }
void note_warning(j_common_ptr jpeg, int level) { of(jpeg).warned |= level < 0; }
void say_nothing(j_common_ptr) {}
jpeg_error_mgr* handled(Errors& errors) {
    jpeg_error_mgr* base = jpeg_std_error(&errors.base);
    base->error_exit = give_up;
    base->emit_message = note_warning;
    base->output_message = say_nothing;
    return base;
}

using Steps = std::array<int, DCTSIZE2>;

/// Everything a longjmp may pass over: owned here, freed by the caller's scope.
struct Wipe {
    jpeg_decompress_struct in{};
    jpeg_compress_struct out{};
    Errors errors{};
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    std::vector<std::uint8_t> touched;                 // an MCU each
    std::array<Steps, NUM_QUANT_TBLS> was{}, steps{};  // quantization of the source, and of the result
    int mcu_w = 8, mcu_h = 8, across = 0, down = 0;
    Raster back;  // the result decoded

    ~Wipe() {
        jpeg_destroy_decompress(&in);
        jpeg_destroy_compress(&out);
        std::free(bytes);
    }
};

bool plain(const jpeg_decompress_struct& in, const Raster& original) {
    const bool colours = (in.num_components == 1 && in.jpeg_color_space == JCS_GRAYSCALE) ||
                         (in.num_components == 3 && in.jpeg_color_space == JCS_YCbCr);
    if (!colours || in.data_precision != 8) return false;
    if (static_cast<int>(in.image_width) != original.width || static_cast<int>(in.image_height) != original.height)
        return false;
    for (int c = 0; c < in.num_components; ++c) {
        const auto& info = in.comp_info[c];
        if (in.max_h_samp_factor % info.h_samp_factor != 0 || in.max_v_samp_factor % info.v_samp_factor != 0)
            return false;
    }
    return true;
}

void mark_touched(Wipe& w, const Raster& original, const Raster& masked) {
    const bool one = w.in.num_components == 1;  // a single component is never interleaved
    w.mcu_w = one ? DCTSIZE : w.in.max_h_samp_factor * DCTSIZE;
    w.mcu_h = one ? DCTSIZE : w.in.max_v_samp_factor * DCTSIZE;
    w.across = (original.width + w.mcu_w - 1) / w.mcu_w;
    w.down = (original.height + w.mcu_h - 1) / w.mcu_h;
    w.touched.assign(static_cast<std::size_t>(w.across) * static_cast<std::size_t>(w.down), 0);
    const std::size_t pixel = static_cast<std::size_t>(original.channels);
    for (int y = 0; y < original.height; ++y)
        for (int m = 0; m < w.across; ++m) {
            const int x = m * w.mcu_w, n = std::min(w.mcu_w, original.width - x);
            const std::size_t at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(original.width) + static_cast<std::size_t>(x)) *
                pixel;
            if (std::memcmp(&original.pixels[at], &masked.pixels[at], static_cast<std::size_t>(n) * pixel) != 0)
                w.touched[static_cast<std::size_t>(y / w.mcu_h * w.across + m)] = 1;
        }
}

/// Calls `use` with every block of the picture and its component.
template <class Use>
void each_block(Wipe& w, jvirt_barray_ptr* arrays, const Use& use) {
    for (int c = 0; c < w.in.num_components; ++c) {
        const jpeg_component_info& info = w.in.comp_info[c];
        for (JDIMENSION row = 0; row < info.height_in_blocks; ++row) {
            JBLOCKARRAY blocks =
                (*w.in.mem->access_virt_barray)(reinterpret_cast<j_common_ptr>(&w.in), arrays[c], row, 1, TRUE);
            for (JDIMENSION col = 0; col < info.width_in_blocks; ++col)
                use(info, static_cast<int>(col), static_cast<int>(row), blocks[0][col]);
        }
    }
}

/// The largest divisor of `from` that is not above `wanted` and keeps `largest` within what a baseline JPEG can hold;
/// `from` itself where there is none.
int finer_step(int from, int wanted, int largest) {
    constexpr int most_coefficient = 1023;
    for (int step = std::min(from, wanted); step > 0; --step)
        if (from % step == 0) return largest * (from / step) <= most_coefficient ? step : from;
    return from;
}

/// Finer steps, so that the edges of bars do not ripple on a page that was stored coarsely: each a divisor of the
/// source's, so that every coefficient of an untouched block still is what it was. Sources of quality 80 and better
/// stay as they are.
void refine(Wipe& w, jvirt_barray_ptr* arrays) {
    constexpr int fine_quality = 80;
    jpeg_set_quality(&w.out, fine_quality, TRUE);
    std::array<Steps, NUM_QUANT_TBLS> largest{};
    for (int c = 0; c < w.in.num_components; ++c) {
        Steps& steps = w.was[static_cast<std::size_t>(w.in.comp_info[c].quant_tbl_no)];
        for (std::size_t k = 0; k < DCTSIZE2; ++k) steps[k] = w.in.comp_info[c].quant_table->quantval[k];
    }
    each_block(w, arrays, [&](const jpeg_component_info& info, int, int, const JCOEF* block) {
        Steps& most = largest[static_cast<std::size_t>(info.quant_tbl_no)];
        for (std::size_t k = 0; k < DCTSIZE2; ++k) most[k] = std::max(most[k], std::abs(int{block[k]}));
    });
    for (std::size_t t = 0; t < NUM_QUANT_TBLS; ++t)
        for (std::size_t k = 0; k < DCTSIZE2; ++k) {
            const int wanted = w.out.quant_tbl_ptrs[t == 0 ? 0 : 1]->quantval[k];
            w.steps[t][k] = finer_step(w.was[t][k], wanted, largest[t][k]);
        }
    std::array<Steps, NUM_QUANT_TBLS> factor{};
    for (std::size_t t = 0; t < NUM_QUANT_TBLS; ++t)
        for (std::size_t k = 0; k < DCTSIZE2; ++k) factor[t][k] = w.was[t][k] / std::max(1, w.steps[t][k]);
    each_block(w, arrays, [&](const jpeg_component_info& info, int, int, JCOEF* block) {
        const Steps& by = factor[static_cast<std::size_t>(info.quant_tbl_no)];
        for (std::size_t k = 0; k < DCTSIZE2; ++k) block[k] = static_cast<JCOEF>(block[k] * by[k]);
    });
}

/// A component's sample at a pixel, as JFIF defines it (T.871).
double sample(const Raster& raster, int x, int y, int component) {
    x = std::min(x, raster.width - 1), y = std::min(y, raster.height - 1);
    const std::uint8_t* p = &raster.pixels[(static_cast<std::size_t>(y) * static_cast<std::size_t>(raster.width) +
                                            static_cast<std::size_t>(x)) *
                                           static_cast<std::size_t>(raster.channels)];
    const double r = p[0], g = raster.channels == 3 ? p[1] : p[0], b = raster.channels == 3 ? p[2] : p[0];
    if (component == 0) return 0.299 * r + 0.587 * g + 0.114 * b;
    return component == 1 ? 128 - 0.168736 * r - 0.331264 * g + 0.5 * b : 128 + 0.5 * r - 0.418688 * g - 0.081312 * b;
}

using Block = std::array<double, DCTSIZE2>;

/// T.81, A.3.3.
Block transformed(const Block& in) {
    static const Block cosines = [] {
        Block out{};
        for (int u = 0; u < DCTSIZE; ++u)
            for (int x = 0; x < DCTSIZE; ++x)
                out[static_cast<std::size_t>(u * DCTSIZE + x)] =
                    (u == 0 ? std::sqrt(0.125) : 0.5) * std::cos((2 * x + 1) * u * std::numbers::pi / 16);
        return out;
    }();
    Block rows{}, out{};
    for (std::size_t y = 0; y < DCTSIZE; ++y)
        for (std::size_t u = 0; u < DCTSIZE; ++u)
            for (std::size_t x = 0; x < DCTSIZE; ++x) rows[y * 8 + u] += cosines[u * 8 + x] * in[y * 8 + x];
    for (std::size_t v = 0; v < DCTSIZE; ++v)
        for (std::size_t u = 0; u < DCTSIZE; ++u)
            for (std::size_t y = 0; y < DCTSIZE; ++y) out[v * 8 + u] += cosines[v * 8 + y] * rows[y * 8 + u];
    return out;
}

/// The block of one component whose first sample stands at (x0, y0) of the picture, each sample `sx` by `sy` pixels.
void code_block(const Raster& masked, int component, int x0, int y0, int sx, int sy, const Steps& steps, JCOEF* out) {
    Block samples{};
    for (int y = 0; y < DCTSIZE; ++y)
        for (int x = 0; x < DCTSIZE; ++x) {
            double sum = 0;
            for (int dy = 0; dy < sy; ++dy)
                for (int dx = 0; dx < sx; ++dx) sum += sample(masked, x0 + x * sx + dx, y0 + y * sy + dy, component);
            samples[static_cast<std::size_t>(y * DCTSIZE + x)] = sum / (sx * sy) - 128;
        }
    const Block coefficients = transformed(samples);
    for (std::size_t k = 0; k < DCTSIZE2; ++k) out[k] = static_cast<JCOEF>(std::lround(coefficients[k] / steps[k]));
}

void rewrite(Wipe& w, jvirt_barray_ptr* arrays, const Raster& masked) {
    const bool one = w.in.num_components == 1;
    each_block(w, arrays, [&](const jpeg_component_info& info, int col, int row, JCOEF* block) {
        const int h = one ? 1 : info.h_samp_factor, v = one ? 1 : info.v_samp_factor;
        if (w.touched[static_cast<std::size_t>(row / v * w.across + col / h)] == 0) return;
        const int sx = one ? 1 : w.in.max_h_samp_factor / h, sy = one ? 1 : w.in.max_v_samp_factor / v;
        code_block(masked, info.component_index, col * DCTSIZE * sx, row * DCTSIZE * sy, sx, sy,
                   w.steps[static_cast<std::size_t>(info.quant_tbl_no)], block);
    });
}

/// Whether the source was coded with the tables of the standard (T.81, K.3), which the result's defaults are.
bool standard_tables(const Wipe& w) {
    const auto same = [](const JHUFF_TBL* a, const JHUFF_TBL* b) {
        return a != nullptr && b != nullptr && std::memcmp(a->bits, b->bits, sizeof a->bits) == 0 &&
               std::memcmp(a->huffval, b->huffval, sizeof a->huffval) == 0;
    };
    return same(w.in.ac_huff_tbl_ptrs[0], w.out.ac_huff_tbl_ptrs[0]) &&
           same(w.in.dc_huff_tbl_ptrs[0], w.out.dc_huff_tbl_ptrs[0]);
}

/// What longjmp may skip lives in the caller.
bool recode(Wipe& w, std::span<const std::uint8_t> source, const Raster& original, const Raster& masked) {
    if (setjmp(w.errors.back) != 0) return false;
    jpeg_mem_src(&w.in, source.data(), static_cast<unsigned long>(source.size()));
    if (jpeg_read_header(&w.in, TRUE) != JPEG_HEADER_OK || !plain(w.in, original)) return false;
    jvirt_barray_ptr* arrays = jpeg_read_coefficients(&w.in);
    mark_touched(w, original, masked);
    refine(w, arrays);
    rewrite(w, arrays, masked);
    jpeg_mem_dest(&w.out, &w.bytes, &w.size);
    jpeg_copy_critical_parameters(&w.in, &w.out);
    for (int c = 0; c < w.out.num_components; ++c) {
        const auto t = static_cast<std::size_t>(w.out.comp_info[c].quant_tbl_no);
        for (std::size_t k = 0; k < DCTSIZE2; ++k)
            w.out.quant_tbl_ptrs[t]->quantval[k] = static_cast<UINT16>(w.steps[t][k]);
    }
    w.out.arith_code = FALSE;
    // A progressive source's bytes cannot come back in a baseline file, whatever the tables.
    w.out.optimize_coding = w.in.progressive_mode || standard_tables(w) ? TRUE : FALSE;
    w.out.restart_interval = 0;
    jpeg_write_coefficients(&w.out, arrays);
    jpeg_finish_compress(&w.out);
    jpeg_finish_decompress(&w.in);
    return !w.errors.warned;
}

bool decode_back(jpeg_decompress_struct& jpeg, Errors& errors, const Wipe& w, Raster& out) {
    if (setjmp(errors.back) != 0) return false;
    jpeg_mem_src(&jpeg, w.bytes, w.size);
    jpeg_read_header(&jpeg, TRUE);
    jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&jpeg);
    out = Raster(static_cast<int>(jpeg.output_width), static_cast<int>(jpeg.output_height), jpeg.output_components);
    const std::size_t stride = static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.channels);
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPROW row = out.pixels.data() + jpeg.output_scanline * stride;
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

struct Loss {
    double sum = 0, samples = 0;
};

/// Holds one pixel of the result against what it should be. False where an untouched one differs.
bool pixel_comes_back(const Wipe& w, const Raster& original, const Raster& masked, int x, int y, Loss& loss) {
    const bool touched = w.touched[static_cast<std::size_t>(y / w.mcu_h * w.across + x / w.mcu_w)] != 0;
    bool beside = false;
    for (const int dy : {-kReach, kReach})
        for (const int dx : {-kReach, kReach}) {
            const int nx = (x + dx) / w.mcu_w, ny = (y + dy) / w.mcu_h;
            if (x + dx >= 0 && y + dy >= 0 && nx < w.across && ny < w.down)
                beside |= w.touched[static_cast<std::size_t>(ny * w.across + nx)] != 0;
        }
    if (!touched && beside) return true;
    const Raster& wanted = touched ? masked : original;
    const std::size_t i =
        static_cast<std::size_t>(y) * static_cast<std::size_t>(original.width) + static_cast<std::size_t>(x);
    for (int c = 0; c < w.back.channels; ++c) {
        const int have = w.back.pixels[i * static_cast<std::size_t>(w.back.channels) + static_cast<std::size_t>(c)];
        const int want = wanted.pixels[i * static_cast<std::size_t>(wanted.channels) +
                                       static_cast<std::size_t>(std::min(c, wanted.channels - 1))];
        if (!touched && have != want) return false;
        if (touched) loss.sum += std::abs(have - want), ++loss.samples;
    }
    return true;
}

/// Whether the MCU and all round it are as they were.
bool far_from_touched(const Wipe& w, int mx, int my) {
    for (int y = std::max(0, my - 1); y <= std::min(w.down - 1, my + 1); ++y)
        for (int x = std::max(0, mx - 1); x <= std::min(w.across - 1, mx + 1); ++x)
            if (w.touched[static_cast<std::size_t>(y * w.across + x)] != 0) return false;
    return true;
}

/// Untouched MCUs show the very pixels of the original (but for the chroma that reaches over their border), touched
/// ones what they should.
bool comes_back(const Wipe& w, const Raster& original, const Raster& masked) {
    Loss loss;
    const bool alike = w.back.channels == original.channels;  // then rows of far MCUs are compared as they lie
    const std::size_t pixel = static_cast<std::size_t>(original.channels);
    for (int my = 0; my < w.down; ++my)
        for (int mx = 0; mx < w.across; ++mx) {
            const bool far = alike && far_from_touched(w, mx, my);
            const int x0 = mx * w.mcu_w, x1 = std::min(original.width, x0 + w.mcu_w);
            for (int y = my * w.mcu_h; y < std::min(original.height, (my + 1) * w.mcu_h); ++y) {
                const std::size_t at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(original.width) +
                                        static_cast<std::size_t>(x0)) *
                                       pixel;
                if (far && std::memcmp(&w.back.pixels[at], &original.pixels[at],
                                       static_cast<std::size_t>(x1 - x0) * pixel) != 0)
                    return false;
                for (int x = x0; x < x1 && !far; ++x)
                    if (!pixel_comes_back(w, original, masked, x, y, loss)) return false;
            }
        }
    return loss.samples == 0 || loss.sum / loss.samples <= kMostLoss;
}

}  // namespace

bool shares_a_stretch(std::span<const std::uint8_t> source, std::span<const std::uint8_t> made) {
    // A shared stretch of twice that holds one of the source's aligned pieces of half of it whole.
    constexpr std::size_t piece = kStretch / 2;
    for (std::size_t at = 0; at + piece <= source.size(); at += piece)
        if (::memmem(made.data(), made.size(), source.data() + at, piece) != nullptr) return true;
    return false;
}

std::optional<std::vector<std::uint8_t>> wiped(std::span<const std::uint8_t> source, const Raster& original,
                                               const Raster& masked) {
    if (double(original.width) * original.height > kMostPixels || original.width != masked.width ||
        original.height != masked.height || original.channels != masked.channels)
        return std::nullopt;
    const auto w = std::make_unique<Wipe>();
    w->in.err = w->out.err = handled(w->errors);
    jpeg_create_decompress(&w->in);
    jpeg_create_compress(&w->out);
    if (!recode(*w, source, original, masked)) return std::nullopt;
    // The coefficients of a page of 17 Mpx take 100 MB: they go before the picture comes.
    jpeg_destroy_decompress(&w->in);
    jpeg_destroy_compress(&w->out);
    Errors errors{};
    jpeg_decompress_struct jpeg{};
    jpeg.err = handled(errors);
    jpeg_create_decompress(&jpeg);
    const bool decoded = decode_back(jpeg, errors, *w, w->back);
    jpeg_destroy_decompress(&jpeg);
    if (!decoded || !comes_back(*w, original, masked)) return std::nullopt;
    std::vector<std::uint8_t> out(w->bytes, w->bytes + w->size);
    if (shares_a_stretch(source, out)) return std::nullopt;
    return out;
}

}  // namespace mangping::mask
