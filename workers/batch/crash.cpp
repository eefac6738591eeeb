// Between the signal and execv only async-signal-safe calls are made (signal-safety(7)), on memory laid out beforehand.
#include "workers/batch/crash.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <vector>

namespace mangping::batch {
namespace {

constexpr std::array kSignals{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
constexpr const char* kFile = "crashed";

struct Watch {
    int note = -1;
    std::string program;
    std::vector<char> words;  // the command line, each word ended by a zero
    std::vector<char*> argv;  // empty: the process is to end
    std::atomic_flag caught;
    std::array<struct sigaction, kSignals.size()> before{};
};
Watch watch;

constexpr std::size_t kLongest = 128;
thread_local std::array<char, kLongest> page_key{};
thread_local volatile std::sig_atomic_t page_key_length = 0;

void end_as_without(int signal) {
    std::signal(signal, SIG_DFL);
    ::raise(signal);
}

void on_crash(int signal) {
    const auto length = static_cast<std::size_t>(page_key_length);
    if (length == 0 || watch.note < 0) return end_as_without(signal);
    // Another thread is here already: it will end them all.
    while (watch.caught.test_and_set()) ::pause();
    page_key[length] = '\n';
    if (::write(watch.note, page_key.data(), length + 1) != static_cast<ssize_t>(length + 1))
        return end_as_without(signal);
    ::fsync(watch.note);
    if (!watch.argv.empty()) {
        sigset_t none;
        sigemptyset(&none);
        ::sigprocmask(SIG_SETMASK, &none, nullptr);  // a blocked signal stays blocked over execv
        ::execv(watch.program.c_str(), watch.argv.data());
    }
    end_as_without(signal);
}

/// As the kernel has it: what main was given may have been changed by whoever parsed it.
void remember_command_line() {
    std::error_code none;
    watch.program = std::filesystem::read_symlink("/proc/self/exe", none).string();
    std::ifstream in("/proc/self/cmdline", std::ios::binary);
    watch.words.assign(std::istreambuf_iterator<char>(in), {});
    watch.argv.clear();
    if (none || watch.words.empty() || watch.words.back() != '\0') return;
    for (std::size_t i = 0; i < watch.words.size(); i += std::strlen(&watch.words[i]) + 1)
        watch.argv.push_back(&watch.words[i]);
    watch.argv.push_back(nullptr);
}

/// A thread whose stack has run over needs another one to say so. Released with the thread.
class SpareStack {
public:
    SpareStack() : memory_(static_cast<std::size_t>(SIGSTKSZ) + (std::size_t{16} << 10)) {
        stack_t stack{};
        stack.ss_sp = memory_.data();
        stack.ss_size = memory_.size();
        ::sigaltstack(&stack, nullptr);
    }
    ~SpareStack() {
        stack_t none{};
        none.ss_flags = SS_DISABLE;
        ::sigaltstack(&none, nullptr);
    }
    SpareStack(const SpareStack&) = delete;
    SpareStack& operator=(const SpareStack&) = delete;

private:
    std::vector<char> memory_;
};

}  // namespace

CrashWatch::CrashWatch(const std::filesystem::path& folder, AfterCrash after) {
    watch.note = ::open((folder / kFile).c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    watch.argv.clear();
    if (after == AfterCrash::start_again) remember_command_line();
    watch.caught.clear();
    struct sigaction action {};
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &action, &watch.before[i]);
}

CrashWatch::~CrashWatch() {
    for (std::size_t i = 0; i < kSignals.size(); ++i) ::sigaction(kSignals[i], &watch.before[i], nullptr);
    if (watch.note >= 0) ::close(watch.note);
    watch.note = -1;
}

WorkingOn::WorkingOn(const std::string& key) {
    thread_local const SpareStack spare;
    const std::size_t length = std::min(key.size(), kLongest - 1);
    std::memcpy(page_key.data(), key.data(), length);
    page_key_length = static_cast<std::sig_atomic_t>(length);
}

WorkingOn::~WorkingOn() { page_key_length = 0; }

std::set<std::string> crashed_pages(const std::filesystem::path& folder) {
    std::set<std::string> out;
    std::ifstream in(folder / kFile);
    for (std::string key; std::getline(in, key);)
        if (!key.empty()) out.insert(key);
    return out;
}

}  // namespace mangping::batch
