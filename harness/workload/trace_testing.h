// What the tests and benchmarks of this folder share: traces made on the spot.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/temporary_folder.h"
#include "harness/workload/byte_source.h"
#include "harness/workload/request_source.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_record.h"
#include "harness/workload/trace_spec.h"

namespace stampede {

// A file in a directory of its own, removed with the object.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content, const std::string& name = "trace");

  const std::string& path() const { return path_; }
  std::string directory() const { return folder_.path().string(); }

 private:
  TemporaryFolder folder_;
  std::string path_;
};

std::string gzip(std::string_view content);
std::string zstd(std::string_view content);

// One record of the oracle-general format.
std::string oracle_record(std::uint32_t seconds, std::uint64_t key, std::uint32_t size);

// A text in pieces of at most `piece` bytes.
std::unique_ptr<ByteSource> bytes_of(std::string text, std::size_t piece = 4096);

// Everything that a trace or source holds.
std::vector<TraceRecord> read_records(const TraceSpec& spec);
std::vector<Request> read_requests(RequestSource& source);
std::vector<Request> read_requests(const TraceSpec& spec);

// The text of the TraceError that `action` throws, with `path` shortened to "FILE"; "" if it throws none.
template <typename Action>
std::string error_of(const std::string& path, Action action) {
  try {
    action();
  } catch (const TraceError& error) {
    std::string text = error.what();
    if (!path.empty() && text.starts_with(path)) text.replace(0, path.size(), "FILE");
    return text;
  }
  return "";
}

}  // namespace stampede
