// A generated page and everything that is true of it. Quads are displayed coordinates (pixels here), clockwise from the
// top left of the text as it reads, hugging the ink; every warp moves them exactly.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "models/geometry.hpp"
#include "models/kind.hpp"
#include "models/raster.hpp"

namespace mangping::synthetic {

struct TruthTarget {
    std::string kind;  // "name", "employer", "name_latin", "employer_latin", "name_uyghur", "employer_seal",
                       // "signature", "code"
    std::string text;
    Quad quad;
    std::string style;  // print spaced wrapped vertical table seal hand running
    std::vector<Quad> glyphs;
    std::string group;  // one mention broken over lines: same group
    int part = 0, parts = 1;
    std::string printed;  // "" = text
    bool declared = true;
    std::vector<Quad> circle;  // 0 or 1 quads: around a whole seal
};

struct TruthKeep {
    std::string kind;  // other_name role text photo issuer_seal
    std::string text;
    Quad quad;
};

/// A line of text as printed, for reading errors.
struct TruthLine {
    std::string text;  // no spaces
    Quad quad;
    double em_px = 0;
    bool vertical = false;
};

struct TruthCode {
    std::string format, text;
    Quad quad;
};

struct PageTruth {
    double width = 0, height = 0;
    int rotation_cw = 0;  // clockwise turn that makes it upright
    double skew_deg = 0;  // further clockwise turn that levels it
    std::string clarity = "clear";
    std::vector<std::string> reasons;
    double severity = 0;           // behind clarity: 1 takes effort, 2 is lost; near those people disagree
    std::string scan = "digital";  // digital scan photo fax
    double text_px = 0;            // median em height, displayed px
    std::vector<TruthTarget> targets;
    std::vector<TruthKeep> keep;
    std::vector<TruthLine> lines;
    std::vector<TruthCode> codes;
    std::map<std::string, std::string> fields;
};

struct SyntheticPage {
    Raster image;  // RGB
    PageTruth truth;
    Kind kind = Kind::other;
};

}  // namespace mangping::synthetic
