// Attacks what was released, independently of how it was made: reads it again at other scales, channels and turns,
// searches text layers, metadata, names, bookmarks, decompressed streams, trailing bytes.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "pipeline/context.hpp"

namespace mangping::verify {

/// What needs a reader comes in as values. An empty function leaves its attack out.
struct Attackers {
    /// Known strings seen in a picture (RGB or grey), with their quads in its pixels; only those above the leak
    /// threshold.
    std::function<Result<std::vector<Finding>>(const Raster& picture)> read;
    /// As `read`, told where solid bars cover the picture (its pixels; they are painted over in paper): strings that
    /// stick out beside a bar count as well. Empty: `read` is used and such residues are not looked for.
    std::function<Result<std::vector<Finding>>(const Raster& picture, const std::vector<Rect>& bars)> read_around;
    /// Codes seen whose content leads to the applicant.
    std::function<std::vector<Code>(const Raster& picture)> codes;
    /// Known strings in plain text.
    std::function<std::vector<std::string>(std::string_view utf8)> search;
    /// Whether a JPEG is attacked by itself, as a released file: where a PDF holds the same bytes, its pixels are not
    /// looked at apart from the page that shows them. Empty: none is.
    std::function<bool(std::span<const std::uint8_t> jpeg)> attacked_alone;
};

struct Leak {
    std::string file;   // relative to OUT/<dossier>/
    int page = -1;      // -1: the file itself
    std::string where;  // "pixels", "text_layer", "metadata", "exif_thumbnail", "bookmark", "earlier_revision",
                        // "stream", "trailing_bytes", "file_name", "attachment", "code",
                        // "annotation"
    Quad quad;          // pixels of the rendered page, when pixels
    double confidence = 0;
};

/// All leaks in one released file. `name`: as released, relative. Faults: a file that cannot be read is a fault, and a
/// fault means "not verified": the caller withholds. Codes: not_a_picture, jpeg_broken, pdf_broken, pdf_encrypted,
/// pdf_page_unreadable, pdf_too_many_pages, whatever `read` returns, page_timeout, cancelled.
[[nodiscard]] Result<std::vector<Leak>> attack_file(const std::string& name, const std::vector<std::uint8_t>& bytes,
                                                    const Attackers& attackers, const Context& context);

/// What was left open on purpose is no leak: those seen in the pixels of `page` at one of `left` (quads in the pixels
/// of the rendered page, as Leak::quad) are taken out.
void leave_out(std::vector<Leak>& leaks, int page, const std::vector<Quad>& left);

/// Pixels per point that a pdf's page of that size (points) is rendered at.
[[nodiscard]] double pdf_scale(double width, double height);

}  // namespace mangping::verify
