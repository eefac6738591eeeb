#include "tests/support/synthetic/artwork_strokes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

namespace mangping::synthetic {
namespace {

constexpr int kEm = 96, kMargin = 12, kSide = kEm + 2 * kMargin;
constexpr double kBaseline = kMargin + 0.88 * kEm;
constexpr std::size_t kSpur = 6;    // px: shorter side branches are the thinning's, not the writer's
constexpr std::size_t kLook = 7;    // px along a branch that tell its direction
constexpr double kStraight = 0.55;  // cosine: branches that go on like this through a junction are one stroke
constexpr int kSmooth = 3;          // px on either side

using Grid = std::array<std::uint8_t, static_cast<std::size_t>(kSide) * kSide>;

// Clockwise from north.
constexpr std::array<int, 8> kAround{-kSide, -kSide + 1, 1, kSide + 1, kSide, kSide - 1, -1, -kSide - 1};

Grid raster_of(const std::string& character, const Face& face) {
    Canvas canvas(kSide, kSide);
    cairo_t* cr = canvas.cairo();
    cairo_translate(cr, kMargin, kBaseline);
    text_path(cr, character, face, kEm);
    cairo_fill(cr);
    const Sprite s = canvas.take();
    Grid g{};
    for (int y = 1; y + 1 < kSide; ++y)
        for (int x = 1; x + 1 < kSide; ++x) {
            const auto i = static_cast<std::size_t>(y * kSide + x);
            g[i] = s.rgba[i * 4 + 3] > 110 ? 1 : 0;
        }
    return g;
}

/// One of the two sub-iterations; true if anything was removed.
bool thin_once(Grid& g, bool first) {
    std::vector<int> gone;
    for (int i = kSide + 1; i < kSide * (kSide - 1) - 1; ++i) {
        if (g[static_cast<std::size_t>(i)] == 0) continue;
        std::array<int, 8> n{};
        for (std::size_t k = 0; k < 8; ++k) n[k] = g[static_cast<std::size_t>(i + kAround[k])];
        const int count = std::accumulate(n.begin(), n.end(), 0);
        int rises = 0;
        for (std::size_t k = 0; k < 8; ++k) rises += n[k] == 0 && n[(k + 1) % 8] == 1 ? 1 : 0;
        const bool sides = first ? n[0] * n[2] * n[4] == 0 && n[2] * n[4] * n[6] == 0
                                 : n[0] * n[2] * n[6] == 0 && n[0] * n[4] * n[6] == 0;
        if (count >= 2 && count <= 6 && rises == 1 && sides) gone.push_back(i);
    }
    for (const int i : gone) g[static_cast<std::size_t>(i)] = 0;
    return !gone.empty();
}

std::vector<int> neighbours(const Grid& g, int i) {
    std::vector<int> out;
    // A diagonal step beside a straight one is the same step.
    for (std::size_t k = 0; k < 8; k += 2)
        if (g[static_cast<std::size_t>(i + kAround[k])] != 0) out.push_back(i + kAround[k]);
    for (std::size_t k = 1; k < 8; k += 2)
        if (g[static_cast<std::size_t>(i + kAround[k])] != 0 && g[static_cast<std::size_t>(i + kAround[k - 1])] == 0 &&
            g[static_cast<std::size_t>(i + kAround[(k + 1) % 8])] == 0)
            out.push_back(i + kAround[k]);
    return out;
}

using Branch = std::vector<int>;  // pixel indices, both ends included

/// Follows pixels with two neighbours from `from` over `next` to the next end or junction.
Branch follow(const Grid& g, int from, int next, std::vector<std::uint8_t>& seen) {
    Branch b{from, next};
    while (true) {
        const int at = b.back();
        const std::vector<int> n = neighbours(g, at);
        if (n.size() != 2) break;
        seen[static_cast<std::size_t>(at)] = 1;
        const int on = n[0] == b[b.size() - 2] ? n[1] : n[0];
        if (on == b.front() || seen[static_cast<std::size_t>(on)] != 0) {
            b.push_back(on);
            break;
        }
        b.push_back(on);
    }
    return b;
}

std::vector<Branch> branches_of(const Grid& g) {
    std::vector<Branch> out;
    std::vector<std::uint8_t> seen(g.size(), 0);
    std::vector<std::pair<int, int>> started;
    const auto trace = [&](int i, bool nodes) {
        const std::vector<int> n = neighbours(g, i);
        if (nodes == (n.size() == 2) || n.empty()) return;
        for (const int next : n) {
            if (seen[static_cast<std::size_t>(next)] != 0) continue;
            Branch b = follow(g, i, next, seen);
            // The same branch of two nodes side by side would be found from both.
            const std::pair<int, int> ends{std::min(b.front(), b.back()), std::max(b.front(), b.back())};
            if (b.size() == 2 && std::find(started.begin(), started.end(), ends) != started.end()) continue;
            started.push_back(ends);
            out.push_back(std::move(b));
            if (!nodes) return;
        }
    };
    for (int i = 0; i < kSide * kSide; ++i)
        if (g[static_cast<std::size_t>(i)] != 0) trace(i, true);
    for (int i = 0; i < kSide * kSide; ++i)  // closed loops have no node
        if (g[static_cast<std::size_t>(i)] != 0 && seen[static_cast<std::size_t>(i)] == 0 &&
            neighbours(g, i).size() == 2)
            trace(i, false);
    return out;
}

Point point_of(int i) { return {i % kSide + 0.5, i / kSide + 0.5}; }

/// Direction in which a stroke leaves its end (front or back), unit length.
Point leaving(const Stroke& s, bool front) {
    const std::size_t look = std::min(kLook, s.size() - 1);
    const Point end = front ? s.front() : s.back(), in = front ? s[look] : s[s.size() - 1 - look];
    const double length = std::max(1e-9, std::hypot(end.x - in.x, end.y - in.y));
    return {(end.x - in.x) / length, (end.y - in.y) / length};
}

/// Joins the two strokes that go on straightest where their ends meet, until none do.
void join_through_junctions(std::vector<Stroke>& strokes) {
    constexpr double kMeet = 3.0;  // px
    while (true) {
        double best = kStraight;
        std::size_t a = 0, b = 0;
        bool a_front = false, b_front = false;
        for (std::size_t i = 0; i < strokes.size(); ++i)
            for (std::size_t j = i + 1; j < strokes.size(); ++j)
                for (int ends = 0; ends < 4; ++ends) {
                    const bool fi = (ends & 1) != 0, fj = (ends & 2) != 0;
                    const Point p = fi ? strokes[i].front() : strokes[i].back(),
                                q = fj ? strokes[j].front() : strokes[j].back();
                    if (std::hypot(p.x - q.x, p.y - q.y) > kMeet) continue;
                    const Point u = leaving(strokes[i], fi), v = leaving(strokes[j], fj);
                    const double straight = -(u.x * v.x + u.y * v.y);
                    if (straight > best) {
                        best = straight;
                        a = i;
                        b = j;
                        a_front = fi;
                        b_front = fj;
                    }
                }
        if (best <= kStraight) return;
        if (a_front) std::reverse(strokes[a].begin(), strokes[a].end());
        if (!b_front) std::reverse(strokes[b].begin(), strokes[b].end());
        strokes[a].insert(strokes[a].end(), strokes[b].begin(), strokes[b].end());
        strokes.erase(strokes.begin() + static_cast<std::ptrdiff_t>(b));
    }
}

Stroke smoothed(const Stroke& s) {
    Stroke out;
    const int n = static_cast<int>(s.size());
    for (int i = 0; i < n; i += 2) {
        const int reach = std::min({kSmooth, i, n - 1 - i});
        Point sum{};
        for (int k = -reach; k <= reach; ++k) {
            sum.x += s[static_cast<std::size_t>(i + k)].x;
            sum.y += s[static_cast<std::size_t>(i + k)].y;
        }
        out.push_back({sum.x / (2 * reach + 1), sum.y / (2 * reach + 1)});
    }
    out.push_back(s.back());
    return out;
}

}  // namespace

std::vector<Stroke> strokes_of(const std::string& character, const Face& face) {
    Grid g = raster_of(character, face);
    Point middle{};
    int ink = 0;
    for (int i = 0; i < kSide * kSide; ++i)
        if (g[static_cast<std::size_t>(i)] != 0) {
            middle = {middle.x + point_of(i).x, middle.y + point_of(i).y};
            ++ink;
        }
    bool changed = true;
    while (changed) {
        changed = thin_once(g, true);
        changed = thin_once(g, false) || changed;
    }
    std::vector<Stroke> strokes;
    for (const Branch& b : branches_of(g)) {
        const bool tip = neighbours(g, b.front()).size() == 1 || neighbours(g, b.back()).size() == 1;
        const bool lone = neighbours(g, b.front()).size() == 1 && neighbours(g, b.back()).size() == 1;
        if (b.size() < kSpur && tip && !lone) continue;
        Stroke s;
        for (const int i : b) s.push_back(point_of(i));
        strokes.push_back(std::move(s));
    }
    for (int i = 0; i < kSide * kSide; ++i)  // a dot thins to one pixel: a dab of the pen
        if (g[static_cast<std::size_t>(i)] != 0 && neighbours(g, i).empty()) {
            const Point p = point_of(i);
            strokes.push_back({{p.x - 1.5, p.y - 1.5}, p, {p.x + 1.5, p.y + 1.5}});
        }
    if (strokes.empty() && ink > 0) {  // thinning eats a small round dot whole
        const Point p{middle.x / ink, middle.y / ink};
        strokes.push_back({{p.x - 1.5, p.y - 1.5}, p, {p.x + 1.5, p.y + 1.5}});
    }
    join_through_junctions(strokes);
    for (Stroke& s : strokes) {
        s = smoothed(s);
        // Pens start above or on the left.
        const Point a = s.front(), b = s.back();
        if (std::abs(b.x - a.x) > std::abs(b.y - a.y) ? b.x < a.x : b.y < a.y) std::reverse(s.begin(), s.end());
        for (Point& p : s) p = {(p.x - kMargin) / kEm, (p.y - kBaseline) / kEm};
    }
    std::stable_sort(strokes.begin(), strokes.end(), [](const Stroke& a, const Stroke& b) {
        return a.front().y + 0.7 * a.front().x < b.front().y + 0.7 * b.front().x;
    });
    return strokes;
}

}  // namespace mangping::synthetic
