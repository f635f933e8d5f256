#include "harness/strategy/loader.h"

namespace stampede {

Task<ReadResult> Loader::load_only(Context context, Key key) {
  LoadRecord load{.context = context, .key = key, .started = environment_.runtime.now()};
  environment_.loads.on_load_started(load);
  const Call call{.context = context, .number = context.request};
  const ReadReply reply = co_await environment_.store.read(call, key);
  environment_.loads.on_load_ended(load, reply.service_time);
  ReadResult result;
  result.ok = reply.status == CallStatus::kOk;
  if (result.ok) {
    const Instant now = environment_.runtime.now();
    result.value.version = reply.version;
    result.value.size = reply.size;
    result.value.absent = reply.absent;
    result.value.load = load.number;
    result.value.cause = context.request;
    result.value.load_time = now - load.started;
    result.value.filled_at = now;
  }
  co_return result;
}

Task<ReadResult> Loader::load_and_fill(Context context, Key key) {
  ReadResult result = co_await load_only(context, key);
  if (result.ok && !result.value.absent && fills_ != nullptr) {
    Put put{.key = key, .value = result.value, .ttl = environment_.entry_ttl.next(context)};
    co_await fills_->fill(context, put);
  }
  co_return result;
}

}  // namespace stampede
