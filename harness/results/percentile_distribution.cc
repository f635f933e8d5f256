#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "harness/base/time.h"
#include "harness/results/hdr_histogram.h"

namespace stampede {

namespace {

constexpr int kStepsPerHalving = 5;

// As Java's Formatter writes "%.{decimals}f" of a number >= 0: the shortest digits that read back to the number are
// rounded half up, where printf would round its exact value half to even.
std::string fixed(double number, int decimals) {
  std::array<char, 32> buffer;
  const auto written =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::scientific);
  const std::string_view text(buffer.data(), written.ptr);
  const std::size_t mark = text.find('e');
  std::string digits;
  for (const char c : text.substr(0, mark)) {
    if (c != '.') digits += c;
  }
  int exponent = 0;
  const std::string_view power = text.substr(mark + (text[mark + 1] == '+' ? 2 : 1));
  std::from_chars(power.data(), power.data() + power.size(), exponent);

  // From here on the digits begin with those before the point: a zero for a carry, or the zero of a fraction.
  digits.insert(0, static_cast<std::size_t>(std::max(1, -exponent)), '0');
  std::size_t point = exponent >= 0 ? static_cast<std::size_t>(exponent) + 2 : 1;
  const std::size_t kept = point + static_cast<std::size_t>(decimals);
  const bool up = digits.size() > kept && digits[kept] >= '5';
  digits.resize(kept, '0');
  for (std::size_t i = kept; up && i-- > 0;) {
    if (digits[i] != '9') {
      ++digits[i];
      break;
    }
    digits[i] = '0';
  }
  if (digits.front() == '0' && point > 1) {
    digits.erase(0, 1);
    --point;
  }
  return digits.substr(0, point) + "." + digits.substr(point);
}

int significant_digits(const Histogram& histogram) {
  return histogram.digits() == Histogram::Digits::kTwo ? 2 : 3;
}

// A value as it is shown.
class Scale {
 public:
  Scale(const Histogram& histogram, std::int64_t unit)
      : digits_(significant_digits(histogram)), unit_(static_cast<double>(unit)) {}

  std::string text(double value) const { return fixed(value / unit_, digits_); }

 private:
  const int digits_;
  const double unit_;
};

// Middle of a bucket, rounded up.
double middle(const Histogram& histogram, const Histogram::Bucket& bucket) {
  const std::int64_t lowest = Histogram::lowest_value(histogram.digits(), bucket.index);
  const std::int64_t highest = Histogram::highest_value(histogram.digits(), bucket.index);
  return static_cast<double>(lowest + (highest - lowest + 1) / 2);
}

// The next percentage to report: 100% - level halves every `kStepsPerHalving` steps.
double next_level(double level) {
  const int halvings = std::ilogb(100.0 / (100.0 - level)) + 1;
  return level + std::ldexp(100.0 / kStepsPerHalving, -halvings);
}

void add_line(std::string& text, const std::string& value, double level, std::uint64_t seen) {
  text += fmt::format("{:>12} {} {:>10}", value, fixed(level / 100.0, 12), seen);
  if (level != 100.0) text += fmt::format(" {:>14}", fixed(1 / (1.0 - level / 100.0), 2));
  text += "\n";
}

void add_footer(std::string& text, const Histogram& histogram, std::span<const Histogram::Bucket> buckets,
                const Scale& scale) {
  const auto count = static_cast<double>(histogram.count());
  double sum = 0;
  for (const auto& bucket : buckets) sum += middle(histogram, bucket) * static_cast<double>(bucket.count);
  const double mean = buckets.empty() ? 0 : sum / count;
  double squares = 0;
  for (const auto& bucket : buckets) {
    const double deviation = middle(histogram, bucket) - mean;
    squares += deviation * deviation * static_cast<double>(bucket.count);
  }
  const double deviation = buckets.empty() ? 0 : std::sqrt(squares / count);
  const std::int64_t max = buckets.empty() ? 0 : Histogram::highest_value(histogram.digits(), buckets.back().index);
  const std::uint32_t sub_buckets = histogram.digits() == Histogram::Digits::kTwo ? 256 : 2048;
  const std::uint32_t doublings = buckets.empty() ? 0 : buckets.back().index / (sub_buckets / 2);
  text += fmt::format("#[Mean    = {:>12}, StdDeviation   = {:>12}]\n", scale.text(mean), scale.text(deviation));
  text += fmt::format("#[Max     = {:>12}, Total count    = {:>12}]\n", scale.text(static_cast<double>(max)),
                      histogram.count());
  text += fmt::format("#[Buckets = {:>12}, SubBuckets     = {:>12}]\n", std::max(doublings, 1U), sub_buckets);
}

}  // namespace

std::string percentile_distribution(const Histogram& histogram, std::int64_t unit) {
  const Scale scale(histogram, unit);
  std::string text =
      fmt::format("{:>12} {:>14} {:>10} {:>14}\n\n", "Value", "Percentile", "TotalCount", "1/(1-Percentile)");
  const std::vector<Histogram::Bucket> buckets = histogram.buckets();
  const auto count = static_cast<double>(histogram.count());
  double level = 0;
  std::uint64_t seen = 0;
  for (const Histogram::Bucket& bucket : buckets) {
    seen += bucket.count;
    const bool last = seen == histogram.count();
    const std::string value =
        scale.text(static_cast<double>(Histogram::highest_value(histogram.digits(), bucket.index)));
    for (const double percentage = 100.0 * static_cast<double>(seen) / count; percentage >= level;) {
      add_line(text, value, level, seen);
      if (last) break;
      level = next_level(level);
    }
    if (last) add_line(text, value, 100.0, seen);
  }
  add_footer(text, histogram, buckets, scale);
  return text;
}

}  // namespace stampede
