#include "ocr/fields/kind.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "ocr/names/targets.hpp"

namespace mangping::ocr {
namespace {

/// A title decides alone when it stands in large letters; label words only in company.
struct Title {
    Kind kind;
    std::u32string_view words;
};
struct Labels {
    Kind kind;
    std::array<std::u32string_view, 6> words;
    int enough;  // how many of them make the kind likely
};

// Longer titles stand before the shorter ones they contain; the longest that matches a line counts.
constexpr Title titles[] = {
    {Kind::chsi_report, U"学历证书电子注册备案表"},
    {Kind::chsi_report, U"学历认证报告"},
    {Kind::chsi_report, U"学历证书查询结果"},
    {Kind::chsi_degree_report, U"学位在线验证报告"},
    {Kind::chsi_degree_report, U"学位认证报告"},
    {Kind::student_archive, U"学籍档案"},
    {Kind::student_archive, U"学生学籍卡"},
    {Kind::student_archive, U"学籍登记表"},
    {Kind::student_archive, U"学籍表"},
    {Kind::graduation_certificate, U"毕业证书"},
    {Kind::degree_certificate, U"学士学位证书"},
    {Kind::degree_certificate, U"硕士学位证书"},
    {Kind::degree_certificate, U"博士学位证书"},
    {Kind::degree_certificate, U"学位证书"},
    {Kind::qualification_review_form, U"专业技术职务任职资格评审表"},
    {Kind::qualification_review_form, U"任职资格评审表"},
    {Kind::qualification_review_form, U"职称评审表"},
    {Kind::qualification_certificate, U"专业技术职务任职资格证书"},
    {Kind::qualification_certificate, U"任职资格证书"},
    {Kind::qualification_certificate, U"专业技术资格证书"},
    {Kind::qualification_certificate, U"职称证书"},
    {Kind::cadre_approval_form, U"干部任免审批表"},
    {Kind::cadre_resume, U"干部履历表"},
    {Kind::social_insurance_statement, U"社会保险个人缴费汇总单"},
    {Kind::social_insurance_statement, U"个人养老保险缴费对账单"},
    {Kind::social_insurance_statement, U"养老保险缴费对账单"},
    {Kind::payroll_statement, U"工资流水"},
    {Kind::payroll_statement, U"账户交易明细"},
    {Kind::payroll_statement, U"交易明细"},
    {Kind::labor_contract, U"劳动合同书"},
    {Kind::labor_contract, U"劳动合同"},
    {Kind::course_exemption_form, U"免除继续教育学习申请表"},
    {Kind::course_exemption_form, U"继续教育免试审批表"},
    {Kind::course_exemption_form, U"免试审批表"},
    {Kind::annual_assessment_form, U"业务考核登记表"},
    {Kind::annual_assessment_form, U"年度考核登记表"},
    {Kind::annual_assessment_form, U"年度考核表"},
    {Kind::annual_assessment_form, U"考核登记表"},
    {Kind::appraisal, U"个人鉴定"},
    {Kind::work_summary, U"个人业务工作总结"},
    {Kind::work_summary, U"业务工作总结"},
    {Kind::work_summary, U"个人工作总结"},
    {Kind::work_summary, U"专业技术工作总结"},
    {Kind::patent_certificate, U"实用新型专利证书"},
    {Kind::patent_certificate, U"外观设计专利证书"},
    {Kind::patent_certificate, U"发明专利证书"},
    {Kind::award_certificate, U"荣誉证书"},
    {Kind::award_certificate, U"获奖证书"},
    {Kind::award_certificate, U"奖励证书"},
    {Kind::award_certificate, U"奖状"},
    {Kind::work_recognition_form, U"图书、论文认定表"},
    {Kind::work_recognition_form, U"图书论文认定表"},
    {Kind::work_recognition_form, U"论文认定表"},
    {Kind::similarity_report, U"相似性检测报告"},
    {Kind::similarity_report, U"文本复制检测报告"},
    {Kind::unit_publicity_result, U"推荐单位公示结果"},
    {Kind::unit_publicity_result, U"公示结果"},
    {Kind::unit_publicity_result, U"公示证明"},
    {Kind::unit_publicity, U"推荐单位公示"},
    {Kind::supervisor_opinion, U"主管单位推荐意见"},
    {Kind::supervisor_opinion, U"推荐意见"},
    {Kind::commitment_letter, U"个人承诺书"},
    {Kind::commitment_letter, U"承诺书"},
    {Kind::political_performance, U"思想政治表现"},
    {Kind::integrity_proof, U"廉洁自律"},
    {Kind::entrusting_letter, U"委托评审函"},
    {Kind::entrusting_letter, U"委托评审"},
    {Kind::service_years_proof, U"专业技术工作年限证明"},
    {Kind::service_years_proof, U"专业工作年限证明"},
    {Kind::service_years_proof, U"工作年限证明"},
};

constexpr Labels labels[] = {
    {Kind::id_card_front, {U"公民身份号码", U"住址", U"民族", U"出生", U"姓名", U"性别"}, 4},
    {Kind::id_card_back, {U"居民身份证", U"签发机关", U"有效期限", U"中华人民共和国", U"", U""}, 2},
    {Kind::chsi_report, {U"在线验证码", U"更新日期", U"证书编号", U"学习形式", U"入学日期", U"层次"}, 4},
    {Kind::chsi_degree_report, {U"获学位日期", U"学位授予单位", U"所授学位", U"学位证书编号", U"在线验证码", U""}, 3},
    {Kind::social_insurance_statement, {U"社会保障号", U"缴费基数", U"单位名称", U"缴费", U"参保", U"险种"}, 4},
    {Kind::patent_certificate, {U"专利号", U"发明人", U"专利权人", U"授权公告日", U"专利申请日", U"授权公告号"}, 4},
};

/// Course certificates share their title's words; the subject tells them apart.
std::optional<Kind> course_kind(const std::u32string& text) {
    const bool certificate =
        text.find(U"合格证") != std::u32string::npos || text.find(U"继续教育证") != std::u32string::npos ||
        text.find(U"培训证书") != std::u32string::npos || text.find(U"结业证") != std::u32string::npos;
    const bool learning = text.find(U"继续教育") != std::u32string::npos || text.find(U"学时") != std::u32string::npos;
    if (!certificate || !learning) return std::nullopt;
    const bool common = text.find(U"公需") != std::u32string::npos || text.find(U"公共科目") != std::u32string::npos;
    const bool special = text.find(U"专业科目") != std::u32string::npos || text.find(U"专业课") != std::u32string::npos;
    if (common == special) return std::nullopt;
    return common ? Kind::public_course_certificate : Kind::professional_course_certificate;
}

struct Words {
    std::u32string text;
    double height = 0;
};

double median_of(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<Words> words_of(const Reading& reading) {
    std::vector<Words> out;
    for (const Line& line : reading.lines) {
        std::vector<double> heights;
        for (const Glyph& g : line.glyphs) heights.push_back(std::max(g.box_upright.w, g.box_upright.h));
        out.push_back({fold(line.text()), median_of(std::move(heights))});
    }
    return out;
}

/// Whether `words` stand in `text` with at most one character read differently (none for titles under five characters).
bool stands_in(const std::u32string& text, std::u32string_view words) {
    if (words.empty() || text.size() < words.size()) return false;
    const std::size_t allowed = words.size() >= 5 ? 1 : 0;
    for (std::size_t at = 0; at + words.size() <= text.size(); ++at) {
        std::size_t wrong = 0;
        for (std::size_t i = 0; i < words.size() && wrong <= allowed; ++i) wrong += text[at + i] != words[i] ? 1 : 0;
        if (wrong <= allowed) return true;
    }
    return false;
}

/// How much of a title line its title is: 毕业证书 alone is a title, 提交毕业证书复印件 is a sentence.
double title_weight(const Words& line, std::u32string_view title, double body_height, std::size_t number) {
    const double share =
        static_cast<double>(title.size()) / static_cast<double>(std::max<std::size_t>(1, line.text.size()));
    const double size = body_height > 0 ? line.height / body_height : 1;
    double weight = 0;
    if (size >= 1.25) weight += 0.5;             // titles are set at least a quarter larger than the text
    if (number < 4) weight += 0.25;              // and stand at the top
    weight += 0.5 * std::min(1.0, share / 0.5);  // and are most of their line
    return weight;
}

}  // namespace

std::optional<KindGuess> recognise_kind(const Reading& reading) {
    const std::vector<Words> lines = words_of(reading);
    std::vector<double> heights;
    std::u32string all;
    for (const Words& line : lines) {
        heights.insert(heights.end(), line.text.size(), line.height);
        all += line.text;
        all += U'\n';
    }
    const double body = median_of(heights);
    std::array<double, 64> score{};
    const auto at = [&](Kind kind) -> double& { return score[static_cast<std::size_t>(kind)]; };
    for (std::size_t l = 0; l < lines.size(); ++l) {
        const Title* best = nullptr;
        for (const Title& title : titles)
            if (stands_in(lines[l].text, title.words) && (best == nullptr || title.words.size() > best->words.size()))
                best = &title;
        if (best != nullptr) at(best->kind) = std::max(at(best->kind), title_weight(lines[l], best->words, body, l));
    }
    for (const Labels& set : labels) {
        const auto found =
            std::count_if(set.words.begin(), set.words.end(), [&](std::u32string_view w) { return stands_in(all, w); });
        if (found >= set.enough)
            at(set.kind) = std::max(at(set.kind), 0.7 + 0.15 * static_cast<double>(found - set.enough));
    }
    if (const auto course = course_kind(all)) at(*course) = std::max(at(*course), 1.0);
    std::size_t best = 0, second = 1;
    if (score[second] > score[best]) std::swap(best, second);
    for (std::size_t i = 2; i < score.size(); ++i)
        if (score[i] > score[best])
            second = std::exchange(best, i);
        else if (score[i] > score[second])
            second = i;
    // Below half a title's weight nothing is said.
    if (score[best] < 0.6) return std::nullopt;
    const double lead = score[best] - 0.8 * score[second];
    return KindGuess{static_cast<Kind>(best), std::clamp(0.45 + 0.5 * lead, 0.0, 0.99)};
}

}  // namespace mangping::ocr
