#include "harness/base/math.h"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "harness/base/check.h"
#include "harness/base/log_centres.h"

namespace stampede {

namespace {

constexpr int kFractionBits = 52;
constexpr std::int64_t kExponentBias = 1023;
constexpr std::uint64_t kExponentMask = 0xfff0000000000000u;
constexpr std::uint64_t kSmallestNormal = 0x0010000000000000u;
constexpr std::uint64_t kInfinity = 0x7ff0000000000000u;

// 2^exponent, a normal number.
double power_of_two(std::int64_t exponent) {
  return std::bit_cast<double>(static_cast<std::uint64_t>(exponent + kExponentBias) << kFractionBits);
}

// ln(1 + r) - r for |r| <= 2^-8: the next term, r^8 / 8, is below 2^-59 r.
double log_tail(double r) {
  const double r2 = r * r;
  return r2 * ((-1.0 / 2 + r * (1.0 / 3)) + r2 * ((-1.0 / 4 + r * (1.0 / 5)) + r2 * (-1.0 / 6 + r * (1.0 / 7))));
}

// ln(x) where x is the number with this (normal) bit pattern times 2^scale.
double log_of_bits(std::uint64_t bits, std::int64_t scale) {
  // 42 bits of ln 2, so that multiples up to 2^11 stay exact, and the rest.
  constexpr double kLn2High = 0x1.62e42fefa38p-1;
  constexpr double kLn2Low = 0x1.ef35793c7673p-45;
  // Half a step below the first centre: subtracting it leaves the exponent k and the row in whole bit fields.
  constexpr int kStepBits = 45;
  constexpr std::uint64_t kOrigin = 0x3fe6000000000000u - (std::uint64_t{1} << (kStepBits - 1));

  const std::uint64_t offset = bits - kOrigin;
  const double k = static_cast<double>((static_cast<std::int64_t>(offset) >> kFractionBits) + scale);
  const double z = std::bit_cast<double>(bits - (offset & kExponentMask));
  const LogCentre& row = kLogCentres[(offset >> kStepBits) % kLogCentres.size()];
  const double r = (z - row.centre) * row.inverse;  // the difference is exact
  return (k * kLn2High + row.log_high) + (r + (log_tail(r) + (k * kLn2Low + row.log_low)));
}

// A polynomial of degree 7, coefficients from the highest power down; paired up, so that the pairs run in parallel.
double polynomial(const std::array<double, 8>& c, double x) {
  const double x2 = x * x;
  const double high = (c[0] * x + c[1]) * x2 + (c[2] * x + c[3]);
  const double low = (c[4] * x + c[5]) * x2 + (c[6] * x + c[7]);
  return high * (x2 * x2) + low;
}

// r - r^2 (P1 + P2 r^2 + ... + P5 r^8), the c of fdlibm's e^r = 1 + r + r c / (2 - c).
double exp_correction(double r) {
  constexpr double kP1 = 1.66666666666666019037e-01;
  constexpr double kP2 = -2.77777777770155933842e-03;
  constexpr double kP3 = 6.61375632143793436117e-05;
  constexpr double kP4 = -1.65339022054652515390e-06;
  constexpr double kP5 = 4.13813679705723846039e-08;
  const double r2 = r * r;
  const double r4 = r2 * r2;
  return r - r2 * ((kP1 + kP2 * r2) + r4 * ((kP3 + kP4 * r2) + r4 * kP5));
}

// Coefficients of AS 241, highest power first: a quotient of two polynomials of degree 7 for each of three ranges.
struct Quotient {
  std::array<double, 8> numerator;
  std::array<double, 8> denominator;
  double operator()(double x) const { return polynomial(numerator, x) / polynomial(denominator, x); }
};

constexpr Quotient kCentral = {
    {2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
     1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0},
    {5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
     5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1.0}};
constexpr Quotient kShoulder = {
    {7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
     3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0},
    {1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
     6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1.0}};
constexpr Quotient kTail = {
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
     2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0},
    {2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
     1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0}};

}  // namespace

double natural_log(double x) {
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
  if (bits - kSmallestNormal < kInfinity - kSmallestNormal) [[likely]]
    return log_of_bits(bits, 0);
  STAMPEDE_CHECK(x > 0 && bits < kInfinity);
  return log_of_bits(std::bit_cast<std::uint64_t>(x * 0x1p54), -54);  // subnormal
}

double natural_exp(double x) {
  constexpr double kOverflow = 709.782712893383973096;
  constexpr double kUnderflow = -745.133219101941108420;
  constexpr double kLog2OfE = 1.44269504088896338700;
  constexpr double kLn2High = 6.93147180369123816490e-01;
  constexpr double kLn2Low = 1.90821492927058770002e-10;
  if (x > kOverflow) return std::numeric_limits<double>::infinity();
  if (x < kUnderflow) return 0;

  const std::int64_t k = static_cast<std::int64_t>(x * kLog2OfE + (x < 0 ? -0.5 : 0.5));
  const double high = x - static_cast<double>(k) * kLn2High;
  const double low = static_cast<double>(k) * kLn2Low;
  const double r = high - low;
  const double c = exp_correction(r);
  const double y = 1.0 + ((r * c / (2.0 - c) - low) + high);
  // Two steps, because 2^k alone may lie outside the normal range; only the second can round.
  return y * power_of_two(k / 2) * power_of_two(k - k / 2);
}

double power(double x, double y) {
  return natural_exp(y * natural_log(x));
}

double normal_quantile(double p) {
  STAMPEDE_CHECK(p > 0 && p < 1);
  const double q = p - 0.5;
  if (-0.425 <= q && q <= 0.425) return q * kCentral(0.180625 - q * q);
  const double r = std::sqrt(-natural_log(q < 0 ? p : 1.0 - p));
  const double z = r <= 5.0 ? kShoulder(r - 1.6) : kTail(r - 5.0);
  return q < 0 ? -z : z;
}

}  // namespace stampede
