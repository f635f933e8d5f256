#include "harness/base/distribution.h"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "harness/base/random.h"
#include "harness/base/time.h"

namespace stampede {
namespace {

void sample_values(benchmark::State& state, const Distribution& distribution) {
  const RandomStream random(1, "benchmark");
  std::uint64_t n = 0;
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(distribution.sample(random.at(n++)));
}

std::vector<std::int64_t> thousand_values() {
  std::vector<std::int64_t> values;
  for (int i = 0; i < 1000; ++i) values.push_back(i);
  return values;
}

BENCHMARK_CAPTURE(sample_values, constant, Distribution::constant(5 * kMillisecond))->Name("distribution/constant");
BENCHMARK_CAPTURE(sample_values, uniform, Distribution::uniform(100, 4096))->Name("distribution/uniform");
BENCHMARK_CAPTURE(sample_values, exponential, Distribution::exponential(20 * kMillisecond))
    ->Name("distribution/exponential");
BENCHMARK_CAPTURE(sample_values, lognormal, Distribution::lognormal_mean(20 * kMillisecond, 1))
    ->Name("distribution/lognormal");
BENCHMARK_CAPTURE(sample_values, empirical, Distribution::empirical(thousand_values()))->Name("distribution/empirical");

}  // namespace
}  // namespace stampede
