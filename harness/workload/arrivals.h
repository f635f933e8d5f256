// When requests are intended to start in an open loop: pure functions of rate, seed and request number.
//
// Each process counts in units of the mean interval: request k comes at unit time u(k). Only the last step turns units
// into nanoseconds, so that a later change of the rate stretches time and leaves the unit gaps, and thereby the
// luck, as they are.
#pragma once

#include <cstdint>
#include <utility>

#include "harness/base/distribution.h"
#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/base/time.h"

namespace stampede {

// Request k at floor(k x interval), exactly, from k = 0. Without a division per request: quotient and remainder are
// carried on, as in Bresenham's line.
class ConstantArrivals {
 public:
  explicit ConstantArrivals(Rate rate);

  // The intended start of the next request; kNever beyond the range of instants.
  Instant next() {
    const Instant now = now_;
    remainder_ += step_remainder_;
    const bool carry = remainder_ >= divisor_;
    if (carry) remainder_ -= divisor_;
    now_ = after(after(now_, step_), carry ? 1 : 0);
    return now;
  }

 private:
  Instant now_ = 0;
  Duration step_;                 // whole nanoseconds of the interval ...
  std::uint64_t step_remainder_;  // ... and the rest, in nanoseconds / divisor_
  std::uint64_t remainder_ = 0;
  std::uint64_t divisor_;
};

// Exponential gaps: gap k is draw k of the stream "arrivals", and request 0 comes after gap 0. The fraction of a
// nanosecond is carried on, so that the mean rate is exact however short the interval.
class PoissonArrivals {
 public:
  PoissonArrivals(Rate rate, std::uint64_t seed);

  // The gap before request k, in units of the mean interval: the same for every rate.
  double unit_gap(std::uint64_t k) const { return unit_exponential(draws_.at(k)); }

  // The intended start of the next request; kNever beyond the range of instants.
  Instant next() {
    fraction_ += unit_gap(position_++) * mean_interval_;
    if (fraction_ >= kLongestGap) return now_ = kNever;
    const auto whole = static_cast<Duration>(fraction_);
    fraction_ -= static_cast<double>(whole);
    return now_ = after(now_, whole);
  }

 private:
  static constexpr double kLongestGap = 0x1p62;  // nanoseconds: 146 years

  RandomStream draws_;
  double mean_interval_;  // ns
  std::uint64_t position_ = 0;
  Instant now_ = 0;
  double fraction_ = 0;  // ns, in [0, 1) between calls
};

// Independent gaps of any distribution, in whole nanoseconds: gap k is draw k of the stream "arrivals", and request 0
// comes after gap 0.
class RenewalArrivals {
 public:
  RenewalArrivals(Distribution gap, std::uint64_t seed) : draws_(seed, "arrivals"), gap_(std::move(gap)) {}

  // The intended start of the next request; kNever beyond the range of instants.
  Instant next() { return now_ = after(now_, gap_.sample(draws_.at(position_++))); }

 private:
  RandomStream draws_;
  Distribution gap_;
  std::uint64_t position_ = 0;
  Instant now_ = 0;
};

}  // namespace stampede
