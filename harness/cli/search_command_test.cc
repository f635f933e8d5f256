#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::HasSubstr;

// One server that takes 10ms for each call: its queue grows exactly when more than 100 calls a second come.
constexpr const char* kQueue = R"(name: queue
duration: 10s
workload:
  arrivals: {constant: {rate: 30/s}}
  keys: {single: {}}
store: {latency: 10ms, concurrency: 1}
strategies: [no-cache, cache-aside]
)";

class Search : public CommandTest {
 protected:
  Search() { write("queue.yaml", kQueue); }

  // Quietly, over the arrival rate unless `arguments` name another path.
  static Outcome search(std::vector<std::string> arguments) {
    if (std::ranges::find(arguments, "--path") == arguments.end()) {
      arguments.insert(arguments.end(), {"--path", "workload.arrivals.constant.rate"});
    }
    arguments.insert(arguments.begin(), {"search", "queue.yaml", "-q"});
    return run(std::move(arguments));
  }

  static Json found(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--format", "json", "--strategy", "no-cache"});
    return Json::parse(search(std::move(arguments)).out)["strategies"][0];
  }
};

TEST_F(Search, FindsTheHighestRateThatOneServerServesAtOnce) {
  const Outcome outcome = search({"--while", "read.latency.p99 <= 10ms", "--strategy", "no-cache"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.out,
            "queue: virtual clock, seed 1\n"
            "highest workload.arrivals.constant.rate while read.latency.p99 <= 10ms\n"
            "\n"
            "strategy  holds at  read.latency.p99  fails at  read.latency.p99\n"
            "no-cache     100/s              10ms     101/s          108.92ms\n"
            "\n"
            "to run the last value that holds:\n"
            "    stampede run queue.yaml --strategy no-cache --set workload.arrivals.constant.rate=100/s\n");
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Search, FindsItWithinTheToleranceFromAnyStart) {
  for (const char* start : {"1/s", "7/s", "99/s", "150/s", "700/s", "3000/m"}) {
    const Json json = found({"--while", "read.latency.max <= 10ms", "--from", start, "--tolerance", "0.1%"});
    EXPECT_EQ(json["outcome"], "found") << start;
    const std::string holds = json["holds_at"];
    const double per_second = std::stod(holds) / (holds.ends_with("/m") ? 60 : 1);
    EXPECT_LE(per_second, 100) << start;
    EXPECT_GT(per_second, 99.9) << start;
  }
}

TEST_F(Search, FindsTheLowestConcurrencyThatIsEnough) {
  const std::vector<std::string> arguments = {"--lowest", "--path", "store.concurrency", "--set",
                                              "workload.arrivals.constant.rate=730/s"};
  std::vector<std::string> all = arguments;
  all.insert(all.end(), {"--while", "store.queue.peak == 0 and requests.failed == 0"});
  const Json json = found(all);
  EXPECT_EQ(json["holds_at"], "8");
  EXPECT_EQ(json["fails_at"], "7");
}

TEST_F(Search, TellsEveryRunInJson) {
  const Outcome outcome =
      search({"--while", "read.latency.max <= 10ms", "--tolerance", "50%", "--format", "json", "--seed", "5"});
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "stampede.search/1");
  EXPECT_EQ(json["scenario"], "queue");
  EXPECT_EQ(json["seed"], 5);
  EXPECT_EQ(json["path"], "workload.arrivals.constant.rate");
  EXPECT_EQ(json["condition"], "read.latency.max <= 10ms");
  EXPECT_EQ(json["looks_for"], "highest");
  EXPECT_EQ(json["tolerance"], "50%");
  const Json& first = json["strategies"][0];
  EXPECT_EQ(first["strategy"], "no-cache");
  EXPECT_EQ(first["outcome"], "found");
  EXPECT_EQ(first["holds_at"], "90/s");
  EXPECT_EQ(first["fails_at"], "120/s");
  EXPECT_EQ(first["command"],
            "stampede run queue.yaml --strategy no-cache --set seed=5 --set workload.arrivals.constant.rate=90/s");
  std::vector<std::string> tried;
  for (const Json& probe : first["probes"]) {
    tried.push_back(probe["value"]);
    EXPECT_EQ(probe["holds"], probe["metrics"]["read.latency.max"].get<std::int64_t>() <= 10'000'000);
  }
  EXPECT_EQ(tried, (std::vector<std::string>{"30/s", "60/s", "120/s", "90/s", "67.5/s", "45/s"}));
}

