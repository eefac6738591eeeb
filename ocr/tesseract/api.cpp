#include "ocr/tesseract/api.hpp"

#include <leptonica/allheaders.h>

#include <cstdlib>
#include <filesystem>

// Of GCC's OpenMP run-time library, which libtesseract uses; <omp.h> of another compiler would be another library's.
extern "C" void omp_set_max_active_levels(int);

namespace mangping::ocr::tess {
namespace {

constexpr const char* kDebianFolder = "/usr/share/tesseract-ocr/5/tessdata";
// Line crops carry no resolution; Tesseract wants one and prints a guess otherwise.
constexpr int kNominalDpi = 200;

bool holds(const std::filesystem::path& folder, std::string_view model) {
    std::error_code failed;
    return std::filesystem::is_regular_file(folder / (std::string(model) + ".traineddata"), failed);
}

}  // namespace

std::string data_folder(std::string_view model) {
    std::vector<std::filesystem::path> folders;
    if (const char* prefix = std::getenv("TESSDATA_PREFIX"); prefix != nullptr && *prefix != '\0') {
        folders.emplace_back(prefix);
        folders.emplace_back(std::filesystem::path(prefix) / "tessdata");
    }
    folders.emplace_back(kDebianFolder);
    for (const auto& folder : folders)
        if (holds(folder, model)) return folder.string();
    return {};
}

Result<Api> open(std::string_view model, bool legacy, const Settings& settings) {
    return guarded([&]() -> Result<Api> {
        stay_on_this_thread();
        setMsgSeverity(L_SEVERITY_NONE);
        const std::string folder = data_folder(model);
        if (folder.empty()) return Fault{FaultKind::internal, "reader_model_missing", std::string(model)};
        auto api = std::make_unique<tesseract::TessBaseAPI>();
        std::vector<std::string> names{"debug_file"}, values{"/dev/null"};
        for (const auto& [name, value] : settings) {
            names.push_back(name);
            values.push_back(value);
        }
        const auto mode = legacy ? tesseract::OEM_TESSERACT_ONLY : tesseract::OEM_LSTM_ONLY;
        if (api->Init(folder.c_str(), std::string(model).c_str(), mode, nullptr, 0, &names, &values, false) != 0)
            return Fault{FaultKind::internal, "reader_failed", "init " + std::string(model)};
        return api;
    });
}

void stay_on_this_thread() { omp_set_max_active_levels(0); }

void show(tesseract::TessBaseAPI& api, const Raster& grey) {
    api.SetImage(grey.pixels.data(), grey.width, grey.height, 1, grey.width);
    api.SetSourceResolution(kNominalDpi);
}

}  // namespace mangping::ocr::tess
