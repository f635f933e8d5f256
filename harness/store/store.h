// The contract of a backing store: slow, versioned, the truth.
//
// Every key exists at version 0; each commit of a key adds one. A read returns the version it saw, a write commits all
// its keys at once. Calls never throw and never hang: whatever goes wrong is a status.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/base/context.h"
#include "harness/base/value.h"
#include "harness/runtime/task.h"

namespace stampede {

enum class CallStatus : std::uint8_t {
  kOk,
  kError,     // the store worked on it and failed; nothing was committed
  kRejected,  // the store refused at once: its queue is full
};

// Who causes a call. Together with `attempt` this decides the call's luck, its service time and whether it fails.
enum class Cause : std::uint8_t { kRequest, kFlush };

struct Call {
  Context context = {};  // of the request that caused it; a flush has none
  Cause cause = Cause::kRequest;
  std::uint64_t number = 0;   // of the request or of the flush
  std::uint32_t attempt = 0;  // 0 for the first try
};

struct ReadReply {
  CallStatus status = CallStatus::kOk;
  Version version = {};
  std::uint32_t size = 0;
  bool absent = false;        // the version read is a deletion
  Duration service_time = 0;  // time spent in the store's service, without the queue
};

// One key's part of a write.
struct WriteItem {
  Key key = 0;
  WriteNumber write = 0;   // the write it carries: of coalesced ones, the last
  std::uint32_t size = 0;  // bytes as a trace tells; 0: the store's own sizes
  bool remove = false;     // a deletion: commits a tombstone
};

struct WriteReply {
  CallStatus status = CallStatus::kOk;
  Version version = {};    // of the last item, when committed
  std::uint32_t size = 0;  // of the last item, when committed
};

// One loop.
class Store {
 public:
  virtual ~Store() = default;

  virtual Task<ReadReply> read(Call call, Key key) = 0;
  // All items in one call of one write latency. REQUIRES: not empty, no key twice.
  virtual Task<WriteReply> write(Call call, std::vector<WriteItem> items) = 0;

  // Bytes of a value, as an application knows them before it writes. A pure function.
  virtual std::uint32_t value_size(Key key, Version version) const = 0;
};

// What a store does with a call that comes in.
enum class Admission : std::uint8_t { kServed, kQueued, kRejected };

// Sees every call at the instants that matter. Part of the harness.
class StoreObserver {
 public:
  virtual ~StoreObserver() = default;
  // A call with `keys` keys came in. Unless it is rejected, it will start and end.
  virtual void on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) = 0;
  virtual void on_start(const Call& call, Admission admission, Duration queue_wait) = 0;
  virtual void on_commit(const WriteItem& item, Version version) = 0;
  virtual void on_end(const Call& call, bool is_write, CallStatus status, Duration service_time) = 0;
};

}  // namespace stampede
