#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

// Nothing to recover from, or never: then there is no time.
MetricValue longest(const Measurement& measured) {
  const Window::Recovery& recovery = measured.window.recovery;
  if (recovery.disturbances == 0 || recovery.never > 0) return std::monostate{};
  return static_cast<std::uint64_t>(recovery.longest);
}

}  // namespace

std::vector<Metric> recovery_metrics() {
  return {
      count("recovery.disturbances", kNeither, "actions of the timeline after which there is something to recover from",
            [](const Window& window) { return window.recovery.disturbances; })
          .defined_as("number of named actions of the timeline that ended within the measured time and had whole "
                      "intervals before them, since the last change, to compare with"),
      count("recovery.never", kLower, "disturbances whose effects were not over when the measured time ended",
            [](const Window& window) { return window.recovery.never; })
          .defined_as("disturbances with no such stretch of normal intervals after them as recovery.time looks for"),
      {"recovery.time", MetricUnit::kNanoseconds, kLower,
       "longest time from the end of a disturbance until goodput and store queue were as before", longest,
       "max over the disturbances of (start of the first of three normal intervals in a row - end of the disturbance); "
       "normal, compared with the stretch from the last begin or end of another action to this one: completed / "
       "offered "
       "at least 95 % of what it was, and the longest store queue at most 105 %, give or take one call; null: never, "
       "or "
       "nothing to recover from"},
  };
}

}  // namespace stampede
