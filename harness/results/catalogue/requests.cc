#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

std::vector<Metric> request_metrics() {
  return {
      count("requests.offered", kNeither, "requests that were due",
            [](const Window& window) { return window.requests.offered; }),
      count("requests.started", kNeither, "requests of those offered that were started",
            [](const Window& window) { return window.requests.started; }),
      count("requests.completed", kHigher, "requests that ended with success",
            [](const Window& window) { return window.requests.completed; }),
      count("requests.dropped", kLower, "requests that were due but never started, because a bound was reached",
            [](const Window& window) { return window.requests.dropped; }),
      count("requests.failed", kLower, "requests that ended with an error",
            [](const Window& window) { return window.requests.failed; }),
      per_second("requests.goodput", kHigher, "requests that ended with success, per second",
                 [](const Window& window) { return window.requests.completed; }),
  };
}

}  // namespace stampede
