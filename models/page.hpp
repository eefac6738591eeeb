// A page on its way through the pipeline. Each step has a type of its own, so that a step that was skipped does not
// compile: SourcePage -> (Pose, Clarity) -> UprightPage -> Reading -> Finding -> MaskedPage.
//
// Frames: "displayed" as in the spec (image after EXIF, in pixels; PDF crop box after /Rotate, in points); "raster":
// pixels of SourcePage::raster; "upright": pixels of UprightPage::raster; "masked": the spec's masked page (pixels of
// the masked image, or points of the masked PDF page).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/geometry.hpp"
#include "models/raster.hpp"

namespace mangping {

enum class Format { jpeg, pdf };

/// A word of a PDF's own text layer, or a single character of a script without spaces. A hint, never the truth.
struct TextRun {
    std::string text;     // UTF-8
    Quad quad_displayed;  // clockwise from the top left of the text as it reads
};

/// What ingest makes of one page of an attachment.
struct SourcePage {
    int index = 0;
    Format format = Format::jpeg;
    double width = 0, height = 0;     // displayed page: px (jpeg) or pt (pdf)
    RasterPtr raster;                 // the displayed page as pixels, 1 or 3 channels
    Transform raster_from_displayed;  // identity for jpeg, a scaling for pdf
    int exif_orientation = 1;         // 1..8; already applied to `raster`
    int pdf_rotate = 0;               // /Rotate, 0/90/180/270; already applied to `raster`
    std::vector<TextRun> text_layer;
    int jpeg_quality = 0;               // estimated from the luminance table, 1..100; 0 where there is no jpeg
    int mcu_width = 8, mcu_height = 8;  // of the jpeg's minimum coded unit, pixels; 8x8 where there is no jpeg
};

/// How the page must be turned. `rotation_cw` first, then the small turn `skew_deg`, both clockwise.
struct Pose {
    int rotation_cw = 0;    // 0, 90, 180, 270
    double skew_deg = 0;    // (-15, 15)
    double confidence = 0;  // that rotation_cw is right, 0..1
    bool unsure = true;     // the signals did not agree, or there was too little to see
    double skew_confidence = 0;
    std::vector<std::string> signals;  // "osd=0(12.3)", "strip=0(88/14/21/37)", … for the report and the bench
};

enum class ClarityVerdict { clear, marginal, illegible, blank };
enum class ClarityReason {
    blur,
    low_resolution,
    low_contrast,
    glare,
    shadow,
    noise,
    compression,
    cropped,
    occluded,
    blank,
    moire,
};
[[nodiscard]] std::string_view key(ClarityVerdict v);
[[nodiscard]] std::string_view key(ClarityReason r);

/// One place of the page that is hard to read, and why.
struct ClarityFinding {
    ClarityReason reason = ClarityReason::blur;
    Quad quad_displayed;
    double severity = 0;  // 0..1, 1 is hopeless
};

struct Clarity {
    ClarityVerdict verdict = ClarityVerdict::illegible;
    double score = 0;                      // 0..1, 1 is perfect; monotone in the expected reading error
    std::vector<ClarityReason> reasons;    // distinct, worst first
    std::vector<ClarityFinding> findings;  // worst first
    double text_height_px = 0;             // median em height of the text, pixels of the raster; 0: no text found
    bool certain = true;                   // else people might disagree whether it is illegible: a person must look
};

/// The page turned upright and levelled, at the resolution of the source.
struct UprightPage {
    RasterPtr raster;
    Transform upright_from_displayed;
    double px_per_unit = 1;  // upright pixels per displayed unit (1 for jpeg, dpi/72 for pdf)
    Format format = Format::jpeg;
    double text_height_px = 0;  // em, as Clarity measured it
    int jpeg_quality = 0;
    std::vector<TextRun> text_layer_upright;  // TextRun::quad_displayed holds UPRIGHT coordinates here
};

/// One reading of one glyph by one engine.
struct Alternative {
    std::string text;  // one character (UTF-8)
    float probability = 0;
};

struct Glyph {
    std::vector<Alternative> alternatives;  // best first; never empty
    Rect box_upright;                       // fitted to ink
    [[nodiscard]] const std::string& text() const { return alternatives.front().text; }
};

struct Line {
    std::vector<Glyph> glyphs;  // reading order; no glyph for spaces
    Rect box_upright;
    bool vertical = false;
    float confidence = 0;  // 0..1
    /// Same line read by another engine, scale or channel; same frame, own boxes.
    std::vector<std::vector<Glyph>> other_readings;
    [[nodiscard]] std::string text() const;
};

struct Reading {
    std::vector<Line> lines;  // reading order
    float confidence = 0;     // mean over characters, 0..1; 0 when there is no text
    /// Regions with text-like ink that no engine could read: whatever stands there is not known.
    std::vector<Rect> unread_upright;
    [[nodiscard]] std::string text() const;  // lines joined by '\n'
};

/// A code that was seen, decoded or not.
struct Code {
    std::string format;  // "QRCode", "Code128", … as ZXing names it; "" when only located
    std::string text;    // "" when it could not be decoded
    Quad quad_upright;
};

/// One arc of a ring's text, unrolled as Seal::band is.
struct SealBand {
    RasterPtr picture;
    double inner = 0, outer = 0;  // radii as shares of the outer ring
    double start_deg = 0;
};

/// A seal that was seen.
struct Seal {
    Point centre_upright;
    double radius_x = 0, radius_y = 0;  // outer ring, upright px
    bool square = false;                // a name seal (姓名章)
    std::array<std::uint8_t, 3> colour{};
    /// The ring unrolled: grey, ink dark on light, text upright, from the band's start clockwise; empty when square.
    RasterPtr band;
    Transform upright_from_band_polar;      // unused for square seals; see detectors/seal
    double band_inner = 0, band_outer = 0;  // radii of the text band as shares of the outer ring
    double band_start_deg = 0;              // angle of the band's left edge, clockwise from 3 o'clock
    std::vector<SealBand> other_bands;      // further arcs, outside of it (a bilingual seal's Uyghur name)
    std::vector<RasterPtr> rows;            // of a square one: its characters in a row, once for each order; grey
};

/// The page's quad of a box in the band picture: its columns run through 360 degrees clockwise from band_start_deg, its
/// rows from band_outer in to band_inner; a share s of the radius lies (1 - s) * min(radius_x, radius_y) inside the
/// outer edge on both axes, so that an oval's band keeps its height. The outer chord is pushed out so that the quad
/// holds the arc; a mask wants the box grown by a tenth of the band's height. Precondition: seal.band is set.
[[nodiscard]] Quad piece_of_band(const Seal& seal, const Rect& box_band);
/// One seal an arc: the same seal with each of its bands as the only one, innermost first. A square seal gives itself.
[[nodiscard]] std::vector<Seal> one_by_band(const Seal& seal);

enum class MaskKind { name, employer, name_latin, employer_latin, name_uyghur, employer_seal, signature, code, manual };
[[nodiscard]] std::string_view key(MaskKind k);

/// Mask it, ask a person, or leave it.
enum class Zone { mask, ask, leave };

/// Of a string that is broken over lines, what stands on one of them.
struct LineShare {
    std::size_t characters = 0;  // of the string, its dots and spaces not counted
    Rect place_upright;
};

/// Something that names the applicant, or may.
struct Finding {
    MaskKind kind = MaskKind::name;
    std::string text;                  // what is hidden there (the declared form that matched)
    std::vector<Quad> pieces_upright;  // one quad per glyph or run of glyphs; each is masked
    double confidence = 0;             // 0..1, calibrated
    std::string source;  // evidence: "reading:exact", "reading:1-confusable", "text-layer", "code:id-number"
    Zone zone = Zone::ask;
    std::vector<LineShare> lines{};  // top to bottom as the string goes; empty where it is not known to be broken
};

/// One mask as it was drawn.
struct Mask {
    MaskKind kind = MaskKind::name;
    Quad quad_displayed;
    std::string text;
    double confidence = 0;
    std::string source;
};

}  // namespace mangping
