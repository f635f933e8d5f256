#include "harness/workload/trace_source.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Instants = std::vector<Instant>;
using Speed = std::variant<TraceSpec::Recorded, Rate>;

constexpr Speed kRecorded = TraceSpec::Recorded{TraceSpec::Recorded::kUnchanged};

Speed times(std::int64_t thousandths) {
  return TraceSpec::Recorded{.factor_billionths = thousandths * 1'000'000};
}

// Times that are numbers of `unit`s, one in each line; every key is `k`.
struct Played {
  Instants instants;
  std::uint64_t clamped = 0;
};

Played play(const std::vector<std::string>& times, Speed speed, Duration unit = kSecond) {
  std::string content;
  for (const std::string& time : times) content += time + ",k\n";
  const TemporaryFile file(content);
  const auto source = make_trace_source(
      {.file = file.path(), .speed = speed, .columns = {.header = false, .key = "2", .time = "1", .time_unit = unit}});
  Played played;
  for (const Request& request : read_requests(*source)) played.instants.push_back(request.intended);
  played.clamped = source->clamped();
  return played;
}

Instants instants_of(const std::vector<std::string>& times, Speed speed = kRecorded, Duration unit = kSecond) {
  return play(times, speed, unit).instants;
}

TEST(TraceSource, RequestsAreNumberedAndCarryWhatTheTraceTells) {
  const TemporaryFile file("5,a,1,100,1,set,60\n6,b,1,200,1,get,0\n8,a,1,0,1,delete,0\n");
  EXPECT_EQ(read_requests({.file = file.path(), .format = TraceSpec::Format::kTwitter}),
            std::vector<Request>({{0, 0, 0, Operation::kWrite, 100, kMinute},
                                  {1, 1 * kSecond, 1, Operation::kRead, 200, 0},
                                  {2, 3 * kSecond, 0, Operation::kDelete, 0, 0}}));
}

TEST(TraceSource, KeysAreCountedAsTheyAppear) {
  const TemporaryFile file("key\na\nb\na\nc\n");
  const auto source = make_trace_source({.file = file.path(), .speed = Rate::per_second(1), .columns = {.key = "key"}});
  read_requests(*source);
  EXPECT_EQ(source->key_count(), 3u);
}

TEST(TraceSource, TimesCountFromTheFirstRecord) {
  EXPECT_EQ(instants_of({"1372636800", "1372636801", "1372636805"}), Instants({0, 1 * kSecond, 5 * kSecond}));
  EXPECT_EQ(instants_of({"3", "5"}, kRecorded, kNanosecond), Instants({0, 2}));
}

