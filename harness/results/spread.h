// How a number differs between repetitions.
#pragma once

#include <optional>
#include <span>

namespace stampede {

struct Spread {
  double mean;
  std::optional<double> standard_deviation;  // of the sample (n - 1); nothing for a single value
};

// Nothing for no values. Sums in the order given, so that equal inputs give equal bits.
std::optional<Spread> spread_of(std::span<const double> values);

// The ends of a 95 % confidence interval.
struct MeanInterval {
  double low;
  double high;
};

// Of the mean that the values come from: Student's t interval. Nothing for fewer than two values.
std::optional<MeanInterval> interval_of_mean(std::span<const double> values);

// Of the mean of `to` minus that of `from`, samples that have nothing to do with each other: Welch's t interval with
// the degrees of freedom of the smaller sample, which makes it rather too wide. Nothing if one has fewer than two
// values.
//
// Source: B. L. Welch, "The significance of the difference between two means when the population variances are
// unequal", Biometrika 29, 1938; the number of degrees of freedom is the lower bound that textbooks recommend for work
// by hand.
std::optional<MeanInterval> interval_of_difference(std::span<const double> from, std::span<const double> to);

}  // namespace stampede
