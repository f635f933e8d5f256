#include "harness/engine/request_runner.h"

#include <utility>

namespace stampede {

RequestRunner::RequestRunner(Runtime& runtime, Strategy& strategy, Windows& windows, RequestTable& requests,
                             Probe& probe, Digest& digest, std::size_t max_in_flight)
    : runtime_(runtime),
      strategy_(strategy),
      windows_(windows),
      requests_(requests),
      probe_(probe),
      digest_(digest),
      max_in_flight_(max_in_flight) {}

void RequestRunner::start(const Request& request, Scope& scope) {
  const auto place = admit(request);
  if (!place) return;
  if (request.operation == Operation::kRead) {
    Later<ReadResult> result = issue_read(*place);
    if (result.ready()) {
      finish_read(*place, result.value());
    } else {
      scope.spawn(await_read(*place, std::move(result)));
    }
  } else {
    Later<WriteResult> result = issue_write(*place);
    if (result.ready()) {
      finish_write(*place, result.value());
    } else {
      scope.spawn(await_write(*place, std::move(result)));
    }
  }
}

Task<void> RequestRunner::perform(Request request) {
  const auto place = admit(request);
  if (!place) co_return;
  if (request.operation == Operation::kRead) {
    co_await await_read(*place, issue_read(*place));
  } else {
    co_await await_write(*place, issue_write(*place));
  }
}

std::optional<std::uint32_t> RequestRunner::admit(const Request& request) {
  ++offered_;
  Window& window = windows_.current();
  ++window.requests.offered;
  if (requests_.in_flight() >= max_in_flight_) {
    ++window.requests.dropped;
    return std::nullopt;
  }
  ++window.requests.started;
  const std::uint32_t place = requests_.open(request);
  RequestRecord& record = requests_[place];
  record.started = runtime_.now();
  record.window = windows_.current_index();
  return place;
}

Context RequestRunner::context_of(std::uint32_t place) const {
  const Request& request = requests_[place].request;
  return {
      .request = request.number, .record = place, .size = static_cast<std::uint32_t>(request.size), .ttl = request.ttl};
}

Later<ReadResult> RequestRunner::issue_read(std::uint32_t place) {
  ++windows_.current().reads.started;
  return strategy_.read(context_of(place), requests_[place].request.key);
}

Later<WriteResult> RequestRunner::issue_write(std::uint32_t place) {
  ++windows_.current().writes.started;
  RequestRecord& record = requests_[place];
  record.write = probe_.writes().issue(record.request.key, record.started);
  return strategy_.write({.context = context_of(place),
                          .key = record.request.key,
                          .write = record.write,
                          .remove = record.request.operation == Operation::kDelete});
}

Task<void> RequestRunner::await_read(std::uint32_t place, Later<ReadResult> pending) {
  const ReadResult result = co_await std::move(pending);
  finish_read(place, result);
}

Task<void> RequestRunner::await_write(std::uint32_t place, Later<WriteResult> pending) {
  const WriteResult result = co_await std::move(pending);
  finish_write(place, result);
}

void RequestRunner::finish_read(std::uint32_t place, const ReadResult& result) {
  const RequestRecord& record = requests_[place];
  const Instant now = runtime_.now();
  const Outcome outcome = outcome_of(record, result);
  Window& window = windows_[record.window];
  ++window.reads.outcomes[static_cast<std::size_t>(outcome)];
  ++(result.ok ? window.requests.completed : window.requests.failed);
  window.reads.latency.record(now - record.request.intended);
  window.reads.service_latency.record(now - record.started);
  if (outcome == Outcome::kHit) window.reads.hit_age += static_cast<Uint128>(now - result.value.filled_at);
  if (result.ok) account_for_staleness(window, record, result.value, outcome);
  digest_.add(record.request.number << 4 | static_cast<std::uint64_t>(outcome), record.request.key,
              static_cast<std::uint64_t>(now), result.value.version.bits());
  requests_.close(place);
}

void RequestRunner::finish_write(std::uint32_t place, WriteResult result) {
  constexpr std::uint64_t kWriteMark = 8;  // no outcome of a read has this bit
  const RequestRecord& record = requests_[place];
  const Instant now = runtime_.now();
  Window& window = windows_[record.window];
  window.writes.latency.record(now - record.request.intended);
  if (result == WriteResult::kAcknowledged) {
    ++window.requests.completed;
    probe_.writes().acknowledge(record.write, now);
  } else {
    ++window.requests.failed;
    probe_.writes().fail(record.write);
  }
  digest_.add(record.request.number << 4 | kWriteMark | static_cast<std::uint64_t>(result), record.request.key,
              static_cast<std::uint64_t>(now), record.write);
  requests_.close(place);
}

// From three facts: what the lookup on arrival found, whose load brought the value, and whether the reader waited.
Outcome RequestRunner::outcome_of(const RequestRecord& record, const ReadResult& result) const {
  if (!result.ok) return Outcome::kError;
  const bool own_load = result.value.load != 0 && result.value.cause == record.request.number;
  if (own_load) return record.found_fresh ? Outcome::kEarlyLoad : Outcome::kLoad;
  const Instant ready_at = record.looked_up ? record.looked_up_at : record.started;
  const bool at_once = runtime_.now() == ready_at;
  if (at_once) return Outcome::kHit;
  // It waited: for a reload of its own that failed, so that it kept the value it had; or for somebody else's load.
  return record.found_fresh ? Outcome::kEarlyLoad : Outcome::kWait;
}

void RequestRunner::account_for_staleness(Window& window, const RequestRecord& record, const Value& value,
                                          Outcome outcome) {
  const auto staleness = probe_.staleness(record.request.key, value.version, record.started);
  if (!staleness) return;
  ++window.reads.stale[static_cast<std::size_t>(outcome)];
  window.reads.stale_age.record(*staleness);
}

}  // namespace stampede
