// What the gate found: one judgement for each thing it looked at.
#pragma once

#include <string>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/gate/verdict.h"
#include "harness/results/metric.h"

namespace stampede {

struct Judgement {
  GateVerdict verdict = GateVerdict::kPass;
  std::string strategy = {};       // empty: the result as a whole
  std::string check = {};          // "read.latency.p99 <= 250ms", "store.reads no worse than baseline"
  const Metric* metric = nullptr;  // null: the check is about no single one
  MetricValue actual = {};         // nothing: not measured, or not a single value
  MetricValue limit = {};          // what it was compared with: the value of the check or of the baseline
  std::string margin = {};         // how far it is from the limit: "35% left", "21% over", "+1.2% worse"
  std::string reason = {};         // one line, lower case, no full stop; empty: the numbers say it
  Diagnostic place = {};           // of the check; without a file: there is none, e.g. for what the baseline asks
  std::string reproduce = {};      // the command that measures it again; empty: it passes
  bool by_baseline = false;        // the baseline asks for it, no check that somebody wrote

  // "locked: read.latency.p99 <= 250ms".
  std::string subject() const { return strategy.empty() ? check : strategy + ": " + check; }
};

// A result, and all that was found about it.
struct GatedResult {
  std::string file;
  std::string scenario;       // its name
  std::string run;            // "virtual clock, seed 1"
  std::string baseline_file;  // empty: none
  std::vector<std::string> notes = {};
  std::vector<Judgement> judgements = {};  // the most urgent first, else in the order in which things were looked at
  std::string reproduce = {};              // the command that measures all again that does not pass; empty: all does
  std::string update = {};  // the command that accepts the result as the baseline; empty: there is no need
};

// All of a gate, in the order in which the results were named.
struct GateReport {
  std::vector<GatedResult> results;
  bool allow_new = false;  // what the baseline does not have does not fail

  std::size_t count(GateVerdict verdict) const;
  std::size_t judgements() const;
  // Whether a result with this verdict does not pass.
  bool fails(GateVerdict verdict) const {
    return verdict < GateVerdict::kChanged && !(allow_new && verdict == GateVerdict::kNew);
  }
  // The most urgent verdict that does not pass; kPass if all is well.
  GateVerdict worst() const;
};

// "2 FAIL, 1 IMPROVED, 14 PASS".
std::string verdict_counts(const GateReport& report);

// The values as people read them; "-": none.
std::string actual_text(const Judgement& judgement);
std::string limit_text(const Judgement& judgement);

}  // namespace stampede
