// What else a form might say: one digit, one character, one step of a list.
#include <algorithm>
#include <array>
#include <cstdio>

#include "bench/accuracy/planted_dossiers.hpp"
#include "pipeline/decide/clock.hpp"
#include "tests/support/synthetic/people.hpp"

namespace mangping::bench {
namespace {

using synthetic::Rng;

bool one_of(const std::string& key, std::initializer_list<const char*> keys) {
    return std::any_of(keys.begin(), keys.end(), [&](const char* k) { return key == k; });
}

/// Another word of the list that holds `value`; "" when none does.
std::string another_of(const std::string& value, const std::vector<std::vector<std::string>>& lists, Rng& rng) {
    for (const auto& list : lists) {
        if (std::find(list.begin(), list.end(), value) == list.end()) continue;
        for (;;)
            if (std::string other = rng.pick(list); other != value) return other;
    }
    return {};
}

char another_digit(char digit, Rng& rng) { return static_cast<char>('0' + (digit - '0' + rng.whole(1, 9)) % 10); }

/// One digit of the second half: region, year and level stand before it and are held against other fields.
std::string other_number(std::string number, Rng& rng) {
    std::vector<std::size_t> places;
    for (std::size_t i = number.size() / 2; i < number.size(); ++i)
        if (number[i] >= '0' && number[i] <= '9') places.push_back(i);
    if (places.empty()) return {};
    char& digit = number[rng.pick(places)];
    digit = another_digit(digit, rng);
    return number;
}

/// One digit of the running number, and the check character that goes with it.
std::string other_id(std::string id, Rng& rng) {
    if (id.size() != 18) return {};
    const auto at = static_cast<std::size_t>(rng.whole(14, 15));
    id[at] = another_digit(id[at], rng);
    id[17] = synthetic::id_check_digit(id.substr(0, 17));
    return id;
}

/// One digit of the day, the month or the year, such that it is a date still.
std::string other_date(const std::string& date, Rng& rng) {
    for (int tries = 0; tries < 200; ++tries) {
        std::string other = date;
        const std::size_t at = static_cast<std::size_t>(rng.whole(2, static_cast<int>(date.size()) - 1));
        if (other[at] < '0' || other[at] > '9') continue;
        other[at] = another_digit(other[at], rng);
        const auto is = decide::date_from(other), was = decide::date_from(date);
        if (is && was && std::abs(is->year - was->year) <= 9 && is->month != 0) return other;
    }
    return {};
}

/// One Han character exchanged for another that such words hold.
std::string other_words(const std::string& words, Rng& rng) {
    static const std::vector<std::string> instead = synthetic::characters("天山河江海东西南北中华工商农林水电土木机化");
    std::vector<std::string> c = synthetic::characters(words);
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < c.size(); ++i)
        if (c[i].size() == 3 && c[i] != "（" && c[i] != "）") places.push_back(i);
    if (places.size() > 3) places.resize(places.size() - 2);  // 大学, 工程 stay what they are
    if (places.empty()) return {};
    std::string& one = c[rng.pick(places)];
    const std::string was = one;
    while (one == was) one = rng.pick(instead);
    std::string out;
    for (const std::string& part : c) out += part;
    return out;
}

std::string other_title(const std::string& title, Rng& rng) {
    static const std::vector<std::vector<std::string>> ladders{{"助理工程师", "工程师", "高级工程师", "正高级工程师"},
                                                               {"研究实习员", "助理研究员", "副研究员", "研究员"},
                                                               {"助理实验师", "实验师", "高级实验师", "正高级实验师"}};
    const std::string other = another_of(title, ladders, rng);
    return other.empty() ? other_words(title, rng) : other;
}

}  // namespace

std::string otherwise(const std::string& key, const std::string& value, Rng& rng) {
    if (value.empty()) return {};
    if (key == "id_number") return other_id(value, rng);
    if (one_of(key, {"certificate_no", "number"})) return other_number(value, rng);
    // Of a title's date the month counts, not the day.
    if (key == "obtained_on")
        return other_date(value.substr(0, 7), rng) + value.substr(std::min<std::size_t>(7, value.size()));
    if (key.ends_with("_date") || one_of(key, {"date", "updated_on"})) return other_date(value, rng);
    if (key == "sex") return value == "男" ? "女" : "男";
    if (key == "year") return std::to_string(std::atoi(value.c_str()) + (rng.chance(0.5) ? 1 : -1));
    // Fewer hours than declared; more do no harm.
    if (key == "hours") return std::to_string(std::max(1, std::atoi(value.c_str()) - rng.whole(2, 9)));
    if (key == "years") return std::to_string(std::atoi(value.c_str()) + rng.whole(1, 5));
    if (key == "result") return another_of(value, {{"优秀", "合格", "基本合格", "不合格"}}, rng);
    if (key == "title") return other_title(value, rng);
    if (key == "level")
        return another_of(value,
                          {{"博士研究生", "硕士研究生", "本科", "专科"},
                           {"正高级", "副高级", "中级", "初级"},
                           {"高级", "中级", "初级"}},
                          rng);
    if (key == "degree")
        return another_of(value, {{"工学学士", "理学学士", "管理学学士", "农学学士"}, {"工学硕士", "理学硕士"}}, rng);
    if (key == "series")
        return another_of(
            value, {{"工程系列", "实验技术系列", "自然科学研究系列"}, {"工程", "实验技术", "自然科学研究"}}, rng);
    if (one_of(key, {"school", "major", "specialty", "issuer"})) return other_words(value, rng);
    return {};
}

}  // namespace mangping::bench
