#include "harness/engine/traffic_driver.h"

namespace stampede {

Task<void> TrafficDriver::run_open(LookAhead* requests, Instant end) {
  while (const Request* request = requests->next()) {
    if (request->intended >= end) {
      co_await runtime_.sleep_until(end);
      co_return;
    }
    co_await runtime_.sleep_until(request->intended);
    if (stopped()) co_return;
    runner_.start(*request);
  }
  co_await runtime_.sleep(kNanosecond);
}

Task<void> TrafficDriver::run_closed(ClosedLoopClients clients, Traffic traffic, Instant end) {
  Scope running(runtime_);
  for (std::uint32_t client = 0; client < clients.count(); ++client) {
    running.spawn(run_client(&clients, &traffic, client, end));
  }
  co_await running.join();
}

Task<void> TrafficDriver::run_client(const ClosedLoopClients* clients, const Traffic* traffic, std::uint32_t client,
                                     Instant end) {
  for (std::uint64_t i = 0;; ++i) {
    const RequestNumber number = clients->number(client, i);
    co_await runtime_.sleep(clients->think(number));
    if (runtime_.now() >= end || stopped() || stands_still()) co_return;
    Request request;
    request.number = number;
    request.intended = runtime_.now();
    request.key = traffic->key(number);
    request.operation = traffic->operation(number);
    Event done(runtime_);
    runner_.start(request, &done);
    co_await done.wait();
  }
}

// Clients that do not think, and answers that take no time, would go on for ever at one instant.
bool TrafficDriver::stands_still() {
  constexpr std::uint64_t kMost = 1'000'000;
  if (failure_) return true;
  if (runtime_.now() != instant_) {
    instant_ = runtime_.now();
    at_this_instant_ = 0;
  }
  if (++at_this_instant_ <= kMost) return false;
  failure_ = {
      "time stands still: the clients do not think and the answers take no time; give 'workload.arrivals.closed' "
      "a 'think' time or the cache a 'latency'",
      false};
  return true;
}

bool TrafficDriver::stopped() {
  constexpr std::uint64_t kReportEvery = 4096;
  if (++started_ % kReportEvery != 0) return interrupted_;
  progress_.requests.store(runner_.offered(), std::memory_order_relaxed);
  progress_.simulated.store(runtime_.now(), std::memory_order_relaxed);
  interrupted_ = interrupted_ || progress_.stop.load(std::memory_order_relaxed);
  return interrupted_;
}

}  // namespace stampede
