#include "harness/store/store_client.h"

#include <algorithm>
#include <utility>

#include "harness/base/check.h"
#include "harness/runtime/timeout.h"

namespace stampede {

StoreClient::StoreClient(Runtime& runtime, Store& store, const StoreClientOptions& options, std::uint64_t seed,
                         StoreObserver& observer)
    : runtime_(runtime),
      store_(store),
      options_(options),
      backoff_(seed, "store.backoff"),
      jitter_(seed, "store.backoff-jitter"),
      observer_(observer) {}

Task<std::optional<ReadReply>> StoreClient::try_read(Call call, Key key) {
  std::optional<ReadReply> reply = co_await timeout(runtime_, options_.timeout, store_.read(call, key));
  if (!reply) observer_.on_timed_out(call);
  co_return reply;
}

Task<WriteReply> StoreClient::write(Call call, std::vector<WriteItem> items) {
  if (options_.timeout == kNever && options_.retries == 0) return store_.write(call, std::move(items));
  return write_persistently(call, std::move(items));
}

Task<WriteReply> StoreClient::write_persistently(Call call, std::vector<WriteItem> items) {
  for (;; ++call.attempt) {
    if (call.attempt > 0) co_await runtime_.sleep(pause_before(call.number, call.attempt));
    CallHandle handle;
    call.handle = &handle;
    std::optional<WriteReply> reply = co_await timeout(runtime_, options_.timeout, store_.write(call, items));
    if (reply && reply->status == CallStatus::kOk) co_return *reply;
    if (!reply) {
      observer_.on_timed_out(call);
      handle.give_up();
      reply.emplace();
      reply->status = CallStatus::kCancelled;
    }
    if (call.attempt >= options_.retries) co_return *reply;
  }
}

Duration StoreClient::pause_before(std::uint64_t number, std::uint32_t attempt) const {
  STAMPEDE_CHECK(attempt >= 1);
  constexpr double kLongest = 0x1p55;  // nanoseconds: a year
  auto pause = static_cast<double>(options_.backoff.sample(backoff_.at(number, attempt)));
  for (std::uint32_t i = 1; i < attempt && pause < kLongest; ++i) pause *= options_.growth;
  const auto whole = static_cast<Duration>(std::min(pause, kLongest));
  const Duration range = options_.jitter.of(whole);
  if (range == 0) return whole;
  return whole - static_cast<Duration>(below(jitter_.at(number, attempt), static_cast<std::uint64_t>(range) + 1));
}

}  // namespace stampede
