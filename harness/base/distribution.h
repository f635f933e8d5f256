// Distributions of non-negative integers: durations in nanoseconds, or sizes in bytes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace stampede {

// -ln(U) with U uniform on (0, 1]: exponential with mean 1, from one 64-bit draw. Falls as the draw rises; at
// most 36.8.
double unit_exponential(std::uint64_t bits);

// A value: copies are cheap and share what is large. Equal distributions give equal samples.
//
// Every sample is a pure function of one 64-bit draw by inversion (Devroye, "Non-Uniform Random Variate Generation",
// 1986, ch. II.2), non-decreasing in the draw for every family. So a request that is lucky under one set of parameters
// is as lucky under any other, and comparisons stay paired. Samples are rounded to the nearest integer and clamped to
// [0, kMax]. Factories check their arguments: a violation is a programming mistake.
class Distribution {
 public:
  static constexpr std::int64_t kMax = std::int64_t{1} << 62;

  // Always 0.
  Distribution() = default;

  // Always `value`, in [0, kMax].
  static Distribution constant(std::int64_t value);
  // Every integer of min .. max equally likely; 0 <= min <= max <= kMax.
  static Distribution uniform(std::int64_t min, std::int64_t max);
  // mean in [0, kMax]; 0 is the constant 0.
  static Distribution exponential(double mean);
  // The sum of `shape` (1 .. kMaxErlangShape, erlang.h) independent exponential times, all together of that mean in
  // [0, kMax]. A shape of 1 is the exponential, a mean of 0 the constant 0.
  static Distribution erlang(int shape, double mean);
  // By median and 99th percentile; 0 < p50 <= p99 <= kMax. Equal ones are a constant.
  static Distribution lognormal_percentiles(double p50, double p99);
  // By the mean of the distribution (not its median), in (0, kMax], and sigma, the standard deviation of the logarithm,
  // finite and >= 0; 0 is a constant.
  static Distribution lognormal_mean(double mean, double sigma);
  // Each of the values, at least one and all in [0, kMax], equally likely.
  static Distribution empirical(std::vector<std::int64_t> values);

  std::int64_t sample(std::uint64_t bits) const {
    const Constant* constant = std::get_if<Constant>(&family_);
    return constant != nullptr ? constant->value : sample_varying(bits);
  }

  // The expectation before rounding and clamping.
  double mean() const;
  // The largest possible sample, where the family has one: none for the exponential, the Erlang and the
  // lognormal.
  std::optional<std::int64_t> max() const;
  bool is_constant() const { return std::holds_alternative<Constant>(family_); }
  bool is_zero() const { return *this == Distribution(); }

  bool operator==(const Distribution&) const = default;

 private:
  struct Constant {
    std::int64_t value;
    std::int64_t sample(std::uint64_t) const { return value; }
    double mean() const { return static_cast<double>(value); }
    std::optional<std::int64_t> max() const { return value; }
    bool operator==(const Constant&) const = default;
  };
  struct Uniform {
    std::int64_t lowest;
    std::int64_t highest;
    std::int64_t sample(std::uint64_t bits) const;
    double mean() const { return (static_cast<double>(lowest) + static_cast<double>(highest)) / 2; }
    std::optional<std::int64_t> max() const { return highest; }
    bool operator==(const Uniform&) const = default;
  };
  struct Exponential {
    double expectation;
    std::int64_t sample(std::uint64_t bits) const;
    double mean() const { return expectation; }
    std::optional<std::int64_t> max() const { return std::nullopt; }
    bool operator==(const Exponential&) const = default;
  };
  struct Erlang {
    int shape;
    double expectation;
    std::int64_t sample(std::uint64_t bits) const;
    double mean() const { return expectation; }
    std::optional<std::int64_t> max() const { return std::nullopt; }
    bool operator==(const Erlang&) const = default;
  };
  struct Lognormal {
    double mu;  // the logarithm's mean
    double sigma;
    std::int64_t sample(std::uint64_t bits) const;
    double mean() const;
    std::optional<std::int64_t> max() const { return std::nullopt; }
    bool operator==(const Lognormal&) const = default;
  };
  struct Empirical {
    std::shared_ptr<const std::vector<std::int64_t>> sorted;
    std::int64_t sample(std::uint64_t bits) const;
    double mean() const;
    std::optional<std::int64_t> max() const { return sorted->back(); }
    bool operator==(const Empirical& other) const { return *sorted == *other.sorted; }
  };
  using Family = std::variant<Constant, Uniform, Exponential, Erlang, Lognormal, Empirical>;

  explicit Distribution(Family family) : family_(std::move(family)) {}
  std::int64_t sample_varying(std::uint64_t bits) const;

  Family family_;
};

}  // namespace stampede
