#include "harness/verify/shipped.h"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "harness/verify/made_traces.h"

namespace stampede {

namespace {

void write(const std::filesystem::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file << text << std::flush;
  if (file) return;
  throw std::filesystem::filesystem_error("cannot write", path, std::error_code(errno, std::generic_category()));
}

}  // namespace

void write_oracles(const std::filesystem::path& folder, const std::filesystem::path& traces) {
  for (const ShippedFile& file : shipped_oracle_files()) write(folder / file.name, file.text);
  for (const MadeTrace& trace : made_traces()) write(folder / trace.file, trace.csv());
  if (traces.empty()) return;
  for (const auto& entry : std::filesystem::directory_iterator(traces)) {
    const std::filesystem::path link = folder / entry.path().filename();
    if (entry.is_regular_file() && !std::filesystem::exists(link)) {
      std::filesystem::create_symlink(std::filesystem::absolute(entry.path()), link);
    }
  }
}

}  // namespace stampede
