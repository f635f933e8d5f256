// Baselines as files, made to be reviewed: schema "stampede.baseline/1".
//
//   schema, tool {name, version}
//   reason                          why these numbers were accepted
//   clock
//   scenario {name, digest, data_digest, effective}
//   strategies {NAME: {digests {SEED: DIGEST}, phases {PHASE: {metrics {NAME: VALUE}, histograms {NAME: DIGEST}}}}}
//   checksum                        over all of the above
//
// Sorted by name, one value a line, so that a change of behaviour is a change of few lines that say what it is. Metrics
// are integers, numbers or null, as in results. The checksum tells a number that somebody typed from one that a run
// measured; it is over what the file says, not over its spelling.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "harness/gate/baseline.h"
#include "harness/results/result_reader.h"

namespace stampede {

// The file, one newline at the end.
std::string baseline_text(const Baseline& baseline);

// Whether a text says that it is a baseline, right or wrong.
bool is_baseline(std::string_view text);

// The baseline whose `baseline_text` is `text`, or what is wrong with it. `file` is how messages name it.
std::variant<Baseline, ResultProblem> read_baseline(const std::string& file, std::string_view text);

}  // namespace stampede
