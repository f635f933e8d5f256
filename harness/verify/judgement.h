// The judge: reads a result, and nothing else, and says whether it agrees with the oracles.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/results/result.h"
#include "harness/verify/oracle_table.h"

namespace stampede {

enum class OracleVerdict {
  kAgrees,
  kDiffers,
  kNoValue,   // the result has no such number: a strategy is missing, a ratio over zero
  kNotTried,  // a file is needed that is not there
};

std::string_view oracle_verdict_name(OracleVerdict verdict);  // "ok", "FAIL", "NO VALUE", "not tried"

struct Finding {
  OracleCase oracle;
  std::string scenario;                 // as named in its file; or the file, if it was not tried
  std::string strategy;                 // as the result calls it
  std::vector<std::string> settings;    // changes to the scenario
  std::optional<double> expected = {};  // the value, or the bound
  std::optional<double> measured = {};
  double tolerance = 0;  // as applied: wider in a shortened run
  OracleVerdict verdict = OracleVerdict::kNoValue;
  std::string note = {};  // why there is no value
};

// `result` is that of `run`, whose noise is `widening` times that for which the tolerances were made (1: the same).
std::vector<Finding> judge(const OracleRun& run, const Result& result, double widening);

// Of a run that cannot be made.
std::vector<Finding> not_tried(const OracleRun& run, const std::string& note);

}  // namespace stampede
