// The program as an operator runs it: real readers, real ledger, real kills.
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "tests/support/program.hpp"
#include "tests/workers/scratch_folder.hpp"
#include "tests/workers/small_batch.hpp"

namespace mangping {
namespace {

namespace fs = std::filesystem;

pid_t start(const std::vector<std::string>& words) { return tests::start_program(MANGPING_PROGRAM, words); }

int wait_for(pid_t pid) { return tests::wait_for_program(pid); }

int mangping(const std::vector<std::string>& words) { return wait_for(start(words)); }

/// One batch and its serial result for all tests of this file.
class Run : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder = std::make_unique<tests::ScratchFolder>();
        tests::write_small_batch(*folder / "batch");
        // The third folder has no dossier.json: that dossier fails, the batch does not.
        EXPECT_EQ(mangping({"run", batch(), "--out", (*folder / "serial").string(), "--jobs", "1"}), 1);
        serial = tests::contents_of(*folder / "serial");
    }
    static void TearDownTestSuite() { folder.reset(); }
    static std::string batch() { return (*folder / "batch").string(); }

    static void expect_same(const std::map<std::string, std::string>& got) {
        EXPECT_EQ(got.size(), serial.size());
        for (const auto& [name, bytes] : serial) {
            const auto other = got.find(name);
            ASSERT_NE(other, got.end()) << name;
            EXPECT_TRUE(other->second == bytes) << name << " differs";
        }
    }

    static std::unique_ptr<tests::ScratchFolder> folder;
    static std::map<std::string, std::string> serial;
};
std::unique_ptr<tests::ScratchFolder> Run::folder;
std::map<std::string, std::string> Run::serial;

TEST_F(Run, WritesEveryPromisedFile) {
    for (const char* name :
         {"batch.json", "batch.html", "batch.xlsx", "a/report.json", "a/notice.html", "a/masked/edu/1.jpg",
          "a/masked/awards/1.jpg", "a/masked/work/1.jpg", "b/report.json", "c/report.json"})
        EXPECT_TRUE(serial.contains(name)) << name;
    EXPECT_FALSE(serial.contains("a/masked/work/broken.jpg"));
}

TEST_F(Run, SaysOfEachAttachmentWhatBecameOfIt) {
    const auto report = nlohmann::json::parse(serial.at("a/report.json"));
    std::map<std::string, std::string> status, error;
    for (const auto& a : report.at("attachments")) {
        status[a.at("file")] = a.at("status");
        error[a.at("file")] = a.value("error", "");
    }
    EXPECT_EQ(status.at("edu/1.jpg"), "ok");
    EXPECT_EQ(status.at("work/broken.jpg"), "rejected");
    EXPECT_EQ(status.at("work/none.jpg"), "missing");
    EXPECT_EQ(status.at("../outside.jpg"), "rejected");
    EXPECT_EQ(error.at("../outside.jpg"), "path_outside");
    EXPECT_NE(report.at("verdict"), "ready");
}

TEST_F(Run, InParallelGivesTheSameBytes) {
    EXPECT_EQ(mangping({"run", batch(), "--out", (*folder / "parallel").string(), "--jobs", "4"}), 1);
    expect_same(tests::contents_of(*folder / "parallel"));
}

TEST_F(Run, KilledTwentyTimesEndsTheSame) {
    const std::string out = (*folder / "killed").string();
    std::mt19937 random(20);
    int killed = 0;
    for (int i = 0; i < 20; ++i) {
        const pid_t pid = start({"run", batch(), "--out", out, "--jobs", "2"});
        std::this_thread::sleep_for(std::chrono::milliseconds(random() % 1800));
        ::kill(pid, SIGKILL);
        killed += wait_for(pid) == 128 + SIGKILL ? 1 : 0;
    }
    EXPECT_GT(killed, 5);
    EXPECT_EQ(mangping({"run", batch(), "--out", out, "--jobs", "2"}), 1);
    expect_same(tests::contents_of(out));
    EXPECT_FALSE(std::any_of(fs::recursive_directory_iterator(out), fs::recursive_directory_iterator(),
                             [](const auto& f) { return f.path().filename().string().starts_with(".mangping-tmp-"); }));
}

