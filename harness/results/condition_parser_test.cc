#include <gtest/gtest.h>

#include "harness/base/diagnostics.h"
#include "harness/results/condition.h"

namespace stampede {
namespace {

const std::vector<std::string> kPhases = {"before", "flush", "after flush"};

Condition parsed(const std::string& text) {
  auto result = parse_condition(text, kPhases);
  const auto* mistakes = std::get_if<std::vector<ConditionMistake>>(&result);
  if (mistakes != nullptr) ADD_FAILURE() << text << ": " << mistakes->front().message;
  return mistakes == nullptr ? std::get<Condition>(result) : Condition{text, {Comparison()}};
}

MetricValue limit_of(const std::string& text) {
  return parsed(text).comparisons.front().limit;
}

// All mistakes, each under its place in the text.
std::string mistakes_in(const std::string& text, const std::vector<std::string>& phases = kPhases) {
  const auto result = parse_condition(text, phases);
  const auto* mistakes = std::get_if<std::vector<ConditionMistake>>(&result);
  if (mistakes == nullptr) return "none";
  std::vector<Diagnostic> diagnostics;
  for (const ConditionMistake& mistake : *mistakes) {
    diagnostics.push_back({"c", 1, static_cast<int>(mistake.offset) + 1, mistake.message, text});
  }
  return render_diagnostics(diagnostics);
}

TEST(ConditionParser, ReadsMetricPhaseComparatorAndLimit) {
  const Condition condition = parsed("read.latency.p99@after flush <= 500ms");
  EXPECT_EQ(condition.text, "read.latency.p99@after flush <= 500ms");
  ASSERT_EQ(condition.comparisons.size(), 1u);
  const Comparison& comparison = condition.comparisons.front();
  EXPECT_EQ(comparison.metric->name, "read.latency.p99");
  EXPECT_EQ(comparison.phase, "after flush");
  EXPECT_EQ(comparison.comparator, Comparator::kLessOrEqual);
  EXPECT_EQ(comparison.limit, MetricValue(std::uint64_t{500'000'000}));
  EXPECT_EQ(comparison.subject(), "read.latency.p99@after flush");
}

TEST(ConditionParser, RemembersWhereEachPartStands) {
  const Condition condition = parsed(" hit_ratio >= 95% and stale.reads@ before ==0");
  const Comparison& first = condition.comparisons[0];
  EXPECT_EQ((std::vector{first.metric_at, first.phase_at, first.comparator_at, first.limit_at}),
            (std::vector<std::size_t>{1, 10, 11, 14}));
  const Comparison& second = condition.comparisons[1];
  EXPECT_EQ((std::vector{second.metric_at, second.phase_at, second.comparator_at, second.limit_at}),
            (std::vector<std::size_t>{22, 35, 42, 44}));
}

TEST(ConditionParser, NeedsNoBlanksAndAllowsMany) {
  for (const char* text :
       {"hit_ratio>=95%", "  hit_ratio  >=\t95%  ", "hit_ratio@all>=95%", "hit_ratio @ all >= 95%"}) {
    const Comparison comparison = parsed(text).comparisons.front();
    EXPECT_EQ(comparison.subject(), "hit_ratio") << text;
    EXPECT_EQ(comparison.comparator, Comparator::kGreaterOrEqual) << text;
    EXPECT_EQ(comparison.limit, MetricValue(0.95)) << text;
  }
}

TEST(ConditionParser, TakesLimitsWithAnExponent) {
  EXPECT_EQ(parsed("hit_ratio >= 9.5e-1").comparisons.front().limit, MetricValue(0.95));
  EXPECT_EQ(parsed("store.reads <= 1e4").comparisons.front().limit, MetricValue(std::uint64_t{10'000}));
  EXPECT_EQ(parsed("store.reads <= 2.5e-1").comparisons.front().limit, MetricValue(0.25));
  EXPECT_EQ(parsed("read.latency.p99 < 1e-3s").comparisons.front().limit, MetricValue(std::uint64_t{1'000'000}));
}

TEST(ConditionParser, KnowsSixComparators) {
  const std::vector<std::pair<std::string, Comparator>> all = {
      {"<", Comparator::kLess},    {"<=", Comparator::kLessOrEqual},
      {">", Comparator::kGreater}, {">=", Comparator::kGreaterOrEqual},
      {"==", Comparator::kEqual},  {"!=", Comparator::kNotEqual}};
  for (const auto& [spelling, comparator] : all) {
    EXPECT_EQ(parsed("store.reads " + spelling + " 1").comparisons.front().comparator, comparator);
  }
}

TEST(ConditionParser, TakesLimitsInTheUnitOfTheMetric) {
  EXPECT_EQ(limit_of("recovery.time <= 1m30s"), MetricValue(std::uint64_t{90'000'000'000}));
  EXPECT_EQ(limit_of("read.latency.mean <= 1.5ms"), MetricValue(std::uint64_t{1'500'000}));
  EXPECT_EQ(limit_of("store.reads <= 10k"), MetricValue(std::uint64_t{10'000}));
  EXPECT_EQ(limit_of("writes.pending.mean <= 1.5"), MetricValue(1.5));
  EXPECT_EQ(limit_of("stale.ratio <= 0.1%"), MetricValue(0.001));
  EXPECT_EQ(limit_of("stale.ratio <= 1"), MetricValue(1.0));
  EXPECT_EQ(limit_of("requests.goodput >= 200/s"), MetricValue(200.0));
  EXPECT_EQ(limit_of("requests.goodput >= 30/m"), MetricValue(0.5));
  EXPECT_EQ(limit_of("requests.goodput >= 200"), MetricValue(200.0));
  EXPECT_EQ(limit_of("cache.bytes.peak <= 64MiB"), MetricValue(std::uint64_t{64 << 20}));
}

TEST(ConditionParser, APhaseMayBeCalledAnd) {
  const std::vector<std::string> phases = {"and", "after and"};
  const auto result = parse_condition("store.reads@after and <= 1 and store.writes@and <= 1", phases);
  ASSERT_TRUE(std::holds_alternative<Condition>(result));
  EXPECT_EQ(std::get<Condition>(result).comparisons[0].phase, "after and");
  EXPECT_EQ(std::get<Condition>(result).comparisons[1].phase, "and");
}

TEST(ConditionParser, ExplainsWrongNames) {
  EXPECT_EQ(mistakes_in("read.latency.p9 <= 1ms"),
            "c:1:1: error: unknown metric 'read.latency.p9'; did you mean 'read.latency.p90'?\n"
            "read.latency.p9 <= 1ms\n"
            "^\n");
  EXPECT_EQ(mistakes_in("speed > 1"),
            "c:1:1: error: unknown metric 'speed'; 'stampede list metrics' shows all\n"
            "speed > 1\n"
            "^\n");
  EXPECT_EQ(mistakes_in("hit_ratio@after flash >= 95%"),
            "c:1:11: error: unknown phase 'after flash'; did you mean 'after flush'?\n"
            "hit_ratio@after flash >= 95%\n"
            "          ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio@brownout >= 95%"),
            "c:1:11: error: unknown phase 'brownout'; known are 'all', 'before', 'flush', 'after flush'\n"
            "hit_ratio@brownout >= 95%\n"
            "          ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio@flush >= 95%", {}),
            "c:1:11: error: unknown phase 'flush'; without a timeline there is only 'all'\n"
            "hit_ratio@flush >= 95%\n"
            "          ^\n");
}

TEST(ConditionParser, ExplainsWrongLimits) {
  EXPECT_EQ(mistakes_in("read.latency.p99 <= 100"),
            "c:1:21: error: 'read.latency.p99' is compared with a duration: a duration needs a unit, e.g. '100s'\n"
            "read.latency.p99 <= 100\n"
            "                    ^\n");
  EXPECT_EQ(mistakes_in("read.latency.p99 <= 95%"),
            "c:1:21: error: 'read.latency.p99' is compared with a duration: unknown unit '%' in '95%'; a duration has "
            "one of ns, us, ms, s, m, h, d\n"
            "read.latency.p99 <= 95%\n"
            "                    ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >= 95"),
            "c:1:14: error: 'hit_ratio' is compared with a share or a number: it is never more than 1; did you mean "
            "'95%'?\n"
            "hit_ratio >= 95\n"
            "             ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >= 101%"),
            "c:1:14: error: 'hit_ratio' is compared with a share or a number: it is never more than 1\n"
            "hit_ratio >= 101%\n"
            "             ^\n");
  EXPECT_EQ(mistakes_in("store.reads == 5ms"),
            "c:1:16: error: 'store.reads' is compared with a count: '5ms' is not a count, e.g. '50k'\n"
            "store.reads == 5ms\n"
            "               ^\n");
  EXPECT_EQ(mistakes_in("requests.goodput > 5ms"),
            "c:1:20: error: 'requests.goodput' is compared with a rate or a number: '5ms' is not a number, e.g. "
            "'0.99'\n"
            "requests.goodput > 5ms\n"
            "                   ^\n");
  EXPECT_EQ(mistakes_in("cache.bytes.peak < 5"),
            "c:1:20: error: 'cache.bytes.peak' is compared with a size: a size needs a unit, e.g. '5KiB'\n"
            "cache.bytes.peak < 5\n"
            "                   ^\n");
}

TEST(ConditionParser, ExplainsWrongForms) {
  EXPECT_EQ(mistakes_in(""), "c:1:1: error: a condition begins with a metric, e.g. 'read.latency.p99 <= 100ms'\n");
  EXPECT_EQ(mistakes_in("<= 5"),
            "c:1:1: error: a condition begins with a metric, e.g. 'read.latency.p99 <= 100ms'\n"
            "<= 5\n"
            "^\n");
  EXPECT_EQ(mistakes_in("hit_ratio"),
            "c:1:10: error: a comparison is missing: 'hit_ratio' must be followed by <=, <, >=, >, == or != and a "
            "value\n"
            "hit_ratio\n"
            "         ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio 95%"),
            "c:1:11: error: a comparison is missing: 'hit_ratio' must be followed by <=, <, >=, >, == or != and a "
            "value\n"
            "hit_ratio 95%\n"
            "          ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio = 95%"),
            "c:1:11: error: '=' is no comparison; did you mean '=='?\n"
            "hit_ratio = 95%\n"
            "          ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >>> 95%"),
            "c:1:11: error: '>>>' is no comparison; it is one of <=, <, >=, >, == or !=\n"
            "hit_ratio >>> 95%\n"
            "          ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >= "),
            "c:1:14: error: a value is missing: what is 'hit_ratio' compared with?\n"
            "hit_ratio >= \n"
            "             ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio@ >= 95%"),
            "c:1:12: error: the name of a phase is missing after '@'\n"
            "hit_ratio@ >= 95%\n"
            "           ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >= 95% or stale.reads == 0"),
            "c:1:18: error: unexpected 'or stale.reads == 0' after the comparison; only 'and' can join another\n"
            "hit_ratio >= 95% or stale.reads == 0\n"
            "                 ^\n");
  EXPECT_EQ(mistakes_in("hit_ratio >= 95% and"),
            "c:1:21: error: a condition begins with a metric, e.g. 'read.latency.p99 <= 100ms'\n"
            "hit_ratio >= 95% and\n"
            "                    ^\n");
}

TEST(ConditionParser, TellsSeveralMistakesAtOnce) {
  EXPECT_EQ(mistakes_in("hit_ration@fluch >= 95% and stale.ratio <= 5 and stale.reads"),
            "c:1:1: error: unknown metric 'hit_ration'; did you mean 'hit_ratio'?\n"
            "hit_ration@fluch >= 95% and stale.ratio <= 5 and stale.reads\n"
            "^\n"
            "c:1:12: error: unknown phase 'fluch'; did you mean 'flush'?\n"
            "hit_ration@fluch >= 95% and stale.ratio <= 5 and stale.reads\n"
            "           ^\n"
            "c:1:44: error: 'stale.ratio' is compared with a share or a number: it is never more than 1; did you mean "
            "'5%'?\n"
            "hit_ration@fluch >= 95% and stale.ratio <= 5 and stale.reads\n"
            "                                           ^\n"
            "c:1:61: error: a comparison is missing: 'stale.reads' must be followed by <=, <, >=, >, == or != and a "
            "value\n"
            "hit_ration@fluch >= 95% and stale.ratio <= 5 and stale.reads\n"
            "                                                            ^\n");
}

}  // namespace
}  // namespace stampede
