// Files that the tests of ingest make for themselves, byte by byte where a library would not write them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "models/raster.hpp"

namespace mangping::files {

using Bytes = std::vector<std::uint8_t>;

struct JpegOptions {
    int quality = 90;
    bool progressive = false;
    bool cmyk = false;  // stored as CMYK, converted from the RGB picture with full black removal
    bool adobe = true;  // with an Adobe marker, CMYK is stored inverted, as Photoshop does
    int h_sampling = 2, v_sampling = 2;
    int orientation = 0;  // 0: no EXIF
    bool exif_little = true;
};
/// `picture` has 1 or 3 channels.
Bytes jpeg(const Raster& picture, const JpegOptions& options = {});

/// Objects by number, each without "n 0 obj" and "endobj"; a correct table and trailer around them. Object 1 is the
/// catalog.
Bytes pdf(const std::vector<std::string>& objects, std::string_view trailer_extra = "");
/// "<< dict /Length n >> stream … endstream".
std::string stream(std::string_view dict, std::string_view data);
/// One page of `content` (Helvetica is /F1, further resources in `resources`), with `page` added to its dictionary.
Bytes one_page_pdf(std::string_view content, std::string_view page = "/MediaBox [0 0 595 842]",
                   std::string_view resources = "", const std::vector<std::string>& more_objects = {});
/// The same file under a password that must be given to open it, or under an owner's only.
Bytes encrypted(const Bytes& pdf, const std::string& user_password);

/// zlib, as FlateDecode wants it.
std::string deflated(const std::string& data);

Bytes bytes_of(std::string_view text);

}  // namespace mangping::files
