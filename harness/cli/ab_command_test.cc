// Commands that copy a prepared result in place of builds: what they "measure" is known to the digit.
#include <gmock/gmock.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <regex>

#include "harness/cli/testing.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

constexpr const char* kA = "cp a{seed}.json {result}";
constexpr const char* kB = "cp b{seed}.json {result}";
constexpr std::uint64_t kLastSeed = 13;  // a warm-up, six pairs, and as many to confirm

class AbCommand : public CommandTest {
 protected:
  using Seconds = std::function<double(std::uint64_t seed)>;

  // Four hits in nine reads, of 20 ms each.
  static CellRecord cell(const std::string& strategy, double wall_seconds) {
    CellRecord cell;
    cell.strategy = strategy;
    cell.seed = 7;
    cell.digest = "0123456789abcdef";
    cell.wall_seconds = wall_seconds;
    cell.servers = 4;
    cell.window.reads.outcomes = {4, 0, 0, 5, 0, 0, 0};
    cell.window.reads.latency = histogram_of({20'000'000});
    return cell;
  }

  static Result result_that_took(double seconds) {
    return result_of({cell("xfetch", seconds / 4), cell("locked", seconds - seconds / 4)});
  }

  static void write_side(const std::string& side, const Seconds& seconds) {
    for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
      write(side + std::to_string(seed) + ".json", result_text(result_that_took(seconds(seed))));
    }
  }

  // One to two seconds, whatever the machine's mood.
  static double usual(std::uint64_t seed) { return 1 + static_cast<double>(seed * 5 % 8) / 8; }
  static Seconds slower(double factor) {
    return [factor](std::uint64_t seed) { return factor * usual(seed); };
  }

  static Outcome ab(std::vector<std::string> more, const std::string& a = kA, const std::string& b = kB) {
    std::vector<std::string> arguments = {"ab", "--a", a, "--b", b, "-q"};
    if (std::ranges::find(more, "--pairs") == more.end()) arguments.insert(arguments.end(), {"--pairs", "6"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(std::move(arguments));
  }

  // With a fixed name for the folder of the results.
  static std::string masked(const std::string& text) {
    return std::regex_replace(text, std::regex("[^ ']*/stampede-\\w{6}/"), "FOLDER/");
  }

  static std::string error_of(std::vector<std::string> more, const std::string& a = kA, const std::string& b = kB) {
    const Outcome outcome = ab(std::move(more), a, b);
    EXPECT_EQ(outcome.out, "");
    return masked(outcome.err);
  }
};

TEST_F(AbCommand, PassesIfNothingGotWorse) {
  write_side("a", usual);
  write_side("b", [](std::uint64_t seed) {
    const double change = 0.004 * static_cast<double>(seed);
    return usual(seed) * (seed % 2 == 0 ? 1 + change : 1 - change);
  });
  const Outcome outcome = ab({});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, R"(a: cp a{seed}.json {result}
b: cp b{seed}.json {result}
6 pairs, seeds 2 to 7; level 5%, tolerated 5%

verdict       metric        pairs  median a  median b   change    95% interval  p worse  p better
PASS          wall_seconds      6    1.438s     1.43s  -0.216%  -2.8% to +2.4%     0.66      0.42

PASS: b is not worse than a by more than 5%
)");
}

TEST_F(AbCommand, FailsIfFreshPairsConfirmIt) {
  write_side("a", usual);
  write_side("b", slower(1.25));
  const Outcome outcome = ab({});
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
  EXPECT_EQ(outcome.err, "exit code 1 (gate failed)\n");
  EXPECT_EQ(outcome.out, R"(a: cp a{seed}.json {result}
b: cp b{seed}.json {result}
6 pairs, seeds 2 to 7; level 5%, tolerated 5%

verdict       metric        pairs  median a  median b  change  95% interval  p worse  p better
FAIL          wall_seconds      6    1.438s    1.797s    +25%  +25% to +25%    0.016         1

confirmation on fresh pairs, seeds 8 to 13
verdict       metric        pairs  median a  median b  change  95% interval  p worse  p better
FAIL          wall_seconds      6    1.375s    1.719s    +25%  +25% to +25%    0.016         1

FAIL: b is worse than a in wall_seconds, and fresh pairs agree
)");
}

