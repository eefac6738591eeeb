#include "pipeline/ingest/exif.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace mangping::ingest {
namespace {

constexpr std::uint32_t kOrientationTag = 0x0112;
constexpr std::uint32_t kShort = 3, kLong = 4;  // TIFF field types

/// A TIFF block read with its own byte order; every access is checked against its end.
struct Tiff {
    std::span<const std::uint8_t> bytes;
    bool little = false;

    [[nodiscard]] std::optional<std::uint32_t> number(std::size_t at, std::size_t size) const {
        if (at > bytes.size() || size > bytes.size() - at) return std::nullopt;
        std::uint32_t out = 0;
        for (std::size_t i = 0; i < size; ++i) out = out << 8 | bytes[at + (little ? size - 1 - i : i)];
        return out;
    }
};

}  // namespace

int exif_orientation(std::span<const std::uint8_t> app1) {
    constexpr std::array<std::uint8_t, 6> kSignature{'E', 'x', 'i', 'f', 0, 0};
    if (app1.size() < kSignature.size() + 8 || !std::equal(kSignature.begin(), kSignature.end(), app1.begin()))
        return 1;
    Tiff tiff{app1.subspan(kSignature.size()), false};
    if (tiff.bytes[0] != tiff.bytes[1] || (tiff.bytes[0] != 'I' && tiff.bytes[0] != 'M')) return 1;
    tiff.little = tiff.bytes[0] == 'I';
    const auto ifd = tiff.number(4, 4);
    const auto count = ifd ? tiff.number(*ifd, 2) : std::nullopt;
    if (!count) return 1;
    for (std::size_t i = 0; i < *count; ++i) {
        const std::size_t at = std::size_t{*ifd} + 2 + i * 12;
        const auto tag = tiff.number(at, 2), type = tiff.number(at + 2, 2);
        if (!tag || !type) return 1;
        if (*tag != kOrientationTag) continue;
        const auto value = *type == kLong    ? tiff.number(at + 8, 4)
                           : *type == kShort ? tiff.number(at + 8, 2)
                                             : std::nullopt;
        return value && *value >= 1 && *value <= 8 ? static_cast<int>(*value) : 1;
    }
    return 1;
}

}  // namespace mangping::ingest
