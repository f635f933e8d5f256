// The bytes of a file, decompressed on the way.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace stampede {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Writes at least one and at most buffer.size() bytes to the beginning of `buffer` and returns how many; returns 0 at
  // the end only. `buffer` must not be empty. Throws TraceError if the file cannot be read or is damaged.
  virtual std::size_t read(std::span<char> buffer) = 0;
};

// Opens a plain, gzip or zstd file; the first bytes tell which, not the name. Several gzip members or zstd frames in a
// row count as one stream. The file is read once from its beginning, so it may be a pipe. Throws TraceError.
std::unique_ptr<ByteSource> open_byte_source(const std::string& path);

}  // namespace stampede
