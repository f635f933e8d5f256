// A distribution of the effective scenario -> Distribution.
#pragma once

#include <deque>
#include <string>

#include "harness/base/distribution.h"
#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/setting.h"

namespace stampede {

// What binding a scenario leaves behind besides the scenario itself.
struct BindContext {
  DiagnosticSink& sink;
  std::deque<SourceText>& sources;  // data files, kept because diagnostics point into them
  std::string contents = {};        // of all data files, for the digest
  bool io_error = false;            // a data file could not be read
};

// `setting` must be complete. Reads the file of an empirical distribution: one value a line, `#` begins a comment,
// empty lines do not count. What is wrong with it goes to the sink, and the result is then of no use.
Distribution bind_distribution(const Setting& setting, BindContext& context);

}  // namespace stampede
