// Where a condition stops to hold: the boundary of a function of a whole number that is true on one side of it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "harness/base/quantity.h"

namespace stampede {

inline constexpr int kMostSteps = 8;  // away from the start, each doubling or halving

struct BisectionSpace {
  std::int64_t start = 1;  // in [min, max], and > 0
  std::int64_t min = 1;    // inclusive, >= 0
  std::int64_t max = INT64_MAX;
  bool lowest = false;                  // look for the lowest value that holds, instead of the highest
  Share tolerance = Share::percent(1);  // of the smaller end: how far apart the last two values may be
};

enum class BoundaryKind {
  kFound,        // `holds` and `fails` lie on both sides of it: neighbours, or within the tolerance
  kAlwaysHolds,  // even at `holds`: the bound, or the last step
  kNeverHolds,   // not even at `fails`: the bound, or the last step
  kStopped,      // the probe wanted out; what was known until then
};

struct Boundary {
  BoundaryKind kind = BoundaryKind::kStopped;
  std::optional<std::int64_t> holds;  // the farthest value found to hold
  std::optional<std::int64_t> fails;  // the nearest found not to
  // Values well inside the holding side at which the function was false after all: there is more than one boundary.
  std::vector<std::int64_t> exceptions = {};
};

// Whether the condition holds at a value of the space; nothing: stop. Called once for each value.
using BoundaryProbe = std::function<std::optional<bool>(std::int64_t)>;

// From the start the value is doubled or halved until the condition changes, at most kMostSteps times; then the bracket
// is bisected, at the roundest value near its middle. In the end two values inside the holding side are checked.
Boundary find_boundary(const BisectionSpace& space, const BoundaryProbe& probe);

}  // namespace stampede
