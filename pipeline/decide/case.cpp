#include "pipeline/decide/case.hpp"

#include <algorithm>

#include "pipeline/decide/text.hpp"

namespace mangping::decide {
namespace {

/// Below this a recognised kind is a hint. The spec's reports call a kind certain from 0.9 on.
constexpr double sure_of_kind = 0.9;
/// A field read with at least this confidence tells that a page carries the other side of the card as well.
constexpr double sure_of_field = 0.8;

bool is_id_card(Kind k) { return k == Kind::id_card_front || k == Kind::id_card_back; }
bool is_paper(Kind k) { return k == Kind::paper_cover || k == Kind::paper_contents || k == Kind::paper_body; }
bool is_book(Kind k) { return k == Kind::book_cover || k == Kind::book_contents || k == Kind::book_body; }
bool is_contents(Kind k) { return k == Kind::paper_contents || k == Kind::book_contents; }
bool is_general(Kind k) {
    return k == Kind::evidence || k == Kind::other || k == Kind::education_other || k == Kind::unit_proof ||
           k == Kind::appraisal || k == Kind::student_archive || k == Kind::work_summary;
}

bool all_blank(const AttachmentOutcome& outcome) {
    return !outcome.pages.empty() && std::all_of(outcome.pages.begin(), outcome.pages.end(), [](const PageOutcome& p) {
        return p.clarity.verdict == ClarityVerdict::blank;
    });
}

bool any_page_with(const AttachmentOutcome& outcome, std::string_view reason) {
    return std::any_of(outcome.pages.begin(), outcome.pages.end(), [reason](const PageOutcome& page) {
        const auto& reasons = page.review_reasons;
        return !was_looked_at(page) && std::find(reasons.begin(), reasons.end(), reason) != reasons.end();
    });
}

bool reads(const AttachmentOutcome& outcome, const char* field) {
    return std::any_of(outcome.pages.begin(), outcome.pages.end(), [field](const PageOutcome& page) {
        const auto it = page.fields.find(field);
        return it != page.fields.end() && it->second.confidence >= sure_of_field;
    });
}

/// Both sides of a card are often scanned onto one sheet.
void add_other_side(Held& held) {
    if (held.provides.contains(Kind::id_card_front) && reads(*held.outcome, "valid_from"))
        held.provides.insert(Kind::id_card_back);
    if (held.provides.contains(Kind::id_card_back) && reads(*held.outcome, "id_number"))
        held.provides.insert(Kind::id_card_front);
}

Held held_of(const AttachmentOutcome& outcome) {
    Held held{&outcome, Standing::usable, {}};
    const std::optional<Kind> declared = outcome.ref.kind;
    if (outcome.status == AttachmentStatus::missing) return {&outcome, Standing::missing, {}};
    if (outcome.status == AttachmentStatus::rejected) return {&outcome, Standing::unopenable, {}};
    if (any_page_with(outcome, "page_fault")) return {&outcome, Standing::unopenable, {}};
    if (declared != Kind::photo && all_blank(outcome)) return {&outcome, Standing::blank, {}};
    if (outcome.status == AttachmentStatus::timeout || any_page_with(outcome, "page_timeout") ||
        any_page_with(outcome, "page_crash"))
        held.standing = Standing::unknown;
    if (declared) held.provides.insert(*declared);
    const std::optional<Kind> recognised = kind_from(outcome.detected_kind);
    if (declared && recognised && outcome.kind_confidence >= sure_of_kind && !compatible(*declared, *recognised)) {
        held.standing = Standing::wrong_kind;
        held.provides = {*recognised};
    }
    add_other_side(held);
    return held;
}

/// The entry of the current title: the one so marked, else the only one, else the one obtained last.
bool is_current(const Section& section, std::size_t index) {
    const auto marked = [](const Entry& e) { return e["current"] == "true"; };
    const bool any_marked = std::any_of(section.entries.begin(), section.entries.end(), marked);
    if (any_marked) return marked(section.entries[index]);
    std::size_t latest = 0;
    for (std::size_t i = 1; i < section.entries.size(); ++i) {
        const auto a = date_from(section.entries[latest]["obtained"]), b = date_from(section.entries[i]["obtained"]);
        if (b && (!a || compare(*a, *b) <= 0)) latest = i;
    }
    return index == latest;
}

std::string entry_fact(const Section& section, std::size_t index, const std::string& key) {
    const Entry& entry = section.entries[index];
    if (key == "current") return is_current(section, index) ? "true" : "false";
    if (key == "degree_held") return says_something(entry["degree"]) ? "true" : "false";
    if (key == "chsi_not_found") return entry[key] == "true" ? "true" : "false";
    if (key == "form" && entry[key].empty()) return "paper";  // the column is first of all for papers
    return std::string(entry[key]);
}

bool meets(const Section& section, std::size_t index, const Parameters& where) {
    return std::all_of(where.lists.begin(), where.lists.end(), [&](const auto& condition) {
        const std::string fact = entry_fact(section, index, condition.first);
        return std::find(condition.second.begin(), condition.second.end(), fact) != condition.second.end();
    });
}

bool declares_anything(const Entry& entry) {
    if (!entry.attachments.empty()) return true;
    if (!entry.lists.empty()) return true;
    if (says_none(entry["title"])) return false;  // "无", whatever the form's other fields were left at
    return std::any_of(entry.text.begin(), entry.text.end(),
                       [](const auto& field) { return says_something(field.second) && field.second != "false"; });
}

Holds flags_hold(const std::vector<std::string>& wanted, const Case& c, bool absent) {
    const bool any = std::any_of(wanted.begin(), wanted.end(),
                                 [&](const std::string& flag) { return c.dossier.applicant.flags.contains(flag); });
    return any != absent ? Holds::yes : Holds::no;
}

}  // namespace

bool was_looked_at(const PageOutcome& page) {
    // A judged page has a score or a reason, and a pose rests on at least one signal.
    const bool judged = page.clarity.score > 0 || !page.clarity.reasons.empty() || page.clarity.text_height_px > 0;
    return !page.withheld || judged || !page.pose.signals.empty();
}

bool compatible(Kind declared, Kind recognised) {
    // `other` is recognised by words of its own, a bill's or an invoice's.
    if (recognised == Kind::other && !is_general(declared)) return false;
    if (declared == recognised || is_general(declared) || is_general(recognised)) return true;
    // Journals and books head their contents alike.
    if (is_contents(declared) && is_contents(recognised)) return true;
    return (is_id_card(declared) && is_id_card(recognised)) || (is_paper(declared) && is_paper(recognised)) ||
           (is_book(declared) && is_book(recognised));
}

Case::Case(const Notice& notice_, const Dossier& dossier_, const std::vector<AttachmentOutcome>& attachments,
           const std::string& as_of_text)
    : notice(notice_), dossier(dossier_), submitted(instant_from(dossier_.submission.submitted_at)) {
    as_of = instant_from(as_of_text).value_or(submitted.value_or(Instant{}));
    for (const AttachmentOutcome& outcome : attachments) held.push_back(held_of(outcome));
}

std::string Case::value(std::string_view path) const {
    const std::size_t dot = path.find('.');
    const std::string section(path.substr(0, dot)), field(path.substr(dot + 1));
    if (section == "applicant") {
        const auto it = dossier.applicant.text.find(field);
        return it == dossier.applicant.text.end() ? std::string{} : it->second;
    }
    if (section == "target") {
        const Target& t = dossier.target;
        if (field == "series") return t.series;
        if (field == "specialty") return t.specialty;
        if (field == "secondary_specialty") return t.secondary_specialty;
        if (field == "title") return t.title;
        if (field == "level") return t.level;
        return field == "mode" ? t.mode : std::string{};
    }
    const Section* s = dossier.section(section);
    return s == nullptr || s->entries.empty() ? std::string{} : std::string(s->entries.front()[field]);
}

std::vector<EntryAt> Case::entries(std::string_view key, const Rule& rule) const {
    std::vector<EntryAt> out;
    const Section* section = dossier.section(key);
    if (section == nullptr) return out;
    for (std::size_t i = 0; i < section->entries.size(); ++i)
        if (declares_anything(section->entries[i]) && meets(*section, i, rule.where))
            out.push_back({section->key, static_cast<int>(i), &section->entries[i]});
    return out;
}

std::vector<const Held*> Case::held_by(const EntryAt& at) const {
    std::vector<const Held*> out;
    for (const Held& h : held)
        if (h.outcome->section == at.section && h.outcome->entry == at.index) out.push_back(&h);
    return out;
}

Holds applies(const Rule& rule, const Case& c) {
    Holds all = Holds::yes;
    for (const auto& [key, wanted] : rule.when.lists) {
        Holds one = Holds::no;
        if (key == "flags" || key == "no_flags") {
            one = flags_hold(wanted, c, key == "no_flags");
        } else {
            const std::string fact = trimmed(c.value(key));
            if (fact.empty())
                one = Holds::unknown;
            else if (key == "applicant.employer_place" &&
                     std::any_of(wanted.begin(), wanted.end(),
                                 [&](const auto& place) { return contains(fact, place); }))
                one = Holds::yes;
            else if (std::find(wanted.begin(), wanted.end(), fact) != wanted.end())
                one = Holds::yes;
        }
        if (one == Holds::no) return Holds::no;
        if (one == Holds::unknown) all = Holds::unknown;
    }
    return all;
}

}  // namespace mangping::decide
