// The lines of a text, read in big blocks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/workload/byte_source.h"

namespace stampede {

// Lines end with LF or CRLF; the last one needs no end, and empty lines at the end of the file are no lines. A UTF-8
// byte order mark is skipped. An empty line elsewhere, a line longer than 1 MiB or one with a NUL byte is an error.
class LineReader {
 public:
  static constexpr std::size_t kMaxLine = std::size_t{1} << 20;

  LineReader(std::string path, std::unique_ptr<ByteSource> bytes);

  // Sets `line` to the next line, without its end, valid until the next call. Returns false at the end of the text.
  // Throws TraceError.
  bool next(std::string_view& line);

  // As `next`, for the inside of a quoted field: an empty line is a line like others.
  bool next_raw(std::string_view& line);

  // Number of the line that was read last, from 1.
  std::uint64_t number() const { return number_; }
  const std::string& path() const { return path_; }

  // Throws a TraceError about line `number`, or about the line that was read last.
  [[noreturn, gnu::cold]] void fail(const std::string& message) const { fail(number_, message); }
  [[noreturn, gnu::cold]] void fail(std::uint64_t number, const std::string& message) const;

 private:
  bool skip_empty_lines(std::string_view& line);
  std::size_t find_line_end();
  bool read_more();
  void skip_byte_order_mark();

  std::string path_;
  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> buffer_;  // [begin_, end_) was read and not yet handed out
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t nul_;  // where the first NUL of the unread part is, or npos
  std::uint64_t number_ = 0;
};

}  // namespace stampede
