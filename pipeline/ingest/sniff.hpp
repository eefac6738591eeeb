// What a file is, by its content alone. Names and extensions are never looked at: applicants rename files.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace mangping::ingest {

/// A short lower-case name: "jpeg" and "pdf" for what is accepted, else "png", "gif", "bmp", "tiff", "webp", "heic",
/// "avif", "jp2", "jxl", "psd", "mp4", "docx", "xlsx", "pptx", "ofd", "zip", "ole" (old Office files), "rar", "7z",
/// "gzip", "postscript", "svg", "html", "xml", "rtf", "text" or "unknown". Precondition: none (empty is "unknown").
[[nodiscard]] std::string_view sniff(std::span<const std::uint8_t> bytes);

}  // namespace mangping::ingest
