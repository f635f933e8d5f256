#include "harness/cli/result_output.h"

#include <stdlib.h>

#include <filesystem>
#include <set>

#include "harness/base/check.h"
#include "harness/base/quote.h"
#include "harness/cli/output_plan.h"
#include "harness/results/csv.h"
#include "harness/results/markdown.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"
#include "harness/results/table.h"

namespace stampede {

namespace {

// Keeps the text in a folder of its own among the temporary files. The path, or nothing if that fails as well.
std::optional<std::string> keep_elsewhere(const std::string& name, const std::string& text) {
  std::error_code error;
  const std::filesystem::path temporary = std::filesystem::temp_directory_path(error);
  std::string folder = (temporary / "stampede-XXXXXX").string();
  if (error || ::mkdtemp(folder.data()) == nullptr) return std::nullopt;
  const std::string path = folder + "/" + name + ".result.json";
  if (!write_file(path, text)) return path;
  std::filesystem::remove_all(folder, error);
  return std::nullopt;
}

}  // namespace

void tell_warnings(const Result& result, Console& console) {
  std::set<std::string> told;
  for (const CellRecord& cell : result.cells) {
    for (const std::string& warning : cell.warnings) {
      const std::string line = "warning: " + cell.strategy + ": " + warning + "\n";
      if (told.insert(line).second) console.err << line;
    }
  }
}

ExitCode ResultOutput::check(const std::string& output) const {
  if (output != kStandardOutput || !chosen_ || format_ == OutputFormat::kJson) return ExitCode::kOk;
  return fail(console_, ExitCode::kUsage, "-o - puts the result, which is JSON, on the standard output already",
              "name a file with -o FILE, or leave --format out");
}

std::string ResultOutput::printed(const Result& result, const std::string& json) {
  const std::string separator = first_ ? "" : "\n";
  switch (format_) {
    case OutputFormat::kTable:
      return separator + comparison_table(result, {.colour = console_.out_colour});
    case OutputFormat::kJson:
      return json;
    case OutputFormat::kCsv:
      return (first_ ? csv_header() : "") + csv_rows(result);
    case OutputFormat::kMarkdown:
      return separator + markdown_table(result);
  }
  STAMPEDE_CHECK(false);
}

ExitCode ResultOutput::deliver(const Result& result, const std::string& path) {
  const std::string json = result_text(result);
  const bool to_file = path != kStandardOutput;
  console_.out << (to_file ? printed(result, json) : json) << std::flush;
  first_ = false;
  if (!to_file) return ExitCode::kOk;
  if (const std::optional<std::string> error = write_file(path, json)) {
    const std::optional<std::string> kept = keep_elsewhere(output_name(result.scenario_name, result.shard), json);
    return fail(console_, ExitCode::kIo, "cannot write " + in_quotes(path) + ": " + *error,
                kept ? "the result is kept in '" + *kept + "': move it to where it belongs"
                     : "choose another place with -o FILE, or -o - for the standard output");
  }
  if (!quiet_) console_.err << (result.complete ? "result: " : "incomplete result: ") << path << "\n";
  return ExitCode::kOk;
}

}  // namespace stampede
