#include <algorithm>
#include <cmath>
#include <cstring>
#include <opencv2/imgproc.hpp>
#include <unordered_set>

#include "tests/support/synthetic/people.hpp"
#include "tests/support/textlines/band.hpp"
#include "tests/support/textlines/draw.hpp"
#include "tests/support/textlines/phrases.hpp"
#include "tests/support/textlines/wear.hpp"

namespace mangping::textlines {
namespace {

using synthetic::Rng;

// Rows of the final picture that are made on either side and cut off again, so that blur and compression have them.
constexpr double kAround = 3;

Wear draw_wear(Rng& rng) {
    const double u = rng.unit();
    return u < 0.1    ? Wear::clean
           : u < 0.45 ? Wear::scan
           : u < 0.68 ? Wear::photo
           : u < 0.82 ? Wear::fax
           : u < 0.92 ? Wear::seal
                      : Wear::hand;
}

Setting draw_setting(Wear wear, double em_px, Rng& rng) {
    Setting s;
    s.em_px = em_px;
    s.x_stretch = rng.chance(0.3) ? rng.between(0.82, 1.15) : 1;
    s.slant = rng.chance(0.03) ? rng.between(0.1, 0.2) : 0;
    s.spacing = rng.chance(0.7)   ? rng.between(-0.01, 0.06)
                : rng.chance(0.7) ? rng.between(0.06, 0.25)
                                  : rng.between(0.25, 1);
    s.baseline_slope = rng.chance(0.5) ? rng.between(-0.006, 0.006) : 0;
    s.wave = wear == Wear::photo ? rng.between(0, 0.04) : 0;
    s.double_struck = wear != Wear::hand && rng.chance(0.06);
    s.hand = wear == Wear::hand ? rng.between(0.5, 1) : 0;
    return s;
}

class Maker final : public LineMaker {
public:
    Maker(std::u32string charset, const LineOptions& options)
        : charset_(std::move(charset)), known_(charset_.begin(), charset_.end()), o_(options), faces_(options.share) {}

    TextLine make(std::uint64_t seed) override { return make(seed, draw_wear_of(seed)); }
    TextLine make(std::uint64_t seed, Wear wear) override {
        Rng rng = Rng(seed).fork("text");
        if (o_.width > 0 && rng.chance(o_.blot_share)) return made(seed, wear, {});
        if (o_.width > 0 && rng.chance(o_.band_share))
            if (std::optional<TextLine> band = band_line(arc_text(rng), o_.width, o_.height, rng)) return *band;
        const int count = o_.width > 0 ? static_cast<int>(o_.width / o_.em * 1.7) : rng.whole(6, 30);
        std::u32string text = line_text(rng, charset_, count, o_);
        if (o_.width > 0 && rng.chance(o_.short_share)) text.resize(static_cast<std::size_t>(rng.whole(1, 9)));
        return made(seed, wear, text);
    }
    TextLine make(std::uint64_t seed, Wear wear, std::string_view text) override {
        return made(seed, wear, code_points(text));
    }

private:
    /// What stands on a seal's arc.
    std::u32string arc_text(Rng& rng) const {
        std::u32string text = rng.chance(0.5)   ? any_characters(rng, charset_, rng.whole(4, 20))
                              : rng.chance(0.8) ? code_points(synthetic::make_employer(rng).name)
                                                : code_points(synthetic::make_school(rng).name);
        std::erase_if(text, [&](char32_t c) { return c < 0x4E00 || !known_.contains(c); });
        return text;
    }

    static Wear draw_wear_of(std::uint64_t seed) {
        Rng rng = Rng(seed).fork("wear");
        return draw_wear(rng);
    }

    static double draw_source_em(Wear wear, Rng& rng) {
        if (wear == Wear::fax) return rng.between(18, 36);
        return rng.chance(0.06) ? rng.between(11, 15) : rng.chance(0.2) ? rng.between(15, 21) : rng.between(20, 42);
    }

