// Write-around: a write goes to the store alone, and the cache learns nothing of it.
//
// What the cache holds is served until its TTL has passed, however often the store has superseded it: consistency by
// TTL alone, as of a cache that the writers cannot reach (a CDN, a resolver, a browser) or do not know of.

#include "harness/strategy/write_call.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class Around final : public Writes {
 public:
  explicit Around(const Environment& environment) : client_(environment.client) {}

  Later<WriteResult> write(WriteRequest request) override { return store(request); }

 private:
  Task<WriteResult> store(WriteRequest request) {
    const WriteReply reply = co_await write_to_store(client_, request);
    co_return reply.status == CallStatus::kOk ? WriteResult::kAcknowledged : WriteResult::kFailed;
  }

  StoreClient& client_;
};

}  // namespace

AxisRow<Writes> around_row() {
  return {
      "around",
      "write to the store alone: the cache learns nothing",
      {},
      [](const AxisArguments& arguments) -> std::unique_ptr<Writes> {
        return std::make_unique<Around>(arguments.environment);
      },
      "write(k): store, then acknowledge; the cache keeps what it has until its TTL has passed\n"
      "A value is stale from the first write on, for up to its TTL and the time of its load; with 'ttl: none', for\n"
      "ever. One key with reads at rate r, writes at rate w, TTL T and instant loads: a share\n"
      "r (T - (1 - e^(-w T)) / w) / (1 + r T) of the reads is stale.\n"
      "Source: write-around caches (Hennessy and Patterson: no write allocate); DNS and HTTP caches."};
}

}  // namespace stampede
