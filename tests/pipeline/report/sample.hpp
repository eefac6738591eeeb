// A dossier's outcome with something of everything in it, for an invented person.
#pragma once

#include <string>
#include <vector>

#include "models/masked_page.hpp"
#include "models/outcome.hpp"
#include "pipeline/report/report.hpp"

namespace mangping::report {

/// Verdict return: an illegible page, a turned one, a missing file, a wrong number, advice, a doubt.
[[nodiscard]] DossierOutcome sample_outcome();
/// A page of text with one bar, `grey` or in colour; pdf pages measure in points.
[[nodiscard]] MaskedPage sample_page(Format format, int width, int height, bool grey = false);
[[nodiscard]] std::vector<Thumbnail> sample_thumbnails(const DossierOutcome& outcome);

/// Writes `bytes` where MANGPING_LOOK says, so that a person can look at what a test has made; nothing when it is
/// unset.
void keep(const std::string& name, const std::string& bytes);
void keep(const std::string& name, const Bytes& bytes);

}  // namespace mangping::report
