// The only form in which a page can leave: pixels with the masks burnt in, already encoded. Whoever writes files takes
// a MaskedPage and so cannot hold unmasked pixels. pipeline/mask makes it; the ledger may bring back one it made.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "models/geometry.hpp"
#include "models/page.hpp"

namespace mangping {

class MaskedPage {
public:
    /// Proof of having masked: only the rooms named here can make one.
    class Key {
        Key() = default;
        friend Key key_of_mask_room();
        friend Key key_of_ledger();
    };

    MaskedPage(Key, std::vector<std::uint8_t> jpeg, int width_px, int height_px, double width_unit, double height_unit)
        : jpeg_(std::move(jpeg)),
          width_px_(width_px),
          height_px_(height_px),
          width_(width_unit),
          height_(height_unit) {}

    /// A complete baseline JPEG without any metadata; deterministic for equal input.
    [[nodiscard]] const std::vector<std::uint8_t>& jpeg() const { return jpeg_; }
    [[nodiscard]] int width_px() const { return width_px_; }
    [[nodiscard]] int height_px() const { return height_px_; }
    /// Size of the masked page in its own unit: pixels for an image, points for a PDF page.
    [[nodiscard]] double width() const { return width_; }
    [[nodiscard]] double height() const { return height_; }

private:
    std::vector<std::uint8_t> jpeg_;
    int width_px_, height_px_;
    double width_, height_;
};

/// Defined in pipeline/mask and in workers/batch only.
MaskedPage::Key key_of_mask_room();
MaskedPage::Key key_of_ledger();

}  // namespace mangping