TEST_F(Search, IsReproducedByTheCommandItPrints) {
  const Json json = found({"--while", "read.latency.p99 <= 300ms", "--set", "workload.arrivals={poisson: {rate: 60/s}}",
                           "--path", "workload.arrivals.poisson.rate", "--repetitions", "3"});
  const std::string value = json["holds_at"];
  EXPECT_THAT(json["command"].get<std::string>(), HasSubstr(" --set 'workload.arrivals={poisson: {rate: 60/s}}' --set "
                                                            "repetitions=3 --set workload.arrivals.poisson.rate=" +
                                                            value));
  const Json result = Json::parse(run({"run", "queue.yaml", "-q", "-o", "-", "--strategy", "no-cache", "--set",
                                       "workload.arrivals={poisson: {rate: 60/s}}", "--set", "repetitions=3", "--set",
                                       "workload.arrivals.poisson.rate=" + value})
                                      .out);
  const Json& pooled = result["summary"][0]["metrics"]["read.latency.p99"];
  for (const Json& probe : json["probes"]) {
    if (probe["value"] != value) continue;
    EXPECT_EQ(probe["metrics"]["read.latency.p99"], pooled["pooled"]);
  }
}

TEST_F(Search, DoesNotDependOnTheNumberOfJobs) {
  const std::vector<std::string> arguments = {"--while", "read.latency.p99 <= 20ms", "--to", "200/s", "--repetitions",
                                              "2"};
  std::vector<std::string> one = arguments;
  one.insert(one.end(), {"--jobs", "1"});
  std::vector<std::string> many = arguments;
  many.insert(many.end(), {"--jobs", "5"});
  EXPECT_EQ(search(one).out, search(many).out);
}

TEST_F(Search, SaysWhenTheConditionHoldsUpToTheBound) {
  const Outcome outcome = search({"--while", "hit_ratio >= 90%", "--strategy", "cache-aside", "--to", "100/s"});
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_EQ(outcome.out,
            "queue: virtual clock, seed 1\n"
            "highest workload.arrivals.constant.rate while hit_ratio >= 90%\n"
            "\n"
            "strategy     holds at  hit_ratio  fails at  hit_ratio\n"
            "cache-aside     100/s      99.8%         -          -\n"
            "\n"
            "cache-aside: holds even at 100/s, the bound\n"
            "\n"
            "to run the last value that holds:\n"
            "    stampede run queue.yaml --strategy cache-aside --set workload.arrivals.constant.rate=100/s\n");
  EXPECT_EQ(outcome.err, "exit code 3 (inconclusive)\n");
}

TEST_F(Search, SaysWhenTheConditionNeverHolds) {
  const std::vector<std::string> never = {"--while", "read.latency.p50 < 10ms", "--strategy", "no-cache"};
  EXPECT_THAT(search(never).out,
              HasSubstr("\n"
                        "strategy  holds at  read.latency.p50     fails at  read.latency.p50\n"
                        "no-cache         -                 -  0.1171875/s              10ms\n"
                        "\n"
                        "no-cache: does not hold even at 0.1171875/s, 8 steps from the start; go on with --from "
                        "0.1171875/s\n"));
  EXPECT_EQ(search(never).code, ExitCode::kInconclusive);
}

TEST_F(Search, ARunThatMeasuresNothingHasNoValue) {
  const Json unmeasured = found({"--path", "workload.arrivals.constant.interval", "--set", "warmup=1s", "--set",
                                 "workload.arrivals.constant.interval=8s", "--while", "requests.goodput <= 1"});
  const Json& last = unmeasured["probes"][1];
  EXPECT_EQ(last["value"], "16s");
  EXPECT_EQ(last["holds"], false);
  EXPECT_EQ(last["metrics"]["requests.goodput"], nullptr);
  EXPECT_THAT(last["failure"].get<std::string>(), HasSubstr("nothing was measured"));
}

TEST_F(Search, EndsWhereTheScenarioIsNoLongerValid) {
  const Outcome outcome =
      search({"--path", "store.latency.lognormal.p50", "--set", "store.latency={lognormal: {p50: 1ms, p99: 5ms}}",
              "--while", "hit_ratio >= 0", "--strategy", "no-cache"});
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_EQ(outcome.err,
            "error: the scenario is not valid with store.latency.lognormal.p50=8ms: 'p99' (5ms) is less than "
            "'p50' (8ms)\n"
            "  keep the search away from there with --from and --to\n"
            "exit code 3 (inconclusive)\n");
  EXPECT_THAT(outcome.out, HasSubstr("\nno-cache: the scenario is not valid with store.latency.lognormal.p50=8ms: "));
}

