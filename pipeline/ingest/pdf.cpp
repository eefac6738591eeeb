#include "pipeline/ingest/pdf.hpp"

#include <poppler-document.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <memory>
#include <mutex>
#include <new>

#include "pipeline/adapt/grey.hpp"
#include "pipeline/adapt/turn.hpp"
#include "pipeline/ingest/jpeg.hpp"

namespace mangping::ingest {
namespace {

void silent(const std::string&, void*) {}

/// poppler prints what it dislikes to stderr unless told otherwise, once for the whole process.
void silence_poppler() {
    static std::once_flag once;
    std::call_once(once, [] { poppler::set_debug_error_function(silent, nullptr); });
}

Fault broken() { return {FaultKind::unreadable, "pdf_broken", {}}; }
Fault page_broken(const char* detail) { return {FaultKind::unreadable, "pdf_page_broken", detail}; }

Result<std::unique_ptr<poppler::document>> open(std::span<const std::uint8_t> bytes, const Limits& limits) {
    silence_poppler();
    std::unique_ptr<poppler::document> document(poppler::document::load_from_raw_data(
        reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())));
    if (!document) return broken();
    if (document->is_locked()) return Fault{FaultKind::unsupported, "pdf_encrypted", {}};
    if (document->pages() <= 0) return broken();
    if (document->pages() > limits.max_pages) return Fault{FaultKind::limit, "too_many_pages", {}};
    return document;
}

int rotation_of(const poppler::page& page) {
    switch (page.orientation()) {
        case poppler::page::landscape:
            return 90;
        case poppler::page::upside_down:
            return 180;
        case poppler::page::seascape:
            return 270;
        default:
            return 0;
    }
}

PageSize displayed_size(const poppler::page& page) {
    const poppler::rectf crop = page.page_rect(poppler::crop_box);
    const bool sideways = rotation_of(page) % 180 != 0;
    return sideways ? PageSize{crop.height(), crop.width()} : PageSize{crop.width(), crop.height()};
}

Rect rect_of(const poppler::rectf& box) { return {box.x(), box.y(), box.width(), box.height()}; }

std::string utf8(const poppler::ustring& text) {
    const poppler::byte_array bytes = text.to_utf8();
    return {bytes.begin(), bytes.end()};
}

/// poppler turns a word's box with the page and says apart how many clockwise `quarters` its text is turned.
Quad reading_quad(const Rect& box, int quarters) {
    const Quad plain = quad_of(box);
    Quad out;
    for (std::size_t i = 0; i < 4; ++i) out.at[i] = plain.at[(i + static_cast<std::size_t>(quarters)) % 4];
    return out;
}

// Scripts written without spaces begin here (CJK radicals); before it a word is a word. poppler makes one word of a
// whole Chinese sentence, and a name inside it would stand nowhere in particular.
constexpr unsigned kFirstOfCjk = 0x2E80;

/// The word's pieces: each CJK character with its own box, whatever stands between them together.
void add_runs(const poppler::text_box& word, std::vector<TextRun>& out) {
    const poppler::ustring text = word.text();
    const int quarters = word.rotation() & 3;
    const bool cjk = std::any_of(text.begin(), text.end(), [](unsigned c) { return c >= kFirstOfCjk; });
    Rect boxes;
    for (std::size_t i = 0; cjk && i < text.size(); ++i) boxes = bounding(boxes, rect_of(word.char_bbox(i)));
    if (!cjk || boxes.empty()) {
        out.push_back({utf8(text), reading_quad(rect_of(word.bbox()), quarters)});
        return;
    }
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        Rect box = rect_of(word.char_bbox(i));
        while (text[i] < kFirstOfCjk && end < text.size() && text[end] < kFirstOfCjk)
            box = bounding(box, rect_of(word.char_bbox(end++)));
        if ((text[i] & 0xFC00) == 0xD800 && end < text.size()) box = bounding(box, rect_of(word.char_bbox(end++)));
        poppler::ustring piece;
        piece.append(text, i, end - i);
        out.push_back({utf8(piece), reading_quad(box.empty() ? rect_of(word.bbox()) : box, quarters)});
        i = end;
    }
}

struct TextLayer {
    std::vector<TextRun> runs;
    TextSizes sizes;
};

TextLayer text_layer(const poppler::page& page) {
    TextLayer out;
    std::vector<double> sizes;  // one entry a character
    for (const poppler::text_box& word : page.text_list(poppler::page::text_list_include_font)) {
        const auto text = word.text();
        if (text.empty()) continue;
        add_runs(word, out.runs);
        if (word.has_font_info() && word.get_font_size() > 0)
            sizes.insert(sizes.end(), text.size(), word.get_font_size());
    }
    if (!sizes.empty()) {
        std::sort(sizes.begin(), sizes.end());
        out.sizes = {sizes[sizes.size() / 2], sizes[sizes.size() / 10]};
    }
    return out;
}

