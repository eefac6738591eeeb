// What happens to a page between the printer and the upload: it is scanned, photographed, faxed, turned, cropped and
// compressed. Every quad of the truth goes through the same warp as the pixels, and the truth's clarity is derived
// from the physics at every text line, never from the degraded pixels: a detector is judged against what was done.
//
// Order of effects: paper (tint, bleed-through, folds, stains) in page space; geometry (curl, perspective, skew, scale)
// by one resampling; optics of the device in frame space; the uploader's quarter turns and crop; JPEG.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "tests/support/synthetic/degrade_jpeg.hpp"
#include "tests/support/synthetic/page.hpp"

namespace mangping::synthetic {

enum class ScanClass { digital, scan, photo, fax };
enum class Difficulty { easy, mixed, hard };

/// Where the page lies in the frame. A neutral value leaves the page as it is.
struct Placement {
    int quarter_turns_cw = 0;       // how the uploader turned the picture
    double skew_deg = 0;            // clockwise, within ±15
    double target_width = 0;        // px of the (unturned) frame; 0 keeps the clean page's width
    double perspective = 0;         // 0 … 0.25: how much shorter the far edge is
    double perspective_dir = 0;     // degrees; 0: the top edge is far, 90: the right one
    double curl = 0;                // 0 … 0.06: height of the page's bulge as a share of its width
    double fill = 1;                // photos: share of the frame's width that the page takes (0.6 … 1)
    double frame_aspect = 0;        // photos: frame height / width; 0 takes the page's own
    double crop[4] = {0, 0, 0, 0};  // left, top, right, bottom share of the frame that was cut off
};

/// Marks on the paper itself, page space.
struct Paper {
    double ink = 1;            // 1 full … 0.06 faint print (an empty cartridge, carbon copies)
    double tint = 0;           // 0 white … 1 old yellow paper
    double texture = 0;        // sd of fibre texture, grey levels
    double bleed_through = 0;  // darkness of the reverse side, grey levels
    int folds = 0;
    int stains = 0;
    int staples = 0;
    int punch_holes = 0;
    bool pen_scribble = false;  // in the margin
};

/// The device. Lengths that are shares of em are of the page's median em.
struct Optics {
    double blur_em = 0;    // sigma of defocus as a share of em
    double blur_px = 0;    // the device's own softness, sigma in px of the frame
    double motion_em = 0;  // length of motion blur as a share of em
    double motion_dir_deg = 0;
    double contrast = 1;    // 1 keeps; 0.2 is faint
    double black_lift = 0;  // grey level that black is lifted to
    double gamma = 1;
    double noise_sd = 0;  // grey levels
    double chroma_noise_sd = 0;
    int dust = 0;               // specks
    int streaks = 0;            // lines along the scanning direction
    double edge_shadow = 0;     // 0 … 1: dark border where the lid was open
    double light_gradient = 0;  // 0 … 0.6: loss of light at the dark side
    double light_dir_deg = 0;
    double vignette = 0;                                       // 0 … 0.5: loss at the corners
    double shadow = 0;                                         // 0 … 0.7: depth of a hand's or telephone's shadow
    double glare = 0;                                          // 0 … 1: strength of a reflection
    double glare_x = 0.5, glare_y = 0.4, glare_radius = 0.12;  // shares of the frame's width
    double colour_cast[3] = {1, 1, 1};
    double moire = 0;          // grey levels
    bool desk = false;         // page lies on a table
    bool scanner_bed = false;  // page lies on a scanner's lid: a paler or darker border
    bool grey = false;
    bool bilevel = false;    // 1 bit, as a fax
    double salt_pepper = 0;  // share of pixels
    double toner_loss = 0;   // 0 … 1: broken strokes of a photocopy of a photocopy
    double sharpen = 0;      // unsharp mask of the device, 0 … 1
};

struct Degradation {
    ScanClass scan = ScanClass::digital;
    Placement placement;
    Paper paper;
    Optics optics;
    JpegOptions jpeg;  // quality 0: no compression
};

/// The page after d. Quads, skew, rotation, text_px, clarity and reasons are those of the degraded page; the image
/// holds the compression's loss if d.jpeg.quality > 0. Same arguments, same bytes.
[[nodiscard]] SyntheticPage degrade(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed);

struct DegradedFile {
    SyntheticPage page;              // exactly what a viewer shows of `jpeg`
    std::vector<std::uint8_t> jpeg;  // quality 90 if d.jpeg.quality is 0
};
[[nodiscard]] DegradedFile degrade_to_file(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed);

/// The truth of degrade(clean, d, seed) without making the picture: a few milliseconds.
[[nodiscard]] PageTruth truth_of(const SyntheticPage& clean, const Degradation& d, std::uint64_t seed);

/// A draw of the class. easy: always clear, upright or turned, small skew. mixed: what a platform gets on one day, a
/// few of them marginal. hard: everything that goes wrong, about a third of it not legible. Values that people would
/// disagree about (between marginal and illegible) are avoided.
[[nodiscard]] Degradation preset(ScanClass scan, Difficulty difficulty, std::uint64_t seed);
/// The first of the draws seed, seed + 1000003, … whose verdict on this page people would agree about: no severity from
/// 0.9 to 1.12 or from 1.8 to 2.15 (the last of 24 draws if none is). easy: always clear.
[[nodiscard]] Degradation decided_preset(const SyntheticPage& clean, ScanClass scan, Difficulty difficulty,
                                         std::uint64_t seed);
[[nodiscard]] std::string_view key(ScanClass scan);  // digital scan photo fax

}  // namespace mangping::synthetic
