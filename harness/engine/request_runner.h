// The way of one request: from its arrival, through the strategy, to the account.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/engine/digest.h"
#include "harness/engine/probe.h"
#include "harness/engine/request_table.h"
#include "harness/metrics/outcome.h"
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
  RequestRunner(Runtime& runtime, Strategy& strategy, Windows& windows, RequestTable& requests, Probe& probe,
                Digest& digest, std::size_t max_in_flight);

  // Starts a request of an open loop, now, in `scope`. What is ready at once is accounted for before this returns.
  void start(const Request& request, Scope& scope);

  // The same for a client that waits for the answer.
  Task<void> perform(Request request);

  std::uint64_t offered() const { return offered_; }

 private:
  // The place of the request's record, or nothing if it was dropped.
  std::optional<std::uint32_t> admit(const Request& request);
  Context context_of(std::uint32_t place) const;
  Later<ReadResult> issue_read(std::uint32_t place);
  Later<WriteResult> issue_write(std::uint32_t place);
  Task<void> await_read(std::uint32_t place, Later<ReadResult> pending);
  Task<void> await_write(std::uint32_t place, Later<WriteResult> pending);
  void finish_read(std::uint32_t place, const ReadResult& result);
  void finish_write(std::uint32_t place, WriteResult result);
  Outcome outcome_of(const RequestRecord& record, const ReadResult& result) const;
  void account_for_staleness(Window& window, const RequestRecord& record, const Value& value, Outcome outcome);

  Runtime& runtime_;
  Strategy& strategy_;
  Windows& windows_;
  RequestTable& requests_;
  Probe& probe_;
  Digest& digest_;
  const std::size_t max_in_flight_;
  std::uint64_t offered_ = 0;
};

}  // namespace stampede
