// Makes happen what the timeline says, at its instants.
#pragma once

#include <deque>
#include <span>
#include <vector>

#include "harness/cache/local_cache.h"
#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/scenario/scenario.h"
#include "harness/store/simulated_store.h"

namespace stampede {

// What a timeline can do to the service's processes, all at once.
class Crashing {
 public:
  virtual ~Crashing() = default;
  virtual void crash() = 0;
  virtual void restart() = 0;
};

// Changes of the rate are not its business: the traffic was made with them.
class TimelinePlayer {
 public:
  // All references and the caches outlive the player; what happens to the cache happens to all of them. `start` is that
  // of the measured part.
  TimelinePlayer(Runtime& runtime, const std::vector<TimelineAction>& timeline, Instant start, SimulatedStore& store,
                 std::span<LocalCache* const> caches, Crashing& process);

  // Schedules everything: to be called at time 0, before anything else is scheduled, so that at one instant the
  // timeline comes first. At one instant, what ends precedes what begins.
  void schedule();

  // What has not begun yet never will; what has begun still ends in its time.
  void cancel_rest();

 private:
  struct Playing {
    explicit Playing(Runtime& runtime, const TimelineAction& action) : action(action), tasks(runtime) {}
    const TimelineAction& action;
    Scope tasks;
    bool begun = false;
    StoreFaults::Number fault = 0;
  };

  Task<void> begin_at(Instant at, Playing* playing);
  Task<void> end_at(Instant at, Playing* playing);
  void begin(Playing& playing);
  void end(Playing& playing);

  Runtime& runtime_;
  const Instant start_;
  SimulatedStore& store_;
  const std::span<LocalCache* const> caches_;
  Crashing& process_;
  std::deque<Playing> playing_;
};

}  // namespace stampede
