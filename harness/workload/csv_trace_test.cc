#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>

#include "harness/base/random.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Columns = TraceSpec::Columns;
using Records = std::vector<TraceRecord>;

Records records_of(const std::string& content, const Columns& columns) {
  const TemporaryFile file(content);
  return read_records({.file = file.path(), .columns = columns});
}

std::string csv_trace_error(const std::string& content, const Columns& columns) {
  const TemporaryFile file(content);
  return error_of(file.path(), [&] { read_records({.file = file.path(), .columns = columns}); });
}

TraceRecord record_of(Key key) {
  TraceRecord record;
  record.key = key;
  return record;
}

const Columns kKeyOnly = {.key = "key"};
const Columns kAll = {
    .key = "key",
    .time = "at",
    .time_unit = kMillisecond,
    .operation = "op",
    .operations = {{"GET", Operation::kRead}, {"PUT", Operation::kWrite}, {"DEL", Operation::kDelete}},
    .size = "bytes",
    .ttl = "ttl",
    .ttl_unit = kSecond};

TEST(CsvTrace, AKeyColumnIsEnough) {
  EXPECT_EQ(records_of("key\nb\na\nb\n", kKeyOnly), Records({record_of(0), record_of(1), record_of(0)}));
  EXPECT_EQ(records_of("time,key,x\r\n1,b,\r\n2,\"a,b\",\r\n", kKeyOnly), Records({record_of(0), record_of(1)}));
}

TEST(CsvTrace, ColumnsAreFoundByTheirNames) {
  EXPECT_EQ(records_of("ttl,op,key,bytes,at\n60,PUT,k,100,1500.5\n0,GET,k,0,1501\n0.5,DEL,l,7,1502\n", kAll),
            Records({{1'500'500 * kMicrosecond, 100 * kMicrosecond, 100, kMinute, 0, Operation::kWrite},
                     {1501 * kMillisecond, kMillisecond, 0, 0, 0, Operation::kRead},
                     {1502 * kMillisecond, kMillisecond, 7, 500 * kMillisecond, 1, Operation::kDelete}}));
}

TEST(CsvTrace, WithoutAHeaderColumnsAreNumberedFromOne) {
  const Columns columns = {.header = false, .key = "3", .time = "1"};
  TraceRecord record = record_of(0);
  record.time = 5 * kSecond;
  EXPECT_EQ(records_of("5,x,k\n", columns), Records({record}));
}

TEST(CsvTrace, AFileWithoutRecordsEndsAtOnce) {
  EXPECT_EQ(records_of("", kKeyOnly), Records());
  EXPECT_EQ(records_of("key\n", kKeyOnly), Records());
  EXPECT_EQ(records_of("", {.header = false, .key = "1"}), Records());
}

TEST(CsvTrace, AHeaderWithoutTheColumnIsAnError) {
  EXPECT_EQ(csv_trace_error("time,kye\n1,a\n", kKeyOnly),
            "FILE:1: error: the header has no column 'key'; did you mean 'kye'?; name one of its columns in 'columns'");
  EXPECT_EQ(csv_trace_error("4026531841\n17\n", kKeyOnly),
            "FILE:1: error: the header has no column 'key'; name one of its columns in 'columns'");
  EXPECT_EQ(csv_trace_error("key,key\n1,a\n", kKeyOnly),
            "FILE:1: error: the header has column 'key' twice: rename one of them");
}

TEST(CsvTrace, AColumnWithoutAHeaderMustBeANumber) {
  for (const std::string number : {"key", "0", "-1", "99999999999"}) {
    EXPECT_EQ(csv_trace_error("a\n", {.header = false, .key = number}),
              "FILE: error: '" + number + "' is no column number: without a header, columns are numbered from 1");
  }
}

TEST(CsvTrace, AMissingColumnIsAnErrorOfItsLine) {
  EXPECT_EQ(csv_trace_error("time,key\n1,a\n2\n", kKeyOnly),
            "FILE:3: error: column 2 ('key') is missing, the line has 1 column: complete or remove the line");
  EXPECT_EQ(csv_trace_error("1,a\n", {.header = false, .key = "3"}),
            "FILE:1: error: column 3 is missing, the line has 2 columns: complete or remove the line");
}

