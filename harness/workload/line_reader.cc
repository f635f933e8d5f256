#include "harness/workload/line_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include "harness/workload/trace_error.h"

namespace stampede {
namespace {

constexpr std::size_t kLineBlock = std::size_t{256} << 10;
constexpr std::size_t kNone = std::string_view::npos;

std::size_t find(const std::vector<char>& buffer, std::size_t begin, std::size_t end, char wanted) {
  const void* found = std::memchr(buffer.data() + begin, wanted, end - begin);
  return found == nullptr ? kNone : static_cast<std::size_t>(static_cast<const char*>(found) - buffer.data());
}

}  // namespace

LineReader::LineReader(std::string path, std::unique_ptr<ByteSource> bytes)
    : path_(std::move(path)), bytes_(std::move(bytes)), buffer_(2 * kLineBlock), nul_(kNone) {
  skip_byte_order_mark();
}

bool LineReader::next(std::string_view& line) {
  return next_raw(line) && (!line.empty() || skip_empty_lines(line));
}

bool LineReader::next_raw(std::string_view& line) {
  if (begin_ == end_ && !read_more()) return false;
  std::size_t line_end = find(buffer_, begin_, end_, '\n');
  if (line_end == kNone) line_end = find_line_end();
  ++number_;
  if (nul_ < line_end) {
    fail("the line has a NUL byte: is the file binary, or UTF-16? Set 'format' accordingly or convert it to UTF-8");
  }
  if (line_end - begin_ > kMaxLine) fail("the line is longer than 1 MiB: is this a text file with one record a line?");
  line = std::string_view(buffer_.data() + begin_, line_end - begin_);
  begin_ = std::min(line_end + 1, end_);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return true;
}

void LineReader::fail(std::uint64_t number, const std::string& message) const {
  throw TraceError(TraceError::Kind::kContent, fmt::format("{}:{}: error: {}", path_, number, message));
}

// An empty line was read: only empty ones may follow.
bool LineReader::skip_empty_lines(std::string_view& line) {
  const std::uint64_t first_empty = number_;
  while (next_raw(line)) {
    if (!line.empty()) fail(first_empty, "the line is empty, but records follow: remove it");
  }
  return false;
}

// The end of a line that the buffer does not hold as a whole: of its LF, or of the text, or of what is too long anyway.
std::size_t LineReader::find_line_end() {
  for (;;) {
    const std::size_t searched = end_ - begin_;
    if (searched > kMaxLine || !read_more()) return end_;
    const std::size_t found = find(buffer_, begin_ + searched, end_, '\n');
    if (found != kNone) return found;
  }
}

// Moves what is unread to the front of the buffer and reads a block behind it. Returns false at the end of the text.
bool LineReader::read_more() {
  std::copy(buffer_.begin() + static_cast<std::ptrdiff_t>(begin_), buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
            buffer_.begin());
  end_ -= begin_;
  begin_ = 0;
  if (buffer_.size() - end_ < kLineBlock) buffer_.resize(end_ + kLineBlock);
  const std::size_t count = bytes_->read(std::span(buffer_).subspan(end_, kLineBlock));
  end_ += count;
  nul_ = find(buffer_, 0, end_, '\0');
  return count > 0;
}

void LineReader::skip_byte_order_mark() {
  while (end_ < 3 && read_more()) {
  }
  if (std::string_view(buffer_.data(), end_).starts_with("\xef\xbb\xbf")) begin_ = 3;
}

}  // namespace stampede
