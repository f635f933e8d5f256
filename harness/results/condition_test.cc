#include "harness/results/condition.h"

#include <gtest/gtest.h>

#include "harness/results/metric_catalogue.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

const MetricValue kNothing = std::monostate{};

MetricValue whole(std::uint64_t value) {
  return value;
}

Condition condition(const std::string& text) {
  const std::vector<std::string> phases = {"flush", "after flush"};
  auto parsed = parse_condition(text, phases);
  const auto* mistakes = std::get_if<std::vector<ConditionMistake>>(&parsed);
  if (mistakes != nullptr) ADD_FAILURE() << text << ": " << mistakes->front().message;
  return mistakes == nullptr ? std::get<Condition>(parsed) : Condition();
}

// The condition when its metrics all have this value.
ConditionVerdict verdict(const std::string& text, const MetricValue& value) {
  return evaluate(condition(text), [&](const Metric&, std::string_view) { return value; }).verdict;
}

bool holds(const std::string& text, const MetricValue& value) {
  return verdict(text, value) == ConditionVerdict::kHolds;
}

TEST(Condition, ComparesInAllSixWays) {
  const std::vector<std::pair<std::string, std::vector<bool>>> cases = {
      {"<", {true, false, false}}, {"<=", {true, true, false}},  {">", {false, false, true}},
      {">=", {false, true, true}}, {"==", {false, true, false}}, {"!=", {true, false, true}},
  };
  for (const auto& [comparator, expected] : cases) {
    for (std::uint64_t i = 0; i < 3; ++i) {
      EXPECT_EQ(holds("store.reads " + comparator + " 10", whole(9 + i)), expected[i]) << 9 + i << comparator;
      EXPECT_EQ(holds("hit_ratio " + comparator + " 50%", 0.25 * static_cast<double>(1 + i)), expected[i]);
    }
  }
}

TEST(Condition, ComparesDurationsByTheNanosecond) {
  EXPECT_TRUE(holds("read.latency.p99 <= 100ms", whole(100'000'000)));
  EXPECT_FALSE(holds("read.latency.p99 <= 100ms", whole(100'000'001)));
  EXPECT_TRUE(holds("read.latency.mean <= 100ms", 1e8));
  EXPECT_FALSE(holds("read.latency.mean <= 100ms", 100'000'000.5));
}

TEST(Condition, ComparesIntegersThatNoDoubleHolds) {
  EXPECT_FALSE(holds("store.reads == 9007199254740992", whole(9'007'199'254'740'993)));
  EXPECT_TRUE(holds("store.reads > 9007199254740992", whole(9'007'199'254'740'993)));
  EXPECT_TRUE(holds("store.reads > 9223372036854775807", whole(UINT64_MAX)));
}

TEST(Condition, ARatioEqualsTheShareItIs) {
  EXPECT_TRUE(holds("hit_ratio >= 95%", 19.0 / 20.0));
  EXPECT_TRUE(holds("hit_ratio == 0.95", 19.0 / 20.0));
  EXPECT_TRUE(holds("hit_ratio == 33.3%", 333.0 / 1000.0));
  EXPECT_FALSE(holds("hit_ratio >= 95%", 18'999.0 / 20'000.0));
  EXPECT_TRUE(holds("requests.goodput >= 200/s", 200.0));
  EXPECT_TRUE(holds("requests.goodput >= 12k/m", 200.0));
  EXPECT_FALSE(holds("requests.goodput >= 200", 199.999));
}

TEST(Condition, NothingHoldsOfAMetricWithoutAValue) {
  for (const char* comparator : {"<", "<=", ">", ">=", "==", "!="}) {
    EXPECT_EQ(verdict(std::string("recovery.time ") + comparator + " 1s", kNothing), ConditionVerdict::kNoValue);
  }
}

TEST(Condition, HoldsWhenEveryComparisonDoes) {
  const Condition both = condition("store.reads <= 10 and store.writes <= 5");
  const auto with = [&](const MetricValue& reads, const MetricValue& writes) {
    return evaluate(
        both, [&](const Metric& metric, std::string_view) { return metric.name == "store.reads" ? reads : writes; });
  };
  EXPECT_EQ(with(whole(10), whole(5)).verdict, ConditionVerdict::kHolds);
  EXPECT_EQ(with(whole(11), whole(5)).verdict, ConditionVerdict::kFails);
  EXPECT_EQ(with(whole(10), whole(6)).verdict, ConditionVerdict::kFails);
  EXPECT_EQ(with(kNothing, whole(5)).verdict, ConditionVerdict::kNoValue);
  EXPECT_EQ(with(kNothing, whole(6)).verdict, ConditionVerdict::kFails);
  EXPECT_EQ(with(whole(11), kNothing).verdict, ConditionVerdict::kFails);
  EXPECT_EQ(with(whole(11), kNothing).actual, (std::vector<MetricValue>{whole(11), kNothing}));
}

TEST(Condition, AsksForMetricAndPhase) {
  std::string asked;
  evaluate(condition("store.reads@after flush <= 1 and store.writes <= 1"),
           [&](const Metric& metric, std::string_view phase) -> MetricValue {
             asked += metric.name + " in " + std::string(phase) + "; ";
             return kNothing;
           });
  EXPECT_EQ(asked, "store.reads in after flush; store.writes in all; ");
}

TEST(Condition, LooksUpWhatWasMeasuredInEachPhase) {
  PooledCells pooled;
  pooled.window.store.loads_demand = 7;
  pooled.phases.push_back({"after flush", 0, 1, Window()});
  pooled.phases.back().window.store.loads_demand = 3;
  const MetricLookup lookup = lookup_in(pooled);
  const Metric& reads = *find_metric("store.reads");
  EXPECT_EQ(lookup(reads, "all"), whole(7));
  EXPECT_EQ(lookup(reads, "after flush"), whole(3));
  EXPECT_EQ(lookup(reads, "flush"), kNothing);
}

TEST(CompareMetricValues, TakesIntegersAndDoublesAsTheNumbersTheyAre) {
  EXPECT_TRUE(compare(whole(3), 3.0) == 0);
  EXPECT_TRUE(compare(whole(3), 3.5) < 0);
  EXPECT_TRUE(compare(3.5, whole(3)) > 0);
  EXPECT_TRUE(compare(whole(4), 3.5) > 0);
  EXPECT_TRUE(compare(3.5, whole(4)) < 0);
  EXPECT_TRUE(compare(whole(0), -0.5) > 0);
  EXPECT_TRUE(compare(whole(UINT64_MAX), 18446744073709551616.0) < 0);
  EXPECT_TRUE(compare(whole(9'007'199'254'740'993), 9'007'199'254'740'992.0) > 0);
  EXPECT_EQ(compare(kNothing, whole(1)), std::partial_ordering::unordered);
  EXPECT_EQ(compare(kNothing, kNothing), std::partial_ordering::unordered);
}

}  // namespace
}  // namespace stampede
