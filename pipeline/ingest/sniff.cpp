#include "pipeline/ingest/sniff.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace mangping::ingest {
namespace {

using namespace std::string_view_literals;

// Readers of PDF look for the header in the first 1024 bytes (ISO 32000-1, annex H.3.4.1), and so do we.
constexpr std::size_t kHead = 1024;
// The member names of an Office or OFD package stand in the local headers; the first ones are within this many bytes.
constexpr std::size_t kPackageHead = 8192;

struct Magic {
    std::size_t offset;
    std::string_view bytes;
    std::string_view name;
};

constexpr std::array kMagics{
    Magic{0, "\xFF\xD8\xFF"sv, "jpeg"},
    Magic{0, "\x89PNG\r\n\x1A\n"sv, "png"},
    Magic{0, "GIF8"sv, "gif"},
    Magic{0, "II*\0"sv, "tiff"},
    Magic{0, "MM\0*"sv, "tiff"},
    Magic{0, "II+\0"sv, "tiff"},
    Magic{8, "WEBP"sv, "webp"},
    Magic{0, "8BPS"sv, "psd"},
    Magic{0, "\0\0\0\x0CjP  "sv, "jp2"},
    Magic{0, "\xFF\x4F\xFF\x51"sv, "jp2"},
    Magic{0, "\xFF\x0A"sv, "jxl"},
    Magic{0, "\0\0\0\x0CJXL "sv, "jxl"},
    Magic{0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "ole"},
    Magic{0, "Rar!\x1A\x07"sv, "rar"},
    Magic{0, "7z\xBC\xAF\x27\x1C"sv, "7z"},
    Magic{0, "\x1F\x8B"sv, "gzip"},
    Magic{0, "%!PS"sv, "postscript"},
    Magic{0, "{\\rtf"sv, "rtf"},
    Magic{0, "BM"sv, "bmp"},
};

std::string_view head_of(std::span<const std::uint8_t> bytes, std::size_t length) {
    return {reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), length)};
}

std::string_view sniff_package(std::string_view head) {
    if (head.find("word/") != head.npos) return "docx";
    if (head.find("xl/") != head.npos) return "xlsx";
    if (head.find("ppt/") != head.npos) return "pptx";
    if (head.find("OFD.xml") != head.npos) return "ofd";
    return "zip";
}

/// ISO base media: the brand after "ftyp" tells a phone's still picture from a film.
std::string_view sniff_ftyp(std::string_view brand) {
    for (const auto heif : {"heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"})
        if (brand == heif) return "heic";
    if (brand == "avif" || brand == "avis") return "avif";
    return "mp4";
}

std::string_view sniff_text(std::string_view head) {
    if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
    while (!head.empty() && std::isspace(static_cast<unsigned char>(head.front()))) head.remove_prefix(1);
    std::string lower(head.substr(0, 256));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower.find("<svg") != lower.npos) return "svg";
    if (lower.starts_with("<!doctype html") || lower.find("<html") != lower.npos) return "html";
    if (lower.starts_with("<?xml")) return "xml";
    const bool control = std::any_of(head.begin(), head.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f';
    });
    return control || head.empty() ? "unknown" : "text";
}

}  // namespace

std::string_view sniff(std::span<const std::uint8_t> bytes) {
    const std::string_view head = head_of(bytes, kHead);
    for (const Magic& m : kMagics)
        if (head.size() >= m.offset + m.bytes.size() && head.substr(m.offset, m.bytes.size()) == m.bytes) return m.name;
    if (head.starts_with("PK\x03\x04")) return sniff_package(head_of(bytes, kPackageHead));
    if (head.size() >= 12 && head.substr(4, 4) == "ftyp") return sniff_ftyp(head.substr(8, 4));
    if (head.find("%PDF-") != head.npos) return "pdf";
    return sniff_text(head);
}

}  // namespace mangping::ingest
