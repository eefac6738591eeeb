#include "pipeline/ingest/pdf_content.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace mangping::ingest {
namespace {

// An operator takes 33 operands at most (SCN in the widest colour space); more are noise and not kept.
constexpr std::size_t kMaxOperands = 64;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool is_delimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

std::optional<double> number(std::string_view token) {
    if (!token.empty() && token.front() == '+') token.remove_prefix(1);
    double value = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (error != std::errc{} || end != token.data() + token.size()) return std::nullopt;
    return value;
}

}  // namespace

bool shows_text(std::string_view op) { return op == "Tj" || op == "TJ" || op == "'" || op == "\""; }

Transform matrix_of(const std::vector<double>& n) { return {{n[0], n[2], n[4], n[1], n[3], n[5], 0, 0, 1}}; }

void ContentScanner::skip_string() {  // rest_ begins after the opening parenthesis
    int depth = 1;
    std::size_t i = 0;
    for (; i < rest_.size() && depth > 0; ++i) {
        if (rest_[i] == '\\')
            ++i;
        else if (rest_[i] == '(')
            ++depth;
        else if (rest_[i] == ')')
            --depth;
    }
    rest_.remove_prefix(std::min(i, rest_.size()));
}

/// The next token; strings, comments and brackets are stepped over. A name keeps its slash. Empty at the end.
std::string_view ContentScanner::token() {
    while (!rest_.empty()) {
        const char c = rest_.front();
        if (c == '(') {
            rest_.remove_prefix(1);
            skip_string();
        } else if (c == '%') {
            rest_.remove_prefix(std::min(rest_.find_first_of("\r\n"), rest_.size()));
        } else if (c == '<' && rest_.substr(0, 2) != "<<") {
            const std::size_t end = rest_.find('>');
            rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
        } else if (is_space(c) || (is_delimiter(c) && c != '/')) {
            rest_.remove_prefix(1);
        } else {
            std::size_t n = 1;
            while (n < rest_.size() && !is_space(rest_[n]) && !is_delimiter(rest_[n])) ++n;
            const std::string_view out = rest_.substr(0, n);
            rest_.remove_prefix(n);
            return out;
        }
    }
    return {};
}

/// After "BI": the dictionary up to ID, then the data up to an EI that stands alone.
void ContentScanner::read_inline_image(ContentOperator& out) {
    std::string key;
    for (std::string_view t = token(); !t.empty() && t != "ID"; t = token()) {
        if (t.front() == '/')
            key = t.substr(1);
        else if (const auto value = number(t); value && out.inline_numbers.size() < kMaxOperands)
            out.inline_numbers[key] = *value;
    }
    std::size_t at = 0;
    while ((at = rest_.find("EI", at)) != rest_.npos) {
        const bool before = at == 0 || is_space(rest_[at - 1]);
        const bool after = at + 2 >= rest_.size() || is_space(rest_[at + 2]);
        at += 2;
        if (before && after) break;
    }
    rest_.remove_prefix(std::min(at, rest_.size()));
}

bool ContentScanner::next(ContentOperator& out) {
    out = {};
    for (std::string_view t = token(); !t.empty(); t = token()) {
        if (t.front() == '/') {
            out.operand_name = t.substr(1);
        } else if (const auto value = number(t)) {
            if (out.numbers.size() < kMaxOperands) out.numbers.push_back(*value);
        } else if (t != "true" && t != "false" && t != "null") {
            out.name = t;
            if (t == "BI") read_inline_image(out);
            return true;
        }
    }
    return false;
}

}  // namespace mangping::ingest
