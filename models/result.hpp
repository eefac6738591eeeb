// Errors are values. A function that can fail returns Result<T>; a Fault says what could not be done and why.
// Absence is not failure: "looked, found none" is an empty optional or container, never a Fault.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace mangping {

enum class FaultKind {
    unreadable,   // the bytes are not what they claim to be, or are damaged
    unsupported,  // well formed, but of a sort that is not accepted
    limit,        // larger than a stated limit; refused before the memory is spent
    timeout,      // its time was up
    cancelled,    // the operator stopped the run
    internal,     // ours: a library failed, the disk is full, an invariant broke
};

/// What could not be done. `code` is a stable, personal-data-free key such as "pdf_encrypted"; report/wording turns it
/// into Chinese or English. `detail` is for the operator's log only and never holds document text.
struct Fault {
    FaultKind kind = FaultKind::internal;
    std::string code;
    std::string detail;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Fault fault) : state_(std::in_place_index<1>, std::move(fault)) {}

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Precondition of the next five: ok().
    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &std::get<0>(state_); }
    const T* operator->() const { return &std::get<0>(state_); }
    T& operator*() { return std::get<0>(state_); }
    const T& operator*() const { return std::get<0>(state_); }

    /// Precondition: !ok().
    [[nodiscard]] const Fault& fault() const { return std::get<1>(state_); }

private:
    std::variant<T, Fault> state_;
};

/// A Result without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace mangping