TEST_F(AbCommand, PassesIfFreshPairsDoNotConfirmIt) {
  write_side("a", usual);
  write_side("b", [](std::uint64_t seed) { return usual(seed) * (seed <= 7 ? 1.25 : 1); });
  const Outcome outcome = ab({});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, HasSubstr("FAIL          wall_seconds      6"));
  EXPECT_THAT(outcome.out, HasSubstr("PASS          wall_seconds      6"));
  EXPECT_THAT(outcome.out, EndsWith("\nPASS: b is not worse than a by more than 5%; fresh pairs did not confirm what "
                                    "the first ones said\n"));
}

TEST_F(AbCommand, SaysThatItImproved) {
  write_side("a", usual);
  write_side("b", slower(0.75));
  const Outcome outcome = ab({});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, EndsWith("IMPROVED      wall_seconds      6    1.438s    1.078s    -25%  -25% to -25%"
                                    "        1     0.016\n"
                                    "\nIMPROVED: b is better than a in wall_seconds\n"));
}

TEST_F(AbCommand, IsInconclusiveIfTheNoiseIsLarge) {
  write_side("a", usual);
  write_side("b", [](std::uint64_t seed) { return usual(seed) * (seed % 2 == 0 ? 1.25 : 0.75); });
  const Outcome outcome = ab({});
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_EQ(outcome.err, "exit code 3 (inconclusive)\n");
  EXPECT_THAT(outcome.out,
              EndsWith("\nwall_seconds: may be worse by up to 25%, and 5% is tolerated: measure more pairs, or on a "
                       "machine with less to do\n"
                       "\nINCONCLUSIVE: whether b is worse than a in wall_seconds is not known\n"));
}

TEST_F(AbCommand, ToleratesWhatItIsTold) {
  write_side("a", usual);
  write_side("b", slower(1.25));
  EXPECT_EQ(ab({"--effect", "25.1%"}).code, ExitCode::kOk);
  EXPECT_EQ(ab({"--effect", "24.9%"}).code, ExitCode::kGateFailed);
  EXPECT_EQ(ab({"--pairs", "7", "--alpha", "1%"}).code, ExitCode::kInvalidRun);  // a 14th seed was not prepared
}

TEST_F(AbCommand, NeedsPairsBeforeItSpendsTime) {
  EXPECT_EQ(error_of({"--pairs", "4"}, "touch ran", "touch ran"),
            "error: needs at least 5 pairs, has 4\n"
            "  with fewer, luck alone could explain any difference of 1 metric at 5%: give --pairs 5 or more\n"
            "exit code 3 (inconclusive)\n");
  EXPECT_FALSE(std::filesystem::exists("ran"));
}

TEST_F(AbCommand, NeedsMorePairsForMoreStrategies) {
  write_side("a", usual);
  write_side("b", usual);
  EXPECT_EQ(error_of({"--metric", "hit_ratio", "--metric", "read.latency.p99"}),
            "error: needs at least 7 pairs, has 6\n"
            "  with fewer, luck alone could explain any difference of 4 metrics at 5%: give --pairs 7 or more\n"
            "exit code 3 (inconclusive)\n");
}

