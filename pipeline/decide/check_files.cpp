// Checks on the uploaded files as files: there, openable, of the accepted format, what they are said to be.
#include <algorithm>
#include <array>
#include <bit>
#include <map>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

bool listed_in(const std::vector<std::string>& list, std::string_view word) {
    return list.empty() || std::find(list.begin(), list.end(), word) != list.end();
}

std::string said_zh(const Held& held) { return material_zh(held); }

/// A finding about one file that must be uploaded again.
Check about(const Rule& rule, const Case& c, const Held& held, CheckStatus status, const std::string& wrong,
            const std::string& mend, const std::string& en) {
    Check check =
        finding(rule, status, place_of(held), where_zh(place_of(held), c) + "的" + said_zh(held) + wrong + mend,
                en + " (" + where_en(place_of(held)) + ")", cause_of_file(*held.outcome));
    check.declared = held.outcome->ref.kind_key;
    check.evidence.push_back({held.outcome->ref.file, std::nullopt, std::nullopt});
    return check;
}

/// Kinds whose own words stand on every one of them.
bool says_what_it_is(Kind kind) {
    constexpr std::array kinds{Kind::id_card_front,
                               Kind::id_card_back,
                               Kind::graduation_certificate,
                               Kind::degree_certificate,
                               Kind::chsi_report,
                               Kind::qualification_certificate,
                               Kind::annual_assessment_form,
                               Kind::public_course_certificate,
                               Kind::professional_course_certificate,
                               Kind::social_insurance_statement,
                               Kind::patent_certificate,
                               Kind::unit_publicity,
                               Kind::unit_publicity_result,
                               Kind::supervisor_opinion,
                               Kind::commitment_letter};
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// A text that a person can read, and nothing on it is of the kind that it was said to be: neither title nor phrase nor
/// a value.
bool speaks_of_something_else(const Held& held) {
    constexpr std::size_t enough_text = 180;  // bytes; chosen: sixty characters, a card has as many
    constexpr double hardly_read = 0.6;
    const auto kind = held.outcome->ref.kind;
    if (!kind || !says_what_it_is(*kind) || held.outcome->pages.empty()) return false;
    return std::all_of(held.outcome->pages.begin(), held.outcome->pages.end(), [&](const PageOutcome& page) {
        const bool any_field = std::any_of(page.fields.begin(), page.fields.end(), [&](const auto& field) {
            // Of ink and of its absence every page says something, and most name an organisation at their foot.
            return field.first != "signed" && field.first != "fingerprint" && field.first != "issuer" &&
                   field.second.confidence >= hardly_read;
        });
        return page.clarity.verdict == ClarityVerdict::clear && page.detected_kind.empty() && !any_field &&
               page.text.size() >= enough_text;
    });
}

std::optional<Check> unusable(const Rule& rule, const Case& c, const Held& held) {
    const auto& faults = list_of(rule, "faults");
    const std::string code = held.outcome->error;
    switch (held.standing) {
        case Standing::missing:
            if (!listed_in(faults, "缺失")) return std::nullopt;
            return about(rule, c, held, CheckStatus::fail, "找不到文件，视为未上传。", "请重新上传这份文件。",
                         "file is missing");
        case Standing::unopenable: {
            if (!listed_in(faults, "打不开")) return std::nullopt;
            Check check = about(rule, c, held, CheckStatus::fail, "打不开，视为未上传。",
                                "请重新扫描，存成完整的文件后上传。", "file cannot be opened");
            check.found = code;
            return check;
        }
        case Standing::blank:
            if (!listed_in(faults, "空白")) return std::nullopt;
            return about(rule, c, held, CheckStatus::fail, "是空白页。", "请确认扫描的是有内容的一面，重新上传。",
                         "page is blank");
        case Standing::wrong_kind: {
            if (!listed_in(faults, "传错")) return std::nullopt;
            const auto kind = kind_from(held.outcome->detected_kind);
            const bool named = kind && *kind != Kind::other;
            const std::string seen = named ? "《" + std::string(label_zh(*kind)) + "》" : "与此无关的材料";
            Check check = about(rule, c, held, CheckStatus::fail, "看起来是" + seen + "，传错了材料。",
                                "请上传正确的材料。", "file looks like another kind of document");
            check.found = held.outcome->detected_kind;
            return check;
        }
        case Standing::unknown:
            if (!listed_in(faults, "打不开")) return std::nullopt;
            return about(rule, c, held, CheckStatus::unsure, "没能在时限内检查完，需要人工查看。", "",
                         "could not be looked at");
        case Standing::usable:
            if (listed_in(faults, "传错") && speaks_of_something_else(held))
                return about(rule, c, held, CheckStatus::unsure,
                             "上没有找到这种材料应有的文字，可能传错了，需要人工查看。", "",
                             "nothing on the page is of its kind");
            break;
    }
    if (!held.outcome->ref.kind && listed_in(faults, "类别"))
        return about(rule, c, held, CheckStatus::fail, "没有选择材料类别，不知道是什么材料。", "请为它选择正确的类别。",
                     "kind of document is not known");
    return std::nullopt;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char ch) { return std::tolower(ch); });
    return text;
}

