// Orientation, in an essay.
//
// Pixels alone tell cheaply how far lines are tilted and, less surely, whether they run across or up and down the page.
// Up against down they do not tell for Han text: a reader must look. So the page is asked in the order of price:
//   1. a text layer of enough characters running one way, if the pixels do not contradict it (no reading at all);
//   2. the tilt along both axes from one mask of glyphs; the axis with the sharper profile is the likelier;
//   3. two lines of the likelier axis, read both ways up: of a hundred upright text reads at 97, overturned text at 48;
//   4. where that is not decisive, other strips, and the other axis;
//   5. then the lines as columns of upright glyphs, and a portrait's plain background;
//   6. where that is not decisive either, Tesseract's orientation detection, whose confidence grows with the number of
//      characters and is weighed by it.
// Every answer is evidence for one of four turns; the evidences are added and the distance of the first to the second
// is the confidence. Below a threshold the pose says `unsure` but still names the best guess.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

#include "detectors/orientation/glyphs.hpp"
#include "detectors/orientation/landmarks.hpp"
#include "detectors/orientation/orientation.hpp"
#include "detectors/orientation/skew.hpp"
#include "detectors/orientation/strip.hpp"
#include "detectors/orientation/text_layer.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/adapt/portrait.hpp"

namespace mangping::detectors {
namespace {

// Fewer glyph-like components than this: nothing to see.
constexpr int kFewestGlyphs = 4;

// A strip that reads this well one way and so much worse the other decides at once. Of 914 strips that were shown the
// reader overturned or on their side 2 in 100 scored 80 and more; of 331 upright ones nine in ten of readable pages
// did, and none that had this score and gap the wrong way up was on the page's own axis (accuracy orientation --pages
// 200 --seed 41, every strip read).
constexpr double kDecisiveScore = 80, kDecisiveGap = 20;
constexpr int kStripsPerAxis = 2;
// From here on a strip decides alone: one in 900 of the strips above scored it standing otherwise than upright.
constexpr double kSureAlone = 92;
// Of fewer characters than this nothing is decided: a stroke or two read as a character that is sure (chosen).
constexpr int kLeastCharacters = 6;
// Columns are believed from so many on and by this difference (chosen: a face's strokes read as single characters).
constexpr std::size_t kLeastColumns = 3;
constexpr double kColumnsGap = 40;
// And where they read so much better than the strips (chosen).
constexpr double kColumnsLead = 10;
// So much of a strip's score a code counts for where no text decides; of 48 pages on which one told a turn it was right
// on 46.
constexpr double kCodeWorth = 30;
// Each unit of Tesseract's confidence counts for so much of a strip's score, up to so many: blurred pages it turns
// upside down with a confidence of 4 and more.
constexpr double kOsdWorth = 8, kMostOsd = 4;
// What reads worse than this, with nothing else to say for it, is never sure.
constexpr double kReads = 50;
// A portrait's plain background counts for so much of a strip's score where no text decides (chosen).
constexpr double kPortraitWorth = 60;
// A face and its collar make no more pieces of lines than this, and it fills the picture: a sheet on a table is none
// (chosen).
constexpr std::size_t kFacePieces = 25;
// A tilt of less sharpness than this is that of nothing in particular (chosen).
constexpr double kEdgesOnly = 5;

std::string formatted(const char* format, auto... values) {
    std::array<char, 96> buffer{};
    std::snprintf(buffer.data(), buffer.size(), format, values...);
    return buffer.data();
}

cv::Mat on_its_side(const cv::Mat& mask) {
    cv::Mat turned;
    cv::rotate(mask, turned, cv::ROTATE_90_CLOCKWISE);
    return turned;
}

struct Axis {
    Tilt tilt;
    std::optional<Levelled> levelled;
    std::array<double, 2> score{0, 0};  // mean strip score as it stands, overturned
    std::array<double, 2> last{0, 0};   // of the strip that was read last
    int strips = 0;
    int characters = 0;  // of the strip that was read last
};

class Judge {
public:
    Judge(const SourcePage& page, const OrientationProbes& probes)
        : page_(page), probes_(probes), glyphs_(find_glyphs(*page.raster)) {}

    Pose pose() {
        if (glyphs_.count < kFewestGlyphs) {
            pose_.signals.emplace_back("no-text");
            portrait_ = adapt::turn_of_portrait(*page_.raster);
            return by_all_evidence();
        }
        axes_[0].tilt = rough_tilt(glyphs_.mask);
        axes_[1].tilt = rough_tilt(on_its_side(glyphs_.mask));
        pose_.signals.push_back(formatted("axis=%.2f/%.2f", axes_[0].tilt.sharpness, axes_[1].tilt.sharpness));
        if ((qr_ = turn_of_qr_code(glyphs_.blobs))) pose_.signals.push_back(formatted("qr=%d", *qr_));
        if (const auto layer = turn_of_text_layer(page_)) return by_text_layer(*layer);
        return by_reading();
    }

private:
    Pose by_text_layer(const LayerTurn& layer) {
        pose_.signals.push_back(formatted("text-layer=%d(%.2f)", layer.rotation_cw, layer.share));
        return settled(layer.rotation_cw, 0.99, false);
    }

