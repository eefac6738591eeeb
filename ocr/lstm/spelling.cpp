#include "ocr/lstm/spelling.hpp"

#include <algorithm>
#include <numeric>

namespace mangping::ocr::lstm {

Spelling::Spelling(const Model& model)
    : codes_(model.output.rows),
      blank_(model.blank),
      texts_(model.characters),
      spelt_(model.spelling),
      by_text_(model.characters.size()) {
    const auto add_node = [&](int code) {
        nodes_.push_back({code, kNone});
        children_.resize(nodes_.size() * static_cast<std::size_t>(codes_), kNone);
        return static_cast<int>(nodes_.size()) - 1;
    };
    add_node(kNone);
    for (std::size_t c = 0; c < spelt_.size(); ++c) {
        if (spelt_[c].empty()) continue;
        int node = kRoot;
        for (const int code : spelt_[c]) {
            const std::size_t at =
                static_cast<std::size_t>(node) * static_cast<std::size_t>(codes_) + static_cast<std::size_t>(code);
            if (children_[at] == kNone) {
                const int added = add_node(code);
                children_[at] = static_cast<std::int16_t>(added);
            }
            node = children_[at];
        }
        int& character = nodes_[static_cast<std::size_t>(node)].character;
        if (character == kNone) character = static_cast<int>(c);
    }
    std::iota(by_text_.begin(), by_text_.end(), 0);
    std::stable_sort(by_text_.begin(), by_text_.end(),
                     [&](std::size_t a, std::size_t b) { return texts_[a] < texts_[b]; });
}

const std::vector<int>& Spelling::spell(const std::string& utf8) const {
    static const std::vector<int> unknown;
    const auto at = std::lower_bound(by_text_.begin(), by_text_.end(), utf8,
                                     [&](std::size_t c, const std::string& text) { return texts_[c] < text; });
    return at != by_text_.end() && texts_[*at] == utf8 ? spelt_[*at] : unknown;
}

}  // namespace mangping::ocr::lstm
