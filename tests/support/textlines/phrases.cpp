#include "tests/support/textlines/phrases.hpp"

#include "tests/support/synthetic/people.hpp"
#include "tests/support/textlines/textline.hpp"

namespace mangping::textlines {
namespace {

using synthetic::Rng;

/// Numbers, ranks and dates in Han: strokes as thin as the rules beside them.
std::string han_number(Rng& rng) {
    const auto digit = [&] { return rng.pick({"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"}); };
    const auto small = [&] { return rng.pick({"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一"}); };
    switch (rng.whole(0, 4)) {
        case 0:
            return std::string("二〇") + digit() + digit() + "年" + small() + "月" + (rng.chance(0.5) ? "" : "二十") +
                   small() + "日";
        case 1:
            return std::string("第") + small() + rng.pick({"", "名", "完成人", "作者", "期", "批", "届"});
        case 2:
            return std::string(small()) +
                   rng.pick({"等奖", "级", "级建造师", "、", "类", "期工程", "号楼", "年", "项"});
        case 3:
            return std::string("(") + small() + ")" + rng.pick({"", "期", "标段"});
        default:
            return std::string("之") + small();
    }
}

std::string date(Rng& rng) {
    const std::string y = std::to_string(rng.whole(1960, 2026)), m = std::to_string(rng.whole(1, 12)),
                      d = std::to_string(rng.whole(1, 28));
    switch (rng.whole(0, 3)) {
        case 0:
            return y + "年" + m + "月" + d + "日";
        case 1:
            return y + "-" + m + "-" + d;
        case 2:
            return y + "." + m;
        default:
            return y + "年" + m + "月";
    }
}

std::string label(Rng& rng) {
    return rng.pick({"姓名",     "性别",         "民族",     "出生年月", "工作单位",   "身份证号", "证书编号",
                     "毕业院校", "所学专业",     "学历",     "学位",     "职称",       "聘任时间", "从事专业",
                     "联系电话", "家庭住址",     "单位意见", "签字",     "盖章",       "年度考核", "参加工作时间",
                     "政治面貌", "现任专业技术", "申报系列", "评审",     "继续教育",   "学时",     "论文题目",
                     "发表刊物", "本人排名",     "项目名称", "完成时间", "获奖等级",   "授予单位", "专利号",
                     "发证机关", "有效期",       "承诺人",   "审核人",   "推荐意见",   "公示",     "备注",
                     "附件",     "兹证明",       "特此证明", "同志",     "经考核合格", "准予毕业", "授予"}) +
           rng.pick({"：", ":", "", " ", "（", "）"});
}

/// What is said of a degree, where 学 and 士 stand in every combination.
std::string degree(Rng& rng) {
    return std::string(rng.pick({"", "授予", "学位：", "并授予"})) +
           rng.pick({"工学", "理学", "管理学", "医学", "教育学", "经济学", "法学", "文学", "农学", "历史学", "哲学"}) +
           rng.pick({"学士", "硕士", "博士"}) + rng.pick({"", "学位", "学位证书", "研究生"});
}

/// One-character values and what stands about them: 男 and 女, levels, years in Han.
std::string particulars(Rng& rng) {
    const std::string sex = rng.pick({"男", "女", "女"});
    switch (rng.whole(0, 5)) {
        case 0:
            return std::string("性别") + rng.pick({"：", " ", "", ":"}) + sex;
        case 1:
            return "性别 " + sex + " 民族 " + rng.pick({"汉", "维吾尔", "哈萨克", "回", "蒙古", "锡伯"});
        case 2:
            return sex + "，" + rng.pick({"汉族", "维吾尔族", "哈萨克族", "回族"}) + "，" +
                   std::to_string(rng.whole(1960, 2000)) + "年" + std::to_string(rng.whole(1, 12)) + "月" +
                   rng.pick({"生", "出生", "1日生"});
        case 3:
            return std::string(rng.pick({"考核结果：", "考核等次", "结果 ", "评定为"})) +
                   rng.pick({"合格", "优秀", "基本合格", "不合格", "称职", "良好"});
        case 4:
            return std::string(rng.pick({"二〇", "二〇", "一九"})) +
                   rng.pick({"〇九", "一〇", "二〇", "二一", "九八", "〇三", "一二"}) + "年" +
                   rng.pick({"一", "六", "七", "十", "十二"}) + "月" + rng.pick({"一", "三十", "二十", "〇"}) + "日";
        default:
            return std::string(rng.pick({"修完", "学完", "在本校"})) + synthetic::make_major(rng) +
                   rng.pick({"专业四年制本科", "专业三年制专科", "专业全日制硕士研究生"}) +
                   rng.pick({"教学计划规定的全部课程", "，成绩合格，准予毕业"});
    }
}

std::string phrase(Rng& rng) {
    switch (rng.whole(0, 15)) {
        case 13:
            return degree(rng);
        case 14:
        case 15:
            return particulars(rng);
        case 0:
        case 1:
            return synthetic::other_name(rng);
        case 2:
        case 3:
            return synthetic::make_employer(rng).name;
        case 4:
            return label(rng) + date(rng);
        case 5:
            return label(rng) + synthetic::other_name(rng);
        case 6: {
            const synthetic::Person p = synthetic::make_person(rng);
            return rng.chance(0.4) ? p.id_number : rng.chance(0.5) ? p.address : p.name_latin.front();
        }
        case 7:
            return synthetic::make_school(rng).name + synthetic::make_major(rng);
        case 8:
            return rng.chance(0.5) ? synthetic::make_work_title(rng) : "《" + synthetic::make_work_title(rng) + "》";
        case 9:
            return rng.chance(0.3)   ? synthetic::make_credit_code(rng)
                   : rng.chance(0.4) ? synthetic::make_patent_number(rng, rng.whole(1995, 2025))
                   : rng.chance(0.5) ? synthetic::make_verification_code(rng)
                                     : synthetic::make_phone(rng);
        case 10:
            return label(rng) + synthetic::make_specialty(rng) +
                   rng.pick({"高级工程师", "工程师", "助理工程师", "，", "。", "、", "；", "研究员", "教授", "讲师"});
        case 11:
            return han_number(rng);
        default:
            return date(rng) + rng.pick({"至", "—", "-", "~", "起", "止"}) + date(rng);
    }
}

std::u32string letters(Rng& rng, int count) {
    std::u32string out;
    const int shape = rng.whole(0, 3);
    for (int i = 0; i < count; ++i) {
        const bool upper = shape == 0 || (shape == 1 && i == 0);
        out += static_cast<char32_t>((upper ? 'A' : 'a') + rng.whole(0, 25));
    }
    return out;
}

}  // namespace

std::u32string dossier_phrase(Rng& rng) { return code_points(phrase(rng)); }

std::u32string any_characters(Rng& rng, const std::u32string& charset, int count) {
    std::u32string out;
    // The charset begins with digits, Latin and signs, then come GB 2312's level 1, what names have besides, level 2.
    constexpr int kSigns = 213, kCommonEnd = kSigns + 3755, kNamesEnd = kCommonEnd + 223;
    const int all = static_cast<int>(charset.size());
    const auto among = [&](int from, int to) { return rng.whole(std::min(from, all - 1), std::min(to, all) - 1); };
    for (int i = 0; i < count; ++i) {
        const double u = rng.unit();
        const int at = u < 0.04                        ? among(0, kSigns)
                       : u < 0.80 || all <= kCommonEnd ? among(kSigns, kCommonEnd)
                       : u < 0.92 || all <= kNamesEnd  ? among(kCommonEnd, kNamesEnd)
                                                       : among(kNamesEnd, all);
        out += charset[static_cast<std::size_t>(at)];
    }
    return out;
}

std::u32string latin_phrase(Rng& rng) {
    switch (rng.whole(0, 3)) {
        case 0:
            return code_points(rng.digits(rng.whole(1, 12)));
        case 1:
            return letters(rng, rng.whole(2, 9)) + U" " + letters(rng, rng.whole(2, 9));
        case 2: {
            constexpr std::u32string_view kMixed = U"0123456789ABCDEFGHJKLMNPQRSTUVWXYZ-./()";
            std::u32string out;
            for (int n = rng.whole(3, 14); n > 0; --n) out += kMixed[rng.next() % kMixed.size()];
            return out;
        }
        default:
            return code_points(rng.digits(rng.whole(1, 4)) + rng.pick({".", "-", "/", "%", ":", ","}) +
                               rng.digits(rng.whole(1, 3)) + rng.pick({"", "元", "万", "℃", "㎡", "kV", "m"}));
    }
}

std::u32string favouring(Rng& rng, const std::u32string& favoured, const std::u32string& charset) {
    const auto one = [&] { return favoured[rng.next() % favoured.size()]; };
    if (rng.chance(0.4)) {
        std::u32string out;
        for (int n = rng.whole(2, 5); n > 0; --n) out += any_characters(rng, charset, rng.whole(1, 2)) + one();
        return out;
    }
    // 林睿, 鲁知远, 图尔荪阿依·…: one or two characters of a drawn name are others.
    std::u32string name = code_points(synthetic::other_name(rng));
    for (int n = rng.whole(1, 2); n > 0; --n) {
        char32_t& c = name[rng.next() % name.size()];
        if (c != U'·') c = one();
    }
    const std::u32string before = rng.chance(0.5) ? code_points(label(rng)) : U"";
    return before + name + code_points(rng.pick({"", "同志", "，", "、", "（", "于", " "}));
}

std::u32string line_text(Rng& rng, const std::u32string& charset, int count, const LineOptions& options) {
    // Of held-out lines all text is as dossiers have it.
    const double dossier_share = options.share == Share::held_out ? 1 : options.dossier_share;
    std::u32string out;
    while (static_cast<int>(out.size()) < count) {
        if (!options.favoured.empty() && rng.chance(options.favoured_share))
            out += favouring(rng, options.favoured, charset);
        // Of what is no phrase, a tenth is Latin and numbers.
        else if (dossier_share >= 1 || rng.chance(dossier_share))
            out += dossier_phrase(rng);
        else if (rng.chance(0.1))
            out += latin_phrase(rng);
        else
            out += any_characters(rng, charset, rng.whole(3, 12));
        if (rng.chance(0.12)) out += U' ';
        if (rng.chance(0.05)) out += std::u32string(static_cast<std::size_t>(rng.whole(3, 14)), U' ');
    }
    return out;
}

}  // namespace mangping::textlines
