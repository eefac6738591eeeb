// hard_characters --times N --seed S: the Han characters that our reader misses when they stand among others in plain
// print of fonts it was not trained on, each with the tenths of the times that it was missed, as ocr/lattice/hard.inc
// holds them. In a name such a character is known to be read as anything.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>
#include <opencv2/core.hpp>

#include "bench/readers/contest.hpp"
#include "ocr/lstm/engine.hpp"
#include "tests/support/textlines/textline.hpp"

namespace {

using namespace mangping;
using namespace mangping::bench;

constexpr std::size_t kALine = 6;      // characters asked for in a line
constexpr std::size_t kTogether = 24;  // lines, as a page has them
constexpr double kHard = 0.25;         // missed so often a character is listed
constexpr std::u32string_view kAmong = U"阿尔建文国明志林华玉春江工程设计研究单位姓名";

struct Count {
    int shown = 0, missed = 0;
};

std::u32string read_of(const ocr::LineReading& reading) {
    std::u32string out;
    for (const Glyph& g : reading.glyphs)
        for (const char32_t c : textlines::code_points(g.text())) out += textlines::plain_form(c);
    return out;
}

/// Which of the truth's characters stand in the reading in their order, most of them (longest common subsequence).
std::vector<bool> found_in(const std::u32string& truth, const std::u32string& read) {
    const std::size_t n = truth.size(), m = read.size();
    std::vector<std::vector<int>> best(n + 1, std::vector<int>(m + 1, 0));
    for (std::size_t i = n; i-- > 0;)
        for (std::size_t j = m; j-- > 0;)
            best[i][j] = truth[i] == read[j] ? best[i + 1][j + 1] + 1 : std::max(best[i + 1][j], best[i][j + 1]);
    std::vector<bool> out(n, false);
    for (std::size_t i = 0, j = 0; i < n && j < m;) {
        if (truth[i] == read[j])
            out[i++] = true, ++j;
        else
            best[i + 1][j] >= best[i][j + 1] ? ++i : ++j;
    }
    return out;
}

std::u32string han_of(const std::u32string& charset) {
    std::u32string out;
    std::copy_if(charset.begin(), charset.end(), std::back_inserter(out),
                 [](char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; });
    return out;
}

/// The asked characters parted by two common ones each.
std::u32string among_common(std::u32string_view asked, std::size_t seed) {
    std::u32string out;
    std::size_t k = seed;
    for (const char32_t c : asked) {
        out += kAmong[k++ * 7 % kAmong.size()];
        out += c;
        out += kAmong[k++ * 5 % kAmong.size()];
    }
    return out;
}

void count(const std::vector<textlines::TextLine>& lines, const std::vector<ocr::LineReading>& readings,
           std::map<char32_t, Count>& counts) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::u32string truth;
        for (const auto& g : lines[i].glyphs) truth += g.c;
        const std::vector<bool> found = found_in(truth, read_of(readings[i]));
        for (std::size_t k = 1; k < truth.size(); k += 3) {  // among_common puts them there
            ++counts[truth[k]].shown;
            counts[truth[k]].missed += found[k] ? 0 : 1;
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("The characters that our reader misses in plain print.");
    int times = 8;
    std::uint64_t seed = 1;
    std::string name(ocr::own_reader);
    app.add_option("--reader", name, "as for readers");
    app.add_option("--times", times, "each character is shown");
    app.add_option("--seed", seed, "which lines");
    CLI11_PARSE(app, argc, argv);
    cv::setNumThreads(1);
    std::string why;
    const auto reader = enter(name, why);
    if (!reader) {
        std::cerr << why << "\n";
        return 1;
    }
    const std::u32string charset = textlines::read_charset(MANGPING_SOURCE_DIR "/data/reader/charset.txt");
    const auto maker = textlines::open_line_maker(
        charset, {.height = 48, .em = 33, .spread = 0.4, .width = 0, .share = textlines::Share::held_out});
    std::u32string asked = han_of(charset);
    std::map<char32_t, Count> counts;
    std::vector<textlines::TextLine> lines;
    const auto read_all = [&] {
        std::vector<const Raster*> pictures;
        for (const auto& line : lines) pictures.push_back(&line.grey);
        count(lines, answers(*reader, pictures), counts);
        lines.clear();
    };
    std::uint64_t n = seed * 1'000'003;
    for (int t = 0; t < times; ++t) {
        std::rotate(asked.begin(), asked.begin() + 1 + t, asked.end());
        for (std::size_t at = 0; at < asked.size(); at += kALine, ++n) {
            const std::u32string text = among_common(std::u32string_view(asked).substr(at, kALine), n);
            lines.push_back(
                maker->make(n, n % 2 == 0 ? textlines::Wear::clean : textlines::Wear::scan, textlines::utf8(text)));
            textlines::show_as_pages_do(lines.back().grey);
            if (lines.size() == kTogether) read_all();
        }
    }
    if (!lines.empty()) read_all();
    for (const auto& [c, count] : counts)
        if (count.missed >= kHard * count.shown)
            std::printf("%s%d\n", textlines::utf8(std::u32string(1, c)).c_str(),
                        std::min(9, 10 * count.missed / count.shown));
    return 0;
}
