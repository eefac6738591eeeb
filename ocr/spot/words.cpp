#include "ocr/spot/words.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "ocr/spot/pattern.hpp"

namespace mangping::ocr {
namespace {

using Text = std::u32string_view;

constexpr std::array<Text, 137> followers{
    U"同志", U"老师", U"先生", U"女士",   U"同学",   U"教授", U"副教", U"工程师", U"高级",   U"高工", U"主任", U"副主",
    U"院长", U"副院", U"经理", U"总经",   U"科长",   U"处长", U"所长", U"站长",   U"校长",   U"局长", U"厅长", U"部长",
    U"队长", U"组长", U"书记", U"总工",   U"总监",   U"医师", U"医生", U"护士",   U"研究员", U"助理", U"讲师", U"负责",
    U"主持", U"承担", U"参与", U"参加",   U"完成",   U"编制", U"编写", U"编著",   U"主编",   U"撰写", U"执笔", U"设计",
    U"审核", U"审定", U"校核", U"校对",   U"审查",   U"绘制", U"制图", U"签字",   U"签名",   U"签章", U"签",   U"盖章",
    U"的",   U"于",   U"在",   U"等",     U"和",     U"与",   U"及",   U"是",     U"为",     U"任",   U"系",   U"获",
    U"从",   U"自",   U"被",   U"将",     U"已",     U"同意", U"申报", U"申请",   U"承诺",   U"作为", U"担任", U"毕业",
    U"男",   U"女",   U"汉族", U"维吾尔", U"哈萨克", U"回族", U"性别", U"身份证", U"出生",   U"现",   U"曾",   U"以",
    U"对",   U"向",   U"根据", U"通过",   U"到",     U"因",   U"由",   U"经",     U"著",     U"译",   U"编",   U"授予",
    U"提出", U"指导", U"组织", U"协助",   U"年度",   U"工作", U"本人", U"一九",   U"二〇",   U"二零", U"具有", U"具备",
    U"取得", U"荣获", U"发表", U"撰稿",   U"供稿",   U"在职", U"所在", U"一行",   U"也",     U"并",   U"还",   U"能",
    U"应",   U"该",   U"个人", U"电话",   U"职务"};
constexpr std::array<Text, 108> preceders{
    U"由",   U"经",   U"和",   U"与",     U"及",   U"是",   U"为",   U"让",     U"请",   U"把",   U"对",     U"向",
    U"给",   U"同",   U"跟",   U"以",     U"被",   U"将",   U"授予", U"证明",   U"推荐", U"同意", U"聘任",   U"任命",
    U"评选", U"表彰", U"同志", U"老师",   U"学生", U"学员", U"教师", U"职工",   U"员工", U"姓名", U"作者",   U"人",
    U"者",   U"名",   U"主编", U"副主编", U"编委", U"编著", U"委员", U"主任",   U"院长", U"经理", U"书记",   U"科长",
    U"处长", U"所长", U"站长", U"校长",   U"局长", U"组长", U"队长", U"工程师", U"高工", U"教授", U"研究员", U"总工",
    U"助理", U"医师", U"医生", U"护士",   U"设计", U"审核", U"审定", U"校核",   U"校对", U"制图", U"绘图",   U"编制",
    U"编写", U"复核", U"审批", U"批准",   U"记录", U"签字", U"签名", U"甲方",   U"乙方", U"我院", U"我局",   U"本院",
    U"单位", U"方",   U"至",   U"予",     U"兹有", U"关于", U"公司", U"中心",   U"局",   U"院",   U"站",     U"在",
    U"于",   U"自",   U"到",   U"赴",     U"属",   U"入",   U"指导", U"带领",   U"培养", U"聘请", U"邀请",   U"选派"};
constexpr std::array<Text, 16> name_addresses{U"同志",   U"老师",       U"先生", U"女士",  U"同学", U"教授",
                                              U"工程师", U"高级工程师", U"医师", U"签字",  U"签名", U"签章",
                                              U"(签",    U"(男",        U"(女",  U"身份证"};
constexpr std::array<Text, 5> employer_addresses{U"(盖章", U"盖章", U"(公章", U"公章", U"(章"};
constexpr std::array<Text, 90> name_labels{
    U"姓名",     U"申报人", U"申请人", U"作者",     U"编制人",   U"编制",     U"负责人",   U"主持人", U"设计人",
    U"设计",     U"制图",   U"绘图",   U"校核",     U"校对",     U"审核",     U"审定",     U"复核",   U"编写",
    U"编写人",   U"主编",   U"发明人", U"专利权人", U"著作权人", U"获奖者",   U"获奖人",   U"完成人", U"持证人",
    U"被考核人", U"签名",   U"签字",   U"本人",     U"申报者",   U"联系人",   U"经办人",   U"学员",   U"学生",
    U"户名",     U"参保人", U"乙方",   U"承诺人",   U"填表人",   U"记录人",   U"教师",     U"授予",   U"证明",
    U"执笔人",   U"撰稿人", U"报告人", U"参保人员", U"考生",     U"被推荐人", U"推荐对象", U"持有人", U"当事人",
    U"职工",     U"人员",   U"获得者", U"第一作者", U"通讯作者", U"兹有",     U"authors",  U"author", U"检测人",
    U"检测",     U"检验人", U"检验",   U"主检",     U"试验人",   U"试验",     U"实验人",   U"测试人", U"测试",
    U"分析人",   U"采样人", U"测量",   U"计算",     U"计算人",   U"制表",     U"制表人",   U"填报人", U"技术员",
    U"项目经理", U"主讲",   U"主讲人", U"授课教师", U"指导教师", U"带教老师", U"施工员",   U"批准人", U"审核人"};
constexpr std::array<Text, 8> anothers_labels{U"领导签字", U"领导签名", U"评委签字", U"专家签字",
                                              U"监督人",   U"证明人",   U"校长",     U"院长"};
constexpr std::array<Text, 36> employer_labels{
    U"单位",       U"单位名称", U"工作单位",   U"所在单位", U"甲方",     U"乙方",     U"委托方",   U"受托方",
    U"发包人",     U"承包人",   U"公司名称",   U"企业名称", U"机构名称", U"机构",     U"部门",     U"工作部门",
    U"编制单位",   U"承担单位", U"完成单位",   U"设计单位", U"专利权人", U"著作权人", U"申请人",   U"权利人",
    U"单位及职务", U"单位职务", U"单位及部门", U"申报单位", U"推荐单位", U"施工单位", U"用人单位", U"缴费单位",
    U"参保单位",   U"付款人",   U"供职于",     U"就职于"};
constexpr std::array<Text, 12> entities{U"有限", U"股份", U"集团", U"公司", U"分公司", U"子公司",
                                        U"分院", U"分所", U"分校", U"附属", U"控股",   U"投资"};

template <class List>
bool starts_with_one(const List& list, Text text) {
    return std::any_of(list.begin(), list.end(), [&](Text word) { return !word.empty() && text.starts_with(word); });
}

template <class List>
bool ends_with_one(const List& list, Text text) {
    return std::any_of(list.begin(), list.end(), [&](Text word) { return !word.empty() && text.ends_with(word); });
}

bool quiet(char32_t c) { return is_separator(c) || (c >= U'0' && c <= U'9'); }

Text without_tail(Text text) {
    while (!text.empty() && quiet(text.back())) text.remove_suffix(1);
    return text;
}

}  // namespace

bool may_follow_name(Text right) { return starts_with_one(followers, right); }
bool may_precede_name(Text left) { return ends_with_one(preceders, left); }

bool begins_with_address(Text right, bool of_name) {
    return of_name ? starts_with_one(name_addresses, right) : starts_with_one(employer_addresses, right);
}

bool ends_with_label(Text left, bool of_name) {
    const Text label = without_tail(left);
    if (!of_name) return ends_with_one(employer_labels, label);
    return ends_with_one(name_labels, label) && !ends_with_one(anothers_labels, label);
}

bool ends_with_anothers_label(Text left) { return ends_with_one(anothers_labels, without_tail(left)); }

bool is_label(Text text, bool of_name) {
    const Text label = without_tail(text);
    constexpr std::size_t longest_label = 10;
    return label.size() <= longest_label && ends_with_label(label, of_name);
}

bool begins_other_entity(Text right) {
    if (starts_with_one(entities, right)) return true;
    constexpr Text digits = U"第一二三四五六七八九十0123456789";
    std::size_t n = 0;
    while (n < right.size() && digits.find(right[n]) != Text::npos) ++n;
    return n > 0 && starts_with_one(entities, right.substr(n));
}

}  // namespace mangping::ocr
