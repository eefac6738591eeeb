// A dossier that comes back, comes again and is answered against its first round, by the program and its ledger.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/program.hpp"
#include "tests/workers/scratch_folder.hpp"
#include "tests/workers/small_batch.hpp"

namespace mangping {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string whole(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void change(const fs::path& dossier, const std::function<void(json&)>& edit) {
    json declared = json::parse(whole(dossier / "dossier.json"));
    edit(declared);
    std::ofstream(dossier / "dossier.json") << declared.dump(1);
}

/// The pack as it stood before somebody added a rule that was forgotten.
void write_pack_without(const std::string& rule, const fs::path& folder) {
    fs::create_directories(folder);
    std::ifstream in(fs::path(MANGPING_SOURCE_DIR) / "notices/xj-2024-engineering-consulting.yaml");
    std::ofstream out(folder / "pack.yaml");
    bool skips = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("- 条: ")) skips = line == "- 条: " + rule;
        if (!skips) out << line << "\n";
    }
}

class SecondRound : public ::testing::Test {
protected:
    void SetUp() override {
        tests::write_small_batch(folder_ / "made");
        fs::create_directories(folder_ / "batch");
        fs::rename(folder_ / "made/a", folder_ / "batch/a");
    }
    void TearDown() override {
        if (const char* keep = std::getenv("MANGPING_LOOK"))
            fs::copy(folder_.path(), fs::path(keep) / "second_round",
                     fs::copy_options::recursive | fs::copy_options::overwrite_existing);
    }
    [[nodiscard]] fs::path dossier() const { return folder_ / "batch/a"; }

    /// Pages that were worked on, as the table of stages counts them.
    int run(const std::vector<std::string>& more = {}) {
        std::vector<std::string> words = more;
        for (const std::string& word :
             {std::string("run"), (folder_ / "batch").string(), std::string("--out"), (folder_ / "out").string(),
              std::string("--stages"), (folder_ / "stages.csv").string()})
            words.push_back(word);
        EXPECT_EQ(tests::wait_for_program(tests::start_program(MANGPING_PROGRAM, words)), 0);
        std::ifstream stages(folder_ / "stages.csv");
        std::set<std::string> pages;
        std::string line;
        std::getline(stages, line);  // page,stage,ms
        while (std::getline(stages, line)) pages.insert(line.substr(0, line.find(',')));
        return static_cast<int>(pages.size());
    }

    void send_again(const std::function<void(json&)>& edit) {
        change(dossier(), [&](json& d) {
            d["submission"] = {{"round", 2},
                               {"first_submitted_at", "2024-09-10T12:00:00+08:00"},
                               {"returned_at", "2024-09-12T12:00:00+08:00"},
                               {"submitted_at", "2024-09-13T12:00:00+08:00"}};
            edit(d);
        });
    }

    [[nodiscard]] std::string answer() const { return whole(folder_ / "out/a/notice.txt"); }
    [[nodiscard]] json report() const { return json::parse(whole(folder_ / "out/a/report.json")); }

    tests::ScratchFolder folder_;
};

TEST_F(SecondRound, SaysWhatWasMendedAndWhatIsOpenAndWorksOnNewPagesOnly) {
    EXPECT_EQ(run(), 3);
    EXPECT_THAT(answer(), Not(HasSubstr("上一次的问题")));
    // The broken, the missing and the outside file go; the award is scanned again; nothing is done about the rest.
    fs::copy_file(dossier() / "work/1.jpg", dossier() / "awards/1.jpg", fs::copy_options::overwrite_existing);
    std::ofstream(dossier() / "awards/1.jpg", std::ios::app) << ' ';
    send_again([](json& d) {
        json& files = d["achievements"][0]["attachments"];
        files.erase(files.begin() + 1, files.end());
    });
    EXPECT_EQ(run(), 1) << "one page is new";
    EXPECT_EQ(report().at("round"), 2);
    const std::string text = answer();
    const std::size_t mended = text.find("上一次的问题，已经改好的："),
                      open = text.find("上一次的问题，还没有改好的有 ");
    ASSERT_NE(mended, std::string::npos) << text;
    ASSERT_NE(open, std::string::npos) << text;
    EXPECT_THAT(text.substr(mended, open - mended), HasSubstr("业绩成果"));
    EXPECT_THAT(text.substr(open), HasSubstr("（上次已提出）“基本信息”缺少《身份证人像面》"));
    EXPECT_THAT(whole(folder_ / "out/a/notice.html"), HasSubstr("已经改好的"));
}

TEST_F(SecondRound, KeepsFromTheApplicantWhatCouldHaveBeenToldBefore) {
    write_pack_without("N4-68", folder_ / "packs");
    run({"--notices", (folder_ / "packs").string()});
    send_again([](json&) {});
    run();
    EXPECT_THAT(answer(), Not(HasSubstr("个人承诺书”的“内容")));
    bool told = false;
    const json found = report();
    for (const json& check : found.at("checks")) {
        if (check.at("id") != "N4-68") continue;
        EXPECT_EQ(check.at("status"), "unsure");
        EXPECT_EQ(check.at("role"), "operator");
        told = true;
    }
    EXPECT_TRUE(told);
    EXPECT_THAT(whole(folder_ / "out/batch.html"), HasSubstr("第1次提交时已经可以看出"));
}

}  // namespace
}  // namespace mangping
