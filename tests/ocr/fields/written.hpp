// Pages written by hand for the tests of fields: lines of full-width characters.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "ocr/fields/fields.hpp"
#include "ocr/fields/flow.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::ocr {

inline constexpr double kEm = 30;

/// A line of full-width characters; a space leaves one empty, "^" makes the character before it doubtful.
inline Line line(double x, double y, const std::string& utf8) {
    Line out;
    double at = x;
    for (const std::string& c : synthetic::characters(utf8)) {
        if (c == "^")
            out.glyphs.back().alternatives.front().probability = 0.3F;
        else if (c != " ")
            out.glyphs.push_back({{{c, 0.92F}}, {at, y, 0.92 * kEm, 0.92 * kEm}});
        if (c != "^") at += kEm;
    }
    out.box_upright = {x, y, at - x, kEm};
    out.confidence = 0.92F;
    return out;
}

inline Reading page(const std::vector<Line>& lines) {
    Reading out;
    out.lines = lines;
    out.confidence = 0.92F;
    return out;
}

inline fields::Text text(const std::string& utf8) {
    const Reading reading = page({line(0, 0, utf8)});
    return fields::flow_of(reading).rows.front().text;
}

/// `applicant`: whose page it is, where that matters.
inline std::map<std::string, ReadField> read(Kind kind, const Reading& reading, const std::string& applicant = {}) {
    PageView view;
    view.reading = &reading;
    view.width = 1240;
    view.height = 1754;
    view.applicant = applicant;
    return read_fields(kind, view);
}

}  // namespace mangping::ocr