TEST_F(AbCommand, JudgesMetricsOfEachStrategy) {
  write_side("a", usual);
  for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
    Result result = result_that_took(1);
    result.cells[1].window.reads.outcomes[0] = 2;  // fewer hits
    write("b" + std::to_string(seed) + ".json", result_text(result));
  }
  const Outcome outcome = ab({"--metric", "hit_ratio", "--metric", "hit_ratio"});
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
  EXPECT_THAT(outcome.out, HasSubstr("\nPASS          hit_ratio of xfetch      6    44.44%    44.44%      0%"));
  EXPECT_THAT(outcome.out, HasSubstr("\nFAIL          hit_ratio of locked      6    44.44%    28.57%  -35.7%"));
  EXPECT_THAT(outcome.out, EndsWith("\nFAIL: b is worse than a in hit_ratio of locked, and fresh pairs agree\n"));
}

TEST_F(AbCommand, WithoutAValueThereIsNoVerdict) {
  write_side("a", usual);
  write_side("b", usual);
  Result result = result_that_took(1);
  result.cells[0].window.reads.latency = Histogram();
  write("b4.json", result_text(result));
  const Outcome outcome = ab({"--metric", "read.latency.p99"});
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_THAT(outcome.out, HasSubstr("\nNO DATA       read.latency.p99 of xfetch      6         -         -       -"));
  EXPECT_THAT(outcome.out, HasSubstr("\nread.latency.p99 of xfetch: b has no value in pair 3 (seed 4): choose a metric "
                                     "that every run has\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\nPASS          read.latency.p99 of locked      6"));
}

TEST_F(AbCommand, AStrategyThatOneSideLacksHasNoValue) {
  write_side("a", usual);
  for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
    write("b" + std::to_string(seed) + ".json", result_text(result_of({cell("locked", 1)})));
  }
  const Outcome outcome = ab({"--metric", "hit_ratio"});
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_THAT(outcome.out, HasSubstr("\nhit_ratio of xfetch: b has no value in pair 1 (seed 2): choose"));
}

TEST_F(AbCommand, KnowsTheCpuTime) {
  write_side("a", usual);
  write_side("b", usual);
  const Json json = Json::parse(ab({"--metric", "cpu_seconds", "--format", "json"}).out);
  for (const Json& each : json["runs"]) EXPECT_GE(each["values"]["cpu_seconds"], 0);
  EXPECT_EQ(json["first"][0]["metric"], "cpu_seconds");
}

TEST_F(AbCommand, SaysWhichSettingsDiffer) {
  write_side("a", usual);
  for (std::uint64_t seed = 1; seed <= kLastSeed; ++seed) {
    Result result = result_that_took(usual(seed));
    result.scenario_digest = "other";
    result.scenario_json = R"({"version":1,"name":"other"})";
    result.environment.build_type = "Debug";
    write("b" + std::to_string(seed) + ".json", result_text(result));
  }
  EXPECT_THAT(ab({}).out, HasSubstr("tolerated 5%\n"
                                    "\nnote: the scenario of b is not that of a:\n  name: example -> other\n"
                                    "\nnote: b was not built or run like a:\n  build type: Release -> Debug\n"
                                    "\nverdict"));
}

TEST_F(AbCommand, KeepsEveryRunInItsOrder) {
  write_side("a", usual);
  write_side("b", slower(1.25));
  const Outcome outcome = ab({"--format", "json", "-o", "ab.json"});
  EXPECT_EQ(read("ab.json"), outcome.out);
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "stampede.ab/1");
  EXPECT_EQ(json["incomplete"], false);
  EXPECT_EQ(json["metrics"][0]["verdict"], "FAIL");
  ASSERT_EQ(json["runs"].size(), 26U);
  EXPECT_EQ(json["runs"][0]["stage"], "warm-up");
  EXPECT_EQ(json["runs"][2]["stage"], "first");
  EXPECT_EQ(json["runs"][14]["stage"], "confirmation");
  std::set<std::string> firsts;
  for (std::size_t i = 0; i < 26; i += 2) {
    const Json& one = json["runs"][i];
    const Json& two = json["runs"][i + 1];
    EXPECT_EQ(one["pair"], i / 2);
    EXPECT_EQ(one["seed"], 1 + i / 2);
    EXPECT_EQ(two["pair"], one["pair"]);
    EXPECT_EQ(two["seed"], one["seed"]);
    EXPECT_NE(two["side"], one["side"]);
    firsts.insert(one["side"].get<std::string>());
    const Json& a = one["side"] == "a" ? one : two;
    EXPECT_EQ(a["values"]["wall_seconds"], usual(1 + i / 2));
  }
  EXPECT_THAT(firsts, ElementsAre("a", "b"));
}

