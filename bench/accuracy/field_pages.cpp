#include "bench/accuracy/field_pages.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <utility>

#include "bench/accuracy/networks.hpp"
#include "bench/accuracy/pages.hpp"
#include "bench/accuracy/part.hpp"
#include "detectors/code/code.hpp"
#include "detectors/portrait/portrait.hpp"
#include "detectors/seal/seal.hpp"
#include "ocr/lines/reader.hpp"
#include "ocr/lstm/engine.hpp"
#include "ocr/tesseract/tesseract.hpp"
#include "pipeline/adapt/cv.hpp"
#include "pipeline/normalize/upright.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/support/synthetic/people.hpp"
#include "tests/support/synthetic/random.hpp"

namespace mangping::bench {
namespace {

using namespace synthetic;
using Json = nlohmann::json;

constexpr Kind kinds_with_fields[] = {
    Kind::id_card_front,
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
    Kind::commitment_letter,
    Kind::unit_proof,
    Kind::service_years_proof,
};

Json json_of(const Rect& r) { return {r.x, r.y, r.w, r.h}; }
Rect rect_of(const Json& j) { return {j[0], j[1], j[2], j[3]}; }

Json json_of(const std::vector<Glyph>& glyphs) {
    Json out = Json::array();
    for (const Glyph& glyph : glyphs) {
        Json alternatives = Json::array();
        for (const Alternative& a : glyph.alternatives) alternatives.push_back({a.text, a.probability});
        out.push_back({json_of(glyph.box_upright), std::move(alternatives)});
    }
    return out;
}

std::vector<Glyph> glyphs_of(const Json& json) {
    std::vector<Glyph> out;
    for (const Json& one : json) {
        Glyph glyph;
        glyph.box_upright = rect_of(one[0]);
        for (const Json& a : one[1]) glyph.alternatives.push_back({a[0], a[1]});
        out.push_back(std::move(glyph));
    }
    return out;
}

Json json_of(const Reading& reading) {
    Json lines = Json::array(), unread = Json::array();
    for (const Line& line : reading.lines) {
        Json others = Json::array();
        for (const auto& other : line.other_readings) others.push_back(json_of(other));
        lines.push_back({{"g", json_of(line.glyphs)},
                         {"b", json_of(line.box_upright)},
                         {"v", line.vertical},
                         {"c", line.confidence},
                         {"o", std::move(others)}});
    }
    for (const Rect& r : reading.unread_upright) unread.push_back(json_of(r));
    return {{"lines", std::move(lines)}, {"confidence", reading.confidence}, {"unread", std::move(unread)}};
}

Reading reading_of(const Json& json) {
    Reading out;
    out.confidence = json.at("confidence");
    for (const Json& one : json.at("lines")) {
        Line line;
        line.glyphs = glyphs_of(one.at("g"));
        line.box_upright = rect_of(one.at("b"));
        line.vertical = one.at("v");
        line.confidence = one.at("c");
        for (const Json& other : one.at("o")) line.other_readings.push_back(glyphs_of(other));
        out.lines.push_back(std::move(line));
    }
    for (const Json& r : json.at("unread")) out.unread_upright.push_back(rect_of(r));
    return out;
}

Json json_of(const FieldPage& page) {
    Json codes = Json::array(), portraits = Json::array();
    for (const Code& code : page.codes) codes.push_back({code.format, code.text, json_of(bounding(code.quad_upright))});
    for (const Rect& r : page.portraits) portraits.push_back(json_of(r));
    Json arcs = Json::array();
    for (const ocr::SealText& seal : page.seals) {
        Json readings = Json::array();
        for (const auto& glyphs : seal.readings) readings.push_back(json_of(glyphs));
        arcs.push_back({json_of(seal.seal_upright), std::move(readings)});
    }
    return {{"kind", key(page.kind)},
            {"name", page.name},
            {"page", page.page},
            {"pages", page.pages},
            {"scan", page.scan},
            {"applicant", page.applicant},
            {"truth", page.truth},
            {"size", {page.width, page.height}},
            {"reading", json_of(page.reading)},
            {"codes", std::move(codes)},
            {"portraits", std::move(portraits)},
            {"picture", page.picture},
            {"arcs", std::move(arcs)},
            {"true_codes", page.true_codes},
            {"seals", {page.round_seals, page.square_seals}}};
}

FieldPage page_of(const Json& json) {
    FieldPage out;
    out.kind = kind_from(json.at("kind").get<std::string>()).value_or(Kind::other);
    out.name = json.at("name");
    out.page = json.at("page");
    out.pages = json.at("pages");
    out.scan = json.at("scan");
    out.applicant = json.value("applicant", "");
    out.truth = json.at("truth");
    out.width = json.at("size")[0];
    out.height = json.at("size")[1];
    out.reading = reading_of(json.at("reading"));
    for (const Json& code : json.at("codes")) out.codes.push_back({code[0], code[1], quad_of(rect_of(code[2]))});
    for (const Json& r : json.at("portraits")) out.portraits.push_back(rect_of(r));
    out.picture = json.value("picture", false);
    out.true_codes = json.value("true_codes", std::vector<std::string>{});
    for (const Json& arc : json.value("arcs", Json::array())) {
        ocr::SealText& text = out.seals.emplace_back();
        text.seal_upright = rect_of(arc[0]);
        for (const Json& glyphs : arc[1]) text.readings.push_back(glyphs_of(glyphs));
    }
    out.round_seals = json.at("seals")[0];
    out.square_seals = json.at("seals")[1];
    return out;
}

/// A degradation that leaves the page clear; most draws of "mixed" do.
Degradation clear_of(const SyntheticPage& clean, Rng& rng) {
    constexpr ScanClass classes[] = {ScanClass::digital, ScanClass::scan,  ScanClass::scan, ScanClass::scan,
                                     ScanClass::photo,   ScanClass::photo, ScanClass::fax};
    const ScanClass scan = classes[static_cast<std::size_t>(rng.whole(0, static_cast<int>(std::size(classes)) - 1))];
    for (int turn = 0; turn < 12; ++turn) {
        const std::uint64_t seed = rng.next();
        const Degradation how = preset(scan, Difficulty::mixed, seed);
        if (truth_of(clean, how, seed).clarity == "clear") return how;
    }
    return preset(scan, Difficulty::easy, rng.next());
}

/// Reads a page that stands as its truth says; nothing when the page could not be turned or read.
bool read_into(FieldPage& out, const SyntheticPage& page, int quality, const std::string& picture) {
    static auto networks = open_networks(Options{}.reader);
    if (!networks) return false;
    Pose pose;
    pose.rotation_cw = page.truth.rotation_cw;
    pose.skew_deg = page.truth.skew_deg;
    const auto upright = normalize::upright(source_of(page.image, quality), pose, page.truth.text_px);
    if (!upright) return false;
    out.width = upright->raster->width;
    out.height = upright->raster->height;
    out.codes = detectors::find_codes(*upright->raster);
    out.portraits = detectors::find_portraits(*upright->raster);
    const double most_of_page = 0.2 * out.width * out.height;  // as workers/recipe
    const bool toned = std::erase_if(out.portraits, [&](const Rect& r) { return r.area() > most_of_page; }) > 0;
    out.picture = toned || detectors::is_portrait(*upright->raster);
    for (const Seal& seal : detectors::find_seals(*upright->raster, page.truth.text_px)) {
        ++(seal.square ? out.square_seals : out.round_seals);
        if (seal.square || !seal.band) continue;
        for (const Seal& arc : one_by_band(seal)) {
            ocr::SealText& text = out.seals.emplace_back();
            text.seal_upright = {seal.centre_upright.x - seal.radius_x, seal.centre_upright.y - seal.radius_y,
                                 2 * seal.radius_x, 2 * seal.radius_y};
            for (ocr::Engine* engine : {networks->first.get(), networks->second.get()})
                if (auto read = engine->read_line(*arc.band)) text.readings.push_back(std::move(read->glyphs));
        }
    }
    for (const TruthCode& code : page.truth.codes) out.true_codes.push_back(code.text);
    ocr::ReadOptions options;
    options.skip_upright = out.portraits;
    for (const Code& code : out.codes) options.skip_upright.push_back(bounding(code.quad_upright));
    auto reading = ocr::read_page(*upright, *networks->first, networks->second.get(), options, {});
    if (!reading) return false;
    out.reading = std::move(*reading);
    if (!picture.empty()) {
        cv::Mat bgr;
        const cv::Mat view = adapt::view(*upright->raster);
        cv::cvtColor(view, bgr, view.channels() == 3 ? cv::COLOR_RGB2BGR : cv::COLOR_GRAY2BGR);
        cv::imwrite(picture, bgr, {cv::IMWRITE_JPEG_QUALITY, 88});
    }
    return true;
}

std::vector<FieldPage> make(std::uint64_t seed, int index, const std::string& folder) {
    Rng rng(seed * 1'000'003 + static_cast<std::uint64_t>(index));
    const auto all = all_kinds();
    const auto round = static_cast<std::size_t>(index / 2);
    const Kind kind =
        index % 2 == 0 ? kinds_with_fields[round % std::size(kinds_with_fields)] : all[round % all.size()];
    DocumentOptions options;
    options.dpi = rng.pick(std::vector<double>{150, 200, 200, 300});
    options.seed = rng.next();
    options.layout = rng.whole(0, all_layouts(kind) - 1);
    options.facts["notice"] = rng.pick({"N0", "N1", "N2", "N3", "N4"});
    const Person person = make_person(rng);
    const Employer employer = make_employer(rng);
    const std::vector<SyntheticPage> pages = make_document(kind, person, employer, options);
    std::vector<FieldPage> out;
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const Degradation how = clear_of(pages[i], rng);
        const SyntheticPage page = degrade(pages[i], how, rng.next());
        FieldPage one;
        one.kind = kind;
        one.page = static_cast<int>(i);
        one.pages = static_cast<int>(pages.size());
        one.name = std::to_string(index) + "-" + std::string(key(kind)) + "-" + std::to_string(options.layout) + "-" +
                   std::to_string(i);
        one.scan = page.truth.scan;
        one.applicant = person.name;
        one.truth = page.truth.fields;
        const std::string picture = folder.empty() ? "" : folder + "/" + one.name + ".jpg";
        if (!read_into(one, page, how.jpeg.quality, picture)) return {};
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace

std::vector<FieldPage> field_pages(std::uint64_t seed, int index, const std::string& folder) {
    if (folder.empty()) return make(seed, index, folder);
    const std::filesystem::path file =
        std::filesystem::path(folder) / (std::to_string(seed) + "-" + std::to_string(index) + ".cbor");
    std::vector<FieldPage> out;
    if (std::ifstream in(file, std::ios::binary); in) {
        const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(in), {}};
        for (const Json& page : Json::from_cbor(bytes)) out.push_back(page_of(page));
        return out;
    }
    out = make(seed, index, folder);
    if (out.empty()) return out;
    Json all = Json::array();
    for (const FieldPage& page : out) all.push_back(json_of(page));
    const std::vector<std::uint8_t> bytes = Json::to_cbor(all);
    std::filesystem::create_directories(folder);
    const std::filesystem::path partial = file.string() + ".part";
    std::ofstream(partial, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    std::filesystem::rename(partial, file);
    return out;
}

}  // namespace mangping::bench
