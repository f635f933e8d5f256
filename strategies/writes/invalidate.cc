// Write and invalidate, the writing half of cache-aside: the store is written, and the key is removed from the cache so
// that the next read loads the new value.
//
// `order` says when the key is removed: after the store write (usual), before it (a reader in between brings the old
// value back), or both. A write that the store failed removes nothing afterwards: nothing has changed.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class Invalidate final : public Writes {
 public:
  Invalidate(const Environment& environment, bool before, bool after)
      : cache_(environment.cache), client_(environment.client), before_(before), after_(after) {}

  Later<WriteResult> write(WriteRequest request) override { return store_and_remove(request); }

 private:
  Task<WriteResult> store_and_remove(WriteRequest request) {
    if (before_) co_await cache_.remove(request.context, request.key);
    const WriteReply reply = co_await write_to_store(client_, request);
    if (reply.status != CallStatus::kOk) co_return WriteResult::kFailed;
    if (after_) co_await cache_.remove(request.context, request.key);
    co_return WriteResult::kAcknowledged;
  }

  Cache& cache_;
  StoreClient& client_;
  const bool before_;
  const bool after_;
};

}  // namespace

AxisRow<Writes> invalidate_row() {
  return {
      "invalidate",
      "write to the store and remove the key from the cache",
      {{.name = "order",
        .type = OptionType::kChoice,
        .default_text = "after",
        .help = "when the key is removed: after the store write, before it, or both",
        .choices = {"after", "before", "both"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
        const std::string& order = arguments.options.text("order");
        return std::make_unique<Invalidate>(arguments.environment, order != "after", order != "before");
      },
      "write(k): store, then remove k from the cache, then acknowledge ('order: after'; 'before' and 'both' likewise)\n"
      "A write that the store failed removes nothing afterwards. Removing before the store write lets a reader in\n"
      "between bring the old value back.\n"
      "Source: cache-aside, also called look-aside or lazy loading; memcached at Facebook (Nishtala et al., NSDI "
      "2013)."};
}

}  // namespace stampede
