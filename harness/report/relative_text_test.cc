#include "harness/report/relative_text.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

std::string relative(double value, double reference) {
  return relative_text(value, reference, false);
}

TEST(RelativeText, IsInPercentNearTheReferenceAndAFactorFurtherOff) {
  EXPECT_EQ(relative(1.123, 1), "+12 %");
  EXPECT_EQ(relative(0.915, 1), "-8.5 %");
  EXPECT_EQ(relative(1.99, 1), "+99 %");
  EXPECT_EQ(relative(2, 1), "x2");
  EXPECT_EQ(relative(4.14, 1), "x4.1");
  EXPECT_EQ(relative(110, 1), "x110");
  EXPECT_EQ(relative(0.333, 1), "x0.33");
  EXPECT_EQ(relative(0.0001, 1), "x<.001");
}

TEST(RelativeText, OfSharesIsTheDifferenceInPoints) {
  EXPECT_EQ(relative_text(0.981, 0.977, true), "+0.40 pp");
  EXPECT_EQ(relative_text(0.0, 0.977, true), "");
}

TEST(RelativeText, IsNothingWhereItWouldTellNothing) {
  EXPECT_EQ(relative(1, 1), "");
  EXPECT_EQ(relative(1.0001, 1), "");
  EXPECT_EQ(relative(0, 1), "");
  EXPECT_EQ(relative(1, 0), "");
  EXPECT_EQ(relative_text({}, 1.0, false), "");
  EXPECT_EQ(relative_text(1.0, {}, false), "");
}

TEST(RelativeWords, StandInASentence) {
  EXPECT_EQ(relative_words(79, 100), "21 % lower");
  EXPECT_EQ(relative_words(101.5, 100), "1.5 % higher");
  EXPECT_EQ(relative_words(310, 100), "3.1 times as high");
  EXPECT_EQ(relative_words(1234, 100), "12 times as high");
  EXPECT_EQ(relative_words(20, 100), "0.2 times as high");
}

}  // namespace
}  // namespace stampede
