// Elementary functions whose every bit is ours: the same result with every compiler, optimisation level and CPU.
//
// The C library's log, exp and pow differ in their last bit between versions and machines; a sample that crosses a
// rounding boundary would change the digest of a run. These use only +, -, *, / and the square root, which IEEE 754
// rounds exactly, and integer operations on bit patterns. The build forbids contraction into fused multiply-adds.
#pragma once

namespace stampede {

// ln(x) for finite x > 0, subnormal numbers included. Error below 1.2 units in the last place.
// Source: table-driven reduction after P. T. P. Tang, "Table-driven implementation of the logarithm function in IEEE
// floating-point arithmetic", ACM TOMS 16 (1990); here with 128 centres and the plain Taylor series of ln(1 + r).
double natural_log(double x);

// e^x for any x but NaN; infinity above 709.78, 0 below -745.13. Error below 1 unit in the last place.
// Source: e_exp.c of fdlibm 5.3 (Sun Microsystems, 1993): reduction by ln 2 and a rational function of degree 5.
double natural_exp(double x);

// x^y for finite x > 0 and finite y, as e^(y ln x). Exactly 1 for x = 1 or y = 0; otherwise the relative error stays
// below (|y ln x| + 1) * 2.5e-16.
double power(double x, double y);

// The z with which a standard normal variable is at most z with probability p; p in (0, 1). Relative error about 1e-16.
// Source: PPND16 of M. J. Wichura, "Algorithm AS 241: the percentage points of the normal distribution",
// Applied Statistics 37 (1988).
double normal_quantile(double p);

}  // namespace stampede
