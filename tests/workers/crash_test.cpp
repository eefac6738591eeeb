// Claims about crashes: the page is noted, the process ends as it would have. Each crash is a real one, in a child.
#include "workers/batch/crash.hpp"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <functional>
#include <thread>

#include "tests/support/program.hpp"
#include "tests/workers/scratch_folder.hpp"

namespace mangping {
namespace {

using batch::AfterCrash;
using Keys = std::set<std::string>;

/// How a child that runs `body` under a watch ends.
int ends_after(const std::filesystem::path& folder, const std::function<void()>& body) {
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit none{0, 0};
        ::setrlimit(RLIMIT_CORE, &none);
        {
            const batch::CrashWatch watch(folder, AfterCrash::end);
            body();
        }
        ::_exit(0);
    }
    return tests::wait_for_program(child);
}

int deeper(volatile int depth) { return depth == -1 ? 0 : deeper(depth + 1) + depth; }

TEST(Crash, OfAPageIsNotedByItsKey) {
    const tests::ScratchFolder folder;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
        EXPECT_EQ(ends_after(folder.path(),
                             [=] {
                                 const batch::WorkingOn page("page" + std::to_string(signal));
                                 ::raise(signal);
                             }),
                  128 + signal);
    EXPECT_EQ(ends_after(folder.path(),
                         [] {
                             const batch::WorkingOn page("aborted");
                             std::abort();
                         }),
              128 + SIGABRT);
    EXPECT_EQ(batch::crashed_pages(folder.path()), (Keys{"page11", "page7", "page8", "page4", "aborted"}));
}

TEST(Crash, ByAStackThatRunsOverOnAnyThreadIsNoted) {
    const tests::ScratchFolder folder;
    EXPECT_EQ(ends_after(folder.path(),
                         [] {
                             std::thread([] {
                                 const batch::WorkingOn page("deep");
                                 std::_Exit(deeper(0) == 7 ? 1 : 0);
                             }).join();
                         }),
              128 + SIGSEGV);
    EXPECT_EQ(batch::crashed_pages(folder.path()), Keys{"deep"});
}

TEST(Crash, BetweenPagesIsNobodysAndEndsTheProcess) {
    const tests::ScratchFolder folder;
    EXPECT_EQ(ends_after(folder.path(),
                         [] {
                             { const batch::WorkingOn page("done"); }
                             ::raise(SIGSEGV);
                         }),
              128 + SIGSEGV);
    EXPECT_EQ(batch::crashed_pages(folder.path()), Keys{});
    EXPECT_EQ(batch::crashed_pages(folder / "nowhere"), Keys{});
}

}  // namespace
}  // namespace mangping
