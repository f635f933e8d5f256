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

class CallHandle;

enum class CallStatus : std::uint8_t {
  kOk,
  kError,      // the store worked on it and failed; nothing was committed
  kRejected,   // the store refused at once: its queue is full, or it is down
  kCancelled,  // the caller gave it up and it left the queue
};

// A call inside a store, as its caller can reach it. Part of a store.
class CallInStore {
 public:
  CallInStore(const CallInStore&) = delete;
  CallInStore& operator=(const CallInStore&) = delete;
  // The caller no longer waits for the answer. At most once.
  virtual void give_up() = 0;

 protected:
  explicit CallInStore(CallHandle* handle);
  ~CallInStore();

 private:
  friend class CallHandle;
  CallHandle* handle_;
};

// The caller's end of one call: while the store has it, the call can be given up. Either end may go away first.
class CallHandle {
 public:
  CallHandle() = default;
  CallHandle(const CallHandle&) = delete;
  CallHandle& operator=(const CallHandle&) = delete;
  ~CallHandle() {
    if (call_ != nullptr) call_->handle_ = nullptr;
  }

  // What the store does with a call given up is its own affair: it may take it out of its queue. Nothing happens if
  // the store no longer has it.
  void give_up() {
    if (call_ != nullptr) call_->give_up();
  }

 private:
  friend class CallInStore;
  CallInStore* call_ = nullptr;
};

inline CallInStore::CallInStore(CallHandle* handle) : handle_(handle) {
  if (handle_ != nullptr) handle_->call_ = this;
}
inline CallInStore::~CallInStore() {
  if (handle_ != nullptr) handle_->call_ = nullptr;
}

// Who causes a call. Together with `attempt` this decides the call's luck, its service time and whether it fails.
enum class Cause : std::uint8_t { kRequest, kFlush };

struct Call {
  Context context = {};  // of the request that caused it; a flush has none
  Cause cause = Cause::kRequest;
  std::uint64_t number = 0;      // of the request or of the flush
  std::uint32_t attempt = 0;     // 0 for the first try
  LoadPlace load = kNoLoad;      // the load it is made for
  CallHandle* handle = nullptr;  // by which the caller may give it up
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
  // A call with `keys` keys came in. Unless it is rejected, it will start and end, or be cancelled.
  virtual void on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) = 0;
  virtual void on_start(const Call& call, Admission admission, Duration queue_wait) = 0;
  virtual void on_commit(const WriteItem& item, Version version) = 0;
  // Its service is over. `abandoned`: nobody waits for the answer.
  virtual void on_end(const Call& call, bool is_write, CallStatus status, Duration service_time, bool abandoned) = 0;
  // Its caller gave it up, while it was queued or in service. Once.
  virtual void on_abandoned(const Call& call) = 0;
  // It left the queue without having been served.
  virtual void on_cancelled(const Call& call) = 0;
  // Its caller has waited for one answer as long as it would; the call itself may go on.
  virtual void on_timed_out(const Call& call) = 0;
};

}  // namespace stampede
