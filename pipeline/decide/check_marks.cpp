// Marks of form: seals, signatures, fingerprints, codes, the photograph, the endorsement of a copy. A mark that a
// detector did not see is for a person to look for; only what a page itself says ("signed: no") is certain.
#include <algorithm>
#include <functional>
#include <set>

#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

enum class Seen { yes, no, unknown, certainly_not };

/// Over the readable pages: one that shows it is enough; absent only where it was looked for.
Seen over_pages(const Held& held, const std::function<bool(const PageOutcome&)>& shows, bool always_looked) {
    const auto pages = readable_pages(held);
    if (pages.empty()) return Seen::unknown;
    bool looked = true;
    for (const PageOutcome* page : pages) {
        if (shows(*page)) return Seen::yes;
        looked = looked && (page->marks.looked || always_looked);
    }
    return looked ? Seen::no : Seen::unknown;
}

/// A pledge's own fields speak of its signature and fingerprint.
Seen by_field(const Held& held, const char* key, Seen otherwise) {
    const auto one = read(held, key);
    if (!one) return otherwise;
    if (one->value == "yes") return one->sure() || otherwise == Seen::yes ? Seen::yes : otherwise;
    if (otherwise == Seen::yes) return Seen::yes;
    return one->sure() ? Seen::certainly_not : Seen::no;
}

/// The search for the applicant's name found it written by hand.
bool signature_masked(const PageOutcome& page) {
    return std::any_of(page.masks.begin(), page.masks.end(),
                       [](const Mask& mask) { return mask.kind == MaskKind::signature; });
}

Seen mark_seen(const Held& held, const std::string& mark) {
    if (mark == "公章")
        return over_pages(
            held, [](const PageOutcome& p) { return p.marks.round_seals > 0; }, false);
    if (mark == "签名")
        return by_field(
            held, "signed",
            over_pages(
                held, [](const PageOutcome& p) { return p.marks.signature || signature_masked(p); }, false));
    if (mark == "手印")
        return by_field(held, "fingerprint",
                        over_pages(
                            held, [](const PageOutcome& p) { return p.marks.fingerprint; }, false));
    if (mark == "二维码")
        return over_pages(
            held,
            [](const PageOutcome& p) {
                return std::any_of(p.codes.begin(), p.codes.end(),
                                   [](const CodeOutcome& one) { return !one.text.empty(); });
            },
            true);
    return over_pages(
        held, [](const PageOutcome& p) { return p.marks.portrait; }, false);
}

std::string mend_zh(const std::string& mark) {
    if (mark == "公章") return "请加盖公章后重新扫描上传。";
    if (mark == "签名") return "请本人签字后重新扫描上传。";
    if (mark == "手印") return "请按手印后重新扫描上传。";
    return "请上传带二维码的原件。";
}

/// Hands are found less surely than seals and codes: on 6 pledges of generated dossiers read from their pictures, 4
/// signatures and 2 fingerprints that were there were not seen. Unless the pack asks for a person, it is only told.
bool tells_only(const Rule& rule, const std::string& mark) {
    const std::string unseen = text_of(rule, "unseen");
    return unseen.empty() ? mark == "签名" || mark == "手印" : unseen == "不拦下";
}

Check mark_unseen(const Rule& rule, const Case& c, const Held& held, const std::string& mark) {
    Check told = advice(rule, place_of(held),
                        where_zh(place_of(held), c) + "的" + material_zh(held) + "上没有找到" + mark +
                            "；找不到不等于没有，收件时请看一眼。",
                        "a mark was not seen", "operator");
    told.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return told;
}

Check mark_lacking(const Rule& rule, const Case& c, const Held& held, const std::string& mark, bool certain) {
    Check check =
        finding(rule, certain ? CheckStatus::fail : CheckStatus::unsure, place_of(held),
                where_zh(place_of(held), c) + "的" + material_zh(held) + (certain ? "没有" : "上没有找到") + mark +
                    "，" + (certain ? mend_zh(mark) : "需要人工查看。"),
                certain ? "a mark is missing" : "a mark was not seen", "mark:" + mark + ":" + held.outcome->ref.file);
    check.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return check;
}

/// Whose original has colour: a seal, a portrait, a coloured ground. Where it is gone, the page is a copy or was
/// scanned in grey.
bool bears_colour(const Held& held) {
    static const std::set<Kind> certificates{Kind::graduation_certificate,    Kind::degree_certificate,
                                             Kind::qualification_certificate, Kind::qualification_document,
                                             Kind::award_certificate,         Kind::patent_certificate};
    return std::any_of(held.provides.begin(), held.provides.end(),
                       [](Kind kind) { return certificates.contains(kind); });
}

