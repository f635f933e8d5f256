// Writes a report: Markdown, numbers, and the page with its pictures, which Python draws.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/cli/command.h"
#include "harness/cli/option_parser.h"
#include "harness/cli/python.h"
#include "harness/results/result.h"

namespace stampede {

struct ReportOptions {
  std::string folder;
  std::string python;  // this one and no other; empty: one of the usual
  std::vector<std::string> usual = usual_pythons();
  std::string reference;                   // strategy; empty: chosen for each result
  std::vector<std::string> trace_folders;  // where recorded traces may be, beside the usual places
  int jobs = 1;
};

// What `run --report` and `report` share: --python and --reference.
void declare_drawing(CLI::App& app, ReportOptions& options);

// A result, and what it is called: its file.
struct NamedResult {
  std::string file;
  const Result& result;
};

// Nothing is written unless all of it can be. Without a fit Python there are no page and no pictures, and a notice says
// what to install. Prints the path of the page, or of the Markdown. REQUIRES: at least one result, all with cells.
ExitCode write_report(Tool& tool, const ReportOptions& options, std::span<const NamedResult> results);

}  // namespace stampede
