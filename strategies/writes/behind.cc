// Write-behind, also called write-back: a write goes to the cache and into a buffer and is acknowledged; the store
// hears of it later, in batches.
//
// `flush` says when: `periodic`, all dirty keys at a time (periodic_flush.cc), or `per-key`, each in its own time
// (per_key_flush.cc). Writes to a dirty key coalesce: only the last one issued reaches the store. A batch that fails
// stays dirty. What is buffered when the process dies is lost: that is the price of the speed.
//
// `max_pending` bounds the keys that wait, those in flight included (a key written again meanwhile counts twice).
// Beyond it a write to one more key blocks until there is room, or goes through to the store.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"
#include "strategies/writes/flush_schedule.h"

namespace stampede {

namespace {

struct BehindOptions {
  Duration flush_interval;
  bool per_key;
  std::size_t max_batch;
  std::int64_t max_pending;
  bool block_when_full;
};

class Behind final : public Writes {
 public:
  Behind(const Environment& environment, const BehindOptions& options)
      : environment_(environment),
        block_when_full_(options.block_when_full),
        places_(environment.runtime, options.max_pending),
        batches_(environment, keys_, places_) {
    const FlushParts parts{environment_, keys_, batches_, options.flush_interval, options.max_batch};
    schedule_ = options.per_key ? make_per_key_flush(parts) : make_periodic_flush(parts);
  }

  void start() override { schedule_->start(); }

  Later<WriteResult> write(WriteRequest request) override {
    if (keys_.is_dirty(request.key) || places_.try_take()) return accept(request);
    // A key in flight must not be overtaken: its older value would be committed last.
    if (block_when_full_ || keys_.is_in_flight(request.key)) return wait_for_place(request);
    return write_through(request);
  }

  const Value* buffered(Key key) const override { return keys_.find(key); }

  Task<void> drain() override { return schedule_->drain(); }

 private:
  // The write takes the place of an earlier one to the same key, or the place that was just taken for it. One that was
  // blocked may come behind a later one: then it is the one that is coalesced.
  Later<WriteResult> accept(const WriteRequest& request) {
    const Value value = value_before_commit(environment_, request);
    const DirtyKeys::Added added = keys_.add({.item = item_of(request), .value = value});
    if (added == DirtyKeys::Added::kOutdated) return WriteResult::kAcknowledged;
    Later<WriteResult> result = update_cache(request, value);
    if (added == DirtyKeys::Added::kNew) schedule_->became_dirty(request.key);
    return result;
  }

  Task<WriteResult> wait_for_place(WriteRequest request) {
    const bool has_place = co_await places_.wait();
    if (!has_place) co_return WriteResult::kFailed;
    if (keys_.is_dirty(request.key)) places_.free();  // another write made the key dirty meanwhile
    co_return co_await accept(request);
  }

  Task<WriteResult> write_through(WriteRequest request) {
    const WriteReply reply = co_await write_to_store(environment_.client, request);
    if (reply.status != CallStatus::kOk) co_return WriteResult::kFailed;
    if (buffered(request.key) != nullptr) co_return WriteResult::kAcknowledged;  // the cache has a later write by now
    Value value;
    value.version = reply.version;
    value.size = reply.size;
    co_return co_await update_cache(request, value);
  }

  Later<WriteResult> update_cache(const WriteRequest& request, const Value& value) {
    if (request.remove) {
      Later<bool> removal = environment_.cache.remove(request.context, request.key);
      if (removal.ready()) return WriteResult::kAcknowledged;
      return acknowledge_after(std::move(removal));
    }
    Later<PutResult> fill = put_written(environment_, request, value);
    if (fill.ready()) return WriteResult::kAcknowledged;
    return acknowledge_after(std::move(fill));
  }

  template <typename T>
  static Task<WriteResult> acknowledge_after(Later<T> change) {
    co_await std::move(change);
    co_return WriteResult::kAcknowledged;
  }

  const Environment environment_;
  const bool block_when_full_;
  DirtyKeys keys_;
  Places places_;
  BatchWriter batches_;
  std::unique_ptr<FlushSchedule> schedule_;
};

std::vector<OptionSpec> behind_options() {
  return {{.name = "flush",
           .type = OptionType::kChoice,
           .default_text = "periodic",
           .help = "whether all dirty keys are flushed at a time, or each in its own time",
           .choices = {"periodic", "per-key"}},
          {.name = "flush_interval",
           .type = OptionType::kDuration,
           .default_text = "100ms",
           .help = "time between two flushes of all dirty keys; per key: from becoming dirty to the flush",
           .min = "1us"},
          {.name = "max_batch",
           .type = OptionType::kCount,
           .default_text = "128",
           .help = "keys in one call to the store; unless flushed per key, as many dirty keys start a flush",
           .min = "1",
           .max = "1M"},
          {.name = "max_pending",
           .type = OptionType::kCount,
           .default_text = "10k",
           .help = "keys that may wait to be written, those in flight included",
           .min = "1",
           .max = "1G"},
          {.name = "on_full",
           .type = OptionType::kChoice,
           .default_text = "block",
           .help = "whether a write beyond that blocks or goes through to the store",
           .choices = {"block", "write-through"}}};
}

std::unique_ptr<Writes> make_behind(const AxisArguments& arguments) {
  const OptionValues& options = arguments.options;
  return std::make_unique<Behind>(arguments.environment,
                                  BehindOptions{.flush_interval = options.duration("flush_interval"),
                                                .per_key = options.text("flush") == "per-key",
                                                .max_batch = static_cast<std::size_t>(options.count("max_batch")),
                                                .max_pending = options.count("max_pending"),
                                                .block_when_full = options.text("on_full") == "block"});
}

}  // namespace

AxisRow<Writes> behind_row() {
  return {
      "behind", "acknowledge a write at once and write to the store later, in batches", behind_options(), make_behind,
      "write(k): put into cache and buffer, acknowledge; flush at 0, i, 2i, ... (i = flush_interval) and at max_batch "
      "dirty keys\n"
      "A flush writes the keys in the order in which they became dirty, at most max_batch a call, one call at a time;\n"
      "a later write to a dirty key replaces the earlier; a failed batch stays dirty. Reads see the buffer. Beyond\n"
      "max_pending keys a write blocks or goes through. A crash loses what is buffered.\n"
      "'flush: per-key': a key is written flush_interval after it became dirty, with those due at the same instant, "
      "at\n"
      "most max_batch a call, calls side by side, but never one key in two calls; a failed one is due again an "
      "interval\n"
      "later. A key written at rate w: (1 - e^(-w i)) / i store writes per second and w i / 2 writes to lose if\n"
      "periodic, w / (1 + w i) and w i (1 + w i / 2) / (1 + w i) per key: more is coalesced, and more is lost.\n"
      "Source: write-back caches of processors and disks; write-behind in Hazelcast, Ehcache and Coherence."};
}

}  // namespace stampede
