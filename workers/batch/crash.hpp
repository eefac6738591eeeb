// A library that crashes on one page must not end a batch of thousands. While a page is worked on, its key lies where a
// signal handler finds it. On SIGSEGV, SIGBUS, SIGFPE, SIGILL and SIGABRT the handler notes the key in
// OUT/.mangping/crashed and starts the program once more; that goes on from the ledger and withholds the page.
#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace mangping::batch {

enum class AfterCrash { end, start_again };

/// Handlers for the life of the object, for the whole process: one at a time. A crash outside of a WorkingOn, or while
/// the note cannot be written, ends the process as it would have without.
class CrashWatch {
public:
    /// `folder` exists. Keys are appended to `folder`/crashed, a line each.
    CrashWatch(const std::filesystem::path& folder, AfterCrash after);
    ~CrashWatch();
    CrashWatch(const CrashWatch&) = delete;
    CrashWatch& operator=(const CrashWatch&) = delete;
};

/// The page that this thread works on, for the object's life; also gives the thread a stack to handle an overflow on.
class WorkingOn {
public:
    explicit WorkingOn(const std::string& key);  // at most 127 characters
    ~WorkingOn();
    WorkingOn(const WorkingOn&) = delete;
    WorkingOn& operator=(const WorkingOn&) = delete;
};

/// Keys noted so far; empty where there is no note.
[[nodiscard]] std::set<std::string> crashed_pages(const std::filesystem::path& folder);

}  // namespace mangping::batch
