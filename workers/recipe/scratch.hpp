// The readers of one thread, made when first asked for.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "detectors/orientation/orientation.hpp"
#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {

/// A round seal, its arcs innermost first, each as every network read it.
struct ReadSeal {
    struct Arc {
        Seal alone;  // the seal with this arc as its only one
        std::vector<ocr::LineReading> readings;
    };
    std::vector<Arc> arcs;
};

/// The employer's seals among these, as findings of their arcs; `unread` gets the rings of those whose arc could not be
/// read, one finding a seal, for a person.
[[nodiscard]] std::vector<Finding> seal_findings(const std::vector<ReadSeal>& seals, const Targets& targets,
                                                 std::vector<Finding>& unread);

/// The network that doubtful lines are shown to after `first`: of other weights.
[[nodiscard]] std::string second_reader(const std::string& first);

/// The network that what was read with `first` is confirmed by: it learnt from other lines than `first` and the second.
[[nodiscard]] std::string outside_reader(const std::string& first);

/// Where a network's file is: our own, or one of Tesseract's. Empty or of no file where there is none.
[[nodiscard]] std::string network_file(const std::string& reader);

struct Scratch::Handles {
    [[nodiscard]] Result<ocr::Engine*> reader(const std::string& model);
    [[nodiscard]] Result<detectors::Osd> osd(const Raster& grey);
    [[nodiscard]] Result<std::vector<detectors::LineScore>> line_scores(std::span<const Raster* const> lines);
    /// The arcs of the round ones among these as the networks read them; a bilingual seal has two.
    [[nodiscard]] std::vector<ReadSeal> read_seals(const std::vector<Seal>& seals);
    /// The square ones among these that bear the applicant's name.
    [[nodiscard]] std::vector<Finding> name_seals(const std::vector<Seal>& seals, const Targets& targets);
    /// Reads arcs anew that were cut open within the employer's name.
    void mend_cuts(std::vector<ReadSeal>& seals, const Targets& targets);

private:
    [[nodiscard]] std::vector<ocr::LineReading> band_readings(const Raster& band);
    [[nodiscard]] Result<ocr::OrientationProbe*> probe();
    std::unique_ptr<ocr::OrientationProbe> probe_;
    std::map<std::string, std::unique_ptr<ocr::Engine>> engines_;
};

}  // namespace mangping::recipe
