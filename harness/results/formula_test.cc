#include "harness/results/formula.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

Formula formula(const std::string& text) {
  auto parsed = Formula::parse(text);
  const auto* mistake = std::get_if<FormulaMistake>(&parsed);
  if (mistake != nullptr) ADD_FAILURE() << text << ": " << mistake->message;
  return mistake == nullptr ? std::get<Formula>(parsed) : Formula();
}

std::string mistake(const std::string& text) {
  auto parsed = Formula::parse(text);
  const auto* found = std::get_if<FormulaMistake>(&parsed);
  return found == nullptr ? "none" : std::to_string(found->offset).append(": ").append(found->message);
}

class FormulaOfResult : public ::testing::Test {
 protected:
  FormulaOfResult() {
    pooled_.window.reads.outcomes = {30, 0, 0, 10, 0, 0, 0};
    for (int i = 1; i <= 10; ++i) pooled_.window.reads.latency.record(i * 10 * kMillisecond);
    pooled_.phases = {{"after flush", 0, kSecond, Window()}};
    pooled_.phases[0].window.reads.outcomes = {3, 0, 0, 1, 0, 0, 0};
    for (const std::uint64_t requests : {4, 6, 5, 1000}) {
      cell_.series.intervals.emplace_back();
      cell_.series.intervals.back().requests = requests;
    }
    pooled_.cells = {&cell_, &cell_};
  }

  std::optional<double> value(const std::string& text) const { return formula(text).value(pooled_); }

  CellRecord cell_;
  PooledCells pooled_;
};

TEST_F(FormulaOfResult, FollowsTheUsualPrecedences) {
  EXPECT_EQ(value("1 + 2 * 3 - 4 / 2"), 5);
  EXPECT_EQ(value("(1 + 2) * (3 - 4) / -2"), 1.5);
  EXPECT_EQ(value("8 - 4 - 2"), 2);
  EXPECT_EQ(value("-2 * 3"), -6);
  EXPECT_NEAR(*value("2 ^ 3 ^ 2"), 512, 1e-9);
  EXPECT_NEAR(*value("exp(ln(2)) * sqrt(9)"), 6, 1e-12);
}

TEST_F(FormulaOfResult, UnderstandsUnits) {
  EXPECT_EQ(value("1500ms"), 1.5);
  EXPECT_EQ(value("2m"), 120);
  EXPECT_EQ(value("2M"), 2e6);
  EXPECT_EQ(value("5%"), 0.05);
}

TEST_F(FormulaOfResult, TellsExponentsFromSums) {
  EXPECT_EQ(value("2.0e-05"), 0.00002);
  EXPECT_EQ(value("1e3-1"), 999);
  EXPECT_EQ(value("1e-3 + 1e+3"), 1000.001);
  EXPECT_EQ(value("1.5e3ms"), 1.5);
  EXPECT_EQ(mistake("1e-"), "0: '1e' is no number, share, duration or count");
}

TEST_F(FormulaOfResult, ReadsMetrics) {
  EXPECT_EQ(value("read.hit / read.count"), 0.75);
  EXPECT_EQ(value("hit_ratio"), 0.75);
  EXPECT_EQ(value("read.count@'after flush'"), 4);
  EXPECT_EQ(value("read.count / repetitions"), 20);
}

TEST_F(FormulaOfResult, CountsDurationsInSeconds) {
  EXPECT_NEAR(*value("read.latency.max"), 0.1, 1e-12);
  EXPECT_NEAR(*value("read.latency.mean - 55ms"), 0, 1e-12);
}

TEST_F(FormulaOfResult, TellsTheShareOfAHistogramAboveAValue) {
  EXPECT_EQ(value("above(read.latency, 70ms)"), 0.3);
  EXPECT_EQ(value("above(read.latency, 200ms)"), 0.0);
  EXPECT_EQ(value("above(read.latency@'after flush', 0)"), std::nullopt);
}

TEST_F(FormulaOfResult, TellsTheDispersionOfACounter) {
  // Twice 4, 6, 5: the last interval of each run does not count. The mean is 5, the squared deviations sum to 4.
  EXPECT_NEAR(*value("dispersion(requests)"), 4.0 / 5 / 5, 1e-12);
  EXPECT_EQ(value("dispersion(loads)"), std::nullopt) << "nothing over nothing";
}

TEST_F(FormulaOfResult, HasNoValueWhereAPartHasNone) {
  EXPECT_EQ(value("1 / 0"), std::nullopt);
  EXPECT_EQ(value("ln(0)"), std::nullopt);
  EXPECT_EQ(value("sqrt(-1)"), std::nullopt);
  EXPECT_EQ(value("1 + write.latency.p99"), std::nullopt);
  EXPECT_EQ(value("read.count@nowhere"), std::nullopt);
}

TEST(Formula, IsConstantWithoutMetrics) {
  EXPECT_TRUE(formula("1 + exp(-2 * 10ms)").is_constant());
  EXPECT_FALSE(formula("1 + read.hit").is_constant());
  EXPECT_FALSE(formula("repetitions").is_constant());
}

TEST(Formula, SaysWhereItIsWrong) {
  EXPECT_EQ(mistake(""), "0: a number or a metric is missing at the end");
  EXPECT_EQ(mistake("1 +"), "3: a number or a metric is missing at the end");
  EXPECT_EQ(mistake("1 + * 2"), "4: unexpected '* 2'");
  EXPECT_EQ(mistake("store.read / 2"), "0: unknown metric 'store.read'; did you mean 'store.reads'?");
  EXPECT_EQ(mistake("log(2)"), "0: unknown function 'log'");
  EXPECT_EQ(mistake("sqr(2)"), "0: unknown function 'sqr'; did you mean 'sqrt'?");
  EXPECT_EQ(mistake("above(read.latenc, 1)"), "6: unknown histogram 'read.latenc'; did you mean 'read.latency'?");
  EXPECT_EQ(mistake("dispersion(request)"), "11: unknown counter 'request'; did you mean 'requests'?");
  EXPECT_EQ(mistake("(1 + 2"), "6: expected ')'");
  EXPECT_EQ(mistake("3 parsecs"), "2: unexpected 'parsecs'");
  EXPECT_EQ(mistake("3parsecs"), "0: '3parsecs' is no number, share, duration or count");
  EXPECT_EQ(mistake("read.hit@ / 2"), "9: the name of a phase is missing after '@'");
  EXPECT_EQ(mistake("read.hit@'after flush"), "9: the quote of the phase is never closed");
  EXPECT_EQ(mistake(std::string(1000, '(')), "100: it is nested too deeply");
}

}  // namespace
}  // namespace stampede
