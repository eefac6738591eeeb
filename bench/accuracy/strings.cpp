// How well the networks tell the string that stands somewhere from others, where glyphs do not: the log ratios that
// ocr/spot decides by, of right strings and of wrong ones. The bounds there are chosen by this table.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "bench/accuracy/networks.hpp"
#include "bench/accuracy/part.hpp"
#include "bench/accuracy/sample.hpp"
#include "bench/accuracy/statistics.hpp"
#include "detectors/seal/seal.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/names/han.hpp"
#include "ocr/names/targets.hpp"
#include "ocr/names/utf.hpp"
#include "ocr/spot/decoys.hpp"
#include "ocr/spot/seal_string.hpp"
#include "pipeline/ingest/ingest.hpp"
#include "pipeline/normalize/upright.hpp"

namespace mangping::bench {
namespace {

using synthetic::Rng;

struct Ratios {
    std::vector<double> right, wrong;
};
/// By what was asked.
using Table = std::map<std::string, Ratios>;

constexpr int kDecoys = 6;  // wrong strings a place

ocr::AskedString asked(const std::string& text) {
    ocr::AskedString out;
    bool mark = false;
    for (const char32_t c : ocr::fold(text)) {
        if (c == U'·') {
            mark = true;
            continue;
        }
        out.characters.push_back(ocr::utf8(std::u32string(1, c)));
        out.mark_before.push_back(mark && !out.mark_before.empty());
        mark = false;
    }
    return out;
}

bool is_han(const std::string& text) {
    const std::u32string folded = ocr::fold(text);
    return folded.size() >= 2 &&
           std::all_of(folded.begin(), folded.end(), [](char32_t c) { return c == U'·' || ocr::is_han(c); });
}

std::string length_class(std::size_t characters) {
    return characters < 5 ? "2 to 4" : characters < 8 ? "5 to 7" : characters < 12 ? "8 to 11" : "12 and more";
}

/// The text with `count` of its characters replaced by those of another name.
std::string altered(const std::string& text, int count, Rng& rng) {
    std::u32string folded = ocr::fold(text);
    for (; count > 0; --count) {
        const std::u32string other = ocr::fold(synthetic::other_name(rng));
        std::size_t at = rng.next() % folded.size();
        if (folded[at] == U'·') ++at;
        const char32_t c = other[rng.next() % other.size()];
        if (c != U'·') folded[at] = c;
    }
    return ocr::utf8(folded);
}

struct Mention {
    std::string kind, text;
    Rect place;
};

std::vector<Mention> mentions_of(const Sample& s, const UprightPage& page) {
    std::vector<Mention> out;
    const synthetic::PageTruth& truth = s.file.page.truth;
    const auto add = [&](const std::string& kind, const std::string& text, const Quad& quad) {
        if (is_han(text)) out.push_back({kind, text, bounding(page.upright_from_displayed(quad))});
    };
    for (const synthetic::TruthTarget& t : truth.targets) {
        const std::string& printed = t.printed.empty() ? t.text : t.printed;
        if (t.parts == 1 && (t.kind == "name" || t.kind == "employer" || t.kind == "signature") &&
            t.style != "vertical")
            add(t.kind, printed, t.quad);
        if (t.kind == "employer_seal" && !t.circle.empty()) add("seal", printed, t.circle[0]);
    }
    for (const synthetic::TruthKeep& k : truth.keep) {
        if (k.kind == "other_name") add("name", k.text, k.quad);
        if (k.kind == "issuer_seal") add("seal", k.text, k.quad);
    }
    return out;
}

/// A string at a place that some search proposes: the second best of the ways of looking, as ocr/spot/again has it.
void ask_places(ocr::OpenPage& page, const std::vector<Mention>& mentions, Rng& rng, Table& table) {
    for (const Mention& m : mentions) {
        if (m.kind == "seal") continue;
        std::vector<ocr::AskedString> strings{asked(m.text)};
        std::vector<std::string> of{"right"};
        for (const int count : {1, 2})
            for (int k = 0; k < kDecoys / 2; ++k) {
                const std::string other = altered(m.text, count, rng);
                if (ocr::fold(other) == ocr::fold(m.text)) continue;
                strings.push_back(asked(other));
                of.push_back(count == 1 ? "1 wrong" : "2 wrong");
            }
        auto answers = page.log_ratios(strings, m.place);
        if (!answers) continue;
        for (std::size_t i = 0; i < answers->size(); ++i) {
            std::vector<double>& ratios = (*answers)[i];
            if (ratios.size() < 2) continue;
            std::sort(ratios.begin(), ratios.end(), std::greater<>());
            const std::string what = std::string("place, ") + (m.kind == "signature" ? "hand, " : "print, ") +
                                     length_class(strings[0].characters.size());
            if (i == 0) {
                table[what + ", 1 other"].right.push_back(ratios[1]);
                table[what + ", 2 others"].right.push_back(ratios[1]);
            } else {
                table[what + (of[i] == "1 wrong" ? ", 1 other" : ", 2 others")].wrong.push_back(ratios[1]);
            }
        }
    }
}

/// Long strings in lines that hardly read, as ocr/spot/blurred has them: nats a character.
void ask_lines(ocr::OpenPage& page, const std::vector<Mention>& mentions, Rng& rng, Table& table) {
    std::vector<Rect> boxes;
    for (const Line& line : page.reading().lines)
        if (!line.vertical && line.confidence < ocr::hardly_reads && line.glyphs.size() >= 2)
            boxes.push_back(line.box_upright);
    if (boxes.empty()) return;
    std::vector<std::string> texts;
    for (int k = 0; k < kDecoys; ++k) {
        texts.push_back(synthetic::make_person(rng, synthetic::NameForm::uyghur).name);
        texts.push_back(synthetic::make_employer(rng).name);
    }
    std::vector<ocr::AskedString> strings;
    for (const std::string& text : texts) strings.push_back(asked(text));
    for (const Mention& m : mentions)
        if (m.kind != "seal") strings.push_back(asked(m.text));
    const std::size_t known = strings.size();
    std::vector<std::size_t> first_decoy;
    for (std::size_t i = 0; i < known; ++i) {
        first_decoy.push_back(strings.size());
        for (ocr::AskedString& decoy : ocr::decoys_of(strings[i])) strings.push_back(std::move(decoy));
    }
    first_decoy.push_back(strings.size());
    auto answers = page.place_on_lines(strings, boxes);
    if (!answers) return;
    for (std::size_t k = 0; k < answers->size(); ++k)
        for (std::size_t i = 0; i < known && i < (*answers)[k].size(); ++i) {
            const ocr::StringOnLine& on = (*answers)[k][i];
            const std::size_t n = strings[i].characters.size();
            if (on.boxes_upright.empty() || n < 5) continue;
            double any = -1e9;
            for (std::size_t d = first_decoy[i]; d < first_decoy[i + 1]; ++d)
                any = std::max(any, (*answers)[k][d].per_character);
            const auto note = [&](bool right) {
                for (const auto& [name, value] :
                     {std::pair{"line, ", on.per_character}, std::pair{"line over decoys, ", on.per_character - any}}) {
                    Ratios& r = table[name + length_class(n)];
                    (right ? r.right : r.wrong).push_back(value);
                }
            };
            if (i < texts.size()) {
                note(false);
                continue;
            }
            std::size_t at = i - texts.size();
            for (const Mention& m : mentions) {
                if (m.kind == "seal") continue;
                if (at-- != 0) continue;
                if (intersection(m.place, boxes[k]).area() > 0.6 * m.place.area()) note(true);
            }
        }
}

/// The name on a seal's arc, as ocr/spot/seal_string has it: nats a character.
void ask_arcs(const UprightPage& page, const std::vector<Mention>& mentions, Networks& networks, Rng& rng,
              Table& table) {
    for (const Seal& seal : detectors::find_seals(*page.raster, page.text_height_px)) {
        if (seal.square || !seal.band) continue;
        const auto own = std::find_if(mentions.begin(), mentions.end(), [&](const Mention& m) {
            const Point c = m.place.centre();
            return m.kind == "seal" && std::hypot(c.x - seal.centre_upright.x, c.y - seal.centre_upright.y) <
                                           0.3 * std::min(seal.radius_x, seal.radius_y);
        });
        if (own == mentions.end()) continue;
        std::vector<std::string> texts{own->text};
        for (int k = 0; k < kDecoys; ++k) texts.push_back(synthetic::make_employer(rng).name);
        std::vector<double> best(texts.size(), -1e9), over(texts.size(), -1e9);
        for (const Seal& arc : one_by_band(seal)) {
            std::vector<ocr::LineReading> readings;
            for (ocr::Engine* engine : {networks.first.get(), networks.second.get()})
                if (auto read = engine->read_line(*arc.band)) readings.push_back(std::move(*read));
            for (std::size_t i = 0; i < texts.size(); ++i) {
                const std::vector<std::string> characters = asked(texts[i]).characters;
                const auto on = ocr::on_arc(readings, characters, arc.band->width);
                if (!on) continue;
                double any = -1e9;
                for (const std::vector<std::string>& decoy : ocr::decoys_of(characters))
                    if (const auto other = ocr::on_arc(readings, decoy, arc.band->width))
                        any = std::max(any, other->per_character);
                best[i] = std::max(best[i], on->per_character);
                over[i] = std::max(over[i], on->per_character - any);
            }
        }
        for (std::size_t i = 0; i < best.size(); ++i)
            for (const auto& [name, value] : {std::pair{"arc", best[i]}, std::pair{"arc over decoys", over[i]}})
                (i == 0 ? table[name].right : table[name].wrong).push_back(value);
    }
}

void print(const Table& table) {
    for (const auto& [what, ratios] : table) {
        std::printf(
            "%-34s right %5zu: 1 %% %7.1f  5 %% %7.1f  25 %% %6.1f  half %6.1f | wrong %6zu: half %7.1f  5 %% above "
            "%6.1f  1 %% %6.1f  0.1 %% %6.1f\n",
            what.c_str(), ratios.right.size(), quantile(ratios.right, 0.01), quantile(ratios.right, 0.05),
            quantile(ratios.right, 0.25), quantile(ratios.right, 0.5), ratios.wrong.size(), quantile(ratios.wrong, 0.5),
            quantile(ratios.wrong, 0.95), quantile(ratios.wrong, 0.99), quantile(ratios.wrong, 0.999));
    }
}

}  // namespace

int strings(const Options& options) {
    auto networks = open_networks(options.reader);
    if (!networks) return 1;
    Table table;
    int pages = 0;
    for (int i = options.first; i < options.first + options.pages; ++i) {
        const Sample s = sample(options.seed, i, synthetic::Difficulty::hard);
        const synthetic::PageTruth& truth = s.file.page.truth;
        if (truth.clarity != "clear" && truth.clarity != "marginal") continue;
        const auto source = ingest::decode(s.file.jpeg, 0, {}, {});
        if (!source) return 1;
        Pose pose;
        pose.rotation_cw = truth.rotation_cw;
        pose.skew_deg = truth.skew_deg;
        const auto page = normalize::upright(*source, pose, truth.text_px);
        if (!page) return 1;
        auto open = ocr::OpenPage::read(*page, *networks->first, networks->second.get(), {}, {});
        if (!open) return 1;
        Rng rng(options.seed * 31 + static_cast<std::uint64_t>(i));
        const std::vector<Mention> mentions = mentions_of(s, *page);
        ask_places(*open, mentions, rng, table);
        ask_lines(*open, mentions, rng, table);
        ask_arcs(*page, mentions, *networks, rng, table);
        ++pages;
    }
    std::printf(
        "%d pages that a person can read, seed %llu; ln of how well a string explains the ink, against the "
        "best reading: places as a whole, lines and arcs a character\n",
        pages, static_cast<unsigned long long>(options.seed));
    print(table);
    return 0;
}

}  // namespace mangping::bench
