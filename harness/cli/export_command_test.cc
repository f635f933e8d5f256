#include <gmock/gmock.h>

#include "harness/cli/testing.h"
#include "harness/results/hdr_histogram.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

class ExportCommand : public CommandTest {
 protected:
  ExportCommand() {
    const Result result =
        result_of({cell_of_everything("lru", 7), cell_of_everything("lru", 8), cell_of_everything("locked", 7)});
    write_file("x.json", result_text(result));
  }

  // Its error, without the line of the exit code.
  static std::string error_of(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "export");
    const Outcome outcome = run(std::move(arguments));
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.out, "");
    return outcome.err.substr(0, outcome.err.find("exit code"));
  }
};

TEST_F(ExportCommand, WritesADistributionForEachStrategyPhaseAndHistogram) {
  const Outcome outcome = run({"export", "x.json", "-o", "out", "--histogram", "read.l*"});
  EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
  EXPECT_EQ(outcome.out,
            "out/example.locked.after-flush.read.latency.hgrm\n"
            "out/example.locked.all.read.latency.hgrm\n"
            "out/example.locked.before.read.latency.hgrm\n"
            "out/example.lru.after-flush.read.latency.hgrm\n"
            "out/example.lru.all.read.latency.hgrm\n"
            "out/example.lru.before.read.latency.hgrm\n");
}

TEST_F(ExportCommand, PoolsRepetitions) {
  EXPECT_EQ(run({"export", "x.json", "-o", "out", "--strategy", "lru", "--phase", "all"}).code, ExitCode::kOk);
  Histogram twice = window_of_everything().reads.latency;
  twice.merge(window_of_everything().reads.latency);
  EXPECT_EQ(read("out/example.lru.all.read.latency.hgrm"), percentile_distribution(twice));
}

TEST_F(ExportCommand, WritesALogForEachHistogramWithATagForEachStrategyAndPhase) {
  const Outcome outcome = run({"export", "x.json", "-o", "out/", "--format", "hlog", "--histogram", "stale.age"});
  EXPECT_EQ(outcome.out, "out/example.stale.age.hlog\n");
  EXPECT_THAT(read("out/example.stale.age.hlog"),
              ::testing::ContainsRegex("^#\\[stampede: example\\.stale\\.age, nanoseconds\\]\n"
                                       "#\\[Histogram log format version 1\\.3\\]\n.*\n.*\n"
                                       "Tag=lru,0\\.000,4\\.000,0\\.000,.*\n"
                                       "Tag=lru@before,0\\.000,1\\.000,0\\.000,.*\n"
                                       "Tag=locked,0\\.000,4\\.000,0\\.000,.*\n"
                                       "Tag=locked@before,0\\.000,1\\.000,0\\.000,.*\n"
                                       "Tag=lru@after-flush,1\\.000,3\\.000,0\\.000,.*\n"
                                       "Tag=locked@after-flush,1\\.000,3\\.000,0\\.000,.*\n$"));
}

TEST_F(ExportCommand, ShowsCountsAsTheyAre) {
  EXPECT_EQ(
      run({"export", "x.json", "-o", "out", "--strategy", "locked", "--phase", "all", "--histogram", "stampede.*"})
          .code,
      ExitCode::kOk);
  const Histogram sizes = window_of_everything().stampede.episode_size;
  EXPECT_EQ(read("out/example.locked.all.stampede.episode_size.hgrm"), percentile_distribution(sizes, 1));
  EXPECT_THAT(percentile_distribution(sizes, 1), HasSubstr("     406.000 1.000000000000          4\n"));
  run({"export", "x.json", "-o", "out", "--format", "hlog", "--histogram", "stampede.*"});
  EXPECT_THAT(read("out/example.stampede.episode_size.hlog"),
              ::testing::ContainsRegex("^#\\[stampede: example\\.stampede\\.episode_size, counts\\]\n.*\n.*\n.*\n"
                                       "Tag=lru,0\\.000,4\\.000,406\\.000,"));
}

TEST_F(ExportCommand, KnowsWhatThereIsToSelect) {
  EXPECT_EQ(error_of({"x.json", "-o", "out", "--strategy", "loked"}),
            "error: no strategy 'loked' in the results; did you mean 'locked'?\n  there are locked, lru\n");
  EXPECT_EQ(error_of({"x.json", "-o", "out", "--phase", "flash"}),
            "error: no phase 'flash' in the results; did you mean 'flush'?\n"
            "  there are after flush, all, before, flush\n");
  EXPECT_EQ(error_of({"x.json", "-o", "out", "--histogram", "reads"}),
            "error: no histogram matches 'reads'\n"
            "  there are read.latency, read.service_latency, stale.age, write.latency, writes.durable_lag, "
            "store.queue_wait, stampede.episode_size\n");
  EXPECT_EQ(error_of({"x.json", "-o", "out", "--phase", "flush"}),
            "error: nothing to export: no histogram that is selected holds anything\n"
            "  select more, or other ones: 'stampede export --help'\n");
}

TEST_F(ExportCommand, NeedsResultsAFolderAndAFormat) {
  EXPECT_EQ(error_of({"-o", "out"}), "error: no result given\n  see 'stampede export --help'\n");
  EXPECT_EQ(error_of({"x.json"}), "error: no folder given\n  name one: -o DIR\n");
  EXPECT_EQ(error_of({"x.json", "-o", "out", "--format", "png"}),
            "error: no format 'png'\n  it is hgrm (default) or hlog\n");
  EXPECT_EQ(error_of({"x.json", "x.json", "-o", "out"}),
            "error: two of the results would both write 'example.lru.all.read.latency.hgrm'\n"
            "  export them one by one, each to its own folder\n");
}

TEST_F(ExportCommand, RefusesWhatIsNoResultAndSaysWhatCannotBeReadOrWritten) {
  EXPECT_EQ(error_of({"small.yaml", "-o", "out"}),
            "small.yaml:1:2: error: this is no JSON\n"
            "  run the scenario again: 'stampede run' writes result files, nobody edits them\n");
  const Outcome missing = run({"export", "y.json", "-o", "out"});
  EXPECT_EQ(missing.code, ExitCode::kIo);
  EXPECT_THAT(missing.err, HasSubstr("y.json: error: the result cannot be read (No such file or directory)\n"));
  const Outcome no_folder = run({"export", "x.json", "-o", "small.yaml"});
  EXPECT_EQ(no_folder.code, ExitCode::kIo);
  EXPECT_THAT(no_folder.err, HasSubstr("hgrm': Not a directory\n  choose another folder with -o DIR\n"));
}

}  // namespace
}  // namespace stampede
