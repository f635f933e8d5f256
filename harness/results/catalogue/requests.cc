#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

std::vector<Metric> request_metrics() {
  return {
      count("requests.offered", kNeither, "requests that were due",
            [](const Window& window) { return window.requests.offered; })
          .defined_as("number of requests with intended start in the window = requests.started + requests.dropped"),
      count("requests.started", kNeither, "requests of those offered that were started",
            [](const Window& window) { return window.requests.started; })
          .defined_as("requests.offered - requests.dropped = requests.completed + requests.failed"),
      count("requests.completed", kHigher, "requests that ended with success",
            [](const Window& window) { return window.requests.completed; })
          .defined_as(
              "requests.started - requests.failed: reads with another outcome than error, and acknowledged writes"),
      count("requests.dropped", kLower, "requests that were due but never started, because a bound was reached",
            [](const Window& window) { return window.requests.dropped; })
          .defined_as("requests that were due while max_in_flight requests were under way"),
      count("requests.failed", kLower, "requests that ended with an error",
            [](const Window& window) { return window.requests.failed; })
          .defined_as("read.error + writes.failed"),
      per_second("requests.goodput", kHigher, "requests that ended with success, per second",
                 [](const Window& window) { return window.requests.completed; })
          .defined_as("requests.completed / length of the window in seconds"),
  };
}

}  // namespace stampede