TEST_F(AbCommand, AppendsSeedAndResultToCommandsThatDoNotNameThem) {
  write("a.json", result_text(result_that_took(1)));
  write("fake.sh", "echo \"$@\" >> $1.txt\nfor last; do :; done\ncp a.json \"$last\"\n");
  ASSERT_EQ(ab({"--pairs", "5", "--effect", "1%", "--seed", "40"}, "sh fake.sh one", "sh fake.sh two {seed}").code,
            ExitCode::kInconclusive);
  EXPECT_THAT(masked(read("one.txt")),
              ::testing::StartsWith("one --seed 40 -q --progress none -o FOLDER/result.json\n"
                                    "one --seed 41 -q --progress none -o FOLDER/result.json\n"));
  EXPECT_THAT(masked(read("two.txt")), ::testing::StartsWith("two 40 -q --progress none -o FOLDER/result.json\n"));
}

TEST_F(AbCommand, TellsHowACommandFailed) {
  write_side("a", usual);
  EXPECT_EQ(error_of({}, kA, "echo first; echo last >&2; exit 7; # {seed} {result}"),
            "error: command b failed in the warm-up (seed 1): ended with exit code 7\n"
            "  command: echo first; echo last >&2; exit 7; # 1 FOLDER/result.json\n"
            "  the end of what it printed:\n"
            "    first\n"
            "    last\n"
            "  see that the command works by itself, then start again\n"
            "exit code 5 (invalid run)\n");
}

TEST_F(AbCommand, TellsThatACommandFailedLater) {
  write_side("a", usual);
  write_side("b", usual);
  EXPECT_EQ(error_of({}, "test {seed} -lt 4 && cp a{seed}.json {result}", kB),
            "error: command a failed in pair 3 (seed 4): ended with exit code 1\n"
            "  command: test 4 -lt 4 && cp a4.json FOLDER/result.json\n"
            "  it printed nothing\n"
            "  see that the command works by itself, then start again\n"
            "exit code 5 (invalid run)\n");
}

TEST_F(AbCommand, WantsAResultThatIsReadableAndComplete) {
  EXPECT_THAT(error_of({}, "true # {seed} {result}"), HasSubstr("failed in the warm-up (seed 1): wrote no result\n"));
  EXPECT_THAT(
      error_of({}, "echo {seed} > {result}"),
      HasSubstr("failed in the warm-up (seed 1): wrote a result that cannot be read: FOLDER/result.json: error"));
  Result result = result_that_took(1);
  result.complete = false;
  write("half.json", result_text(result));
  EXPECT_THAT(error_of({}, "cp half.json {result} # {seed}"), HasSubstr("(seed 1): wrote an incomplete result\n"));
}

TEST_F(AbCommand, InterruptedShowsWhatThereIs) {
  write_side("a", usual);
  write_side("b", usual);
  const std::string a = "test {seed} != 5 || kill -INT $PPID; cp a{seed}.json {result}";
  const Outcome outcome = ab({"-o", "ab.json"}, a);
  EXPECT_EQ(outcome.code, ExitCode::kInterrupted);
  EXPECT_EQ(outcome.err, "exit code 130 (interrupted)\n");
  EXPECT_THAT(outcome.out, HasSubstr("\nINCONCLUSIVE  wall_seconds  "));
  EXPECT_THAT(outcome.out, EndsWith("\nwall_seconds: interrupted: run it again to the end\n"
                                    "\nINCOMPLETE: interrupted before the end\n"));
  const Json json = Json::parse(read("ab.json"));
  EXPECT_EQ(json["incomplete"], true);
  EXPECT_LT(json["runs"].size(), 11U);
  EXPECT_GE(json["runs"].size(), 9U);
}

