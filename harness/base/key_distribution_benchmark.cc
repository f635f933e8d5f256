#include "harness/base/key_distribution.h"

#include <benchmark/benchmark.h>

#include <cstdint>

#include "harness/base/random.h"

namespace stampede {
namespace {

void sample_keys(benchmark::State& state, const KeyDistribution& keys) {
  const RandomStream random(1, "benchmark");
  std::uint64_t n = 0;
  Key sum = 0;
  for ([[maybe_unused]] auto _ : state) sum ^= keys.sample(random.at(n++));
  benchmark::DoNotOptimize(sum);
}

void sample_zipf(benchmark::State& state) {
  sample_keys(state, KeyDistribution::zipf(static_cast<std::uint64_t>(state.range(0)), 0.99));
}

void sample_uniform(benchmark::State& state) {
  sample_keys(state, KeyDistribution::uniform(1'000'000));
}

void sample_hotspot(benchmark::State& state) {
  sample_keys(state, KeyDistribution::hotspot(1'000'000, Share::percent(1), Share::percent(90)));
}

void build_zipf(benchmark::State& state) {
  for ([[maybe_unused]] auto _ : state) {
    benchmark::DoNotOptimize(KeyDistribution::zipf(static_cast<std::uint64_t>(state.range(0)), 0.99));
  }
}

BENCHMARK(sample_zipf)->Name("keys/zipf")->Arg(1000)->Arg(1'000'000)->Arg(10'000'000);
BENCHMARK(sample_uniform)->Name("keys/uniform");
BENCHMARK(sample_hotspot)->Name("keys/hotspot");
BENCHMARK(build_zipf)->Name("keys/zipf/build")->Arg(1'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stampede
