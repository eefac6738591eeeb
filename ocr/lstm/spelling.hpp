// How characters are spelt in codes, as a trie: Han characters take two to five codes each, and the code of one may
// begin that of another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ocr/lstm/traineddata.hpp"

namespace mangping::ocr::lstm {

class Spelling {
public:
    explicit Spelling(const Model& model);

    static constexpr int kRoot = 0, kNone = -1;
    /// The node that `code` leads to, or kNone.
    [[nodiscard]] int child(int node, int code) const {
        return children_[static_cast<std::size_t>(node) * static_cast<std::size_t>(codes_) +
                         static_cast<std::size_t>(code)];
    }
    /// The character spelt out at a node, or kNone.
    [[nodiscard]] int character(int node) const { return nodes_[static_cast<std::size_t>(node)].character; }
    /// The code that leads to a node; the root has none.
    [[nodiscard]] int code(int node) const { return nodes_[static_cast<std::size_t>(node)].code; }

    [[nodiscard]] int nodes() const { return static_cast<int>(nodes_.size()); }
    [[nodiscard]] int codes() const { return codes_; }
    [[nodiscard]] int blank() const { return blank_; }
    /// UTF-8; " " for the space.
    [[nodiscard]] const std::string& text(int character) const { return texts_[static_cast<std::size_t>(character)]; }
    /// The codes of a character of text; empty when the network does not know it.
    [[nodiscard]] const std::vector<int>& spell(const std::string& utf8) const;

private:
    struct Node {
        int code = kNone, character = kNone;
    };
    int codes_ = 0, blank_ = 0;
    std::vector<Node> nodes_;
    std::vector<std::int16_t> children_;  // nodes x codes
    std::vector<std::string> texts_;
    std::vector<std::vector<int>> spelt_;
    std::vector<std::size_t> by_text_;  // characters sorted by their text
};

}  // namespace mangping::ocr::lstm
