// A report as Markdown, for pull requests: verdicts and tables. What only pictures can show is not there.
#pragma once

#include <string>

#include "harness/report/report.h"

namespace stampede {

std::string report_markdown(const Report& report);

}  // namespace stampede
