#include "planted.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <cstdio>
#include <memory>
#include <set>

#include "ocr/lines/reader.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/spot.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "tests/support/synthetic/degrade_jpeg.hpp"

namespace mangping::planted {

const Targets& targets() {
    static const Targets wanted = [] {
        Dossier dossier;
        dossier.applicant.name = name;
        dossier.applicant.employer = employer;
        return ocr::targets_of(dossier);
    }();
    return wanted;
}

namespace {
constexpr double width_mm = 148, height_mm = 105, dpi = 150;
}

Raster sheet(const std::function<void(synthetic::Sheet&)>& draw) {
    synthetic::Sheet on(width_mm, height_mm, dpi, {1, 1, 1, 1}, {}, 5);
    draw(on);
    return on.finish(Kind::other).image;
}

void prose(synthetic::Sheet& on) {
    on.text(
        15, 12, 118,
        "本工程位于河谷东岸，全长十二公里，于二〇二一年六月通过验收。项目由周明东负责，参加人员有李清河、赵小满等。",
        synthetic::TextStyle{}.size(12));
}

void print(synthetic::Sheet& on, double x, double y, const std::string& text) {
    on.text(x, y, 120, text, synthetic::TextStyle{}.size(14));
}

File jpeg(const Raster& picture, int quality) {
    synthetic::JpegOptions options;
    options.quality = quality;
    return synthetic::encode_jpeg(picture, options);
}

Pdf::Pdf(const Raster& picture) {
    const File image = jpeg(picture);
    objects_.resize(3);
    char dictionary[160];
    std::snprintf(
        dictionary, sizeof dictionary,
        "/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8 /Filter /DCTDecode",
        picture.width, picture.height, picture.channels == 1 ? "DeviceGray" : "DeviceRGB");
    add(dictionary, std::string(image.begin(), image.end()));
    char place[80];
    std::snprintf(place, sizeof place, "q %.2f 0 0 %.2f 0 0 cm /P Do Q\n", width_mm * 72 / 25.4, height_mm * 72 / 25.4);
    operators_ = place;
}

int Pdf::add(const std::string& dictionary, const std::string& stream) {
    objects_.push_back({dictionary, stream});
    return static_cast<int>(objects_.size());
}

void Pdf::replace(int number, const std::string& dictionary) {
    objects_.at(static_cast<std::size_t>(number) - 1).dictionary = dictionary;
}
void Pdf::catalog(const std::string& more) { catalog_ += " " + more; }
void Pdf::page(const std::string& more) { page_ += " " + more; }
void Pdf::trailer(const std::string& more) { trailer_ += " " + more; }
void Pdf::draw(const std::string& operators) { operators_ += operators; }

namespace {

std::string object_text(int number, const std::string& dictionary, const std::string& stream) {
    const bool bare = !dictionary.empty() && dictionary[0] == '(';
    std::string out = std::to_string(number) + " 0 obj\n";
    if (bare)
        out += dictionary;
    else
        out += "<<" + dictionary + (stream.empty() ? "" : " /Length " + std::to_string(stream.size())) + ">>";
    if (!stream.empty()) out += "\nstream\n" + stream + "\nendstream";
    return out + "\nendobj\n";
}

std::string row(std::size_t offset) {
    char text[24];
    std::snprintf(text, sizeof text, "%010zu 00000 n \n", offset);
    return text;
}

}  // namespace

File Pdf::file() const {
    std::vector<Object> all = objects_;
    all.push_back({"", operators_});
    const std::string content = std::to_string(all.size());
    char box[60];
    std::snprintf(box, sizeof box, "[0 0 %.2f %.2f]", width_mm * 72 / 25.4, height_mm * 72 / 25.4);
    all[0].dictionary = "/Type /Catalog /Pages 2 0 R" + catalog_;
    all[1].dictionary = "/Type /Pages /Kids [3 0 R] /Count 1";
    all[2].dictionary = "/Type /Page /Parent 2 0 R /MediaBox " + std::string(box) + " /Contents " + content +
                        " 0 R /Resources <</XObject <</P 4 0 R>>>>" + page_;
    std::string out = "%PDF-1.5\n";
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < all.size(); ++i) {
        offsets.push_back(out.size());
        out += object_text(static_cast<int>(i) + 1, all[i].dictionary, all[i].stream);
    }
    const std::size_t table = out.size();
    out += "xref\n0 " + std::to_string(all.size() + 1) + "\n0000000000 65535 f \n";
    for (const std::size_t offset : offsets) out += row(offset);
    out += "trailer\n<</Size " + std::to_string(all.size() + 1) + " /Root 1 0 R" + trailer_ + ">>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return {out.begin(), out.end()};
}

