// Write-behind, also called write-back: a write goes to the cache and into a buffer and is acknowledged; the store
// hears of it later, in batches.
//
// Every `flush_interval` from the start of the process all dirty keys are flushed, and so they are when one more key
// becomes dirty and `max_batch` or more are. A flush writes them in the order in which they became dirty, at most
// `max_batch` keys a call, one call at a time: so a key is never in flight twice. Writes to a dirty key coalesce: only
// the last one issued reaches the store. A batch that fails stays dirty until the next flush. What is buffered when the
// process dies is lost: that is the price of the speed.
//
// `max_pending` bounds the keys that wait, those in the batch in flight included (a key written again meanwhile counts
// twice). Beyond it a write to one more key blocks until there is room, or goes through to the store.
//
// Nobody waits for a flush, so it has no timeout: giving up a batch whose fate is unknown, and writing it again, would
// put a key in flight twice. A failed batch is retried with the next flush.
//
// A store that never recovers must not keep a run from ending: writers that are blocked fail after a great many failed
// batches in a row, and the drain leaves behind what the store has refused a hundred times.

#include <absl/container/flat_hash_map.h>

#include <algorithm>
#include <deque>

#include "harness/runtime/sync.h"
#include "harness/strategy/write_call.h"
#include "strategies/parts.h"
#include "strategies/writes/places.h"

namespace stampede {

namespace {

struct BehindOptions {
  Duration flush_interval;
  std::size_t max_batch;
  std::int64_t max_pending;
  bool block_when_full;
};

class Behind final : public Writes {
 public:
  Behind(const Environment& environment, const BehindOptions& options)
      : environment_(environment),
        options_(options),
        places_(environment.runtime, options.max_pending),
        stopped_(environment.runtime),
        idle_(environment.runtime) {
    idle_.set();
  }

  void start() override { environment_.process.spawn(tick()); }

  Later<WriteResult> write(WriteRequest request) override {
    if (dirty_.contains(request.key) || places_.try_take()) return accept(request);
    // A key in the batch in flight must not be overtaken: its older value would be committed last.
    if (options_.block_when_full || in_flight_.contains(request.key)) return wait_for_place(request);
    return write_through(request);
  }

  const Value* buffered(Key key) const override {
    if (const auto it = dirty_.find(key); it != dirty_.end()) return &it->second.value;
    if (const auto it = in_flight_.find(key); it != in_flight_.end()) return &it->second.value;
    return nullptr;
  }

  Task<void> drain() override {
    constexpr int kMostFailures = 100;
    stopped_.set();
    failures_in_a_row_ = 0;
    for (;;) {
      flush_all();
      co_await idle_.wait();
      if (order_.empty() || failures_in_a_row_ >= kMostFailures) co_return;
      if (failures_in_a_row_ > 0) co_await environment_.runtime.sleep(options_.flush_interval);
    }
  }

 private:
  struct Pending {
    WriteItem item;
    Value value;
  };

  // The write takes the place of an earlier one to the same key, or the place that was just taken for it. One that was
  // blocked may come behind a later one: then it is the one that is coalesced.
  Later<WriteResult> accept(const WriteRequest& request) {
    const auto [place, is_new] = dirty_.try_emplace(request.key);
    if (!is_new && place->second.item.write > request.write) return WriteResult::kAcknowledged;
    place->second = {.item = item_of(request), .value = written_value(request)};
    Later<WriteResult> result = update_cache(request, place->second.value);
    if (is_new) {
      order_.push_back(request.key);
      if (dirty_.size() >= options_.max_batch) flush_all();
    }
    return result;
  }

