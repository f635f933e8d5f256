// When the buffer of write-behind is written to the store.
#pragma once

#include <memory>

#include "harness/strategy/environment.h"
#include "strategies/writes/batch_writer.h"
#include "strategies/writes/dirty_keys.h"

namespace stampede {

class FlushSchedule {
 public:
  virtual ~FlushSchedule() = default;

  // With the process.
  virtual void start() {}
  // A key that was not dirty is.
  virtual void became_dirty(Key key) = 0;
  // After the last write: until nothing is dirty, or the store has refused again and again what is left.
  virtual Task<void> drain() = 0;

  // Rounds without a single success after which the drain leaves behind what is left.
  static constexpr int kMostFailures = 100;
};

// What a schedule works with; all of it outlives the schedule.
struct FlushParts {
  const Environment& environment;
  DirtyKeys& keys;
  BatchWriter& batches;
  Duration interval;
  std::size_t max_batch;
};

std::unique_ptr<FlushSchedule> make_periodic_flush(const FlushParts& parts);
std::unique_ptr<FlushSchedule> make_per_key_flush(const FlushParts& parts);

}  // namespace stampede
