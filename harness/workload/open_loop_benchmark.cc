#include <benchmark/benchmark.h>

#include "harness/workload/open_loop.h"

namespace stampede {
namespace {

void open_loop(benchmark::State& state, ArrivalPattern pattern, const KeyDistribution& keys) {
  const auto source =
      make_open_loop(pattern, Rate::per_second(2'000'000), 1, Traffic(1, keys, {.read = 95, .write = 5}));
  Request request;
  for (auto _ : state) {
    benchmark::DoNotOptimize(source->next(request));
    benchmark::DoNotOptimize(request);
  }
  state.SetItemsProcessed(state.iterations());
}

void OpenLoopPoissonZipf(benchmark::State& state) {
  open_loop(state, ArrivalPattern::kPoisson, KeyDistribution::zipf(static_cast<std::uint64_t>(state.range(0)), 0.99));
}
BENCHMARK(OpenLoopPoissonZipf)->Arg(10'000)->Arg(1'000'000);

void OpenLoopConstantSingle(benchmark::State& state) {
  open_loop(state, ArrivalPattern::kConstant, KeyDistribution::single());
}
BENCHMARK(OpenLoopConstantSingle);

}  // namespace
}  // namespace stampede
