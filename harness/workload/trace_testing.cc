#include "harness/workload/trace_testing.h"

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <span>

#include "harness/base/check.h"
#include "harness/workload/trace_reader.h"
#include "harness/workload/trace_source.h"

namespace stampede {
namespace {

class TextBytes final : public ByteSource {
 public:
  TextBytes(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}

  std::size_t read(std::span<char> buffer) override {
    const std::size_t count = std::min({buffer.size(), piece_, text_.size() - position_});
    std::copy_n(text_.data() + position_, count, buffer.data());
    position_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t position_ = 0;
};

}  // namespace

TemporaryFile::TemporaryFile(std::string_view content, const std::string& name)
    : path_((folder_.path() / name).string()) {
  std::ofstream(path_, std::ios::binary) << content;
}

std::string gzip(std::string_view content) {
  z_stream stream{};
  constexpr int kGzipWrapper = 16;
  STAMPEDE_CHECK(::deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + kGzipWrapper, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string compressed(::deflateBound(&stream, content.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(content.data()));
  stream.avail_in = static_cast<uInt>(content.size());
  stream.next_out = reinterpret_cast<Bytef*>(compressed.data());
  stream.avail_out = static_cast<uInt>(compressed.size());
  STAMPEDE_CHECK(::deflate(&stream, Z_FINISH) == Z_STREAM_END);
  compressed.resize(stream.total_out);
  ::deflateEnd(&stream);
  return compressed;
}

std::string zstd(std::string_view content) {
  std::string compressed(::ZSTD_compressBound(content.size()), '\0');
  constexpr int kLevel = 3;
  compressed.resize(::ZSTD_compress(compressed.data(), compressed.size(), content.data(), content.size(), kLevel));
  return compressed;
}

std::string oracle_record(std::uint32_t seconds, std::uint64_t key, std::uint32_t size) {
  const std::int64_t next_access = -1;
  std::string record(24, '\0');
  std::memcpy(record.data(), &seconds, 4);
  std::memcpy(record.data() + 4, &key, 8);
  std::memcpy(record.data() + 12, &size, 4);
  std::memcpy(record.data() + 16, &next_access, 8);
  return record;
}

std::unique_ptr<ByteSource> bytes_of(std::string text, std::size_t piece) {
  return std::make_unique<TextBytes>(std::move(text), piece);
}

std::vector<TraceRecord> read_records(const TraceSpec& spec) {
  const auto reader = make_trace_reader(spec);
  std::vector<TraceRecord> records;
  TraceRecord record;
  while (reader->next(record)) records.push_back(record);
  return records;
}

std::vector<Request> read_requests(RequestSource& source) {
  std::vector<Request> requests;
  Request request;
  while (source.next(request)) requests.push_back(request);
  return requests;
}

std::vector<Request> read_requests(const TraceSpec& spec) {
  return read_requests(*make_trace_source(spec));
}

}  // namespace stampede
