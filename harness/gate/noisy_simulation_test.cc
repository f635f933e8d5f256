// How often the judge is wrong, counted on made-up measurements. README.md has a table of the same over more trials.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "harness/base/rounds_testing.h"
#include "harness/gate/noise_testing.h"

namespace stampede {
namespace {

struct Trials {
  std::size_t family = 1;
  double worsening = 0;
  double floor = 0.05;
  std::size_t pairs = 15;
  double noise = 0.03;
  std::uint64_t count = 400;
};

// Shares of families in which a metric got the verdict.
struct Shares {
  double fail = 0;
  double confirmed = 0;  // failed, and failed again on fresh pairs of those that had failed
  double improved = 0;
  double pass = 0;  // all of them
  double inconclusive = 0;
};

std::vector<NoisyMetric> measured(const Trials& trials, RandomSequence& random) {
  auto family = made_up_family(trials.family, trials.pairs, {.run = trials.noise}, trials.worsening, random);
  for (NoisyMetric& metric : family) metric.relative_floor = trials.floor;
  return family;
}

std::size_t count_of(const std::vector<NoisyFinding>& findings, NoisyVerdict verdict) {
  return static_cast<std::size_t>(std::ranges::count(findings, verdict, &NoisyFinding::verdict));
}

// Those that failed, measured afresh.
bool fails_again(const Trials& trials, const std::vector<NoisyFinding>& findings, RandomSequence& random) {
  const std::vector<NoisyMetric> fresh = measured(trials, random);
  std::vector<NoisyMetric> failed;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].verdict == NoisyVerdict::kFail) failed.push_back(fresh[i]);
  }
  return count_of(judge_noisy(failed), NoisyVerdict::kFail) > 0;
}

Shares simulated(const Trials& trials) {
  RandomSequence random(RandomStream(1, "trials"));
  RandomSequence fresh(RandomStream(1, "confirmations"));
  Shares shares;
  const std::uint64_t count = scaled(trials.count);
  const double one = 1.0 / static_cast<double>(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::vector<NoisyFinding> findings = judge_noisy(measured(trials, random));
    const bool fail = count_of(findings, NoisyVerdict::kFail) > 0;
    shares.fail += fail ? one : 0;
    shares.confirmed += fail && fails_again(trials, findings, fresh) ? one : 0;
    shares.improved += count_of(findings, NoisyVerdict::kImproved) > 0 ? one : 0;
    shares.pass += count_of(findings, NoisyVerdict::kPass) == trials.family ? one : 0;
    shares.inconclusive += count_of(findings, NoisyVerdict::kInconclusive) > 0 ? one : 0;
  }
  return shares;
}

// Fewer trials than usual tell less.
double luck() {
  return scaled(400) < 400 ? 0.1 : 0;
}

TEST(NoisySimulation, EqualBuildsHardlyEverFailOrImprove) {
  for (const std::size_t family : {1, 8, 60}) {
    const Shares shares = simulated({.family = family});
    EXPECT_LE(shares.fail, 0.01 + luck()) << family;
    EXPECT_LE(shares.improved, 0.01 + luck()) << family;
  }
}

TEST(NoisySimulation, ASingleNumberOfEqualBuildsPasses) {
  EXPECT_GE(simulated({}).pass, 0.95 - luck());
}

TEST(NoisySimulation, WithoutAFloorTheTestAloneKeepsItsLevel) {
  constexpr double kLuck = 0.022;  // two standard deviations of a count of 400 at 5 %
  for (const std::size_t family : {1, 8, 60}) {
    EXPECT_LE(simulated({.family = family, .floor = 0}).fail, 0.05 + kLuck + luck()) << family;
  }
}

TEST(NoisySimulation, TenPercentWorseIsCaught) {
  for (const std::size_t family : {1, 8, 60}) {
    EXPECT_GE(simulated({.family = family, .worsening = 0.10}).confirmed, 0.95 - luck()) << family;
  }
}

TEST(NoisySimulation, TenPercentBetterIsSeen) {
  EXPECT_GE(simulated({.family = 8, .worsening = -0.10}).improved, 0.95 - luck());
}

TEST(NoisySimulation, BelowThePairsThatAreNeededNothingIsDecided) {
  const Shares shares = simulated({.family = 8, .worsening = 0.10, .pairs = 7});
  EXPECT_NEAR(shares.inconclusive, 1, 1e-9);
  EXPECT_EQ(shares.fail, 0);
}

// Run with --gtest_also_run_disabled_tests --gtest_filter='*Readme'.
TEST(NoisySimulation, DISABLED_TableOfTheReadme) {
  for (const double noise : {0.03, 0.06}) {
    for (const std::size_t family : {1, 8, 60}) {
      for (const std::size_t pairs : {15, 30}) {
        Trials trials{.family = family, .pairs = pairs, .noise = noise, .count = 10'000};
        const Shares equal = simulated(trials);
        trials.worsening = 0.10;
        const Shares worse = simulated(trials);
        fmt::print("| {:.0f} % | {} | {} | {:.2f} % | {:.2f} % | {:.1f} % | {:.1f} % | {:.1f} % |\n", 100 * noise,
                   family, pairs, 100 * equal.fail, 100 * equal.confirmed, 100 * equal.pass, 100 * worse.fail,
                   100 * worse.confirmed);
      }
    }
  }
}

}  // namespace
}  // namespace stampede
