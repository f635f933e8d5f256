#include "harness/engine/request_runner.h"

#include <utility>

#include "harness/engine/outcome_rule.h"

namespace stampede {

RequestRunner::RequestRunner(Runtime& runtime, Service& service, Windows& windows, SeriesRecorder& series,
                             RequestTable& requests, Probe& probe, Digest& digest, std::size_t max_in_flight)
    : runtime_(runtime),
      service_(service),
      windows_(windows),
      series_(series),
      requests_(requests),
      probe_(probe),
      digest_(digest),
      max_in_flight_(max_in_flight),
      late_(windows.size()) {}

void RequestRunner::start(const Request& request, Event* done) {
  const auto place = admit(request);
  if (!place) {
    if (done != nullptr) done->set();
    return;
  }
  requests_[*place].done = done;
  if (request.operation == Operation::kRead) {
    start_read(*place);
  } else {
    start_write(*place);
  }
}

std::optional<std::uint32_t> RequestRunner::admit(const Request& request) {
  ++offered_;
  Window& window = windows_.current();
  ++window.requests.offered;
  if (requests_.in_flight() >= max_in_flight_) {
    ++window.requests.dropped;
    ++series_.at(request.intended).requests;
    return std::nullopt;
  }
  ++window.requests.started;
  const std::uint32_t place = requests_.open(request);
  RequestRecord& record = requests_[place];
  record.started = runtime_.now();
  record.window = windows_.current_index();
  return place;
}

void RequestRunner::fail_all() {
  for (const std::uint32_t place : requests_.open_places()) {
    if (requests_[place].request.operation == Operation::kRead) {
      finish_read(place, {});
    } else {
      finish_write(place, WriteResult::kFailed);
    }
  }
}

void RequestRunner::settle() {
  for (std::uint32_t i = 0; i < windows_.size(); ++i) {
    Window::Reads& reads = windows_[i].reads;
    reads.service_latency.merge(reads.latency);
    reads.latency.merge(late_[i]);
  }
}

Context RequestRunner::context_of(std::uint32_t place) const {
  const Request& request = requests_[place].request;
  return {
      .request = request.number, .record = place, .size = static_cast<std::uint32_t>(request.size), .ttl = request.ttl};
}

void RequestRunner::start_read(std::uint32_t place) {
  ++windows_.current().reads.started;
  const Request& request = requests_[place].request;
  probe_.note("read", request.key, request.number, 0, [] { return ""; });
  ServiceProcess& process = service_.process_of(request.number);
  if (!process.running()) return finish_read(place, {});
  Later<ReadResult> result = process.strategy().read(context_of(place), requests_[place].request.key);
  if (result.ready()) {
    finish_read(place, result.value());
  } else {
    process.requests().spawn(await_read(place, std::move(result)));
  }
}

void RequestRunner::start_write(std::uint32_t place) {
  ++windows_.current().writes.started;
  RequestRecord& record = requests_[place];
  record.write = probe_.on_write_issued(record.request.key);
  probe_.note("write", record.request.key, record.request.number, 0,
              [&] { return std::string("w") + std::to_string(record.write); });
  ServiceProcess& process = service_.process_of(record.request.number);
  if (!process.running()) return finish_write(place, WriteResult::kFailed);
  Later<WriteResult> result = process.strategy().write({.context = context_of(place),
                                                        .key = record.request.key,
                                                        .write = record.write,
                                                        .remove = record.request.operation == Operation::kDelete});
  if (result.ready()) {
    finish_write(place, result.value());
  } else {
    process.requests().spawn(await_write(place, std::move(result)));
  }
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
  const Outcome outcome = outcome_of(record, result, now);
  Window& window = windows_[record.window];
  Interval& interval = series_.at(record.request.intended);
  ++window.reads.outcomes[static_cast<std::size_t>(outcome)];
  ++interval.requests;
  ++interval.reads;
  ++(result.ok ? window.requests.completed : window.requests.failed);
  ++(result.ok ? interval.completed : interval.failed);
  if (record.started == record.request.intended) [[likely]] {
    window.reads.latency.record(now - record.request.intended);
  } else {
    late_[record.window].record(now - record.request.intended);
    window.reads.service_latency.record(now - record.started);
  }
  interval.read_latency.record(now - record.request.intended);
  if (outcome == Outcome::kHit) {
    window.reads.hit_age += static_cast<Uint128>(now - result.value.filled_at);
    ++interval.hits;
  }
  const bool stale = result.ok && account_for_staleness(window, record, result.value, outcome);
  interval.stale_reads += stale;
  probe_.note("answer", record.request.key, record.request.number, result.value.load, [&] {
    const std::string name(kOutcomeNames[static_cast<std::size_t>(outcome)]);
    if (!result.ok) return name;
    return name + " " + version_text(result.value.version, result.value.absent) + (stale ? ", stale" : "");
  });
  digest_.add(record.request.number << 4 | static_cast<std::uint64_t>(outcome), record.request.key,
              static_cast<std::uint64_t>(now), result.value.version.bits());
  requests_.close(place);
}

void RequestRunner::finish_write(std::uint32_t place, WriteResult result) {
  constexpr std::uint64_t kWriteMark = 8;  // no outcome of a read has this bit
  const RequestRecord& record = requests_[place];
  const Instant now = runtime_.now();
  Window& window = windows_[record.window];
  Interval& interval = series_.at(record.request.intended);
  ++interval.requests;
  window.writes.latency.record(now - record.request.intended);
  if (result == WriteResult::kAcknowledged) {
    ++window.requests.completed;
    ++interval.completed;
    probe_.on_write_acknowledged(record.write);
  } else {
    ++window.requests.failed;
    ++interval.failed;
    probe_.on_write_failed(record.write);
  }
  probe_.note("answer", record.request.key, record.request.number, 0, [&] {
    return std::string("w") + std::to_string(record.write) +
           (result == WriteResult::kAcknowledged ? " acknowledged" : " failed");
  });
  digest_.add(record.request.number << 4 | kWriteMark | static_cast<std::uint64_t>(result), record.request.key,
              static_cast<std::uint64_t>(now), record.write);
  requests_.close(place);
}

bool RequestRunner::account_for_staleness(Window& window, const RequestRecord& record, const Value& value,
                                          Outcome outcome) {
  const auto staleness = probe_.staleness(record.request.key, value.version, record.started);
  if (!staleness) return false;
  ++window.reads.stale[static_cast<std::size_t>(outcome)];
  window.reads.stale_age.record(*staleness);
  return true;
}

}  // namespace stampede
