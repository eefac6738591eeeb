// readers --lines N --seed S: character error by wear, names found, time, memory and start-up of each reader, on the
// same drawn lines in fonts that our own was not trained on.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <map>
#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include "bench/readers/contest.hpp"
#include "bench/readers/names.hpp"
#include "tests/support/synthetic/people.hpp"

namespace {

using namespace mangping;
using namespace mangping::bench;
using textlines::Wear;

constexpr double kFalseHits = 1e-4;

struct Case {
    textlines::TextLine line;
    std::u32string name;  // stands in the line
};

struct Score {
    std::map<Wear, Errors> errors;
    std::map<std::size_t, std::vector<double>> there, elsewhere;  // by characters of the name; 4: four and more
    double seconds = 0;
    std::size_t characters = 0;
};

std::u32string without_dot(const std::u32string& name) {
    std::u32string out;
    for (const char32_t c : name)
        if (textlines::plain_form(c) != 0xB7) out += c;
    return out;
}

std::string drawn_name(synthetic::Rng& rng) {
    std::string name;
    do name = synthetic::make_person(rng).name;
    while (name.find("·") != std::string::npos);
    return name;
}

Case make_case(textlines::LineMaker& maker, std::uint64_t seed, Wear wear) {
    synthetic::Rng rng(seed);
    const std::string name = drawn_name(rng);
    const std::string text = rng.pick({"姓名：", "兹证明", "申报人", "参加人员：", "作者 "}) + name +
                             rng.pick({"同志于", "，", "（身份证", "在", " "}) + synthetic::make_employer(rng).name +
                             synthetic::make_specialty(rng);
    Case out{maker.make(seed, wear, text), without_dot(textlines::code_points(name))};
    textlines::show_as_pages_do(out.line.grey);
    return out;
}

void keep_picture(const std::string& folder, std::size_t n, const textlines::TextLine& line) {
    const cv::Mat view(line.grey.height, line.grey.width, CV_8U, const_cast<std::uint8_t*>(line.grey.pixels.data()));
    cv::imwrite(folder + "/" + std::to_string(n) + "-" + std::string(textlines::key(line.wear)) + ".png", view);
}

void judge(const Case& one, const ocr::LineReading& given, const std::vector<std::u32string>& others, Score& score) {
    const Wear wear = one.line.wear;
    const Errors e = errors_of(given.glyphs, one.line);
    score.errors[wear].wrong += e.wrong;
    score.errors[wear].characters += e.characters;
    score.characters += e.characters;
    if (wear != Wear::scan && wear != Wear::photo) return;
    const auto group = [](const std::u32string& name) { return std::min<std::size_t>(name.size(), 4); };
    score.there[group(one.name)].push_back(score_of(given, one.name, one.line.grey.width));
    std::u32string truth;
    for (const auto& g : one.line.glyphs) truth += g.c;
    for (const std::u32string& other : others)
        if (truth.find(other) == std::u32string::npos)
            score.elsewhere[group(other)].push_back(score_of(given, other, one.line.grey.width));
}

void judge_all(const Contestant& c, const std::vector<Case>& cases, const std::vector<std::u32string>& others,
               Score& score) {
    std::vector<const Raster*> pictures;
    for (const Case& one : cases) pictures.push_back(&one.line.grey);
    const double began = thread_seconds();
    const std::vector<ocr::LineReading> given = answers(c, pictures);
    score.seconds += thread_seconds() - began;
    for (std::size_t i = 0; i < cases.size(); ++i) judge(cases[i], given[i], others, score);
}

void print(const std::vector<Contestant>& all, const std::vector<Score>& scores) {
    std::printf("%-18s", "reader");
    for (const Wear w : textlines::every_wear) std::printf(" %7s", std::string(textlines::key(w)).c_str());
    std::printf(" | %7s %7s | %8s %8s %8s\n", "name 2", "name 3+", "ms/char", "MiB", "start ms");
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Score& s = scores[i];
        std::printf("%-18s", all[i].name.c_str());
        for (const Wear w : textlines::every_wear) std::printf(" %6.2f%%", 100 * s.errors.at(w).share());
        std::vector<double> there, elsewhere;
        for (const auto& [n, list] : s.there)
            if (n >= 3) there.insert(there.end(), list.begin(), list.end());
        for (const auto& [n, list] : s.elsewhere)
            if (n >= 3) elsewhere.insert(elsewhere.end(), list.begin(), list.end());
        const auto list_of = [](const auto& m, std::size_t n) { return m.count(n) ? m.at(n) : std::vector<double>{}; };
        std::printf(" | %6.2f%% %6.2f%%", 100 * found_at(list_of(s.elsewhere, 2), list_of(s.there, 2), kFalseHits),
                    100 * found_at(elsewhere, there, kFalseHits));
        std::printf(" | %8.3f %8.0f %8.0f\n", 1000 * s.seconds / static_cast<double>(s.characters), all[i].memory_mib,
                    all[i].start_ms);
    }
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("Readers side by side on the same drawn lines (held-out fonts).");
    std::size_t lines = 50, others = 200;
    std::uint64_t seed = 1;
    std::string keep;
    std::vector<std::string> names{"tesseract:chi_sim", "tesseract:HanS", "chi_sim", "HanS", "mangping"};
    app.add_option("--lines", lines, "of each wear");
    app.add_option("--seed", seed, "which lines");
    app.add_option("--keep", keep, "folder for the lines' pictures");
    app.add_option("--others", others, "names looked for that are not there");
    app.add_option("--readers", names, "which; or files of models");
    CLI11_PARSE(app, argc, argv);
    cv::setNumThreads(1);
    std::vector<Contestant> all;
    for (const std::string& name : names) {
        std::string why;
        if (auto c = enter(name, why))
            all.push_back(std::move(*c));
        else
            std::cerr << name << ": " << why << "\n";
    }
    if (all.empty()) return 1;
    const std::u32string charset = textlines::read_charset(MANGPING_SOURCE_DIR "/data/reader/charset.txt");
    const auto maker = textlines::open_line_maker(
        charset, {.height = 48, .em = 33, .spread = 0.4, .width = 0, .share = textlines::Share::held_out});
    synthetic::Rng rng(seed);
    std::vector<std::u32string> elsewhere;
    while (elsewhere.size() < others) elsewhere.push_back(textlines::code_points(drawn_name(rng)));
    std::vector<Score> scores(all.size());
    constexpr std::size_t kTogether = 24;  // lines, as a page has them
    std::vector<Case> cases;
    for (std::size_t n = 0; n < lines * std::size(textlines::every_wear); ++n) {
        const Wear wear = textlines::every_wear[n % std::size(textlines::every_wear)];
        cases.push_back(make_case(*maker, seed * 1'000'003 + n, wear));
        if (!keep.empty()) keep_picture(keep, n, cases.back().line);
        if (cases.size() < kTogether && n + 1 < lines * std::size(textlines::every_wear)) continue;
        for (std::size_t i = 0; i < all.size(); ++i) judge_all(all[i], cases, elsewhere, scores[i]);
        cases.clear();
    }
    std::printf(
        "%zu lines of each wear, seed %llu; character error by wear; names found in scans and photos at %g false "
        "hits\n",
        lines, static_cast<unsigned long long>(seed), kFalseHits);
    print(all, scores);
    return 0;
}