File Pdf::updated(int number, const std::string& dictionary, const std::string& stream) const {
    const File before = file();
    std::string out(before.begin(), before.end());
    const std::size_t previous = std::stoul(out.substr(out.rfind("startxref") + 10));
    const std::size_t offset = out.size();
    out += object_text(number, dictionary, stream);
    const std::size_t table = out.size();
    out += "xref\n" + std::to_string(number) + " 1\n" + row(offset) + "trailer\n<</Size " +
           std::to_string(objects_.size() + 2) + " /Root 1 0 R /Prev " + std::to_string(previous) + ">>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
    return {out.begin(), out.end()};
}

std::string utf16_string(const std::string& text) {
    std::string out = "<FEFF";
    for (const char32_t c : ocr::code_points(text)) {
        char hex[8];
        std::snprintf(hex, sizeof hex, "%04X", static_cast<unsigned>(c));
        out += hex;
    }
    return out + ">";
}

File text_pdf(const std::string& text, const std::function<void(cairo_t*)>& over) {
    File out;
    const auto write = [](void* to, const unsigned char* data, unsigned size) {
        static_cast<File*>(to)->insert(static_cast<File*>(to)->end(), data, data + size);
        return CAIRO_STATUS_SUCCESS;
    };
    cairo_surface_t* surface =
        cairo_pdf_surface_create_for_stream(write, &out, width_mm * 72 / 25.4, height_mm * 72 / 25.4);
    cairo_t* cr = cairo_create(surface);
    PangoLayout* layout = pango_cairo_create_layout(cr);
    PangoFontDescription* font = pango_font_description_from_string("Noto Serif CJK SC 14");
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text.c_str(), -1);
    cairo_move_to(cr, 60, 80);
    pango_cairo_show_layout(cr, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
    over(cr);
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return out;
}

verify::Attackers by_structure() {
    verify::Attackers out;
    out.search = [](std::string_view text) { return ocr::spot_text(text, targets()); };
    return out;
}

verify::Attackers by_reading() {
    verify::Attackers out = by_structure();
    auto opened = ocr::open_tesseract("chi_sim", {true, false});
    if (!opened) return out;
    const std::shared_ptr<ocr::Engine> engine = std::move(*opened);
    const auto look = [engine](const Raster& picture, const std::vector<Rect>& bars) -> Result<std::vector<Finding>> {
        UprightPage page;
        page.raster = std::make_shared<const Raster>(picture);
        auto reading = ocr::read_page(page, *engine, nullptr, {false, {}}, {});
        if (!reading) return reading.fault();
        std::vector<Finding> found = ocr::spot(*reading, {}, targets());
        std::erase_if(found, [](const Finding& f) { return f.zone != Zone::mask; });
        for (Finding& f : ocr::spot_residue(*reading, bars, targets())) found.push_back(std::move(f));
        return found;
    };
    out.read = [look](const Raster& picture) { return look(picture, {}); };
    out.read_around = look;
    return out;
}

std::string places(const Result<std::vector<verify::Leak>>& leaks) {
    if (!leaks) return "fault:" + leaks.fault().code;
    std::set<std::string> all;
    for (const verify::Leak& leak : *leaks) all.insert(leak.where);
    std::string out;
    for (const std::string& where : all) out += (out.empty() ? "" : " ") + where;
    return out;
}

}  // namespace mangping::planted
