// Virtual time: a discrete-event loop whose clock jumps from event to event.
//
// The whole rule: resumptions happen in order of (instant, sequence), where the sequence is that of the calls which
// asked for them. So, at one instant, what was scheduled for it comes first, then what has become ready since the clock
// stands there; then the clock moves to the next scheduled instant. Nothing else decides: no address, no hash, no wall
// clock. A run is a function of its inputs.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/runtime/event_queue.h"
#include "harness/runtime/ready_queue.h"
#include "harness/runtime/runtime.h"

namespace stampede {

class VirtualRuntime final : public Runtime {
 public:
  Instant now() const override { return now_; }
  Ticket resume_soon(std::coroutine_handle<> coroutine) override;
  Ticket resume_at(Instant at, std::coroutine_handle<> coroutine) override;
  void cancel(Ticket ticket) override;

  // Runs until nothing is ready and nothing is scheduled. The clock stays at the last event.
  void run();

  // Runs everything due up to and including `at`; the clock then stands there.
  void run_until(Instant at);

  // Resumptions still to come.
  std::size_t pending() const { return ready_.size() + events_.size(); }

  // Resumptions made so far: the cost of a run in events.
  std::uint64_t resumed() const { return resumed_; }

 private:
  // Resumes the next coroutine due at or before `limit`; false if there is none.
  bool step(Instant limit);

  Instant now_ = 0;
  std::uint64_t resumed_ = 0;
  EventQueue events_;
  ReadyQueue ready_;
};

}  // namespace stampede
