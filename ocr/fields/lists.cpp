// Lists of legal values. Sources: GB/T 3304 (ethnic groups), the value lists of the register of degrees (research,
// domain 2.3), the Catalogue of Degree Conferring (2011: thirteen categories; 2022: fourteen), 职称 series as the
// ministry names them.
#include <array>

#include "ocr/fields/grammar.hpp"

namespace mangping::ocr::fields {
namespace {

using Word = std::u32string_view;

constexpr Word kEthnicities[] = {
    U"汉",     U"蒙古",   U"回",       U"藏",     U"维吾尔", U"苗",   U"彝",     U"壮",   U"布依",     U"朝鲜",
    U"满",     U"侗",     U"瑶",       U"白",     U"土家",   U"哈尼", U"哈萨克", U"傣",   U"黎",       U"傈僳",
    U"佤",     U"畲",     U"高山",     U"拉祜",   U"水",     U"东乡", U"纳西",   U"景颇", U"柯尔克孜", U"土",
    U"达斡尔", U"仫佬",   U"羌",       U"布朗",   U"撒拉",   U"毛南", U"仡佬",   U"锡伯", U"阿昌",     U"普米",
    U"塔吉克", U"怒",     U"乌孜别克", U"俄罗斯", U"鄂温克", U"德昂", U"保安",   U"裕固", U"京",       U"塔塔尔",
    U"独龙",   U"鄂伦春", U"赫哲",     U"门巴",   U"珞巴",   U"基诺",
};

constexpr Word kLevels[] = {
    U"博士研究生", U"硕士研究生", U"研究生", U"第二学士学位", U"专升本",
    U"本科",       U"高职(专科)", U"专科",   U"大专",         U"中专",
};

constexpr Word kForms[] = {
    U"普通全日制", U"全日制",   U"非全日制", U"业余",     U"函授",   U"脱产",
    U"夜大学",     U"网络教育", U"自学考试", U"开放教育", U"半脱产",
};

constexpr Word kCompletions[] = {U"毕业", U"结业", U"肄业"};

constexpr Word kResults[] = {
    U"优秀", U"合格", U"基本合格", U"不合格", U"称职", U"基本称职", U"不称职", U"不定等次", U"未定等次",
};

constexpr Word kTitles[] = {
    U"技术员",       U"助理工程师", U"工程师",       U"高级工程师",     U"正高级工程师", U"教授级高级工程师",
    U"研究实习员",   U"助理研究员", U"副研究员",     U"研究员",         U"助教",         U"讲师",
    U"副教授",       U"教授",       U"实验员",       U"助理实验师",     U"实验师",       U"高级实验师",
    U"正高级实验师", U"助理农艺师", U"农艺师",       U"高级农艺师",     U"推广研究员",   U"经济员",
    U"助理经济师",   U"经济师",     U"高级经济师",   U"正高级经济师",   U"会计员",       U"助理会计师",
    U"会计师",       U"高级会计师", U"正高级会计师", U"统计员",         U"助理统计师",   U"统计师",
    U"高级统计师",   U"助理馆员",   U"馆员",         U"副研究馆员",     U"研究馆员",     U"医士",
    U"医师",         U"主治医师",   U"副主任医师",   U"主任医师",       U"三级教师",     U"二级教师",
    U"一级教师",     U"高级教师",   U"正高级教师",   U"助理讲师",       U"高级讲师",     U"正高级讲师",
    U"助理畜牧师",   U"畜牧师",     U"高级畜牧师",   U"助理兽医师",     U"兽医师",       U"高级兽医师",
    U"助理翻译",     U"三级翻译",   U"二级翻译",     U"一级翻译",       U"助理记者",     U"记者",
    U"主任记者",     U"高级记者",   U"助理编辑",     U"编辑",           U"副编审",       U"编审",
    U"助理政工师",   U"政工师",     U"高级政工师",   U"助理工艺美术师", U"工艺美术师",   U"高级工艺美术师",
};

constexpr Word kApplied[] = {U"员级", U"助理级", U"初级", U"中级", U"副高级", U"正高级", U"高级"};

constexpr Word kDegrees[] = {
    U"哲学", U"经济学",   U"法学",   U"教育学", U"文学",   U"历史学", U"理学",     U"工学",
    U"农学", U"医学",     U"军事学", U"管理学", U"艺术学", U"工程",   U"工商管理", U"公共管理",
    U"农业", U"农业推广", U"教育",   U"法律",   U"会计",   U"建筑学", U"城市规划", U"风景园林",
};

}  // namespace

std::span<const Word> ethnicities() { return kEthnicities; }
std::span<const Word> study_levels() { return kLevels; }
std::span<const Word> study_forms() { return kForms; }
std::span<const Word> completions() { return kCompletions; }
std::span<const Word> results() { return kResults; }
std::span<const Word> titles() { return kTitles; }
std::span<const Word> applied_levels() { return kApplied; }
std::span<const Word> degrees() { return kDegrees; }

}  // namespace mangping::ocr::fields
