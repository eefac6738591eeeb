// A dossier is whole: what is declared is there, what is there is told, what was spoilt is expected.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/synthetic/dossier.hpp"
#include "tests/support/synthetic/pdf_file.hpp"

namespace mangping::synthetic {
namespace {

using nlohmann::json;

DossierOptions lean(const std::string& notice, std::vector<std::string> faults = {}) {
    DossierOptions o;
    o.notice = notice;
    o.seed = 5;
    o.lean = true;
    o.only_faults = std::move(faults);
    return o;
}

const MadeFile* file(const MadeDossier& made, const std::string& path) {
    const auto it =
        std::find_if(made.files.begin(), made.files.end(), [&](const MadeFile& f) { return f.path == path; });
    return it == made.files.end() ? nullptr : &*it;
}

json declared(const MadeDossier& made) {
    const MadeFile* f = file(made, "dossier.json");
    return f ? json::parse(f->bytes) : json();
}

void collect(const json& node, std::vector<std::string>& files) {
    if (node.is_object() && node.contains("attachments"))
        for (const json& a : node["attachments"]) files.push_back(a["file"]);
    if (node.is_structured())
        for (const json& child : node)
            if (child.is_structured()) collect(child, files);
}

void expect_quad(const json& quad) {
    ASSERT_EQ(quad.size(), 4u);
    for (const json& p : quad) ASSERT_EQ(p.size(), 2u);
}

TEST(Dossier, DeclaresWhatIsThereTellsTheTruthAndIsTheSameForTheSameSeed) {
    const MadeDossier made = make_dossier(lean("xj-2024-engineering-consulting"));
    const json d = declared(made), truth = json::parse(made.truth);
    EXPECT_EQ(d["schema"], "mangping.dossier/1");
    EXPECT_EQ(truth["name"], d["applicant"]["name"]);
    EXPECT_EQ(truth["verdict"], "ready");
    EXPECT_TRUE(truth["expected"].empty());
    std::vector<std::string> named;
    collect(d, named);
    ASSERT_EQ(named.size() + 1, made.files.size());
    for (const std::string& path : named) EXPECT_NE(file(made, path), nullptr) << path;
    ASSERT_EQ(truth["attachments"].size(), named.size());
    const std::set<std::string> clarities{"clear", "marginal", "illegible", "blank"};
    int targets = 0;
    for (const json& a : truth["attachments"])
        for (const json& page : a["pages"]) {
            EXPECT_TRUE(clarities.count(page["clarity"]));
            EXPECT_GT(page["width"].get<double>(), 0);
            EXPECT_TRUE(page.contains("rotation_cw") && page.contains("skew_deg") && page.contains("fields"));
            for (const json& t : page["targets"]) {
                expect_quad(t["quad"]);
                ++targets;
            }
            for (const json& k : page["keep"]) expect_quad(k["quad"]);
        }
    EXPECT_GT(targets, 40);

    const MadeDossier again = make_dossier(lean("xj-2024-engineering-consulting"));
    EXPECT_EQ(made.truth, again.truth);
    ASSERT_EQ(made.files.size(), again.files.size());
    for (std::size_t i = 0; i < made.files.size(); ++i)
        EXPECT_EQ(made.files[i].bytes, again.files[i].bytes) << made.files[i].path;
}

TEST(Dossier, PlantsTheFaultsAskedForWithTheirRules) {
    const MadeDossier made = make_dossier(lean(
        "bazhou-2023-engineering", {"course_year", "sideways", "illegible", "blank_column", "absent", "truncated"}));
    const json d = declared(made), truth = json::parse(made.truth);
    EXPECT_EQ(truth["verdict"], "return");
    std::set<std::string> ids;
    for (const json& e : truth["expected"]) ids.insert(e["id"]);
    EXPECT_EQ(ids, (std::set<std::string>{"N1-44", "N1-66", "N1-68", "N1-12", "N1-16"}));
    std::vector<std::string> named;
    collect(d, named);
    EXPECT_EQ(std::count_if(named.begin(), named.end(), [&](const std::string& p) { return !file(made, p); }), 1);
    int sideways = 0, illegible = 0;
    for (const json& a : truth["attachments"])
        for (const json& page : a["pages"]) {
            sideways += page["rotation_cw"] != 0;
            illegible += page["clarity"] == "illegible";
        }
    EXPECT_EQ(sideways, 1);
    EXPECT_EQ(illegible, 1);
    std::set<int> years;
    for (const json& c : d["continuing_education"])
        if (c["course"] == "public") years.insert(c["year"].get<int>());
    EXPECT_EQ(years.size(), 4u);
    // This notice takes pictures only, but for patents.
    for (const MadeFile& f : made.files)
        if (f.path.ends_with(".pdf")) {
            EXPECT_TRUE(f.path.starts_with("intellectual_property/")) << f.path;
        }
}

TEST(PdfFile, KeepsThePictureByteForByteAndJoins) {
    Raster grey(64, 40, 3);
    std::fill(grey.pixels.begin(), grey.pixels.end(), std::uint8_t{180});
    JpegOptions options;
    options.quality = 80;
    const Bytes jpeg = encode_jpeg(grey, options);
    const Bytes pdf = picture_pdf({{jpeg, 64, 40, 72, 0}});
    EXPECT_NE(std::search(pdf.begin(), pdf.end(), jpeg.begin(), jpeg.end()), pdf.end());
    const Bytes turned = picture_pdf({{jpeg, 64, 40, 72, 90}});
    const std::string rotate = "/Rotate 90";
    EXPECT_NE(std::search(turned.begin(), turned.end(), rotate.begin(), rotate.end()), turned.end());
    const Bytes both = joined_pdf({pdf, turned});
    const std::string count = "/Count 2";
    EXPECT_NE(std::search(both.begin(), both.end(), count.begin(), count.end()), both.end());
    EXPECT_TRUE(joined_pdf({Bytes{'n', 'o'}}).empty());
}

}  // namespace
}  // namespace mangping::synthetic
