// reader.classes, little endian: "MPRC", u32 classes, u32 features, the charset as u32 code points, then for every
// class its bias and its features as IEEE half floats.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <opencv2/core.hpp>

#include "ocr/reader/model.hpp"

namespace mangping::ocr {
namespace {

constexpr std::size_t kHead = 12;
constexpr std::uint32_t kMostClasses = 30000, kMostFeatures = 1024;

bool read_file(const std::filesystem::path& path, std::string& out) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return false;
    out.assign(std::istreambuf_iterator<char>(in), {});
    return true;
}

std::uint32_t number_at(const std::string& bytes, std::size_t at) {
    std::uint32_t v = 0;
    std::memcpy(&v, bytes.data() + at, sizeof v);
    return v;
}

bool take_classes(const std::string& bytes, ReaderModel& model) {
    if (bytes.size() < kHead || bytes.compare(0, 4, "MPRC") != 0) return false;
    const std::uint32_t classes = number_at(bytes, 4), features = number_at(bytes, 8);
    if (classes == 0 || features == 0 || classes > kMostClasses || features > kMostFeatures) return false;
    const std::size_t rows = kHead + std::size_t{4} * classes;
    if (bytes.size() != rows + std::size_t{2} * classes * (features + 1)) return false;
    model.features = static_cast<int>(features);
    for (std::uint32_t i = 0; i < classes; ++i) model.charset += static_cast<char32_t>(number_at(bytes, kHead + 4 * i));
    const char* at = bytes.data() + rows;
    const auto half = [&at] {
        cv::float16_t h;
        std::memcpy(static_cast<void*>(&h), at, 2);
        at += 2;
        return static_cast<float>(h);
    };
    for (std::uint32_t i = 0; i < classes; ++i) {
        model.class_bias.push_back(half());
        for (std::uint32_t k = 0; k < features; ++k) model.class_rows.push_back(half());
    }
    return true;
}

}  // namespace

int ReaderModel::class_of(char32_t c) const {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    const std::size_t at = charset.find(c);
    return at == std::u32string::npos ? -1 : static_cast<int>(at);
}

Result<std::shared_ptr<const ReaderModel>> load_reader_model(const std::string& folder) {
    auto model = std::make_shared<ReaderModel>();
    std::string classes;
    const std::filesystem::path at = folder;
    if (!read_file(at / "reader.onnx", model->trunk) || !read_file(at / "reader.classes", classes))
        return Fault{FaultKind::internal, "reader_model_missing", "reader.onnx, reader.classes"};
    if (!take_classes(classes, *model)) return Fault{FaultKind::internal, "reader_model_broken", "reader.classes"};
    return std::shared_ptr<const ReaderModel>(std::move(model));
}

std::string reader_model_folder() {
    const auto holds = [](const std::filesystem::path& folder) {
        std::error_code ignored;
        return std::filesystem::is_regular_file(folder / "reader.onnx", ignored);
    };
    std::vector<std::filesystem::path> folders;
    if (const char* chosen = std::getenv("MANGPING_DATA"); chosen != nullptr && *chosen != '\0')
        folders.emplace_back(std::filesystem::path(chosen) / "reader");
    folders.emplace_back(std::filesystem::path(MANGPING_SOURCE_DATA) / "reader");
    folders.emplace_back(std::filesystem::path(MANGPING_INSTALL_DATA) / "reader");
    for (const auto& folder : folders)
        if (holds(folder)) return folder.string();
    return {};
}

}  // namespace mangping::ocr
