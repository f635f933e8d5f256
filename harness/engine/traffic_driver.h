// Brings the requests: at their intended starts, whatever the workload's shape.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "harness/engine/cell.h"
#include "harness/engine/look_ahead.h"
#include "harness/engine/request_runner.h"
#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/workload/closed_loop.h"
#include "harness/workload/traffic.h"

namespace stampede {

class TrafficDriver {
 public:
  // All references outlive the driver.
  TrafficDriver(Runtime& runtime, RequestRunner& runner, CellProgress& progress)
      : runtime_(runtime), runner_(runner), progress_(progress) {}

  // Starts every request of `requests` intended before `end`. Completes at `end`, or one
  // nanosecond after the last request of a source that ends earlier, so that the last request lies before the end.
  Task<void> run_open(LookAhead* requests, Instant end);

  // Runs the clients until `end`: each thinks, asks, waits for the answer. Completes when all have their last answer.
  Task<void> run_closed(ClosedLoopClients clients, Traffic traffic, Instant end);

  // Why a closed loop had to be given up.
  const std::optional<ArrivalFailure>& failure() const { return failure_; }
  bool interrupted() const { return interrupted_; }

 private:
  Task<void> run_client(const ClosedLoopClients* clients, const Traffic* traffic, std::uint32_t client, Instant end);
  bool stands_still();
  bool stopped();

  Runtime& runtime_;
  RequestRunner& runner_;
  CellProgress& progress_;
  std::optional<ArrivalFailure> failure_;
  bool interrupted_ = false;
  std::uint64_t started_ = 0;
  Instant instant_ = -1;               // of the latest request ...
  std::uint64_t at_this_instant_ = 0;  // ... and how many there were at it
};

}  // namespace stampede
