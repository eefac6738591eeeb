// A pack: a head (编号, 名称, …) and a list of rules. A rule is a clause, a named check and the check's parameters, all
// on one level; 条件 narrows it to some applicants, 条目条件 to some entries. The same clause number may appear more
// than once where one sentence of the notice asks for several things.
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/pack_reader.hpp"
#include "pipeline/decide/text.hpp"
#include "pipeline/decide/vocabulary.hpp"

namespace mangping::decide {
namespace {

const std::vector<std::string_view> rule_words{"条", "原文", "检查", "轻重", "条件", "条目条件", "告知"};

std::string names_of_checks() {
    std::string out;
    for (const CheckSpec& spec : all_checks()) out += (out.empty() ? "" : "、") + std::string(spec.zh);
    return out;
}

/// 条件 / 条目条件: a map from what is asked about to the values that will do.
void read_conditions(PackReader& reader, const YAML::Node& node, std::span<const Word> words, Parameters& into) {
    if (!node.IsMap()) {
        reader.complain(node.Mark(), "条件应写成 {单位性质: [民营企业]} 的样子；可以问：" + listed(words));
        return;
    }
    for (const auto& item : node) {
        const std::string key = reader.word(item.first, words, "条件");
        for (const std::string& written : reader.texts(item.second, "条件")) {
            const auto value = key_in(value_words(), written);
            // Levels, modes, titles and series stand for themselves; everything else is one of the vocabulary's values.
            const bool free = key.starts_with("target.") || key == "applicant.employer_place";
            if (!value && !free)
                reader.complain(item.second.Mark(), "不认识“" + written + "”；可以写：" + listed(value_words()));
            into.lists[key].push_back(value ? std::string(*value) : written);
        }
    }
}

void read_parameters(PackReader& reader, const YAML::Node& node, const CheckSpec& spec, Rule& rule) {
    std::vector<std::string_view> allowed = rule_words;
    for (const ParameterSpec& p : spec.parameters) allowed.push_back(p.zh);
    reader.keys(node, allowed);
    for (const ParameterSpec& p : spec.parameters) {
        const YAML::Node value = node[std::string(p.zh)];
        if (value)
            reader.parameter(p, value, rule.with);
        else if (p.required)
            reader.complain(node.Mark(), "检查“" + std::string(spec.zh) + "”缺少“" + std::string(p.zh) + "”");
    }
}

Rule read_rule(PackReader& reader, const YAML::Node& node) {
    Rule rule;
    if (!node.IsMap()) {
        reader.complain(node.Mark(), "每条规则应有“条”“原文”“检查”");
        return rule;
    }
    for (const char* needed : {"条", "原文", "检查"})
        if (!node[needed]) reader.complain(node.Mark(), "规则缺少“" + std::string(needed) + "”");
    if (const YAML::Node id = node["条"]) rule.id = reader.text(id, "条");
    if (const YAML::Node clause = node["原文"]) rule.clause = trimmed(reader.text(clause, "原文"));
    if (const YAML::Node say = node["告知"]) rule.say = reader.text(say, "告知");
    if (const YAML::Node level = node["轻重"]) {
        const std::string severity = reader.word(level, severity_words(), "轻重");
        for (const Severity s : {Severity::block, Severity::exclude, Severity::defer, Severity::warn, Severity::note})
            if (key(s) == severity) rule.severity = s;
    }
    if (const YAML::Node when = node["条件"]) read_conditions(reader, when, condition_words(), rule.when);
    if (const YAML::Node where = node["条目条件"]) read_conditions(reader, where, entry_condition_words(), rule.where);
    const YAML::Node check = node["检查"];
    if (!check) return rule;
    const std::string name = reader.text(check, "检查");
    if (const CheckSpec* spec = check_spec(name)) {
        rule.check = spec->key;
        read_parameters(reader, node, *spec, rule);
    } else {
        reader.complain(check.Mark(), "没有叫“" + name + "”的检查；可以写：" + names_of_checks());
    }
    return rule;
}

void read_masks(PackReader& reader, const YAML::Node& node, Notice& notice) {
    notice.mask_name = notice.mask_employer = false;
    for (const std::string& what : reader.texts(node, "遮盖")) {
        if (what == "姓名")
            notice.mask_name = true;
        else if (what == "工作单位")
            notice.mask_employer = true;
        else if (what != "不遮盖")
            reader.complain(node.Mark(), "“遮盖”里不认识“" + what + "”；可以写：姓名、工作单位、不遮盖");
    }
}

/// One of two words, of which the first is what holds where nothing is written.
bool second_word(PackReader& reader, const YAML::Node& root, const char* key, const char* first, const char* second) {
    const YAML::Node node = root[key];
    if (!node) return false;
    const std::string written = reader.text(node, key);
    if (written != first && written != second)
        reader.complain(node.Mark(),
                        "“" + std::string(key) + "”里不认识“" + written + "”；可以写：" + first + "、" + second);
    return written == second;
}

Notice read_pack(PackReader& reader, const YAML::Node& root) {
    Notice notice;
    if (!root.IsMap()) {
        reader.complain(root.Mark(), "规则包应有“编号”“名称”“发布单位”“年度”“遮盖”“不给评委看”“规则”");
        return notice;
    }
    reader.keys(root, {"编号", "名称", "发布单位", "年度", "遮盖", "单位遮盖范围", "学校就是工作单位时", "承诺书签名",
                       "不给评委看", "规则"});
    for (const char* needed : {"编号", "名称", "发布单位", "年度", "遮盖", "不给评委看", "规则"})
        if (!root[needed]) {
            reader.complain(root.Mark(), "规则包缺少“" + std::string(needed) + "”");
            return notice;
        }
    notice.id = reader.text(root["编号"], "编号");
    notice.title = reader.text(root["名称"], "名称");
    notice.issuer = reader.text(root["发布单位"], "发布单位");
    notice.year = reader.number(root["年度"], "年度").value_or(0);
    read_masks(reader, root["遮盖"], notice);
    notice.employer_by_row = second_word(reader, root, "单位遮盖范围", "整页", "本人所在行");
    notice.mask_school = second_word(reader, root, "学校就是工作单位时", "保留", "遮盖");
    notice.mask_pledge_signature = !second_word(reader, root, "承诺书签名", "遮盖", "保留");
    for (const std::string& name : reader.texts(root["不给评委看"], "不给评委看"))
        if (const auto kind = reader.kind(root["不给评委看"], name)) notice.withheld_kinds.insert(*kind);
    if (!root["规则"].IsSequence())
        reader.complain(root["规则"].Mark(), "“规则”应是一个列表");
    else
        for (const YAML::Node& rule : root["规则"]) notice.rules.push_back(read_rule(reader, rule));
    return notice;
}

}  // namespace

Result<Notice> load_notice(const std::filesystem::path& yaml) {
    std::ifstream file(yaml, std::ios::binary);
    if (!file) return Fault{FaultKind::unreadable, "notice_broken", yaml.filename().string() + ": 打不开"};
    std::ostringstream content;
    content << file.rdbuf();
    PackReader reader(yaml.filename().string(), content.str());
    try {
        Notice notice = read_pack(reader, YAML::Load(content.str()));
        if (reader.problems().empty()) return notice;
    } catch (const YAML::Exception& failure) {
        reader.complain(failure.mark, "YAML 写法有误（" + failure.msg + "）");
    }
    return Fault{FaultKind::unreadable, "notice_broken", joined(reader.problems(), "\n")};
}

std::vector<Result<Notice>> load_notices(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& item : std::filesystem::directory_iterator(folder, error))
        if (item.path().extension() == ".yaml") files.push_back(item.path());
    std::sort(files.begin(), files.end());
    std::vector<Result<Notice>> out;
    for (const auto& file : files) out.push_back(load_notice(file));
    std::stable_sort(out.begin(), out.end(), [](const Result<Notice>& a, const Result<Notice>& b) {
        return (a ? a->id : std::string{}) < (b ? b->id : std::string{});
    });
    return out;
}

}  // namespace mangping::decide
