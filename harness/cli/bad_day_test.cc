// What the scenarios of a bad day promise in their descriptions, on shortened runs of them.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;

class BadDay : public CommandTest {
 protected:
  void run_shipped(const std::string& name, const std::vector<std::string>& strategies,
                   const std::vector<std::string>& settings) {
    std::vector<std::string> arguments = {"run", std::string(STAMPEDE_SOURCE_DIR) + "/scenarios/" + name + ".yaml",
                                          "-q", "-o", "-"};
    for (const std::string& strategy : strategies) arguments.insert(arguments.end(), {"--strategy", strategy});
    for (const std::string& setting : settings) arguments.insert(arguments.end(), {"--set", setting});
    const Outcome outcome = run(arguments);
    ASSERT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
    result_ = Json::parse(outcome.out);
  }

  const Json& cell(const std::string& strategy) const {
    for (const Json& cell : result_["cells"]) {
      if (cell["strategy"] == strategy) return cell;
    }
    throw std::runtime_error("no strategy " + strategy);
  }
  const Json& metric(const std::string& strategy, const std::string& name) const {
    return cell(strategy)["metrics"].at(name);
  }
  const Json& metric(const std::string& strategy, const std::string& phase, const std::string& name) const {
    for (const Json& candidate : cell(strategy)["phases"]) {
      if (candidate["name"] == phase) return candidate["metrics"].at(name);
    }
    throw std::runtime_error("no phase " + phase);
  }

  // Of the requests due in [from, to) of the measured part: the share that was answered.
  double answered(const std::string& strategy, std::uint64_t from, std::uint64_t to) const {
    constexpr std::uint64_t kNanoseconds = 1'000'000'000;
    const Json& series = cell(strategy)["series"];
    const auto interval = series["interval_ns"].get<std::uint64_t>();
    double due = 0;
    double completed = 0;
    for (std::uint64_t i = from * kNanoseconds / interval; i < to * kNanoseconds / interval; ++i) {
      due += series["requests"][i].get<double>();
      completed += series["completed"][i].get<double>();
    }
    return completed / due;
  }

  Json result_;
};

TEST_F(BadDay, AfterAFlushOnlyOneLoadAKeyWhoseLateAnswerFillsComesBack) {
  run_shipped("metastable-flush", {"caller-fills", "late-fills", "locked-caller-fills", "locked"}, {"duration=4m"});
  for (const char* strategy : {"caller-fills", "late-fills", "locked-caller-fills", "locked"}) {
    EXPECT_EQ(answered(strategy, 60, 120), 1) << strategy;
  }
  EXPECT_GE(answered("locked", 180, 240), 0.95);
  EXPECT_GT(metric("locked", "recovery.time"), 0);
  EXPECT_EQ(metric("locked", "recovery.never"), 0);
  EXPECT_LE(answered("caller-fills", 180, 240), 0.2);
  EXPECT_LE(answered("late-fills", 180, 240), 0.8);
  EXPECT_LE(answered("locked-caller-fills", 180, 240), 0.8);
  for (const char* strategy : {"caller-fills", "late-fills", "locked-caller-fills"}) {
    EXPECT_TRUE(metric(strategy, "recovery.time").is_null()) << strategy;
    EXPECT_EQ(metric(strategy, "recovery.never"), 1) << strategy;
  }
}

TEST_F(BadDay, WithoutTheFlushTheSameTrafficIsNoTrouble) {
  run_shipped("metastable-flush", {}, {"duration=4m", "timeline[2].at=239s"});
  EXPECT_THAT(read(STAMPEDE_SOURCE_DIR "/scenarios/metastable-flush.yaml"), ::testing::HasSubstr("duration: 6m"));
  EXPECT_THAT(read(STAMPEDE_SOURCE_DIR "/scenarios/metastable-flush.yaml"),
              ::testing::HasSubstr("--set timeline[2].at=359s\n"));
  ASSERT_EQ(result_["cells"].size(), 5U);
  for (const Json& cell : result_["cells"]) EXPECT_EQ(answered(cell["strategy"], 60, 236), 1) << cell["strategy"];
}

