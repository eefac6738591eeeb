#include "bench/readers/contest.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <numeric>
#include <opencv2/imgproc.hpp>

#include "ocr/lstm/engine.hpp"
#include "ocr/reader/input.hpp"
#include "ocr/tesseract/tesseract.hpp"

namespace mangping::bench {
namespace {

double resident_mib() {
    std::ifstream in("/proc/self/statm");
    double all = 0, resident = 0;
    in >> all >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// A page's worth of grey: a reader's buffers are only made when it reads.
Raster first_line() { return {1000, 48, 1}; }

}  // namespace

std::optional<Contestant> enter(const std::string& name, const std::string& folder, std::string& why) {
    constexpr std::string_view kTesseract = "tesseract:";
    Contestant out;
    out.name = name;
    const double before = resident_mib(), began = thread_seconds();
    const auto take = [&](auto opened) {
        if (opened) return std::move(opened).value();
        why = opened.fault().code;
        return std::decay_t<decltype(std::move(opened).value())>{};
    };
    if (name == "mangping") {
        auto reader = take(ocr::open_reader(folder));
        out.own = reader.get();
        out.engine = std::move(reader);
    } else if (name.starts_with(kTesseract)) {
        out.engine = take(ocr::open_tesseract(name.substr(kTesseract.size()), {true, false}));
    } else {
        out.engine = take(ocr::open_network(ocr::model_file(name), name));
    }
    if (out.engine == nullptr) return std::nullopt;
    const auto read = out.engine->read_line(first_line());
    if (!read) why = read.fault().code;
    out.start_ms = 1000 * (thread_seconds() - began);
    out.memory_mib = resident_mib() - before;
    return out;
}

std::vector<Answer> answers(const Contestant& contestant, const std::vector<const Raster*>& lines) {
    std::vector<Answer> out(lines.size());
    if (contestant.own != nullptr) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            auto posterior = contestant.own->posterior(*lines[i]);
            if (!posterior) continue;
            out[i].posterior = std::move(posterior).value();
            out[i].glyphs = contestant.own->reading(*out[i].posterior, *lines[i]).glyphs;
        }
    } else if (auto read = contestant.engine->read_lines(lines)) {
        for (std::size_t i = 0; i < lines.size(); ++i) out[i].glyphs = std::move((*read)[i].glyphs);
    }
    return out;
}

void light_as_pages_have_it(Raster& grey) {
    constexpr int kGlyph = 31;  // px: within one there is paper
    const cv::Mat view(grey.height, grey.width, CV_8U, grey.pixels.data());
    cv::Mat paper;
    cv::dilate(view, paper, cv::getStructuringElement(cv::MORPH_RECT, {kGlyph, kGlyph}));
    cv::GaussianBlur(paper, paper, {}, kGlyph / 3.0);
    cv::divide(view, paper, view, 255);
    ocr::even_out(grey);
}

Errors errors_of(const std::vector<Glyph>& glyphs, const textlines::TextLine& line) {
    std::u32string read, truth;
    for (const Glyph& g : glyphs)
        for (const char32_t c : textlines::code_points(g.text()))
            if (c != ' ') read += textlines::plain_form(c);
    for (const textlines::LineGlyph& g : line.glyphs) truth += g.c;
    std::vector<std::size_t> row(truth.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= read.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= truth.size(); ++j) {
            const std::size_t changed = diagonal + (read[i - 1] == truth[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
        }
    }
    return {row[truth.size()], truth.size()};
}

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace mangping::bench
