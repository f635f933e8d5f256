#include <gmock/gmock.h>

#include "harness/cli/gate_testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class BaselineCommand : public GateTest {
 protected:
  static Outcome accept(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "baseline");
    return run(std::move(arguments));
  }
};

TEST_F(BaselineCommand, ShowsWhatItChangesAndWritesIt) {
  const Outcome first = accept({"r.json", "-o", "b.json", "--reason", "first"});
  EXPECT_EQ(first.code, ExitCode::kOk);
  EXPECT_EQ(first.out, "b.json\n  a new baseline: 2 strategies, 1 seeds\n");
  EXPECT_EQ(first.err, "baseline: b.json\n");
  const std::string kept = read("b.json");
  EXPECT_THAT(kept, HasSubstr("\"reason\": \"first\""));

  EXPECT_EQ(accept({"r.json", "-o", "b.json", "--reason", "again"}).out,
            "b.json\n  no difference: it stays as it is\n");
  EXPECT_EQ(read("b.json"), kept) << "not even the reason";

  keep("worse.json", worse());
  EXPECT_EQ(accept({"worse.json", "-o", "b.json", "--reason", "more errors", "--dry-run"}).out,
            "b.json\n  locked store.errors: 306 -> 400  (+30.7% worse)\n");
  EXPECT_EQ(read("b.json"), kept);
  EXPECT_EQ(accept({"worse.json", "-o", "b.json", "--reason", "more errors"}).err, "baseline: b.json\n");
  EXPECT_NE(read("b.json"), kept);
}

TEST_F(BaselineCommand, PutsSeveralIntoAFolder) {
  Result other = sample();
  other.scenario_name = "other";
  keep("o.json", other);
  EXPECT_EQ(accept({"r.json", "o.json", "-o", "new/", "--reason", "first"}).code, ExitCode::kOk);
  EXPECT_TRUE(std::filesystem::exists("new/example.json"));
  EXPECT_TRUE(std::filesystem::exists("new/other.json"));
  EXPECT_THAT(accept({"r.json", "o.json", "-o", "one.json", "--reason", "x"}).err,
              StartsWith("error: several results need a folder\n"));
}

TEST_F(BaselineCommand, WantsAReasonAndAPlace) {
  EXPECT_THAT(accept({"r.json", "-o", "b.json"}).err,
              StartsWith("error: no reason given\n"
                         "  say why these numbers are right: --reason 'evictions are counted once'\n"));
  EXPECT_THAT(accept({"r.json", "-o", "b.json", "--reason", "  "}).err, StartsWith("error: no reason given\n"));
  EXPECT_THAT(accept({"r.json", "--reason", "x"}).err, StartsWith("error: no place given\n"));
  EXPECT_THAT(accept({"--reason", "x"}).err, StartsWith("error: no result given\n"));
}

TEST_F(BaselineCommand, RefusesPartsOfRunsAndFilesThatAreNoBaseline) {
  Result partial = sample();
  partial.complete = false;
  keep("partial.json", partial);
  const Outcome invalid = accept({"partial.json", "-o", "b.json", "--reason", "x"});
  EXPECT_EQ(invalid.code, ExitCode::kInvalidRun);
  EXPECT_THAT(invalid.err, StartsWith("error: 'partial.json' is only a part of a run\n  run the scenario again\n"));
  Result shard = sample();
  shard.shard = Shard{1, 2};
  keep("shard.json", shard);
  EXPECT_EQ(accept({"shard.json", "-o", "b.json", "--reason", "x"}).code, ExitCode::kInvalidRun);
  EXPECT_THAT(accept({"r.json", "-o", "r.json", "--reason", "x"}).err,
              StartsWith("error: 'r.json' holds a result, no baseline\n"));
  EXPECT_THAT(accept({"r.json", "-o", "small.yaml", "--reason", "x"}).err, HasSubstr("this is no JSON"));
  EXPECT_FALSE(std::filesystem::exists("b.json"));
}

}  // namespace
}  // namespace stampede
