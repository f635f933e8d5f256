// The traces beside the project, which its repository does not hold: counts of records and distinct keys.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "harness/workload/trace_source.h"

namespace stampede {
namespace {

std::string trace_path(const std::string& name) {
  const char* folder = std::getenv("STAMPEDE_TRACES");
  return (folder != nullptr ? std::string(folder) : std::string(STAMPEDE_SOURCE_DIR "/../shared/traces")) + "/" + name;
}

class RecordedTraces : public ::testing::Test {
 protected:
  struct Counts {
    std::uint64_t records = 0;
    std::uint64_t reads = 0;
    Bytes bytes = 0;
    Instant last = 0;
    Key keys = 0;
  };

  static bool absent(const std::string& name) { return !std::filesystem::exists(trace_path(name)); }

  static Counts play(const std::string& name, TraceSpec spec) {
    spec.file = trace_path(name);
    const auto source = make_trace_source(spec);
    Counts counts;
    for (Request request; source->next(request); ++counts.records) {
      EXPECT_GE(request.intended, counts.last);
      counts.reads += request.operation == Operation::kRead ? 1 : 0;
      counts.bytes += request.size;
      counts.last = request.intended;
    }
    counts.keys = source->key_count();
    EXPECT_EQ(source->clamped(), 0u);
    return counts;
  }
};

#define SKIP_WITHOUT(name) \
  if (absent(name)) GTEST_SKIP() << trace_path(name) << " is absent: set STAMPEDE_TRACES to the folder of the traces"

TEST_F(RecordedTraces, CloudphysicsInTheOracleGeneralFormat) {
  SKIP_WITHOUT("cloudphysics.oracleGeneral.bin");
  const Counts counts = play("cloudphysics.oracleGeneral.bin", {.format = TraceSpec::Format::kOracleGeneral});
  EXPECT_EQ(counts.records, 113'872u);
  EXPECT_EQ(counts.reads, 113'872u);
  EXPECT_EQ(counts.keys, 48'974u);
  EXPECT_EQ(counts.bytes, 4'368'040'448u);
}

TEST_F(RecordedTraces, CloudphysicsAsCsvWithOperations) {
  SKIP_WITHOUT("cloudphysics.csv.gz");
  const Counts counts =
      play("cloudphysics.csv.gz", {.columns = {.key = "lbn",
                                               .time = "time",
                                               .operation = "op",
                                               .operations = {{"28", Operation::kRead}, {"2a", Operation::kWrite}},
                                               .size = "size"}});
  EXPECT_EQ(counts.records, 113'872u);
  EXPECT_EQ(counts.reads, 46'974u);
  EXPECT_EQ(counts.keys, 48'974u);
  EXPECT_EQ(counts.bytes, 4'205'978'112u);
  EXPECT_GT(counts.last, 7'190 * kSecond);
  EXPECT_LT(counts.last, 7'210 * kSecond);
}

TEST_F(RecordedTraces, AProductPageAtARate) {
  SKIP_WITHOUT("web07.csv.gz");
  const Counts counts = play("web07.csv.gz", {.speed = Rate::per_second(1000), .columns = {.key = "key"}});
  EXPECT_EQ(counts.records, 76'118u);
  EXPECT_EQ(counts.keys, 20'484u);
  EXPECT_EQ(counts.last, 76'117 * kMillisecond);
}

TEST_F(RecordedTraces, DatabaseObjectsOfABusyDay) {
  SKIP_WITHOUT("orm-busy.csv.gz");
  const Counts counts = play("orm-busy.csv.gz", {.speed = Rate::per_second(1000), .columns = {.key = "key"}});
  EXPECT_EQ(counts.records, 5'000'000u);
  EXPECT_EQ(counts.keys, 76'349u);
}

}  // namespace
}  // namespace stampede