/// Empty when poppler gave no picture or one of another size than asked for: it reports success on pages it gave up on.
RasterPtr render(const poppler::page& page, double dpi, const PageSize& size) {
    poppler::page_renderer renderer;
    renderer.set_render_hint(poppler::page_renderer::antialiasing);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_rgb24);
    const poppler::image image = renderer.render_page(&page, dpi, dpi);
    const double width = size.width * dpi / 72, height = size.height * dpi / 72;
    if (!image.is_valid() || std::abs(image.width() - width) > 2 || std::abs(image.height() - height) > 2) return {};
    Raster raster(image.width(), image.height(), 3);
    const std::size_t row = static_cast<std::size_t>(raster.width) * 3;
    for (int y = 0; y < raster.height; ++y)
        std::memcpy(raster.pixels.data() + row * static_cast<std::size_t>(y),
                    image.const_data() + static_cast<std::ptrdiff_t>(image.bytes_per_row()) * y, row);
    return std::make_shared<const Raster>(adapt::grey_if_colourless(std::move(raster)));
}

// The page is wanted at the scan's own resolution, give or take so many dots an inch, or at somewhat less: then the
// scan itself costs less than having it drawn smaller.
constexpr double kOwnResolution = 0.1, kSomewhatFiner = 1.25;

/// The scan itself, displayed; empty where it must be drawn: scaled, damaged, or not what the file says of it.
RasterPtr scan_of(const PdfSurvey& survey, double dpi, int rotate, const Context& context) {
    if (!survey.scan || survey.image_dpi < dpi - kOwnResolution || survey.image_dpi > kSomewhatFiner * dpi) return {};
    const auto header = jpeg_header(survey.scan->jpeg);
    if (!header || header->components == 4 || header->width != survey.scan->width ||
        header->height != survey.scan->height)
        return {};
    auto stored = jpeg_stored(survey.scan->jpeg, context);
    if (!stored) return {};
    return std::make_shared<const Raster>(
        adapt::turned_cw(std::move(*stored), (survey.scan->turned_cw + rotate) % 360));
}

Result<SourcePage> page_of(poppler::document& document, std::span<const std::uint8_t> bytes, int index,
                           const Limits& limits, const Context& context) {
    const std::unique_ptr<poppler::page> page(document.create_page(index));
    if (!page) return page_broken("missing");
    const PageSize size = displayed_size(*page);
    if (auto fault = unrenderable(size, limits)) return *fault;
    const poppler::rectf crop = page->page_rect(poppler::crop_box);
    const auto survey = survey_pdf_page(bytes, index, {crop.x(), crop.y(), crop.width(), crop.height()}, limits);
    if (!survey) return survey.fault();
    if (auto fault = context.over()) return *fault;

    const bool may_have_text = !survey->scan || survey->scan->hidden_text;
    TextLayer text = may_have_text ? text_layer(*page) : TextLayer{};
    if (auto fault = context.over()) return *fault;
    const double dpi = choose_dpi(*survey, text.sizes, size, limits);
    SourcePage out;
    out.index = index;
    out.format = Format::pdf;
    out.width = size.width;
    out.height = size.height;
    out.pdf_rotate = rotation_of(*page);
    out.raster_from_displayed = scaling(dpi / 72, dpi / 72);
    out.text_layer = std::move(text.runs);
    out.raster = scan_of(*survey, dpi, out.pdf_rotate, context);
    if (auto fault = context.over()) return *fault;
    if (out.raster)
        out.raster_from_displayed = scaling(out.raster->width / size.width, out.raster->height / size.height);
    else
        out.raster = render(*page, dpi, size);
    if (!out.raster) return page_broken("render");
    if (auto fault = context.over()) return *fault;
    return out;
}

}  // namespace

Result<std::vector<PageSize>> pdf_pages(std::span<const std::uint8_t> bytes, const Limits& limits) {
    try {
        auto document = open(bytes, limits);
        if (!document) return document.fault();
        std::vector<PageSize> out;
        for (int i = 0; i < (*document)->pages(); ++i) {
            const std::unique_ptr<poppler::page> page((*document)->create_page(i));
            out.push_back(page ? displayed_size(*page) : PageSize{});
        }
        return out;
    } catch (const std::exception&) {
        return broken();
    }
}

Result<SourcePage> pdf_page(std::span<const std::uint8_t> bytes, int index, const Limits& limits,
                            const Context& context) {
    try {
        auto document = open(bytes, limits);
        if (!document) return document.fault();
        return page_of(**document, bytes, index, limits, context);
    } catch (const std::bad_alloc&) {
        return Fault{FaultKind::limit, "page_too_large", "memory"};
    } catch (const std::exception&) {
        return page_broken("exception");
    }
}

}  // namespace mangping::ingest
