// A named part of the measured time.
#pragma once

#include <string>

#include "harness/base/time.h"
#include "harness/metrics/window.h"

namespace stampede {

// `before` the first action of the timeline, NAME while an action lasts, and `after NAME` until the next action. Phases
// may overlap; each counts what happens in it. An action of no length has an empty window.
struct Phase {
  std::string name;
  Instant from = 0;  // from the start of the measured time
  Instant to = 0;    // exclusive
  Window window;

  bool operator==(const Phase&) const = default;
};

}  // namespace stampede
