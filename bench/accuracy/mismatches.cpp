// Mismatches between papers and form, planted on papers (another value is printed) and in forms (another value was
// typed): found as fail, as unsure, or missed; and on what was left alone, false fails and false unsures. The pages go
// through the real page pipeline, the decisions are those of the notices' packs.
#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <tuple>

#include "bench/accuracy/part.hpp"
#include "bench/accuracy/planted_dossiers.hpp"
#include "bench/accuracy/statistics.hpp"
#include "pipeline/decide/decide.hpp"
#include "pipeline/decide/findings.hpp"
#include "pipeline/decide/readings.hpp"
#include "pipeline/decide/rules.hpp"

namespace mangping::bench {
namespace {

using Json = nlohmann::json;
using decide::Case;

struct Tally {
    int n = 0, fail = 0, unsure = 0;
    void count(CheckStatus said) {
        ++n;
        fail += said == CheckStatus::fail ? 1 : 0;
        unsure += said == CheckStatus::unsure ? 1 : 0;
    }
};

/// One value of one paper that a rule holds against the form.
struct Cell {
    std::string file, key, path;
    std::optional<int> entry;
    Kind kind = Kind::other;
    bool was_read = false;
    auto operator<=>(const Cell& o) const { return std::tie(file, key, path) <=> std::tie(o.file, o.key, o.path); }
    bool operator==(const Cell& o) const = default;
};

/// Cells of every rule that applies, each once.
std::set<Cell> cells_of(const Case& c) {
    std::set<Cell> out;
    for (const Rule& rule : c.notice.rules) {
        const decide::CheckSpec* spec = decide::check_spec(rule.check);
        if (spec == nullptr || spec->key != "agrees_with_form" || decide::applies(rule, c) != decide::Holds::yes)
            continue;
        const auto add = [&](const std::vector<const decide::Held*>& held, std::optional<int> entry,
                             const std::string& section) {
            for (const decide::Held* h : held)
                for (const std::string& pair : decide::list_of(rule, "pairs")) {
                    const std::size_t at = pair.find(" = ");
                    Cell cell{h->outcome->ref.file,
                              pair.substr(0, at),
                              pair.substr(at + 3),
                              {},
                              h->outcome->ref.kind.value_or(Kind::other)};
                    if (cell.path.starts_with(section + ".")) cell.entry = entry;
                    cell.was_read = decide::read(*h, cell.key).has_value();
                    out.insert(std::move(cell));
                }
        };
        const auto& kinds = decide::list_of(rule, "kinds");
        for (const std::string& section : decide::list_of(rule, "sections"))
            for (const decide::EntryAt& at : c.entries(section, rule))
                add(decide::of_kinds(c.held_by(at), kinds), at.index, section);
        if (decide::list_of(rule, "sections").empty()) add(decide::of_kinds(c, kinds), std::nullopt, "-");
    }
    return out;
}

/// The worst that is said of this value of this paper; `alone`: of the paper against the form, not of two papers.
CheckStatus said_of(const std::vector<Check>& checks, const std::string& file, const std::string& key, bool alone) {
    CheckStatus worst = CheckStatus::pass;
    for (const Check& check : checks) {
        if (alone && !check.cause.starts_with("reading:")) continue;
        const bool dates = key.ends_with("_date") && check.cause.starts_with("publicity:");
        if (check.cause.find(file) == std::string::npos || !(dates || check.cause.ends_with(":" + key))) continue;
        if (check.status == CheckStatus::fail) return CheckStatus::fail;
        if (check.status == CheckStatus::unsure) worst = CheckStatus::unsure;
    }
    return worst;
}

/// The declaration with the cell's value typed otherwise; "" where the key has no other value.
std::string typed_otherwise(const std::string& declared, const Cell& cell, synthetic::Rng& rng, std::string& was,
                            std::string& is) {
    Json json = Json::parse(declared);
    const std::size_t dot = cell.path.find('.');
    Json* place = &json[cell.path.substr(0, dot)];
    if (place->is_array()) place = &(*place)[static_cast<std::size_t>(cell.entry.value_or(0))];
    if (!place->is_object() || !place->contains(cell.path.substr(dot + 1))) return {};
    Json& value = (*place)[cell.path.substr(dot + 1)];
    was = value.is_string() ? value.get<std::string>() : value.dump();
    is = cell.key == "hours" ? std::to_string(std::atoi(was.c_str()) + rng.whole(2, 9)) : otherwise(cell.key, was, rng);
    if (is.empty() || is == was) return {};
    if (value.is_string())
        value = is;
    else
        value = std::atoi(is.c_str());
    return json.dump();
}

/// Checks besides the comparison with the form that rest on readings alone.
bool rests_on_readings(std::string_view check) {
    static const std::set<std::string_view> checks{
        "agrees_between",    "reading_allowed",  "reading_at_least",        "within_validity",    "register_report",
        "publicity_period",  "publicity_result", "opinion_after_publicity", "assessment_results", "words_present",
        "material_sentence", "marks_present",    "attachments_usable"};
    return checks.contains(check);
}

class Account {
public:
    Account(bool each, std::uint64_t seed) : each_(each), seed_(seed) {}

