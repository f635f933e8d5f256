// The result as JSON, schema "stampede.result/1".
//
//   schema, tool {name, version}
//   scenario {name, digest, effective}   the effective scenario has every key and every default
//   clock, incomplete                    incomplete: true after an interruption
//   environment {host, compiler, build_type, jobs, date}
//   cells [{strategy, variant, seed, digest, valid, warnings, wall_seconds, requests_per_second, metrics, histograms,
//           series, phases [{name, from_ns, to_ns}]}]
//   summary [{strategy, variant, cells, metrics {NAME: {mean, min, max, standard_deviation, pooled}}, histograms}]
//
// Metrics are flat: the catalogue's names with integers, numbers or null. Those of a cell are of its phase `all`;
// instants of phases count from the start of the measured part. `valid` is false when the cell was cut short.
//
// A histogram is {digits, count, min, max, sum, buckets [[index, count], ...]}: ascending buckets that are not empty;
// min and max are null when nothing was recorded. `sum` is a decimal string, because it may exceed 64 bits.
//
// Of a summary, mean, min, max and standard deviation (of the sample: n - 1) go over the repetitions in which the
// metric is not null; `pooled` is the metric of all repetitions taken as one run. Its histograms are the merged ones.
//
// With the virtual clock the text is a function of scenario and seed, but for `environment`, `wall_seconds` and
// `requests_per_second`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "harness/results/result.h"

namespace stampede {

nlohmann::ordered_json to_json(const Result& result);

// The file: `to_json` as text, one newline at the end. `schema` comes first.
std::string result_text(const Result& result);

}  // namespace stampede
