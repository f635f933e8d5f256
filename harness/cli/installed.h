// Where the files are that come with the program.
#pragma once

#include <filesystem>

namespace stampede {

// The folder of the program itself, wherever it was installed; empty if nobody knows.
std::filesystem::path program_folder();

}  // namespace stampede
