#include "detectors/clarity/measures.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace mangping::detectors {
namespace {

// Hindrances count up to here: what is hopeless is no more hopeless at twice as much.
constexpr double kMost = 6;

double logarithm(double value) { return std::log(std::max(value, 0.1)); }

class Of {
public:
    explicit Of(const std::vector<Judged>& pieces) : pieces_(pieces) {}
    [[nodiscard]] double operator()(double share, const std::function<double(const Judged&)>& value) const {
        std::vector<double> values;
        for (const Judged& j : pieces_) values.push_back(value(j));
        return quantile_of(std::move(values), share);
    }

private:
    const std::vector<Judged>& pieces_;
};

double missing_by(const Evidence& e, ClarityReason reason) {
    double worst = 0;
    for (const Missing& m : e.missing)
        if (m.reason == reason) worst = std::max(worst, m.hindrance);
    return std::min(kMost, worst);
}

double noise_share(const Judged& j) {
    const double levels = std::max(1.0, j.measure.paper - j.measure.ink);
    return std::min(2.0, j.measure.noise_sd / std::max(0.6, j.measure.em_px / 18) / levels);
}

void add_text(const Evidence& e, std::vector<Measure>& out) {
    double ems = 0, sure = 0;
    for (const Judged& j : e.pieces) {
        ems += ems_of(j.piece);
        if (j.piece.sure) sure += ems_of(j.piece);
    }
    const double side = std::min(e.width, e.height);
    out.push_back({"log_ems", logarithm(ems)});
    out.push_back({"sure_share", ems > 0 ? sure / ems : 0});
    out.push_back({"log_left_out_sure", logarithm(e.left_out.sure_ems)});
    out.push_back({"log_left_out_unsure", logarithm(e.left_out.unsure_ems)});
    out.push_back({"left_out_contrast", e.left_out.contrast});
    out.push_back({"picture_share", e.text.picture_share});
    out.push_back({"empty", e.empty ? 1.0 : 0.0});
    out.push_back({"log_side", logarithm(side)});
    out.push_back({"em_of_side", 1000 * e.text.em_px / side});
}

void add_pieces(const Evidence& e, std::vector<Measure>& out) {
    const Of of(e.pieces);
    const auto em = [](const Judged& j) { return logarithm(j.piece.em_px); };
    out.push_back({"em_p10", of(0.1, em)});
    out.push_back({"em_p25", of(0.25, em)});
    out.push_back({"em_p50", of(0.5, em)});
    const auto blur = [](const Judged& j) { return std::min(0.5, j.measure.blur_em); };
    out.push_back({"blur_p50", of(0.5, blur)});
    out.push_back({"blur_p90", of(0.9, blur)});
    const auto own = [](const Judged& j) { return std::min(0.5, j.own_blur_em); };
    out.push_back({"own_blur_p25", of(0.25, own)});
    out.push_back({"own_blur_p50", of(0.5, own)});
    out.push_back({"own_blur_p80", of(0.8, own)});
    out.push_back({"blur_of_side", 1000 * of(0.5, [](const Judged& j) { return j.measure.blur_em * j.piece.em_px; }) /
                                       std::min(e.width, e.height)});
    out.push_back({"isotropy", of(0.5, [](const Judged& j) { return j.measure.isotropy; })});
    const auto contrast = [](const Judged& j) { return j.measure.contrast() * std::min(1.0, j.measure.paper / 120); };
    out.push_back({"contrast_p10", of(0.1, contrast)});
    out.push_back({"contrast_p25", of(0.25, contrast)});
    out.push_back({"contrast_p50", of(0.5, contrast)});
    const auto plain = [](const Judged& j) { return j.measure.plain_contrast(); };
    out.push_back({"plain_contrast_p50", of(0.5, plain)});
    out.push_back({"noise_p50", of(0.5, noise_share)});
    out.push_back({"noise_p90", of(0.9, noise_share)});
    const auto paper = [](const Judged& j) { return j.measure.paper; };
    const double bright = of(0.9, paper);
    out.push_back({"paper_p10", of(0.1, paper)});
    out.push_back({"paper_p50", of(0.5, paper)});
    out.push_back({"paper_spread", bright > 0 ? of(0.05, paper) / bright : 1});
    out.push_back({"parts", of(0.5, [](const Judged& j) { return j.piece.parts; })});
    out.push_back({"compression", of(0.9, [](const Judged& j) { return std::min(kMost, j.hindrance.compression); })});
    const auto together = [](const Judged& j) { return std::min(kMost, j.hindrance.together); };
    for (const auto& [name, share] :
         {std::pair{"together_p50", 0.5}, {"together_p75", 0.75}, {"together_p90", 0.9}, {"together_p97", 0.97}})
        out.push_back({name, of(share, together)});
}

}  // namespace

std::vector<Measure> measures_of(const Evidence& e) {
    std::vector<Measure> out;
    double worst = std::max({e.worst_line, e.veil.moire, e.veil.specks});
    for (const Missing& m : e.missing) worst = std::max(worst, m.hindrance);
    out.push_back({"worst", std::min(kMost, worst)});
    out.push_back({"worst_line", std::min(kMost, e.worst_line)});
    out.push_back({"moire", std::min(kMost, e.veil.moire)});
    out.push_back({"specks", std::min(kMost, e.veil.specks)});
    out.push_back({"cropped", missing_by(e, ClarityReason::cropped)});
    out.push_back({"glare", missing_by(e, ClarityReason::glare)});
    out.push_back({"shadow", missing_by(e, ClarityReason::shadow)});
    add_text(e, out);
    add_pieces(e, out);
    out.push_back({"noise_sd", e.text.noise_sd});
    out.push_back({"quality", e.jpeg_quality > 0 ? e.jpeg_quality : 100.0});
    const auto [least, most] = std::minmax_element(e.detail.middle.begin(), e.detail.middle.end());
    const auto [least_fine, most_fine] = std::minmax_element(e.detail.fine.begin(), e.detail.fine.end());
    out.push_back({"detail_least", *least});
    out.push_back({"detail_most", *most});
    out.push_back({"detail_apart", *most - *least});
    out.push_back({"fine_least", *least_fine});
    out.push_back({"fine_most", *most_fine});
    out.push_back({"white", e.detail.noise});
    out.push_back({"windows", static_cast<double>(e.detail.windows)});
    out.push_back({"gaps", e.strokes.gaps});
    out.push_back({"ink", e.strokes.ink});
    out.push_back({"run", e.strokes.run});
    return out;
}

}  // namespace mangping::detectors
