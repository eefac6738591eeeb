// Any text is a dossier or a fault.
#include "pipeline/decide/decide.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto dossier = mangping::decide::parse_dossier({reinterpret_cast<const char*>(data), size}, "folder");
    if (dossier && dossier->id.empty()) __builtin_trap();
    return 0;
}
