// Near misses on a page that is really read: what resembles the applicant or the employer stays, whatever its place.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/mask/encode.hpp"
#include "tests/ocr/typeset.hpp"
#include "workers/recipe/recipe.hpp"

namespace mangping::recipe {
namespace {

using ::testing::UnorderedElementsAre;

constexpr double em = 32, left = 100, top = 90, line_step = 2 * em;

/// The page's masks: of which line, from which character to which, and what they are said to hide.
struct Hidden {
    int line, from, to;
    std::string text;
    friend bool operator==(const Hidden&, const Hidden&) = default;
    friend void PrintTo(const Hidden& h, std::ostream* out) {
        *out << h.line << ":" << h.from << "-" << h.to << " " << h.text;
    }
};

std::vector<Hidden> hidden_on(const std::vector<std::string>& lines, const std::string& name,
                              const std::string& employer) {
    Raster page = mangping::testing::paper(1240, static_cast<int>(top + line_step * (double(lines.size()) + 2)));
    for (std::size_t i = 0; i < lines.size(); ++i)
        mangping::testing::typeset(page, left, top + line_step * double(i), lines[i],
                                   {.em_px = em, .line_height = 1.0});
    const std::vector<std::uint8_t> bytes = mask::encode_jpeg(page, 92).value();
    Dossier dossier;
    dossier.applicant.name = name;
    dossier.applicant.employer = employer;
    const Targets targets = targets_of(dossier);
    const Notice notice;
    Scratch scratch;
    const PageJob job{
        bytes, 0, Format::jpeg, {double(page.width), double(page.height)}, &targets, &notice, Kind::evidence, {}, {}};
    auto result = process_page(job, scratch, {});
    std::vector<Hidden> out;
    EXPECT_TRUE(result.ok());
    if (!result) return out;
    EXPECT_FALSE(result->outcome.withheld);
    for (const Mask& m : result->outcome.masks) {
        const Rect r = bounding(m.quad_displayed);
        out.push_back({static_cast<int>((r.centre().y - top) / line_step), static_cast<int>((r.x - left) / em + 0.5),
                       static_cast<int>((r.right() - left) / em + 0.5), m.text});
    }
    return out;
}

TEST(NearMissPage, OfAListOnlyTheApplicantAndTheEmployerAreMasked) {
    const std::string hospital = "疆南市第一人民医院";
    EXPECT_THAT(hidden_on({"项目参加人员及分工情况说明", "王伟东　疆南市第二人民医院　编制人",
                           "林知远　疆南市第一人民医院　审核人", "周知远　疆北市第一人民医院　负责人",
                           "林志远　疆南市中医医院　　　校对人", "以上人员按分工完成了全部工作任务。"},
                          "林知远", hospital),
                UnorderedElementsAre(Hidden{2, 0, 3, "林知远"}, Hidden{2, 4, 13, hospital}));
}

TEST(NearMissPage, APieceOfALongerNameStaysThoughTheAttackFindsIt) {
    EXPECT_THAT(hidden_on({"实用新型名称：一种滴灌首部过滤装置", "设计人：廖戴义志；戴义志；蒋泽佳",
                           "专利权人及其地址见本证书的附页。"},
                          "戴义志", "疆南市云岭规划设计研究院"),
                UnorderedElementsAre(Hidden{1, 9, 12, "戴义志"}));
}

TEST(NearMissPage, RoleWordsBesideTheNameAndInItStay) {
    EXPECT_THAT(hidden_on({"编制人：高明　　审核人：王芳　　负责人：高明", "技术水平明显提高，明确了责任编辑的职责。",
                           "高明明同志、高晓明同志参加了审定工作。"},
                          "高明", "疆南市云岭规划设计研究院"),
                UnorderedElementsAre(Hidden{0, 4, 6, "高明"}, Hidden{0, 20, 22, "高明"}));
}

TEST(NearMissPage, TheEmployerInAProjectsTitleIsMaskedAndTheTitleStays) {
    const std::string company = "克拉玛依众诚工程咨询有限责任公司";
    EXPECT_THAT(hidden_on({"项目名称：" + company + "档案楼工程", "建设单位：克拉玛依工程咨询产业园区管理处",
                           "该项目的勘察设计工作已经全部完成并通过了验收。"},
                          "林知远", company),
                UnorderedElementsAre(Hidden{0, 5, 21, company}));
}

}  // namespace
}  // namespace mangping::recipe
