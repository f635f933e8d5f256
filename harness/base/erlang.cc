#include "harness/base/erlang.h"

#include <algorithm>
#include <cmath>

#include "harness/base/check.h"
#include "harness/base/math.h"

namespace stampede {

namespace {

// The density at x, and the probability of a smaller or of a larger value.
struct Tail {
  double density;
  double probability;
};

// e^-x x^(shape-1) / (shape-1)!, built from the sum of the terms before it: that sum is the probability of more than x.
Tail upper_tail(int shape, double x) {
  double term = natural_exp(-x);
  double sum = term;
  for (int i = 1; i < shape; ++i) {
    term *= x / i;
    sum += term;
  }
  return {term, sum};
}

// The terms behind it add up to the probability of less than x; worth summing while x is not far above the shape.
Tail lower_tail(int shape, double x) {
  const double density = upper_tail(shape, x).density;
  double term = density * x / shape;
  double sum = 0;
  for (int i = shape + 1; term > sum * 1e-17; ++i) {
    sum += term;
    term *= x / i;
  }
  return {density, sum};
}

double start(int shape, double p, double q) {
  const double z = p < q ? normal_quantile(p) : -normal_quantile(q);
  const double root = 1 - 1.0 / (9 * shape) + z / (3 * std::sqrt(static_cast<double>(shape)));
  const double usual = shape * root * root * root;
  if (usual > 0.3 * shape) return usual;
  // For small x nearly all of the probability is x^shape / shape!, which is never less.
  double log_factorial = 0;
  for (int i = 2; i <= shape; ++i) log_factorial += natural_log(i);
  return std::max(usual, natural_exp((natural_log(p) + log_factorial) / shape));
}

}  // namespace

double erlang_quantile(int shape, double p, double q) {
  STAMPEDE_CHECK(shape >= 1 && shape <= kMaxErlangShape && p >= 0 && q > 0);
  if (p == 0) return 0;
  if (shape == 1) return -natural_log(q);
  constexpr int kMostSteps = 20;        // three or four do
  constexpr double kNearEnough = 1e-6;  // the error after a step is the third power of the one before
  double x = start(shape, p, q);
  for (int i = 0; i < kMostSteps; ++i) {
    const Tail tail = p < q ? lower_tail(shape, x) : upper_tail(shape, x);
    const double newton = (p < q ? tail.probability - p : q - tail.probability) / tail.density;
    const double curvature = (shape - 1) / x - 1;
    const double step = newton / (1 - 0.5 * std::min(1.0, newton * curvature));
    x = x > step ? x - step : x / 2;
    if (std::abs(step) < kNearEnough * x) break;
  }
  return x;
}

}  // namespace stampede
