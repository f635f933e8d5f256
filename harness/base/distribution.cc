#include "harness/base/distribution.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/erlang.h"
#include "harness/base/math.h"
#include "harness/base/random.h"

namespace stampede {

namespace {

bool is_value(double x) {
  return x >= 0 && x <= static_cast<double>(Distribution::kMax);
}
bool is_value(std::int64_t x) {
  return x >= 0 && x <= Distribution::kMax;
}

// To the nearest integer, for x >= 0.
std::int64_t rounded(double x) {
  return x < static_cast<double>(Distribution::kMax) ? static_cast<std::int64_t>(x + 0.5) : Distribution::kMax;
}

// Uniform on the open interval (0, 1) and symmetric about one half, from the upper 52 bits.
double unit_open(std::uint64_t bits) {
  return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

}  // namespace

double unit_exponential(std::uint64_t bits) {
  return -natural_log(unit_above_zero(bits));
}

Distribution Distribution::constant(std::int64_t value) {
  STAMPEDE_CHECK(is_value(value));
  return Distribution(Constant{value});
}

Distribution Distribution::uniform(std::int64_t min, std::int64_t max) {
  STAMPEDE_CHECK(is_value(min) && is_value(max) && min <= max);
  if (min == max) return constant(min);
  return Distribution(Uniform{min, max});
}

Distribution Distribution::exponential(double mean) {
  STAMPEDE_CHECK(is_value(mean));
  if (mean == 0) return constant(0);
  return Distribution(Exponential{mean});
}

Distribution Distribution::erlang(int shape, double mean) {
  STAMPEDE_CHECK(shape >= 1 && shape <= kMaxErlangShape && is_value(mean));
  if (shape == 1 || mean == 0) return exponential(mean);
  return Distribution(Erlang{shape, mean});
}

Distribution Distribution::lognormal_percentiles(double p50, double p99) {
  STAMPEDE_CHECK(p50 > 0 && p50 <= p99 && is_value(p99));
  if (p50 == p99) return constant(rounded(p50));
  const double mu = natural_log(p50);
  return Distribution(Lognormal{mu, (natural_log(p99) - mu) / normal_quantile(0.99)});
}

Distribution Distribution::lognormal_mean(double mean, double sigma) {
  STAMPEDE_CHECK(mean > 0 && is_value(mean) && sigma >= 0 && sigma <= std::numeric_limits<double>::max());
  if (sigma == 0) return constant(rounded(mean));
  return Distribution(Lognormal{natural_log(mean) - sigma * sigma / 2, sigma});
}

Distribution Distribution::empirical(std::vector<std::int64_t> values) {
  STAMPEDE_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  STAMPEDE_CHECK(is_value(values.front()) && is_value(values.back()));
  if (values.front() == values.back()) return constant(values.front());
  return Distribution(Empirical{std::make_shared<const std::vector<std::int64_t>>(std::move(values))});
}

std::int64_t Distribution::Uniform::sample(std::uint64_t bits) const {
  const auto choices = static_cast<std::uint64_t>(highest - lowest) + 1;
  return lowest + static_cast<std::int64_t>(below(bits, choices));
}

// The complemented draw makes a rising draw give a rising sample.
std::int64_t Distribution::Exponential::sample(std::uint64_t bits) const {
  return rounded(expectation * unit_exponential(~bits));
}

std::int64_t Distribution::Erlang::sample(std::uint64_t bits) const {
  return rounded(expectation / shape * erlang_quantile(shape, unit_below_one(bits), unit_above_zero(~bits)));
}

std::int64_t Distribution::Lognormal::sample(std::uint64_t bits) const {
  return rounded(natural_exp(mu + sigma * normal_quantile(unit_open(bits))));
}

double Distribution::Lognormal::mean() const {
  return natural_exp(mu + sigma * sigma / 2);
}

std::int64_t Distribution::Empirical::sample(std::uint64_t bits) const {
  return (*sorted)[below(bits, sorted->size())];
}

double Distribution::Empirical::mean() const {
  double sum = 0;
  for (const std::int64_t value : *sorted) sum += static_cast<double>(value);
  return sum / static_cast<double>(sorted->size());
}

double Distribution::mean() const {
  return std::visit([](const auto& family) { return family.mean(); }, family_);
}

std::optional<std::int64_t> Distribution::max() const {
  return std::visit([](const auto& family) { return family.max(); }, family_);
}

std::int64_t Distribution::sample_varying(std::uint64_t bits) const {
  return std::visit([bits](const auto& family) { return family.sample(bits); }, family_);
}

}  // namespace stampede
