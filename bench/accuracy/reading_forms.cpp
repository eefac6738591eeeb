#include "bench/accuracy/reading_forms.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "bench/accuracy/statistics.hpp"
#include "ocr/lines/reader.hpp"
#include "pipeline/adapt/cv.hpp"

namespace mangping::bench {
namespace {

std::filesystem::path folder_of_forms() {
    if (const char* shared = std::getenv("MANGPING_SHARED")) return std::filesystem::path(shared) / "real";
    return std::filesystem::path(MANGPING_SOURCE_DIR).parent_path() / "shared" / "real";
}

void append(std::string& all, const std::vector<Glyph>& glyphs) {
    for (const Glyph& glyph : glyphs) all += glyph.text();
    all += '\n';
}

/// Every reading of every line; `best` only the first of each.
void texts_of(const Reading& reading, std::string& best, std::string& all) {
    for (const Line& line : reading.lines) {
        append(best, line.glyphs);
        append(all, line.glyphs);
        for (const auto& other : line.other_readings) append(all, other);
    }
}

}  // namespace

bool forms(ocr::Engine& first, ocr::Engine* second, bool each) {
    const std::filesystem::path folder = folder_of_forms();
    std::ifstream file(folder / "strings.json");
    if (!file) {
        std::printf("  real forms: not here\n");
        return true;
    }
    int found = 0, found_in_any = 0, strings = 0;
    const double start = static_cast<double>(std::clock());
    const nlohmann::json strings_of = nlohmann::json::parse(file);
    for (const auto& [name, wanted] : strings_of.items()) {
        cv::Mat picture = cv::imread((folder / name).string());
        if (picture.empty()) return false;
        cv::cvtColor(picture, picture, cv::COLOR_BGR2RGB);
        UprightPage page;
        page.raster = std::make_shared<const Raster>(adapt::raster_of(picture));
        const Result<Reading> reading = ocr::read_page(page, first, second, {}, {});
        if (!reading) return false;
        std::string best, all;
        texts_of(*reading, best, all);
        for (const std::string text : wanted) {
            ++strings;
            if (best.find(text) != std::string::npos) ++found;
            if (all.find(text) != std::string::npos)
                ++found_in_any;
            else if (each)
                std::printf("    not read on %s: %s\n", name.c_str(), text.c_str());
        }
    }
    std::printf("  real forms: strings read %s, with other readings %s, %.1f s\n", rate(found, strings).c_str(),
                rate(found_in_any, strings).c_str(), (static_cast<double>(std::clock()) - start) / CLOCKS_PER_SEC);
    return true;
}

}  // namespace mangping::bench
