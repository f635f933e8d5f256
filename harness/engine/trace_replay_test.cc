// Misses on recorded traces, to the last request, against counts from an independent, naive program. The traces are not
// part of this repository: the tests look for them in $STAMPEDE_TRACES, or in ../shared/traces beside the checkout.

#include <cstdlib>
#include <filesystem>
#include <utility>
#include <vector>

#include "harness/base/rounds_testing.h"
#include "harness/engine/testing.h"

namespace stampede {
namespace {

struct KnownCount {
  std::string_view trace;
  std::string_view format;
  std::string_view capacity;
  std::string_view eviction;
  std::uint64_t requests;
  std::uint64_t misses;
};

std::filesystem::path traces() {
  if (const char* folder = std::getenv("STAMPEDE_TRACES")) return folder;
  return std::filesystem::path(STAMPEDE_SOURCE_DIR) / ".." / "shared" / "traces";
}

class TraceReplay : public ::testing::TestWithParam<KnownCount> {};

// A store that answers at once makes every miss fill before the next request: demand fill.
TEST_P(TraceReplay, MissesExactlyAsOftenAsANaiveProgram) {
  const KnownCount& known = GetParam();
  const std::filesystem::path file = traces() / known.trace;
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "no recorded trace at " << file;
  const std::string columns = known.format == "csv" ? ", columns: {key: key}" : "";
  const CellResult result = testing::run(
      "name: replay\nworkload: {trace: {file: '" + std::filesystem::absolute(file).string() + "', format: " +
      std::string(known.format) + ", rate: 1000/s" + columns + "}}\ncache: {capacity: " + std::string(known.capacity) +
      ", eviction: " + std::string(known.eviction) + "}\nstore: {latency: 0s}\nstrategies: [cache-aside]\n");
  EXPECT_EQ(result.failure.value_or(""), "");
  EXPECT_EQ(result.measured.requests.offered, known.requests);
  EXPECT_EQ(result.measured.cache.misses, known.misses);
  EXPECT_EQ(testing::loads(result), known.misses);
}

std::string name_of(const ::testing::TestParamInfo<KnownCount>& info) {
  std::string name;
  for (const std::string_view part :
       {info.param.trace.substr(0, info.param.trace.find('.')), info.param.capacity, info.param.eviction}) {
    for (const char c : part) {
      if (std::isalnum(static_cast<unsigned char>(c))) name += c;
    }
    name += '_';
  }
  name.pop_back();
  return name;
}

const KnownCount kKnownCounts[] = {
    {"web07.csv.gz", "csv", "200", "lru", 76'118, 46'439},
    {"web07.csv.gz", "csv", "200", "fifo", 76'118, 48'586},
    {"web07.csv.gz", "csv", "2k", "lru", 76'118, 33'873},
    {"web07.csv.gz", "csv", "2k", "fifo", 76'118, 35'830},
    {"web07.csv.gz", "csv", "8k", "lru", 76'118, 25'180},
    {"web07.csv.gz", "csv", "8k", "fifo", 76'118, 26'577},
    {"orm-busy.csv.gz", "csv", "1k", "lru", 5'000'000, 1'061'057},
    {"orm-busy.csv.gz", "csv", "1k", "fifo", 5'000'000, 1'108'195},
    {"orm-busy.csv.gz", "csv", "8k", "lru", 5'000'000, 587'898},
    {"orm-busy.csv.gz", "csv", "8k", "fifo", 5'000'000, 650'806},
    {"orm-busy.csv.gz", "csv", "30k", "lru", 5'000'000, 215'260},
    {"orm-busy.csv.gz", "csv", "30k", "fifo", 5'000'000, 272'986},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "128MiB", "lru", 113'872, 93'374},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "128MiB", "fifo", 113'872, 93'403},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "512MiB", "lru", 113'872, 81'722},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "512MiB", "fifo", 113'872, 84'025},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "1k", "lru", 113'872, 94'823},
    {"cloudphysics.oracleGeneral.bin", "oracle-general", "1k", "fifo", 113'872, 95'520}};

// Where tests are short, the longest trace is replayed once.
std::vector<KnownCount> known_counts() {
  std::vector<KnownCount> counts;
  bool long_one = false;
  for (const KnownCount& known : kKnownCounts) {
    if (known.requests > 1'000'000 && scaled(10) < 10 && std::exchange(long_one, true)) continue;
    counts.push_back(known);
  }
  return counts;
}

INSTANTIATE_TEST_SUITE_P(Known, TraceReplay, ::testing::ValuesIn(known_counts()), name_of);

}  // namespace
}  // namespace stampede
