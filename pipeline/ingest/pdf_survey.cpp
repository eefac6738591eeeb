// poppler renders a page to the end or not at all: it has no cancel, and 702 bytes can cost it 24 s. So the page is
// surveyed first. Content streams are unpacked through a counting sink that gives up at a cap; pictures are summed by
// the pixels their drawing will touch, form XObjects followed to a small depth. What is left unguarded: tiling
// patterns, shadings and Type 3 fonts, and a damaged file that only poppler can mend. For these a caller that must be
// safe runs decode() in a process of its own with a CPU limit; in-process the deadline is judged after rendering.
#include "pipeline/ingest/pdf_survey.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#define POINTERHOLDER_TRANSITION 4  // the header asks every user to say that it uses std::shared_ptr
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

#include "pipeline/ingest/pdf_content.hpp"

namespace mangping::ingest {
namespace {

// A dense vector map of one page unpacks to a few MiB; 64 MiB of operators cost poppler about 10 s.
constexpr std::size_t kMaxContent = std::size_t{64} << 20;
// Operators are looked at up to here; scans say all they have to say in the first hundred bytes.
constexpr std::size_t kMaxScanned = std::size_t{4} << 20;
constexpr int kMaxFormDepth = 8;
constexpr int kMaxDraws = 20'000;        // of XObjects; a page of inline glyph pictures has a few thousand
constexpr double kMaxDrawnPixels = 1e9;  // touched by all drawings; a 600 dpi A3 scan in strips has 7e7
constexpr double kFillingShare = 0.2;    // pictures count once they fill this much of the page (a photo does not)

struct TooMuch {};  // leaves the survey at once; caught in survey_pdf_page

/// Keeps what it is given, up to a cap.
class Sink : public Pipeline {
public:
    explicit Sink(std::size_t room) : Pipeline("sink", nullptr), room_(room) {}
    void write(unsigned char const* data, std::size_t size) override {
        if (size > room_ - data_.size()) {
            overflowed_ = true;
            throw std::length_error("content too long");  // qpdf turns it into a warning and stops
        }
        data_.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override {}
    [[nodiscard]] bool overflowed() const { return overflowed_; }
    [[nodiscard]] const std::string& data() const { return data_; }

private:
    std::size_t room_;
    std::string data_;
    bool overflowed_ = false;
};

struct Picture {
    double dpi = 0, area = 0;
};

class Surveyor {
public:
    Surveyor(const Rect& crop, const Limits& limits) : crop_(crop), limits_(limits) {}

    void page(QPDFObjectHandle page) {
        std::vector<QPDFObjectHandle> streams = page.getPageContents();
        content(streams, QPDFPageObjectHelper(page).getAttribute("/Resources", false), Transform{}, 0);
    }
    [[nodiscard]] PdfSurvey result();
    /// The page's own content, without that of forms; empty where it is long for a scan.
    [[nodiscard]] const std::string& page_content() const { return page_content_; }

private:
    void content(std::vector<QPDFObjectHandle>& streams, QPDFObjectHandle resources, Transform page_from_user,
                 int depth);
    void draw(QPDFObjectHandle object, const Transform& page_from_user, QPDFObjectHandle resources, int depth);
    void picture(double width, double height, const Transform& page_from_user);