    void dossier(const PlantedDossier& d, const Notice& notice) {
        auto parsed = decide::parse_dossier(d.declared, d.name);
        if (!parsed) return;
        const std::string as_of = parsed->submission.submitted_at;
        const std::vector<Check> checks = decide::check(notice, *parsed, d.attachments, as_of);
        const Case c(notice, *parsed, d.attachments, as_of);
        ++dossiers_;
        for (const auto& [file, paper] : d.papers) {
            clear_ += paper.clear ? 1 : 0;
            sent_back_ += paper.clear && sent_back(d, file) ? 1 : 0;
        }
        pages_ += d.pages;
        planted(d, checks);
        const std::set<Cell> cells = cells_of(c);
        left_alone(d, cells, checks);
        other_checks(d, notice, c, checks);
        typed(d, notice, cells, as_of);
    }

    void print() const {
        std::printf("mismatches, %d dossiers, %d pages, seed %llu; clear papers alone are counted\n", dossiers_, pages_,
                    static_cast<unsigned long long>(seed_));
        std::printf("clear papers that were taken for illegible, and are left out below: %s\n",
                    rate(sent_back_, clear_).c_str());
        table("printed otherwise on a paper", printed_);
        table("typed otherwise in the form, by the paper that shows it", typed_);
        std::printf("  a slip in the form: on none of its papers %s\n", rate(slips_missed_, slips_).c_str());
        std::printf("left alone: values held against the form, by paper and key\n");
        Tally all;
        int unread = 0;
        for (const auto& [row, t] : alone_) {
            all.n += t.n, all.fail += t.fail, all.unsure += t.unsure, unread += unread_.at(row);
            if (t.fail + t.unsure + unread_.at(row) > 0)
                std::printf("  %-52s %4d  fail %d  unsure %d  not read %d\n", row.c_str(), t.n, t.fail, t.unsure,
                            unread_.at(row));
        }
        std::printf("  all: false fail %s, false unsure %s, not read %s\n", rate(all.fail, all.n).c_str(),
                    rate(all.unsure, all.n).c_str(), rate(unread, all.n).c_str());
        std::printf("other checks that rest on readings, a rule a dossier\n");
        for (const auto& [name, t] : others_)
            std::printf("  %-24s false fail %-34s false unsure %s\n", name.c_str(), rate(t.fail, t.n).c_str(),
                        rate(t.unsure, t.n).c_str());
    }

private:
    static void table(const char* title, const std::map<std::string, Tally>& rows) {
        std::printf("%s\n", title);
        Tally all;
        for (const auto& [row, t] : rows) {
            all.n += t.n, all.fail += t.fail, all.unsure += t.unsure;
            std::printf("  %-52s fail %-36s unsure %3d  missed %3d\n", row.c_str(), rate(t.fail, t.n).c_str(), t.unsure,
                        t.n - t.fail - t.unsure);
        }
        std::printf("  all: fail %s, fail or unsure %s\n", rate(all.fail, all.n).c_str(),
                    rate(all.fail + all.unsure, all.n).c_str());
    }

    static std::string row_of(Kind kind, const std::string& key) {
        return std::string(mangping::key(kind)) + "." + key;
    }

    static const char* word(CheckStatus said) {
        return said == CheckStatus::fail ? "fail" : said == CheckStatus::unsure ? "unsure" : "MISSED";
    }

