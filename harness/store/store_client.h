// How a service calls its store: with limited patience, and again when a call fails.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/distribution.h"
#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/runtime/runtime.h"
#include "harness/store/store.h"

namespace stampede {

struct StoreClientOptions {
  Duration timeout = kNever;  // longest wait for the answer of one attempt
  bool fill_late = true;      // whether the answer to a load that comes after that still goes into the cache
  std::uint32_t retries = 0;  // attempts after the first, following errors, rejections and timeouts
  Distribution backoff = Distribution::constant(0);  // pause before the first retry
  double growth = 1;                                 // each further pause is so many times the one before
  Share jitter = {};                                 // each pause is shortened by a uniform share of [0, jitter]
};

// One per process; all its calls share the options, no state. Pauses are pure functions of (seed, causing request,
// attempt).
//
// After a timeout nobody knows whether a write will be committed: its caller hears that it failed, and the call goes
// on in the store.
class StoreClient {
 public:
  // All references outlive the client.
  StoreClient(Runtime& runtime, Store& store, const StoreClientOptions& options, std::uint64_t seed,
              StoreObserver& observer);

  const StoreClientOptions& options() const { return options_; }

  // One attempt, without a retry; nothing if there was no answer before the very instant of the timeout. It is for the
  // caller to give the call up then.
  Task<std::optional<ReadReply>> try_read(Call call, Key key);

  // With retries. The status of a call not answered in time is kCancelled.
  Task<WriteReply> write(Call call, std::vector<WriteItem> items);

  // The pause before attempt `attempt` >= 1 on behalf of request `number`.
  Duration pause_before(std::uint64_t number, std::uint32_t attempt) const;

  // To be told by whoever waits for an answer in its own way.
  void timed_out(const Call& call) { observer_.on_timed_out(call); }

 private:
  Task<WriteReply> write_persistently(Call call, std::vector<WriteItem> items);

  Runtime& runtime_;
  Store& store_;
  const StoreClientOptions options_;
  const RandomStream backoff_;
  const RandomStream jitter_;
  StoreObserver& observer_;
};

}  // namespace stampede
