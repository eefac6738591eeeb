// What the pages of a dossier teach about the employer's short forms.
//
// A contract writes the name in full once, （以下简称“众诚咨询”）, and the short form from then on, on other pages too.
// A search page by page finds the short form only where something beside it says what it means. What one page taught is
// therefore searched on all others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/targets.hpp"

namespace mangping::ocr {

/// What is known of one page.
struct PageTaught {
    std::string text;                    // as it was read, lines parted by '\n'
    std::vector<std::string> employers;  // `shown` of the employer's forms that were surely found there, or confirmed
};

/// Forms that stand for the employer on every page of this dossier although `targets` knows them as weak or not at all:
/// short forms that a page defines after the name itself, short forms that follow from it (昆仑绿洲所 of
/// 新疆昆仑绿洲农业科学研究所), and weak forms that were found in context. Never a form made
/// only of places, trades and kinds of organisation, never a role (公司, 我院, 甲方), never shorter than three
/// characters, never a person's. By text; needs_context is false.
[[nodiscard]] std::vector<TargetForm> learned_forms(const Targets& targets, const std::vector<PageTaught>& pages);

/// `targets` with the learned forms in place of the weak ones of the same text, longest first.
[[nodiscard]] Targets with_learned(Targets targets, const std::vector<TargetForm>& learned);

/// Whether a learned form stands in this page's text more often than it was found there, by itself and not as a part of
/// a longer form.
[[nodiscard]] bool stands_unfound(const PageTaught& page, const std::vector<TargetForm>& learned,
                                  const Targets& targets);

}  // namespace mangping::ocr