    Pose by_reading() {
        const int likelier = axes_[0].tilt.sharpness >= axes_[1].tilt.sharpness ? 0 : 1;
        for (int nth = 0; nth < kStripsPerAxis; ++nth) {
            for (const int a : {likelier, 1 - likelier}) {
                read(a, nth);
                if (decisive(a)) return settled(turn(a), 0.99, false);
            }
        }
        if (pieces() <= kFacePieces) portrait_ = adapt::turn_of_portrait(*page_.raster);
        if (portrait_) pose_.signals.push_back(formatted("portrait=%d", *portrait_));
        if (portrait_ && largest_gap() < kDecisiveGap) {
            // A face has no lines; the sheet's edges tell its tilt, or nothing does.
            Pose pose = settled(*portrait_, 0.9, false);
            if (axes_[static_cast<std::size_t>(*portrait_ / 90 % 2)].tilt.sharpness < kEdgesOnly) pose.skew_deg = 0;
            return pose;
        }
        for (const int a : {likelier, 1 - likelier}) {
            if (const std::optional<int> columns = read_columns(a)) return settled(*columns, 0.95, false);
        }
        return by_all_evidence();
    }

    struct Score {
        double mean = 0;
        int characters = 0;
        [[nodiscard]] bool alone() const { return mean >= kSureAlone && characters >= kLeastCharacters; }
    };

    /// Over the characters of some pictures; empty where the reader failed.
    std::optional<Score> score_of(const std::vector<Raster>& pictures) const {
        std::vector<const Raster*> lines;
        for (const Raster& picture : pictures) lines.push_back(&picture);
        const Result<std::vector<LineScore>> scores = probes_.line_scores(lines);
        if (!scores) return std::nullopt;
        double sum = 0;
        int characters = 0;
        for (const LineScore& score : *scores) sum += score.mean * score.characters, characters += score.characters;
        return Score{characters == 0 ? 0 : sum / characters, characters};
    }

    /// Reads a strip both ways up; only one way where that reads as nothing but upright text does.
    void read(int a, int nth) {
        if (!probes_.line_scores) return;
        Axis& axis = axes_[static_cast<std::size_t>(a)];
        if (!axis.levelled) axis.levelled = level(glyphs_, 90 * a, axis.tilt.degrees);
        std::vector<Raster> pictures = strip(*page_.raster, glyphs_, *axis.levelled, nth);
        if (pictures.empty()) return;
        const std::optional<Score> up = score_of(pictures);
        const bool alone = up && up->alone();
        for (Raster& picture : pictures) picture = overturned(picture);
        const std::optional<Score> down = alone ? Score{} : score_of(pictures);
        if (!up || !down) return;
        axis.last = {up->mean, down->mean};
        axis.characters = std::max(up->characters, down->characters);
        axis.score[0] = (axis.score[0] * axis.strips + up->mean) / (axis.strips + 1);
        axis.score[1] = (axis.score[1] * axis.strips + down->mean) / (axis.strips + 1);
        ++axis.strips;
        pose_.signals.push_back(alone ? formatted("strip%d=%.0f/-", 90 * a, up->mean)
                                      : formatted("strip%d=%.0f/%.0f", 90 * a, up->mean, down->mean));
    }

    /// The turn that makes upright columns of what are lines of this axis, if they read as such.
    std::optional<int> read_columns(int a) {
        const Axis& axis = axes_[static_cast<std::size_t>(a)];
        if (!probes_.line_scores || !axis.levelled || axis.levelled->pieces.size() < kLeastColumns) return std::nullopt;
        std::array<double, 2> score{0, 0};
        for (const int way : {0, 1}) {
            const std::vector<Raster> pictures = column_strip(*page_.raster, glyphs_, *axis.levelled, way == 1);
            if (pictures.empty()) return std::nullopt;
            const std::optional<Score> read = score_of(pictures);
            if (!read) return std::nullopt;
            score[static_cast<std::size_t>(way)] = read->mean;
        }
        columns_[static_cast<std::size_t>(90 * a + 270) / 90 % 4] = score[0];
        columns_[static_cast<std::size_t>(90 * a + 90) / 90] = score[1];
        pose_.signals.push_back(formatted("columns%d=%.0f/%.0f", 90 * a, score[0], score[1]));
        if (!tells(score) || std::abs(score[0] - score[1]) < kColumnsGap) return std::nullopt;
        // What is set in columns hardly reads as lines: where it does so nearly as well, it is figures and letters.
        if (std::max(score[0], score[1]) < best_strip() + kColumnsLead) return std::nullopt;
        return (90 * a + (score[1] > score[0] ? 90 : 270)) % 360;
    }

