#include "pipeline/decide/calendar.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "pipeline/decide/data.hpp"

namespace mangping::decide {
namespace {

struct Vector {
    const char *first, *last;
    int days;
};

TEST(Calendar, CountsTheWorkingDaysOfTheRulesOwnVectors) {
    // Inclusive counts; the national calendar (the rules' analysis, section 8).
    const std::vector<Vector> vectors{
        {"2020-08-03", "2020-08-07", 5}, {"2020-08-07", "2020-08-12", 4}, {"2020-08-07", "2020-08-13", 5},
        {"2021-09-13", "2021-09-17", 5}, {"2021-09-15", "2021-09-22", 5}, {"2021-09-16", "2021-09-22", 4},
        {"2021-09-18", "2021-09-24", 4}, {"2021-09-26", "2021-09-30", 5}, {"2021-09-28", "2021-10-08", 4},
        {"2021-09-28", "2021-10-09", 5}, {"2023-09-04", "2023-09-08", 5}, {"2023-09-08", "2023-09-13", 4},
        {"2023-09-25", "2023-09-29", 4}, {"2023-09-25", "2023-10-07", 5}, {"2024-09-09", "2024-09-13", 5},
        {"2024-09-11", "2024-09-17", 4}, {"2024-09-11", "2024-09-18", 5}, {"2024-09-14", "2024-09-20", 4},
        {"2024-09-25", "2024-09-29", 4}};
    for (const Vector& v : vectors)
        EXPECT_EQ(Calendar::standard().working_days(*date_from(v.first), *date_from(v.last)), v.days)
            << v.first << " " << v.last;
}

TEST(Calendar, KnowsTheRegionsOwnHolidaysWhereItsListIsKnown) {
    const Calendar& calendar = Calendar::standard();
    EXPECT_FALSE(calendar.works({2023, 4, 21}));  // a Friday, off in Xinjiang alone
    EXPECT_FALSE(calendar.works({2022, 7, 13}));
    EXPECT_TRUE(calendar.works({2022, 7, 14}));
    for (const int year : {2020, 2021, 2024}) EXPECT_FALSE(calendar.knows_region(year)) << year;
    for (const int year : {2022, 2023, 2025}) EXPECT_TRUE(calendar.knows_region(year)) << year;
    for (int year = 2020; year <= 2026; ++year) EXPECT_TRUE(calendar.knows_nation(year)) << year;
    EXPECT_FALSE(calendar.knows_nation(2031));
}

TEST(Calendar, LeavesOutTheHoursOfDaysThatAreNotWorked) {
    const auto after = [](const char* from, int hours) {
        return rfc3339(Calendar::standard().after_hours_of_working_days(*instant_from(from), hours));
    };
    EXPECT_EQ(after("2023-09-05T09:30:00+08:00", 48), "2023-09-07T09:30:00+08:00");  // within a week
    EXPECT_EQ(after("2023-09-08T18:00:00+08:00", 6), "2023-09-09T00:00:00+08:00");   // Friday's last second
    EXPECT_EQ(after("2023-09-09T10:00:00+08:00", 1), "2023-09-11T01:00:00+08:00");   // returned on a Saturday
    // The autumn holidays, 29 September to 6 October; Saturday the 7th is worked.
    EXPECT_EQ(after("2023-09-28T12:00:00+08:00", 24), "2023-10-07T12:00:00+08:00");
}

TEST(Calendar, MakesUpOnWeekendsOnlyAndRestsOnWeekdays) {
    // A day worked in exchange is a Saturday or a Sunday, by what the word means.
    std::ifstream file(data_folder() / "calendar/national.yaml");
    ASSERT_TRUE(file);
    for (std::string line; std::getline(file, line);) {
        if (line.find("上班:") == std::string::npos) continue;
        for (std::size_t at = line.find("20"); at != std::string::npos; at = line.find("20", at + 10)) {
            const auto day = date_from(line.substr(at, 10));
            ASSERT_TRUE(day) << line;
            const auto weekday = (first_second(*day).seconds / (24 * hour) + 1 + 4) % 7;  // 1970-01-01 was a Thursday
            EXPECT_TRUE(weekday == 0 || weekday == 6) << line.substr(at, 10);
            EXPECT_TRUE(Calendar::standard().works(*day)) << line.substr(at, 10);
        }
    }
}

TEST(Calendar, SaysWhereItIsBroken) {
    const auto folder = std::filesystem::path(::testing::TempDir()) / ("calendar-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "x.yaml") << "范围: 全国\n年份:\n  2027:\n    放假: [2027-02-30]\n    上班: []\n";
    const auto broken = Calendar::load(folder);
    ASSERT_FALSE(broken.ok());
    EXPECT_THAT(broken.fault().detail, ::testing::HasSubstr("x.yaml:4"));
}

}  // namespace
}  // namespace mangping::decide
