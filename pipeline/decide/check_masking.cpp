// The notices' clauses on masking, reported from what the masking step did. The step itself holds a page it is not sure
// of, and the dossier with it (masks.cpp, conclude.cpp). That a person still has to look at such a page is the house's
// own doubt and no doubt about the applicant's part: the clause holds, and the operator is told of the pages.
#include <algorithm>
#include <cmath>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

struct Tally {
    int pages = 0, masked = 0;
    std::vector<Evidence> open;    // a person decides
    std::vector<Evidence> photos;  // photographs that were masked
};

bool shown(const Case& c, const Held& held) {
    return !held.outcome->ref.kind || !c.notice.withheld_kinds.contains(*held.outcome->ref.kind);
}

Tally tally(const Case& c) {
    Tally out;
    for (const Held& held : c.held)
        for (const PageOutcome& page : held.outcome->pages) {
            ++out.pages;
            out.masked += page.masks.empty() ? 0 : 1;
            const Evidence at{held.outcome->ref.file, page.index, std::nullopt};
            if (shown(c, held) && (page.review_needed || page.withheld)) out.open.push_back(at);
            if (held.outcome->ref.kind == Kind::photo && !page.masks.empty()) out.photos.push_back(at);
        }
    return out;
}

/// Quads hug their text: width in characters over the text's own length.
double stretch(const Mask& mask) {
    const auto length = [](const Point& a, const Point& b) { return std::hypot(a.x - b.x, a.y - b.y); };
    const double w = length(mask.quad_displayed.at[0], mask.quad_displayed.at[1]),
                 h = length(mask.quad_displayed.at[1], mask.quad_displayed.at[2]);
    const auto characters = static_cast<double>(fold_sentence(mask.text).size());
    const double longer = std::max(w, h), shorter = std::min(w, h);
    return shorter <= 0 || characters < 1 ? 0 : longer / (shorter * characters);
}

}  // namespace

std::vector<Check> mask_decided(const Rule& rule, const Case& c) {
    const std::string aspect = text_of(rule, "aspect");
    const Tally t = tally(c);
    if (t.pages == 0) return nothing_to_read(rule);
    if (!c.notice.mask_name && !c.notice.mask_employer)
        return {finding(rule, CheckStatus::not_applicable, {}, "操作员选择了不遮盖。", "masking is switched off")};
    if (aspect == "照片不遮") {
        if (t.photos.empty()) return or_pass(rule, {});
        Check check = finding(rule, CheckStatus::unsure, {"basic", std::nullopt, {}}, "照片上有遮盖，需要人工查看。",
                              "the photograph was masked", "photo_masked");
        check.evidence = t.photos;
        return {check};
    }
    if (const auto it = c.dossier.platform.find("mask_checked");
        aspect == "逐页决定" && it != c.dossier.platform.end() && it->second == "false")
        return {finding(rule, CheckStatus::fail, {}, "平台上还有附件没有选择是否需要遮盖，请逐张检查后再提交。",
                        "some pictures are undecided on the platform", "mask_unchecked")};
    const std::string count = "共" + std::to_string(t.pages) + "页，" + std::to_string(t.masked) +
                              "页需要遮盖并已遮盖，其余" + std::to_string(t.pages - t.masked) +
                              "页没有找到要遮盖的内容";
    if (t.open.empty()) return {finding(rule, CheckStatus::pass, {}, count + "。", "every page is decided")};
    Check check =
        advice(rule, {}, count + "；其中" + std::to_string(t.open.size()) + "页拿不准，由人工核对后才给评委看。",
               "some pages are for a person to decide", "operator");
    check.evidence = t.open;
    return {check};
}

std::vector<Check> mask_extent(const Rule& rule, const Case& c) {
    const double most = number_of(rule, "percent", 160) / 100.0;
    std::vector<Evidence> wide;
    bool any = false;
    for (const Held& held : c.held)
        for (const PageOutcome& page : held.outcome->pages)
            for (const Mask& mask : page.masks) {
                const bool print = mask.kind == MaskKind::name || mask.kind == MaskKind::employer;
                if (!print || mask.text.empty()) continue;
                any = true;
                if (stretch(mask) > most) wide.push_back({held.outcome->ref.file, page.index, mask.quad_displayed});
            }
    if (!any) return nothing_to_read(rule);
    if (wide.empty()) return or_pass(rule, {});
    Check check =
        advice(rule, {}, "有" + std::to_string(wide.size()) + "处遮盖比文字宽出较多，可以看一看是否盖住了别的内容。",
               "some masks are wider than their text", "operator");
    check.evidence = std::move(wide);
    return {check};
}

std::vector<Check> mask_spares(const Rule& rule, const Case& c) {
    const auto& words = list_of(rule, "words");
    // Two characters more than the name are somebody else's, or a word; one is a comma or a misread edge.
    constexpr std::size_t somebody_elses = 2;
    std::vector<Evidence> covering;
    bool any = false;
    for (const Held& held : c.held)
        for (const PageOutcome& page : held.outcome->pages)
            for (std::size_t i = 0; i < page.masks.size() && i < page.under_masks.size(); ++i) {
                const std::u32string under = fold_sentence(page.under_masks[i]);
                if (page.masks[i].kind != MaskKind::name || under.empty()) continue;
                any = true;
                const bool word = std::any_of(words.begin(), words.end(), [&](const std::string& one) {
                    return under.find(fold_sentence(one)) != std::u32string::npos;
                });
                const bool more =
                    words.empty() && under.size() >= fold_sentence(page.masks[i].text).size() + somebody_elses;
                if (word || more)
                    covering.push_back({held.outcome->ref.file, page.index, page.masks[i].quad_displayed});
            }
    if (!any) return nothing_to_read(rule);
    if (covering.empty()) return or_pass(rule, {});
    Check check =
        advice(rule, {},
               "有" + std::to_string(covering.size()) + "处遮盖" +
                   (words.empty() ? "盖住了姓名旁边的字" : "盖住了表示角色的字样") + "，请看一看。",
               words.empty() ? "masks cover what stands beside the name" : "masks cover role words", "operator");
    check.evidence = std::move(covering);
    return {check};
}

}  // namespace mangping::decide
