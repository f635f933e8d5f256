// The result as JSON, schema "stampede.result/1".
//
//   schema, tool {name, version}
//   scenario {name, digest, data_digest, effective}
//                                        the effective scenario has every key and every default; the digest is over
//                                        what is simulated: seeds, description and gate are no part of it;
//                                        data_digest: of the data files it names, null without any
//   clock, seed, incomplete              seed: of the first repetition; incomplete: true after an interruption
//   shard {index, of}                    null, unless the file holds only a part of the cells
//   environment {host, compiler, build_type, jobs, date, scenario_file, settings, gate_lines}
//                                        how the scenario was named, what --set changed, and where the lines of its
//                                        gate stand; merge.h says what becomes of it when results are merged
//   cells [{strategy, variant, seed, digest, valid, warnings, wall_seconds, requests_per_second, servers, metrics,
//           counts, histograms, series, episodes, phases}]
//   summary [{strategy, variant, cells, metrics {NAME: {mean, min, max, standard_deviation, pooled}}, histograms}]
//
// A cell is kept without loss: `result_reader.h` rebuilds it from everything but `metrics`, which follow from the rest,
// as the whole `summary` does. Metrics are flat: the catalogue's names with integers, numbers or null. `valid` is false
// when the cell was cut short. `servers` is the concurrency of the store, null if unlimited; `variant` is empty.
//
// The measured time as a whole is the phase `all`: it is what `metrics`, `counts` and `histograms` of the cell are
// about. `phases` lists {name, from_ns, to_ns}, beginning with `all`; the other phases, which a timeline makes, have
// `metrics`, `counts` and `histograms` of their own beside them. Instants of phases count from the start of the
// measured part, those in `counts` (`start`, `end`) from the start of the run.
//
// `counts` holds the fields of `metrics/window_fields.h` that are no histograms. Times are nanoseconds. Sums that may
// exceed 64 bits are decimal strings; `reads.outcomes` and `reads.stale` list a count for each outcome, in the order
// hit, early_load, expired_hit, load, wait, expired_on_error, error; a level over time is [peak, area, span], where
// area is a decimal string: level x nanoseconds.
//
// A histogram is {digits, count, min, max, sum, buckets [[index, count], ...]}: ascending buckets that are not empty;
// min and max are null when nothing was recorded. `sum` is a decimal string, because it may exceed 64 bits. The values
// are nanoseconds, but for `stampede.episode_size`: loads.
//
// `series` cuts the measured part into intervals of `interval_ns`, the last of which may be shorter. Each counter of
// `metrics/interval_fields.h` is a list with an item for each interval. `read_latency` {digits, min, max, sum, buckets}
// has such lists of the parts of one histogram for each interval.
//
// `episodes` are the largest stampede episodes that began in the measured part, at most 100: {key, at_ns, for_ns,
// loads}, in order of `at_ns` (from the start of the measured part), then of `key`. Of equally large ones the first in
// this order are there. An episode lasts until its last load has left the store, even if that is in the drain. Metric
// `stampede.episodes` counts all of them.
//
// Of a summary, mean, min, max and standard deviation (of the sample: n - 1) go over the repetitions in which the
// metric is not null; `pooled` is the metric of all repetitions taken as one run. Its histograms are the merged ones.
//
// With the virtual clock the text is a function of scenario and seed, but for `environment`, `wall_seconds` and
// `requests_per_second`.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

// A number, or null where there is none.
nlohmann::ordered_json metric_json(const MetricValue& value);

nlohmann::ordered_json to_json(const Result& result);

// The file: `to_json` as text, one newline at the end. `schema` comes first.
std::string result_text(const Result& result);

}  // namespace stampede
