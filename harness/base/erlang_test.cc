#include "harness/base/erlang.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stampede {
namespace {

// e^-x (1 + x + x^2/2! + ... + x^(shape-1)/(shape-1)!), in more digits and from the other end.
long double probability_above(int shape, long double x) {
  long double sum = 1;
  for (int i = shape - 1; i >= 1; --i) sum = 1 + sum * x / i;
  return sum * std::exp(-x);
}

TEST(ErlangQuantile, OfOneIsTheExponentials) {
  for (const double q : {1.0, 0.9, 0.5, 0.01, 1e-16}) {
    EXPECT_NEAR(erlang_quantile(1, 1 - q, q), -std::log(q), 1e-15 * (1 - std::log(q)));
  }
}

TEST(ErlangQuantile, IsExceededWithTheComplementaryProbability) {
  for (const int shape : {2, 3, 5, 10, 33, 100}) {
    for (int i = 1; i < 1000; ++i) {
      const double p = i / 1000.0;
      const double x = erlang_quantile(shape, p, 1 - p);
      ASSERT_NEAR(static_cast<double>(probability_above(shape, x)), 1 - p, 1e-13) << shape << " at " << p;
    }
  }
}

TEST(ErlangQuantile, IsRightFarOutInBothTails) {
  for (const int shape : {2, 3, 10, 100}) {
    for (double tiny = 0.01; tiny > 1e-16; tiny /= 10) {
      const double high = erlang_quantile(shape, 1 - tiny, tiny);
      EXPECT_NEAR(static_cast<double>(probability_above(shape, high)) / tiny, 1, 1e-11) << shape << " at 1 - " << tiny;
      // The probability of less than x, as the sum of what is behind the terms above.
      const double low = erlang_quantile(shape, tiny, 1 - tiny);
      long double term = std::exp(-static_cast<long double>(low));
      for (int i = 1; i <= shape; ++i) term *= static_cast<long double>(low) / i;
      long double below = 0;
      for (int i = shape + 1; i < shape + 400; ++i) {
        below += term;
        term *= static_cast<long double>(low) / i;
      }
      EXPECT_NEAR(static_cast<double>(below) / tiny, 1, 1e-11) << shape << " at " << tiny;
    }
    EXPECT_EQ(erlang_quantile(shape, 0, 1), 0);
  }
}

// For two, P(X > x) = (1 + x) e^-x.
TEST(ErlangQuantile, KnowsTheMedianOfTheSumOfTwo) {
  EXPECT_NEAR(erlang_quantile(2, 0.5, 0.5), 1.6783469900166605, 1e-15);
}

TEST(ErlangQuantile, RisesWithTheProbability) {
  for (const int shape : {2, 7, 100}) {
    double previous = 0;
    for (int i = 1; i < 100'000; ++i) {
      const double p = i / 100'000.0;
      const double x = erlang_quantile(shape, p, 1 - p);
      ASSERT_GT(x, previous) << shape << " at " << p;
      previous = x;
    }
  }
}

}  // namespace
}  // namespace stampede
