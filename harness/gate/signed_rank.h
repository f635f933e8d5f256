// Whether paired differences lean to one side: the exact signed-rank test, and the shift that belongs to it.
//
// Nothing is assumed of the noise but that, without an effect, a difference is as likely as its opposite. Outliers
// count by their rank only, so none needs to be dropped.
//
// Source: F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1, 1945, the test; J. L. Hodges
// and E. L. Lehmann, "Estimates of location based on rank tests", Annals of Mathematical Statistics 34, 1963, the
// estimate; M. Hollander and D. A. Wolfe, "Nonparametric statistical methods", 1973, chapter 3, both and the interval.
#pragma once

#include <cstddef>
#include <span>

namespace stampede {

// W+ is the sum of the ranks of the positive differences, ranked by size.
struct SignedRankTest {
  std::size_t count = 0;  // of the differences that are not zero
  double p_above = 1;     // P(W+ >= what was seen) without an effect: small if the differences lean above zero
  double p_below = 1;     // P(W+ <= what was seen): small if they lean below
};

// Zeros are dropped, ties get the mean of their ranks, and the distribution is the exact one of these very ranks under
// all 2^count choices of signs, so both p hold with ties too. No difference, or none but zeros: both p are 1. Time and
// memory grow with the cube and the square of the count: a thousand take well below a second. REQUIRES: finite.
SignedRankTest signed_rank_test(std::span<const double> differences);

struct Shift {
  double estimate;
  double low;   // may be minus infinity
  double high;  // may be infinity
};

// The estimate is the median of the Walsh averages, the means of all pairs of differences, each with itself included.
// [low, high] are the shifts that the two-sided test at the level `alpha` does not reject once they are taken off; with
// fewer than six differences that is every shift at 5 %. Zeros count here: a difference that did not change speaks for
// no shift. Tied differences are taken for the untied ones that they round. REQUIRES: not empty, finite, `alpha` in
// (0, 1).
Shift shift_of(std::span<const double> differences, double alpha);

}  // namespace stampede
