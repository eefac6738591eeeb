#include "pipeline/report/pdf_parts.hpp"

#include <podofo/podofo.h>

#include "pipeline/report/strokes.hpp"

namespace mangping::report {

using namespace PoDoFo;

struct PictureDocument::Inside {
    PdfMemDocument document;
    PdfOutlineItem* section = nullptr;
    PdfOutlineItem* item = nullptr;
};

PictureDocument::PictureDocument() : inside_(std::make_unique<Inside>()) {
    // PoDoFo dates the document and signs it; the file identifier is a hash of this dictionary, so what is left in it
    // must be the same on every day.
    inside_->document.GetInfo()->GetObject()->GetDictionary().Clear();
}

PictureDocument::~PictureDocument() = default;

void PictureDocument::add_page(double width, double height, const MaskedPage& picture, const Placed& at,
                               const std::string& paths) {
    PdfMemDocument& document = inside_->document;
    PdfPage* page = document.CreatePage(PdfRect(0, 0, width, height));

    PdfObject* image = document.GetObjects().CreateObject("XObject");
    PdfDictionary& keys = image->GetDictionary();
    keys.AddKey(PdfName::KeySubtype, PdfName("Image"));
    keys.AddKey("Width", PdfObject(static_cast<pdf_int64>(picture.width_px())));
    keys.AddKey("Height", PdfObject(static_cast<pdf_int64>(picture.height_px())));
    keys.AddKey("ColorSpace", PdfName(jpeg_channels(picture.jpeg()) == 1 ? "DeviceGray" : "DeviceRGB"));
    keys.AddKey("BitsPerComponent", PdfObject(static_cast<pdf_int64>(8)));
    keys.AddKey(PdfName::KeyFilter, PdfName("DCTDecode"));
    const auto& jpeg = picture.jpeg();
    PdfMemoryInputStream stream(reinterpret_cast<const char*>(jpeg.data()), static_cast<pdf_long>(jpeg.size()));
    image->GetStream()->SetRawData(&stream, static_cast<pdf_long>(jpeg.size()));

    page->AddResource("P", image->Reference(), "XObject");
    const std::string content = "q " + pdf_number(at.width) + " 0 0 " + pdf_number(at.height) + " " + pdf_number(at.x) +
                                " " + pdf_number(at.y) + " cm /P Do Q\n" + paths;
    page->GetContentsForAppending()->GetStream()->Set(content.c_str(), static_cast<pdf_long>(content.size()));
}

void PictureDocument::add_bookmark(const std::string& title_utf8, int level, int page) {
    // Asked for anew: the document's cache of pages frees the ones that it gave out before.
    const PdfDestination to(inside_->document.GetPage(page), ePdfDestinationFit_Fit);
    const PdfString title(reinterpret_cast<const pdf_utf8*>(title_utf8.c_str()));
    if (level == 0) {
        PdfOutlineItem* last = inside_->section;
        inside_->section = last ? last->CreateNext(title, to) : inside_->document.GetOutlines()->CreateChild(title, to);
        inside_->item = nullptr;
    } else if (inside_->section) {
        PdfOutlineItem* last = inside_->item;
        inside_->item = last ? last->CreateNext(title, to) : inside_->section->CreateChild(title, to);
    }
}

std::vector<std::uint8_t> PictureDocument::bytes() {
    if (inside_->section) inside_->document.SetPageMode(ePdfPageModeUseBookmarks);
    PdfRefCountedBuffer buffer;
    PdfOutputDevice device(&buffer);
    inside_->document.Write(&device);
    const auto* first = reinterpret_cast<const std::uint8_t*>(buffer.GetBuffer());
    return {first, first + device.GetLength()};
}

int jpeg_channels(const std::vector<std::uint8_t>& jpeg) {
    for (std::size_t i = 2; i + 9 < jpeg.size() && jpeg[i] == 0xFF;) {
        const std::uint8_t marker = jpeg[i + 1];
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (frame) return jpeg[i + 9];
        i += 2 + static_cast<std::size_t>(jpeg[i + 2]) * 256 + jpeg[i + 3];
    }
    return 0;
}

}  // namespace mangping::report