TEST_F(Search, WarnsOfASecondBoundary) {
  const Outcome outcome =
      search({"--while", "requests.offered <= 600 and requests.offered != 450", "--strategy", "no-cache"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.err,
            "warning: no-cache: the condition does not hold at 45/s either, though it does at 60/s: there is more than "
            "one boundary\n");
}

TEST_F(Search, TellsHowFarItIs) {
  const std::vector<std::string> arguments = {
      "search", "queue.yaml", "--path", "workload.arrivals.constant.rate", "--while", "read.latency.max <= 10ms",
      "--to",   "200/s"};
  EXPECT_THAT(run(arguments).err,
              testing::MatchesRegex("queue: [a-z-]+ done \\(1/2\\) after [0-9a-z.]+, [0-9]+ runs\n"
                                    "queue: [a-z-]+ done \\(2/2\\) after [0-9a-z.]+, [0-9]+ runs\n"));
  EXPECT_THAT(run(arguments, true).err, HasSubstr("/2 done  "));
}

struct SearchMistake {
  std::vector<std::string> arguments;
  const char* text;
};

TEST_F(Search, AnswersMistakesWithWhatToDoNext) {
  const std::string condition = "hit_ratio >= 90%";
  const std::string next = "\n  nothing was run; 'stampede explain METRIC' tells what a metric means\n";
  const std::vector<SearchMistake> mistakes = {
      {{"search", "queue.yaml", "--while", condition},
       "error: no --path given\n  name the number to vary, e.g. --path cache.ttl\n"},
      {{"search", "queue.yaml", "--path", "cache.ttl"},
       "error: no --while given\n  say what must hold, e.g. --while 'read.latency.p99 <= 100ms'\n"},
      {{"search", "quueue", "--path", "cache.ttl", "--while", condition},
       "error: no scenario 'quueue', neither a file nor a name in ./scenarios\n"
       "  'stampede list scenarios' shows those at hand\n"},
      {{"search", "queue.yaml", "--path", "cache.ttl", "--while", "hit_ratio >= 90% or so"},
       "--while:1:18: error: unexpected 'or so' after the comparison; only 'and' can join another\n"
       "hit_ratio >= 90% or so\n"
       "                 ^\n"
       "  nothing was run; 'stampede explain METRIC' tells what a metric means\n"},
      {{"search", "queue.yaml", "--path", "cache.ttl", "--while", "hit_ratio@after flush >= 90%", "--set",
        "timeline=[{at: 1s, name: flash, cache: flush}]"},
       "--while:1:11: error: unknown phase 'after flush'; did you mean 'after flash'?\n"
       "hit_ratio@after flush >= 90%\n"
       "          ^\n"
       "  nothing was run; 'stampede explain METRIC' tells what a metric means\n"},
      {{"search", "queue.yaml", "--path", "cache.ttl", "--while", condition},
       "error: --path: 'cache.ttl' is 'none', which is no number to start from\n"
       "  give a first value with --from, or see 'stampede explain' for all settings\n"},
      {{"search", "queue.yaml", "--path", "cache.tll", "--from", "1s", "--while", condition},
       "--set 'cache.tll=1s': error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n"
       "  nothing was run; scenarios/reference.yaml shows every key with its default\n"},
      {{"search", "queue.yaml", "--path", "cache.jitter", "--while", condition},
       "error: the search doubles and halves, and cannot start from 0\n  give another first value with --from\n"},
      {{"search", "queue.yaml", "--path", "cache.jitter", "--from", "1%", "--to", "5", "--while", condition},
       "error: --to: a share needs a unit, e.g. '5%'\n  write it like the setting, which is 1%\n"},
      {{"search", "queue.yaml", "--path", "cache.jitter", "--from", "1%", "--to", "101%", "--while", condition},
       "error: --to: '101%' is out of range\n  the setting lies between 0% and 100%\n"},
      {{"search", "queue.yaml", "--path", "cache.jitter", "--while", condition, "--tolerance", "1"},
       "error: --tolerance: a share needs a unit, e.g. '1%'\n  see 'stampede search --help'\n"},
      {{"search", "queue.yaml", "--path", "store.concurrency", "--while", condition, "--strategy", "no-cash"},
       "error: no strategy 'no-cash' in scenario 'queue'; did you mean 'no-cache'?\n"
       "  it has no-cache, cache-aside\n"},
  };
  for (const SearchMistake& mistake : mistakes) {
    const Outcome outcome = run(mistake.arguments);
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.err, mistake.text + std::string("exit code 2 (usage)\n"));
    EXPECT_EQ(outcome.out, "");
  }
}

}  // namespace
}  // namespace stampede
