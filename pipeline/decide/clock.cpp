#include "pipeline/decide/clock.hpp"

#include <chrono>
#include <cstdio>

namespace mangping::decide {
namespace {

namespace ch = std::chrono;

constexpr std::int64_t day_seconds = 24 * hour;
constexpr std::int64_t shanghai = 8 * hour;

/// `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (const char c : text.substr(at, count)) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

bool is(std::string_view text, std::size_t at, char wanted) { return at < text.size() && text[at] == wanted; }

std::int64_t days_from_epoch(int year, int month, int day) {
    return ch::sys_days{ch::year{year} / month / day}.time_since_epoch().count();
}

/// Offset of "Z", "+08:00" or "" (local) at `at`, which must end the text.
std::optional<std::int64_t> offset_at(std::string_view text, std::size_t at) {
    if (at == text.size()) return shanghai;
    if (text.substr(at) == "Z") return 0;
    if (text.size() != at + 6 || !is(text, at + 3, ':') || (text[at] != '+' && text[at] != '-')) return std::nullopt;
    const int hours = digits(text, at + 1, 2), minutes = digits(text, at + 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59) return std::nullopt;
    return (text[at] == '-' ? -1 : 1) * (hours * hour + minutes * 60);
}

struct Clock {
    std::int64_t seconds = 0;
    std::size_t end = 0;
};

/// "20:00" or "20:00:00" at `at`.
std::optional<Clock> clock_at(std::string_view text, std::size_t at) {
    const int hours = digits(text, at, 2), minutes = digits(text, at + 3, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !is(text, at + 2, ':')) return std::nullopt;
    if (!is(text, at + 5, ':')) return Clock{hours * hour + minutes * 60, at + 5};
    const int seconds = digits(text, at + 6, 2);
    if (seconds < 0 || seconds > 59) return std::nullopt;
    return Clock{hours * hour + minutes * 60 + seconds, at + 8};
}

std::optional<Instant> parsed(std::string_view text, std::int64_t clock_of_a_day) {
    const std::optional<Date> date = date_from(text.substr(0, 10));
    if (!date || date->day == 0) return std::nullopt;
    const std::int64_t midnight = days_from_epoch(date->year, date->month, date->day) * day_seconds;
    if (text.size() == 10) return Instant{midnight + clock_of_a_day - shanghai};
    if (!is(text, 10, 'T') && !is(text, 10, ' ')) return std::nullopt;
    const std::optional<Clock> clock = clock_at(text, 11);
    if (!clock) return std::nullopt;
    const std::optional<std::int64_t> offset = offset_at(text, clock->end);
    if (!offset) return std::nullopt;
    return Instant{midnight + clock->seconds - *offset};
}

struct Local {
    int year, month, day, hours, minutes, seconds;
};

Local local(Instant instant) {
    const ch::sys_seconds t{ch::seconds{instant.seconds + shanghai}};
    const auto midnight = ch::floor<ch::days>(t);
    const ch::year_month_day ymd{midnight};
    const ch::hh_mm_ss clock{t - midnight};
    return {int(ymd.year()),
            int(unsigned(ymd.month())),
            int(unsigned(ymd.day())),
            int(clock.hours().count()),
            int(clock.minutes().count()),
            int(clock.seconds().count())};
}

}  // namespace

std::optional<Instant> instant_from(std::string_view text) { return parsed(text, 0); }
std::optional<Instant> end_instant_from(std::string_view text) { return parsed(text, day_seconds - 1); }

std::string rfc3339(Instant instant) {
    const Local l = local(instant);
    char out[64];
    std::snprintf(out, sizeof out, "%04d-%02d-%02dT%02d:%02d:%02d+08:00", l.year, l.month, l.day, l.hours, l.minutes,
                  l.seconds);
    return out;
}

std::string spoken(Instant instant) {
    const Local l = local(instant);
    char out[96];
    std::snprintf(out, sizeof out, "%d年%d月%d日 %02d:%02d:%02d", l.year, l.month, l.day, l.hours, l.minutes,
                  l.seconds);
    return out;
}

std::optional<Date> date_from(std::string_view text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return std::nullopt;
    Date date{digits(text, 0, 4), 0, 0};
    if (date.year < 0) return std::nullopt;
    if (text.size() == 4) return date;
    date.month = digits(text, 5, 2);
    if (!is(text, 4, '-') || date.month < 1 || date.month > 12) return std::nullopt;
    if (text.size() == 7) return date;
    date.day = digits(text, 8, 2);
    if (!is(text, 7, '-') || date.day < 1) return std::nullopt;
    const ch::year_month_day ymd = ch::year{date.year} / date.month / date.day;
    if (!ymd.ok()) return std::nullopt;
    return date;
}

std::strong_ordering compare(const Date& a, const Date& b) {
    if (const auto order = a.year <=> b.year; order != 0) return order;
    if (a.month == 0 || b.month == 0) return std::strong_ordering::equal;
    if (const auto order = a.month <=> b.month; order != 0) return order;
    if (a.day == 0 || b.day == 0) return std::strong_ordering::equal;
    return a.day <=> b.day;
}

Date day_of(Instant instant) {
    const Local l = local(instant);
    return {l.year, l.month, l.day};
}

Instant first_second(const Date& date) {
    const int month = date.month == 0 ? 1 : date.month, day = date.day == 0 ? 1 : date.day;
    return {days_from_epoch(date.year, month, day) * day_seconds - shanghai};
}

Instant last_second(const Date& date) {
    if (date.day != 0) return {first_second(date).seconds + day_seconds - 1};
    const int month = date.month == 0 ? 12 : date.month;
    const Date next = month == 12 ? Date{date.year + 1, 1, 1} : Date{date.year, month + 1, 1};
    return {first_second(next).seconds - 1};
}

}  // namespace mangping::decide
