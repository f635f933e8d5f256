// Proves that a gate can fail: what if everything it looks at were worse?
#pragma once

#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/gate/gate.h"

namespace stampede {

// One thing that was made worse, and whether the gate noticed.
struct SelfTestRow {
  std::string scenario;
  std::string strategy;
  std::string check;  // a check, or "N values of the baseline"
  std::size_t worsened = 1;
  std::size_t caught = 0;
  std::string remark = {};  // why it was not, or could not be tried
};

// The value made worse by a share of it, and by at least 1 if it is a whole number; what has no better side gets
// larger. Shares of something (hit ratios) stay shares. Nothing stays nothing.
MetricValue worsened(const Metric& metric, const MetricValue& value, Share by);

// Makes each value that a check or the baseline is about worse, by itself, and judges again: limits, references and the
// rest stay as they are. Only what passes can get worse. Nothing is waived.
std::vector<SelfTestRow> self_test(const GateInput& input, const GatePolicy& policy, Share by);

// A line for each row, and whether the gate caught anything at all.
std::string self_test_text(const std::vector<SelfTestRow>& rows, Share by);
bool catches_anything(const std::vector<SelfTestRow>& rows);

}  // namespace stampede
