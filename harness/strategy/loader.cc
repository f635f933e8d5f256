#include "harness/strategy/loader.h"

#include <utility>

#include "harness/runtime/timeout.h"

namespace stampede {

Task<ReadResult> Loader::load(Context context, Key key, Fills* fills) {
  const StoreClientOptions& client = environment_.client.options();
  if (client.timeout == kNever && client.retries == 0) return load_once(context, key, fills);
  return load_persistently(context, key, fills, false);
}

Task<ReadResult> Loader::load_or_await(Context context, Key key) {
  const StoreClientOptions& client = environment_.client.options();
  if (client.timeout == kNever && client.retries == 0) return load_once(context, key, fills_);
  return load_persistently(context, key, fills_, true);
}

// The usual case, without a frame or a branch more than it needs.
Task<ReadResult> Loader::load_once(Context context, Key key, Fills* fills) {
  const RunningLoad load(environment_.loads, context, key, environment_.runtime.now());
  const Origin origin{context, key, load.number(), load.started(), lease_for(fills)};
  const Call call{.context = context, .number = context.request, .load = load.place()};
  const ReadReply reply = co_await environment_.store.read(call, key);
  if (reply.status != CallStatus::kOk) co_return ReadResult{};
  const ReadResult result = result_of(origin, reply);
  if (fills != nullptr && !reply.absent) co_await fill(origin, result.value, fills);
  co_return result;
}

Task<ReadResult> Loader::load_persistently(Context context, Key key, Fills* fills, bool one_at_a_time) {
  StoreClient& client = environment_.client;
  std::optional<RunningLoad> load;  // begins with its first call
  std::optional<CallHandle> handle;
  Lease lease = kNoLease;
  Call call{.context = context, .number = context.request};
  for (std::uint32_t attempt = 0; attempt <= client.options().retries; ++attempt) {
    if (attempt > 0) co_await environment_.runtime.sleep(client.pause_before(call.number, attempt));
    if (one_at_a_time && awaited(key)) {
      const ReadResult result = co_await await_late(call, key);
      if (result.ok) co_return result;
      continue;
    }
    if (!load) {
      load.emplace(environment_.loads, context, key, environment_.runtime.now());
      lease = lease_for(fills);
    }
    call.load = load->place();
    call.handle = &handle.emplace();
    const Origin origin{context, key, load->number(), load->started(), lease};
    const std::optional<ReadReply> reply = co_await attempt_call(call, origin, fills);
    if (reply && reply->status == CallStatus::kOk) {
      const ReadResult result = result_of(origin, *reply);
      if (fills != nullptr && !reply->absent) co_await fill(origin, result.value, fills);
      co_return result;
    }
    if (!one_at_a_time) handle->give_up();
    ++call.attempt;
  }
  if (handle) handle->give_up();
  co_return ReadResult{};
}

// Nothing if there was no answer before the very instant of the timeout.
Task<std::optional<ReadReply>> Loader::attempt_call(Call call, Origin origin, Fills* fills) {
  StoreClient& client = environment_.client;
  if (fills == nullptr || !client.options().fill_late || client.options().timeout == kNever) {
    return client.try_read(call, origin.key);
  }
  return attempt_in_process(call, origin, fills);
}

Task<std::optional<ReadReply>> Loader::attempt_in_process(Call call, Origin origin, Fills* fills) {
  const auto answer = std::make_shared<Answer>(environment_.runtime);
  const Instant deadline = after(environment_.runtime.now(), environment_.client.options().timeout);
  environment_.process.spawn(keep_calling(call, origin, fills, answer));
  const bool came = co_await answer->came.wait_until(deadline);
  if (came && environment_.runtime.now() < deadline) co_return answer->reply;
  environment_.client.timed_out(call);
  ++late_[origin.key].calls;
  if (came) {
    environment_.process.spawn(take_late(origin, answer->reply, fills));
  } else {
    answer->overdue = true;
  }
  co_return std::nullopt;
}

Task<void> Loader::keep_calling(Call call, Origin origin, Fills* fills, std::shared_ptr<Answer> answer) {
  answer->reply = co_await environment_.store.read(call, origin.key);
  if (answer->overdue) {
    co_await take_late(origin, answer->reply, fills);
  } else {
    answer->came.set();
  }
}

Task<void> Loader::take_late(Origin origin, ReadReply reply, Fills* fills) {
  ReadResult result;
  if (reply.status == CallStatus::kOk) {
    result = result_of(origin, reply);
    if (!reply.absent) co_await fill(origin, result.value, fills);
  }
  const auto late = late_.find(origin.key);
  std::vector<Sender<ReadResult>> waiting = std::move(late->second.waiting);
  late->second.waiting.clear();
  if (--late->second.calls == 0) late_.erase(late);
  for (Sender<ReadResult>& sender : waiting) sender.send(result);
}

Task<ReadResult> Loader::await_late(Call call, Key key) {
  StoreClient& client = environment_.client;
  const std::optional<ReadResult> result =
      co_await timeout(environment_.runtime, client.options().timeout, next_late(key));
  if (!result) client.timed_out(call);
  co_return result.value_or(ReadResult{});
}

Task<ReadResult> Loader::next_late(Key key) {
  Receiver<ReadResult> answer(environment_.runtime);
  late_.at(key).waiting.push_back(answer.sender());
  co_return co_await answer;
}

ReadResult Loader::result_of(const Origin& origin, const ReadReply& reply) const {
  const Instant now = environment_.runtime.now();
  ReadResult result;
  result.ok = true;
  result.value = {.version = reply.version,
                  .filled_at = now,
                  .load_time = now - origin.started,
                  .load = origin.number,
                  .cause = origin.context.request,
                  .size = reply.size,
                  .absent = reply.absent};
  return result;
}

Lease Loader::lease_for(Fills* fills) const {
  return fills != nullptr && fills->leased() ? environment_.cache.leases().take() : kNoLease;
}

Later<PutResult> Loader::fill(const Origin& origin, const Value& value, Fills* fills) {
  EntryTtl& ttl = environment_.entry_ttl;
  Put put{.key = origin.key, .value = value, .ttl = ttl.next(origin.context), .lease = origin.lease};
  if (ttl.from() == TtlFrom::kLoad) put.ttl_start = origin.started;
  if (listener_ == nullptr) return fills->fill(origin.context, put);
  return fill_and_tell(origin.key, fills->fill(origin.context, put));
}

Task<PutResult> Loader::fill_and_tell(Key key, Later<PutResult> fill) {
  const PutResult result = co_await std::move(fill);
  if (result == PutResult::kStored) listener_->on_filled(key);
  co_return result;
}

}  // namespace stampede
