// Files on disk: read whole within a limit, written so that a reader sees the old file or the new one, never a half.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/result.hpp"

namespace mangping::batch {

using Bytes = std::vector<std::uint8_t>;

/// Faults: file_missing, file_unreadable, too_large (larger than `limit` bytes; refused before it is read).
[[nodiscard]] Result<Bytes> read_file(const std::filesystem::path& path, std::size_t limit);

/// Temporary file beside the target, fsync, rename, fsync of the folder. Parent folders are made.
/// Faults: disk_full, write_failed (detail: errno's text).
[[nodiscard]] Status write_file(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);
[[nodiscard]] Status write_file(const std::filesystem::path& path, std::string_view text);

/// Removes temporary files that a killed run left below `folder`.
void sweep_temporaries(const std::filesystem::path& folder);

/// Lower-case hex of SHA-256 (FIPS 180-4, OpenSSL's implementation).
[[nodiscard]] std::string sha256_hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace mangping::batch
