#include "ocr/names/han.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>

namespace mangping::ocr {
namespace {

// The hundred most frequent surnames and those of the polyphone table, in no order.
constexpr std::u32string_view surnames =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    U"陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔"
    U"伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙"
    U"鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞"
    U"姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘";
constexpr std::u32string_view givens =
    U"伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华文玉兰红建国林飞志辉东宇浩然轩子涵梓欣怡雨晨佳琪思梦琳雪婷慧鑫鹏峰"
    U"波"
    U"斌龙海山川江河云天宏洪亮新永成福贵生春夏秋冬梅竹菊凤玲珍珠莉萍娟燕莹颖瑞祥德义仁礼智信忠诚孝良善美学才俊雄豪毅坚"
    U"石"
    U"松柏青蓝绿紫金银玺琦瑜瑾璐瑶珊琴瑟书画诗远近安康宁泰和乐喜庆荣光昌盛兴旺发达长富裕丰满晓小大中一二三正立群众卫民"
    U"革"
    U"胜利和顺保全根树木森彬炎焱炜煜烨烁灿晖旭昊晗晴曦朝阳月星辰宸嘉家佩佳娇媛嫣妍姗妮婉婧倩茜蓉蕾薇茹菲芬芝芸苗若蓓香"
    U"馨"
    U"卓越凡帆航舟博洁清泽润涛淼溪滨渊源浦泓澄瀚雷霆震电风霖露霜雁鹤鸿翔鹰虎豹麟骏驰骁腾跃进步升启程知行之其以如为亦"
    U"守宗祖继承传绍先克奇奎维伦纯绪纲纪经纬绮缘景映昭晟晶智曙曼朋权材杨柳桐梁桢榕楠楷桥槐友少仲伯孟季子君淑贤惠敬爱恩"
    U"慈"
    U"可心怀念忆悦悟情恒恺恬悠愉望期希冀尚向奋力勤劳动功劲勋勉培基城坤堂增墨壮声夫奕宝定宜实宽宾密寒尔展岩岭岳峻崇巍";
constexpr std::u32string_view transliterating =
    U"阿艾买提麦拉克孜江古丽木尔汗力吐逊热合曼依布不都卡斯姆玛吾米尼肉迪亚库吉外赛巴哈图努萨帕沙比娜再乃夏甫洪帖那瓦列"
    U"别"
    U"山叶森什海恰牙生苏莱满祖菲耶买哈穆罕默德伊萨如仙乌斯曼塔依尔加帕尔莫敏台来提凯赛尔白克力喀伯赫扎腊密姑则而";
constexpr std::u32string_view also_transliterating = U"玉肯胡达茹皮居马波托根兰恩拜丹奴纳辛朱卓多尤杰阔";
constexpr std::array<std::u32string_view, 26> compound_surnames{
    U"欧阳", U"司马", U"上官", U"诸葛", U"东方", U"皇甫", U"尉迟", U"公孙", U"慕容",
    U"令狐", U"司徒", U"长孙", U"宇文", U"夏侯", U"轩辕", U"端木", U"独孤", U"南宫",
    U"澹台", U"万俟", U"闻人", U"申屠", U"呼延", U"赫连", U"濮阳", U"拓跋"};

bool contains(std::u32string_view list, char32_t c) { return list.find(c) != std::u32string_view::npos; }

}  // namespace

bool is_han(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x323AF) ||
           c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF);
}

bool is_arabic(char32_t c) {
    return (c >= 0x0600 && c <= 0x06FF) || (c >= 0x0750 && c <= 0x077F) || (c >= 0xFB50 && c <= 0xFDFF) ||
           (c >= 0xFE70 && c <= 0xFEFF);
}

bool is_surname(char32_t c) { return contains(surnames, c); }
bool is_given(char32_t c) { return contains(givens, c); }
bool is_transliteration(char32_t c) { return contains(transliterating, c); }
bool may_transliterate(char32_t c) { return is_transliteration(c) || contains(also_transliterating, c); }

std::size_t surname_length(std::u32string_view name) {
    if (name.size() < 3) return 1;
    const bool compound =
        std::find(compound_surnames.begin(), compound_surnames.end(), name.substr(0, 2)) != compound_surnames.end();
    return compound ? 2 : 1;
}

std::vector<bool> word_breaks(std::u32string_view text) {
    std::vector<bool> out(text.size() + 1, false);
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> words(
        icu::BreakIterator::createWordInstance(icu::Locale::getChinese(), error));
    if (U_FAILURE(error))
        return std::vector<bool>(text.size() + 1, true);  // no dictionary: every position may be a break
    const icu::UnicodeString utf16 = icu::UnicodeString::fromUTF32(reinterpret_cast<const UChar32*>(text.data()),
                                                                   static_cast<std::int32_t>(text.size()));
    words->setText(utf16);
    for (std::int32_t at = words->first(); at != icu::BreakIterator::DONE; at = words->next())
        out[static_cast<std::size_t>(utf16.countChar32(0, at))] = true;
    return out;
}

}  // namespace mangping::ocr
