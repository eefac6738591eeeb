// Is this the employer's seal? A known string is verified on a ring, which needs far less than reading it.
#pragma once

#include <optional>
#include <vector>

#include "models/page.hpp"
#include "models/targets.hpp"
#include "ocr/engine.hpp"

namespace mangping::ocr {

/// `band_reading`: the glyphs of seal.band as an engine read them, boxes in the band's pixels. The employer's forms are
/// looked for in ring order, from any start, in either direction, with glyphs missing, wrong or foreign in between.
/// The finding (kind employer_seal) has one piece per character of the arc, upright pixels: the arc's band only,
/// missing characters included. Empty: another organisation's seal, or nothing was read; `leave` is never returned.
/// With `whole` only a form of which four fifths were read, and nothing beside it.
[[nodiscard]] std::optional<Finding> match_seal(const Seal& seal, const LineReading& band_reading,
                                                const Targets& targets, bool whole = false);

/// Where the strip was cut open within the employer's name, as the ring's reading has it: the column that the name
/// begins at. Empty where no name was found or it stands in one piece.
[[nodiscard]] std::optional<double> cut_open_within(const Seal& seal, const LineReading& band_reading,
                                                    const Targets& targets);
/// The same seal with its strip cut open at that column. Precondition: seal.band is set.
[[nodiscard]] Seal cut_open_at(const Seal& seal, double column);

/// The band of the seal's text all the way round, in pieces, upright pixels. Precondition: seal.band is set.
[[nodiscard]] std::vector<Quad> whole_ring(const Seal& seal);

}  // namespace mangping::ocr
