// Periodic flush: one timer for the whole buffer.
//
// Every interval from the start of the process all dirty keys are flushed, and so they are when one more key becomes
// dirty and `max_batch` or more are. A flush writes them in the order in which they became dirty, at most `max_batch`
// keys a call, one call at a time: so a key is never in flight twice. The keys of a batch that fails go back to the
// head of the line and wait for the next flush.

#include <algorithm>
#include <deque>

#include "harness/runtime/sync.h"
#include "strategies/writes/flush_schedule.h"

namespace stampede {

namespace {

class PeriodicFlush final : public FlushSchedule {
 public:
  explicit PeriodicFlush(const FlushParts& parts)
      : parts_(parts),
        runtime_(parts.environment.runtime),
        process_(parts.environment.process),
        stopped_(runtime_),
        idle_(runtime_) {
    idle_.set();
  }

  void start() override { process_.spawn(tick()); }

  void became_dirty(Key key) override {
    line_.push_back(key);
    if (line_.size() >= parts_.max_batch) flush_all();
  }

  Task<void> drain() override {
    stopped_.set();
    parts_.batches.forgive();
    for (;;) {
      flush_all();
      co_await idle_.wait();
      if (line_.empty() || parts_.batches.failures_in_a_row() >= kMostFailures) co_return;
      if (parts_.batches.failures_in_a_row() > 0) co_await runtime_.sleep(parts_.interval);
    }
  }

 private:
  Task<void> tick() {
    for (Instant next = runtime_.now();;) {
      next = after(next, parts_.interval);
      const bool stopped = co_await stopped_.wait_until(next);
      if (stopped) co_return;
      flush_all();
    }
  }

  // Whatever is dirty now shall be flushed; what becomes dirty later waits for its own occasion.
  void flush_all() {
    to_flush_ = line_.size();
    if (to_flush_ == 0 || !idle_.is_set()) return;
    idle_.reset();
    process_.spawn(flush());
  }

  Task<void> flush() {
    while (to_flush_ > 0) {
      const std::vector<Key> batch = next_batch();
      const WriteReply reply = co_await parts_.batches.send(batch);
      const std::vector<Key> dirty_again = parts_.batches.ended(batch, reply);
      line_.insert(line_.begin(), dirty_again.begin(), dirty_again.end());
      if (reply.status != CallStatus::kOk) to_flush_ = 0;
    }
    idle_.set();
  }

  std::vector<Key> next_batch() {
    const std::size_t size = std::min(to_flush_, parts_.max_batch);
    const auto end = line_.begin() + static_cast<std::ptrdiff_t>(size);
    std::vector<Key> batch(line_.begin(), end);
    line_.erase(line_.begin(), end);
    to_flush_ -= size;
    return batch;
  }

  const FlushParts parts_;
  Runtime& runtime_;
  Scope& process_;
  std::deque<Key> line_;      // the dirty keys, in the order in which they became dirty
  std::size_t to_flush_ = 0;  // how many of them, from the front, are to be written in this flush
  Event stopped_;
  Event idle_;  // set while no flush is running
};

}  // namespace

std::unique_ptr<FlushSchedule> make_periodic_flush(const FlushParts& parts) {
  return std::make_unique<PeriodicFlush>(parts);
}

}  // namespace stampede