TEST_F(Run, ACrashWithholdsThePageAndTheRunGoesOn) {
    const std::string out = (*folder / "crashed").string();
    int code = 128 + SIGSEGV;
    // Between two pages a signal like a crash's ends the program, as it must: then once more.
    for (int i = 0; i < 10 && code == 128 + SIGSEGV; ++i) {
        const pid_t pid = start({"run", batch(), "--out", out, "--jobs", "1"});
        for (int k = 0; k < 600 && !fs::exists(out + "/.mangping/crashed"); ++k)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        std::this_thread::sleep_for(std::chrono::milliseconds(150 + 70 * i));
        ::kill(pid, SIGSEGV);
        code = wait_for(pid);
    }
    EXPECT_EQ(code, 1) << "as a run without a crash: the third folder is no dossier";
    int withheld = 0;
    const nlohmann::json crash{"page_crash"};
    const auto files = tests::contents_of(out);
    for (const char* name : {"a/report.json", "b/report.json"}) {
        const auto report = nlohmann::json::parse(files.at(name));
        for (const auto& a : report.at("attachments"))
            for (const auto& page : a.at("pages")) withheld += page.at("review").at("reasons") == crash ? 1 : 0;
    }
    EXPECT_EQ(withheld, 1) << std::ifstream(out + "/.mangping/crashed").rdbuf();
    EXPECT_EQ(mangping({"verify", out}), 0);
}

TEST_F(Run, WithAnotherReaderReadsEveryPageAgain) {
    const std::string out = (*folder / "readers").string(), stages = (*folder / "readers.csv").string();
    const auto pages_read = [&](const char* reader) {
        fs::remove(stages);
        EXPECT_EQ(mangping({"run", batch(), "--out", out, "--reader", reader, "--stages", stages}), 1) << reader;
        std::ifstream in(stages);
        int lines = -1;  // less the head
        for (std::string line; std::getline(in, line);) ++lines;
        return lines;
    };
    const int pages = pages_read("mangping");
    EXPECT_GT(pages, 0);
    EXPECT_EQ(pages_read("chi_sim"), pages);
    EXPECT_EQ(pages_read("chi_sim"), 0);
    EXPECT_EQ(mangping({"run", batch(), "--out", out, "--reader", "nobody"}), 2) << "wrong usage";
}

TEST_F(Run, AgainDoesNothingTwice) {
    const std::string out = (*folder / "again").string();
    EXPECT_EQ(mangping({"run", batch(), "--out", out}), 1);
    const auto written = fs::last_write_time(out + "/a/report.json");
    EXPECT_EQ(mangping({"run", batch(), "--out", out, "--stages", (*folder / "stages.csv").string()}), 1);
    EXPECT_EQ(fs::last_write_time(out + "/a/report.json"), written);
    std::ifstream stages(*folder / "stages.csv");
    std::string first, second;
    std::getline(stages, first);
    EXPECT_FALSE(std::getline(stages, second)) << "a page was processed again";
}

TEST_F(Run, StopsCleanlyWhenInterrupted) {
    const std::string out = (*folder / "interrupted").string();
    const pid_t pid = start({"run", batch(), "--out", out, "--jobs", "2"});
    // On a busy machine it takes a while until the program is there to be told.
    for (int i = 0; i < 600 && !fs::exists(out + "/.mangping/ledger.sqlite"); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    ::kill(pid, SIGINT);
    EXPECT_EQ(wait_for(pid), 1);
    EXPECT_EQ(mangping({"run", batch(), "--out", out, "--jobs", "2"}), 1);
    expect_same(tests::contents_of(out));
}

TEST_F(Run, WithholdsPagesThatTakeTooLong) {
    const std::string out = (*folder / "late").string();
    EXPECT_EQ(mangping({"run", batch(), "--out", out, "--jobs", "1", "--page-seconds", "0.001"}), 1);
    const auto files = tests::contents_of(out);
    EXPECT_NE(files.at("a/report.json").find("page_timeout"), std::string::npos);
    EXPECT_FALSE(files.contains("a/dossier.pdf"));
}

TEST_F(Run, VerifiesWhatItReleased) { EXPECT_EQ(mangping({"verify", (*folder / "serial").string()}), 0); }

TEST_F(Run, VerifyFindsAPlantedOriginal) {
    const fs::path out = *folder / "planted";
    fs::copy(*folder / "serial", out, fs::copy_options::recursive);
    fs::copy_file(*folder / "batch/a/awards/1.jpg", out / "a/masked/awards/1.jpg",
                  fs::copy_options::overwrite_existing);
    EXPECT_EQ(mangping({"verify", out.string()}), 1);
}

TEST(Usage, IsTwoWhenWrong) {
    EXPECT_EQ(mangping({}), 2);
    EXPECT_EQ(mangping({"run"}), 2);
    EXPECT_EQ(mangping({"run", "/nowhere", "--out", "nowhere"}), 2);
    EXPECT_EQ(mangping({"notices", "no-such-pack"}), 2);
    EXPECT_EQ(mangping({"decide"}), 2);
    EXPECT_EQ(mangping({"decide", "/nowhere", "--accept"}), 2);
    EXPECT_EQ(mangping({"decide", "/nowhere", "--page", "a.jpg"}), 2);
    EXPECT_EQ(mangping({"decide", "/nowhere", "--page", "a.jpg", "--mask", "1,2,3"}), 2);
    EXPECT_EQ(mangping({"decide", "/nowhere", "--page", "a.jpg", "--accept"}), 2);
}

}  // namespace
}  // namespace mangping
