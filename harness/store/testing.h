// For tests of stores: a store in a small world where calls come at given milliseconds, and what happens, as text.
#pragma once

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/store/simulated_store.h"

namespace stampede::testing {

inline constexpr Key kKey = 7;
inline constexpr Duration kMs = kMillisecond;

// Reads and writes take `latency`.
inline SimulatedStore::Options with_latency(Duration latency, std::int64_t concurrency = SimulatedStore::kUnlimited) {
  SimulatedStore::Options options;
  options.latency = options.write_latency = Distribution::constant(latency);
  options.concurrency = concurrency;
  return options;
}

inline Call call_of(RequestNumber request, std::uint32_t attempt = 0) {
  Call call;
  call.context.request = request;
  call.number = request;
  call.attempt = attempt;
  return call;
}

// Calls are named r1, r2, ... after their requests, flushes f1, f2, ...
inline std::string name_of(const Call& call) {
  return fmt::format("{}{}", call.cause == Cause::kFlush ? 'f' : 'r', call.number);
}

// The store and its history: "0: r1 served", "0: r2 queued", "0: r3 rejected" (with the millisecond), "10: r2 starts",
// "10: commit key 7 v1", "10: r1 ends", "10: r1 fails", and what callers hear: "10: r1 read v0", "10: r1 read absent
// v2", "10: r2 wrote v1", "0: r3 rejected", "10: r1 error".
class StoreWorld final : public StoreObserver {
 public:
  explicit StoreWorld(const SimulatedStore::Options& options, std::uint64_t seed = 1)
      : store_(runtime_, options, seed, *this), callers_(runtime_) {}

  void read_at(std::int64_t ms, Key key, RequestNumber request) { callers_.spawn(read(ms, key, call_of(request))); }
  void write_at(std::int64_t ms, std::vector<WriteItem> items, RequestNumber request) {
    callers_.spawn(write(ms, std::move(items), call_of(request)));
  }
  void flush_at(std::int64_t ms, std::vector<WriteItem> items, std::uint64_t number) {
    Call call;
    call.cause = Cause::kFlush;
    call.number = number;
    callers_.spawn(write(ms, std::move(items), call));
  }

  // A fault during [from, to), told before the calls of the same instant.
  void disturb(std::int64_t from_ms, std::int64_t to_ms, const StoreFault& fault) {
    StoreFaults::Number& number = faults_.emplace_back();
    callers_.spawn(begin_fault(from_ms * kMillisecond, fault, &number));
    callers_.spawn(end_fault(to_ms * kMillisecond, &number));
  }
  // A read that its caller gives up at `give_up_ms`, without going away.
  void read_and_give_up(std::int64_t ms, std::int64_t give_up_ms, Key key, RequestNumber request) {
    CallHandle& handle = handles_.emplace_back();
    Call call = call_of(request);
    call.handle = &handle;
    callers_.spawn(read(ms, key, call));
    callers_.spawn(give_up(give_up_ms, &handle));
  }

  void run() { runtime_.run(); }
  void run_until(std::int64_t ms) { runtime_.run_until(ms * kMillisecond); }
  // Those who called go away.
  void abandon() { callers_.clear(); }

  VirtualRuntime& runtime() { return runtime_; }
  SimulatedStore& store() { return store_; }
  std::size_t callers() const { return callers_.size(); }

  // What happened in the store, and what the callers heard.
  const std::vector<std::string>& events() const { return events_; }
  const std::vector<std::string>& answers() const { return answers_; }

  void on_arrival(const Call& call, bool, std::size_t, Admission admission) override {
    const char* fate = admission == Admission::kServed   ? "served"
                       : admission == Admission::kQueued ? "queued"
                                                         : "rejected";
    note(events_, call, fate);
  }
  void on_start(const Call& call, Admission admission, Duration queue_wait) override {
    if (admission == Admission::kQueued) note(events_, call, fmt::format("starts after {}", queue_wait / kMillisecond));
  }
  void on_commit(const WriteItem& item, Version version) override {
    events_.push_back(fmt::format("{}: commit key {} v{}", now_ms(), item.key, version.number()));
  }
  void on_end(const Call& call, bool, CallStatus status, Duration, bool abandoned) override {
    note(events_, call, std::string(status == CallStatus::kOk ? "ends" : "fails") + (abandoned ? " for nobody" : ""));
  }
  void on_abandoned(const Call& call) override { note(events_, call, "abandoned"); }
  void on_cancelled(const Call& call) override { note(events_, call, "leaves"); }
  void on_timed_out(const Call& call) override { note(events_, call, "timed out"); }

 private:
  std::int64_t now_ms() const { return runtime_.now() / kMillisecond; }
  void note(std::vector<std::string>& log, const Call& call, std::string_view what) {
    log.push_back(fmt::format("{}: {} {}", now_ms(), name_of(call), what));
  }

  Task<void> begin_fault(Instant at, StoreFault fault, StoreFaults::Number* number) {
    co_await runtime_.sleep_until(at);
    *number = store_.begin_fault(fault);
  }
  Task<void> end_fault(Instant at, StoreFaults::Number* number) {
    co_await runtime_.sleep_until(at);
    store_.end_fault(*number);
  }
  Task<void> give_up(std::int64_t ms, CallHandle* handle) {
    co_await runtime_.sleep_until(ms * kMillisecond);
    handle->give_up();
  }

  Task<void> read(std::int64_t ms, Key key, Call call) {
    co_await runtime_.sleep_until(ms * kMillisecond);
    const ReadReply reply = co_await store_.read(call, key);
    note(answers_, call,
         heard(reply.status, fmt::format("read {}v{}", reply.absent ? "absent " : "", reply.version.number())));
  }
  Task<void> write(std::int64_t ms, std::vector<WriteItem> items, Call call) {
    co_await runtime_.sleep_until(ms * kMillisecond);
    const WriteReply reply = co_await store_.write(call, items);
    note(answers_, call, heard(reply.status, fmt::format("wrote v{}", reply.version.number())));
  }
  static std::string heard(CallStatus status, const std::string& good) {
    switch (status) {
      case CallStatus::kOk:
        return good;
      case CallStatus::kError:
        return "error";
      case CallStatus::kRejected:
        return "rejected";
      case CallStatus::kCancelled:
        return "cancelled";
    }
    return "?";
  }

  VirtualRuntime runtime_;
  std::deque<CallHandle> handles_;
  std::deque<StoreFaults::Number> faults_;
  SimulatedStore store_;
  Scope callers_;
  std::vector<std::string> events_;
  std::vector<std::string> answers_;
};

}  // namespace stampede::testing
