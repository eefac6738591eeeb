// Finds the lines of an upright page and reads them.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/page.hpp"
#include "models/result.hpp"
#include "ocr/engine.hpp"
#include "pipeline/context.hpp"

namespace mangping::ocr {

struct ReadOptions {
    bool second_opinion = true;      // doubtful lines are read again by `second` and in other channels
    std::vector<Rect> skip_upright;  // portraits, codes: not read
    std::vector<Seal> seals;         // whose rings are no part of the print under them
};

/// `second` may be null. Boxes and quads are upright pixels. Faults: page_timeout, cancelled, reader_failed.
[[nodiscard]] Result<Reading> read_page(const UprightPage& page, Engine& first, Engine* second,
                                        const ReadOptions& options, const Context& context);

/// A page that was read and stays open, so that places of it can be looked at again.
class OpenPage {
public:
    /// As read_page; page and engines must outlive it.
    [[nodiscard]] static Result<OpenPage> read(const UprightPage& page, Engine& first, Engine* second,
                                               const ReadOptions& options, const Context& context);
    OpenPage(OpenPage&&) noexcept;
    OpenPage& operator=(OpenPage&&) noexcept;
    ~OpenPage();

    [[nodiscard]] const Reading& reading() const { return reading_; }
    /// Evidence::log_ratio of a string at a place of one level line, once for each way of looking at it: each engine
    /// that is asked, at two sizes. Asked are the page's own, or `outsider` alone where one is given. Empty where no
    /// line was found there or the engines keep no evidence. Faults: those of the engines.
    [[nodiscard]] Result<std::vector<double>> log_ratios(const std::vector<std::string>& characters,
                                                         const std::vector<bool>& mark_before,
                                                         const Rect& place_upright, Engine* outsider = nullptr);
    /// The same of several strings, one answer each; the line is shown to the engines once.
    [[nodiscard]] Result<std::vector<std::vector<double>>> log_ratios(const std::vector<AskedString>& strings,
                                                                      const Rect& place_upright,
                                                                      Engine* outsider = nullptr);

    /// Each of the strings on the level line in each of these boxes. An answer is empty where no line was found there
    /// or the engines keep no evidence. Faults: those of the engines, page_timeout, cancelled.
    [[nodiscard]] Result<std::vector<std::vector<StringOnLine>>> place_on_lines(const std::vector<AskedString>& strings,
                                                                                const std::vector<Rect>& lines_upright);

    /// The lines that `first` read with less than this confidence (or not at all, though they look like text), read by
    /// another engine. For a script that `first` does not know. Faults: those of the engine, page_timeout, cancelled.
    [[nodiscard]] Result<Reading> read_doubtful_by(Engine& other, float below);

    /// The box of the dark ink in a region, rules left out; upright px. Ink counts where the middle of its component
    /// lies within and no gap wider than `widest_gap` px parts it from what stands left of it, and with it what
    /// a rule has cut off above or below. Empty where there is none.
    [[nodiscard]] std::optional<Rect> ink_in(const Rect& region_upright, double widest_gap = 1e9) const;

private:
    OpenPage();
    Reading reading_;
    struct Kept;
    std::unique_ptr<Kept> kept_;
};

}  // namespace mangping::ocr
