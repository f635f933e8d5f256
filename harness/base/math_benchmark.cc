#include "harness/base/math.h"

#include <benchmark/benchmark.h>

#include <cstdint>

#include "harness/base/random.h"

namespace stampede {
namespace {

// Includes making the argument: one mix and one conversion, about 1 ns.
template <double (*function)(double)>
void on_the_unit_interval(benchmark::State& state) {
  std::uint64_t n = 0;
  double sum = 0;
  for ([[maybe_unused]] auto _ : state) sum += function((unit_below_one(mix64(n++)) + 0x1p-54));
  benchmark::DoNotOptimize(sum);
}

double zipf_weight(double x) {
  return power(1 + x * 1e6, -0.99);
}

BENCHMARK(on_the_unit_interval<natural_log>)->Name("math/natural_log");
BENCHMARK(on_the_unit_interval<natural_exp>)->Name("math/natural_exp");
BENCHMARK(on_the_unit_interval<zipf_weight>)->Name("math/power");
BENCHMARK(on_the_unit_interval<normal_quantile>)->Name("math/normal_quantile");

}  // namespace
}  // namespace stampede
