#include "pipeline/verify/bytes.hpp"

#include <iconv.h>

#include <array>
#include <cerrno>
#include <charconv>

namespace mangping::verify {
namespace {

void append_utf8(std::string& to, std::uint32_t c) {
    if (c < 0x80) {
        to.push_back(static_cast<char>(c));
    } else if (c < 0x800) {
        to.push_back(static_cast<char>(0xC0 | (c >> 6)));
        to.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x10000) {
        to.push_back(static_cast<char>(0xE0 | (c >> 12)));
        to.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        to.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    } else if (c < 0x110000) {
        to.push_back(static_cast<char>(0xF0 | (c >> 18)));
        to.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
        to.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
        to.push_back(static_cast<char>(0x80 | (c & 0x3F)));
    }
}

// Bytes that are no text become a line end, so that what stood on their two sides is not joined to a false string.
void break_run(std::string& to) {
    if (!to.empty() && to.back() != '\n') to.push_back('\n');
}

std::string printable_utf8(Bytes bytes) {
    std::string out;
    for (std::size_t i = 0; i < bytes.size();) {
        const std::uint8_t lead = bytes[i];
        const std::size_t length = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
        bool sound = length > 0 && i + length <= bytes.size() && !(lead < 0x20 && lead != '\t');
        for (std::size_t k = 1; sound && k < length; ++k) sound = (bytes[i + k] & 0xC0U) == 0x80U;
        if (!sound) {
            break_run(out);
            ++i;
            continue;
        }
        for (std::size_t k = 0; k < length; ++k) out.push_back(static_cast<char>(bytes[i + k]));
        i += length;
    }
    return out;
}

bool is_text_unit(std::uint32_t c) {
    return (c >= 0x20 && c < 0x7F) || (c >= 0xA0 && c < 0x250) || (c >= 0x600 && c < 0x700) ||
           (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040) || (c >= 0x30FB && c <= 0x30FC) ||
           (c >= 0x3400 && c < 0xA000) || (c >= 0xFB50 && c < 0xFF66);
}

std::string printable_utf16(Bytes bytes, bool big_endian, std::size_t from) {
    std::string out;
    for (std::size_t i = from; i + 1 < bytes.size(); i += 2) {
        const std::uint32_t c = big_endian ? static_cast<std::uint32_t>(bytes[i] << 8 | bytes[i + 1])
                                           : static_cast<std::uint32_t>(bytes[i + 1] << 8 | bytes[i]);
        if (is_text_unit(c))
            append_utf8(out, c);
        else
            break_run(out);
    }
    return out;
}

class Gb18030 {
public:
    Gb18030() : handle_(iconv_open("UTF-8", "GB18030")) {}
    ~Gb18030() {
        if (valid()) iconv_close(handle_);
    }
    Gb18030(const Gb18030&) = delete;
    Gb18030& operator=(const Gb18030&) = delete;

    [[nodiscard]] std::string utf8(Bytes bytes) const {
        std::string out;
        if (!valid()) return out;
        std::string copy(bytes.begin(), bytes.end());
        char* in = copy.data();
        std::size_t left = copy.size();
        std::array<char, 4096> buffer{};
        while (left > 0) {
            char* to = buffer.data();
            std::size_t room = buffer.size();
            const std::size_t done = iconv(handle_, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
            break_run(out);  // no character here: go on one byte further
            ++in;
            --left;
        }
        return out;
    }

private:
    [[nodiscard]] bool valid() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
    iconv_t handle_;
};

/// Value of "6797" in base 16 and the like; empty text or other signs give no value.
bool number(std::string_view digits, int base, std::uint32_t& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    return error == std::errc{} && end == digits.data() + digits.size();
}

/// The escape at the beginning of `text` as UTF-8 or a raw byte; 0 characters eaten where there is none.
std::size_t unescape_one(std::string_view text, std::string& to) {
    std::uint32_t value = 0;
    if (text.starts_with("&#")) {
        const std::size_t end = text.substr(0, 12).find(';');
        const bool hex = text.size() > 2 && (text[2] == 'x' || text[2] == 'X');
        if (end == std::string_view::npos ||
            !number(text.substr(hex ? 3 : 2, end - (hex ? 3 : 2)), hex ? 16 : 10, value))
            return 0;
        append_utf8(to, value);
        return end + 1;
    }
    if ((text.starts_with("%") || text.starts_with("#")) && text.size() >= 3 && number(text.substr(1, 2), 16, value)) {
        to.push_back(static_cast<char>(value));
        return 3;
    }
    if (text.starts_with("\\u") && text.size() >= 6 && number(text.substr(2, 4), 16, value)) {
        append_utf8(to, value);
        return 6;
    }
    if (text.starts_with("\\") && text.size() >= 4 && number(text.substr(1, 3), 8, value) && value < 256) {
        to.push_back(static_cast<char>(value));
        return 4;
    }
    return 0;
}

std::string unescaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool any = false;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t eaten = unescape_one(text.substr(i), out);
        any = any || eaten > 0;
        if (eaten == 0) out.push_back(text[i]);
        i += eaten == 0 ? 1 : eaten;
    }
    return any ? out : std::string();
}

Bytes bytes_of(const std::string& text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

}  // namespace

bool speaks_text(std::string_view utf8, const Search& search) {
    if (!search || utf8.empty()) return false;
    if (!search(utf8).empty()) return true;
    const std::string plain = unescaped(utf8);
    return !plain.empty() && !search(plain).empty();
}

bool speaks(Bytes bytes, const Search& search) {
    if (!search || bytes.empty()) return false;
    const std::string plain = printable_utf8(bytes);
    if (speaks_text(plain, search)) return true;
    for (const bool big_endian : {true, false})
        for (const std::size_t from : {std::size_t{0}, std::size_t{1}})
            if (!search(printable_utf16(bytes, big_endian, from)).empty()) return true;
    if (!search(Gb18030().utf8(bytes)).empty()) return true;
    // Escapes may hide another encoding: %C1%D6 is GB18030.
    const std::string raw = unescaped(plain);
    return !raw.empty() && !search(Gb18030().utf8(bytes_of(raw))).empty();
}

}  // namespace mangping::verify
