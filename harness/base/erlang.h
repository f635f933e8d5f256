// Quantiles of the Erlang distribution: the sum of independent exponential times.
#pragma once

namespace stampede {

inline constexpr int kMaxErlangShape = 100;

// The sum of `shape` independent exponential variables of mean 1 that is not exceeded with probability `p`; `shape` in
// 1 .. kMaxErlangShape. Both tails are given, so that neither loses digits: p + q = 1, p in [0, 1), q in (0, 1].
// Relative error below 1e-10; below 1e-13 unless p or q is tiny.
// Source: Newton's method in Halley's form, from the start of Wilson and Hilferty ("The distribution of chi-square",
// PNAS 1931), as in chapter 6.2 of Press, Teukolsky, Vetterling, Flannery: "Numerical Recipes", 3rd edition, 2007.
double erlang_quantile(int shape, double p, double q);

}  // namespace stampede
