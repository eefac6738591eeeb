// Holds every #include line to the table of arrows: models <- pipeline <- {detectors, ocr} <- workers <- nothing, and
// every third party to its doors.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {
namespace fs = std::filesystem;

const fs::path root = MANGPING_SOURCE_DIR;
const std::vector<std::string> rings{"models", "pipeline", "detectors", "ocr", "workers"};

/// Which rooms a folder may include, by longest prefix. Every room may include itself and models.
const std::map<std::string, std::vector<std::string>> arrows{
    {"models", {}},
    {"pipeline/adapt", {}},
    {"pipeline/ingest", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"pipeline/normalize", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"pipeline/decide", {"pipeline/context.hpp"}},  // sees no pixels: not even the adapters
    {"pipeline/mask", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"pipeline/report", {"pipeline/context.hpp"}},  // sees no original bytes: nothing of ingest
    {"pipeline/verify", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"pipeline", {}},
    {"detectors/orientation", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/clarity", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/seal", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/signature", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/code", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/portrait", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/fingerprint", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/colour", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/watermark", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"detectors/reversed", {"pipeline/adapt", "pipeline/context.hpp"}},
    {"ocr", {"ocr", "pipeline/adapt", "pipeline/context.hpp"}},
    {"workers/recipe", {"pipeline", "detectors", "ocr"}},
    {"workers", {"workers", "pipeline"}},  // only the recipe names detectors and readers
};

/// Third parties and the only folders that may include them.
const std::map<std::string, std::vector<std::string>> doors{
    {"tesseract/", {"ocr/tesseract"}},
    {"leptonica/", {"ocr/tesseract"}},
    {"podofo/", {"pipeline/report"}},
    {"poppler/", {"pipeline/ingest", "pipeline/verify"}},
    {"qpdf/", {"pipeline/ingest", "pipeline/verify"}},
    {"jpeglib.h", {"pipeline/ingest", "pipeline/mask", "pipeline/report", "pipeline/verify"}},
    {"turbojpeg.h", {"pipeline/ingest", "pipeline/mask", "pipeline/verify"}},
    {"tbb/", {"workers/batch"}},
    {"oneapi/tbb", {"workers/batch"}},
    {"sqlite3.h", {"workers/batch"}},
    {"ZXing/", {"detectors/code"}},
    {"yaml-cpp/", {"pipeline/decide"}},
    {"valijson/", {"pipeline/decide"}},
    {"xlsxwriter", {"pipeline/report"}},
    {"CLI/", {"workers/cli"}},
    {"spdlog/", {"workers"}},
    {"openssl/", {"workers/batch"}},
    {"unicode/", {"ocr", "pipeline/decide", "pipeline/verify"}},
    {"nlohmann/", {"pipeline/decide", "pipeline/report", "workers"}},
    {"opencv2/",
     {"pipeline/adapt", "pipeline/ingest", "pipeline/normalize", "pipeline/mask", "pipeline/verify", "detectors",
      "ocr/lines", "ocr/lstm", "ocr/lattice/make"}},
};

struct Include {
    std::string file, what;
};

std::vector<Include> includes() {
    std::vector<Include> out;
    const std::regex line_form(R"rx(^\s*#\s*include\s*[<"]([^>"]+)[>"])rx");
    for (const std::string& ring : rings)
        for (const auto& item : fs::recursive_directory_iterator(root / ring)) {
            const std::string extension = item.path().extension().string();
            if (extension != ".cpp" && extension != ".hpp") continue;
            std::ifstream in(item.path());
            std::smatch match;
            for (std::string line; std::getline(in, line);)
                if (std::regex_search(line, match, line_form))
                    out.push_back({fs::relative(item.path(), root).generic_string(), match[1]});
        }
    return out;
}

bool below(const std::string& path, const std::string& folder) {
    return path == folder || path.starts_with(folder.back() == '/' ? folder : folder + "/");
}

std::string room_of(const std::string& file) {
    std::string best;
    for (const auto& [room, allowed] : arrows)
        if (below(file, room) && room.size() > best.size()) best = room;
    return best;
}

TEST(Architecture, EveryFileStandsInARoomOfTheTable) {
    const auto all = includes();
    ASSERT_GT(all.size(), 100u);
    for (const Include& i : all) EXPECT_FALSE(room_of(i.file).empty()) << i.file;
}

TEST(Architecture, IncludesFollowTheArrows) {
    for (const Include& i : includes()) {
        const bool ours = std::any_of(rings.begin(), rings.end(), [&](const auto& r) { return below(i.what, r); });
        if (!ours) continue;
        const std::string room = room_of(i.file);
        const std::vector<std::string>& allowed = arrows.at(room);
        const bool good = below(i.what, "models") || below(i.what, room) ||
                          std::any_of(allowed.begin(), allowed.end(), [&](const auto& a) { return below(i.what, a); });
        EXPECT_TRUE(good) << i.file << " includes " << i.what;
    }
}

TEST(Architecture, ThirdPartiesStayBehindTheirDoors) {
    for (const Include& i : includes())
        for (const auto& [part, rooms] : doors) {
            if (!i.what.starts_with(part)) continue;
            const bool good = std::any_of(rooms.begin(), rooms.end(), [&](const auto& r) { return below(i.file, r); });
            EXPECT_TRUE(good) << i.file << " includes " << i.what;
        }
}

TEST(Architecture, ModelsUseTheStandardLibraryOnly) {
    for (const Include& i : includes()) {
        if (!below(i.file, "models") || below(i.what, "models")) continue;
        EXPECT_EQ(i.what.find_first_of("./"), std::string::npos) << i.file << " includes " << i.what;
    }
}

TEST(Architecture, NoFileIsLongerThanSixHundredLines) {
    for (const char* ring : {"models", "pipeline", "detectors", "ocr", "workers", "tests", "bench"})
        for (const auto& item : fs::recursive_directory_iterator(root / ring)) {
            const std::string extension = item.path().extension().string();
            if (extension != ".cpp" && extension != ".hpp") continue;
            std::ifstream in(item.path());
            const auto lines = std::count(std::istreambuf_iterator<char>(in), {}, '\n');
            EXPECT_LE(lines, 600) << item.path();
        }
}

}  // namespace
