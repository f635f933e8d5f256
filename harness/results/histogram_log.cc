#include <absl/strings/escaping.h>
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <bit>
#include <string_view>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/insertion_sort.h"
#include "harness/results/hdr_histogram.h"

namespace stampede {

namespace {

// The lowest byte says that counts are ZigZag LEB128, with runs of zeros as negative numbers.
constexpr std::uint32_t kEncodingV2 = 0x1c849303 | 0x10;
constexpr std::uint32_t kCompressedEncodingV2 = 0x1c849304 | 0x10;

void put_big_endian(std::string& bytes, std::uint64_t number, int width) {
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) bytes += static_cast<char>(number >> shift);
}

// LEB128 of at most nine bytes: the last one holds eight bits.
void put_zigzag(std::string& bytes, std::int64_t number) {
  auto rest = (static_cast<std::uint64_t>(number) << 1) ^ static_cast<std::uint64_t>(number >> 63);
  for (int length = 1; length < 9 && rest >= 0x80; ++length, rest >>= 7) {
    bytes += static_cast<char>((rest & 0x7f) | 0x80);
  }
  bytes += static_cast<char>(rest);
}

// Counts from the bucket of 0 to the last that is not empty.
std::string encoded_counts(const Histogram& histogram) {
  std::string bytes;
  std::int64_t next = 0;
  for (const Histogram::Bucket& bucket : histogram.buckets()) {
    const std::int64_t zeros = bucket.index - next;
    if (zeros > 0) put_zigzag(bytes, zeros == 1 ? 0 : -zeros);
    put_zigzag(bytes, static_cast<std::int64_t>(bucket.count));
    next = std::int64_t{bucket.index} + 1;
  }
  if (next == 0) put_zigzag(bytes, 0);
  return bytes;
}

// The end of the doubling that holds the largest value: what readers make room for.
std::int64_t highest_trackable(const Histogram& histogram) {
  const std::int64_t sub_buckets = histogram.digits() == Histogram::Digits::kTwo ? 256 : 2048;
  return static_cast<std::int64_t>(
      std::bit_ceil(static_cast<std::uint64_t>(std::max(histogram.max().value_or(0) | 1, sub_buckets - 1)) + 1) - 1);
}

std::string encoded(const Histogram& histogram) {
  const std::string counts = encoded_counts(histogram);
  std::string bytes;
  put_big_endian(bytes, kEncodingV2, 4);
  put_big_endian(bytes, counts.size(), 4);
  put_big_endian(bytes, 0, 4);  // normalising index offset: none
  put_big_endian(bytes, histogram.digits() == Histogram::Digits::kTwo ? 2 : 3, 4);
  put_big_endian(bytes, 1, 8);  // lowest discernible value
  put_big_endian(bytes, static_cast<std::uint64_t>(highest_trackable(histogram)), 8);
  put_big_endian(bytes, std::bit_cast<std::uint64_t>(1.0), 8);  // of integers to doubles
  return bytes + counts;
}

std::string deflated(std::string_view bytes) {
  std::string compressed(::compressBound(bytes.size()), '\0');
  uLongf size = compressed.size();
  const int status = ::compress2(reinterpret_cast<Bytef*>(compressed.data()), &size,
                                 reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), Z_BEST_COMPRESSION);
  STAMPEDE_CHECK(status == Z_OK);  // memory apart, nothing can fail
  compressed.resize(size);
  return compressed;
}

std::string compressed(const Histogram& histogram) {
  const std::string contents = deflated(encoded(histogram));
  std::string bytes;
  put_big_endian(bytes, kCompressedEncodingV2, 4);
  put_big_endian(bytes, contents.size(), 4);
  return bytes + contents;
}

// At least three decimals, and as many more as there are.
std::string seconds(std::int64_t nanoseconds) {
  std::string text = fmt::format("{}.{:09}", nanoseconds / kSecond, nanoseconds % kSecond);
  while (text.ends_with('0') && text[text.size() - 4] != '.') text.pop_back();
  return text;
}

std::string line_text(const HistogramLogLine& line) {
  const std::int64_t max = line.histogram.max().value_or(0);
  return fmt::format("Tag={},{},{},{:.3f},{}\n", line.tag, seconds(line.from), seconds(line.length),
                     static_cast<double>(max) / static_cast<double>(line.unit),
                     absl::Base64Escape(compressed(line.histogram)));
}

}  // namespace

std::string histogram_log(const std::string& comment, std::span<const HistogramLogLine> lines) {
  std::vector<const HistogramLogLine*> ordered;
  for (const HistogramLogLine& line : lines) ordered.push_back(&line);
  insertion_sort(ordered, [](const HistogramLogLine* line) { return line->from; });
  std::string text = "#[" + comment +
                     "]\n"
                     "#[Histogram log format version 1.3]\n"
                     "#[StartTime: 0.000 (seconds since epoch), Thu Jan 01 00:00:00 UTC 1970]\n"
                     "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n";
  for (const HistogramLogLine* line : ordered) text += line_text(*line);
  return text;
}

}  // namespace stampede
