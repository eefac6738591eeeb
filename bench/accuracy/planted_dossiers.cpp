#include "bench/accuracy/planted_dossiers.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "pipeline/decide/rules.hpp"
#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/plan.hpp"
#include "workers/batch/files.hpp"
#include "workers/batch/serialize.hpp"

namespace mangping::bench {
namespace {

using namespace synthetic;
using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr double kPlantedShare = 0.5;  // of the papers
constexpr double kSomebodyElse = 0.3;  // of the planted names: not a slip but another person
constexpr std::size_t kYearsKept = 1;  // of the yearly materials
const std::set<std::string> kOfThePerson{"name", "sex", "birth_date", "id_number", "inventors", "authors"};

bool is_held_against_something(Kind kind) {
    static const std::set<Kind> kinds{Kind::id_card_front,
                                      Kind::id_card_back,
                                      Kind::graduation_certificate,
                                      Kind::degree_certificate,
                                      Kind::chsi_report,
                                      Kind::qualification_certificate,
                                      Kind::qualification_document,
                                      Kind::annual_assessment_form,
                                      Kind::public_course_certificate,
                                      Kind::professional_course_certificate,
                                      Kind::social_insurance_statement,
                                      Kind::award_certificate,
                                      Kind::patent_certificate,
                                      Kind::paper_body,
                                      Kind::unit_publicity,
                                      Kind::unit_publicity_result,
                                      Kind::supervisor_opinion,
                                      Kind::service_years_proof};
    return kinds.contains(kind);
}

/// What is drawn for the key: the spec calls two numbers by one key.
std::string fact_of(Kind kind, const std::string& key) {
    return kind == Kind::degree_certificate && key == "certificate_no" ? "degree_no" : key;
}

std::string printed_before(const Planned& a, const Person& person, const std::string& key) {
    if (key == "name" || key == "inventors" || key == "authors") return person.name;
    if (key == "sex") return person.sex;
    if (key == "birth_date") return person.birth_date;
    if (key == "id_number") return person.id_number;
    const auto fact = a.facts.find(fact_of(a.kind, key));
    return fact == a.facts.end() ? std::string() : fact->second;
}

/// On a card the number says sex and birth as well: one of them alone is no slip but a forgery.
bool can_differ(Kind kind, const std::string& key) {
    return kind != Kind::id_card_front || (key != "sex" && key != "birth_date");
}

std::string other_name_for(const Person& person, Rng& rng) {
    if (rng.chance(kSomebodyElse)) return other_name(rng, {person.name});
    return rng.pick(near_misses(person, rng, 3));
}

/// Draws `key` of the paper (all its sides) otherwise; nothing when it cannot be.
std::optional<PlantedMismatch> plant(Plan& plan, const std::vector<std::size_t>& sides, const std::string& key,
                                     Rng& rng) {
    const Planned& first = plan.attachments[sides.front()];
    PlantedMismatch out;
    out.kind = first.kind;
    out.key = key;
    out.declared = printed_before(first, plan.person, key);
    const bool named = key == "name" || key == "inventors" || key == "authors";
    out.printed = named ? other_name_for(plan.person, rng) : otherwise(key, out.declared, rng);
    if (out.printed.empty() || out.printed == out.declared || !can_differ(first.kind, key)) return std::nullopt;
    Person other = plan.person;
    if (named) other.name = out.printed;
    if (key == "sex") other.sex = out.printed;
    if (key == "birth_date") other.birth_date = out.printed;
    if (key == "id_number") other.id_number = out.printed;
    for (const std::size_t i : sides)
        if (kOfThePerson.contains(key))
            plan.attachments[i].in_name_of = other;
        else
            plan.attachments[i].facts[fact_of(first.kind, key)] = out.printed;
    return out;
}

/// Papers that something is held against, and of the yearly ones one year.
void thin_out(Plan& plan) {
    std::map<Kind, std::set<int>> years;
    std::erase_if(plan.attachments, [&](const Planned& a) {
        if (!is_held_against_something(a.kind)) return true;
        if (a.section != "assessments" && a.section != "continuing_education") return false;
        std::set<int>& kept = years[a.kind];
        if (kept.size() < kYearsKept) kept.insert(a.entry);
        return !kept.contains(a.entry);
    });
}

struct Slip {
    PlantedMismatch mismatch;
    std::vector<std::size_t> at;  // attachments of the plan
};

std::vector<Slip> plant_slips(Plan& plan, const Notice& notice, Rng& rng) {
    std::map<std::string, std::vector<std::size_t>> papers;
    for (std::size_t i = 0; i < plan.attachments.size(); ++i) {
        const Planned& a = plan.attachments[i];
        papers[a.section + std::to_string(a.entry) + std::string(key(a.kind))].push_back(i);
    }
    std::vector<Slip> out;
    for (const auto& [name, sides] : papers) {
        if (!rng.chance(kPlantedShare)) continue;
        const auto keys = compared_keys(notice, plan.attachments[sides.front()].kind);
        for (int tries = 0; tries < 8 && !keys.empty(); ++tries)
            if (auto slip = plant(plan, sides, rng.pick(keys), rng)) {
                out.push_back({std::move(*slip), sides});
                break;
            }
    }
    return out;
}

TruePaper paper_of(const Json& attachment) {
    TruePaper out;
    out.kind = kind_from(attachment.at("kind").get<std::string>()).value_or(Kind::other);
    for (const Json& page : attachment.at("pages")) {
        out.clear = out.clear && page.at("clarity") == "clear";
        if (out.scan.empty()) out.scan = page.value("scan", "");
        for (const auto& [key, value] : page.at("fields").items()) out.fields.emplace(key, value.get<std::string>());
    }
    return out;
}

/// Every page through the recipe, as a batch does it but for what pages teach each other.
bool process(PlantedDossier& out, const fs::path& folder, const batch::NoticePacks& packs, recipe::Scratch& scratch) {
    const batch::PlannedDossier plan = batch::plan_dossier(folder, packs, {});
    if (plan.fault) return false;
    for (const batch::PlannedAttachment& a : plan.attachments) {
        AttachmentOutcome o;
        o.ref = a.ref, o.section = a.section, o.entry = a.entry;
        o.status = a.status, o.error = a.error, o.sha256 = a.sha256, o.format = a.format;
        const auto bytes = batch::read_file(a.path, batch::PlanOptions{}.limits.max_bytes);
        if (!bytes) return false;
        for (int p = 0; p < static_cast<int>(a.pages.size()); ++p) {
            auto page = recipe::process_page(batch::job_of(plan, a, p, *bytes), scratch, {});
            if (!page) return false;
            o.pages.push_back(std::move(page->outcome));
            ++out.pages;
        }
        if (!o.pages.empty()) {
            o.detected_kind = o.pages.front().detected_kind;
            o.kind_confidence = o.pages.front().kind_confidence;
        }
        out.attachments.push_back(std::move(o));
    }
    return true;
}

std::optional<PlantedDossier> make(std::uint64_t seed, int index, const batch::NoticePacks& packs,
                                   recipe::Scratch& scratch) {
    DossierOptions options;
    options.notice = notice_ids()[static_cast<std::size_t>(index) % notice_ids().size()];
    options.seed = seed * 1'000'003 + static_cast<std::uint64_t>(index);
    options.difficulty = index % 3 == 0 ? Difficulty::easy : Difficulty::mixed;
    Rng rng(options.seed);
    Plan plan = make_plan(options, rng);
    thin_out(plan);
    const std::vector<Slip> slips = plant_slips(plan, packs.at(options.notice).notice, rng);
    const MadeDossier made = draw(options, std::move(plan));
    PlantedDossier out;
    out.name = std::to_string(seed) + "-" + std::to_string(index);
    out.notice = options.notice;
    const Json truth = Json::parse(made.truth);
    for (const Json& attachment : truth.at("attachments"))
        out.papers[attachment.at("file").get<std::string>()] = paper_of(attachment);
    for (const Slip& slip : slips) {
        out.planted.push_back(slip.mismatch);
        for (const std::size_t i : slip.at)
            out.planted.back().files.push_back(truth.at("attachments").at(i).at("file").get<std::string>());
    }
    const fs::path folder =
        fs::temp_directory_path() / ("mangping-mismatches-" + std::to_string(::getpid())) / out.name;
    for (const MadeFile& file : made.files) {
        if (file.path == "dossier.json") out.declared.assign(file.bytes.begin(), file.bytes.end());
        if (!batch::write_file(folder / file.path, file.bytes)) return std::nullopt;
    }
    const bool processed = process(out, folder, packs, scratch);
    std::error_code ignored;
    fs::remove_all(folder.parent_path(), ignored);
    return processed ? std::optional(std::move(out)) : std::nullopt;
}

Json json_of(const PlantedDossier& d) {
    DossierOutcome outcome;
    outcome.attachments = d.attachments;
    Json papers = Json::object(), planted = Json::array();
    for (const auto& [file, p] : d.papers)
        papers[file] = {{"kind", key(p.kind)}, {"clear", p.clear}, {"scan", p.scan}, {"fields", p.fields}};
    for (const PlantedMismatch& m : d.planted) planted.push_back({m.files, key(m.kind), m.key, m.declared, m.printed});
    return {{"notice", d.notice}, {"declared", d.declared}, {"outcome", batch::to_text(outcome)},
            {"papers", papers},   {"planted", planted},     {"pages", d.pages}};
}

PlantedDossier dossier_of(const Json& json, std::string name) {
    PlantedDossier out;
    out.name = std::move(name);
    out.notice = json.at("notice");
    out.declared = json.at("declared");
    out.pages = json.at("pages");
    if (auto outcome = batch::dossier_outcome_from(json.at("outcome")))
        out.attachments = std::move(outcome->attachments);
    for (const auto& [file, p] : json.at("papers").items())
        out.papers[file] = {kind_from(p.at("kind").get<std::string>()).value_or(Kind::other), p.at("clear"),
                            p.at("scan"), p.at("fields")};
    for (const Json& m : json.at("planted"))
        out.planted.push_back({m[0], kind_from(m[1].get<std::string>()).value_or(Kind::other), m[2], m[3], m[4]});
    return out;
}

}  // namespace

std::vector<std::string> compared_keys(const Notice& notice, Kind kind) {
    std::set<std::string> out;
    for (const Rule& rule : notice.rules) {
        const decide::CheckSpec* spec = decide::check_spec(rule.check);
        if (spec == nullptr) continue;
        const auto list = [&](const char* name) {
            const auto it = rule.with.lists.find(name);
            return it == rule.with.lists.end() ? std::vector<std::string>{} : it->second;
        };
        const auto holds = [&](const std::vector<std::string>& kinds) {
            return std::find(kinds.begin(), kinds.end(), key(kind)) != kinds.end();
        };
        if (spec->key == "agrees_with_form" && holds(list("kinds")))
            for (const std::string& pair : list("pairs")) out.insert(pair.substr(0, pair.find(" = ")));
        if (spec->key == "agrees_between" && holds(list("kinds")))
            for (const std::string& one : list("readings")) out.insert(one);
    }
    return {out.begin(), out.end()};
}

std::optional<PlantedDossier> planted_dossier(std::uint64_t seed, int index, const batch::NoticePacks& packs,
                                              recipe::Scratch& scratch, const std::string& folder) {
    if (folder.empty()) return make(seed, index, packs, scratch);
    const std::string name = std::to_string(seed) + "-" + std::to_string(index);
    const fs::path file = fs::path(folder) / (name + ".mismatches.json");
    if (std::ifstream in(file); in) return dossier_of(Json::parse(in), name);
    auto out = make(seed, index, packs, scratch);
    if (!out) return out;
    fs::create_directories(folder);
    const fs::path partial = file.string() + ".part";
    std::ofstream(partial) << json_of(*out).dump();
    fs::rename(partial, file);
    return out;
}

}  // namespace mangping::bench
