#include "harness/workload/csv_records.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "harness/base/random.h"
#include "harness/workload/trace_testing.h"

namespace stampede {
namespace {

using Fields = std::vector<std::string>;
using Table = std::vector<Fields>;

Table table_of(const std::string& text) {
  CsvRecords records(LineReader("FILE", bytes_of(text)));
  Table table;
  while (records.next()) table.emplace_back(records.fields().begin(), records.fields().end());
  return table;
}

std::string csv_error(const std::string& text) {
  return error_of("", [&] { table_of(text); });
}

TEST(CsvRecords, CommasSeparateFields) {
  EXPECT_EQ(table_of("a,b,c\n"), Table({{"a", "b", "c"}}));
  EXPECT_EQ(table_of(",\n,,a\na"), Table({{"", ""}, {"", "", "a"}, {"a"}}));
}

TEST(CsvRecords, AQuotedFieldMayHoldCommasQuotesAndLineBreaks) {
  EXPECT_EQ(table_of("\"a,b\",c\r\n"), Table({{"a,b", "c"}}));
  EXPECT_EQ(table_of("\"say \"\"hi\"\"\",\"\"\n"), Table({{"say \"hi\"", ""}}));
  EXPECT_EQ(table_of("\"\"\"\"\n"), Table({{"\""}}));
  EXPECT_EQ(table_of("\"two\r\n\nlines\",b\nc,\"d\"\n"), Table({{"two\n\nlines", "b"}, {"c", "d"}}));
}

TEST(CsvRecords, AQuoteInsideAPlainFieldIsACharacterLikeOthers) {
  EXPECT_EQ(table_of("5\" disk,a\"\"b\n"), Table({{"5\" disk", "a\"\"b"}}));
}

TEST(CsvRecords, ARecordHasTheLineThatItBeginsOn) {
  CsvRecords records(LineReader("FILE", bytes_of("a\n\"b\nc\nd\"\ne\n")));
  std::vector<std::uint64_t> lines;
  while (records.next()) lines.push_back(records.line());
  EXPECT_EQ(lines, std::vector<std::uint64_t>({1, 2, 5}));
}

TEST(CsvRecords, QuotesThatMakeNoFieldAreErrorsOfTheRecord) {
  EXPECT_EQ(csv_error("a\n\"b\nc\n"),
            "FILE:2: error: a quoted field is not closed: add the closing '\"' or remove the opening one");
  EXPECT_EQ(csv_error("a\n\"b\" ,c\n"),
            "FILE:2: error: text follows the closing quote of a field: double the quotes inside a quoted field");
  std::string open = "\"";
  while (open.size() < 2'000'000) open += "many lines\n";
  EXPECT_EQ(csv_error("a\n" + open), "FILE:2: error: the record is longer than 1 MiB: is its quote ever closed?");
}

std::string as_csv(const std::string& field) {
  if (field.find_first_of("\",\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

TEST(CsvRecords, WhatAWriterQuotesComesBackAsItWas) {
  const RandomStream random(5, "csv");
  constexpr std::string_view kLetters = "ab\",\n";
  Table table;
  std::string text;
  for (std::uint64_t i = 0; i < 3'000; ++i) {
    Fields fields(1 + below(random.at(i, 0), 4));
    fields[0] += 'k';  // a record of one empty field would be an empty line
    for (std::size_t f = 0; f < fields.size(); ++f) {
      const std::uint64_t bits = random.at(i, 1 + f);
      for (std::uint64_t c = 0; c < bits % 6; ++c) fields[f] += kLetters[(bits >> (8 + 4 * c)) % kLetters.size()];
      if (f > 0) text += ',';
      text += as_csv(fields[f]);
    }
    text += "\r\n";
    table.push_back(fields);
  }
  EXPECT_EQ(table_of(text), table);
}

}  // namespace
}  // namespace stampede
