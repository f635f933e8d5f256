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
            [](const Window& window) { return window.recovery.disturbances; }),
      count("recovery.never", kLower, "disturbances whose effects were not over when the measured time ended",
            [](const Window& window) { return window.recovery.never; }),
      {"recovery.time", MetricUnit::kNanoseconds, kLower,
       "longest time from the end of a disturbance until goodput and store queue were as before", longest},
  };
}

}  // namespace stampede