TEST_F(BadDay, ACrashCostsOnlyWriteBehindWritesAndTheMoreTheRarerItFlushes) {
  run_shipped("crash-with-dirty-writes", {},
              {"warmup=10s", "duration=50s", "timeline=[{at: 20s, for: 2s, name: crash, process: crash}]"});
  EXPECT_EQ(metric("cache-aside", "writes.lost"), 0);
  EXPECT_EQ(metric("write-through", "writes.lost"), 0);
  EXPECT_GT(metric("behind-10ms", "writes.lost"), 0);
  EXPECT_GT(metric("behind-100ms", "writes.lost"), metric("behind-10ms", "writes.lost"));
  EXPECT_GT(metric("behind-1s", "writes.lost"), metric("behind-100ms", "writes.lost"));
  for (const Json& cell : result_["cells"]) {
    const std::string name = cell["strategy"];
    EXPECT_EQ(metric(name, "crash", "requests.failed"), metric(name, "crash", "requests.offered")) << name;
    EXPECT_LT(metric(name, "after crash", "hit_ratio"), metric(name, "before", "hit_ratio")) << name;
  }
}

TEST_F(BadDay, TheServiceSurvivesAnOutageOfItsCacheAndAGuardKeepsItFast) {
  run_shipped("cache-outage", {"cache-aside", "locked", "write-through", "write-behind"},
              {"warmup=1m", "duration=90s", "timeline[0].at=30s", "timeline[0].for=10s"});
  for (const Json& cell : result_["cells"]) {
    const std::string name = cell["strategy"];
    EXPECT_EQ(metric(name, "before", "cache.errors"), 0) << name;
    EXPECT_GT(metric(name, "outage", "cache.errors"), 10'000) << name;
    // Operations that were under way when the cache came back.
    EXPECT_LT(metric(name, "after outage", "cache.errors"), 200) << name;
    EXPECT_EQ(metric(name, "recovery.never"), 0) << name;
    EXPECT_LE(metric(name, "recovery.time"), 10'000'000'000) << name;
  }
  EXPECT_GT(metric("cache-aside", "outage", "read.error"), 0);
  EXPECT_EQ(metric("locked", "outage", "read.error"), 0);
  EXPECT_LT(metric("locked", "outage", "store.reads_per_second"),
            metric("cache-aside", "outage", "store.reads_per_second"));
  EXPECT_LT(metric("locked", "outage", "read.latency.p99").get<double>(),
            metric("cache-aside", "outage", "read.latency.p99").get<double>() / 5);
}

TEST_F(BadDay, JitterFlattensTheWaveOfExpiriesAndALockDoesNot) {
  run_shipped("synchronised-expiry", {"cache-aside", "jitter-10", "jitter-50", "locked"}, {"duration=1m"});
  const auto peak = [this](const char* strategy) { return metric(strategy, "store.queue.peak").get<int>(); };
  EXPECT_GT(peak("cache-aside"), 500);
  EXPECT_LT(peak("jitter-10"), peak("cache-aside") / 4);
  EXPECT_LT(peak("jitter-50"), peak("jitter-10") / 4);
  EXPECT_GT(peak("locked"), peak("cache-aside"));
}

TEST_F(BadDay, ExpiredValuesHideTheErrorsOfABrownout) {
  run_shipped("store-brownout", {"cache-aside", "serve-expired"}, {"duration=3m"});
  EXPECT_GT(metric("cache-aside", "brownout", "read.error"), 0);
  EXPECT_LT(metric("serve-expired", "brownout", "read.error").get<double>(),
            metric("cache-aside", "brownout", "read.error").get<double>() / 2);
  EXPECT_GT(metric("serve-expired", "brownout", "read.expired_on_error"), 0);
  EXPECT_EQ(metric("serve-expired", "stale.reads.expired_on_error"), 0);
}

TEST_F(BadDay, ACrowdMakesLargerHerdsUnlessThereIsAGuard) {
  run_shipped("flash-crowd", {"cache-aside", "locked", "xfetch"}, {"duration=5m"});
  EXPECT_GT(metric("cache-aside", "crowd", "stampede.peak"), metric("cache-aside", "before", "stampede.peak"));
  EXPECT_GT(metric("cache-aside", "crowd", "store.queue.peak"), 0);
  EXPECT_LT(metric("xfetch", "crowd", "stampede.redundant_loads"),
            metric("cache-aside", "crowd", "stampede.redundant_loads"));
  EXPECT_EQ(metric("locked", "stampede.peak"), 1);
  EXPECT_EQ(metric("locked", "crowd", "store.queue.peak"), 0);
}

}  // namespace
}  // namespace stampede
