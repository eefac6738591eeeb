#include <algorithm>

#include "tests/support/synthetic/sheet.hpp"

namespace mangping::synthetic {

namespace {

/// Gives every cell its width: named ones theirs, the others an equal share of the rest.
std::vector<double> widths(const Row& row, double total) {
    double named = 0;
    int open = 0;
    for (const Cell& c : row.cells) c.w_mm > 0 ? named += c.w_mm : ++open;
    std::vector<double> out;
    const double scale = open == 0 && named > 0 ? total / named : 1;
    for (const Cell& c : row.cells) out.push_back(c.w_mm > 0 ? c.w_mm * scale : (total - named) / open);
    return out;
}

TextStyle style_of(const Cell& cell, const TableLook& look) {
    TextStyle s = cell.label ? look.label : look.value;
    s.align = cell.align;
    if (s.style == "print") s.style = "table";
    if (cell.hand) {
        s.hand = true;
        s.family = "LXGW WenKai";
        s.color = {0.08, 0.09, 0.16, 1};
        s.pt *= 1.15;
    }
    return s;
}

}  // namespace

double Sheet::table(double x, double y, double w, const std::vector<Row>& rows, const TableLook& look) {
    const double top = y;
    for (const Row& row : rows) {
        const std::vector<double> ws = widths(row, w);
        double h = row.h_mm;
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            if (!row.cells[i].vertical)
                h = std::max(h, 2 * look.pad_mm +
                                    measure(ws[i] - 2 * look.pad_mm, row.cells[i].text, style_of(row.cells[i], look)));
        double left = x;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const Cell& cell = row.cells[i];
            const TextStyle style = style_of(cell, look);
            if (cell.label && look.label_fill.a > 0) fill(left, y, ws[i], h, look.label_fill);
            if (cell.vertical) {
                double n = 0;
                for (const char c : cell.text) n += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                const double tall = n * style.pt * 25.4 / 72 * (1.05 + style.spacing_em);
                vertical(left + ws[i] / 2, y + std::max(look.pad_mm, (h - tall) / 2), cell.text, style);
            } else if (!cell.text.empty()) {
                const double tall = measure(ws[i] - 2 * look.pad_mm, cell.text, style);
                const double at = cell.top ? y + look.pad_mm : y + (h - tall) / 2;
                text(left + look.pad_mm, at, ws[i] - 2 * look.pad_mm, cell.text, style);
            }
            if (i > 0) rule(left, y, left, y + h, look.rule_mm, look.rule);
            left += ws[i];
        }
        if (y > top) rule(x, y, x + w, y, look.rule_mm, look.rule);
        y += h;
    }
    box(x, top, w, y - top, look.frame_mm, look.rule);
    return y;
}

}  // namespace mangping::synthetic
