#include "tests/pipeline/report/sample.hpp"

#include <cstdlib>
#include <fstream>

#include "pipeline/mask/mask.hpp"

namespace mangping::report {
namespace {

PageOutcome page(int index, ClarityVerdict verdict) {
    PageOutcome p;
    p.index = index;
    p.width = 1240;
    p.height = 1754;
    p.pose.confidence = 0.97;
    p.pose.unsure = false;
    p.clarity.verdict = verdict;
    p.clarity.score = verdict == ClarityVerdict::clear ? 0.93 : 0.2;
    p.clarity.text_height_px = 27.5;
    p.text = "毕业证书\n学生 林知远 性别 男 <b>不是标签</b> & \"引号\"";
    return p;
}

AttachmentOutcome attachment(const std::string& file, Kind kind, const std::string& section) {
    AttachmentOutcome a;
    a.ref.file = file;
    a.ref.kind = kind;
    a.ref.kind_key = std::string(key(kind));
    a.section = section;
    a.status = AttachmentStatus::ok;
    a.sha256 = std::string(64, 'a');
    a.masked_file = "masked/" + file;
    return a;
}

Check check(const std::string& id, CheckStatus status, Severity severity, const std::string& section,
            const std::string& message, const std::string& clause) {
    Check c;
    c.id = id;
    c.status = status;
    c.severity = severity;
    c.section = section;
    c.message = message;
    c.message_en = "In English: " + id;
    c.clause = clause;
    return c;
}

void add_attachments(DossierOutcome& o) {
    AttachmentOutcome edu = attachment("edu/1.jpg", Kind::graduation_certificate, "education");
    edu.pages.push_back(page(0, ClarityVerdict::clear));
    edu.pages[0].masks.push_back({MaskKind::name, quad_of({310, 420, 96, 34}), "林知远", 0.99, "reading:exact"});
    edu.pages[0].fields["name"] = {"林知远", quad_of({310, 420, 96, 34}), 0.98};
    edu.pages[0].codes.push_back({"QRCode", "https://example.invalid/v?c=A7K2", quad_of({900, 1500, 160, 160})});
    AttachmentOutcome paper = attachment("papers/2.pdf", Kind::paper_body, "papers");
    paper.pages.push_back(page(0, ClarityVerdict::clear));
    paper.pages.push_back(page(1, ClarityVerdict::illegible));
    paper.pages[1].clarity.reasons = {ClarityReason::glare, ClarityReason::blur};
    paper.pages[1].clarity.findings = {{ClarityReason::glare, quad_of({300, 500, 420, 260}), 0.9}};
    paper.pages[1].review_needed = true;
    paper.pages[1].review_reasons = {"clarity_illegible", "unread_text"};
    AttachmentOutcome missing = attachment("assess/2021.jpg", Kind::annual_assessment_form, "assessments");
    missing.status = AttachmentStatus::missing;
    missing.error = "file_missing";
    missing.sha256.clear();
    missing.masked_file.clear();
    o.attachments = {edu, paper, missing};
}

}  // namespace

DossierOutcome sample_outcome() {
    DossierOutcome o;
    o.dossier_id = "D-0007";
    o.folder = "A<07> & co";
    o.blind_id = "MP-4F2A91C07E";
    o.notice = "bazhou-2023-engineering";
    o.round = 1;
    o.verdict = Verdict::return_;
    o.deadline = "2023-07-12T18:00:00+08:00";
    o.submissions_left = 2;
    o.hold_reasons = {"check_unsure", "unread_text"};
    o.seconds = 12.5;
    add_attachments(o);
    Check number = check("N1-26", CheckStatus::fail, Severity::block, "education",
                         "毕业证书编号与备案表不一致，请核对后修改填写的编号，或重新上传正确的证书。",
                         "学历证书编号须与学信网备案表一致。");
    number.entry = 0;
    number.field = "certificate_no";
    number.declared = "104251201905001234";
    number.found = "104251201905001284";
    number.evidence = {{"edu/1.jpg", 0, quad_of({640, 1480, 380, 40})}};
    Check advice = check("N1-31", CheckStatus::fail, Severity::warn, "papers", "论文封面缺少刊期，建议补充。", "");
    Check doubt = check("N1-40", CheckStatus::unsure, Severity::block, "education", "印章较淡，须人工核对。", "");
    doubt.evidence = {{"edu/1.jpg", 0, quad_of({760, 1200, 260, 260})}};
    Check fine =
        check("N1-01", CheckStatus::pass, Severity::block, "basic", "在申报时间内提交。", "6月1日至7月10日申报。");
    o.checks = {fine, number, advice, doubt};
    return o;
}

MaskedPage sample_page(Format format, int width, int height, bool grey) {
    UprightPage page;
    Raster raster(width, height, grey ? 1 : 3);
    for (std::size_t i = 0; i < raster.pixels.size(); ++i) raster.pixels[i] = 250;
    const auto ink = [&](int x0, int y0, int w, int h, std::uint8_t value) {
        for (int y = y0; y < std::min(height, y0 + h); ++y)
            for (int x = x0; x < std::min(width, x0 + w); ++x)
                for (int c = 0; c < raster.channels; ++c)
                    raster.pixels[static_cast<std::size_t>((y * width + x) * raster.channels + c)] = value;
    };
    for (int line = 0; line * 46 + 120 < height - 100; ++line)
        for (int glyph = 0; glyph * 34 + 100 < width - 120; ++glyph)
            if ((glyph * 7 + line * 3) % 11 != 0)
                ink(100 + glyph * 34, 120 + line * 46, 24, 4 + (glyph * 5 + line) % 20, 40);
    page.raster = std::make_shared<const Raster>(std::move(raster));
    page.format = format;
    page.px_per_unit = format == Format::pdf ? 150.0 / 72 : 1;
    page.jpeg_quality = format == Format::pdf ? 0 : 88;
    return mask::apply(page,
                       {{MaskKind::name, "林知远", {quad_of({304, 258, 96, 24})}, 0.99, "reading:exact", Zone::mask}})
        ->page;
}

std::vector<Thumbnail> sample_thumbnails(const DossierOutcome& outcome) {
    std::vector<Thumbnail> out;
    const MaskedPage page = sample_page(Format::jpeg, 1240, 1754);
    for (const AttachmentOutcome& a : outcome.attachments)
        for (const PageOutcome& p : a.pages) out.push_back({a.ref.file, p.index, *thumbnail(page, 320)});
    return out;
}

void keep(const std::string& name, const std::string& bytes) {
    if (const char* folder = std::getenv("MANGPING_LOOK")) std::ofstream(std::string(folder) + "/" + name) << bytes;
}
void keep(const std::string& name, const Bytes& bytes) { keep(name, std::string(bytes.begin(), bytes.end())); }

}  // namespace mangping::report
