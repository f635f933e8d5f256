// Write-through: the store is written, then the cache gets the new value with a fresh TTL, then the write is
// acknowledged. A deletion removes the key from the cache.
//
// With `allocate: false` only keys that are cached already are updated. The writers of one key are not ordered among
// each other: of two writes in flight at once, the cache may keep the one that the store has superseded.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class Through final : public Writes {
 public:
  Through(const Environment& environment, bool allocate)
      : cache_(environment.cache),
        client_(environment.client),
        entry_ttl_(environment.entry_ttl),
        condition_(allocate ? PutCondition::kAlways : PutCondition::kIfPresent) {}

  Later<WriteResult> write(WriteRequest request) override { return store_and_put(request); }

 private:
  Task<WriteResult> store_and_put(WriteRequest request) {
    const WriteReply reply = co_await write_to_store(client_, request);
    if (reply.status != CallStatus::kOk) co_return WriteResult::kFailed;
    if (request.remove) {
      co_await cache_.remove(request.context, request.key);
      co_return WriteResult::kAcknowledged;
    }
    Put put{.key = request.key, .ttl = entry_ttl_.next(request.context), .condition = condition_};
    put.value.version = reply.version;
    put.value.size = reply.size;
    put.keep_load_time = true;
    co_await cache_.put(request.context, put);
    co_return WriteResult::kAcknowledged;
  }

  Cache& cache_;
  StoreClient& client_;
  EntryTtl& entry_ttl_;
  const PutCondition condition_;
};

}  // namespace

AxisRow<Writes> through_row() {
  return {
      "through",
      "write to the store, then put the new value into the cache",
      {{.name = "allocate",
        .type = OptionType::kFlag,
        .default_text = "true",
        .help = "whether a key that is not cached is added"}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
        return std::make_unique<Through>(arguments.environment, arguments.options.flag("allocate"));
      },
      "write(k): store, then put the new value into the cache with a fresh TTL, then acknowledge; a deletion removes "
      "k\n"
      "'allocate: false' updates only keys that are cached. The writers of one key are not ordered: of two writes in\n"
      "flight at once the cache may keep the one that the store has superseded.\n"
      "Source: write-through caches of processors (Hennessy and Patterson); CacheWriter in JCache."};
}

}  // namespace stampede
