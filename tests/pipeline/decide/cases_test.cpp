// The rules' own ✓ and ✗, as data: tests/pipeline/decide/cases/*.yaml. Each case is a clean dossier with faithful
// readings, some changes, and what one rule must say of it. The words of a case:
//
//   rule      the rule's id; its first characters choose the notice
//   name      what is the case, in a few words
//   set       {JSON pointer: value} into the declaration; unset: [pointers] takes away
//   drop      a kind: all attachments of it go;  add: [section, entry, kind] (entry -1 for a section of one)
//   read      [kind, key, value] or [kind, key, value, confidence] on all pages of that kind; value ~ takes it away
//   text      [kind, from, to] in the page's text;  marks: [kind, mark, true/false or a number]
//   code      [kind, text] in place of the codes; text ~ none
//   page      [kind, what, value]: clarity, rotation, width, height, look, mask, covers, review
//   file      [kind, what, value]: status, error, format, detected, sha256
//   as_of     the instant that is judged at
//   is        fail, unsure, advice, pass, not_applicable: the worst that the rule says
//   with      other rules that may fail along with it; no other may
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/pipeline/decide/clean.hpp"
#include "tests/support/cases/case_words.hpp"

namespace mangping::decide::testing {
namespace {

using nlohmann::json;
using tests::json_from;
using tests::remove_at;
using tests::several;

const std::filesystem::path folder = std::filesystem::path(MANGPING_SOURCE_DIR) / "tests/pipeline/decide/cases";

struct NamedCase {
    std::string file;
    YAML::Node node;
};

std::vector<NamedCase> all_cases() {
    std::vector<NamedCase> out;
    std::vector<std::filesystem::path> files;
    for (const auto& item : std::filesystem::directory_iterator(folder))
        if (item.path().extension() == ".yaml") files.push_back(item.path());
    std::sort(files.begin(), files.end());
    for (const auto& file : files)
        for (const YAML::Node& node : YAML::LoadFile(file.string())) out.push_back({file.filename().string(), node});
    return out;
}

std::string notice_of(const std::string& rule) { return notice_ids.at(static_cast<std::size_t>(rule.at(1) - '0')); }

void each_list(json& node, const std::function<void(json&)>& visit) {
    if (node.is_object() && node.contains("attachments")) visit(node["attachments"]);
    if (node.is_structured())
        for (json& below : node) each_list(below, visit);
}

json declaration_of(const YAML::Node& node, const std::string& notice) {
    json d = clean(notice);
    for (const auto& item : node["set"]) d[json::json_pointer(item.first.as<std::string>())] = json_from(item.second);
    for (const YAML::Node& pointer : node["unset"]) remove_at(d, pointer.as<std::string>());
    for (const YAML::Node& kind : node["drop"])
        each_list(d, [&](json& list) {
            for (std::size_t i = list.size(); i-- > 0;)
                if (list[i]["kind"] == kind.as<std::string>()) list.erase(i);
        });
    for (const YAML::Node& add : several(node["add"])) {
        const auto section = add[0].as<std::string>(), kind = add[2].as<std::string>();
        json& place = add[1].as<int>() < 0 ? d[section] : d[section][add[1].as<std::size_t>()];
        place["attachments"].push_back({{"file", "more/" + section + "-" + kind + ".jpg"}, {"kind", kind}});
    }
    return d;
}

using PageChange = std::function<void(AttachmentOutcome&, PageOutcome&, const YAML::Node&)>;

void change_pages(std::vector<AttachmentOutcome>& outcomes, const YAML::Node& changes, const PageChange& change) {
    for (const YAML::Node& one : several(changes)) {
        bool any = false;
        for (AttachmentOutcome& outcome : outcomes)
            if (outcome.ref.kind_key == one[0].as<std::string>())
                for (PageOutcome& page : outcome.pages) change(outcome, page, one), any = true;
        EXPECT_TRUE(any) << "no page of kind " << one[0].as<std::string>();
    }
}

void read_field(AttachmentOutcome&, PageOutcome& page, const YAML::Node& one) {
    if (one[2].IsNull()) return page.fields.erase(one[1].as<std::string>()), void();
    page.fields[one[1].as<std::string>()] = {one[2].as<std::string>(), std::nullopt,
                                             one.size() > 3 ? one[3].as<double>() : 0.97};
}

void replace_text(AttachmentOutcome&, PageOutcome& page, const YAML::Node& one) {
    const auto from = one[1].as<std::string>(), to = one[2].IsNull() ? std::string{} : one[2].as<std::string>();
    if (from.empty()) return page.text = to, void();
    EXPECT_NE(page.text.find(from), std::string::npos) << from;
    for (std::size_t at = page.text.find(from); at != std::string::npos; at = page.text.find(from, at + to.size()))
        page.text.replace(at, from.size(), to);
}

void set_mark(AttachmentOutcome&, PageOutcome& page, const YAML::Node& one) {
    const auto what = one[1].as<std::string>();
    Marks& m = page.marks;
    if (what == "seals") return m.round_seals = one[2].as<int>(), void();
    std::map<std::string, bool*> flags{{"signature", &m.signature},
                                       {"fingerprint", &m.fingerprint},
                                       {"portrait", &m.portrait},
                                       {"colour", &m.colour},
                                       {"looked", &m.looked}};
    *flags.at(what) = one[2].as<bool>();
}

void set_code(AttachmentOutcome&, PageOutcome& page, const YAML::Node& one) {
    page.codes.clear();
    if (!one[1].IsNull()) page.codes.push_back({"QRCode", one[1].as<std::string>(), Quad{}});
}

void set_page(AttachmentOutcome&, PageOutcome& page, const YAML::Node& one) {
    const auto what = one[1].as<std::string>(), value = one[2].as<std::string>();
    if (what == "clarity")
        page.clarity.verdict = value == "illegible" ? ClarityVerdict::illegible
                               : value == "blank"   ? ClarityVerdict::blank
                                                    : ClarityVerdict::marginal;
    else if (what == "rotation")
        page.pose.rotation_cw = std::stoi(value);
    else if (what == "width")
        page.width = std::stod(value);
    else if (what == "height")
        page.height = std::stod(value);
    else if (what == "look")
        page.look = value;
    else if (what == "review")
        page.review_needed = true, page.review_reasons = {value};
    else if (what == "covers")  // a mask over the name, and what was read under it
        page.masks.push_back({MaskKind::name, quad_of({10, 10, 60, 20}), "林知远", 0.99, "test"}),
            page.under_masks.resize(page.masks.size() - 1), page.under_masks.push_back(value);
    else  // a mask this many characters wide over a name of three
        page.masks.push_back({MaskKind::name, quad_of({10, 10, 20 * std::stod(value), 20}), "林知远", 0.99, "test"});
}

void set_file(AttachmentOutcome& outcome, PageOutcome&, const YAML::Node& one) {
    const auto what = one[1].as<std::string>(), value = one[2].as<std::string>();
    if (what == "status")
        outcome.status = value == "missing"    ? AttachmentStatus::missing
                         : value == "rejected" ? AttachmentStatus::rejected
                                               : AttachmentStatus::timeout;
    else if (what == "error")
        outcome.error = value;
    else if (what == "format")
        outcome.format = value == "pdf" ? Format::pdf : Format::jpeg;
    else if (what == "detected")
        outcome.detected_kind = value, outcome.kind_confidence = 0.97;
    else
        outcome.sha256 = value;
}

std::vector<Check> checks_of_case(const YAML::Node& node, const std::string& notice) {
    const Dossier dossier = parsed(declaration_of(node, notice));
    std::vector<AttachmentOutcome> outcomes = looked_at(dossier);
    change_pages(outcomes, node["read"], read_field);
    change_pages(outcomes, node["text"], replace_text);
    change_pages(outcomes, node["marks"], set_mark);
    change_pages(outcomes, node["code"], set_code);
    change_pages(outcomes, node["page"], set_page);
    change_pages(outcomes, node["file"], set_file);
    const std::string as_of = node["as_of"] ? node["as_of"].as<std::string>() : dossier.submission.submitted_at;
    return check(pack(notice), dossier, outcomes, as_of);
}

std::string said_of(const std::vector<Check>& checks, const std::string& rule) {
    const std::vector<std::string> order{"fail", "unsure", "advice", "pass", "not_applicable", "nothing"};
    std::size_t worst = order.size() - 1;
    for (const Check& c : checks) {
        if (c.id != rule) continue;
        std::string said(key(c.status));
        if (c.status == CheckStatus::pass && !c.role.empty()) said = "advice";
        worst = std::min(worst, static_cast<std::size_t>(std::find(order.begin(), order.end(), said) - order.begin()));
    }
    return order.at(worst);
}

class RuleCase : public ::testing::TestWithParam<std::size_t> {};

TEST_P(RuleCase, SaysWhatTheRuleDemandsAndNothingElseFails) {
    const NamedCase one = all_cases().at(GetParam());
    const auto rule = one.node["rule"].as<std::string>();
    const std::string where = one.file + ": " + rule + " " + one.node["name"].as<std::string>();
    const auto checks = checks_of_case(one.node, notice_of(rule));
    EXPECT_EQ(said_of(checks, rule), one.node["is"].as<std::string>()) << where;
    std::set<std::string> allowed{rule};
    for (const YAML::Node& other : one.node["with"]) allowed.insert(other.as<std::string>());
    for (const Check& c : checks) {
        if (c.status != CheckStatus::fail) continue;
        EXPECT_TRUE(allowed.contains(c.id)) << where << " also fails " << c.id << ": " << c.message;
    }
}

INSTANTIATE_TEST_SUITE_P(Rules, RuleCase, ::testing::Range(std::size_t{0}, all_cases().size()));

struct ListedRule {
    std::string id, sort;  // "A·BLOCK"
};

std::vector<ListedRule> listed_rules() {
    std::vector<ListedRule> out;
    std::ifstream file(folder / "rule_ids.tsv");
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            out.push_back({line.substr(0, tab), line.substr(tab + 1)});
    return out;
}

TEST(RuleList, EveryRuleOfTheFiveNoticesIsInItsPackAndNoOther) {
    const auto listed = listed_rules();
    EXPECT_EQ(listed.size(), 278u);
    std::set<std::string> wanted, found;
    for (const ListedRule& rule : listed) wanted.insert(rule.id);
    for (const std::string& id : notice_ids)
        for (const Rule& rule : pack(id).rules) found.insert(rule.id);
    EXPECT_EQ(found, wanted);
}

TEST(RuleList, InformationAndAPersonsItemsNeverStopADossier) {
    std::map<std::string, std::string> sort;
    for (const ListedRule& rule : listed_rules()) sort[rule.id] = rule.sort;
    for (const std::string& id : notice_ids)
        for (const Rule& rule : pack(id).rules) {
            if (sort[rule.id].starts_with("N·") || sort[rule.id].starts_with("H·"))
                EXPECT_TRUE(rule.check == "information" || rule.check == "for_a_person") << rule.id << rule.check;
        }
}

TEST(RuleList, EveryDecidedRuleHasACaseThatItFindsAndOneThatItPasses) {
    std::set<std::string> finds, passes;
    for (const NamedCase& one : all_cases()) {
        const auto is = one.node["is"].as<std::string>();
        const bool wrong = is == "fail" || is == "unsure" || is == "advice";
        (wrong ? finds : passes).insert(one.node["rule"].as<std::string>());
    }
    for (const std::string& id : notice_ids)
        for (const Check& c : checks_of(id, clean(id)))
            if (c.status == CheckStatus::pass || c.status == CheckStatus::not_applicable) passes.insert(c.id);
    for (const ListedRule& rule : listed_rules()) {
        const bool decided = std::string("AFXW").find(rule.sort[0]) != std::string::npos;
        const bool demands = rule.sort.ends_with("BLOCK") || rule.sort.ends_with("EXCL") ||
                             rule.sort.find("DEFER") != std::string::npos || rule.sort.ends_with("WARN");
        if (!decided) continue;
        EXPECT_TRUE(passes.contains(rule.id)) << rule.id << " has no case that it passes";
        // The roster is something that the program writes: tests/rules looks for the applicant in it.
        const bool elsewhere = rule.id == "N1-74";
        EXPECT_TRUE(!demands || elsewhere || finds.contains(rule.id)) << rule.id << " has no case that it finds";
    }
}

/// Which rule uses which check; a changed line here is a changed pack, for a person to see.
TEST(RuleList, NamesTheChecksOfEveryRule) {
    std::ostringstream now;
    for (const std::string& id : notice_ids) {
        std::map<std::string, std::vector<std::string>> checks;
        for (const Rule& rule : pack(id).rules) checks[rule.id].push_back(rule.check);
        for (const auto& [rule, names] : checks) {
            now << rule;
            for (const std::string& name : names) now << ' ' << name;
            now << '\n';
        }
    }
    std::ifstream file(folder / "checks_of_rules.txt");
    std::ostringstream kept;
    kept << file.rdbuf();
    if (const char* keep = std::getenv("MANGPING_KEEP")) std::ofstream(keep) << now.str();
    EXPECT_EQ(now.str(), kept.str());
}

}  // namespace
}  // namespace mangping::decide::testing
