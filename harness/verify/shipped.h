// The table of oracles that comes with the program, and the scenarios it names: compiled in, so that `stampede verify`
// works from any folder.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

namespace stampede {

inline constexpr const char* kOracleTable = "oracles.yaml";

struct ShippedFile {
  std::string_view name;
  std::string_view text;
};

// As they are in scenarios/oracles.
const std::vector<ShippedFile>& shipped_oracle_files();

// Writes the shipped files and the made traces (made_traces.h) into `folder`, which must exist, and links what else the
// folder `traces` holds (empty: nothing) beside them. Throws std::filesystem::filesystem_error.
void write_oracles(const std::filesystem::path& folder, const std::filesystem::path& traces);

}  // namespace stampede
