// What results are called in a report, so that no two have the same name.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/report/report.h"

namespace stampede {

struct ResultLabel {
  std::string id;     // [A-Za-z0-9_-]+, for anchors and files; unique
  std::string title;  // the scenario; with the label, if it has several results
  std::string label;  // what tells it from the others, see file_labels.h; none of a single result
};

// One for each input, in order.
std::vector<ResultLabel> label_results(std::span<const ReportInput> inputs);

}  // namespace stampede
