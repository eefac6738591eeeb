#include "pipeline/decide/calendar.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <chrono>

#include "pipeline/decide/data.hpp"
#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

namespace ch = std::chrono;

ch::sys_days whole(const Date& d) { return ch::sys_days{ch::year{d.year} / d.month / d.day}; }
std::int64_t number_of(const Date& d) { return whole(d).time_since_epoch().count(); }

/// "2023-09-29" or "2023-09-29 - 2023-10-06"; the day numbers of both ends.
std::optional<std::pair<std::int64_t, std::int64_t>> span_from(const std::string& written) {
    const std::size_t dash = written.find(" - ");
    const auto first = date_from(trimmed(written.substr(0, dash)));
    const auto last = dash == std::string::npos ? first : date_from(trimmed(written.substr(dash + 3)));
    if (!first || !last || first->day == 0 || last->day == 0) return std::nullopt;
    const auto a = number_of(*first), b = number_of(*last);
    if (b < a) return std::nullopt;
    return std::pair{a, b};
}

Fault broken(const std::filesystem::path& file, const YAML::Mark& mark, const std::string& what) {
    return {FaultKind::unreadable, "calendar_broken",
            file.filename().string() + ":" + std::to_string(mark.line + 1) + ": " + what};
}

}  // namespace

Result<Calendar> Calendar::load(const std::filesystem::path& folder) {
    Calendar out;
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& item : std::filesystem::directory_iterator(folder, error))
        if (item.path().extension() == ".yaml") files.push_back(item.path());
    // The nation's list first: the region's days stand on top of it. "national" sorts before "xinjiang".
    std::sort(files.begin(), files.end());
    for (const auto& file : files) try {
            const YAML::Node root = YAML::LoadFile(file.string());
            const bool nation = root["范围"].as<std::string>() == "全国";
            for (const auto& year : root["年份"]) {
                (nation ? out.national_ : out.regional_).insert(year.first.as<int>());
                for (const char* what : {"放假", "上班"})
                    for (const YAML::Node& item : year.second[what]) {
                        const auto span = span_from(item.as<std::string>());
                        if (!span) return broken(file, item.Mark(), "应写成 2023-10-01 或 2023-09-29 - 2023-10-06");
                        for (auto day = span->first; day <= span->second; ++day)
                            out.days_[day] = std::string_view(what) == "上班";
                    }
            }
        } catch (const YAML::Exception& failure) {
            return broken(file, failure.mark, failure.msg);
        }
    return out;
}

const Calendar& Calendar::standard() {
    static const Calendar calendar = [] {
        Result<Calendar> read = load(data_folder() / "calendar");
        return read ? std::move(*read) : Calendar{};
    }();
    return calendar;
}

bool Calendar::works(const Date& day) const {
    if (const auto it = days_.find(number_of(day)); it != days_.end()) return it->second;
    const ch::weekday weekday{whole(day)};
    return weekday != ch::Saturday && weekday != ch::Sunday;
}

int Calendar::working_days(const Date& first, const Date& last) const {
    int count = 0;
    for (auto day = whole(first); day <= whole(last); day += ch::days{1}) {
        const ch::year_month_day ymd{day};
        count += works({int(ymd.year()), int(unsigned(ymd.month())), int(unsigned(ymd.day()))}) ? 1 : 0;
    }
    return count;
}

Instant Calendar::after_hours_of_working_days(Instant from, int hours) const {
    constexpr int longest_holiday = 60;  // days; a calendar without any working day must not hang the clock
    std::int64_t left = hours * hour;
    for (int rest = 0; left > 0 && rest < longest_holiday;) {
        const Date day = day_of(from);
        const std::int64_t until_midnight = last_second(day).seconds + 1 - from.seconds;
        const std::int64_t counted = works(day) ? std::min(left, until_midnight) : 0;
        rest = works(day) ? 0 : rest + 1;
        from.seconds += works(day) ? counted : until_midnight;
        left -= counted;
    }
    return from;
}

}  // namespace mangping::decide
