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
      flowing_(runtime),
      services_(runtime) {
  flowing_.set();
}

SimulatedStore::Visit::Visit(SimulatedStore& store, const Call& call, Admission admission,
                             const std::vector<WriteItem>* items)
    : CallInStore(call.handle),
      store_(store),
      call_(call),
      items_(items),
      arrived_(store.runtime_.now()),
      turn_(store.runtime_),
      queued_(admission == Admission::kQueued),
      place_(store.visits_.size()) {
  store_.visits_.push_back(this);
  if (queued_) store_.waiting_.push_back(this);
}

SimulatedStore::Visit::~Visit() {
  store_.visits_[place_] = store_.visits_.back();
  store_.visits_[place_]->place_ = place_;
  store_.visits_.pop_back();
}

void SimulatedStore::Visit::abandon(bool leave) {
  if (!abandoned_) store_.observer_.on_abandoned(call_);
  abandoned_ = true;
  if (queued_ && leave) leave_queue();
}

// At once, as far as anybody can see; the frame that was to serve it goes a little later. Who leaves has mostly waited
// longest, so it is looked for from the front.
void SimulatedStore::Visit::leave_queue() {
  store_.waiting_.erase(std::ranges::find(store_.waiting_, this));
  queued_ = false;
  cancelled_ = true;
  store_.observer_.on_cancelled(call_);
  turn_.set();
}

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
  const bool server_free = busy_ < options_.concurrency && !faults_.stalled();
  const Admission admission = faults_.down() ? Admission::kRejected
                              : server_free  ? Admission::kServed
                              : queue_full   ? Admission::kRejected
                                             : Admission::kQueued;
  observer_.on_arrival(call, is_write, keys, admission);
  if (admission == Admission::kServed) {
    ++busy_;
    observer_.on_start(call, admission, 0);
  }
  return admission;
}

Task<void> SimulatedStore::serve_read(Call call, Key key, Admission admission, Sender<ReadReply> answer) {
  Visit visit(*this, call, admission, nullptr);
  if (visit.queued_) co_await visit.turn_.wait();
  ReadReply reply;
  if (visit.cancelled_) {
    reply.status = CallStatus::kCancelled;
    answer.send(reply);
    co_return;
  }
  const Share error_rate = std::max(options_.error_rate, faults_.error_rate());
  const Duration duration = service_time(options_.latency, reads_.service.at(call.number, call.attempt));
  const Duration until_snapshot = options_.snapshot.of(duration);
  if (until_snapshot > 0) co_await runtime_.sleep(until_snapshot);
  reply = look(call, key);
  if (duration > until_snapshot) co_await runtime_.sleep(duration - until_snapshot);
  while (!flowing_.is_set()) co_await flowing_.wait();
  if (error_rate.chance(reads_.error.at(call.number, call.attempt))) reply.status = CallStatus::kError;
  finish(visit, reply.status, duration);
  answer.send(reply);
}

Task<void> SimulatedStore::serve_write(Call call, std::vector<WriteItem> items, Admission admission,
                                       Sender<WriteReply> answer) {
  Visit visit(*this, call, admission, &items);
  if (visit.queued_) co_await visit.turn_.wait();
  WriteReply reply;
  if (visit.cancelled_) {
    reply.status = CallStatus::kCancelled;
    answer.send(reply);
    co_return;
  }
  const Luck& luck = call.cause == Cause::kFlush ? flushes_ : writes_;
  const Share error_rate = std::max(options_.error_rate, faults_.error_rate());
  const Duration duration = service_time(options_.write_latency, luck.service.at(call.number, call.attempt));
  if (duration > 0) co_await runtime_.sleep(duration);
  while (!flowing_.is_set()) co_await flowing_.wait();
  if (error_rate.chance(luck.error.at(call.number, call.attempt))) {
    reply.status = CallStatus::kError;
  } else {
    reply = commit(items);
  }
  finish(visit, reply.status, duration);
  answer.send(reply);
}

Duration SimulatedStore::service_time(const Distribution& latency, std::uint64_t draw) const {
  constexpr double kLongest = 0x1p62;  // nanoseconds: 146 years
  const Duration duration = latency.sample(draw);
  if (faults_.slowdown() == 1) return duration;
  return static_cast<Duration>(std::min(static_cast<double>(duration) * faults_.slowdown(), kLongest));
}

// The server takes the next call before the caller hears of the answer, and before any other call can come in: so the
// queue has room from the very instant at which a server becomes free.
void SimulatedStore::finish(const Visit& visit, CallStatus status, Duration service_time) {
  observer_.on_end(visit.call_, visit.items_ != nullptr, status, service_time, visit.abandoned_);
  --busy_;
  if (!waiting_.empty() && !faults_.stalled()) start_next();
}

void SimulatedStore::start_next() {
  Visit& next = *waiting_.front();
  waiting_.pop_front();
  next.queued_ = false;
  ++busy_;
  observer_.on_start(next.call_, Admission::kQueued, runtime_.now() - next.arrived_);
  next.turn_.set();
}

StoreFaults::Number SimulatedStore::begin_fault(const StoreFault& fault) {
  const StoreFaults::Number number = faults_.begin(fault);
  if (faults_.stalled()) flowing_.reset();
  return number;
}

// Services that were to end during the stall end now, in the order in which they would have; then servers that were
// idle take what is queued.
void SimulatedStore::end_fault(StoreFaults::Number number) {
  faults_.end(number);
  if (faults_.stalled()) return;
  flowing_.set();
  while (!waiting_.empty() && busy_ < options_.concurrency) start_next();
}

void SimulatedStore::abandon_all() {
  while (!waiting_.empty()) waiting_.front()->abandon(true);
  for (Visit* visit : visits_) visit->abandon(false);
}

std::vector<WriteItem> SimulatedStore::writes_in_service() const {
  std::vector<WriteItem> items;
  for (const Visit* visit : visits_) {
    if (visit->items_ != nullptr && !visit->queued_ && !visit->cancelled_) {
      items.insert(items.end(), visit->items_->begin(), visit->items_->end());
    }
  }
  return items;
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
