// PoDoFo behind a door: a fresh document whose pages are pictures. Nothing in it depends on the clock.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "models/masked_page.hpp"
#include "models/result.hpp"

namespace mangping::report {

/// Where a page's picture stands, points, origin at the bottom left.
struct Placed {
    double x = 0, y = 0, width = 0, height = 0;
};

class PictureDocument {
public:
    PictureDocument();
    ~PictureDocument();
    PictureDocument(const PictureDocument&) = delete;
    PictureDocument& operator=(const PictureDocument&) = delete;

    /// Adds a page of that size with the masked picture, its JPEG bytes as they are, and further path operators drawn
    /// over it. Throws PoDoFo::PdfError.
    void add_page(double width, double height, const MaskedPage& picture, const Placed& at, const std::string& paths);
    /// A bookmark to page `page` (from 0). level 0 or 1; a level 1 one hangs under the last of level 0.
    void add_bookmark(const std::string& title_utf8, int level, int page);
    /// The file. Call once.
    [[nodiscard]] std::vector<std::uint8_t> bytes();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Channels of a JPEG (1 or 3), 0 when it has no frame header.
[[nodiscard]] int jpeg_channels(const std::vector<std::uint8_t>& jpeg);

}  // namespace mangping::report
