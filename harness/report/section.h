// What a report says about one result.
#pragma once

#include "harness/report/report.h"

namespace stampede {

// The section, as far as the result itself tells: id, title and label depend on the other results. REQUIRES: at least
// one cell.
ResultSection section_of(const ReportInput& input, std::span<const PooledCells> pooled, const std::string& reference);

}  // namespace stampede
