#include "workers/recipe/scratch.hpp"

#include "ocr/lines/score.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/spot/name_seal.hpp"
#include "ocr/spot/seal.hpp"
#include "ocr/spot/seal_string.hpp"

namespace mangping::recipe {
namespace {

/// Shorter arcs than this name no organisation.
constexpr std::size_t least_arc_glyphs = 5;
/// Chosen, not measured: below it an arc counts as unread, which can only hold a page.
constexpr float least_arc_confidence = 0.35F;

bool better_placed(const Finding& a, const Finding& b) {
    const bool wa = a.source == "seal:string", wb = b.source == "seal:string";
    if (a.zone != b.zone) return a.zone < b.zone;
    return wa != wb ? wa : a.confidence > b.confidence;
}

Finding unread_seal(const ReadSeal& seal) {
    Finding out{MaskKind::employer_seal, {}, {}, 0, "seal:unread", Zone::ask, {}};
    for (const auto& arc : seal.arcs)
        for (const Quad& piece : ocr::whole_ring(arc.alone)) out.pieces_upright.push_back(piece);
    return out;
}

bool is_read(const ReadSeal::Arc& arc) {
    return std::any_of(arc.readings.begin(), arc.readings.end(), [](const ocr::LineReading& band) {
        return band.glyphs.size() >= least_arc_glyphs && band.confidence >= least_arc_confidence;
    });
}

}  // namespace

std::string second_reader(const std::string& first) {
    if (first == ocr::own_reader) return std::string(ocr::own_witness);
    return first == "chi_sim" ? "HanS" : "chi_sim";
}

std::string outside_reader(const std::string& first) {
    return first == ocr::own_reader ? "chi_sim" : std::string(ocr::own_reader);
}

std::string network_file(const std::string& reader) {
    return reader == ocr::own_reader || reader == ocr::own_witness ? ocr::own_reader_file(reader)
                                                                   : ocr::model_file(reader);
}

Scratch::Scratch() : handles_(std::make_unique<Handles>()) {}
Scratch::~Scratch() = default;

Result<ocr::Engine*> Scratch::Handles::reader(const std::string& model) {
    auto& engine = engines_[model];
    if (!engine) {
        auto opened = ocr::open_network(network_file(model), model);
        if (!opened && opened.fault().code == "reader_model_unknown") {
            // A model of another make than Debian's: Tesseract itself reads it, slower and with fewer alternatives.
            ocr::TesseractOptions options;
            options.with_alternatives = true;  // known strings are searched in all that the network saw
            opened = ocr::open_tesseract(model, options);
        }
        if (!opened) return opened.fault();
        engine = std::move(*opened);
    }
    return engine.get();
}

Result<ocr::OrientationProbe*> Scratch::Handles::probe() {
    if (!probe_) {
        auto opened = ocr::open_orientation_probe();
        if (!opened) return opened.fault();
        probe_ = std::move(*opened);
    }
    return probe_.get();
}

Result<detectors::Osd> Scratch::Handles::osd(const Raster& grey) {
    auto eye = probe();
    if (!eye) return eye.fault();
    auto seen = (*eye)->osd(grey);
    if (!seen) return seen.fault();
    return detectors::Osd{seen->rotation_cw, seen->confidence};
}

Result<std::vector<detectors::LineScore>> Scratch::Handles::line_scores(std::span<const Raster* const> lines) {
    auto engine = reader("chi_sim");
    if (!engine) return engine.fault();
    auto scores = ocr::read_scores(**engine, lines);
    if (!scores) return scores.fault();
    std::vector<detectors::LineScore> out;
    for (const ocr::ReadScore& s : *scores) out.push_back({s.mean, s.characters});
    return out;
}

std::vector<ReadSeal> Scratch::Handles::read_seals(const std::vector<Seal>& seals) {
    std::vector<ReadSeal> out;
    for (const Seal& seal : seals) {
        if (seal.square || !seal.band) continue;
        ReadSeal& one = out.emplace_back();
        for (Seal& arc : one_by_band(seal)) {
            std::vector<ocr::LineReading> readings = band_readings(*arc.band);
            one.arcs.push_back({std::move(arc), std::move(readings)});
        }
    }
    return out;
}

std::vector<ocr::LineReading> Scratch::Handles::band_readings(const Raster& band) {
    std::vector<ocr::LineReading> out;
    for (const std::string_view own : {ocr::own_reader, ocr::own_witness}) {
        auto engine = reader(std::string(own));
        auto read = engine ? (*engine)->read_line(band) : Result<ocr::LineReading>(engine.fault());
        if (read) out.push_back(std::move(*read));
    }
    return out;
}

std::vector<Finding> Scratch::Handles::name_seals(const std::vector<Seal>& seals, const Targets& targets) {
    std::vector<Finding> out;
    for (const Seal& seal : seals) {
        std::vector<ocr::LineReading> rows;
        for (const RasterPtr& row : seal.rows)
            for (ocr::LineReading& reading : band_readings(*row)) rows.push_back(std::move(reading));
        if (auto found = ocr::match_name_seal(seal, rows, targets)) out.push_back(std::move(*found));
    }
    return out;
}

void Scratch::Handles::mend_cuts(std::vector<ReadSeal>& seals, const Targets& targets) {
    for (ReadSeal& seal : seals)
        for (auto& [arc, readings] : seal.arcs)
            for (const ocr::LineReading& band : readings)
                if (const auto column = ocr::cut_open_within(arc, band, targets)) {
                    arc = ocr::cut_open_at(arc, *column);
                    readings = band_readings(*arc.band);
                    break;
                }
}

std::vector<Finding> seal_findings(const std::vector<ReadSeal>& seals, const Targets& targets,
                                   std::vector<Finding>& unread) {
    std::vector<Finding> out;
    for (const ReadSeal& seal : seals) {
        bool read = false, of_another = true;
        std::optional<Finding> whose;
        const ReadSeal::Arc* telling = nullptr;
        for (const ReadSeal::Arc& one : seal.arcs) {  // one of a bilingual seal's arcs tells whose it is
            const auto& [arc, readings] = one;
            ocr::SealVerdict verdict = ocr::place_on_seal(arc, readings, targets);
            of_another &= verdict.of_another;
            std::vector<std::optional<Finding>> seen{std::move(verdict.finding)};
            for (const ocr::LineReading& band : readings) {
                // Words of trade that two organisations share are no doubt where the names as a whole differ; a former
                // name that is much shorter stands there as a whole, and nothing else does.
                seen.push_back(ocr::match_seal(arc, band, targets, verdict.of_another));
            }
            read |= is_read(one);
            // Where the name explains the band as a whole it also says where each character stands.
            for (std::optional<Finding>& found : seen)
                if (found && (!whose || better_placed(*found, *whose))) {
                    whose = std::move(found);
                    telling = &one;
                }
        }
        read |= whose.has_value() || of_another;
        if (whose) {
            for (const ReadSeal::Arc& one : seal.arcs)
                if (&one != telling && whose->zone == Zone::mask && !is_read(one))
                    out.push_back({MaskKind::employer_seal,
                                   {},
                                   ocr::whole_ring(one.alone),
                                   whose->confidence,
                                   "seal:other-script",
                                   Zone::mask});
            out.push_back(std::move(*whose));
        }
        // An arc of which too little is read is nobody's yet: neither the employer's nor surely an issuer's.
        if (!read) unread.push_back(unread_seal(seal));
    }
    return out;
}

}  // namespace mangping::recipe
