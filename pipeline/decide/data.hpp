// Where the program's own data lies: schemas and rule packs.
#pragma once

#include <filesystem>

namespace mangping::decide {

/// The folder that holds schemas/: $MANGPING_DATA where it is set, else data/ of the source tree the program was built
/// from where that still stands, else the folder the program installs into (share/mangping).
[[nodiscard]] std::filesystem::path data_folder();

/// The folder of the rule packs: notices/ inside data_folder() (as installed) or beside it (as in the source tree).
[[nodiscard]] std::filesystem::path notices_folder();

}  // namespace mangping::decide