    Rect crop_;
    Limits limits_;
    std::size_t unpacked_ = 0;
    int draws_ = 0;
    double drawn_pixels_ = 0;
    bool visible_text_ = false;
    std::string page_content_;
    std::vector<Picture> pictures_;
};

void Surveyor::content(std::vector<QPDFObjectHandle>& streams, QPDFObjectHandle resources, Transform page_from_user,
                       int depth) {
    Sink sink(kMaxContent - unpacked_);
    for (QPDFObjectHandle& stream : streams) {
        if (!stream.isStream()) continue;
        stream.pipeStreamData(&sink, 0, qpdf_dl_generalized, true, false);
        if (sink.overflowed()) throw TooMuch{};
        sink.writeCStr("\n");
    }
    unpacked_ += sink.data().size();
    if (depth == 0 && sink.data().size() <= kMaxScanned) page_content_ = sink.data();
    QPDFObjectHandle xobjects = resources.isDictionary() ? resources.getKey("/XObject") : QPDFObjectHandle::newNull();
    std::vector<std::pair<Transform, int>> saved;
    int render_mode = 0;
    ContentScanner scanner(std::string_view(sink.data()).substr(0, kMaxScanned));
    ContentOperator op;
    while (scanner.next(op)) {
        if (op.name == "q" && saved.size() < 1000) saved.emplace_back(page_from_user, render_mode);
        if (op.name == "Q" && !saved.empty()) {
            std::tie(page_from_user, render_mode) = saved.back();
            saved.pop_back();
        }
        if (op.name == "cm" && op.numbers.size() == 6) page_from_user = page_from_user * matrix_of(op.numbers);
        if (op.name == "Tr" && op.numbers.size() == 1) render_mode = static_cast<int>(op.numbers[0]);
        if (shows_text(op.name) && render_mode != 3 && render_mode != 7) visible_text_ = true;
        if (op.name == "Do" && xobjects.isDictionary())
            draw(xobjects.getKey("/" + std::string(op.operand_name)), page_from_user, resources, depth);
        if (op.name == "BI") {
            const auto of = [&](const char* brief, const char* full) {
                const auto& n = op.inline_numbers;
                const auto it = n.find(brief) != n.end() ? n.find(brief) : n.find(full);
                return it == n.end() ? 0.0 : it->second;
            };
            picture(of("W", "Width"), of("H", "Height"), page_from_user);
        }
    }
}

void Surveyor::draw(QPDFObjectHandle object, const Transform& page_from_user, QPDFObjectHandle resources, int depth) {
    if (++draws_ > kMaxDraws) throw TooMuch{};
    if (!object.isStream()) return;
    QPDFObjectHandle dict = object.getDict();
    QPDFObjectHandle subtype = dict.getKey("/Subtype");
    if (subtype.isNameAndEquals("/Image")) {
        double width = 0, height = 0;
        if (dict.getKey("/Width").getValueAsNumber(width) && dict.getKey("/Height").getValueAsNumber(height))
            picture(width, height, page_from_user);
    } else if (subtype.isNameAndEquals("/Form") && depth < kMaxFormDepth) {
        Transform inner = page_from_user;
        if (QPDFObjectHandle m = dict.getKey("/Matrix"); m.isArray() && m.getArrayNItems() == 6) {
            std::vector<double> n(6);
            for (int i = 0; i < 6; ++i) m.getArrayItem(i).getValueAsNumber(n[static_cast<std::size_t>(i)]);
            inner = page_from_user * matrix_of(n);
        }
        std::vector<QPDFObjectHandle> streams{object};
        QPDFObjectHandle own = dict.getKey("/Resources");
        content(streams, own.isDictionary() ? own : resources, inner, depth + 1);
    }
}

void Surveyor::picture(double width, double height, const Transform& page_from_user) {
    if (!(width > 0 && height > 0)) return;
    drawn_pixels_ += width * height;
    if (width * height > limits_.max_pixels || drawn_pixels_ > kMaxDrawnPixels) throw TooMuch{};
    const auto& m = page_from_user.m;
    const double width_pt = std::hypot(m[0], m[3]), height_pt = std::hypot(m[1], m[4]);
    if (!(width_pt > 0 && height_pt > 0)) return;
    const Rect box = bounding(page_from_user(quad_of(Rect{0, 0, 1, 1})));
    pictures_.push_back({72 * std::max(width / width_pt, height / height_pt), intersection(box, crop_).area()});
}

PdfSurvey Surveyor::result() {
    PdfSurvey out;
    out.known = true;
    out.visible_text = visible_text_;
    std::sort(pictures_.begin(), pictures_.end(), [](const Picture& a, const Picture& b) { return a.dpi > b.dpi; });
    double area = 0;
    for (const Picture& p : pictures_) {
        area += p.area;
        if (out.image_dpi == 0 && area >= kFillingShare * crop_.area()) out.image_dpi = p.dpi;
    }
    out.image_share = std::min(1.0, area / std::max(1.0, crop_.area()));
    return out;
}

}  // namespace

Result<PdfSurvey> survey_pdf_page(std::span<const std::uint8_t> bytes, int index, const Rect& crop,
                                  const Limits& limits) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("pdf", reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const auto& pages = pdf.getAllPages();
        if (index < 0 || static_cast<std::size_t>(index) >= pages.size()) return PdfSurvey{};
        Surveyor surveyor(crop, limits);
        const QPDFObjectHandle page = pages[static_cast<std::size_t>(index)];
        surveyor.page(page);
        PdfSurvey out = surveyor.result();
        out.scan = page_scan(pdf, page, surveyor.page_content(), crop);
        return out;
    } catch (const TooMuch&) {
        return Fault{FaultKind::limit, "page_too_large", "content"};
    } catch (const std::exception&) {
        return PdfSurvey{};
    }
}

}  // namespace mangping::ingest
