// The `oracle-general` format of libCacheSim: packed little-endian records of u32 time in seconds, u64 object id, u32
// size in bytes and i64 position of the next access, which a simulator in time has no use for. All records are reads.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/workload/byte_source.h"
#include "harness/workload/key_interner.h"
#include "harness/workload/trace_error.h"
#include "harness/workload/trace_reader.h"

namespace stampede {
namespace {

static_assert(std::endian::native == std::endian::little, "fields are copied as they lie in the file");

constexpr std::size_t kRecordSize = 24;
constexpr std::size_t kTimeAt = 0;
constexpr std::size_t kKeyAt = 4;
constexpr std::size_t kSizeAt = 12;

constexpr std::size_t kRecordBlock = kRecordSize * 8192;
constexpr std::size_t kAhead = kRecordSize * 8;  // how early the key of a record is fetched

template <typename T>
T field(const char* record, std::size_t at) {
  T value;
  std::memcpy(&value, record + at, sizeof value);
  return value;
}

class OracleGeneralReader final : public TraceReader {
 public:
  explicit OracleGeneralReader(const TraceSpec& spec)
      : path_(spec.file), bytes_(open_byte_source(spec.file)), block_(kRecordBlock + kAhead) {}

  bool next(TraceRecord& record) override {
    if (begin_ == end_ && !read_block()) return false;
    const char* const at = block_.data() + begin_;
    begin_ += kRecordSize;
    keys_.prefetch(field<std::uint64_t>(at + kAhead, kKeyAt));
    const std::optional<Key> key = keys_.intern(field<std::uint64_t>(at, kKeyAt));
    if (!key) fail(std::string(kTooManyKeys));
    record.time = field<std::uint32_t>(at, kTimeAt) * kSecond;
    record.time_unit = kSecond;
    record.size = field<std::uint32_t>(at, kSizeAt);
    record.ttl = 0;
    record.key = *key;
    record.operation = Operation::kRead;
    return true;
  }

  Key key_count() const override { return keys_.count(); }

 private:
  // A block is filled as far as the file goes, so only the last one can end inside a record.
  bool read_block() {
    if (rest_ != 0) fail_truncated();
    records_before_ += end_ / kRecordSize;
    begin_ = 0;
    end_ = 0;
    while (end_ < kRecordBlock) {
      const std::size_t count = bytes_->read(std::span(block_).subspan(end_, kRecordBlock - end_));
      if (count == 0) break;
      end_ += count;
    }
    rest_ = end_ % kRecordSize;
    end_ -= rest_;
    return end_ > 0 || (rest_ != 0 && read_block());
  }

  [[noreturn, gnu::cold]] void fail_truncated() const {
    const std::uint64_t whole = records_before_ + end_ / kRecordSize;
    fail(fmt::format("record {} at byte {} has {} of {} bytes: copy the file again, or check 'format'", whole + 1,
                     whole * kRecordSize, rest_, kRecordSize));
  }

  [[noreturn, gnu::cold]] void fail(const std::string& message) const {
    throw TraceError(TraceError::Kind::kContent, fmt::format("{}: error: {}", path_, message));
  }

  std::string path_;
  std::unique_ptr<ByteSource> bytes_;
  std::vector<char> block_;  // longer than what is read, so that looking ahead stays inside
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::size_t rest_ = 0;  // bytes of a record that the file breaks off in
  std::uint64_t records_before_ = 0;
  KeyInterner keys_;
};

}  // namespace

std::unique_ptr<TraceReader> make_oracle_general_reader(const TraceSpec& spec) {
  return std::make_unique<OracleGeneralReader>(spec);
}

}  // namespace stampede
