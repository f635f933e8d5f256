// What the tables of a report are about, and the metrics that tell it.
#pragma once

#include <span>

#include "harness/results/comparison.h"

namespace stampede {

struct Topic {
  const char* id;
  const char* caption;
  std::span<const ComparisonColumn> columns;  // their second line is the title
};

// In the order of the page.
std::span<const Topic> topics();

}  // namespace stampede
