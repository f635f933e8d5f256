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
#include "harness/store/faults.h"
#include "harness/store/store.h"

namespace stampede {

// A call waits for a server, is served for its service time, and answers. A read sees its version when the share
// `snapshot` of its service time has passed; a write commits when its service ends, so a read that overlaps a write may
// bring home a version that is already superseded. An injected error takes its full service time and commits nothing.
//
// Service times and errors are pure functions of (seed, causing request or flush, attempt). Once in service, a call is
// served to its end, whether or not anybody still waits for the answer. One that is given up while it is queued keeps
// its place, unless `cancel_abandoned` is set: then it leaves at once.
//
// Faults: a slowdown and an error rate apply to calls whose service starts while they last. `down` refuses calls that
// come in; those that are in go on. During a stall calls are accepted and no service starts or ends: whatever would
// have ended meanwhile ends when the stall does.
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
    bool cancel_abandoned = false;                        // whether a call given up leaves the queue
    Distribution value_size = Distribution::constant(1);  // bytes, by (seed, key, version)
  };

  // `runtime` and `observer` must outlive the store.
  SimulatedStore(Runtime& runtime, const Options& options, std::uint64_t seed, StoreObserver& observer);

  Task<ReadReply> read(Call call, Key key) override;
  Task<WriteReply> write(Call call, std::vector<WriteItem> items) override;
  std::uint32_t value_size(Key key, Version version) const override;

  // A fault begins now; the number by which it ends.
  StoreFaults::Number begin_fault(const StoreFault& fault);
  void end_fault(StoreFaults::Number number);

  // All callers are gone: queued calls leave, whatever the options say; those in service go on for nobody.
  void abandon_all();
  // What the calls in service are going to write.
  std::vector<WriteItem> writes_in_service() const;

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

  // A call while it is in the store; lives in the frame that serves it.
  class Visit final : public CallInStore {
   public:
    Visit(SimulatedStore& store, const Call& call, Admission admission, const std::vector<WriteItem>* items);
    ~Visit();
    void give_up() override { abandon(store_.options_.cancel_abandoned); }
    void abandon(bool leave);
    void leave_queue();

    SimulatedStore& store_;
    const Call call_;
    const std::vector<WriteItem>* const items_;  // of a write
    const Instant arrived_;
    Event turn_;  // to be served or, if cancelled, to leave
    bool queued_;
    bool cancelled_ = false;
    bool abandoned_ = false;
    std::size_t place_;  // among `visits_`
  };

  Admission admit(const Call& call, bool is_write, std::size_t keys);
  Task<void> serve_read(Call call, Key key, Admission admission, Sender<ReadReply> answer);
  Task<void> serve_write(Call call, std::vector<WriteItem> items, Admission admission, Sender<WriteReply> answer);
  Duration service_time(const Distribution& latency, std::uint64_t draw) const;
  void finish(const Visit& visit, CallStatus status, Duration service_time);
  void start_next();
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
  std::int64_t busy_ = 0;       // servers
  std::deque<Visit*> waiting_;  // for a server, first come, first served
  std::vector<Visit*> visits_;  // all calls in the store, in no order
  StoreFaults faults_;
  Event flowing_;  // set unless the store is stalled
  Scope services_;
};

}  // namespace stampede
