// What one step of the runtime costs. An "item" is one event, task or hand-over.
#include <benchmark/benchmark.h>

#include <cstdint>

#include "harness/base/random.h"
#include "harness/runtime/event_queue.h"
#include "harness/runtime/later.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/timeout.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/runtime/yield.h"

namespace stampede {
namespace {

// A random length with the given mean; the distribution is of no importance here, the irregularity is.
class Lengths {
 public:
  explicit Lengths(Duration mean) : mean_(mean) {}
  Duration next() { return static_cast<Duration>(below(sequence_.next(), static_cast<std::uint64_t>(2 * mean_))); }

 private:
  Duration mean_;
  RandomSequence sequence_{RandomStream(1, "lengths")};
};

void finish(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations());
}

// Runs the coroutine that holds the measuring loop.
template <typename Body, typename... Arguments>
void measure(benchmark::State& state, Body body, Arguments... arguments) {
  VirtualRuntime runtime;
  Scope scope(runtime);
  scope.spawn(body(runtime, state, arguments...));
  runtime.run();
  finish(state);
}

// The hold model: with so many events pending, the first one is taken out and put back at a random later instant.
void hold(benchmark::State& state) {
  EventQueue queue;
  Lengths lengths(kSecond);
  for (std::int64_t i = 0; i < state.range(0); ++i) queue.push(lengths.next(), std::noop_coroutine());
  for (auto _ : state) {
    const Instant now = queue.first().at;
    queue.pop();
    queue.push(now + lengths.next(), std::noop_coroutine());
  }
  finish(state);
}
BENCHMARK(hold)->Arg(1)->Arg(100)->Arg(10'000)->Arg(1'000'000);

Task<int> ready_task(int value) {
  co_return value;
}

Task<void> await_ready_tasks(Runtime&, benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(co_await ready_task(1));
}
void ready_task_awaited(benchmark::State& state) {
  measure(state, await_ready_tasks);
}
BENCHMARK(ready_task_awaited);

Task<void> yield_again_and_again(Runtime& runtime, benchmark::State& state) {
  for (auto _ : state) co_await Yield(runtime);
}
void suspension_and_resumption(benchmark::State& state) {
  measure(state, yield_again_and_again);
}
BENCHMARK(suspension_and_resumption);

Task<int> suspending_task(Runtime& runtime) {
  co_await Yield(runtime);
  co_return 1;
}

Task<void> await_suspending_tasks(Runtime& runtime, benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(co_await suspending_task(runtime));
}
void suspending_task_awaited(benchmark::State& state) {
  measure(state, await_suspending_tasks);
}
BENCHMARK(suspending_task_awaited);

Task<void> sleep_again_and_again(Runtime& runtime, benchmark::State& state) {
  for (auto _ : state) co_await runtime.sleep(kMicrosecond);
}
void sleep_of_one_coroutine(benchmark::State& state) {
  measure(state, sleep_again_and_again);
}
BENCHMARK(sleep_of_one_coroutine);

Later<int> answer_at_once(int value) {
  return value;
}

Task<void> await_ready_laters(Runtime&, benchmark::State& state) {
  int value = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(value);
    benchmark::DoNotOptimize(co_await answer_at_once(value));
  }
}
void ready_later_awaited(benchmark::State& state) {
  measure(state, await_ready_laters);
}
BENCHMARK(ready_later_awaited);

Task<void> nothing() {
  co_return;
}

void spawn_of_a_ready_task(benchmark::State& state) {
  VirtualRuntime runtime;
  Scope scope(runtime);
  for (auto _ : state) scope.spawn(nothing());
  finish(state);
}
BENCHMARK(spawn_of_a_ready_task);

Task<void> compete(Semaphore* semaphore, const bool* finished) {
  while (!*finished) {
    co_await semaphore->acquire();
    semaphore->release();
  }
}

// The permit goes to and fro between two coroutines, neither of which can keep it.
Task<void> pass_to_and_fro(Runtime& runtime, benchmark::State& state) {
  Semaphore semaphore(runtime, 0);
  bool finished = false;
  Scope rivals(runtime);
  rivals.spawn(compete(&semaphore, &finished));
  for (auto _ : state) {
    semaphore.release();
    co_await semaphore.acquire();
  }
  finished = true;
  semaphore.release();
  co_await rivals.join();
}
void semaphore_handed_over(benchmark::State& state) {
  measure(state, pass_to_and_fro);
}
BENCHMARK(semaphore_handed_over);

Task<int> brief_task(Runtime& runtime) {
  co_await runtime.sleep(kMicrosecond);
  co_return 1;
}

// A limit that is never reached: its timer is taken back each time.
Task<void> limit_brief_tasks(Runtime& runtime, benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(co_await timeout(runtime, state.range(0), brief_task(runtime)));
}
void limit_not_reached(benchmark::State& state) {
  measure(state, limit_brief_tasks);
}
BENCHMARK(limit_not_reached)->ArgName("limit_us")->Arg(10 * kMicrosecond)->Arg(kSecond);

Task<void> be_served(Runtime& runtime, Semaphore* server, Duration service) {
  co_await server->acquire();
  co_await runtime.sleep(service);
  server->release();
}

// One server with a queue, utilisation 80 %: an arrival and a departure are two events.
Task<void> arrive(Runtime& runtime, benchmark::State& state) {
  Semaphore server(runtime, 1);
  Scope customers(runtime);
  Lengths gaps(kMillisecond), services(8 * kMillisecond / 10);
  for (auto _ : state) {
    co_await runtime.sleep(gaps.next());
    customers.spawn(be_served(runtime, &server, services.next()));
  }
  co_await customers.join();
}
void customer_of_one_server(benchmark::State& state) {
  measure(state, arrive);
}
BENCHMARK(customer_of_one_server);

}  // namespace
}  // namespace stampede
