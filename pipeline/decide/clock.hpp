// Instants, dates of differing precision, and months. The notices' clock is Asia/Shanghai, which has had no daylight
// saving since 1991: a fixed +08:00.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mangping::decide {

/// Seconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t seconds = 0;
    friend auto operator<=>(const Instant&, const Instant&) = default;
};

constexpr std::int64_t hour = 3600;

/// RFC 3339 ("2023-09-25T20:00:00+08:00", seconds optional), or local time as a pack writes it ("2023-09-25 20:00",
/// "2023-09-25 20:00:00"), or a day, which means its first second. Empty when it is none of these or no such day
/// exists.
[[nodiscard]] std::optional<Instant> instant_from(std::string_view text);
/// As instant_from, but a day means its last second (23:59:59), as the end of a window does.
[[nodiscard]] std::optional<Instant> end_instant_from(std::string_view text);
/// "2023-09-25T20:00:00+08:00".
[[nodiscard]] std::string rfc3339(Instant instant);
/// For an applicant: "2023年9月25日 20:00:00".
[[nodiscard]] std::string spoken(Instant instant);

/// "2021-06-30", "2021-06" or "2021".
struct Date {
    int year = 0;
    int month = 0;  // 0: only the year is known
    int day = 0;    // 0: only the month is known
    friend bool operator==(const Date&, const Date&) = default;
    /// Months since year 0; precondition: month > 0.
    [[nodiscard]] int month_index() const { return year * 12 + month - 1; }
};

/// Empty for "", "无" and for days that do not exist.
[[nodiscard]] std::optional<Date> date_from(std::string_view text);
/// Order at the precision that both have: 2021-06 and 2021-06-15 are equal.
[[nodiscard]] std::strong_ordering compare(const Date& a, const Date& b);
/// The local day of an instant.
[[nodiscard]] Date day_of(Instant instant);
/// First and last second of the day, month or year.
[[nodiscard]] Instant first_second(const Date& date);
[[nodiscard]] Instant last_second(const Date& date);

}  // namespace mangping::decide
