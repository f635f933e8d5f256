// The contract of a caching strategy: how reads and writes of an application reach cache and store.
//
// A strategy is written once and runs on every clock: it uses only what its `Environment` hands it. It belongs to one
// loop, so it keeps plain containers and needs no lock. It reports nothing: the harness sees from outside what it did,
// because every call carries its request's context and every value its origin.
#pragma once

#include <cstdint>

#include "harness/base/context.h"
#include "harness/base/value.h"
#include "harness/runtime/later.h"

namespace stampede {

// The answer to a read: a value (which may say that the key is absent), or nothing because the store failed.
struct ReadResult {
  bool ok = false;
  Value value = {};
};

struct WriteRequest {
  Context context = {};
  Key key = 0;
  WriteNumber write = 0;
  bool remove = false;  // a deletion
};

enum class WriteResult : std::uint8_t { kAcknowledged, kFailed };

class Strategy {
 public:
  virtual ~Strategy() = default;

  // Called once before the first request, at time 0.
  virtual void start() {}

  // A result that is ready at once must not cost a coroutine.
  virtual Later<ReadResult> read(Context context, Key key) = 0;
  virtual Later<WriteResult> write(WriteRequest request) = 0;

  // Called once after the last request has completed: writes out whatever is buffered and ends timers.
  virtual Task<void> drain() { co_return; }
};

}  // namespace stampede
