// A simulated slow store: `concurrency` servers behind one FIFO queue.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <vector>

#include "harness/base/distribution.h"
#include "harness/base/key_table.h"
#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/runtime/one_shot.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/sync.h"
#include "harness/store/store.h"

namespace stampede {

// A call waits for a server, is served for its service time, and answers. A read sees its version when the share
// `snapshot` of its service time has passed; a write commits when its service ends, so a read that overlaps a write may
// bring home a version that is already superseded. An injected error takes its full service time and commits nothing.
//
// Service times and errors are pure functions of (seed, causing request or flush, attempt). Once in service, a call is
// served to its end, whether or not anybody still waits for the answer; a call whose caller went away while it was
// queued keeps its place.
class SimulatedStore final : public Store {
 public:
  static constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

  struct Options {
    Distribution latency = Distribution::constant(0);
    Distribution write_latency = Distribution::constant(0);
    std::int64_t concurrency = kUnlimited;  // servers, >= 1
    std::int64_t queue = kUnlimited;        // calls that may wait; one more is rejected at once
    Share snapshot;
    Share error_rate;
    Distribution value_size = Distribution::constant(1);  // bytes, by (seed, key, version)
  };

  // `runtime` and `observer` must outlive the store.
  SimulatedStore(Runtime& runtime, const Options& options, std::uint64_t seed, StoreObserver& observer);

  Task<ReadReply> read(Call call, Key key) override;
  Task<WriteReply> write(Call call, std::vector<WriteItem> items) override;
  std::uint32_t value_size(Key key, Version version) const override;

 private:
  // What a key holds: its version, and whether that is a deletion.
  struct Content {
    std::uint32_t version : 31 = 0;
    std::uint32_t deleted : 1 = 0;
  };

  // Random draws of one kind of call.
  struct Luck {
    RandomStream service;
    RandomStream error;
  };

  // A call that waits for a server, from now on, at the end of the line; lives in the frame that serves it.
  struct Waiting {
    Waiting(SimulatedStore& store, const Call& call) : call(call), arrived(store.runtime_.now()), turn(store.runtime_) {
      store.waiting_.push_back(this);
    }
    const Call call;
    const Instant arrived;
    Event turn;
  };

  Admission admit(const Call& call, bool is_write, std::size_t keys);
  Task<void> serve_read(Call call, Key key, Admission admission, Sender<ReadReply> answer);
  Task<void> serve_write(Call call, std::vector<WriteItem> items, Admission admission, Sender<WriteReply> answer);
  void finish(const Call& call, bool is_write, CallStatus status, Duration service_time);
  ReadReply look(const Call& call, Key key) const;
  WriteReply commit(const std::vector<WriteItem>& items);

  Runtime& runtime_;
  const Options options_;
  StoreObserver& observer_;
  const Luck reads_;
  const Luck writes_;
  const Luck flushes_;
  const RandomStream sizes_;
  KeyTable<Content> contents_;
  std::int64_t busy_ = 0;         // servers
  std::deque<Waiting*> waiting_;  // for a server, first come, first served
  Scope services_;
};

}  // namespace stampede
