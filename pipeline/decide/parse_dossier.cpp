// dossier.json into values. The schema decides what a dossier is; what it leaves open is kept as typed. An attachment
// of an unknown kind is the applicant's mistake about one file, not a reason to refuse the dossier: the validator is
// shown a copy in which such kinds read "other", and the values keep what was written.
#include <nlohmann/json.hpp>

#include "models/section.hpp"
#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/schema.hpp"

namespace mangping::decide {
namespace {

using nlohmann::json;

/// Real dossiers nest five deep; a document that nests further is not one, and copying it would eat the stack.
constexpr int deepest_nesting = 32;

bool nests_too_deep(const std::string& text) {
    int depth = 0;
    bool quoted = false, escaped = false;
    for (const char c : text) {
        if (escaped)
            escaped = false;
        else if (quoted && c == '\\')
            escaped = true;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '[' || c == '{')) {
            if (++depth > deepest_nesting) return true;
        } else if (!quoted && (c == ']' || c == '}'))
            --depth;
    }
    return false;
}

/// Scalars as JSON writes them, strings without their quotes; nothing for lists, objects and null.
std::optional<std::string> scalar(const json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_number() || value.is_boolean()) return value.dump();
    return std::nullopt;
}

std::string text_at(const json& object, const char* key) {
    const auto it = object.find(key);
    return it == object.end() ? std::string{} : scalar(*it).value_or("");
}

std::vector<std::string> list_at(const json& object, const char* key) {
    std::vector<std::string> out;
    if (const auto it = object.find(key); it != object.end() && it->is_array())
        for (const json& item : *it)
            if (const auto text = scalar(item)) out.push_back(*text);
    return out;
}

/// Unknown kinds become "other", everywhere below `node`.
void excuse_unknown_kinds(json& node) {
    if (node.is_array()) {
        for (json& item : node) excuse_unknown_kinds(item);
        return;
    }
    if (!node.is_object()) return;
    for (auto& [key, value] : node.items()) {
        if (key == "kind" && value.is_string() && !kind_from(value.get<std::string>())) value = "other";
        excuse_unknown_kinds(value);
    }
}

AttachmentRef attachment_of(const json& item) {
    AttachmentRef ref;
    ref.file = text_at(item, "file");
    ref.kind_key = text_at(item, "kind");
    ref.kind = kind_from(ref.kind_key);
    ref.side = text_at(item, "side");
    return ref;
}

Entry entry_of(const json& object) {
    Entry entry;
    for (const auto& [key, value] : object.items()) {
        if (key == "attachments") {
            for (const json& item : value) entry.attachments.push_back(attachment_of(item));
        } else if (const auto text = scalar(value)) {
            entry.text[key] = *text;
        } else if (value.is_array()) {
            entry.lists[key] = list_at(object, key.c_str());
        }
    }
    return entry;
}

Section section_of(const json& root, const SectionInfo& info) {
    Section section;
    section.key = info.key;
    section.is_list = info.is_list;
    const auto it = root.find(section.key);
    section.present = it != root.end();
    if (!section.present) return section;
    if (info.is_list)
        for (const json& item : *it) section.entries.push_back(entry_of(item));
    else
        section.entries.push_back(entry_of(*it));
    return section;
}

Applicant applicant_of(const json& object) {
    Applicant out;
    out.name = text_at(object, "name");
    out.name_latin = list_at(object, "name_latin");
    out.name_uyghur = text_at(object, "name_uyghur");
    out.aliases = list_at(object, "aliases");
    out.id_number = text_at(object, "id_number");
    out.employer = text_at(object, "employer");
    out.employer_aliases = list_at(object, "employer_aliases");
    out.employer_latin = list_at(object, "employer_latin");
    for (std::string& flag : list_at(object, "flags")) out.flags.insert(std::move(flag));
    for (const auto& [key, value] : object.items())
        if (const auto text = scalar(value)) out.text[key] = *text;
    if (const auto aid = object.find("aid"); aid != object.end())
        for (const char* key : {"start", "end"})
            if (aid->contains(key)) out.text[std::string("aid.") + key] = text_at(*aid, key);
    return out;
}

/// "fee": {"amount": 380} as "fee.amount": "380"; lists joined by " > ".
void flatten(const json& node, const std::string& prefix, std::map<std::string, std::string>& into) {
    for (const auto& [key, value] : node.items()) {
        if (value.is_object()) {
            flatten(value, prefix + key + ".", into);
        } else if (value.is_array()) {
            std::string joined;
            for (const std::string& item : list_at(node, key.c_str())) joined += (joined.empty() ? "" : " > ") + item;
            into[prefix + key] = joined;
        } else if (const auto text = scalar(value)) {
            into[prefix + key] = *text;
        }
    }
}

Dossier dossier_of(const json& root, const std::string& folder) {
    Dossier out;
    out.id = text_at(root, "id");
    out.folder = folder;
    out.notice = text_at(root, "notice");
    const json& submission = root.at("submission");
    out.submission.round = submission.at("round").get<int>();
    out.submission.submitted_at = text_at(submission, "submitted_at");
    out.submission.first_submitted_at = text_at(submission, "first_submitted_at");
    out.submission.returned_at = text_at(submission, "returned_at");
    out.applicant = applicant_of(root.at("applicant"));
    const json& target = root.at("target");
    out.target = {text_at(target, "series"), text_at(target, "specialty"), text_at(target, "secondary_specialty"),
                  text_at(target, "title"),  text_at(target, "level"),     text_at(target, "mode")};
    if (const auto platform = root.find("platform"); platform != root.end()) flatten(*platform, "", out.platform);
    for (const SectionInfo& info : all_sections()) out.sections.push_back(section_of(root, info));
    return out;
}

}  // namespace

Result<Dossier> parse_dossier(const std::string& text, const std::string& folder) {
    if (nests_too_deep(text)) return Fault{FaultKind::limit, "dossier_json_broken", "nested too deep"};
    try {
        const json root = json::parse(text);
        json excused = root;
        excuse_unknown_kinds(excused);
        if (const Status held = hold_against("dossier.schema.json", excused); !held) return held.fault();
        return dossier_of(root, folder);
    } catch (const json::parse_error& failure) {
        return Fault{FaultKind::unreadable, "dossier_json_broken", "byte " + std::to_string(failure.byte)};
    } catch (const json::exception& failure) {
        return Fault{FaultKind::unreadable, "dossier_schema", "json exception " + std::to_string(failure.id)};
    }
}

}  // namespace mangping::decide
