#include "harness/cli/ab_run.h"

#include <filesystem>
#include <optional>
#include <sstream>

#include "harness/base/quote.h"
#include "harness/base/shell_word.h"
#include "harness/cli/process.h"
#include "harness/results/result_reader.h"

namespace stampede {

namespace {

constexpr std::size_t kTailLines = 10;

// Every occurrence; whether there was any.
bool replace_all(std::string& text, const std::string& from, const std::string& to) {
  bool any = false;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    any = true;
  }
  return any;
}

// The last lines, indented.
std::string tail_of(const std::string& output) {
  std::vector<std::string> lines;
  std::istringstream stream(output);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  std::string text;
  for (std::size_t i = lines.size() - std::min(lines.size(), kTailLines); i < lines.size(); ++i) {
    text += "\n    " + without_control_characters(lines[i]);
  }
  return text;
}

constexpr const char* kTryIt = "see that the command works by itself, then start again";
constexpr const char* kTryTheOther =
    "if the builds write results of different versions, start the 'ab' of the other build";

AbBroken broken(const std::string& problem, const std::string& line, const std::string& output,
                const std::string& advice = kTryIt) {
  std::string message = problem + "\n  command: " + without_control_characters(line);
  message += output.empty() ? "\n  it printed nothing" : "\n  the end of what it printed:" + tail_of(output);
  return {std::move(message), advice};
}

}  // namespace

std::string side_name(AbSide side) {
  return side == AbSide::kA ? "a" : "b";
}

std::string command_line(const std::string& command, std::uint64_t seed, const std::string& result_path) {
  std::string line = command;
  const std::string number = std::to_string(seed);
  const std::string path = shell_word(result_path);
  if (!replace_all(line, "{seed}", number)) line += " --seed " + number;
  if (!replace_all(line, "{result}", path)) line += " -q --progress none -o " + path;
  return line;
}

std::variant<AbMeasured, AbBroken> run_side(const std::string& command, std::uint64_t seed, const std::string& folder) {
  const std::filesystem::path path = std::filesystem::path(folder) / "result.json";
  std::filesystem::remove(path);  // never take an earlier run's
  const std::string line = command_line(command, seed, path.string());
  const ProcessEnd end = run_process({"/bin/sh", "-c", line});
  if (!end.problem.empty()) return broken(end.problem, line, end.output);
  if (!std::filesystem::exists(path)) return broken("wrote no result", line, end.output);
  auto read = read_result_file(path.string());
  if (const auto* problem = std::get_if<ResultProblem>(&read)) {
    return broken("wrote a result that cannot be read: " + problem->message, line, end.output, kTryTheOther);
  }
  AbMeasured measured{.result = std::get<Result>(std::move(read)), .cpu_seconds = end.cpu_seconds};
  if (!measured.result.complete) return broken("wrote an incomplete result", line, end.output);
  if (measured.result.cells.empty()) return broken("wrote a result that holds nothing", line, end.output);
  return measured;
}

}  // namespace stampede
