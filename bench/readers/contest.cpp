#include "bench/readers/contest.hpp"

#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <numeric>

#include "ocr/lstm/engine.hpp"
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

std::optional<Contestant> enter(const std::string& name, std::string& why) {
    constexpr std::string_view kTesseract = "tesseract:";
    Contestant out;
    out.name = name;
    const double before = resident_mib(), began = thread_seconds();
    const auto open = [&] {
        if (name.starts_with(kTesseract)) return ocr::open_tesseract(name.substr(kTesseract.size()), {true, false});
        if (name == ocr::own_reader || name == ocr::own_witness)
            return ocr::open_network(ocr::own_reader_file(name), name);
        return ocr::open_network(name.find('/') == std::string::npos ? ocr::model_file(name) : name, name);
    };
    auto opened = open();
    if (!opened) {
        why = opened.fault().code;
        return std::nullopt;
    }
    out.engine = std::move(*opened);
    const auto read = out.engine->read_line(first_line());
    if (!read) why = read.fault().code;
    out.start_ms = 1000 * (thread_seconds() - began);
    out.memory_mib = resident_mib() - before;
    return out;
}

std::vector<ocr::LineReading> answers(const Contestant& contestant, const std::vector<const Raster*>& lines) {
    auto read = contestant.engine->read_lines(lines);
    return read ? std::move(*read) : std::vector<ocr::LineReading>(lines.size());
}

Errors errors_of(const std::vector<Glyph>& glyphs, const textlines::TextLine& line) {
    std::u32string read, truth;
    for (const Glyph& g : glyphs)
        for (const char32_t c : textlines::code_points(g.text()))
            if (c != ' ') read += textlines::plain_form(c);
    for (const textlines::LineGlyph& g : line.glyphs) truth += g.c;
    return {textlines::edit_distance(read, truth), truth.size()};
}

double thread_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

}  // namespace mangping::bench
