// The table of oracles: what a scenario must measure because theory or an independent tool says so.
//
// A table is a YAML file beside the scenarios it names. For each run it lists cases: a formula over the metrics of the
// result, what it must be, and why. Nothing in it is code: whoever doubts a number can run the scenario by hand, or
// write a table of their own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/results/formula.h"
#include "harness/scenario/grammar.h"

namespace stampede {

// How certain the expected value is, and what its tolerance stands for.
enum class OracleKind {
  kExact,          // an integer, or arithmetic on integers: no tolerance
  kDeterministic,  // no randomness; the tolerance is resolution
  kStatistical,    // a closed form or integral; the tolerance is five standard deviations of a run of this length
  kApproximation,  // approximate theory; the tolerance holds its error
  kVerdict,        // a wide bound
  kPublished,      // numbers that others measured; only the order of magnitude counts
};

std::string_view oracle_kind_name(OracleKind kind);

struct OracleCase {
  std::string name;
  std::string strategy;  // empty: the first of the scenario
  Formula measure;
  // Either a value with a tolerance, or a bound.
  std::optional<Formula> expect;
  std::optional<Formula> at_most;
  std::optional<Formula> at_least;
  double tolerance = 0;  // absolute, in the unit of the value
  OracleKind kind = OracleKind::kExact;
  std::string law;     // why: the formula, or who counted
  std::string source;  // where it is published; empty: derived from the definitions
};

// One scenario, and the cases that are read from its result.
struct OracleRun {
  std::string scenario;               // path
  std::vector<std::string> settings;  // PATH=VALUE, changes to the scenario
  std::vector<std::string> needs;     // files that do not come with the program: their names
  std::vector<OracleCase> cases;

  // Whether it may be shortened, with tolerances in proportion to the noise: all of its cases are statistical.
  bool can_be_shortened() const;
};

struct OracleTable {
  std::vector<OracleRun> runs;
};

struct LoadedOracles {
  std::optional<OracleTable> table;     // present exactly when there are no diagnostics
  std::vector<Diagnostic> diagnostics;  // sorted by position
  bool io_error = false;                // the file could not be read
};

// What a table may say.
GrammarNode oracle_grammar();

// Reads the table at `path`; the scenarios it names are relative to its folder. Never throws.
LoadedOracles load_oracles(const std::string& path);

}  // namespace stampede
