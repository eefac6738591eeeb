#include "workers/batch/files.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "tests/workers/scratch_folder.hpp"

namespace mangping::batch {
namespace {

std::string text_of(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::size_t files_in(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder), std::filesystem::directory_iterator()));
}

TEST(Files, AWrittenFileReplacesTheOldOneAndLeavesNothingBeside) {
    const tests::ScratchFolder folder;
    ASSERT_TRUE(write_file(folder / "a/b.txt", "old"));
    ASSERT_TRUE(write_file(folder / "a/b.txt", "new"));
    EXPECT_EQ(text_of(folder / "a/b.txt"), "new");
    EXPECT_EQ(files_in(folder / "a"), 1u);
}

TEST(Files, AFullDiskIsSaidAndTheOldFileStays) {
    const tests::ScratchFolder folder;
    ASSERT_TRUE(write_file(folder / "x", "old"));
    const pid_t child = ::fork();
    if (child == 0) {  // a limit on file size stands in for a full disk
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const Status status = write_file(folder / "x", std::string(1 << 20, 'y'));
        ::_exit(!status && status.fault().code == "disk_full" ? 0 : 1);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    EXPECT_EQ(text_of(folder / "x"), "old");
    EXPECT_EQ(files_in(folder.path()), 1u);
}

TEST(Files, WhatIsTooLargeIsRefusedBeforeItIsRead) {
    const tests::ScratchFolder folder;
    std::ofstream(folder / "big").close();
    std::filesystem::resize_file(folder / "big", std::uintmax_t{1} << 36);  // sparse: 64 GiB of nothing
    const auto read = read_file(folder / "big", 100u << 20);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.fault().code, "too_large");
}

TEST(Files, AMissingFileIsAFault) {
    const tests::ScratchFolder folder;
    const auto read = read_file(folder / "none", 100);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.fault().code, "file_missing");
}

TEST(Files, HashIsSha256) {  // FIPS 180-4's own example
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace mangping::batch
