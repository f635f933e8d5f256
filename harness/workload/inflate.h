// Decompression of a stream of bytes, in bounded memory.
#pragma once

#include <memory>
#include <string>

#include "harness/workload/byte_source.h"

namespace stampede {

// The content of all gzip members or zstd frames in `compressed`, one after the other; `path` names the file in errors.
// What is damaged or cut short is reported when the reader gets there. zstd windows are limited to 128 MiB, the limit
// of the zstd program itself.
std::unique_ptr<ByteSource> inflate_gzip(const std::string& path, std::unique_ptr<ByteSource> compressed);
std::unique_ptr<ByteSource> inflate_zstd(const std::string& path, std::unique_ptr<ByteSource> compressed);

}  // namespace stampede
