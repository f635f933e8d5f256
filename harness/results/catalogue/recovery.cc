#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

// Of nothing, or of none that was over in time, there is no longest.
MetricValue longest(const Measurement& measured) {
  const Window::Recovery& recovery = measured.window.recovery;
  if (recovery.disturbances == recovery.never) return std::monostate{};
  return static_cast<std::uint64_t>(recovery.longest);
}

}  // namespace

std::vector<Metric> recovery_metrics() {
  return {
      count("recovery.disturbances", kNeither, "actions of the timeline after which there is something to recover from",
            [](const Window& window) { return window.recovery.disturbances; })
          .defined_as("number of actions of the timeline that ended within the measured time and after a normal "
                      "stretch to compare with"),
      count("recovery.never", kLower, "disturbances whose effects were not over when the measured time ended",
            [](const Window& window) { return window.recovery.never; })
          .defined_as("disturbances with no such stretch of normal intervals after them as recovery.time looks for"),
      {"recovery.time", MetricUnit::kNanoseconds, kLower,
       "longest time from the end of a disturbance until goodput and store queue were as before", longest,
       "max over the other disturbances of (start of the first of three normal intervals in a row - end of the "
       "disturbance); normal: goodput at least 95 % of what it was before the first disturbance, and the store queue "
       "at most 105 % of the longest it was, give or take one call"},
  };
}

}  // namespace stampede
