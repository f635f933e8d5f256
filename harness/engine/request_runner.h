// The way of one request: from its arrival, through the strategy, to the account.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/digest.h"
#include "harness/engine/probe.h"
#include "harness/engine/request_table.h"
#include "harness/engine/service.h"
#include "harness/metrics/outcome.h"
#include "harness/metrics/series.h"
#include "harness/metrics/window.h"
#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/strategy/strategy.h"
#include "harness/workload/request.h"

namespace stampede {

// Starts requests, and derives from outside how each one ended. One per cell.
class RequestRunner {
 public:
  // All references outlive the runner. At most `max_in_flight` requests at a time; one more is dropped.
  RequestRunner(Runtime& runtime, Service& service, Windows& windows, SeriesRecorder& series, RequestTable& requests,
                Probe& probe, Digest& digest, std::size_t max_in_flight);

  // Starts a request, now. What is ready at once is accounted for before this returns; the rest belongs to its process.
  // While that is down, the request fails at once. `done`, if there is one, is set when the request is over.
  void start(const Request& request, Event* done = nullptr);

  // The process has died: all requests in flight end as errors.
  void fail_all();

  // Completes the account of the windows, after the last request. Once.
  void settle();

  std::uint64_t offered() const { return offered_; }

 private:
  // The place of the request's record, or nothing if it was dropped.
  std::optional<std::uint32_t> admit(const Request& request);
  Context context_of(std::uint32_t place) const;
  void start_read(std::uint32_t place);
  void start_write(std::uint32_t place);
  Task<void> await_read(std::uint32_t place, Later<ReadResult> pending);
  Task<void> await_write(std::uint32_t place, Later<WriteResult> pending);
  void finish_read(std::uint32_t place, const ReadResult& result);
  void finish_write(std::uint32_t place, WriteResult result);
  // Whether the value had been superseded when the request started.
  bool account_for_staleness(Window& window, const RequestRecord& record, const Value& value, Outcome outcome);

  Runtime& runtime_;
  Service& service_;
  Windows& windows_;
  SeriesRecorder& series_;
  RequestTable& requests_;
  Probe& probe_;
  Digest& digest_;
  const std::size_t max_in_flight_;
  // Latencies of the reads that started late, by window. Those of the others are both kinds of latency at once, and are
  // recorded only once until the account is settled.
  std::vector<Histogram> late_;
  std::uint64_t offered_ = 0;
};

}  // namespace stampede
