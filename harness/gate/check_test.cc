// What a check may say, and what is wrong with one that makes no sense.
#include "harness/gate/check.h"

#include <gtest/gtest.h>

#include "harness/base/diagnostics.h"

namespace stampede {
namespace {

const std::vector<std::string> kStrategies = {"cache-aside", "locked", "2q"};
const std::vector<std::string> kPhases = {"before", "brownout", "after brownout"};

Check parsed(const std::string& text) {
  auto result = parse_check(text, {kStrategies, kPhases});
  const auto* mistakes = std::get_if<std::vector<ConditionMistake>>(&result);
  if (mistakes == nullptr) return std::get<Check>(result);
  ADD_FAILURE() << text << ": " << mistakes->front().message;
  return {.text = text, .strategy = {}, .phase = {}, .limit = {}};
}

// All mistakes, each under its place.
std::string mistakes_in(const std::string& text) {
  const auto result = parse_check(text, {kStrategies, kPhases});
  const auto* mistakes = std::get_if<std::vector<ConditionMistake>>(&result);
  if (mistakes == nullptr) return "none";
  std::vector<Diagnostic> diagnostics;
  for (const ConditionMistake& mistake : *mistakes) {
    diagnostics.push_back({"g", 1, static_cast<int>(mistake.offset) + 1, mistake.message, text});
  }
  return render_diagnostics(diagnostics);
}

TEST(Check, IsOfEachStrategyOrOfOne) {
  const Check each = parsed("  read.latency.p99@after brownout <= 250ms ");
  EXPECT_EQ(each.text, "read.latency.p99@after brownout <= 250ms");
  EXPECT_EQ(each.strategy, "");
  EXPECT_EQ(each.phase, "after brownout");
  EXPECT_EQ(std::get<MetricValue>(each.limit), MetricValue(std::uint64_t{250'000'000}));
  EXPECT_TRUE(each.applies_to("locked"));

  const Check one = parsed("locked: hit_ratio >= 95%");
  EXPECT_EQ(one.strategy, "locked");
  EXPECT_EQ(one.expression(), "hit_ratio >= 95%");
  EXPECT_EQ(std::get<MetricValue>(one.limit), MetricValue(0.95));
  EXPECT_TRUE(one.applies_to("locked"));
  EXPECT_FALSE(one.applies_to("cache-aside"));
}

TEST(Check, MayReferToAnotherStrategy) {
  const Check check = parsed("locked: stampede.redundant_loads <= 1% of cache-aside.stampede.redundant_loads@brownout");
  ASSERT_NE(check.reference(), nullptr);
  EXPECT_EQ(check.reference()->share, Share::percent(1));
  EXPECT_EQ(check.reference()->strategy, "cache-aside");
  EXPECT_EQ(check.reference()->metric->name, "stampede.redundant_loads");
  EXPECT_EQ(check.reference()->phase, "brownout");
  EXPECT_FALSE(check.needs_baseline());
}

TEST(Check, OfEachStrategyLeavesOutTheOneItRefersTo) {
  const Check check = parsed("store.reads <= cache-aside.store.reads");
  EXPECT_FALSE(check.applies_to("cache-aside"));
  EXPECT_TRUE(check.applies_to("locked"));
}

TEST(Check, MayReferToTheBaselineOrToAnotherMetricOfTheStrategy) {
  const Check within = parsed("store.reads@brownout <= 105% of baseline");
  EXPECT_TRUE(within.needs_baseline());
  EXPECT_EQ(within.reference()->share, Share::percent(105));
  EXPECT_TRUE(parsed("store.reads == baseline").needs_baseline());
  const Check own = parsed("stampede.redundant_loads@brownout <= 10% of store.reads");
  EXPECT_EQ(own.reference()->strategy, "");
  EXPECT_EQ(own.reference()->metric->name, "store.reads");
  EXPECT_EQ(own.reference()->phase, "brownout") << "that of the check";
  EXPECT_EQ(parsed("store.reads <= 2q.store.reads").reference()->strategy, "2q") << "a name may begin with a digit";
}

TEST(Check, RefusesWhatABetterResultWouldFail) {
  EXPECT_EQ(mistakes_in("read.latency.p99 >= 250ms"),
            "g:1:18: error: 'read.latency.p99' is better when lower, and a better result would fail; did you mean "
            "'<='?\n"
            "read.latency.p99 >= 250ms\n"
            "                 ^\n");
  EXPECT_EQ(mistakes_in("locked: hit_ratio < 95%"),
            "g:1:19: error: 'hit_ratio' is better when higher, and a better result would fail; did you mean '>'?\n"
            "locked: hit_ratio < 95%\n"
            "                  ^\n");
  EXPECT_EQ(mistakes_in("read.count >= 5"), "none") << "nobody says which side is better";
  EXPECT_EQ(mistakes_in("stampede.episodes != 0"), "none");
}

TEST(Check, TellsAllMistakesAtOnce) {
  EXPECT_EQ(mistakes_in("loked: read.latncy.p99@brownut <= 1% of cahce-aside.store.reads"),
            "g:1:1: error: unknown strategy 'loked'; did you mean 'locked'?\n"
            "loked: read.latncy.p99@brownut <= 1% of cahce-aside.store.reads\n"
            "^\n"
            "g:1:8: error: unknown metric 'read.latncy.p99'; did you mean 'read.latency.p99'?\n"
            "loked: read.latncy.p99@brownut <= 1% of cahce-aside.store.reads\n"
            "       ^\n"
            "g:1:24: error: unknown phase 'brownut'; did you mean 'brownout'?\n"
            "loked: read.latncy.p99@brownut <= 1% of cahce-aside.store.reads\n"
            "                       ^\n"
            "g:1:41: error: unknown strategy 'cahce-aside'; did you mean 'cache-aside'?\n"
            "loked: read.latncy.p99@brownut <= 1% of cahce-aside.store.reads\n"
            "                                        ^\n");
}

// The message alone.
std::string mistake_in(const std::string& text) {
  const std::string shown = mistakes_in(text);
  const std::size_t begin = shown.find("error: ");
  return begin == std::string::npos ? shown : shown.substr(begin + 7, shown.find('\n') - begin - 7);
}

TEST(Check, SaysWhatIsWrongWithALimit) {
  EXPECT_EQ(mistake_in("read.latency.p99 <= 250"),
            "'read.latency.p99' is compared with a duration: a duration needs a unit, e.g. '250s'");
  EXPECT_EQ(mistake_in("read.latency.p99 <="),
            "a limit is missing: a value, or 'SHARE of' a metric, STRATEGY.METRIC or 'baseline'");
  EXPECT_EQ(mistake_in("store.reads <= 5 of baseline"),
            "a share must stand before 'of': a share needs a unit, e.g. '5%'");
  EXPECT_EQ(mistake_in("store.reads <= 5% of"), "a metric, STRATEGY.METRIC or 'baseline' must stand after 'of'");
  EXPECT_EQ(mistake_in("store.reads <= cache-aside.read.latency.p99"),
            "'store.reads' (count) cannot be compared with 'read.latency.p99' (nanoseconds)");
  EXPECT_EQ(mistake_in("store.reads <= stor.reads"), "unknown metric 'stor.reads'; did you mean 'store.reads'?");
  EXPECT_EQ(mistake_in("store.reads <= 5k and hit_ratio >= 5%"),
            "unexpected 'and hit_ratio >= 5%' after the limit; write another line for another check");
  EXPECT_EQ(mistake_in("other: store.reads <= 5k"), "unknown strategy 'other'; there are cache-aside, locked, 2q");
}

TEST(Check, ComparesSharesOfWholeNumbersExactly) {
  const auto holds = [](std::uint64_t actual, Comparator comparator, std::uint64_t limit, Share share) {
    return satisfies(actual, comparator, limit, share).value();
  };
  EXPECT_TRUE(holds(105, Comparator::kLessOrEqual, 100, Share::percent(105)));
  EXPECT_FALSE(holds(106, Comparator::kLessOrEqual, 100, Share::percent(105)));
  EXPECT_TRUE(holds(1, Comparator::kLessOrEqual, 3, {333'333'334}));
  EXPECT_FALSE(holds(1, Comparator::kLessOrEqual, 3, {333'333'333}));
  const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  EXPECT_TRUE(holds(most - 1, Comparator::kLess, most, Share::whole()));
  EXPECT_TRUE(holds(most, Comparator::kGreater, most, Share{Share::kWhole - 1}));
  EXPECT_EQ(satisfies(MetricValue(), Comparator::kNotEqual, MetricValue(0.5), Share::whole()), std::nullopt);
}

TEST(Check, SharesStayWholeNumbersWhereTheyAre) {
  EXPECT_EQ(share_of(Share::percent(105), MetricValue(std::uint64_t{200})), MetricValue(std::uint64_t{210}));
  EXPECT_EQ(share_of(Share::percent(1), MetricValue(std::uint64_t{50})), MetricValue(0.5));
  EXPECT_EQ(share_of(Share::percent(50), MetricValue()), MetricValue());
}

}  // namespace
}  // namespace stampede
