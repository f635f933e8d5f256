// Several results of one scenario: what differs between them, strategy by strategy.
#pragma once

#include <span>
#include <string>

#include "harness/report/report.h"

namespace stampede {

struct SideInput {
  std::string id;
  std::string label;
  const Result& result;
  std::span<const PooledCells> strategies;
};

// REQUIRES: at least two results, in the order in which they are compared.
SideBySide side_by_side(const std::string& scenario, std::span<const SideInput> sides);

}  // namespace stampede
