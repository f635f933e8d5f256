// A report as the JSON that the page is made of: schema `stampede.report/1`. The generator in reports/ reads it, and
// nobody else.
#pragma once

#include <string>

#include "harness/report/report.h"

namespace stampede {

// `data_files`: for each section, the name of the file that holds its result.
std::string report_json(const Report& report, const std::vector<std::string>& data_files);

}  // namespace stampede