bool format_allowed(const AttachmentOutcome& outcome, const std::vector<std::string>& formats) {
    return std::any_of(formats.begin(), formats.end(), [&outcome](const std::string& format) {
        return (lower(format) == "jpg" && outcome.format == Format::jpeg) ||
               (lower(format) == "pdf" && outcome.format == Format::pdf);
    });
}

}  // namespace

std::vector<Check> attachments_usable(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const Held& held : c.held)
        if (auto check = unusable(rule, c, held)) found.push_back(std::move(*check));
    return or_pass(rule, std::move(found));
}

std::vector<Check> attachment_format(const Rule& rule, const Case& c) {
    const auto &formats = list_of(rule, "formats"), &only = list_of(rule, "sections"),
               &except = list_of(rule, "except");
    std::vector<Check> found;
    bool any = false;
    for (const Held& held : c.held) {
        const AttachmentOutcome& outcome = *held.outcome;
        if (!listed_in(only, outcome.section)) continue;
        if (!except.empty() && listed_in(except, outcome.section)) continue;
        any = true;
        const bool foreign = outcome.status == AttachmentStatus::rejected && outcome.error == "not_jpeg_or_pdf";
        if (!foreign && (outcome.status != AttachmentStatus::ok || format_allowed(outcome, formats))) continue;
        found.push_back(about(rule, c, held, CheckStatus::fail, "的格式不符合要求。",
                              "请转成 " + joined(formats, " 或 ") + " 格式（按文件内容，不是只改后缀名）后重新上传。",
                              "format is not accepted"));
        found.back().found = foreign ? outcome.error : outcome.format == Format::pdf ? "pdf" : "jpg";
    }
    if (!any) return {finding(rule, CheckStatus::not_applicable, {}, "没有此类附件。", "no such attachment")};
    return or_pass(rule, std::move(found));
}

std::vector<Check> every_entry_attached(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const std::string& section : list_of(rule, "sections"))
        for (const EntryAt& at : c.entries(section, rule)) {
            const Entry& entry = *at.entry;
            // A certificate kept electronically, or a year of exemption, has its own rules.
            if (entry["electronic"] == "true" || entry["exempt"] == "true") continue;
            const std::vector<const Held*> held = c.held_by(at);
            if (having_of(std::string(any_material), held) != Having::no) continue;
            const Subject subject{at.section, at.index, {}};
            found.push_back(
                finding(rule, CheckStatus::fail, subject,
                        where_zh(subject, c) + "填写了内容，但没有可用的佐证材料，请上传；没有内容的请填“无”。",
                        "entry without a usable attachment (" + where_en(subject) + ")",
                        cause_of_absence(held, std::string(any_material), subject)));
        }
    return or_pass(rule, std::move(found));
}

namespace {

/// Pictures of one paper, scanned once and saved again, differ in few bits of their hashes; two forms of one print in
/// more. Chosen; tests/pipeline/normalize/look_test.cpp shows the distances of a page saved again.
constexpr int alike_bits = 6;

int bits_apart(const std::string& a, const std::string& b) {
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    int bits = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        bits += std::popcount(static_cast<unsigned>(nibble(a[i]) ^ nibble(b[i])));
    return bits;
}

bool look_alike(const AttachmentOutcome& a, const AttachmentOutcome& b) {
    if (a.pages.size() != 1 || b.pages.size() != 1) return false;
    const std::string &x = a.pages.front().look, &y = b.pages.front().look;
    return !x.empty() && x.size() == y.size() && bits_apart(x, y) <= alike_bits;
}

std::vector<Check> near_duplicates(const Rule& rule, const Case& c, const std::vector<std::string>& sections) {
    std::vector<Check> found;
    for (std::size_t i = 0; i < c.held.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) {
            const AttachmentOutcome &a = *c.held[j].outcome, &b = *c.held[i].outcome;
            if (a.section == b.section || a.sha256 == b.sha256) continue;
            if (!listed_in(sections, a.section) || !listed_in(sections, b.section) || !look_alike(a, b)) continue;
            found.push_back(advice(rule, place_of(c.held[i]),
                                   where_zh(place_of(c.held[i]), c) + "的" + said_zh(c.held[i]) + "与“" +
                                       section_zh(a.section) + "”栏的一份图片很像，同一份材料不必重复上传。",
                                   "looks like a picture in another section"));
            found.back().evidence = {{b.ref.file, 0, std::nullopt}, {a.ref.file, 0, std::nullopt}};
            break;
        }
    return found;
}

}  // namespace

std::vector<Check> duplicates(const Rule& rule, const Case& c) {
    const auto& sections = list_of(rule, "sections");
    std::map<std::string, const Held*> seen;
    std::vector<Check> found;
    for (const Held& held : c.held) {
        const std::string& hash = held.outcome->sha256;
        if (hash.empty()) continue;
        const auto [first, fresh] = seen.emplace(hash, &held);
        const std::string &a = first->second->outcome->section, &b = held.outcome->section;
        if (fresh || a == b || !listed_in(sections, a) || !listed_in(sections, b)) continue;
        found.push_back(about(rule, c, held, CheckStatus::fail, "与“" + section_zh(a) + "”栏的一份文件相同。",
                              "同一份材料不必重复上传。", "same file stands in two sections"));
    }
    if (flag_of(rule, "alike"))
        for (Check& check : near_duplicates(rule, c, sections)) found.push_back(std::move(check));
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