TEST(TraceSource, RecordsOfOneTimeSpreadEvenlyOverTheUnit) {
  EXPECT_EQ(instants_of({"10", "10", "10", "11"}), Instants({0, 333'333'333, 666'666'666, kSecond}));
  EXPECT_EQ(instants_of({"10", "12", "12", "15", "15", "15", "15"}),
            Instants({0, 2 * kSecond, 2'500 * kMillisecond, 5 * kSecond, 5'250 * kMillisecond, 5'500 * kMillisecond,
                      5'750 * kMillisecond}));
  EXPECT_EQ(instants_of({"7", "7"}, kRecorded, kMillisecond), Instants({0, 500 * kMicrosecond}));
  EXPECT_EQ(instants_of({"7", "7", "8"}, kRecorded, kNanosecond), Instants({0, 0, 1}));
}

TEST(TraceSource, WithDecimalsTheUnitIsThatOfTheLastDigit) {
  EXPECT_EQ(instants_of({"1.50", "1.50", "1.60"}), Instants({0, 5 * kMillisecond, 100 * kMillisecond}));
  EXPECT_EQ(instants_of({"2", "2", "2.1"}), Instants({0, 50 * kMillisecond, 100 * kMillisecond}))
      << "a run ends where the next time begins";
}

TEST(TraceSource, ARecordBeforeItsPredecessorTakesThePredecessorsTimeAndIsCounted) {
  const Played played = play({"10", "12", "11", "9", "12", "13"}, kRecorded);
  EXPECT_EQ(played.instants, Instants({0, 2'000 * kMillisecond, 2'250 * kMillisecond, 2'500 * kMillisecond,
                                       2'750 * kMillisecond, 3'000 * kMillisecond}));
  EXPECT_EQ(played.clamped, 2u);
}

TEST(TraceSource, AFactorDividesTheSpreadTimesExactly) {
  EXPECT_EQ(instants_of({"0", "0", "7", "3000000000"}, times(10'000)),
            Instants({0, 50 * kMillisecond, 700 * kMillisecond, 300'000'000 * kSecond}));
  EXPECT_EQ(instants_of({"0", "1", "2"}, times(3'000)), Instants({0, 333'333'333, 666'666'666}));
  EXPECT_EQ(instants_of({"0", "1", "2"}, times(500)), Instants({0, 2 * kSecond, 4 * kSecond}));
  EXPECT_EQ(instants_of({"0", "1", "9223372035"}, times(1)), Instants({0, 1000 * kSecond, kNever}));
}

TEST(TraceSource, ANumericRateSpacesRecordsEvenlyAndIgnoresTheirTimes) {
  EXPECT_EQ(instants_of({"5", "3", "700", "700"}, Rate::per_second(3)),
            Instants({0, 333'333'333, 666'666'666, kSecond}));
  EXPECT_EQ(play({"5", "3", "1"}, Rate::per_second(3)).clamped, 0u);
}

// A run longer than what is held back: 2 x 2^20 + 2 records of the second 0, and one of the second 1.
TEST(TraceSource, EachFullShareOfAnEndlessRunTakesHalfOfWhatIsLeftOfTheUnit) {
  constexpr std::size_t kHeldBack = std::size_t{1} << 20;
  std::string content;
  content.reserve((2 * kHeldBack + 3) * 24);
  for (std::size_t i = 0; i < 2 * kHeldBack + 2; ++i) content += oracle_record(0, 1, 1);
  content += oracle_record(1, 1, 1);
  const TemporaryFile file(content);
  const auto requests = read_requests({.file = file.path(), .format = TraceSpec::Format::kOracleGeneral});
  ASSERT_EQ(requests.size(), 2 * kHeldBack + 3);
  EXPECT_EQ(requests[0].intended, 0);
  EXPECT_EQ(requests[kHeldBack / 2].intended, 250 * kMillisecond);
  EXPECT_EQ(requests[kHeldBack].intended, 500 * kMillisecond);
  EXPECT_EQ(requests[kHeldBack * 2].intended, 750 * kMillisecond);
  EXPECT_EQ(requests[kHeldBack * 2 + 1].intended, 875 * kMillisecond);
  EXPECT_EQ(requests[kHeldBack * 2 + 2].intended, kSecond);
}

TEST(TraceSource, TheTimeAfterAnEndlessRunDoesNotLieBeforeIt) {
  std::string content;
  for (std::size_t i = 0; i <= std::size_t{1} << 20; ++i) content += "0,k\n";
  const TemporaryFile file(content + "0.1,k\n");
  const auto requests = read_requests({.file = file.path(), .columns = {.header = false, .key = "2", .time = "1"}});
  ASSERT_GE(requests.size(), 2u);
  EXPECT_EQ(requests[requests.size() - 2].intended, 500 * kMillisecond);
  EXPECT_EQ(requests.back().intended, 500 * kMillisecond);
}

std::string replay_error(const std::string& content, const TraceSpec& spec) {
  const TemporaryFile file(content);
  return error_of(file.path(), [&] {
    TraceSpec here = spec;
    here.file = file.path();
    read_requests(here);
  });
}

TEST(TraceSource, ATraceWithoutTimesNeedsARate) {
  EXPECT_EQ(replay_error("key\na\n", {.columns = {.key = "key"}}),
            "FILE: error: the trace has no times: name its time column in 'columns', or set a rate such as 'rate: "
            "5000/s'");
}

TEST(TraceSource, ATraceWithoutRecordsIsAnErrorInEveryFormat) {
  const std::string error = "FILE: error: the trace holds no records: check the path, or record some traffic first";
  const TraceSpec csv = {.speed = Rate::per_second(1), .columns = {.key = "key"}};
  EXPECT_EQ(replay_error("", csv), error);
  EXPECT_EQ(replay_error("key\n\n", csv), error);
  EXPECT_EQ(replay_error(gzip(""), csv), error);
  EXPECT_EQ(replay_error("", {.format = TraceSpec::Format::kTwitter}), error);
  EXPECT_EQ(replay_error(zstd(""), {.format = TraceSpec::Format::kOracleGeneral}), error);
}

TEST(TraceSource, WhatComesBeforeAMistakeIsPlayed) {
  const TemporaryFile file("key\na\nb\n\"c\n");
  const auto source = make_trace_source({.file = file.path(), .speed = Rate::per_second(1), .columns = {.key = "key"}});
  Request request;
  EXPECT_TRUE(source->next(request));
  EXPECT_TRUE(source->next(request));
  EXPECT_EQ(request.key, 1u);
  EXPECT_EQ(error_of(file.path(), [&] { source->next(request); }),
            "FILE:4: error: a quoted field is not closed: add the closing '\"' or remove the opening one");
}

}  // namespace
}  // namespace stampede