TEST_F(AbCommand, InterruptedInTheWarmUpHasNothingToShow) {
  const Outcome outcome = ab({}, "kill -INT $PPID; exit 1");
  EXPECT_EQ(outcome.code, ExitCode::kInterrupted);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err, "exit code 130 (interrupted)\n");
}

TEST_F(AbCommand, TellsHowFarItIs) {
  write_side("a", usual);
  write_side("b", slower(1.25));
  const std::string err = run({"ab", "--a", kA, "--b", kB, "--pairs", "6"}).err;
  EXPECT_THAT(err, AllOf(HasSubstr("warm-up done after "), HasSubstr("; 6 pairs take about "),
                         HasSubstr("\npair 6/6 done after "), HasSubstr("\nconfirmation: pair 6/6 done after ")));
}

TEST_F(AbCommand, OnATerminalRedrawsOneLineAndLeavesNothing) {
  write_side("a", usual);
  write_side("b", usual);
  const std::string err = run({"ab", "--a", kA, "--b", kB, "--pairs", "6"}, true).err;
  EXPECT_THAT(err, AllOf(HasSubstr("\rpair 6/6 done after "), EndsWith("\r\x1b[K"), Not(HasSubstr("\n"))));
}

TEST_F(AbCommand, RefusesWhatItCannotDo) {
  const std::string see = "\n  see 'stampede ab --help'\nexit code 2 (usage)\n";
  EXPECT_EQ(error_of({}, "", kB),
            "error: no --a given\n  name the command of each build, e.g. --a 'old/stampede run canonical' --b "
            "'new/stampede run canonical'\nexit code 2 (usage)\n");
  EXPECT_EQ(error_of({"--metric", "wall_second"}),
            "error: no metric 'wall_second'; did you mean 'wall_seconds'?\n"
            "  it can be wall_seconds, cpu_seconds, or one of 'stampede list metrics'\nexit code 2 (usage)\n");
  EXPECT_EQ(error_of({"--metric", "writes.committed"}),
            "error: 'writes.committed' has no better side, so it cannot get worse\n"
            "  choose another: 'stampede list metrics' says which side is better\nexit code 2 (usage)\n");
  EXPECT_EQ(error_of({"--alpha", "0%"}), "error: --alpha: '0%' is not between 0% and 100%" + see);
  EXPECT_EQ(error_of({"--pairs", "0"}), "error: --pairs: '0' is not between 1 and 1k" + see);
  EXPECT_EQ(error_of({"-o", "-"}), "error: -o names a file\n  --format json prints the JSON\nexit code 2 (usage)\n");
  EXPECT_EQ(error_of({"-o", "missing/ab.json"}),
            "error: cannot write 'missing/ab.json': there is no such folder\n"
            "  make it, or choose another place with -o FILE\nexit code 6 (io)\n");
}

TEST_F(AbCommand, ComparesRealRuns) {
  const std::string command = std::string("'") + STAMPEDE_PROGRAM + "' run small.yaml --jobs 1 --strategy locked";
  const Outcome outcome =
      ab({"--metric", "hit_ratio", "--format", "json", "--pairs", "5"}, command, command + " --set cache.ttl=10ms");
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed) << outcome.err;
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["confirmation"][0]["verdict"], "FAIL");
  EXPECT_EQ(json["confirmation"][0]["strategy"], "locked");
  EXPECT_EQ(json["scenario_changes"][0]["path"], "cache.ttl");
  EXPECT_EQ(json["environment_changes"], Json::array());
}

}  // namespace
}  // namespace stampede
