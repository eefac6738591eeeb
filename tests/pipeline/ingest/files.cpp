#include "files.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <memory>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

extern "C" {
#include <jpeglib.h>
}

namespace mangping::files {
namespace {

std::string exif_with(int orientation, bool little) {
    std::string out("Exif\0\0", 6);
    const auto put = [&](unsigned value, int size) {
        for (int i = 0; i < size; ++i) out += static_cast<char>(value >> 8 * (little ? i : size - 1 - i) & 0xFF);
    };
    out += little ? "II" : "MM";
    put(42, 2);
    put(8, 4);
    put(2, 2);                                          // two fields, the wanted one second
    put(0x0100, 2), put(4, 2), put(1, 4), put(640, 4);  // ImageWidth
    put(0x0112, 2), put(3, 2), put(1, 4), put(static_cast<unsigned>(orientation), 2), put(0, 2);
    put(0, 4);
    return out;
}

std::vector<std::uint8_t> cmyk_row(const std::uint8_t* rgb, int width, bool inverted) {
    std::vector<std::uint8_t> out;
    for (int x = 0; x < width; ++x) {
        const int r = rgb[x * 3], g = rgb[x * 3 + 1], b = rgb[x * 3 + 2], most = std::max({r, g, b, 1});
        for (const int ink :
             {255 - 255 * r / most, 255 - 255 * g / most, 255 - 255 * b / most, 255 - std::max({r, g, b})})
            out.push_back(static_cast<std::uint8_t>(inverted ? 255 - ink : ink));
    }
    return out;
}

}  // namespace

Bytes jpeg(const Raster& picture, const JpegOptions& options) {
    jpeg_compress_struct c{};
    jpeg_error_mgr errors{};
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&c, &memory, &size);
    c.image_width = static_cast<JDIMENSION>(picture.width);
    c.image_height = static_cast<JDIMENSION>(picture.height);
    c.input_components = options.cmyk ? 4 : picture.channels;
    c.in_color_space = options.cmyk ? JCS_CMYK : picture.channels == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, options.quality, TRUE);
    c.write_Adobe_marker = options.cmyk && options.adobe;
    if (picture.channels == 3 && !options.cmyk) {
        c.comp_info[0].h_samp_factor = options.h_sampling;
        c.comp_info[0].v_samp_factor = options.v_sampling;
    }
    if (options.progressive) jpeg_simple_progression(&c);
    jpeg_start_compress(&c, TRUE);
    if (options.orientation != 0) {
        const std::string exif = exif_with(options.orientation, options.exif_little);
        jpeg_write_marker(&c, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(exif.data()),
                          static_cast<unsigned>(exif.size()));
    }
    while (c.next_scanline < c.image_height) {
        const std::uint8_t* row = picture.pixels.data() + std::size_t{c.next_scanline} * c.image_width *
                                                              static_cast<std::size_t>(picture.channels);
        std::vector<std::uint8_t> line(row, row + c.image_width * static_cast<std::size_t>(picture.channels));
        if (options.cmyk) line = cmyk_row(row, picture.width, options.adobe);
        JSAMPROW rows = line.data();
        jpeg_write_scanlines(&c, &rows, 1);
    }
    jpeg_finish_compress(&c);
    Bytes out(memory, memory + size);
    jpeg_destroy_compress(&c);
    std::free(memory);
    return out;
}

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

std::string stream(std::string_view dict, std::string_view data) {
    return "<< " + std::string(dict) + " /Length " + std::to_string(data.size()) + " >>\nstream\n" + std::string(data) +
           "\nendstream";
}

Bytes pdf(const std::vector<std::string>& objects, std::string_view trailer_extra) {
    std::string out = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
    std::string table = "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        char entry[32];
        std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", out.size());
        table += entry;
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::size_t start = out.size();
    out += table + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " +
           std::string(trailer_extra) + " >>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
    return bytes_of(out);
}

Bytes one_page_pdf(std::string_view content, std::string_view page, std::string_view resources,
                   const std::vector<std::string>& more_objects) {
    std::vector<std::string> objects{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                     "<< /Type /Page /Parent 2 0 R " + std::string(page) +
                                         " /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> " +
                                         std::string(resources) + " >> >>",
                                     stream("", content), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
    objects.insert(objects.end(), more_objects.begin(), more_objects.end());
    return pdf(objects);
}

Bytes encrypted(const Bytes& plain, const std::string& user_password) {
    QPDF in;
    in.processMemoryFile("plain", reinterpret_cast<const char*>(plain.data()), plain.size());
    QPDFWriter writer(in);
    writer.setOutputMemory();
    writer.setR6EncryptionParameters(user_password.c_str(), "owner", true, false, false, false, false, false,
                                     qpdf_r3p_none, true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {buffer->getBuffer(), buffer->getBuffer() + buffer->getSize()};
}

std::string deflated(const std::string& data) {
    uLongf size = compressBound(data.size());
    std::string out(size, '\0');
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(data.data()), data.size(), 9);
    out.resize(size);
    return out;
}

}  // namespace mangping::files
