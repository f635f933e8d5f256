// Where the files are that come with the program. An installed tree may be moved, so they are looked for from where the
// program is itself.
#pragma once

#include <filesystem>

namespace stampede {

// The folder of the installed scenarios; empty if nobody knows where the program is.
std::filesystem::path installed_scenarios();

// The script that draws reports: the installed one, else that of the tree the program was built from.
std::filesystem::path report_generator();

}  // namespace stampede