    TextLine made(std::uint64_t seed, Wear wear, std::u32string text) {
        // What has no class must not stand in the picture unsaid.
        std::erase_if(text, [&](char32_t c) { return c != ' ' && !known_.contains(plain_form(c)); });
        Rng rng = Rng(seed).fork("look");
        const double em = o_.em * (1 + 0.17 * o_.spread * rng.between(-1, 1));
        const double scale = em / draw_source_em(wear, rng);  // picture px by source px
        const double height = (o_.height + 2 * kAround) / scale;
        const double middle = height / 2 + o_.spread * 0.07 * em * rng.between(-1, 1) / scale;
        const Face& han = faces_.draw_han(rng, wear == Wear::hand);
        // Half of the Latin comes from the Han font itself.
        const Face& latin = rng.chance(0.5) ? han : faces_.draw_latin(rng);
        const Setting setting = draw_setting(wear, em / scale, rng);
        const double start = rng.between(0.15, o_.width > 0 && rng.chance(0.2) ? 4 : 0.6) * setting.em_px;
        Ink ink = set_line(faces_, han, latin, text, setting, {o_.width / scale, height}, {start, middle}, rng);
        if (o_.spread > 0.5 && rng.chance(0.12)) add_neighbour(ink.cover, han, setting, middle, rng);
        if (wear != Wear::clean) draw_rules(ink.cover, setting.em_px, middle, rng);
        if (text.empty())
            draw_blots(ink.cover, setting.em_px, 3, rng);
        else if (o_.share == Share::training && rng.chance(0.06))
            draw_blots(ink.cover, setting.em_px, 0.5, rng);
        const cv::Mat grey =
            worn(ink.cover, seal_over(ink.cover.size(), setting.em_px, middle, wear, rng), wear, setting.em_px, rng);
        TextLine out = finished(grey, ink, scale);
        out.wear = wear;
        out.face = han.name;
        return out;
    }

    /// What is left of the line above or below when a line was cut out.
    void add_neighbour(cv::Mat& cover, const Face& han, const Setting& setting, double middle, Rng& rng) const {
        const double off = rng.between(1.02, 1.3) * setting.em_px * (rng.chance(0.5) ? 1 : -1);
        const Ink other = set_line(faces_, han, han, any_characters(rng, charset_, rng.whole(5, 40)), setting,
                                   {static_cast<double>(cover.cols), static_cast<double>(cover.rows)},
                                   {rng.between(0, cover.cols), middle + off}, rng);
        cv::max(cover, other.cover, cover);
    }

    cv::Mat seal_over(cv::Size size, double em, double middle, Wear wear, Rng& rng) const {
        if (wear != Wear::seal && !(wear != Wear::clean && rng.chance(0.03))) return {};
        cv::Mat seal(size, CV_8U, cv::Scalar(0));
        for (int n = std::max(1, static_cast<int>(size.width / em / 14)); n > 0; --n) {
            const double radius = em * rng.between(2.2, 5);
            stamp(seal, faces_.draw_han(rng, false), any_characters(rng, charset_, rng.whole(6, 13)),
                  {rng.between(0, size.width), middle + radius * rng.between(-1, 1)}, radius, rng);
        }
        return seal;
    }

    [[nodiscard]] TextLine finished(const cv::Mat& grey, const Ink& ink, double scale) const {
        const int width = o_.width > 0 ? o_.width : std::max(16, static_cast<int>(std::lround(grey.cols * scale)));
        const int height = o_.height + static_cast<int>(2 * kAround);
        cv::Mat sized;
        cv::resize(grey, sized, {width, height}, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
        TextLine out;
        out.grey.width = width;
        out.grey.height = o_.height;
        out.grey.channels = 1;
        out.grey.pixels.resize(static_cast<std::size_t>(width) * o_.height);
        for (int y = 0; y < o_.height; ++y)
            std::memcpy(out.grey.pixels.data() + static_cast<std::size_t>(y) * width,
                        sized.ptr(y + static_cast<int>(kAround)), static_cast<std::size_t>(width));
        const auto x_scale = static_cast<float>(static_cast<double>(width) / grey.cols);
        for (LineGlyph g : ink.glyphs) {
            g.left *= x_scale;
            g.right *= x_scale;
            out.glyphs.push_back(g);
        }
        return out;
    }

    std::u32string charset_;
    std::unordered_set<char32_t> known_;
    LineOptions o_;
    Faces faces_;
};

}  // namespace

std::unique_ptr<LineMaker> open_line_maker(std::u32string charset, const LineOptions& options) {
    return std::make_unique<Maker>(std::move(charset), options);
}

}  // namespace mangping::textlines