    static bool tells(const std::array<double, 2>& s) {
        return std::max(s[0], s[1]) >= kDecisiveScore && std::abs(s[0] - s[1]) >= kDecisiveGap;
    }

    /// What looks like lines, in the axis that has more of it.
    std::size_t pieces() const {
        std::size_t most = 0;
        for (const Axis& axis : axes_)
            if (axis.levelled) most = std::max(most, axis.levelled->pieces.size());
        return most;
    }

    /// Between the two ways up of an axis on which enough is read: a face's strokes read as single characters.
    double largest_gap() const {
        double largest = 0;
        for (const Axis& axis : axes_)
            if (axis.characters >= kLeastCharacters)
                largest = std::max(largest, std::abs(axis.score[0] - axis.score[1]));
        return largest;
    }

    /// What reads best of the strips, either axis.
    double best_strip() const {
        double best = 0;
        for (const Axis& axis : axes_) best = std::max({best, axis.score[0], axis.score[1]});
        return best;
    }

    bool decisive(int a) const {
        const Axis& axis = axes_[static_cast<std::size_t>(a)];
        if (axis.characters < kLeastCharacters) return false;
        const Axis& other = axes_[static_cast<std::size_t>(1 - a)];
        const double here = std::max({axis.score[0], axis.score[1], axis.last[0], axis.last[1]});
        if (here < kSureAlone && here < std::max(other.score[0], other.score[1]) + kDecisiveGap) return false;
        return tells(axis.score) || (std::max(axis.last[0], axis.last[1]) >= kSureAlone && tells(axis.last) &&
                                     (axis.last[1] > axis.last[0]) == (axis.score[1] > axis.score[0]));
    }

    int turn(int a) const {
        const auto& s = axes_[static_cast<std::size_t>(a)].score;
        return 90 * a + (s[1] > s[0] ? 180 : 0);
    }

    Pose by_all_evidence() {
        std::array<double, 4> evidence{};
        for (int a = 0; a < 2; ++a) {
            evidence[static_cast<std::size_t>(a)] = axes_[static_cast<std::size_t>(a)].score[0];
            evidence[static_cast<std::size_t>(a + 2)] = axes_[static_cast<std::size_t>(a)].score[1];
        }
        for (std::size_t i = 0; i < 4; ++i) evidence[i] = std::max(evidence[i], columns_[i]);
        const std::array<double, 4> read = evidence;
        if (qr_) evidence[static_cast<std::size_t>(*qr_ / 90)] += kCodeWorth;
        if (portrait_) evidence[static_cast<std::size_t>(*portrait_ / 90)] += kPortraitWorth;
        if (probes_.osd && glyphs_.count >= kFewestGlyphs) {
            if (const Result<Osd> osd = probes_.osd(adapt::raster_of(glyphs_.grey))) {
                pose_.signals.push_back(formatted("osd=%d(%.1f)", osd->rotation_cw, osd->confidence));
                evidence[static_cast<std::size_t>(osd->rotation_cw / 90 % 4)] +=
                    kOsdWorth * std::min(kMostOsd, osd->confidence);
            }
        }
        const auto best = static_cast<int>(std::max_element(evidence.begin(), evidence.end()) - evidence.begin());
        double second = 0;
        for (int i = 0; i < 4; ++i)
            if (i != best) second = std::max(second, evidence[static_cast<std::size_t>(i)]);
        const double gap = evidence[static_cast<std::size_t>(best)] - second;
        const bool told = read[static_cast<std::size_t>(best)] >= kReads || portrait_ == 90 * best;
        return settled(90 * best, 1 / (1 + std::exp(-gap / 10)), gap < 30 || !told);
    }

    Pose settled(int rotation_cw, double confidence, bool unsure) {
        const bool side = rotation_cw % 180 != 0;
        std::optional<SheetQuad> sheet = glyphs_.sheet;
        if (sheet && side) sheet = turned_90(*sheet, glyphs_.mask.size());
        const Tilt tilt = exact_tilt(side ? on_its_side(glyphs_.mask) : glyphs_.mask, axes_[side ? 1 : 0].tilt, sheet);
        pose_.rotation_cw = rotation_cw;
        pose_.skew_deg = -tilt.degrees;
        pose_.skew_confidence = tilt.sharpness / (1 + tilt.sharpness);
        pose_.confidence = confidence;
        pose_.unsure = unsure;
        return std::move(pose_);
    }

    const SourcePage& page_;
    const OrientationProbes& probes_;
    Glyphs glyphs_;
    std::array<Axis, 2> axes_;
    std::array<double, 4> columns_{};  // how columns read after each turn
    std::optional<int> portrait_, qr_;
    Pose pose_;
};

}  // namespace

Pose orient(const SourcePage& page, const OrientationProbes& probes) {
    if (!page.raster || page.raster->empty()) return {};
    return Judge(page, probes).pose();
}

}  // namespace mangping::detectors
