#include "harness/strategy/loader.h"

namespace stampede {

Task<ReadResult> Loader::load(Context context, Key key, Fills* fills) {
  LoadRecord load{.context = context, .key = key, .started = environment_.runtime.now()};
  environment_.loads.on_load_started(load);
  const Call call{.context = context, .number = context.request};
  const ReadReply reply = co_await environment_.store.read(call, key);
  environment_.loads.on_load_ended(load, reply.service_time);
  ReadResult result;
  if (reply.status != CallStatus::kOk) co_return result;

  const Instant now = environment_.runtime.now();
  result.ok = true;
  result.value = {.version = reply.version,
                  .filled_at = now,
                  .load_time = now - load.started,
                  .load = load.number,
                  .cause = context.request,
                  .size = reply.size,
                  .absent = reply.absent};
  if (fills != nullptr && !reply.absent) {
    const Put put{.key = key, .value = result.value, .ttl = environment_.entry_ttl.next(context)};
    co_await fills->fill(context, put);
  }
  co_return result;
}

}  // namespace stampede
