// Policy files: what they say, and what is wrong with them.
#include "harness/gate/policy.h"

#include <gtest/gtest.h>

#include <fstream>

#include "harness/base/temporary_folder.h"

namespace stampede {
namespace {

LoadedPolicy load(const std::string& yaml) {
  const TemporaryFolder folder;
  const std::string path = (folder.path() / "p.yaml").string();
  std::ofstream(path) << yaml;
  LoadedPolicy loaded = load_policy(path);
  for (Diagnostic& each : loaded.diagnostics) each.file = "p.yaml";
  return loaded;
}

GatePolicy loaded(const std::string& yaml) {
  const LoadedPolicy policy = load(yaml);
  EXPECT_EQ(render_diagnostics(policy.diagnostics), "");
  return policy.policy.value_or(GatePolicy());
}

std::string policy_mistakes(const std::string& yaml) {
  return render_diagnostics(load(yaml).diagnostics);
}

TEST(Policy, HasDefaults) {
  const GatePolicy policy = default_policy();
  EXPECT_EQ(policy.tail, 100u);
  EXPECT_EQ(policy.policy_for("store.reads", "locked").text(), "no_worse");
  ASSERT_EQ(policy.statistics.metrics.size(), 3u);
  EXPECT_EQ(policy.statistics.metrics[1]->name, "read.latency.p99");
  EXPECT_EQ(policy.statistics.alpha, 0.05);
  EXPECT_EQ(policy.statistics.effect, 0.05);
}

TEST(Policy, TheFirstLineThatMatchesDecides) {
  const GatePolicy policy = loaded(
      "baseline:\n"
      "  - {metric: 'stampede.*', strategy: locked, policy: exact}\n"
      "  - {metric: 'read.latency.*', policy: within 2.5%}\n"
      "  - {metric: digest, policy: info}\n"
      "  - {metric: '*', policy: no_worse}\n");
  EXPECT_EQ(policy.policy_for("stampede.peak", "locked").text(), "exact");
  EXPECT_EQ(policy.policy_for("stampede.peak", "xfetch").text(), "no_worse");
  EXPECT_EQ(policy.policy_for("read.latency.p99", "xfetch").text(), "within 2.5%");
  EXPECT_EQ(policy.policy_for("digest", "xfetch").text(), "info");
}

TEST(Policy, ReadsChecksWaiversAndStatistics) {
  const GatePolicy policy = loaded(
      "version: 1\n"
      "checks: [read.latency.p99 <= 250ms]\n"
      "tail: 10\n"
      "statistics: {metrics: [hit_ratio], alpha: 1%, effect: 2%, floors: [{metric: read.latency.p99, floor: 20us}]}\n"
      "waivers:\n"
      "  - {check: read.latency.p99 <= 250ms, strategy: 'x*', until: 2026-12-31, reason: known, accept: 300ms}\n");
  EXPECT_EQ(policy.checks[0].text, "read.latency.p99 <= 250ms");
  EXPECT_EQ(policy.checks[0].place.line, 2);
  EXPECT_EQ(policy.tail, 10u);
  EXPECT_EQ(policy.statistics.alpha, 0.01);
  EXPECT_EQ(policy.statistics.floor_of(*policy.statistics.metrics[0]), 0);
  EXPECT_EQ(number_of(policy.statistics.floors[0].floor), 20'000);
  EXPECT_EQ(format_date(policy.waivers[0].until), "2026-12-31");
  EXPECT_EQ(policy.waivers[0].accept, "300ms");
  EXPECT_EQ(policy.waivers[0].place.line, 6);
}

TEST(Policy, TellsAllMistakesWithTheirPlace) {
  EXPECT_EQ(
      policy_mistakes("baseline:\n"
                      "  - {metric: 'raed.*', policy: exat}\n"
                      "waivers:\n"
                      "  - {check: a, until: 2026-02-30, reason: ''}\n"
                      "  - {check: a, reason: x}\n"
                      "statistics: {metrics: [read.count]}\n"
                      "cheks: []\n"),
      "p.yaml:2:14: error: 'baseline[0].metric': no metric is called 'raed.*'; 'stampede list metrics' shows all\n"
      "  - {metric: 'raed.*', policy: exat}\n"
      "             ^\n"
      "p.yaml:2:32: error: 'baseline[0].policy': 'exat' is no policy; it is one of 'exact', 'no_worse', 'within "
      "2%' and 'info'\n"
      "  - {metric: 'raed.*', policy: exat}\n"
      "                               ^\n"
      "p.yaml:4:23: error: 'waivers[0].until': there is no such day\n"
      "  - {check: a, until: 2026-02-30, reason: ''}\n"
      "                      ^\n"
      "p.yaml:4:43: error: 'waivers[0].reason': must not be empty\n"
      "  - {check: a, until: 2026-02-30, reason: ''}\n"
      "                                          ^\n"
      "p.yaml:5:5: error: 'waivers[1]' needs 'until' (its last day, e.g. 2026-12-31; after it the check fails "
      "again)\n"
      "  - {check: a, reason: x}\n"
      "    ^\n"
      "p.yaml:6:24: error: 'statistics.metrics[0]': 'read.count' has no better side: nobody can say whether it got "
      "worse\n"
      "statistics: {metrics: [read.count]}\n"
      "                       ^\n"
      "p.yaml:7:1: error: unknown key 'cheks'; did you mean 'checks'?\n"
      "cheks: []\n"
      "^\n");
}

TEST(Policy, RefusesAFloorOfAnotherUnit) {
  EXPECT_EQ(policy_mistakes("statistics: {floors: [{metric: read.latency.p99, floor: 5}]}\n"),
            "p.yaml:1:57: error: 'read.latency.p99' is compared with a duration: a duration needs a unit, e.g. '5s'\n"
            "statistics: {floors: [{metric: read.latency.p99, floor: 5}]}\n"
            "                                                        ^\n");
  EXPECT_EQ(policy_mistakes("statistics: {alpha: 0%}\n"),
            "p.yaml:1:21: error: with 'alpha: 0%' nothing can ever fail\n"
            "statistics: {alpha: 0%}\n"
            "                    ^\n");
}

TEST(Policy, ThatCannotBeReadIsAnError) {
  const LoadedPolicy loaded = load_policy("/nowhere/p.yaml");
  EXPECT_TRUE(loaded.io_error);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "/nowhere/p.yaml: error: no such file\n");
}

TEST(Date, IsADayOfTheCalendar) {
  EXPECT_EQ(format_date(parse_date("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"2023-02-29", "2026-13-01", "2026-00-10"}) {
    EXPECT_EQ(parse_date(text).reason(), "there is no such day") << text;
  }
  for (const char* text : {"", "2026-1-1", "2026/01/01", "26-01-01", "2026-01-011", "2026-01-0x"}) {
    EXPECT_EQ(parse_date(text).reason(), "a date is written as year-month-day, e.g. '2026-12-31'") << text;
  }
}

}  // namespace
}  // namespace stampede
