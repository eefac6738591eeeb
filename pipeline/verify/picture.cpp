#include "pipeline/verify/picture.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "pipeline/adapt/cv.hpp"
#include "pipeline/verify/views.hpp"

namespace mangping::verify {
namespace {

Transform back_from(const View& view, Point at) {
    for (const View::Part& part : view.parts)
        if (at.x >= part.at.x && at.x < part.at.right() && at.y >= part.at.y && at.y < part.at.bottom())
            return part.picture_from_view;
    return view.picture_from_view;
}

/// Pieces of one finding as boxes a line: what hides the glyphs of a run without hiding what stands between two lines.
std::vector<Rect> runs_of(const Finding& finding) {
    std::vector<Rect> out;
    for (const Quad& piece : finding.pieces_upright) {
        const Rect box = bounding(piece);
        if (!out.empty()) {
            const Rect& last = out.back();
            const double overlap = std::min(last.bottom(), box.bottom()) - std::max(last.y, box.y);
            const bool row =
                overlap > 0.5 * std::min(last.h, box.h) && box.x - last.right() < 1.5 * last.h && box.x >= last.x;
            if (row) {
                out.back() = bounding(last, box);
                continue;
            }
        }
        out.push_back(box);
    }
    return out;
}

class Attack {
public:
    Attack(int page, const Attackers& attackers) : page_(page), attackers_(attackers) {}

    [[nodiscard]] std::optional<Fault> look(const View& view) {
        if (view.picture.empty()) return std::nullopt;
        auto found = attackers_.read_around && view.parts.empty() ? attackers_.read_around(view.picture, view.bars)
                     : attackers_.read                            ? attackers_.read(view.picture)
                                       : Result<std::vector<Finding>>(std::vector<Finding>{});
        if (!found) return found.fault();
        for (const Finding& finding : *found)
            for (const Rect& run : runs_of(finding))
                add("pixels", back_from(view, run.centre())(quad_of(run)), finding.confidence);
        return std::nullopt;
    }

    void look_for_codes(const Raster& picture) {
        if (!attackers_.codes) return;
        for (const Code& code : attackers_.codes(picture)) add("code", code.quad_upright, 1.0);
    }

    std::vector<Leak> leaks;

private:
    /// Views overlap; a place is reported once.
    void add(const char* where, const Quad& quad, double confidence) {
        const Rect box = bounding(quad);
        for (const Leak& known : leaks) {
            const Rect shared = intersection(bounding(known.quad), box);
            if (known.where == where && shared.area() > 0.7 * box.area()) return;
        }
        leaks.push_back({{}, page_, where, quad, confidence});
    }

    int page_;
    const Attackers& attackers_;
};

}  // namespace

Result<std::vector<Leak>> attack_picture(const Raster& picture, int page, const Attackers& attackers,
                                         const Context& context) {
    if (picture.empty()) return Fault{FaultKind::unreadable, "not_a_picture", {}};
    Attack attack(page, attackers);
    const Raster grey = adapt::grey_raster(picture);
    attack.look_for_codes(grey);
    if (!attackers.read && !attackers.read_around) return std::move(attack.leaks);
    const std::vector<Rect> bars = solid_bars(grey);
    for (int view = 0; view < 3; ++view) {
        if (auto over = context.over()) return *over;
        const View seen = view == 0 ? whole(grey, bars) : view == 1 ? under_colour(picture) : sideways(grey, bars);
        if (auto fault = attack.look(seen)) return *fault;
    }
    return std::move(attack.leaks);
}

}  // namespace mangping::verify
