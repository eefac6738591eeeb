#include "workers/batch/files.hpp"

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace mangping::batch {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view temporary_mark = ".mangping-tmp-";

Fault write_fault(int error) {
    if (error == ENOSPC || error == EDQUOT || error == EFBIG)
        return {FaultKind::internal, "disk_full", std::strerror(error)};
    return {FaultKind::internal, "write_failed", std::strerror(error)};
}

/// A file descriptor that closes itself.
struct Descriptor {
    int fd = -1;
    explicit Descriptor(int f) : fd(f) {}
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

int write_all(int fd, std::span<const std::uint8_t> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::write(fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        if (n == 0) return ENOSPC;
        done += static_cast<std::size_t>(n);
    }
    return ::fsync(fd) == 0 ? 0 : errno;
}

fs::path temporary_beside(const fs::path& path) {
    static std::atomic<unsigned> counter{0};
    return path.parent_path() /
           (std::string(temporary_mark) + std::to_string(::getpid()) + "-" + std::to_string(counter++));
}

}  // namespace

Result<Bytes> read_file(const fs::path& path, std::size_t limit) {
    std::error_code error;
    const auto size = fs::is_regular_file(path, error) ? fs::file_size(path, error) : 0;
    if (error || !fs::is_regular_file(path, error)) return Fault{FaultKind::unreadable, "file_missing", {}};
    if (size > limit) return Fault{FaultKind::limit, "too_large", {}};
    Descriptor in(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.fd < 0) return Fault{FaultKind::unreadable, "file_unreadable", std::strerror(errno)};
    Bytes bytes(size);
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t n = ::read(in.fd, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return Fault{FaultKind::unreadable, "file_unreadable", std::strerror(errno)};
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    bytes.resize(done);
    return bytes;
}

Status write_file(const fs::path& path, std::span<const std::uint8_t> bytes) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return write_fault(error.value());
    const fs::path temporary = temporary_beside(path);
    int failed = 0;
    {
        Descriptor out(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        failed = out.fd < 0 ? errno : write_all(out.fd, bytes);
    }
    if (failed == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) failed = errno;
    if (failed != 0) {
        ::unlink(temporary.c_str());
        return write_fault(failed);
    }
    Descriptor folder(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.fd < 0 || ::fsync(folder.fd) != 0) return write_fault(errno);
    return Done{};
}

Status write_file(const fs::path& path, std::string_view text) {
    return write_file(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

void sweep_temporaries(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> stale;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        if (it->path().filename().string().starts_with(temporary_mark)) stale.push_back(it->path());
    for (const fs::path& path : stale) fs::remove(path, error);
}

std::string sha256_hex(std::span<const std::uint8_t> bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (unsigned i = 0; i < size; ++i) {
        out += digits[digest[i] >> 4];
        out += digits[digest[i] & 15];
    }
    return out;
}

std::string sha256_hex(std::string_view text) {
    return sha256_hex(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

}  // namespace mangping::batch
