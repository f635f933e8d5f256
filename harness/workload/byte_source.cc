#include "harness/workload/byte_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <string_view>

#include "harness/workload/inflate.h"
#include "harness/workload/trace_error.h"

namespace stampede {
namespace {

[[noreturn]] void fail_to_read(const std::string& path, int error) {
  throw TraceError(TraceError::Kind::kUnreadable,
                   fmt::format("{}: error: the trace cannot be read ({}): check the path and its permissions", path,
                               std::strerror(error)));
}

// The file as it is. The first bytes can be looked at before they are read.
class FileBytes final : public ByteSource {
 public:
  explicit FileBytes(const std::string& path) : path_(path), file_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (file_ < 0) fail_to_read(path_, errno);
    while (start_size_ < start_.size()) {
      const std::size_t count = read_file(std::span(start_).subspan(start_size_));
      if (count == 0) break;
      start_size_ += count;
    }
  }
  FileBytes(const FileBytes&) = delete;
  FileBytes& operator=(const FileBytes&) = delete;
  ~FileBytes() override { ::close(file_); }

  std::string_view start() const { return {start_.data(), start_size_}; }

  std::size_t read(std::span<char> buffer) override {
    if (start_read_ == start_size_) return read_file(buffer);
    const std::size_t count = std::min(buffer.size(), start_size_ - start_read_);
    std::copy_n(start_.data() + start_read_, count, buffer.data());
    start_read_ += count;
    return count;
  }

 private:
  std::size_t read_file(std::span<char> buffer) {
    for (;;) {
      const ::ssize_t count = ::read(file_, buffer.data(), buffer.size());
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) fail_to_read(path_, errno);
    }
  }

  std::string path_;
  int file_;
  std::array<char, 4> start_{};  // as long as the longest magic number
  std::size_t start_size_ = 0;
  std::size_t start_read_ = 0;
};

bool is_gzip(std::string_view start) {
  return start.starts_with("\x1f\x8b");
}

// A zstd frame, or one of the skippable frames that parallel compressors put in front (RFC 8878, 3.1).
bool is_zstd(std::string_view start) {
  if (start == "\x28\xb5\x2f\xfd") return true;
  return start.size() == 4 && (start[0] & 0xf0) == 0x50 && start.substr(1) == "\x2a\x4d\x18";
}

}  // namespace

std::unique_ptr<ByteSource> open_byte_source(const std::string& path) {
  auto file = std::make_unique<FileBytes>(path);
  if (is_gzip(file->start())) return inflate_gzip(path, std::move(file));
  if (is_zstd(file->start())) return inflate_zstd(path, std::move(file));
  return file;
}

}  // namespace stampede
