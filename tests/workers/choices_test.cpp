// What the notices leave open about masking, as an operator's pack chooses it: masked, attacked and verified alike.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/synthetic/degrade.hpp"
#include "tests/support/synthetic/documents.hpp"
#include "tests/workers/scratch_folder.hpp"

namespace mangping {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using namespace synthetic;

std::string whole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A letter of the employer, a pledge, and a diploma of a school that is the employer.
class Choices : public ::testing::Test {
protected:
    void SetUp() override {
        Rng rng(5);
        const Person person = make_person(rng, NameForm::han3);
        const Employer employer = make_employer(rng, "public_institution");
        put("work/1.jpg", Kind::evidence, person, employer, {});
        put("pledge/1.jpg", Kind::commitment_letter, person, employer, {{"notice", "N4"}});
        put("edu/1.jpg", Kind::graduation_certificate, person, employer, {{"school", employer.name}});
        const auto file = [](const char* path, const char* kind) {
            return json::array({{{"file", path}, {"kind", kind}}});
        };
        const json dossier{
            {"schema", "mangping.dossier/1"},
            {"id", "D"},
            {"notice", "xj-2024-engineering-consulting"},
            {"submission", {{"round", 1}, {"submitted_at", "2024-09-10T12:00:00+08:00"}}},
            {"applicant", {{"name", person.name}, {"id_number", person.id_number}, {"employer", employer.name}}},
            {"target", {{"series", "工程系列"}, {"title", "高级工程师"}, {"level", "高级"}}},
            {"education", {{{"level", "本科"}, {"attachments", file("edu/1.jpg", "graduation_certificate")}}}},
            {"achievements", {{{"title", "某项目"}, {"attachments", file("work/1.jpg", "evidence")}}}},
            {"commitment", {{"attachments", file("pledge/1.jpg", "commitment_letter")}}}};
        std::ofstream(folder_ / "batch/d/dossier.json") << dossier.dump(1);
    }

    void TearDown() override {
        if (const char* keep = std::getenv("MANGPING_LOOK"))
            fs::copy(folder_.path(), fs::path(keep) / "choices",
                     fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }

    void put(const std::string& name, Kind kind, const Person& person, const Employer& employer, Facts facts) {
        DocumentOptions options;
        options.seed = 3;
        options.dpi = 150;
        options.facts = std::move(facts);
        Degradation d;
        d.jpeg.quality = 88;
        const fs::path path = folder_ / "batch/d" / name;
        fs::create_directories(path.parent_path());
        const auto jpeg = degrade_to_file(make_page(kind, person, employer, options), d, 1).jpeg;
        std::ofstream(path, std::ios::binary)
            .write(reinterpret_cast<const char*>(jpeg.data()), static_cast<std::streamsize>(jpeg.size()));
    }

    /// Runs the batch under the notice's pack with `words` in place of its words on masking; then attacks the result.
    std::map<std::string, json> pages_under(const std::string& masks, const std::string& pledge) {
        fs::create_directories(folder_ / "packs");
        std::string pack = whole(fs::path(MANGPING_SOURCE_DIR) / "notices/xj-2024-engineering-consulting.yaml");
        const auto instead = [&pack](const std::string& from, const std::string& to) {
            const std::size_t at = pack.find(from);
            ASSERT_NE(at, std::string::npos) << from;
            pack.replace(at, from.size(), to);
        };
        instead("遮盖: [姓名, 工作单位]", "遮盖: " + masks);
        instead("承诺书签名: 遮盖", "承诺书签名: " + pledge);
        std::ofstream(folder_ / "packs/pack.yaml") << pack;
        const std::string out = (folder_ / ("out-" + std::to_string(++runs_))).string();
        EXPECT_EQ(
            program({"--notices", (folder_ / "packs").string(), "run", (folder_ / "batch").string(), "--out", out}), 0);
        EXPECT_EQ(program({"verify", out}), 0) << "what is left open on purpose is no leak, all else is masked";
        std::map<std::string, json> pages;
        const json report = json::parse(whole(fs::path(out) / "d/report.json"));
        for (const json& a : report.at("attachments")) pages[a.at("kind")] = a.at("pages").at(0);
        return pages;
    }

    static int program(const std::vector<std::string>& words) {
        return tests::wait_for_program(tests::start_program(MANGPING_PROGRAM, words));
    }

    static int masks_of(const json& page, const std::string& kind) {
        return static_cast<int>(std::count_if(page.at("masks").begin(), page.at("masks").end(), [&](const json& mask) {
            return mask.at("kind").get<std::string>().starts_with(kind) || mask.at("source") == kind;
        }));
    }

    tests::ScratchFolder folder_;
    int runs_ = 0;
};

TEST_F(Choices, MaskTheNameAloneOrTheEmployerAsWell) {
    const auto both = pages_under("[姓名, 工作单位]", "遮盖"), name = pages_under("姓名", "保留");
    EXPECT_GT(masks_of(both.at("evidence"), "employer"), 0);
    EXPECT_EQ(masks_of(name.at("evidence"), "employer"), 0);
    EXPECT_EQ(masks_of(name.at("evidence"), "verification"), 0) << "the attack does not bring the employer's mask back";
    for (const auto& pages : {both, name}) EXPECT_GT(masks_of(pages.at("evidence"), "name"), 0);

    EXPECT_GT(both.at("commitment_letter").at("masks").size(), 0u) << "the signature";
    EXPECT_EQ(name.at("commitment_letter").at("masks").size(), 0u);
    EXPECT_EQ(masks_of(both.at("graduation_certificate"), "employer"), 0) << "the school stays";
    EXPECT_TRUE(both.at("graduation_certificate").at("review").at("needed"));
}

}  // namespace
}  // namespace mangping
