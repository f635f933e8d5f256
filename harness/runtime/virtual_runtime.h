// Virtual time: a discrete-event loop whose clock jumps from event to event.
//
// The whole rule: what is ready at this instant runs in the order it became ready; then the clock moves to the next
// scheduled instant. Every resumption has a sequence number, and (instant, sequence) decides. Nothing else does: no
// address, no hash, no wall clock. So a run is a function of its inputs.
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
  bool ready_comes_first() const;

  Instant now_ = 0;
  std::uint64_t next_sequence_ = 1;
  std::uint64_t resumed_ = 0;
  EventQueue events_;
  ReadyQueue ready_;
};

}  // namespace stampede
