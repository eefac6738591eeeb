#include "build.hpp"

#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr::test {

Line line(std::string_view text, const At& at) {
    Line out;
    out.vertical = at.vertical;
    out.confidence = at.p;
    double along = 0;
    for (const char32_t c : code_points(text)) {
        const double advance = c < 0x80 ? at.em / 2 : at.em;
        const double inset = 0.05 * at.em;
        if (c != U' ' && c != U'　') {
            Glyph glyph;
            glyph.alternatives = {{utf8(std::u32string(1, c)), at.p}};
            glyph.box_upright = at.vertical
                                    ? Rect{at.x + inset, at.y + along + inset, at.em - 2 * inset, advance - 2 * inset}
                                    : Rect{at.x + along + inset, at.y + inset, advance - 2 * inset, at.em - 2 * inset};
            out.box_upright = bounding(out.box_upright, glyph.box_upright);
            out.glyphs.push_back(std::move(glyph));
        }
        along += advance;
    }
    return out;
}

Line& reread(Line& line, std::size_t glyph, std::vector<std::pair<std::string, float>> alternatives) {
    line.glyphs.at(glyph).alternatives.clear();
    for (auto& [text, p] : alternatives) line.glyphs[glyph].alternatives.push_back({text, p});
    return line;
}

Reading page(std::vector<Line> lines) {
    Reading out;
    out.lines = std::move(lines);
    out.confidence = 0.9F;
    return out;
}

Targets targets(std::string name, std::string employer) {
    Applicant applicant;
    applicant.name = std::move(name);
    applicant.employer = std::move(employer);
    return targets(applicant);
}

Targets targets(const Applicant& applicant) {
    Dossier dossier;
    dossier.applicant = applicant;
    return targets_of(dossier);
}

std::vector<Finding> spotted(const Reading& reading, const Targets& wanted) { return spot(reading, {}, wanted); }

namespace {

std::string text_under(const Reading& reading, const std::vector<Finding>& findings, Zone zone) {
    std::string out;
    for (const Finding& finding : findings) {
        if (finding.zone != zone) continue;
        std::string hidden;
        for (const Line& l : reading.lines)
            for (const Glyph& glyph : l.glyphs)
                for (const Quad& piece : finding.pieces_upright)
                    if (intersection(bounding(piece), glyph.box_upright).area() > 0.5 * glyph.box_upright.area()) {
                        hidden += glyph.text();
                        break;
                    }
        out += (out.empty() ? "" : "|") + hidden;
    }
    return out;
}

}  // namespace

std::string masked_text(const Reading& reading, const std::vector<Finding>& findings) {
    return text_under(reading, findings, Zone::mask);
}
std::string asked_text(const Reading& reading, const std::vector<Finding>& findings) {
    return text_under(reading, findings, Zone::ask);
}

}  // namespace mangping::ocr::test
