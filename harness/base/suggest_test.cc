#include "harness/base/suggest.h"

#include <gtest/gtest.h>

#include <vector>

namespace stampede {
namespace {

TEST(EditDistance, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("", ""), 0u);
  EXPECT_EQ(edit_distance("ttl", "ttl"), 0u);
  EXPECT_EQ(edit_distance("", "ttl"), 3u);
  EXPECT_EQ(edit_distance("tl", "ttl"), 1u);
  EXPECT_EQ(edit_distance("tttl", "ttl"), 1u);
  EXPECT_EQ(edit_distance("tll", "ttl"), 1u);
  EXPECT_EQ(edit_distance("tlt", "ttl"), 1u);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3u);
}

TEST(Nearest, IsTheOneTheUserMeant) {
  const std::vector<std::string> keys = {"capacity", "eviction", "ttl", "jitter", "latency"};
  EXPECT_EQ(nearest("tll", keys), "ttl");
  EXPECT_EQ(nearest("TTL", keys), "ttl");
  EXPECT_EQ(nearest("jiter", keys), "jitter");
  EXPECT_EQ(nearest("capcaity", keys), "capacity");
  EXPECT_EQ(nearest("latency_ms", keys), "latency");
}

TEST(Nearest, IsNothingWhenNothingIsNear) {
  const std::vector<std::string> keys = {"capacity", "ttl", "x"};
  EXPECT_EQ(nearest("retries", keys), "");
  EXPECT_EQ(nearest("y", keys), "");
  EXPECT_EQ(nearest("", keys), "");
  EXPECT_EQ(nearest(std::string(100'000, 't'), keys), "");
  EXPECT_EQ(nearest("ttl", {}), "");
}

TEST(DidYouMean, IsAClauseOrNothing) {
  const std::vector<std::string> keys = {"ttl"};
  EXPECT_EQ(did_you_mean("tll", keys), "; did you mean 'ttl'?");
  EXPECT_EQ(did_you_mean("capacity", keys), "");
  EXPECT_EQ(did_you_mean("time", std::vector<std::string>{"tim\xbd"}), "; did you mean 'tim?'?");
}

}  // namespace
}  // namespace stampede
