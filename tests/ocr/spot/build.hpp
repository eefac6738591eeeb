// Readings written by hand: text, place, and where wanted other readings of single glyphs.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/dossier.hpp"
#include "models/page.hpp"
#include "models/targets.hpp"

namespace mangping::ocr::test {

struct At {
    double x = 100, y = 100;
    double em = 24;
    float p = 0.95F;
    bool vertical = false;
};

/// One line, `text` set in em boxes; ASCII takes half an em, a space of either width advances without a glyph.
Line line(std::string_view text, const At& at = {});

/// The glyph with this index was read so; best first.
Line& reread(Line& line, std::size_t glyph, std::vector<std::pair<std::string, float>> alternatives);

Reading page(std::vector<Line> lines);

/// Targets of an applicant with this name and employer.
Targets targets(std::string name, std::string employer = "疆南市云岭规划设计研究院");
Targets targets(const Applicant& applicant);

/// Findings of one page without a text layer.
std::vector<Finding> spotted(const Reading& reading, const Targets& targets);

/// What is hidden by the mask zone's pieces, as the best reading of the glyphs under them; places joined by '|'.
std::string masked_text(const Reading& reading, const std::vector<Finding>& findings);
/// The same for the ask zone.
std::string asked_text(const Reading& reading, const std::vector<Finding>& findings);

}  // namespace mangping::ocr::test
