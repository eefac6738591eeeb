#include "detectors/code/assertion.hpp"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>

namespace {

thread_local std::jmp_buf* back = nullptr;  // where to go on in this thread

}  // namespace

// In place of the C library's: the callers are compiled to believe that it neither returns nor throws, so that a jump
// is all that leaves them. The name is reserved because it is the C library's, which is the point.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" [[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line,
                                           const char* function) {
    if (back != nullptr) std::longjmp(*back, 1);
    std::fprintf(stderr, "%s:%u: %s: Assertion `%s' failed.\n", file, line, function, assertion);
    std::abort();
}

namespace mangping::detectors {

bool ran_without_assertion(const std::function<void()>& work) {
    std::jmp_buf here;
    std::jmp_buf* const before = back;
    if (setjmp(here) != 0) {
        back = before;
        return false;
    }
    back = &here;
    try {
        work();
    } catch (...) {
        back = before;
        throw;
    }
    back = before;
    return true;
}

}  // namespace mangping::detectors
