// Write and invalidate, the writing half of cache-aside: the store is written, and the key is removed from the cache so
// that the next read loads the new value.
//
// `order` says when the key is removed: after the store write (usual), before it (a reader in between brings the old
// value back), or both. A write that the store failed removes nothing afterwards: nothing has changed.
//
// With a `delay` the last removal is a message under way, as from a log of changes or a bus between services: the
// acknowledgement does not wait for it, and it reaches the cache so long after it was sent. The process sends it: what
// is under way when the process dies never arrives, not even at a shared cache. With `order: both` that is the delayed
// double delete. A share `lost` of all removals never arrives; nobody notices, and nobody waits for those. Whether one
// is lost depends on the request alone.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

struct InvalidateOptions {
  bool before;
  bool after;
  Duration delay;
  Share lost;
};

class Invalidate final : public Writes {
 public:
  Invalidate(const Environment& environment, const InvalidateOptions& options)
      : environment_(environment), options_(options), losses_(environment.random.named("writes.invalidate.lost")) {}

  Later<WriteResult> write(WriteRequest request) override { return store_and_remove(request); }

 private:
  enum Removal : std::uint64_t { kBefore, kAfter };

  Task<WriteResult> store_and_remove(WriteRequest request) {
    if (options_.before) co_await remove(request, kBefore);
    const WriteReply reply = co_await write_to_store(environment_.client, request);
    if (reply.status != CallStatus::kOk) co_return WriteResult::kFailed;
    if (options_.after) co_await remove(request, kAfter);
    co_return WriteResult::kAcknowledged;
  }

  // Ready at once if nobody waits for it.
  Later<bool> remove(const WriteRequest& request, Removal removal) {
    if (is_lost(request, removal)) return false;
    const bool last = removal == kAfter || !options_.after;
    if (options_.delay == 0 || !last) return environment_.cache.remove(request.context, request.key);
    environment_.process.spawn(remove_later(request.context, request.key));
    return false;
  }

  Task<void> remove_later(Context context, Key key) {
    co_await environment_.runtime.sleep(options_.delay);
    co_await environment_.cache.remove(context, key);
  }

  bool is_lost(const WriteRequest& request, Removal removal) const {
    return options_.lost.ppb != 0 && options_.lost.chance(losses_.at(request.context.request, removal));
  }

  const Environment environment_;
  const InvalidateOptions options_;
  const RandomStream losses_;
};

std::unique_ptr<Writes> make_invalidate(const AxisArguments& arguments) {
  const std::string& order = arguments.options.text("order");
  return std::make_unique<Invalidate>(arguments.environment,
                                      InvalidateOptions{.before = order != "after",
                                                        .after = order != "before",
                                                        .delay = arguments.options.duration("delay"),
                                                        .lost = arguments.options.share("lost")});
}

}  // namespace

AxisRow<Writes> invalidate_row() {
  return {
      "invalidate",
      "write to the store and remove the key from the cache",
      {{.name = "order",
        .type = OptionType::kChoice,
        .default_text = "after",
        .help = "when the key is removed: after the store write, before it, or both",
        .choices = {"after", "before", "both"}},
       {.name = "delay",
        .type = OptionType::kDuration,
        .default_text = "0s",
        .help = "how long the last removal is under way; above 0s nobody waits for it",
        .max = "365d"},
       {.name = "lost",
        .type = OptionType::kShare,
        .default_text = "0%",
        .help = "share of the removals that never arrive",
        .min = "0%",
        .max = "100%"}},
      make_invalidate,
      "write(k): store, then remove k from the cache, then acknowledge ('order: after'; 'before' and 'both' likewise)\n"
      "A write that the store failed removes nothing afterwards. Removing before the store write lets a reader in\n"
      "between bring the old value back.\n"
      "With 'delay' d the last removal reaches the cache d after it was sent; the acknowledgement does not wait for "
      "it,\n"
      "and a crash of the process loses what is under way, whether the cache is shared or not. 'order: both' with a\n"
      "delay is the delayed double delete. A share 'lost' of the removals, drawn by request, never arrives. One key\n"
      "with reads at rate r, writes at rate w, no TTL and instant loads: a share r (1 - e^(-2 w d)) / (2 (r + w)) of\n"
      "the reads is stale.\n"
      "Source: cache-aside, also called look-aside or lazy loading; memcached at Facebook (Nishtala et al., NSDI "
      "2013),\n"
      "whose invalidations come from the database's log."};
}

}  // namespace stampede