    static std::string read_on(const PlantedDossier& d, const std::string& file, const std::string& key) {
        std::string out;
        for (const AttachmentOutcome& a : d.attachments)
            for (const PageOutcome& page : a.pages)
                if (const auto it = page.fields.find(key); a.ref.file == file && it != page.fields.end()) {
                    char sure[16];
                    std::snprintf(sure, sizeof sure, " %.3f ", it->second.confidence);
                    out += it->second.value + sure;
                }
        return out.empty() ? "-" : out;
    }

    void planted(const PlantedDossier& d, const std::vector<Check>& checks) {
        for (const PlantedMismatch& m : d.planted) {
            const bool clear =
                std::all_of(m.files.begin(), m.files.end(), [&](const std::string& f) { return counts(d, f); });
            if (!clear) continue;
            CheckStatus said = CheckStatus::pass;
            for (const std::string& file : m.files) {
                const CheckStatus here = said_of(checks, file, m.key, false);
                if (here == CheckStatus::fail || said == CheckStatus::pass) said = here;
            }
            printed_[row_of(m.kind, m.key)].count(said);
            if (each_ && said != CheckStatus::fail)
                std::printf("    %s printed %s: %s %s | %s | read %s\n", d.name.c_str(), word(said),
                            row_of(m.kind, m.key).c_str(), m.declared.c_str(), m.printed.c_str(),
                            read_on(d, m.files.front(), m.key).c_str());
        }
    }

    /// The back of a form has no name.
    static bool is_printed(const TruePaper& paper, const std::string& key) { return paper.fields.contains(key); }

    /// Clear, and not sent back as illegible: then nothing on it is looked at, and nothing is let through.
    static bool counts(const PlantedDossier& d, const std::string& file) {
        return d.papers.at(file).clear && !sent_back(d, file);
    }

    static bool sent_back(const PlantedDossier& d, const std::string& file) {
        return std::any_of(d.attachments.begin(), d.attachments.end(), [&](const AttachmentOutcome& a) {
            return a.ref.file == file && std::any_of(a.pages.begin(), a.pages.end(), [](const PageOutcome& page) {
                       return page.clarity.verdict == ClarityVerdict::illegible ||
                              page.clarity.verdict == ClarityVerdict::blank;
                   });
        });
    }

    static bool is_planted(const PlantedDossier& d, const std::string& file, const std::string& key) {
        return std::any_of(d.planted.begin(), d.planted.end(), [&](const PlantedMismatch& m) {
            return (key.empty() || m.key == key) && std::find(m.files.begin(), m.files.end(), file) != m.files.end();
        });
    }

    void left_alone(const PlantedDossier& d, const std::set<Cell>& cells, const std::vector<Check>& checks) {
        for (const Cell& cell : cells) {
            const auto paper = d.papers.find(cell.file);
            if (paper == d.papers.end() || !counts(d, cell.file) || is_planted(d, cell.file, cell.key)) continue;
            if (!is_printed(paper->second, cell.key)) continue;
            const CheckStatus said = said_of(checks, cell.file, cell.key, true);
            alone_[row_of(cell.kind, cell.key)].count(said);
            unread_[row_of(cell.kind, cell.key)] += cell.was_read ? 0 : 1;
            const auto truth = paper->second.fields.find(cell.key);
            if (each_ && (said != CheckStatus::pass || !cell.was_read))
                std::printf("    %s alone %s: %s %s %s | read %s\n", d.name.c_str(),
                            said == CheckStatus::pass ? "not read" : word(said), row_of(cell.kind, cell.key).c_str(),
                            paper->second.scan.c_str(),
                            truth == paper->second.fields.end() ? "?" : truth->second.c_str(),
                            read_on(d, cell.file, cell.key).c_str());
        }
    }

