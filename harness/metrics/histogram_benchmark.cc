#include "harness/metrics/histogram.h"

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>
#include <cstdint>

#include "harness/base/distribution.h"
#include "harness/base/random.h"
#include "harness/base/time.h"

namespace stampede {
namespace {

using Digits = Histogram::Digits;

// Latencies as a cache has them: nine of ten are 0, the others lognormal about 20 ms.
std::array<std::int64_t, 4096> latencies() {
  const Distribution loads = Distribution::lognormal_mean(20 * kMillisecond, 1);
  const RandomStream random(1, "benchmark");
  std::array<std::int64_t, 4096> latencies = {};
  for (std::size_t i = 0; i < latencies.size(); i += 10) latencies[i] = loads.sample(random.at(i));
  return latencies;
}

void record(benchmark::State& state, Digits digits) {
  const auto values = latencies();
  Histogram histogram(digits);
  std::size_t i = 0;
  for ([[maybe_unused]] auto _ : state) histogram.record(values[i++ % values.size()]);
  benchmark::DoNotOptimize(histogram);
}

Histogram recorded(Digits digits) {
  Histogram histogram(digits);
  for (const std::int64_t value : latencies()) histogram.record(value);
  return histogram;
}

void merge(benchmark::State& state, Digits digits) {
  Histogram total(digits);
  const Histogram part = recorded(digits);
  for ([[maybe_unused]] auto _ : state) total.merge(part);
  benchmark::DoNotOptimize(total);
}

void read_percentile(benchmark::State& state) {
  const Histogram histogram = recorded(Digits::kThree);
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(histogram.percentile(999, 1000));
}

BENCHMARK_CAPTURE(record, two_digits, Digits::kTwo)->Name("histogram/record/two_digits");
BENCHMARK_CAPTURE(record, three_digits, Digits::kThree)->Name("histogram/record/three_digits");
BENCHMARK_CAPTURE(merge, two_digits, Digits::kTwo)->Name("histogram/merge/two_digits");
BENCHMARK_CAPTURE(merge, three_digits, Digits::kThree)->Name("histogram/merge/three_digits");
BENCHMARK(read_percentile)->Name("histogram/percentile");

}  // namespace
}  // namespace stampede
