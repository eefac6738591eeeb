#include "models/section.hpp"

#include <array>

namespace mangping {
namespace {

constexpr std::array sections{
    SectionInfo{"basic", "基本信息", false},
    SectionInfo{"social_insurance", "社保缴费证明", false},
    SectionInfo{"education", "学历学位", true},
    SectionInfo{"qualification", "专业技术资格", true},
    SectionInfo{"resume", "工作简历", true},
    SectionInfo{"practice", "实践能力", true},
    SectionInfo{"achievements", "业绩成果", true},
    SectionInfo{"awards", "获奖情况", true},
    SectionInfo{"intellectual_property", "知识产权", true},
    SectionInfo{"papers", "论文著作", true},
    SectionInfo{"assessments", "考核情况", true},
    SectionInfo{"continuing_education", "继续教育", true},
    SectionInfo{"work_summary", "个人工作总结", false},
    SectionInfo{"other", "其他附件", false},
    SectionInfo{"commitment", "个人承诺书", false},
    SectionInfo{"unit_opinion", "单位推荐意见", false},
    SectionInfo{"supervisor_opinion", "主管单位推荐意见", false},
};

}  // namespace

std::span<const SectionInfo> all_sections() { return sections; }

std::optional<SectionInfo> section_info(std::string_view wanted) {
    for (const SectionInfo& info : sections)
        if (info.key == wanted) return info;
    return std::nullopt;
}

}  // namespace mangping
