#include "pipeline/decide/pack_reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "pipeline/decide/materials.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

std::optional<int> integer(std::string_view text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::vector<std::string> split_trimmed(const std::string& text, const std::string& by) {
    std::vector<std::string> out;
    std::size_t from = 0;
    while (true) {
        const std::size_t at = text.find(by, from);
        out.push_back(trimmed(text.substr(from, at - from)));
        if (at == std::string::npos) return out;
        from = at + by.size();
    }
}

std::string all_kinds_zh() {
    std::string out;
    for (const Kind kind : all_kinds()) out += (out.empty() ? "" : "、") + std::string(label_zh(kind));
    return out;
}

std::optional<Kind> kind_named(const std::string& name) {
    for (const Kind kind : all_kinds())
        if (label_zh(kind) == name || key(kind) == name) return kind;
    return std::nullopt;
}

}  // namespace

void PackReader::complain(const YAML::Mark& mark, const std::string& message) {
    const int line = std::max(mark.line, 0), bytes = std::max(mark.column, 0);
    std::size_t start = 0;
    for (int i = 0; i < line && start != std::string::npos; ++i) start = content_.find('\n', start) + 1;
    // yaml-cpp counts columns in bytes; a continuation byte of UTF-8 is no column of its own.
    const std::string before = content_.substr(std::min(start, content_.size()), static_cast<std::size_t>(bytes));
    const auto column = std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; });
    problems_.push_back(file_ + ":" + std::to_string(line + 1) + ":" + std::to_string(column + 1) + ": " + message);
}

std::string PackReader::text(const YAML::Node& node, const std::string& what) {
    if (node.IsScalar()) return node.Scalar();
    complain(node.Mark(), "“" + what + "”应是一段文字");
    return {};
}

std::vector<std::string> PackReader::texts(const YAML::Node& node, const std::string& what) {
    if (node.IsScalar()) return {node.Scalar()};
    std::vector<std::string> out;
    if (!node.IsSequence()) {
        complain(node.Mark(), "“" + what + "”应是一段文字或一个列表");
        return out;
    }
    for (const YAML::Node& item : node) out.push_back(text(item, what));
    return out;
}

std::optional<int> PackReader::number(const YAML::Node& node, const std::string& what) {
    const auto value = node.IsScalar() ? integer(node.Scalar()) : std::nullopt;
    if (!value) complain(node.Mark(), "“" + what + "”应是一个整数");
    return value;
}

std::string PackReader::word(const YAML::Node& node, std::span<const Word> words, const std::string& what) {
    const std::string written = text(node, what);
    if (written.empty()) return {};
    if (const auto known = key_in(words, written)) return std::string(*known);
    complain(node.Mark(), "“" + what + "”里不认识“" + written + "”；可以写：" + listed(words));
    return {};
}

std::optional<Kind> PackReader::kind(const YAML::Node& node, const std::string& name) {
    const auto known = kind_named(name);
    if (!known) complain(node.Mark(), "不认识材料“" + name + "”；可以写：" + all_kinds_zh());
    return known;
}

void PackReader::keys(const YAML::Node& map, const std::vector<std::string_view>& allowed) {
    std::set<std::string> seen;
    for (const auto& item : map) {
        const std::string name = item.first.IsScalar() ? item.first.Scalar() : std::string{};
        if (!seen.insert(name).second) complain(item.first.Mark(), "“" + name + "”写了两次");
        if (std::find(allowed.begin(), allowed.end(), name) != allowed.end()) continue;
        std::string list;
        for (const std::string_view word : allowed) list += (list.empty() ? "" : "、") + std::string(word);
        complain(item.first.Mark(), "不认识“" + name + "”；这里可以写：" + list);
    }
}

std::string PackReader::years(const YAML::Node& item, std::vector<std::string>& into) {
    const std::string written = text(item, "年度");
    const std::size_t dash = written.find('-');
    const auto first = integer(written.substr(0, dash));
    const auto last = dash == std::string::npos ? first : integer(written.substr(dash + 1));
    constexpr int earliest = 1980, latest = 2100;
    if (!first || !last || *first > *last || *first < earliest || *last > latest) {
        complain(item.Mark(), "年度“" + written + "”不对；应写成 2021 或 2019-2023");
        return written;
    }
    for (int year = *first; year <= *last; ++year) into.push_back(std::to_string(year));
    return written;
}

std::string PackReader::material(const YAML::Node& node, const std::string& written) {
    std::string out;
    for (const std::string& bundle : split_trimmed(written, "或")) {
        std::string kinds;
        for (const std::string& name : split_trimmed(bundle, "+")) {
            std::string one = std::string(any_material);
            if (name != "任意材料") {
                const auto known = kind(node, name);
                if (!known) continue;
                one = key(*known);
            }
            kinds += (kinds.empty() ? "" : " + ") + one;
        }
        out += (out.empty() ? "" : " | ") + kinds;
    }
    return out;
}

