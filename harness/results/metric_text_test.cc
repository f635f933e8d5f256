#include "harness/results/metric_text.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

using enum MetricUnit;

TEST(MetricText, ShowsFiveDigitsAndTheUnit) {
  EXPECT_EQ(metric_text(kNanoseconds, std::uint64_t{0}), "0ns");
  EXPECT_EQ(metric_text(kNanoseconds, std::uint64_t{999}), "999ns");
  EXPECT_EQ(metric_text(kNanoseconds, std::uint64_t{98'306'047}), "98.306ms");
  EXPECT_EQ(metric_text(kNanoseconds, std::uint64_t{100'073'471}), "100.07ms");
  EXPECT_EQ(metric_text(kNanoseconds, 1500.5), "1.5005us");
  EXPECT_EQ(metric_text(kNanoseconds, std::uint64_t{90'000'000'000}), "90s");
  EXPECT_EQ(metric_text(kRatio, 0.953125), "95.312%");
  EXPECT_EQ(metric_text(kRatio, 1.0), "100%");
  EXPECT_EQ(metric_text(kPerSecond, 412.5), "412.5/s");
  EXPECT_EQ(metric_text(kPerSecond, 1'234'567.8), "1234568/s");
  EXPECT_EQ(metric_text(kCount, 0.125), "0.125");
  EXPECT_EQ(metric_text(kCount, 0.00001), "<.0001");
}

TEST(MetricText, ShowsWholeCountsInFull) {
  EXPECT_EQ(metric_text(kCount, std::uint64_t{1'234'567}), "1234567");
  EXPECT_EQ(metric_text(kBytes, std::uint64_t{1'048'576}), "1048576B");
}

TEST(MetricText, ShowsThatThereIsNoValue) {
  EXPECT_EQ(metric_text(kNanoseconds, std::monostate{}), "-");
}

}  // namespace
}  // namespace stampede
