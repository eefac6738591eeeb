// Working days: Monday to Friday, less the public holidays, plus the days worked in exchange, as data/calendar lists
// them year by year. The region adds days of its own; where its list for a year is not known, that is said.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "models/result.hpp"
#include "pipeline/decide/clock.hpp"

namespace mangping::decide {

class Calendar {
public:
    /// Reads every *.yaml of a folder. Faults: calendar_broken (detail: file:line: what is wrong).
    [[nodiscard]] static Result<Calendar> load(const std::filesystem::path& folder);
    /// That of data_folder()/calendar; empty when it cannot be read (every day from Monday to Friday works then, and
    /// no year is known).
    [[nodiscard]] static const Calendar& standard();

    /// Precondition: a whole date.
    [[nodiscard]] bool works(const Date& day) const;
    /// Working days from `first` to `last`, both counted. 0 when they are the wrong way round.
    [[nodiscard]] int working_days(const Date& first, const Date& last) const;
    /// `hours` after an instant, those of days that are not worked left out.
    [[nodiscard]] Instant after_hours_of_working_days(Instant from, int hours) const;
    [[nodiscard]] bool knows_nation(int year) const { return national_.contains(year); }
    /// The region's own days of the year are known, too.
    [[nodiscard]] bool knows_region(int year) const { return regional_.contains(year); }

private:
    std::set<int> national_, regional_;  // years
    std::map<std::int64_t, bool> days_;  // day number: works or not, where it differs from the week's rule
};

}  // namespace mangping::decide
