#include "harness/workload/inflate.h"

#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/workload/trace_error.h"

namespace stampede {
namespace {

constexpr std::size_t kInputBlock = std::size_t{64} << 10;

[[noreturn]] void fail_to_inflate(const std::string& path, std::string_view kind, std::string_view why) {
  throw TraceError(TraceError::Kind::kContent,
                   fmt::format("{}: error: the {} data is damaged ({}): copy the file again or test it with '{} -t'",
                               path, kind, why, kind));
}

// Compressed bytes that have been read and not yet been used.
class CompressedInput {
 public:
  explicit CompressedInput(std::unique_ptr<ByteSource> source) : source_(std::move(source)), block_(kInputBlock) {}

  // True if unused bytes are at hand, after reading more if there were none.
  bool fill() {
    if (begin_ == end_) {
      begin_ = 0;
      end_ = source_->read(block_);
    }
    return begin_ != end_;
  }

  std::span<char> unused() { return std::span(block_).subspan(begin_, end_ - begin_); }
  void use(std::size_t count) { begin_ += count; }

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<char> block_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

class GzipBytes final : public ByteSource {
 public:
  GzipBytes(const std::string& path, std::unique_ptr<ByteSource> compressed)
      : path_(path), input_(std::move(compressed)) {
    constexpr int kGzipWrapper = 16;
    STAMPEDE_CHECK(::inflateInit2(&stream_, MAX_WBITS + kGzipWrapper) == Z_OK);
  }
  GzipBytes(const GzipBytes&) = delete;
  GzipBytes& operator=(const GzipBytes&) = delete;
  ~GzipBytes() override { ::inflateEnd(&stream_); }

  std::size_t read(std::span<char> buffer) override {
    for (;;) {
      if (!in_member_ && !start_member()) return 0;
      if (const std::size_t count = inflate_some(buffer); count > 0) return count;
    }
  }

 private:
  // False at the end of the file. Zeros between or after members are padding, as for gzip itself.
  bool start_member() {
    while (input_.fill()) {
      const std::span<char> unused = input_.unused();
      const auto data = std::find_if(unused.begin(), unused.end(), [](char c) { return c != 0; });
      input_.use(static_cast<std::size_t>(data - unused.begin()));
      if (data == unused.end()) continue;
      STAMPEDE_CHECK(::inflateReset(&stream_) == Z_OK);
      in_member_ = true;
      return true;
    }
    return false;
  }

  std::size_t inflate_some(std::span<char> buffer) {
    if (!input_.fill()) fail_to_inflate(path_, "gzip", "it ends in the middle");
    const std::span<char> unused = input_.unused();
    stream_.next_in = reinterpret_cast<Bytef*>(unused.data());
    stream_.avail_in = static_cast<uInt>(unused.size());
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(std::min(buffer.size(), kInputBlock * 16));
    const uInt room = stream_.avail_out;
    const int status = ::inflate(&stream_, Z_NO_FLUSH);
    input_.use(unused.size() - stream_.avail_in);
    if (status == Z_STREAM_END) {
      in_member_ = false;
    } else if (status != Z_OK) {
      fail_to_inflate(path_, "gzip", stream_.msg != nullptr ? stream_.msg : "it makes no sense to zlib");
    }
    return room - stream_.avail_out;
  }

  std::string path_;
  CompressedInput input_;
  z_stream stream_{};
  bool in_member_ = false;
};

class ZstdBytes final : public ByteSource {
 public:
  ZstdBytes(const std::string& path, std::unique_ptr<ByteSource> compressed)
      : path_(path), input_(std::move(compressed)), stream_(::ZSTD_createDStream()) {
    STAMPEDE_CHECK(stream_ != nullptr);
  }
  ZstdBytes(const ZstdBytes&) = delete;
  ZstdBytes& operator=(const ZstdBytes&) = delete;
  ~ZstdBytes() override { ::ZSTD_freeDStream(stream_); }

  std::size_t read(std::span<char> buffer) override {
    for (;;) {
      // As long as the decoder has output pending, it leaves a byte of its input unused.
      if (!input_.fill()) {
        if (in_frame_) fail_to_inflate(path_, "zstd", "it ends in the middle");
        return 0;
      }
      if (const std::size_t count = decompress_some(buffer); count > 0) return count;
    }
  }

 private:
  std::size_t decompress_some(std::span<char> buffer) {
    const std::span<char> unused = input_.unused();
    ZSTD_inBuffer in{unused.data(), unused.size(), 0};
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    const std::size_t status = ::ZSTD_decompressStream(stream_, &out, &in);
    if (::ZSTD_isError(status) != 0) fail_to_inflate(path_, "zstd", ::ZSTD_getErrorName(status));
    input_.use(in.pos);
    in_frame_ = status != 0;
    return out.pos;
  }

  std::string path_;
  CompressedInput input_;
  ZSTD_DStream* stream_;
  bool in_frame_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> inflate_gzip(const std::string& path, std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<GzipBytes>(path, std::move(compressed));
}

std::unique_ptr<ByteSource> inflate_zstd(const std::string& path, std::unique_ptr<ByteSource> compressed) {
  return std::make_unique<ZstdBytes>(path, std::move(compressed));
}

}  // namespace stampede
