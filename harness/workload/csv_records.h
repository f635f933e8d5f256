// Comma-separated values as in RFC 4180, record by record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/workload/line_reader.h"

namespace stampede {

// A field that begins with a double quote ends with the next single one and may hold commas, doubled quotes and line
// breaks (which become LF); elsewhere a double quote is a character like others. A record is at most 1 MiB long.
class CsvRecords {
 public:
  explicit CsvRecords(LineReader lines) : lines_(std::move(lines)) {}

  // Reads the next record; returns false at the end. Throws TraceError.
  bool next();

  // Of the record that was read last; views are valid until the next call of next().
  const std::vector<std::string_view>& fields() const { return fields_; }

  const std::string& path() const { return lines_.path(); }
  std::uint64_t line() const { return line_; }  // the record's first, from 1

  // Throws a TraceError about the record that was read last.
  [[noreturn, gnu::cold]] void fail(const std::string& message) const { lines_.fail(line_, message); }

 private:
  enum class Place { kFieldStart, kPlain, kQuoted, kQuoteInQuoted };

  void split_plain(std::string_view line);
  void split_quoted(std::string_view line);
  Place scan(std::string_view line, Place place);
  void end_field();

  LineReader lines_;
  std::uint64_t line_ = 0;
  std::vector<std::string_view> fields_;
  std::string unquoted_;           // the fields of a record with quotes, one after the other ...
  std::vector<std::size_t> ends_;  // ... and where each of them ends
};

}  // namespace stampede
