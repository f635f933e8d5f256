// Results as comma-separated values (RFC 4180), for spreadsheets and scripts.
#pragma once

#include <string>
#include <string_view>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

// A field, in quotes if it needs them.
std::string csv_field(std::string_view text);

// A number as in the JSON of results; empty if there is none.
std::string csv_number(const MetricValue& value);

// The line of names: scenario, strategy, seed, phase, from_ns, to_ns, complete, and every metric of the catalogue.
std::string csv_header();

// A line for each cell and each of its phases, beginning with `all`. Numbers are as in the JSON, what is null there is
// empty. Lines end with CR LF, as the RFC wants.
std::string csv_rows(const Result& result);

}  // namespace stampede
