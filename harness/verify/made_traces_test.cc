#include "harness/verify/made_traces.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stampede {
namespace {

std::string csv(const std::string& file) {
  return std::ranges::find(made_traces(), file, &MadeTrace::file)->csv();
}

// Another implementation of the generator, in Python, gave these.
TEST(MadeTraces, TheSkewedOneBeginsAsPublished) {
  EXPECT_TRUE(csv("skewed.csv").starts_with("key\n92\n41\n256\n171\n93\n639\n17\n285\n91\n127\n100\n76\n"));
}

TEST(MadeTraces, HaveALineForEachReference) {
  const auto lines = [](const std::string& text) { return std::ranges::count(text, '\n') - 1; };
  EXPECT_EQ(lines(csv("belady-anomaly.csv")), 12);
  EXPECT_EQ(lines(csv("textbook.csv")), 20);
  EXPECT_EQ(lines(csv("scan.csv")), 5000);
  EXPECT_EQ(lines(csv("skewed.csv")), 200'000);
}

}  // namespace
}  // namespace stampede
