// Batches of buffered writes on their way to the store.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/strategy/environment.h"
#include "strategies/writes/dirty_keys.h"
#include "strategies/writes/places.h"

namespace stampede {

// Nobody waits for a batch, so it has no timeout: giving up a batch whose fate is unknown, and writing it again, would
// put a key in flight twice. A batch that fails leaves its keys dirty.
class BatchWriter {
 public:
  // All references outlive the writer. `places`: of the keys that are dirty or in flight, one each.
  BatchWriter(const Environment& environment, DirtyKeys& keys, Places& places)
      : environment_(environment), keys_(keys), places_(places) {}

  // One call with these dirty keys; `ended` is to be told of its end.
  Task<WriteReply> send(const std::vector<Key>& batch) {
    const Call call{.cause = Cause::kFlush, .number = environment_.flushes++};
    return environment_.store.write(call, keys_.take(batch));
  }

  // Returns the keys that are dirty again, in the order of the batch: none if the store has written them. A store that
  // never recovers must not keep a run from ending: after a great many failures those who wait for a place are turned
  // away.
  std::vector<Key> ended(const std::vector<Key>& batch, const WriteReply& reply) {
    constexpr std::uint64_t kHopeless = 10'000;
    if (reply.status == CallStatus::kOk) {
      failures_in_a_row_ = 0;
      ++stored_;
      for (std::size_t i = 0; i < batch.size(); ++i) places_.free();
      keys_.settle(batch);
      return {};
    }
    std::vector<Key> dirty_again = keys_.put_back(batch);
    for (std::size_t i = dirty_again.size(); i < batch.size(); ++i) places_.free();
    if (++failures_in_a_row_ >= kHopeless) places_.turn_away();
    return dirty_again;
  }

  std::uint64_t stored() const { return stored_; }
  std::uint64_t failures_in_a_row() const { return failures_in_a_row_; }
  void forgive() { failures_in_a_row_ = 0; }

 private:
  const Environment environment_;
  DirtyKeys& keys_;
  Places& places_;
  std::uint64_t stored_ = 0;  // batches
  std::uint64_t failures_in_a_row_ = 0;
};

}  // namespace stampede
