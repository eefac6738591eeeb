#include "tests/support/synthetic/truth_json.hpp"

#include <cmath>

namespace mangping::synthetic {

namespace {

using nlohmann::json;

double rounded(double v) { return std::round(v * 100) / 100; }

json quad_json(const Quad& q, double scale) {
    json out = json::array();
    for (const Point& p : q.at) out.push_back({rounded(p.x * scale), rounded(p.y * scale)});
    return out;
}

json target_json(const TruthTarget& t, double scale, const std::string& employer) {
    json out{{"kind", t.kind}, {"text", t.text}, {"style", t.style}, {"quad", quad_json(t.quad, scale)}};
    if (!t.glyphs.empty()) {
        out["glyphs"] = json::array();
        for (const Quad& g : t.glyphs) out["glyphs"].push_back(quad_json(g, scale));
    }
    if (!t.group.empty()) {
        out["group"] = t.group;
        out["part"] = t.part;
        out["parts"] = t.parts;
    }
    if (!t.printed.empty()) out["printed"] = t.printed;
    if (t.kind == "employer" && t.text != employer) out["declared"] = t.declared;
    if (!t.circle.empty()) out["circle_quad"] = quad_json(t.circle.front(), scale);
    return out;
}

}  // namespace

json page_json(const PageTruth& t, int index, double scale, const std::string& employer) {
    json out{{"index", index},
             {"width", rounded(t.width * scale)},
             {"height", rounded(t.height * scale)},
             {"rotation_cw", t.rotation_cw},
             {"skew_deg", t.skew_deg},
             {"clarity", t.clarity},
             {"reasons", t.reasons},
             {"scan", t.scan},
             {"text_px", rounded(t.text_px * scale)},
             {"targets", json::array()},
             {"keep", json::array()},
             {"codes", json::array()},
             {"fields", t.fields}};
    for (const TruthTarget& target : t.targets) out["targets"].push_back(target_json(target, scale, employer));
    for (const TruthKeep& k : t.keep)
        out["keep"].push_back({{"kind", k.kind}, {"text", k.text}, {"quad", quad_json(k.quad, scale)}});
    for (const TruthCode& c : t.codes)
        out["codes"].push_back({{"format", c.format}, {"text", c.text}, {"quad", quad_json(c.quad, scale)}});
    return out;
}

}  // namespace mangping::synthetic
