// Write-through: the store is written, then the cache gets the new value with a fresh TTL, then the write is
// acknowledged. A deletion removes the key from the cache.
//
// With `cache: parallel` store and cache are written side by side, and the acknowledgement waits for both: faster by
// the cache's latency. The cache may then hold a value before the store does; until the commit that value has no
// version, and is known by its write, like those that write-behind buffers. If the store fails the write, the key is
// removed from the cache; until then readers were served a value that never was.
//
// With `allocate: false` only keys that are cached already are updated. The writers of one key are not ordered among
// each other: of two writes in flight at once, the cache may keep the one that the store has superseded.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class Through final : public Writes {
 public:
  Through(const Environment& environment, bool allocate, bool parallel)
      : environment_(environment),
        condition_(allocate ? PutCondition::kAlways : PutCondition::kIfPresent),
        parallel_(parallel) {}

  Later<WriteResult> write(WriteRequest request) override {
    if (parallel_) return store_beside_cache(request);
    return store_then_cache(request);
  }

 private:
  Task<WriteResult> store_then_cache(WriteRequest request) {
    const WriteReply reply = co_await write_to_store(environment_.client, request);
    if (reply.status != CallStatus::kOk) co_return WriteResult::kFailed;
    Value value;
    value.version = reply.version;
    value.size = reply.size;
    if (request.remove) {
      co_await environment_.cache.remove(request.context, request.key);
    } else {
      co_await put_written(environment_, request, value, condition_);
    }
    co_return WriteResult::kAcknowledged;
  }

  Task<WriteResult> store_beside_cache(WriteRequest request) {
    Scope beside(environment_.runtime);
    beside.spawn(update_cache(request, value_before_commit(environment_, request)));
    const WriteReply reply = co_await write_to_store(environment_.client, request);
    co_await beside.join();
    if (reply.status == CallStatus::kOk) co_return WriteResult::kAcknowledged;
    co_await environment_.cache.remove(request.context, request.key);
    co_return WriteResult::kFailed;
  }

  Task<void> update_cache(WriteRequest request, Value value) {
    if (request.remove) {
      co_await environment_.cache.remove(request.context, request.key);
    } else {
      co_await put_written(environment_, request, value, condition_);
    }
  }

  const Environment environment_;
  const PutCondition condition_;
  const bool parallel_;
};

}  // namespace

AxisRow<Writes> through_row() {
  return {
      "through",
      "write to the store, then put the new value into the cache",
      {{.name = "allocate",
        .type = OptionType::kFlag,
        .default_text = "true",
        .help = "whether a key that is not cached is added"},
       {.name = "cache",
        .type = OptionType::kChoice,
        .default_text = "after",
        .help = "when the cache is written: after the store, or parallel to it",
        .choices = {"after", "parallel"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
        return std::make_unique<Through>(arguments.environment, arguments.options.flag("allocate"),
                                         arguments.options.text("cache") == "parallel");
      },
      "write(k): store, then put the new value into the cache with a fresh TTL, then acknowledge; a deletion removes "
      "k\n"
      "'cache: parallel' writes both at once and waits for both: its latency is the larger of the two, not their sum.\n"
      "Readers may then see a value that is not yet in the store; if the store fails the write, the key is removed.\n"
      "'allocate: false' updates only keys that are cached. The writers of one key are not ordered: of two writes in\n"
      "flight at once the cache may keep the one that the store has superseded.\n"
      "Source: write-through caches of processors (Hennessy and Patterson); CacheWriter in JCache."};
}

}  // namespace stampede