TEST(CsvTrace, AnEmptyKeyIsAnErrorOfItsLine) {
  EXPECT_EQ(csv_trace_error("time,key\n1,a\n2,\n", kKeyOnly),
            "FILE:3: error: the key is empty: give it a name or remove the line");
}

TEST(CsvTrace, AnOperationThatIsNotMappedIsAnErrorThatNamesTheMappedOnes) {
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,1,GET,1,0\nk,1,get,1,0\n", kAll),
            "FILE:3: error: unknown operation 'get'; 'DEL' is delete, 'GET' is read, 'PUT' is write: add the word to "
            "'operations'");
  EXPECT_EQ(csv_trace_error("key,op\nk,\n", {.key = "key", .operation = "op"}),
            "FILE:2: error: unknown operation ''; no word is: add the word to 'operations'");
}

TEST(CsvTrace, AnythingButANumberIsAnErrorThatQuotesIt) {
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,noon,GET,1,0\n", kAll),
            "FILE:2: error: 'noon' is no time such as 17 or 17.25: correct it, or check 'columns'");
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,1,GET,1.5,0\n", kAll),
            "FILE:2: error: '1.5' is no size in whole bytes up to 1 TiB: correct it, or check 'columns'");
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,1,GET,1099511627777,0\n", kAll),
            "FILE:2: error: '1099511627777' is no size in whole bytes up to 1 TiB: correct it, or check 'columns'");
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,1,GET,1,-1\n", kAll),
            "FILE:2: error: '-1' is no TTL such as 60 or 0.5: correct it, or check 'columns'");
}

TEST(CsvTrace, TextOfAnErrorIsSafeToShow) {
  EXPECT_EQ(csv_trace_error("key,at,op,bytes,ttl\nk,\x1b[2J" + std::string(100, 'x') + ",GET,1,0\n", kAll),
            "FILE:2: error: '?[2J" + std::string(56, 'x') +
                "...' is no time such as 17 or 17.25: correct it, or check 'columns'");
}

// Another, simpler reader of the same columns, for files without quotes and mistakes.
Records read_naively(const std::string& content) {
  std::istringstream lines(content);
  std::string line;
  std::getline(lines, line);
  std::map<std::string, Key> keys;
  Records records;
  while (std::getline(lines, line)) {
    std::istringstream fields(line);
    std::string key, at, op, bytes, ttl;
    std::getline(fields, at, ',') && std::getline(fields, op, ',') && std::getline(fields, key, ',') &&
        std::getline(fields, bytes, ',') && std::getline(fields, ttl, ',');
    records.push_back({std::stoll(at) * kMillisecond, kMillisecond, std::stoull(bytes), std::stoll(ttl) * kSecond,
                       keys.try_emplace(key, static_cast<Key>(keys.size())).first->second, kAll.operations.at(op)});
  }
  return records;
}

TEST(CsvTrace, AgreesWithANaiveReaderOnRandomFiles) {
  const RandomStream random(2, "csv trace");
  const std::array<std::string, 3> words = {"GET", "PUT", "DEL"};
  std::string content = "at,op,key,bytes,ttl\n";
  for (std::uint64_t i = 0; i < 50'000; ++i) {
    const std::uint64_t key = below(random.at(i, 0), 5'000);
    content += std::to_string(i / 3) + "," + words[below(random.at(i, 1), 3)] + "," + (key % 2 == 0 ? "item" : "") +
               std::to_string(key) + "," + std::to_string(below(random.at(i, 2), 100'000)) + "," +
               std::to_string(below(random.at(i, 3), 100)) + "\n";
  }
  EXPECT_EQ(records_of(content, kAll), read_naively(content));
  EXPECT_EQ(records_of(gzip(content), kAll), read_naively(content));
  EXPECT_EQ(records_of(zstd(content), kAll), read_naively(content));
}

}  // namespace
}  // namespace stampede
