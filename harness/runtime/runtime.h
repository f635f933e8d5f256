// The clock and the order of events, as strategies, caches and stores see them.
//
// A `Runtime` is one loop: one thread that resumes coroutines, one at a time. A coroutine stays on the loop that
// started it, so state that belongs to a loop needs no lock. Nothing else in the harness reads a clock: whoever needs
// time, order or delay is handed a `Runtime`, and the same code runs in virtual and in real time.
#pragma once

#include <coroutine>
#include <cstdint>
#include <utility>

#include "harness/base/time.h"

namespace stampede {

// Names one scheduled resumption, so that it can be taken back. 0 names nothing.
using Ticket = std::uint64_t;
inline constexpr Ticket kNoTicket = 0;

class Sleep;

class Runtime {
 public:
  virtual ~Runtime() = default;
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  // Time since the start of the run.
  virtual Instant now() const = 0;

  // Resumes `coroutine` once, from the loop: at the present instant after everything already due, or at `at` (at once
  // if `at` has passed). Equal instants are resumed in the order of these calls. `kNever` does not come: nothing is
  // scheduled then, and nothing is to be cancelled. Loop thread only.
  virtual Ticket resume_soon(std::coroutine_handle<> coroutine) = 0;
  virtual Ticket resume_at(Instant at, std::coroutine_handle<> coroutine) = 0;

  // Takes a resumption back that has not happened yet. Whoever destroys a suspended coroutine must take back its
  // resumption first; the awaiters of this folder do so in their destructors.
  virtual void cancel(Ticket ticket) = 0;

  // co_await runtime.sleep(...): continues later; a sleep of nothing does not suspend.
  Sleep sleep(Duration length);
  Sleep sleep_until(Instant at);

 protected:
  Runtime() = default;
};

// A scheduled resumption owned by an awaiter: taken back if the awaiter dies before it happens.
class Resumption {
 public:
  explicit Resumption(Runtime& runtime) : runtime_(&runtime) {}
  Resumption(const Resumption&) = delete;
  Resumption& operator=(const Resumption&) = delete;
  ~Resumption() { take_back(); }

  Runtime& runtime() const { return *runtime_; }
  void soon(std::coroutine_handle<> coroutine) { ticket_ = runtime_->resume_soon(coroutine); }
  void at(Instant instant, std::coroutine_handle<> coroutine) { ticket_ = runtime_->resume_at(instant, coroutine); }
  void happened() { ticket_ = kNoTicket; }
  void take_back() {
    if (ticket_ != kNoTicket) runtime_->cancel(std::exchange(ticket_, kNoTicket));
  }

 private:
  Runtime* runtime_;
  Ticket ticket_ = kNoTicket;
};

class [[nodiscard]] Sleep {
 public:
  Sleep(Runtime& runtime, Instant until) : resumption_(runtime), until_(until) {}

  bool await_ready() const { return until_ <= resumption_.runtime().now(); }
  void await_suspend(std::coroutine_handle<> coroutine) { resumption_.at(until_, coroutine); }
  void await_resume() { resumption_.happened(); }

 private:
  Resumption resumption_;
  Instant until_;
};

inline Sleep Runtime::sleep(Duration length) {
  return Sleep(*this, after(now(), length));
}
inline Sleep Runtime::sleep_until(Instant at) {
  return Sleep(*this, at);
}

}  // namespace stampede
