// No cache at all: every read and every write goes to the store. The floor of each comparison.

#include "harness/strategy/loader.h"
#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class NoCache final : public Strategy {
 public:
  explicit NoCache(const Environment& environment) : client_(environment.client), loader_(environment, nullptr) {}

  Later<ReadResult> read(Context context, Key key) override { return loader_.load_only(context, key); }
  Later<WriteResult> write(WriteRequest request) override { return store(request); }

 private:
  Task<WriteResult> store(WriteRequest request) {
    const WriteReply reply = co_await write_to_store(client_, request);
    co_return reply.status == CallStatus::kOk ? WriteResult::kAcknowledged : WriteResult::kFailed;
  }

  StoreClient& client_;
  Loader loader_;
};

}  // namespace

PresetRow no_cache_row() {
  return {.name = "no-cache",
          .summary = "every read and every write goes to the store: the floor",
          .make = [](const Environment& environment, const OptionValues&) -> std::unique_ptr<Strategy> {
            return std::make_unique<NoCache>(environment);
          },
          .details =
              "read(k): one store read; write(k): one store write, acknowledged at its end\n"
              "Nothing is ever stale, lost or a hit: what the store alone can do."};
}

}  // namespace stampede
