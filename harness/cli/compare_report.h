// A comparison as text for a terminal, and as Markdown for pull requests.
#pragma once

#include <string>

#include "harness/cli/compare_record.h"

namespace stampede {

// What is compared, where the scenarios differ, notes, the tables and a count of the verdicts. Where two things are
// compared, a line for each metric; else a block for each. `colour`: better and worse stand out also by colour.
std::string comparison_text(const CompareRecord& record, bool colour);

// The same as Markdown tables; names are escaped.
std::string comparison_markdown(const CompareRecord& record);

// As data, schema "stampede.comparison/1", ending in a newline: values are numbers in the units of the metrics.
std::string comparison_json(const CompareRecord& record);

// A line for each difference, after one of names: group, phase, metric, unit, direction, base, base_value, other,
// other_value, difference, ratio, verdict. Lines end with CR LF (RFC 4180).
std::string comparison_csv(const CompareRecord& record);

}  // namespace stampede
