#include "harness/cli/shard_option.h"

#include <gtest/gtest.h>

#include <map>

#include "harness/results/run_words.h"

namespace stampede {
namespace {

using Variables = std::map<std::string, std::string>;

// "shard 2 of 3", or the problem with its advice.
std::string shard(const std::string& text, const Variables& variables = {}) {
  const auto read = read_shard(text, [&](const std::string& name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  });
  if (const auto* problem = std::get_if<ShardProblem>(&read)) return problem->message + "\n  " + problem->advice;
  return shard_words(std::get<Shard>(read));
}

TEST(ShardOption, IsANumberOfSoMany) {
  EXPECT_EQ(shard("2/3"), "shard 2 of 3");
  EXPECT_EQ(shard("1/1"), "shard 1 of 1");
  EXPECT_EQ(shard("100000/100000"), "shard 100000 of 100000");
}

TEST(ShardOption, SaysWhatIsWrongAndWhatIsRight) {
  const std::string form = "\n  write I/N, as 1/3 for the first of three, or auto";
  for (const std::string text : {"3", "x/y", "/", "1/", "/3", "1/3/5", "-1/3", "1.5/3", "1k/2k", "Auto", "1 /3"}) {
    EXPECT_EQ(shard(text), "--shard: '" + text + "' is no shard" + form);
  }
  EXPECT_EQ(shard("0/3"), "--shard: '0/3': shards are numbered from 1\n  the first is 1/3");
  EXPECT_EQ(shard("4/3"), "--shard: '4/3': there is no such shard\n  the last is 3/3");
  EXPECT_EQ(shard("1/0"), "--shard: '1/0': there is at least one shard" + form);
  EXPECT_EQ(shard("auto/"), "--shard: 'auto/' is no shard" + form);
  EXPECT_EQ(shard("1/100001"),
            "--shard: '1/100001': there are at most 100000 shards\n"
            "  a shard needs at least one cell, a strategy with a seed, to do anything");
  EXPECT_EQ(shard("1/99999999999999999999999"), "--shard: '1/99999999999999999999999' is no shard" + form);
}

TEST(ShardOption, AutoKnowsTheVariablesOfJobArrays) {
  EXPECT_EQ(shard("auto", {{"CI_NODE_INDEX", "1"}, {"CI_NODE_TOTAL", "3"}}), "shard 1 of 3");
  EXPECT_EQ(shard("auto", {{"CIRCLE_NODE_INDEX", "0"}, {"CIRCLE_NODE_TOTAL", "3"}}), "shard 1 of 3");
  EXPECT_EQ(shard("auto", {{"BUILDKITE_PARALLEL_JOB", "2"}, {"BUILDKITE_PARALLEL_JOB_COUNT", "3"}}), "shard 3 of 3");
  EXPECT_EQ(shard("auto/5", {{"JOB_COMPLETION_INDEX", "0"}}), "shard 1 of 5");
  EXPECT_EQ(shard("auto", {{"STAMPEDE_SHARD", "2/3"}}), "shard 2 of 3");
}

TEST(ShardOption, SlurmArraysBeginWhereTheyLikeAndMayHaveSteps) {
  Variables slurm = {{"SLURM_ARRAY_TASK_ID", "9"}, {"SLURM_ARRAY_TASK_MIN", "5"}, {"SLURM_ARRAY_TASK_COUNT", "10"}};
  EXPECT_EQ(shard("auto", slurm), "shard 5 of 10");
  slurm["SLURM_ARRAY_TASK_STEP"] = "2";
  EXPECT_EQ(shard("auto", slurm), "shard 3 of 10");
  slurm["SLURM_ARRAY_TASK_STEP"] = "3";
  EXPECT_EQ(shard("auto", slurm),
            "SLURM_ARRAY_TASK_ID is 9, but jobs are numbered from 5 in steps of 3\n"
            "  say which shard this is: --shard I/N");
}

TEST(ShardOption, OurOwnVariableWins) {
  EXPECT_EQ(shard("auto", {{"STAMPEDE_SHARD", "2/3"}, {"CI_NODE_INDEX", "5"}, {"CI_NODE_TOTAL", "9"}}), "shard 2 of 3");
  EXPECT_EQ(shard("1/4", {{"STAMPEDE_SHARD", "2/3"}}), "shard 1 of 4") << "nobody asked the environment";
  EXPECT_EQ(shard("auto", {{"STAMPEDE_SHARD", "4/3"}}),
            "STAMPEDE_SHARD: '4/3': there is no such shard\n  the last is 3/3");
}

TEST(ShardOption, AVariableThatIsEmptyIsNotSet) {
  EXPECT_EQ(shard("auto", {{"STAMPEDE_SHARD", ""}, {"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "3"}}), "shard 2 of 3");
  EXPECT_EQ(shard("auto", {{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", ""}}),
            "CI_NODE_INDEX says shard 2, but nothing says of how many\n  say it: --shard auto/N");
}

TEST(ShardOption, AutoNeedsAnEnvironmentThatKnows) {
  EXPECT_EQ(shard("auto", {{"CI_NODE_TOTAL", "1"}}),
            "--shard auto: the environment does not say which shard this is\n"
            "  set STAMPEDE_SHARD=I/N, or say which shard this is: --shard I/N; looked for STAMPEDE_SHARD, "
            "CI_NODE_INDEX, CIRCLE_NODE_INDEX, BUILDKITE_PARALLEL_JOB, SLURM_ARRAY_TASK_ID, JOB_COMPLETION_INDEX");
  EXPECT_EQ(shard("auto", {{"JOB_COMPLETION_INDEX", "2"}}),
            "JOB_COMPLETION_INDEX says shard 3, but nothing says of how many\n  say it: --shard auto/N");
}

TEST(ShardOption, SourcesMustAgree) {
  Variables variables = {{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "3"}, {"JOB_COMPLETION_INDEX", "1"}};
  EXPECT_EQ(shard("auto", variables), "shard 2 of 3");
  EXPECT_EQ(shard("auto/3", variables), "shard 2 of 3");
  EXPECT_EQ(shard("auto/4", variables),
            "CI_NODE_INDEX says shard 2 of 3, but --shard auto/4 says shard 2 of 4\n"
            "  say which shard this is: --shard I/N");
  variables["JOB_COMPLETION_INDEX"] = "0";
  EXPECT_EQ(shard("auto", variables),
            "CI_NODE_INDEX says shard 2 of 3, but JOB_COMPLETION_INDEX says shard 1\n"
            "  say which shard this is: --shard I/N");
}

TEST(ShardOption, RefusesNumbersThatCannotBe) {
  const std::string advice = "\n  say which shard this is: --shard I/N";
  EXPECT_EQ(shard("auto", {{"CI_NODE_INDEX", "two"}, {"CI_NODE_TOTAL", "3"}}),
            "CI_NODE_INDEX is 'two', which is no number" + advice);
  EXPECT_EQ(shard("auto", {{"CI_NODE_INDEX", "0"}, {"CI_NODE_TOTAL", "3"}}),
            "CI_NODE_INDEX is 0, but jobs are numbered from 1 in steps of 1" + advice);
  EXPECT_EQ(shard("auto", {{"CIRCLE_NODE_INDEX", "3"}, {"CIRCLE_NODE_TOTAL", "3"}}),
            "CIRCLE_NODE_INDEX is 3, but CIRCLE_NODE_TOTAL is 3\n"
            "  number the jobs without gaps, or say which shard this is: --shard I/N");
  EXPECT_EQ(shard("auto/2", {{"JOB_COMPLETION_INDEX", "2"}}),
            "JOB_COMPLETION_INDEX says shard 3, but --shard auto/2 says that there are 2" + advice);
}

}  // namespace
}  // namespace stampede
