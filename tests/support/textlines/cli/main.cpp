// mangping-lines: a stream of drawn lines for ocr/training/train.py, or pictures of some of them to look at.
//
// A record, little endian: u16 width, u16 glyphs, u8 wear, u8 0, u16 0; for every glyph u32 code point, wide forms as
// such, 2^31 added where a space stands before it; then (height + 2) * (width + 2) signed bytes, row by row, as the
// network gets them (ocr/lstm/network.hpp).
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "ocr/lstm/network.hpp"
#include "tests/support/synthetic/random.hpp"
#include "tests/support/textlines/textline.hpp"

namespace {

using namespace mangping;
using namespace mangping::textlines;

struct Arguments {
    std::string charset, pictures;
    std::uint64_t seed = 1, from = 0, lines = 0, step = 1;
    bool held_out = false;
    LineOptions options;
};

void put(std::vector<std::uint8_t>& out, std::uint32_t value, int bytes) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<std::uint8_t>((value >> (8 * i)) & 0xFF));
}

std::vector<std::uint8_t> record(TextLine line) {
    show_as_pages_do(line.grey);
    std::vector<std::uint8_t> out;
    put(out, static_cast<std::uint32_t>(line.grey.width), 2);
    put(out, static_cast<std::uint32_t>(line.glyphs.size()), 2);
    put(out, static_cast<std::uint32_t>(line.wear), 4);
    for (const LineGlyph& g : line.glyphs) put(out, g.set | (g.space_before ? 1U << 31U : 0U), 4);
    for (const std::int8_t v : ocr::lstm::network_input(line.grey)) out.push_back(static_cast<std::uint8_t>(v));
    return out;
}

std::uint64_t seed_of(const Arguments& a, std::uint64_t n) { return a.seed * 0x9E3779B97F4A7C15ull + n; }

void stream(const Arguments& a, const std::u32string& charset) {
    const auto maker = open_line_maker(charset, a.options);
    const std::uint64_t end = a.lines == 0 ? ~0ull : a.from + a.lines;
    for (std::uint64_t n = a.from; n < end; n += a.step) {
        const std::vector<std::uint8_t> bytes = record(maker->make(seed_of(a, n)));
        if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) return;
    }
    std::fflush(stdout);
}

void write_pictures(const Arguments& a, const std::u32string& charset) {
    const auto maker = open_line_maker(charset, a.options);
    std::vector<cv::Mat> rows;
    for (std::uint64_t n = a.from; n < a.from + a.lines; ++n) {
        TextLine line = maker->make(seed_of(a, n));
        show_as_pages_do(line.grey);
        cv::Mat row(line.grey.height + 4, std::max(900, line.grey.width), CV_8U, cv::Scalar(128));
        cv::Mat(line.grey.height, line.grey.width, CV_8U, line.grey.pixels.data())
            .copyTo(row(cv::Rect(0, 0, line.grey.width, line.grey.height)));
        for (const LineGlyph& g : line.glyphs)
            row(cv::Rect(static_cast<int>(std::max(0.0F, g.left)), line.grey.height + 1,
                         std::max(1, static_cast<int>(g.right - g.left)), 2)) = 0;
        rows.push_back(row.colRange(0, 900).clone());
    }
    cv::Mat all;
    cv::vconcat(rows, all);
    cv::imwrite(a.pictures, all);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Lines of text with the place of every glyph, as a stream of records.");
    Arguments a;
    app.add_option("--charset", a.charset, "data/reader/charset.txt")->required();
    app.add_option("--seed", a.seed, "which lines");
    app.add_option("--from", a.from, "first line");
    app.add_option("--lines", a.lines, "the last is before first + this; 0: without end");
    app.add_option("--step", a.step, "only every so many-th line: as many processes share a stream")
        ->check(CLI::PositiveNumber);
    app.add_option("--width", a.options.width, "px; 0: as long as the text");
    app.add_option("--height", a.options.height, "px");
    app.add_option("--em", a.options.em, "mean size of the type, px");
    app.add_option("--spread", a.options.spread, "how much size and place vary");
    app.add_option("--blot-share", a.options.blot_share, "of the lines, marks that are no text");
    app.add_option("--band-share", a.options.band_share, "of the lines, seals' rings unrolled");
    app.add_option("--short-share", a.options.short_share, "of the lines, short ones with nothing behind");
    app.add_option("--dossier-share", a.options.dossier_share, "of the text, phrases as dossiers have them");
    std::string favour;
    app.add_option("--favour", favour, "a file of characters that names and runs of text are to hold");
    app.add_option("--favour-share", a.options.favoured_share, "of the text");
    app.add_flag("--held-out", a.held_out, "held-out fonts, dossier text only");
    app.add_option("--pictures", a.pictures, "write a PNG of the lines instead");
    CLI11_PARSE(app, argc, argv);
    if (a.held_out) a.options.share = Share::held_out;
    const std::u32string charset = read_charset(a.charset);
    if (charset.empty()) {
        std::cerr << "cannot read " << a.charset << "\n";
        return 1;
    }
    if (!favour.empty() && (a.options.favoured = read_charset(favour)).empty()) {
        std::cerr << "cannot read " << favour << "\n";
        return 1;
    }
    cv::setNumThreads(1);
    if (a.pictures.empty())
        stream(a, charset);
    else
        write_pictures(a, charset);
    return 0;
}
