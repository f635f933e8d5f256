// Per-key flush: a timer for each dirty key.
//
// A key is due one interval after it became dirty. Keys that are due at the same instant share calls of at most
// `max_batch` keys; calls run side by side. A key that is due while its earlier write is still in flight waits for the
// end of that call, so it is never in flight twice. The keys of a batch that fails are due again one interval later.
//
// Compared with one timer for all, a key waits the whole interval for its flush, not half of it on average: more writes
// coalesce, and a crash loses more.

#include <absl/container/flat_hash_set.h>

#include <deque>
#include <utility>

#include "harness/runtime/sync.h"
#include "strategies/writes/flush_schedule.h"

namespace stampede {

namespace {

class PerKeyFlush final : public FlushSchedule {
 public:
  explicit PerKeyFlush(const FlushParts& parts)
      : parts_(parts),
        runtime_(parts.environment.runtime),
        process_(parts.environment.process),
        stopped_(runtime_),
        idle_(runtime_) {
    idle_.set();
  }

  void became_dirty(Key key) override {
    due_.push_back({after(runtime_.now(), parts_.interval), key});
    if (ticking_ || stopped_.is_set()) return;
    ticking_ = true;
    process_.spawn(tick());
  }

  Task<void> drain() override {
    stopped_.set();
    for (int fruitless = 0; fruitless < kMostFailures;) {
      const std::uint64_t stored = parts_.batches.stored();
      flush_due(kNever);
      co_await idle_.wait();
      if (due_.empty()) co_return;
      fruitless = parts_.batches.stored() == stored ? fruitless + 1 : 0;
      co_await runtime_.sleep(parts_.interval);
    }
  }

 private:
  struct Due {
    Instant at;
    Key key;
  };

  // For as long as anything is dirty. All keys wait equally long, so the first in line is due first.
  Task<void> tick() {
    while (!due_.empty()) {
      const bool stopped = co_await stopped_.wait_until(due_.front().at);
      if (stopped) break;
      flush_due(runtime_.now());
    }
    ticking_ = false;
  }

  void flush_due(Instant until) {
    std::vector<Key> batch;
    for (; !due_.empty() && due_.front().at <= until; due_.pop_front()) {
      const Key key = due_.front().key;
      if (parts_.keys.is_in_flight(key)) {
        overdue_.insert(key);
        continue;
      }
      batch.push_back(key);
      if (batch.size() == parts_.max_batch) begin_flush(std::exchange(batch, {}));
    }
    if (!batch.empty()) begin_flush(std::move(batch));
  }

  void begin_flush(std::vector<Key> batch) {
    ++in_flight_;
    idle_.reset();
    process_.spawn(flush(std::move(batch)));
  }

  Task<void> flush(std::vector<Key> batch) {
    const WriteReply reply = co_await parts_.batches.send(batch);
    const std::vector<Key> dirty_again = parts_.batches.ended(batch, reply);
    for (const Key key : dirty_again) became_dirty(key);
    std::vector<Key> overdue;
    for (const Key key : batch) {
      if (overdue_.erase(key) != 0) overdue.push_back(key);
    }
    if (!overdue.empty()) begin_flush(std::move(overdue));
    if (--in_flight_ == 0) idle_.set();
  }

  const FlushParts parts_;
  Runtime& runtime_;
  Scope& process_;
  std::deque<Due> due_;               // the dirty keys, but those that are overdue
  absl::flat_hash_set<Key> overdue_;  // dirty and due, but still in flight with an earlier write
  std::uint64_t in_flight_ = 0;       // batches
  bool ticking_ = false;
  Event stopped_;
  Event idle_;  // set while no batch is in flight
};

}  // namespace

std::unique_ptr<FlushSchedule> make_per_key_flush(const FlushParts& parts) {
  return std::make_unique<PerKeyFlush>(parts);
}

}  // namespace stampede
