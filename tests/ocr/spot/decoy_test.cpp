// Other people's names against long text: how often something is touched that must stay, how much is found, how long it
// takes.
#include <gtest/gtest.h>

#include <chrono>
#include <random>

#include "build.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/spot.hpp"

namespace mangping::ocr {
namespace {

using namespace test;

constexpr std::u32string_view surnames = U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董";
constexpr std::u32string_view givens =
    U"伟芳敏静丽强磊军洋勇艳杰涛明超霞平刚桂文华建国志宏晓小东海玉春梅秀兰永福新成德";

class People {
public:
    explicit People(unsigned seed) : random_(seed) {}
    char32_t one(std::u32string_view from) { return from[random_() % from.size()]; }
    std::u32string name(std::size_t size) {
        std::u32string out(1, one(surnames));
        while (out.size() < size) out.push_back(one(givens));
        return out;
    }
    std::size_t below(std::size_t n) { return random_() % n; }

private:
    std::mt19937 random_;
};

// Sentences as forms and reports have them; % is a name.
const std::vector<std::string> sentences{
    "本工程由%负责勘测设计，于二〇二一年六月通过验收。",
    "%，男，汉族，一九八五年三月生，本科学历，高级工程师。",
    "根据自治区有关规定，经单位研究，同意推荐%同志申报高级职称。",
    "编制：%　校核：%　审定：%",
    "作者简介：%（1985—），主要从事水利工程研究工作。",
    "参加人员有%、%、%等，会议由%主持。",
    "提高明显的经济效益和社会效益，为全面建成小康社会作出了新的贡献。",
    "在项目实施过程中，严格执行国家标准和行业规范，保证了工程质量和施工安全。",
    "获奖者%在技术创新方面成绩突出，特发此证，以资鼓励。",
    "项目总投资一千二百万元，建设地点位于和平路以东、文化路以南，建国以来首次采用该工艺。"};

struct Sheet {
    Reading reading;
    std::vector<std::u32string> names;  // as they stand there, in order
};

Sheet sheet(People& people, const std::vector<std::u32string>& population, std::size_t lines) {
    Sheet out;
    for (std::size_t i = 0; i < lines; ++i) {
        std::string text;
        for (const char c : sentences[people.below(sentences.size())]) {
            if (c != '%') {
                text.push_back(c);
                continue;
            }
            out.names.push_back(population[people.below(population.size())]);
            text += utf8(out.names.back());
        }
        out.reading.lines.push_back(line(text, {.x = 80, .y = 60 + 36.0 * static_cast<double>(i), .p = 0.95F}));
    }
    return out;
}

std::vector<std::u32string> population(People& people, std::size_t size) {
    std::vector<std::u32string> out;
    for (std::size_t i = 0; i < size; ++i) out.push_back(people.name(people.below(5) == 0 ? 2 : 3));
    return out;
}

TEST(Decoys, TwoThousandOtherNamesTouchNothing) {
    People people(7);
    const auto colleagues = population(people, 400);
    const Sheet text = sheet(people, colleagues, 40);
    std::size_t tried = 0, masked = 0, asked = 0;
    for (std::size_t i = 0; i < 2000; ++i) {
        const std::u32string name = people.name(i % 4 == 0 ? 2 : 3);
        if (std::find(text.names.begin(), text.names.end(), name) != text.names.end()) continue;
        ++tried;
        for (const Finding& finding : spotted(text.reading, targets(utf8(name))))
            ++(finding.zone == Zone::mask ? masked : asked);
    }
    RecordProperty("tried", static_cast<int>(tried));
    RecordProperty("asked", static_cast<int>(asked));
    EXPECT_GT(tried, 1900U);
    EXPECT_EQ(masked, 0U);
    EXPECT_LE(asked, tried / 100);
}

TEST(Decoys, EveryMentionOnAPageOfColleaguesIsMasked) {
    People people(11);
    const auto colleagues = population(people, 60);
    const Sheet text = sheet(people, colleagues, 40);
    std::size_t mentions = 0, masked = 0, touched = 0;
    for (const std::u32string& name : colleagues) {
        std::size_t here = 0;
        for (const std::u32string& other : text.names) here += other == name ? 1 : 0;
        std::size_t found = 0;
        for (const Finding& finding : spotted(text.reading, targets(utf8(name))))
            found += finding.zone == Zone::mask ? 1 : 0;
        mentions += here;
        masked += std::min(found, here);
        touched += found > here ? found - here : 0;
    }
    EXPECT_GT(mentions, 30U);
    EXPECT_EQ(masked, mentions);
    EXPECT_EQ(touched, 0U);
}

TEST(Decoys, NearMissesReadSurelyAreNeverMasked) {
    People people(13);
    std::size_t masked = 0, asked = 0;
    constexpr int tries = 600;
    for (int i = 0; i < tries; ++i) {
        const std::u32string name = people.name(i % 3 == 0 ? 2 : 3);
        std::u32string other = name;
        const std::size_t at = people.below(name.size());
        do other[at] = people.one(at == 0 ? surnames : givens);
        while (other == name);
        const Reading reading = page({line("由" + utf8(other) + "负责，姓名：" + utf8(other), {.p = 0.98F})});
        for (const Finding& finding : spotted(reading, targets(utf8(name))))
            ++(finding.zone == Zone::mask ? masked : asked);
    }
    EXPECT_EQ(masked, 0U);
    EXPECT_LE(asked, tries / 50);
}

TEST(Decoys, APageTakesLessThanTenMilliseconds) {
    People people(17);
    const Sheet text = sheet(people, population(people, 60), 40);
    const Targets wanted = targets("林知远", "克拉玛依众诚工程咨询有限责任公司");
    (void)spotted(text.reading, wanted);  // the dictionary of words is loaded once a process
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        (void)spotted(text.reading, wanted);
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    RecordProperty("milliseconds", std::to_string(best));
    EXPECT_LT(best, 10.0);
}

}  // namespace
}  // namespace mangping::ocr