/// Whose original may be plain office print: without colour it is a copy or not, and nobody can tell from the picture.
bool may_lack_colour(const Held& held) { return held.provides.contains(Kind::evidence); }

bool without_colour(const std::vector<const PageOutcome*>& pages) {
    return std::all_of(pages.begin(), pages.end(),
                       [](const PageOutcome* p) { return p->marks.looked && !p->marks.colour; });
}

Check not_endorsed(const Rule& rule, const Case& c, const Held& held, const std::string& phrase) {
    const bool told = may_lack_colour(held) || text_of(rule, "unseen") == "不拦下";
    const std::string what = where_zh(place_of(held), c) + "的" + material_zh(held) +
                             (told ? "没有彩色，如果是复印件，应有“" : "像是复印件，没有找到“") + phrase + "”的签署";
    Check check = told ? advice(rule, place_of(held), what + "，收件时请看一眼。",
                                "without colour: a copy would need the endorsement", "operator")
                       : finding(rule, CheckStatus::unsure, place_of(held), what + "，需要人工查看。",
                                 "looks like a copy without the endorsement", "copy:" + held.outcome->ref.file);
    check.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return check;
}

}  // namespace

std::vector<Check> marks_present(const Rule& rule, const Case& c) {
    const auto materials = of_kinds(c, list_of(rule, "kinds"), list_of(rule, "sections"));
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : materials) {
        if (readable_pages(*held).empty()) continue;
        for (const std::string& mark : list_of(rule, "marks")) {
            const Seen seen = mark_seen(*held, mark);
            any = any || seen != Seen::unknown;
            if (seen == Seen::no && tells_only(rule, mark))
                found.push_back(mark_unseen(rule, c, *held, mark));
            else if (seen == Seen::no || seen == Seen::certainly_not)
                found.push_back(mark_lacking(rule, c, *held, mark, seen == Seen::certainly_not));
        }
    }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found), place_of(*materials.front()));
}

std::vector<Check> photo_form(const Rule& rule, const Case& c) {
    // A one-inch photograph is 25 x 35 mm; scanners crop it somewhat freely. Chosen bounds.
    constexpr double narrowest = 0.6, widest = 0.85;
    std::vector<Check> found;
    bool any = false;
    for (const Held* held : of_kinds(c, {"photo"}))
        for (const PageOutcome& page : held->outcome->pages) {
            if (!was_looked_at(page) || page.height <= 0) continue;
            any = true;
            const Subject subject = place_of(*held);
            const double ratio = page.width / page.height;
            const auto add = [&](Check check) {
                check.evidence.push_back({held->outcome->ref.file, page.index, std::nullopt});
                found.push_back(std::move(check));
            };
            if (ratio > 1.05)
                add(finding(rule, CheckStatus::fail, subject, "一寸照应是竖版，这张是横的，请重新上传。",
                            "photograph is wider than high", "photo_form:" + held->outcome->ref.file));
            else if (ratio < narrowest || ratio > widest)
                add(advice(rule, subject, "照片的长宽比不像一寸照（25毫米×35毫米），建议换一张。",
                           "photograph is not of one inch"));
            if (!page.marks.looked) continue;
            if (!page.marks.portrait)
                add(finding(rule, CheckStatus::unsure, subject, "照片上没有找到人像，需要人工查看。",
                            "no portrait was seen", "photo_face:" + held->outcome->ref.file));
            if (flag_of(rule, "colour") && !page.marks.colour)
                add(finding(rule, CheckStatus::fail, subject, "照片应是彩色的，这张是黑白的，请重新上传。",
                            "photograph is not in colour", "photo_colour:" + held->outcome->ref.file));
        }
    if (!any) return nothing_to_read(rule);
    return or_pass(rule, std::move(found));
}

std::vector<Check> copy_endorsed(const Rule& rule, const Case& c) {
    const auto& phrases = list_of(rule, "sentences");
    std::vector<Check> found;
    bool any = false;
    for (const Held& held : c.held) {
        const auto pages = readable_pages(held);
        const bool looked_at = bears_colour(held) || may_lack_colour(held);
        if (held.standing != Standing::usable || !looked_at || pages.empty() || !without_colour(pages)) continue;
        any = true;
        const std::u32string text = fold_sentence(text_of_pages(held));
        const bool endorsed = std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
            return stands_in(fold_sentence(phrase), text);
        });
        if (!endorsed) found.push_back(not_endorsed(rule, c, held, phrases.front()));
    }
    if (!any) return {finding(rule, CheckStatus::not_applicable, {}, "没有发现复印件。", "no copy was seen")};
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
