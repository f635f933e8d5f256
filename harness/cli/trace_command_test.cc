// trace: one key under a magnifying glass.
#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

class TraceCommand : public CommandTest {
 protected:
  TraceCommand() {
    write("one-key.yaml",
          "name: one-key\nwarmup: 20ms\nduration: 30ms\n"
          "workload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
          "cache: {ttl: 20ms}\nstore: {latency: 5ms}\nstrategies: [cache-aside, locked]\n");
  }
};

TEST_F(TraceCommand, ShowsEachEventWithItsInstantRequestAndLoad) {
  const Outcome outcome = run({"trace", "one-key.yaml", "--from", "5ms", "--to", "20ms"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out,
            "10ms            r3         -        read\n"
            "10ms            -          -        expire\n"
            "10ms            r3         -        lookup: miss\n"
            "10ms            r3         #2       load: demand\n"
            "10ms            r3         #2       call: served\n"
            "15ms            r3         #2       service ends\n"
            "15ms            r3         #2       fill: v0\n"
            "15ms            -          #2       load ends\n"
            "15ms            r3         #2       answer: load v0\n");
}

TEST_F(TraceCommand, IsAlsoJson) {
  const Outcome outcome = run({"trace", "one-key.yaml", "--strategy", "locked", "--format", "json"});
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_EQ(json["strategy"], "locked");
  EXPECT_EQ(json["events"][0], nlohmann::json::parse(R"({"at_ns": 0, "event": "read", "request": 2})"));
}

TEST_F(TraceCommand, SaysSoWhereNothingHappened) {
  const Outcome outcome = run({"trace", "one-key.yaml", "--key", "5"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "nothing happened to key 5 in that time: try a key that is asked for, or a longer time\n");
}

TEST_F(TraceCommand, RefusesWhatItCannotWatch) {
  const auto refused = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"trace", "one-key.yaml"});
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    return outcome.err.substr(0, outcome.err.find('\n'));
  };
  EXPECT_EQ(refused({"--strategy", "lokced"}), "error: the scenario has no strategy 'lokced'; did you mean 'locked'?");
  EXPECT_EQ(refused({"--to", "5"}), "error: --to: a duration needs a unit, e.g. '5s'");
  EXPECT_EQ(refused({"--from", "5ms", "--to", "5ms"}), "error: --to is not after --from");
  EXPECT_EQ(refused({"--key", "5G"}), "error: --key: '5G' is no key");
}

}  // namespace
}  // namespace stampede