  Task<WriteResult> wait_for_place(WriteRequest request) {
    const bool has_place = co_await places_.wait();
    if (!has_place) co_return WriteResult::kFailed;
    if (dirty_.contains(request.key)) places_.free();  // another write made the key dirty meanwhile
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

  Value written_value(const WriteRequest& request) const {
    Value value;
    value.version = Version::uncommitted(request.write);
    value.size =
        request.context.size != 0 ? request.context.size : environment_.store.value_size(request.key, value.version);
    value.filled_at = environment_.runtime.now();
    value.absent = request.remove;
    return value;
  }

  Later<WriteResult> update_cache(const WriteRequest& request, const Value& value) {
    if (request.remove) {
      Later<bool> removal = environment_.cache.remove(request.context, request.key);
      if (removal.ready()) return WriteResult::kAcknowledged;
      return acknowledge_after(std::move(removal));
    }
    Later<PutResult> fill =
        environment_.cache.put(request.context, {.key = request.key,
                                                 .value = value,
                                                 .ttl = environment_.entry_ttl.next(request.context),
                                                 .keep_load_time = true});
    if (fill.ready()) return WriteResult::kAcknowledged;
    return acknowledge_after(std::move(fill));
  }

  template <typename T>
  static Task<WriteResult> acknowledge_after(Later<T> change) {
    co_await std::move(change);
    co_return WriteResult::kAcknowledged;
  }

  Task<void> tick() {
    for (Instant next = environment_.runtime.now();;) {
      next = after(next, options_.flush_interval);
      const bool stopped = co_await stopped_.wait_until(next);
      if (stopped) co_return;
      flush_all();
    }
  }

  // Whatever is dirty now shall be flushed; what becomes dirty later waits for its own occasion.
  void flush_all() {
    to_flush_ = order_.size();
    if (to_flush_ == 0 || !idle_.is_set()) return;
    idle_.reset();
    environment_.process.spawn(flush());
  }

  Task<void> flush() {
    while (to_flush_ > 0) {
      const std::vector<Key> keys = take_batch();
      std::vector<WriteItem> items;
      items.reserve(keys.size());
      for (const Key key : keys) items.push_back(in_flight_.at(key).item);
      const Call call{.cause = Cause::kFlush, .number = environment_.flushes++};
      const WriteReply reply = co_await environment_.store.write(call, std::move(items));
      if (reply.status == CallStatus::kOk) {
        failures_in_a_row_ = 0;
        for (std::size_t i = 0; i < keys.size(); ++i) places_.free();
      } else {
        put_back(keys);
        if (++failures_in_a_row_ >= kHopeless) places_.turn_away();
      }
      in_flight_.clear();
    }
    idle_.set();
  }

  std::vector<Key> take_batch() {
    const std::size_t size = std::min(to_flush_, options_.max_batch);
    const std::vector<Key> keys(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(size));
    order_.erase(order_.begin(), order_.begin() + static_cast<std::ptrdiff_t>(size));
    to_flush_ -= size;
    for (const Key key : keys) {
      const auto place = dirty_.find(key);
      in_flight_.emplace(key, place->second);
      dirty_.erase(place);
    }
    return keys;
  }

  // Keys of a failed batch are dirty again, at the head of the line, and wait for the next flush. A key that was
  // written meanwhile keeps the newer write only.
  void put_back(const std::vector<Key>& keys) {
    for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
      if (dirty_.emplace(*key, in_flight_.at(*key)).second) {
        order_.push_front(*key);
      } else {
        places_.free();
      }
    }
    to_flush_ = 0;
  }

  static constexpr int kHopeless = 10'000;  // failed batches in a row

  const Environment environment_;
  const BehindOptions options_;
  absl::flat_hash_map<Key, Pending> dirty_;
  std::deque<Key> order_;     // the dirty keys, in the order in which they became dirty
  std::size_t to_flush_ = 0;  // how many of them, from the front, are to be written in this flush
  absl::flat_hash_map<Key, Pending> in_flight_;
  Places places_;
  Event stopped_;
  Event idle_;  // set while no flush is running
  int failures_in_a_row_ = 0;
};

}  // namespace

AxisRow<Writes> behind_row() {
  return {
      "behind",
      "acknowledge a write at once and write to the store later, in batches",
      {{.name = "flush_interval",
        .type = OptionType::kDuration,
        .default_text = "100ms",
        .help = "time between two flushes of all dirty keys",
        .min = "1us"},
       {.name = "max_batch",
        .type = OptionType::kCount,
        .default_text = "128",
        .help = "keys in one call to the store; as many dirty keys start a flush",
        .min = "1",
        .max = "1M"},
       {.name = "max_pending",
        .type = OptionType::kCount,
        .default_text = "10k",
        .help = "keys that may wait to be written, the batch in flight included",
        .min = "1",
        .max = "1G"},
       {.name = "on_full",
        .type = OptionType::kChoice,
        .default_text = "block",
        .help = "whether a write beyond that blocks or goes through to the store",
        .choices = {"block", "write-through"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
        const OptionValues& options = arguments.options;
        return std::make_unique<Behind>(arguments.environment,
                                        BehindOptions{.flush_interval = options.duration("flush_interval"),
                                                      .max_batch = static_cast<std::size_t>(options.count("max_batch")),
                                                      .max_pending = options.count("max_pending"),
                                                      .block_when_full = options.text("on_full") == "block"});
      },
      "write(k): put into cache and buffer, acknowledge; flush at 0, i, 2i, ... (i = flush_interval) and at max_batch "
      "dirty keys\n"
      "A flush writes the keys in the order in which they became dirty, at most max_batch a call, one call at a time;\n"
      "a later write to a dirty key replaces the earlier; a failed batch stays dirty. Reads see the buffer. Beyond\n"
      "max_pending keys a write blocks or goes through. A crash loses what is buffered.\n"
      "Source: write-back caches of processors and disks; write-behind in Hazelcast, Ehcache and Coherence."};
}

}  // namespace stampede
