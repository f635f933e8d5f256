#include "harness/runtime/virtual_runtime.h"

namespace stampede {

namespace {

// A ticket is a place in one of the two queues: even in the present, odd in the future, and never 0.
constexpr Ticket ticket_of_ready(ReadyQueue::Place place) {
  return (place + 1) << 1;
}
constexpr Ticket ticket_of_event(EventQueue::Place place) {
  return (place << 1) | 1;
}
constexpr bool is_event(Ticket ticket) {
  return (ticket & 1) != 0;
}

}  // namespace

Ticket VirtualRuntime::resume_soon(std::coroutine_handle<> coroutine) {
  return ticket_of_ready(ready_.push(coroutine));
}

Ticket VirtualRuntime::resume_at(Instant at, std::coroutine_handle<> coroutine) {
  if (at <= now_) return resume_soon(coroutine);
  if (at == kNever) return kNoTicket;
  return ticket_of_event(events_.push(at, coroutine));
}

void VirtualRuntime::cancel(Ticket ticket) {
  if (is_event(ticket)) {
    events_.cancel(ticket >> 1);
  } else {
    ready_.cancel((ticket >> 1) - 1);
  }
}

void VirtualRuntime::run() {
  while (step(kNever)) {
  }
}

void VirtualRuntime::run_until(Instant at) {
  while (step(at)) {
  }
  if (now_ < at) now_ = at;
}

bool VirtualRuntime::step(Instant limit) {
  // An event that is due now was scheduled before the clock came here, so before anything here became ready.
  const bool event_comes_first = !events_.empty() && (ready_.empty() || events_.first().at == now_);
  std::coroutine_handle<> next;
  if (event_comes_first) {
    if (events_.first().at > limit) return false;
    now_ = events_.first().at;
    next = events_.pop();
  } else {
    if (ready_.empty()) return false;
    next = ready_.pop();
  }
  ++resumed_;
  next.resume();
  return true;
}

}  // namespace stampede