    void other_checks(const PlantedDossier& d, const Notice& notice, const Case& c, const std::vector<Check>& checks) {
        std::set<std::string> seen;
        for (const Rule& rule : notice.rules) {
            const decide::CheckSpec* spec = decide::check_spec(rule.check);
            if (spec == nullptr || !rests_on_readings(spec->key) || decide::applies(rule, c) != decide::Holds::yes)
                continue;
            if (!seen.insert(rule.id + std::string(spec->key)).second) continue;
            CheckStatus worst = CheckStatus::pass;
            for (const Check& check : checks) {
                if (check.id != rule.id || check.cause.starts_with("reading:")) continue;
                const bool bad = check.status == CheckStatus::fail || check.status == CheckStatus::unsure;
                if (!bad || touches_planted(d, check)) continue;
                if (worst != CheckStatus::fail) worst = check.status;
                if (each_)
                    std::printf("    %s other %s: %s %s %s\n", d.name.c_str(), word(check.status), rule.id.c_str(),
                                check.cause.c_str(), check.message.c_str());
            }
            others_[std::string(spec->key)].count(worst);
        }
    }

    /// What was planted, or what is not clear, lies behind it; or a year that was left out.
    static bool touches_planted(const PlantedDossier& d, const Check& check) {
        if (check.cause.starts_with("missing") || check.cause.starts_with("assessment:")) return true;
        return std::any_of(d.papers.begin(), d.papers.end(), [&](const auto& paper) {
            const bool of_it = check.cause.find(paper.first) != std::string::npos ||
                               std::any_of(check.evidence.begin(), check.evidence.end(),
                                           [&](const Evidence& e) { return e.file == paper.first; });
            return of_it && (!counts(d, paper.first) || is_planted(d, paper.first, ""));
        });
    }

    void typed(const PlantedDossier& d, const Notice& notice, const std::set<Cell>& cells, const std::string& as_of) {
        static const std::set<std::string> of_the_search{"name", "employer", "inventors", "authors"};
        std::map<std::pair<std::string, int>, std::vector<const Cell*>> by_path;
        for (const Cell& cell : cells) {
            const auto paper = d.papers.find(cell.file);
            const bool clear = paper != d.papers.end() && counts(d, cell.file) && is_printed(paper->second, cell.key);
            // What was declared when the pages were searched cannot be typed otherwise afterwards.
            if (clear && !of_the_search.contains(cell.key) && !is_planted(d, cell.file, cell.key))
                by_path[{cell.path, cell.entry.value_or(-1)}].push_back(&cell);
        }
        std::uint64_t salt = 0;
        for (const auto& [path, on] : by_path) {
            synthetic::Rng rng(seed_ * 7919 + static_cast<std::uint64_t>(dossiers_) * 131 + ++salt);
            std::string was, is;
            const std::string declared = typed_otherwise(d.declared, *on.front(), rng, was, is);
            if (declared.empty()) continue;
            auto parsed = decide::parse_dossier(declared, d.name);
            if (!parsed) continue;
            const std::vector<Check> checks = decide::check(notice, *parsed, d.attachments, as_of);
            bool found = false;
            for (const Cell* cell : on) {
                const CheckStatus said = said_of(checks, cell->file, cell->key, true);
                typed_[row_of(cell->kind, cell->key)].count(said);
                found = found || said != CheckStatus::pass;
                if (each_ && said != CheckStatus::fail)
                    std::printf("    %s typed %s: %s %s | %s | read %s\n", d.name.c_str(), word(said),
                                row_of(cell->kind, cell->key).c_str(), is.c_str(), was.c_str(),
                                read_on(d, cell->file, cell->key).c_str());
            }
            ++slips_;
            slips_missed_ += found ? 0 : 1;
        }
    }

    bool each_;
    std::uint64_t seed_;
    int clear_ = 0, sent_back_ = 0;
    int dossiers_ = 0, pages_ = 0, slips_ = 0, slips_missed_ = 0;
    std::map<std::string, Tally> printed_, typed_, alone_, others_;
    std::map<std::string, int> unread_;
};

}  // namespace

int mismatches(const Options& options) {
    const batch::PacksRead packs = batch::read_packs(std::string(MANGPING_SOURCE_DIR) + "/notices");
    if (packs.packs.empty()) return 1;
    recipe::Scratch scratch;
    Account account(options.each, options.seed);
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const auto dossier = planted_dossier(options.seed, i, packs.packs, scratch, options.store);
        if (!dossier) return 1;
        account.dossier(*dossier, packs.packs.at(dossier->notice).notice);
    }
    account.print();
    return 0;
}

}  // namespace mangping::bench
