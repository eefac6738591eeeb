#include "tests/pipeline/decide/readings.hpp"

#include <map>

namespace mangping::decide::testing {
namespace {

using Fields = std::map<std::string, std::string>;

struct Period {
    const char *start, *end;
};
/// Six working days each, so that nothing hangs on the first day.
const std::map<std::string, Period> publicity{{"xj-2020-five-series", {"2020-08-03", "2020-08-10"}},
                                              {"bazhou-2023-engineering", {"2023-08-28", "2023-09-04"}},
                                              {"xj-2021-research-experiment", {"2021-09-06", "2021-09-13"}},
                                              {"xj-2021-education-management", {"2021-09-06", "2021-09-13"}},
                                              {"xj-2024-engineering-consulting", {"2024-09-02", "2024-09-09"}}};

Period period_of(const Dossier& d) {
    const auto it = publicity.find(d.notice);
    return it == publicity.end() ? Period{"2024-09-02", "2024-09-09"} : it->second;
}

Fields person(const Dossier& d) {
    return {{"name", d.applicant.name},
            {"sex", d.applicant.text.at("sex")},
            {"birth_date", d.applicant.text.at("birth_date")}};
}

Fields study(const Dossier& d, const Entry& e) {
    Fields f = person(d);
    for (const auto& [key, field] : Fields{{"school", "school"},
                                           {"major", "major"},
                                           {"level", "level"},
                                           {"start_date", "start"},
                                           {"end_date", "end"},
                                           {"certificate_no", "certificate_no"}})
        f[key] = std::string(e[field]);
    f["completion"] = "毕业";
    return f;
}

Fields publicity_fields(const Dossier& d) {
    return {{"name", d.applicant.name}, {"series", d.target.series},        {"specialty", d.target.specialty},
            {"level", d.target.level},  {"start_date", period_of(d).start}, {"end_date", period_of(d).end}};
}

Fields fields_of(const Dossier& d, const Entry& e, Kind kind) {
    switch (kind) {
        case Kind::id_card_front: {
            Fields f = person(d);
            f["id_number"] = d.applicant.id_number;
            return f;
        }
        case Kind::id_card_back:
            return {{"valid_from", "2015-01-01"}, {"valid_to", "2035-01-01"}};
        case Kind::graduation_certificate:
            return study(d, e);
        case Kind::chsi_report: {
            Fields f = study(d, e);
            f["verification_code"] = "AB12CD34EF56GH78";
            f["updated_on"] = d.submission.submitted_at.substr(0, 8) + "01";
            return f;
        }
        case Kind::degree_certificate:
            return {{"name", d.applicant.name},
                    {"school", std::string(e["school"])},
                    {"major", std::string(e["major"])},
                    {"degree", std::string(e["degree"])},
                    {"certificate_no", std::string(e["degree_certificate_no"])}};
        case Kind::qualification_certificate:
        case Kind::qualification_document:
            return {{"name", d.applicant.name},
                    {"title", std::string(e["title"])},
                    {"obtained_on", std::string(e["obtained"]) + "-20"},
                    {"certificate_no", std::string(e["certificate_no"])}};
        case Kind::annual_assessment_form:
            return {{"name", d.applicant.name}, {"year", std::string(e["year"])}, {"result", std::string(e["result"])}};
        case Kind::public_course_certificate:
        case Kind::professional_course_certificate:
            return {{"name", d.applicant.name}, {"year", std::string(e["year"])}, {"hours", std::string(e["hours"])}};
        case Kind::social_insurance_statement:
            return {{"name", d.applicant.name},
                    {"id_number", d.applicant.id_number},
                    {"employer", d.applicant.employer},
                    {"months", "6"}};
        case Kind::award_certificate:
            return {{"name", d.applicant.name}, {"title", std::string(e["title"])}, {"date", std::string(e["date"])}};
        case Kind::patent_certificate:
            return {{"title", std::string(e["title"])},
                    {"number", std::string(e["number"])},
                    {"inventors", "梁某;" + d.applicant.name}};
        case Kind::paper_body:
            return {{"title", std::string(e["title"])}, {"authors", d.applicant.name + ";梁某"}};
        case Kind::unit_publicity: {
            Fields f = publicity_fields(d);
            f["id_number"] = d.applicant.id_number;
            return f;
        }
        case Kind::supervisor_opinion:
            return publicity_fields(d);
        case Kind::unit_publicity_result: {
            Fields f = publicity_fields(d);
            f["days"] = "6";
            f["objection"] = "none";
            return f;
        }
        case Kind::commitment_letter:
            return {{"signed", "yes"}, {"fingerprint", "yes"}, {"date", d.submission.submitted_at.substr(0, 8) + "02"}};
        case Kind::service_years_proof:
            return {{"name", d.applicant.name},
                    {"employer", d.applicant.employer},
                    {"years", std::string(e["years_in_profession"])}};
        default:
            return {};
    }
}

std::string pledge(const std::string& notice) {
    if (notice == "bazhou-2023-engineering")
        return "本人承诺以上填报内容和提交的材料真实有效,且网上填报与送审报表内容完全一致,"
               "如申请人提交弄虚作假确认材料的,"
               "一经查实,不予受理确认申报或取消已确认的资格,并从申报年度下一年度起3年内,不得申报专业技术资格。";
    if (notice == "xj-2021-education-management")
        return "本人承诺：所提供的个人信息和证明材料真实准确，如有被查实提供有关信息、证件不实或违反有关规定的行为，三"
               "年内"
               "不申报职称评审并承担一切后果和责任。";
    return "本人承诺以上填报的内容和提交的材料完全真实有效，且网上填报与送审报表内容完全一致。如申请人提交弄虚作假确认"
           "材"
           "料的，一经查实，不予受理确认申报或取消已确认的资格，并从申报年度下一年度起3年内，不得申报专业技术资格。";
}

/// What is printed, line by line.
std::string text_of(const Dossier& d, Kind kind) {
    const std::string name = d.applicant.name, level = d.target.level;
    const bool consulting = d.notice == "xj-2024-engineering-consulting",
               research = d.notice == "xj-2021-research-experiment";
    const std::string applied =
        d.target.series + (research ? "" : d.target.specialty + "专业") + level + "专业技术任职资格";
    switch (kind) {
        case Kind::unit_publicity:
            return "推荐单位公示\n根据自治区职称评审的要求，现对" + name + "同志申报" + applied +
                   "进行公示。\n基本信息：男，汉族，群众，身份证号：652801199003071239，学历：大学本科，现任专业技术职"
                   "务任职"
                   "资格：助理工程师。\n思想政治条件：" +
                   name +
                   "同志政治立场坚定。\n实践能力、业绩成果：近五年来主持项目三项。\n有无受处分情况：无。\n公示时间从" +
                   period_of(d).start + "起至" + period_of(d).end + "止。\n如对" + name +
                   "同志的相关信息有疑异，请电话或书面形式反映至人事科办公室，监督电话：0991-2000000";
        case Kind::unit_publicity_result:
            return name + "同志申报材料" +
                   (consulting
                        ? "已在本单位公示6天，公示期间无投诉、举报，公示无异议，"
                        : std::string("于2023年8月28日至2023年9月4日在本单位公示6天，公示无异议，未收到投诉、举报，")) +
                   "申报材料真实、完整、有效，同意推荐" + name + "同志申报" + applied + "。";
        case Kind::supervisor_opinion:
            return consulting ? "经审核，同意推荐" + name + "同志申报自治区工程系列工程咨询专业高级职称。"
                              : "经审核，同意推荐" + name + "同志申报" + applied + "。";
        case Kind::commitment_letter:
            return "个人承诺书\n" + pledge(d.notice) + "\n承诺人（签字）：";
        case Kind::work_summary:
            return "个人工作总结：任现职以来，本人工作态度端正，业务能力、工作业绩和学术水平不断提高，完成了各项任务，"
                   "有以下几"
                   "个方面的体会和收获。";
        case Kind::course_exemption_form:
            return "自治区“访惠聚”驻村等专业技术人员职称评审免除继续教育学习申请表\n姓名 性别 出生年月 身份证号 学历 "
                   "学位\n"
                   "何时何学校何专业毕业 现工作单位 参加工作时间 现有专业技术职务 拟申报专业技术职务 免学理由 审核意见 "
                   "同意";
        case Kind::political_performance:
        case Kind::integrity_proof:
            return "该同志政治立场坚定，遵守党的政治纪律和廉洁自律各项规定，未发现违规违纪违法问题，群众基础较好，思想"
                   "政治表现"
                   "良好，特此证明。";
        default:
            return {};
    }
}

}  // namespace

void read_faithfully(const Dossier& d, std::vector<AttachmentOutcome>& outcomes) {
    for (AttachmentOutcome& outcome : outcomes) {
        if (!outcome.ref.kind || outcome.pages.empty()) continue;
        const Section* section = d.section(outcome.section);
        const Entry& entry = section->entries.at(static_cast<std::size_t>(outcome.entry));
        const Kind kind = *outcome.ref.kind;
        PageOutcome& page = outcome.pages.front();
        for (const auto& [key, value] : fields_of(d, entry, kind))
            if (!value.empty() && value != "无" && value != "-20") page.fields[key] = {value, std::nullopt, 0.97};
        page.text = text_of(d, kind);
        page.marks.looked = true;
        page.marks.colour = true;
        page.marks.signature = true;
        page.marks.fingerprint = kind == Kind::commitment_letter;
        page.marks.portrait = kind == Kind::photo;
        page.marks.round_seals = kind == Kind::photo ? 0 : 1;
        if (kind == Kind::photo) page.width = 295, page.height = 413;
        if (kind == Kind::chsi_report)
            page.codes.push_back(
                {"QRCode", "https://www.chsi.com.cn/xlcx/bg.do?vcode=AB12CD34EF56GH78&srcid=bgcx", Quad{}});
        if (kind == Kind::social_insurance_statement) page.codes.push_back({"QRCode", "XJSB|1|2", Quad{}});
    }
}

}  // namespace mangping::decide::testing
