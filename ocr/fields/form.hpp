// Labels and the values that belong to them, however a form is laid out: behind a colon, after a gap, in the cell to
// the right, over several lines of a cell whose label stands at its middle.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ocr/fields/flow.hpp"

namespace mangping::ocr::fields {

/// `slot` is the caller's; several labels may name one slot. Words as folded, without spaces.
struct Label {
    int slot = 0;
    std::u32string_view words;
};

/// A label on the page: marks [from, to) of a row, the colon behind it included; `second` is the row that holds its
/// other half where it is set on two lines.
struct Hit {
    int slot = 0;
    std::size_t row = 0, from = 0, to = 0;
    std::size_t second = npos;
    Rect box;
    std::size_t slips = 0;
    bool colon = false;
    bool stacked = false;  // `second` stands under the row, not beside it
};

class Form {
public:
    /// `flow` must outlive the form. Labels may stand spaced out (姓　名), in any width, and on two lines of a cell;
    /// labels of five characters and more with one character read as another.
    Form(const Flow& flow, std::span<const Label> labels);

    [[nodiscard]] const std::vector<Hit>& hits() const { return hits_; }
    /// Hits of a slot, best read first.
    [[nodiscard]] std::vector<const Hit*> of(int slot) const;
    [[nodiscard]] bool has(int slot) const { return !of(slot).empty(); }
    /// What stands behind or beside a label, at most `lines` lines of it. Empty where another label stands there. On a
    /// page whose labels stand over their values, as a telephone shows them, what stands under it.
    [[nodiscard]] Text value(const Hit& hit, std::size_t lines = 1) const;
    /// What stands in the cell under a label (the head of a column); empty where nothing does.
    [[nodiscard]] Text below(const Hit& hit, std::size_t lines = 1) const;

private:
    [[nodiscard]] bool heads_a_table(const Hit& hit) const;
    [[nodiscard]] std::optional<std::size_t> under(const Hit& hit) const;
    [[nodiscard]] bool labels_on_top() const;
    void find_in_row(std::size_t row, std::span<const Label> labels);
    void find_by_first_character(std::span<const Label> labels);
    void find_in_pieces(std::span<const Label> labels);
    void find_on_two_lines(std::span<const Label> labels);
    [[nodiscard]] const Hit* hit_at(std::size_t row, std::size_t from) const;
    [[nodiscard]] std::size_t end_in_row(std::size_t row, std::size_t from) const;
    [[nodiscard]] std::optional<std::size_t> beside(const Hit& hit) const;
    [[nodiscard]] bool owned_by_another(const Rect& row, const Hit& hit) const;
    [[nodiscard]] bool is_label_row(std::size_t row) const;
    void add_lines(Text& out, std::size_t row, const Hit& hit, double left, std::size_t lines, bool upwards) const;

    const Flow& flow_;
    std::vector<Hit> hits_;
    bool on_top_ = false;  // labels stand over their values
};

}  // namespace mangping::ocr::fields
