#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/report/anatomy.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Duration kWarmup = 1000;

TEST(AnatomyLane, PutsTheEventsOfARequestAndOfALoadTogether) {
  const AnatomyLane lane = lane_of("locked",
                                   {{1010, "read", 5, 0, ""},
                                    {1010, "lookup", 5, 0, "expired v3"},
                                    {1010, "load", 5, 9, "demand"},
                                    {1012, "read", 6, 0, ""},
                                    {1013, "load", 6, 10, "demand, redundant"},
                                    {1020, "service ends", 5, 9, ""},
                                    {1020, "load ends", kNoRequest, 9, ""},
                                    {1020, "fill", 5, 9, "v4"},
                                    {1020, "answer", 5, 9, "load v4"},
                                    {1021, "answer", 6, 9, "wait v4, stale"}},
                                   kWarmup, 0, 100);
  EXPECT_EQ(lane.strategy, "locked");
  ASSERT_EQ(lane.requests.size(), 2U);
  EXPECT_EQ(lane.requests[0].number, 5U);
  EXPECT_EQ(lane.requests[0].at, 10);
  EXPECT_EQ(lane.requests[0].end, 20);
  EXPECT_EQ(lane.requests[0].outcome, "load");
  EXPECT_FALSE(lane.requests[0].stale);
  EXPECT_EQ(lane.requests[1].outcome, "wait");
  EXPECT_EQ(lane.requests[1].text, "wait v4, stale");
  EXPECT_TRUE(lane.requests[1].stale);
  ASSERT_EQ(lane.loads.size(), 2U);
  EXPECT_EQ(lane.loads[0].end, 20);
  EXPECT_EQ(lane.loads[0].text, "v4");
  EXPECT_FALSE(lane.loads[0].redundant);
  EXPECT_TRUE(lane.loads[1].redundant);
  EXPECT_EQ(lane.loads[1].end, std::nullopt) << "it was still in flight when nobody watched any more";
  ASSERT_EQ(lane.marks.size(), 1U);
  EXPECT_EQ(lane.marks[0].text, "fill v4");
  EXPECT_EQ(lane.summary, "2 loads, 1 redundant; 1 loaded; 1 waited; slowest read 10ns");
}

TEST(AnatomyLane, WritesEndAsTheirAnswersSay) {
  const AnatomyLane lane = lane_of(
      "a",
      {{1001, "write", 1, 0, "w7"}, {1005, "answer", 1, 0, "w7 acknowledged"}, {1006, "remove", kNoRequest, 0, ""}},
      kWarmup, 0, 100);
  EXPECT_EQ(lane.requests.at(0).kind, "write");
  EXPECT_EQ(lane.requests.at(0).outcome, "acknowledged");
  EXPECT_EQ(lane.marks.at(0).text, "remove");
  EXPECT_EQ(lane.summary, "0 loads");
}

TEST(AnatomyLane, LoadsTellHowTheyFailed) {
  const AnatomyLane lane = lane_of("a",
                                   {{1001, "load", 1, 4, "refresh"},
                                    {1002, "service ends", 1, 4, "error"},
                                    {1002, "load ends", kNoRequest, 4, ""},
                                    {1003, "load", 1, 5, "demand"},
                                    {1009, "timeout", 1, 5, ""}},
                                   kWarmup, 0, 100);
  EXPECT_EQ(lane.loads.at(0).text, "error");
  EXPECT_TRUE(lane.loads.at(0).refresh);
  EXPECT_EQ(lane.loads.at(1).text, "timeout");
}

TEST(AnatomyLane, WhatBeginsAfterThePictureIsLeftOutButAnswersAreAwaited) {
  const AnatomyLane lane = lane_of("a",
                                   {{1099, "read", 1, 0, ""},
                                    {1100, "read", 2, 0, ""},
                                    {1100, "load", 2, 3, "demand"},
                                    {1500, "answer", 1, 0, "hit v1"}},
                                   kWarmup, 0, 100);
  ASSERT_EQ(lane.requests.size(), 1U);
  EXPECT_EQ(lane.requests[0].end, 500);
  EXPECT_THAT(lane.loads, IsEmpty());
}

TEST(AnatomyLane, WithoutALoadTellsOfThoseBeforeAndAfter) {
  const std::vector<TraceEvent> events = {
      {kWarmup + 10, "load", 1, 1, "demand"},   {kWarmup + 40, "load", 2, 2, "demand"},
      {kWarmup + 120, "read", 3, 0, ""},        {kWarmup + 130, "answer", 3, 2, "hit v1"},
      {kWarmup + 250, "load", 4, 3, "refresh"}, {kWarmup + 300, "load", 5, 4, "refresh"}};
  EXPECT_EQ(lane_of("a", events, kWarmup, 100, 200).summary,
            "0 loads; loaded 60ns before and 50ns after what is shown; 1 hits; slowest read 10ns");
  EXPECT_EQ(lane_of("a", events, kWarmup, 45, 200).summary.substr(0, 28), "0 loads; loaded 5ns before a");
  EXPECT_EQ(lane_of("a", {}, kWarmup, 100, 200).summary, "0 loads");
}

TEST(AnatomyLane, OfVeryManyRequestsTheFirstAreKeptAndAllAreCounted) {
  std::vector<TraceEvent> events;
  for (RequestNumber i = 0; i < 2000; ++i) events.push_back({kWarmup + static_cast<Instant>(i), "read", i, 0, ""});
  const AnatomyLane lane = lane_of("a", events, kWarmup, 0, kNever);
  EXPECT_EQ(lane.requests.size(), 1500U);
  EXPECT_EQ(lane.requests.back().number, 1499U);
  EXPECT_EQ(lane.of, 2000U);
}

}  // namespace
}  // namespace stampede
