#include <gtest/gtest.h>

#include <map>
#include <string>

#include "harness/base/random.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Records = std::vector<TraceRecord>;

TraceSpec oracle_spec(const TemporaryFile& file) {
  return {.file = file.path(), .format = TraceSpec::Format::kOracleGeneral};
}

Records oracle_records(const std::string& content) {
  const TemporaryFile file(content);
  return read_records(oracle_spec(file));
}

TEST(OracleGeneralTrace, RecordsAreReadsWithSecondsKeyAndSize) {
  EXPECT_EQ(oracle_records(oracle_record(7, 500, 4096) + oracle_record(9, 3, 0) + oracle_record(9, 500, 1)),
            Records({{7 * kSecond, kSecond, 4096, 0, 0, Operation::kRead},
                     {9 * kSecond, kSecond, 0, 0, 1, Operation::kRead},
                     {9 * kSecond, kSecond, 1, 0, 0, Operation::kRead}}));
  EXPECT_EQ(oracle_records(""), Records());
}

TEST(OracleGeneralTrace, TheLargestNumbersFit) {
  EXPECT_EQ(oracle_records(oracle_record(UINT32_MAX, UINT64_MAX, UINT32_MAX)),
            Records({{4'294'967'295 * kSecond, kSecond, UINT32_MAX, 0, 0, Operation::kRead}}));
}

TEST(OracleGeneralTrace, AFileThatEndsInsideARecordIsAnErrorBehindTheWholeOnes) {
  const TemporaryFile file(oracle_record(0, 1, 1) + oracle_record(1, 2, 1) + oracle_record(2, 3, 1).substr(0, 10));
  const auto reader = make_trace_reader(oracle_spec(file));
  TraceRecord record;
  EXPECT_TRUE(reader->next(record));
  EXPECT_TRUE(reader->next(record));
  EXPECT_EQ(error_of(file.path(), [&] { reader->next(record); }),
            "FILE: error: record 3 at byte 48 has 10 of 24 bytes: copy the file again, or check 'format'");
}

TEST(OracleGeneralTrace, AFileShorterThanARecordIsAnError) {
  const TemporaryFile file("key\n");
  EXPECT_EQ(error_of(file.path(), [&] { read_records(oracle_spec(file)); }),
            "FILE: error: record 1 at byte 0 has 4 of 24 bytes: copy the file again, or check 'format'");
}

TEST(OracleGeneralTrace, TheErrorCountsTheRecordsOfAllBlocks) {
  std::string content;
  for (std::uint32_t i = 0; i < 20'000; ++i) content += oracle_record(i, i, 1);
  const TemporaryFile file(content + "x");
  EXPECT_EQ(error_of(file.path(), [&] { read_records(oracle_spec(file)); }),
            "FILE: error: record 20001 at byte 480000 has 1 of 24 bytes: copy the file again, or check 'format'");
}

TEST(OracleGeneralTrace, AgreesWithANaiveReaderOnRandomFilesOfAnyCompression) {
  const RandomStream random(4, "oracle trace");
  std::map<std::uint64_t, Key> keys;
  Records expected;
  std::string content;
  for (std::uint64_t i = 0; i < 50'000; ++i) {  // several blocks
    const auto seconds = static_cast<std::uint32_t>(random.at(i, 0));
    const auto size = static_cast<std::uint32_t>(random.at(i, 1));
    const std::uint64_t id = mix64(below(random.at(i, 2), 5'000));
    content += oracle_record(seconds, id, size);
    expected.push_back({seconds * kSecond, kSecond, size, 0,
                        keys.try_emplace(id, static_cast<Key>(keys.size())).first->second, Operation::kRead});
  }
  EXPECT_EQ(oracle_records(content), expected);
  EXPECT_EQ(oracle_records(gzip(content)), expected);
  EXPECT_EQ(oracle_records(zstd(content)), expected);
}

}  // namespace
}  // namespace stampede
