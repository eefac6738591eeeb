// Checks on pages as pictures: legible, upright. Photographs carry no text and are left out of both. One finding a
// file, its pages as evidence, so that an applicant uploads each file again once.
#include <algorithm>
#include <array>

#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/rules.hpp"

namespace mangping::decide {
namespace {

std::string reason_zh(ClarityReason reason) {
    constexpr std::array<const char*, 11> words{"文字模糊", "分辨率太低", "对比度太低", "反光",   "有阴影",  "噪点多",
                                                "压缩过度", "文字被裁掉", "文字被遮挡", "空白页", "有摩尔纹"};
    return words.at(static_cast<std::size_t>(reason));
}

std::string reasons_of(const PageOutcome& page) {
    std::string out;
    for (const ClarityReason reason : page.clarity.reasons) out += (out.empty() ? "" : "、") + reason_zh(reason);
    return out.empty() ? out : "（" + out + "）";
}

std::string page_zh(const Held& held, const PageOutcome& page) {
    return held.outcome->pages.size() > 1 ? "第" + std::to_string(page.index + 1) + "页" : "";
}

std::string file_zh(const Held& held, const Case& c) {
    const auto& ref = held.outcome->ref;
    return where_zh({held.outcome->section, held.outcome->entry, {}}, c) + "的" +
           (ref.kind ? "《" + std::string(label_zh(*ref.kind)) + "》" : "附件");
}

struct Verdict {
    CheckStatus status = CheckStatus::pass;
    std::string words;  // what is wrong with this page, Chinese
    std::optional<Quad> quad;
    bool blank = false;
};

Verdict legibility(const Held& held, const PageOutcome& page) {
    const auto quad = page.clarity.findings.empty() ? std::optional<Quad>{}
                                                    : std::optional<Quad>{page.clarity.findings.front().quad_displayed};
    switch (page.clarity.verdict) {
        case ClarityVerdict::illegible:
            // Nobody scans again for what a person might well read.
            if (!page.clarity.certain) return {CheckStatus::unsure, "可能看不清" + reasons_of(page), quad};
            return {CheckStatus::fail, "看不清" + reasons_of(page), quad};
        case ClarityVerdict::marginal:
            return {CheckStatus::pass, "勉强能看清" + reasons_of(page), quad};
        case ClarityVerdict::blank:
            // One empty page among others may be the back of a sheet: a person decides.
            return {held.standing == Standing::blank ? CheckStatus::fail : CheckStatus::unsure, "是空白页",
                    std::nullopt, true};
        default:
            return {};
    }
}

Verdict turned(const PageOutcome& page) {
    const ClarityVerdict clarity = page.clarity.verdict;
    if (clarity == ClarityVerdict::blank || clarity == ClarityVerdict::illegible) return {};
    if (page.pose.unsure) {
        if (page.clarity.text_height_px <= 0) return {};
        return {CheckStatus::unsure, "看不出哪边朝上", std::nullopt};
    }
    if (page.pose.rotation_cw == 0) return {};
    const std::string way = page.pose.rotation_cw == 180  ? "上下颠倒"
                            : page.pose.rotation_cw == 90 ? "横着放，需要顺时针转90度"
                                                          : "横着放，需要逆时针转90度";
    return {CheckStatus::fail, way, std::nullopt};
}

/// The file's pages judged by `judge`, as one finding, or none when every page passes without a remark.
template <class Judge>
std::optional<Check> judged(const Rule& rule, const Case& c, const Held& held, Judge judge, const std::string& mend,
                            const std::string& en) {
    CheckStatus worst = CheckStatus::pass;
    bool only_blank = true;
    std::string words;
    std::vector<Evidence> evidence;
    for (const PageOutcome& page : held.outcome->pages) {
        const Verdict verdict = was_looked_at(page) ? judge(page) : Verdict{};
        if (verdict.words.empty()) continue;
        if (verdict.status == CheckStatus::fail || worst == CheckStatus::pass) worst = verdict.status;
        only_blank = only_blank && verdict.blank;
        words += (words.empty() ? "" : "；") + page_zh(held, page) + verdict.words;
        evidence.push_back({held.outcome->ref.file, page.index, verdict.quad});
    }
    if (words.empty()) return std::nullopt;
    const Subject subject{held.outcome->section, held.outcome->entry, {}};
    const std::string action = worst == CheckStatus::fail
                                   ? (only_blank ? "请确认扫描的是有内容的一面，重新上传。" : mend)
                               : worst == CheckStatus::unsure ? "需要人工查看。"
                                                              : "如有条件请换一份更好的扫描件。";
    Check check =
        finding(rule, worst, subject, file_zh(held, c) + words + "。" + action, en + " (" + where_en(subject) + ")",
                only_blank ? cause_of_file(*held.outcome) : en + ":" + held.outcome->ref.file);
    if (worst == CheckStatus::pass) {
        check.severity = Severity::warn;
        check.role = "advice";
    }
    check.evidence = std::move(evidence);
    return check;
}

bool has_pages_to_judge(const Held& held) {
    return held.outcome->status == AttachmentStatus::ok && held.outcome->ref.kind != Kind::photo;
}

}  // namespace

std::vector<Check> legible(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const Held& held : c.held) {
        if (!has_pages_to_judge(held)) continue;
        auto check = judged(
            rule, c, held, [&](const PageOutcome& page) { return legibility(held, page); },
            "请按300 dpi、正对纸面、光线均匀重新扫描后上传。", "illegible");
        if (check) found.push_back(std::move(*check));
    }
    return or_pass(rule, std::move(found));
}

std::vector<Check> upright(const Rule& rule, const Case& c) {
    std::vector<Check> found;
    for (const Held& held : c.held) {
        if (!has_pages_to_judge(held)) continue;
        if (auto check = judged(rule, c, held, turned, "请转正后重新上传。", "turned"))
            found.push_back(std::move(*check));
    }
    return or_pass(rule, std::move(found));
}

}  // namespace mangping::decide
