#include "harness/cli/output_plan.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>

#include "harness/base/quote.h"

namespace stampede {

namespace {

namespace fs = std::filesystem;

constexpr const char* kElsewhere = "choose another place with -o FILE, or -o - for the standard output";

OutputProblem cannot_write(const std::string& path, const std::string& reason) {
  return {ExitCode::kIo, "cannot write " + in_quotes(path) + ": " + reason, kElsewhere};
}

// A result says in its first lines what it is.
bool is_result(const std::string& path) {
  std::ifstream file(path);
  std::string beginning(64, '\0');
  file.read(beginning.data(), static_cast<std::streamsize>(beginning.size()));
  return beginning.find("\"stampede.result/") != std::string::npos;
}

std::optional<OutputProblem> check_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return cannot_write(path, std::strerror(EISDIR));
  if (fs::exists(status) && !fs::is_regular_file(status)) return std::nullopt;  // a device or a pipe
  const fs::path parent = fs::path(path).parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  if (::access(folder.c_str(), W_OK | X_OK) != 0) return cannot_write(path, std::strerror(errno));
  if (!fs::is_directory(folder, error)) return cannot_write(path, std::strerror(ENOTDIR));
  if (!fs::exists(status) || fs::file_size(path, error) == 0 || is_result(path)) return std::nullopt;
  return OutputProblem{ExitCode::kUsage, in_quotes(path) + " exists and is not a result of stampede: it is left alone",
                       kElsewhere};
}

std::optional<OutputProblem> check_all(std::vector<std::string> paths) {
  for (const std::string& path : paths) {
    if (auto problem = check_file(path)) return problem;
  }
  std::ranges::sort(paths);
  const auto twice = std::ranges::adjacent_find(paths);
  if (twice == paths.end()) return std::nullopt;
  return OutputProblem{ExitCode::kUsage, "two scenarios have the same name: both results would be " + in_quotes(*twice),
                       "run them one by one, each with its own -o FILE"};
}

}  // namespace

std::string output_name(const std::string& scenario, const std::optional<Shard>& shard) {
  return shard ? fmt::format("{}.{}-of-{}", scenario, shard->index, shard->of) : scenario;
}

std::variant<std::vector<std::string>, OutputProblem> plan_outputs(const std::string& output,
                                                                   const std::vector<std::string>& names) {
  std::vector<std::string> paths;
  if (output == kStandardOutput) return std::vector<std::string>(names.size(), output);
  std::error_code error;
  const bool is_folder = output.empty() || output.ends_with('/') || fs::is_directory(output, error);
  if (!is_folder && names.size() > 1) {
    return OutputProblem{ExitCode::kUsage, "-o " + in_quotes(output) + " is one file, but there are several scenarios",
                         "name a folder: -o " + output + "/"};
  }
  if (output.ends_with('/')) {
    fs::create_directories(output, error);
    if (error) return cannot_write(output, error.message());
  }
  for (const std::string& name : names) {
    paths.push_back(is_folder ? (fs::path(output) / (name + ".result.json")).string() : output);
  }
  if (auto problem = check_all(paths)) return std::move(*problem);
  return paths;
}

}  // namespace stampede