std::string PackReader::field(const YAML::Node& node, const std::string& written) {
    const std::size_t dot = written.find('.');
    const auto section = key_in(section_words(), written.substr(0, dot));
    if (dot == std::string::npos || !section) {
        complain(node.Mark(), "字段“" + written + "”应写成“栏目.字段”；栏目可以写：" + listed(section_words()));
        return {};
    }
    const auto name = key_in(field_words(), written.substr(dot + 1));
    if (!name) {
        complain(node.Mark(), "不认识字段“" + written.substr(dot + 1) + "”；可以写：" + listed(field_words()));
        return {};
    }
    return std::string(*section) + "." + std::string(*name);
}

std::string PackReader::among(const YAML::Node& node, const std::string& written, std::span<const Word> words,
                              const std::string& what) {
    if (const auto known = key_in(words, written)) return std::string(*known);
    complain(node.Mark(), "“" + what + "”里不认识“" + written + "”；可以写：" + listed(words));
    return {};
}

/// "姓名 = 个人信息.姓名" into "name = applicant.name".
std::string PackReader::pair(const YAML::Node& node, const std::string& written) {
    const std::size_t at = written.find('=');
    if (at == std::string::npos) {
        complain(node.Mark(), "“" + written + "”应写成“读出的内容 = 栏目.字段”，如：姓名 = 个人信息.姓名");
        return {};
    }
    return among(node, trimmed(written.substr(0, at)), reading_words(), "核对") + " = " +
           field(node, trimmed(written.substr(at + 1)));
}

/// Words of a parameter that may only be some.
void PackReader::chosen(const ParameterSpec& spec, const YAML::Node& node, const std::vector<std::string>& written) {
    if (spec.choices.empty()) return;
    const std::vector<std::string> allowed = split_trimmed(std::string(spec.choices), "、");
    for (const std::string& one : written)
        if (std::find(allowed.begin(), allowed.end(), one) == allowed.end())
            complain(node.Mark(),
                     "“" + std::string(spec.zh) + "”里不认识“" + one + "”；可以写：" + std::string(spec.choices));
}

std::string PackReader::point_in_time(const YAML::Node& node, const std::string& written) {
    if (!instant_from(written))
        complain(node.Mark(), "时间“" + written + "”不对；应写成 2023-08-21 或 2023-08-21 10:00");
    return written;
}

/// Lists of words that are translated one by one; false when the parameter is none of these.
bool PackReader::listed_parameter(const ParameterSpec& spec, const YAML::Node& node, Parameters& into) {
    using T = ParameterType;
    const std::string zh(spec.zh);
    const auto translate = [&](const std::string& item) -> std::string {
        switch (spec.type) {
            case T::materials:
                return material(node, item);
            case T::fields:
                return field(node, item);
            case T::pairs:
                return pair(node, item);
            case T::readings:
                return among(node, item, reading_words(), zh);
            case T::many:
                return among(node, item, value_words(), zh);
            case T::sections:
                return among(node, item, section_words(), zh);
            default:
                return item == "提交时间" ? "submitted_at" : among(node, item, platform_words(), zh);
        }
    };
    switch (spec.type) {
        case T::materials:
        case T::fields:
        case T::pairs:
        case T::readings:
        case T::many:
        case T::sections:
        case T::records:
            for (const std::string& item : texts(node, zh))
                if (std::string one = translate(item); !one.empty()) into.lists[std::string(spec.key)].push_back(one);
            return true;
        case T::record:
            into.text[std::string(spec.key)] = translate(text(node, zh));
            return true;
        default:
            return false;
    }
}

void PackReader::parameter(const ParameterSpec& spec, const YAML::Node& node, Parameters& into) {
    const std::string key(spec.key), zh(spec.zh);
    using T = ParameterType;
    if (listed_parameter(spec, node, into)) return;
    switch (spec.type) {
        case T::text:
            into.text[key] = text(node, zh);
            chosen(spec, node, {into.text[key]});
            break;
        case T::texts:
            into.lists[key] = texts(node, zh);
            chosen(spec, node, into.lists[key]);
            break;
        case T::number:
            if (const auto value = number(node, zh)) into.text[key] = std::to_string(*value);
            break;
        case T::yes_no: {
            constexpr std::array<Word, 2> yes_no{Word{"true", "是"}, Word{"false", "否"}};
            into.text[key] = word(node, yes_no, zh);
            break;
        }
        case T::start:
        case T::end:
            into.text[key] = point_in_time(node, text(node, zh));
            break;
        case T::value:
            into.text[key] = word(node, value_words(), zh);
            break;
        case T::field:
            into.text[key] = field(node, text(node, zh));
            break;
        case T::years:
            if (node.IsSequence())
                for (const YAML::Node& item : node) years(item, into.lists[key]);
            else
                years(node, into.lists[key]);
            break;
        default:
            break;
    }
}

}  // namespace mangping::decide
