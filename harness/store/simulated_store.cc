#include "harness/store/simulated_store.h"

#include <algorithm>
#include <utility>

#include "harness/base/check.h"

namespace stampede {

SimulatedStore::SimulatedStore(Runtime& runtime, const Options& options, std::uint64_t seed, StoreObserver& observer)
    : runtime_(runtime),
      options_(options),
      observer_(observer),
      reads_{RandomStream(seed, "store.reads"), RandomStream(seed, "store.read-errors")},
      writes_{RandomStream(seed, "store.writes"), RandomStream(seed, "store.write-errors")},
      flushes_{RandomStream(seed, "store.flushes"), RandomStream(seed, "store.flush-errors")},
      sizes_(seed, "sizes"),
      services_(runtime) {}

Task<ReadReply> SimulatedStore::read(Call call, Key key) {
  const Admission admission = admit(call, false, 1);
  if (admission == Admission::kRejected) {
    ReadReply rejected;
    rejected.status = CallStatus::kRejected;
    co_return rejected;
  }
  Receiver<ReadReply> answer(runtime_);
  services_.spawn(serve_read(call, key, admission, answer.sender()));
  co_return co_await answer;
}

Task<WriteReply> SimulatedStore::write(Call call, std::vector<WriteItem> items) {
  STAMPEDE_CHECK(!items.empty());
  const Admission admission = admit(call, true, items.size());
  if (admission == Admission::kRejected) {
    WriteReply rejected;
    rejected.status = CallStatus::kRejected;
    co_return rejected;
  }
  Receiver<WriteReply> answer(runtime_);
  services_.spawn(serve_write(call, std::move(items), admission, answer.sender()));
  co_return co_await answer;
}

Admission SimulatedStore::admit(const Call& call, bool is_write, std::size_t keys) {
  const bool queue_full = static_cast<std::int64_t>(waiting_.size()) >= options_.queue;
  const Admission admission = busy_ < options_.concurrency ? Admission::kServed
                              : queue_full                 ? Admission::kRejected
                                                           : Admission::kQueued;
  observer_.on_arrival(call, is_write, keys, admission);
  if (admission == Admission::kServed) {
    ++busy_;
    observer_.on_start(call, admission, 0);
  }
  return admission;
}

Task<void> SimulatedStore::serve_read(Call call, Key key, Admission admission, Sender<ReadReply> answer) {
  if (admission == Admission::kQueued) {
    Waiting self(*this, call);
    co_await self.turn.wait();
  }
  const Duration service_time = options_.latency.sample(reads_.service.at(call.number, call.attempt));
  const Duration until_snapshot = options_.snapshot.of(service_time);
  if (until_snapshot > 0) co_await runtime_.sleep(until_snapshot);
  ReadReply reply = look(call, key);
  if (service_time > until_snapshot) co_await runtime_.sleep(service_time - until_snapshot);
  if (options_.error_rate.chance(reads_.error.at(call.number, call.attempt))) reply.status = CallStatus::kError;
  reply.service_time = service_time;
  finish(call, false, reply.status, service_time);
  answer.send(reply);
}

Task<void> SimulatedStore::serve_write(Call call, std::vector<WriteItem> items, Admission admission,
                                       Sender<WriteReply> answer) {
  if (admission == Admission::kQueued) {
    Waiting self(*this, call);
    co_await self.turn.wait();
  }
  const Luck& luck = call.cause == Cause::kFlush ? flushes_ : writes_;
  const Duration service_time = options_.write_latency.sample(luck.service.at(call.number, call.attempt));
  if (service_time > 0) co_await runtime_.sleep(service_time);
  WriteReply reply;
  if (options_.error_rate.chance(luck.error.at(call.number, call.attempt))) {
    reply.status = CallStatus::kError;
  } else {
    reply = commit(items);
  }
  finish(call, true, reply.status, service_time);
  answer.send(reply);
}

// The server takes the next call before the caller hears of the answer, and before any other call can come in: so the
// queue has room from the very instant at which a server becomes free.
void SimulatedStore::finish(const Call& call, bool is_write, CallStatus status, Duration service_time) {
  observer_.on_end(call, is_write, status, service_time);
  if (waiting_.empty()) {
    --busy_;
    return;
  }
  Waiting& next = *waiting_.front();
  waiting_.pop_front();
  observer_.on_start(next.call, Admission::kQueued, runtime_.now() - next.arrived);
  next.turn.set();
}

ReadReply SimulatedStore::look(const Call& call, Key key) const {
  const Content content = contents_.get(key);
  ReadReply reply;
  reply.version = Version::committed(content.version);
  reply.absent = content.deleted;
  reply.size = call.context.size != 0 ? call.context.size : value_size(key, reply.version);
  return reply;
}

WriteReply SimulatedStore::commit(const std::vector<WriteItem>& items) {
  WriteReply reply;
  for (const WriteItem& item : items) {
    Content& content = contents_[item.key];
    ++content.version;
    content.deleted = item.remove;
    reply.version = Version::committed(content.version);
    reply.size = item.size != 0 ? item.size : value_size(item.key, reply.version);
    observer_.on_commit(item, reply.version);
  }
  return reply;
}

std::uint32_t SimulatedStore::value_size(Key key, Version version) const {
  constexpr std::int64_t kLargest = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(options_.value_size.sample(sizes_.at(key, version.bits())), kLargest));
}

}  // namespace stampede
