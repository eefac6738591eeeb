// A second look at places where a known string may stand.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "models/page.hpp"

namespace mangping::ocr {

/// ln of how likely a string stands at a place against the likeliest reading there, once a way of looking at it. Empty
/// where nothing can be said.
using Look = std::function<std::vector<double>(const std::vector<std::string>& characters,
                                               const std::vector<bool>& mark_before, const Rect& place_upright)>;

/// Looks again at findings that leave doubt, and moves their probability and zone by what was seen. Findings that fall
/// to Zone::leave are taken out.
void look_again(std::vector<Finding>& findings, const Look& look);

/// What was surely found and half read, and is nothing to the networks, becomes a question: a hand beside print, a seal
/// across it, spoil what they see of a line. Such a finding's source ends with this.
inline constexpr std::string_view disputed_source = ":disputed";

/// Takes out disputed findings, and hands that a short name explains, where others sign, and those that what is surely
/// found hides.
void drop_settled_disputes(std::vector<Finding>& findings, const Reading& reading);

}  // namespace mangping::ocr
