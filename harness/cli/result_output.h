// What becomes of a result: it is printed, and kept in a file.
#pragma once

#include <optional>
#include <string>

#include "harness/cli/console.h"
#include "harness/cli/exit_codes.h"
#include "harness/results/result.h"

namespace stampede {

enum class OutputFormat { kTable, kJson, kCsv, kMarkdown };

// Says on `err` what the cells warn of, each once.
void tell_warnings(const Result& result, Console& console);

// Prints the results of a run one after the other.
class ResultOutput {
 public:
  // `quiet`: no notice of the file. Absent format: a table. The console must outlive it.
  ResultOutput(Console& console, std::optional<OutputFormat> format, bool quiet)
      : console_(console), format_(format.value_or(OutputFormat::kTable)), chosen_(format.has_value()), quiet_(quiet) {}

  // kOk, or says on `err` why `output`, what -o says, and the format do not go together.
  ExitCode check(const std::string& output) const;

  // Prints the result, then writes it to the file at `path`, or prints it as JSON only if that is kStandardOutput. What
  // was measured is not lost if the file fails: it is printed, and kept in the folder for temporary files.
  ExitCode deliver(const Result& result, const std::string& path);

 private:
  std::string printed(const Result& result, const std::string& json);

  Console& console_;
  OutputFormat format_;
  bool chosen_;
  bool quiet_;
  bool first_ = true;
};

}  // namespace stampede
