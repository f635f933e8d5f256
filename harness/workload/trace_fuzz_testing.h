// What the fuzzers of trace readers share: what holds of every reader, whatever the bytes.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <charconv>
#include <string>
#include <string_view>

#include "harness/base/fuzz_testing.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_source.h"

namespace stampede {

// A file without a disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view content) : file_(::memfd_create("fuzz", MFD_CLOEXEC)) {
    STAMPEDE_CHECK(file_ >= 0);
    STAMPEDE_CHECK(::write(file_, content.data(), content.size()) == static_cast<::ssize_t>(content.size()));
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(file_); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }

 private:
  int file_;
};

inline constexpr std::uint64_t kMostFuzzRecords = 50'000;  // of a few compressed bytes there can be very many

// `PATH:LINE: error: ...` or `PATH: error: ...`, and the line is one that the file has. Compressed files have more
// lines than their bytes show: `lines` is 0 for those.
inline void check_trace_error(const TraceError& error, const std::string& path, std::size_t lines) {
  const std::string_view message = error.what();
  check_showable_line(message);
  STAMPEDE_CHECK(message.starts_with(path + ":"));
  STAMPEDE_CHECK(error.kind() == TraceError::Kind::kContent);
  std::string_view rest = message.substr(path.size() + 1);
  if (!rest.starts_with(' ')) {
    std::size_t line = 0;
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), line);
    STAMPEDE_CHECK(parsed.ec == std::errc() && line >= 1 && (lines == 0 || line <= lines));
    rest = rest.substr(static_cast<std::size_t>(parsed.ptr - rest.data()));
    STAMPEDE_CHECK(rest.starts_with(": error: "));
  } else {
    STAMPEDE_CHECK(rest.starts_with(" error: "));
  }
}

// Returns the number of records before the end, the error or the limit.
inline std::uint64_t check_records(const TraceSpec& spec, std::size_t lines) {
  std::uint64_t records = 0;
  try {
    const auto reader = make_trace_reader(spec);
    TraceRecord record;
    for (Key keys = 0; records < kMostFuzzRecords; ++records, keys = reader->key_count()) {
      if (!reader->next(record)) {
        STAMPEDE_CHECK(!reader->next(record));
        break;
      }
      STAMPEDE_CHECK(record.key <= keys && reader->key_count() == std::max(keys, record.key + 1));
      STAMPEDE_CHECK(record.time >= 0 && record.time_unit >= 1 && record.size <= kMaxTraceSize && record.ttl >= 0);
    }
  } catch (const TraceError& error) {
    check_trace_error(error, spec.file, lines);
  }
  return records;
}

inline void check_requests(const TraceSpec& spec, std::size_t lines, std::uint64_t records) {
  std::uint64_t requests = 0;
  try {
    const auto source = make_trace_source(spec);
    Request request;
    for (Instant last = 0; requests < kMostFuzzRecords && source->next(request); ++requests, last = request.intended) {
      STAMPEDE_CHECK(request.intended >= last);
      STAMPEDE_CHECK(requests > 0 || request.intended == 0);
      STAMPEDE_CHECK(request.key <= requests);
    }
    STAMPEDE_CHECK(requests == records || requests == kMostFuzzRecords || records == kMostFuzzRecords);
    STAMPEDE_CHECK(source->clamped() <= records);
  } catch (const TraceError& error) {
    check_trace_error(error, spec.file, lines);
    STAMPEDE_CHECK(requests <= records);
  }
}

// Reads `content` as `spec` says, but at the speed that `choice` chooses.
inline void check_trace(TraceSpec spec, std::uint8_t choice, std::string_view content) {
  const MemoryFile file(content);
  const bool compressed = content.starts_with("\x1f\x8b") || content.substr(0, 4).ends_with("\x2a\x4d\x18") ||
                          content.starts_with("\x28\xb5\x2f\xfd");
  const std::size_t lines = compressed ? 0 : line_count(content);
  const decltype(spec.speed) speeds[] = {TraceSpec::Recorded{TraceSpec::Recorded::kUnchanged}, Rate::per_second(1000),
                                         TraceSpec::Recorded{7}, TraceSpec::Recorded{1'000'000'000'000}};
  spec.speed = speeds[choice % std::size(speeds)];
  spec.file = file.path();
  check_requests(spec, lines, check_records(spec, lines));
}

}  // namespace stampede
