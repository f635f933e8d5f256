// Settings that are right one by one and wrong together.
//
// Each rule looks at one map of the effective scenario, some of whose parts may be missing or invalid, and reports at
// the place of the setting that a user would change.
#pragma once

#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/setting.h"

namespace stampede {

void check_range(const Setting& uniform, DiagnosticSink& sink);          // min <= max
void check_percentiles(const Setting& lognormal, DiagnosticSink& sink);  // p50 <= p99
void check_weights(const Setting& operations, DiagnosticSink& sink);     // something to do
void check_sample(const Setting& workload, DiagnosticSink& sink);        // no sample of clients that wait
void check_trace(const Setting& trace, DiagnosticSink& sink);            // columns and speed fit the format
void check_columns(const Setting& columns, DiagnosticSink& sink);        // column numbers, units and words make sense
void check_degraded(const Setting& action, DiagnosticSink& sink);        // something is degraded
void check_action(const Setting& action, DiagnosticSink& sink);          // a length where one is needed
void check_timeline(const Setting& scenario, DiagnosticSink& sink);      // actions fit the rest of the scenario
void check_entry(const Setting& entry, DiagnosticSink& sink);            // a strategy made of axes names one
void check_options(const Setting& map, DiagnosticSink& sink);            // options do not contradict one another
void check_scenario(const Setting& scenario, DiagnosticSink& sink);  // an end, and strategies with names of their own

}  // namespace stampede
