#include "harness/results/hdr_histogram.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "harness/base/random.h"
#include "harness/base/temporary_folder.h"

namespace stampede {
namespace {

using Digits = Histogram::Digits;

Histogram histogram_of(const std::vector<std::int64_t>& values, Digits digits = Digits::kThree) {
  Histogram histogram(digits);
  for (const std::int64_t value : values) histogram.record(value);
  return histogram;
}

// Values of every size, from a few to very many; in order of time.
std::vector<HistogramLogLine> logged_histograms() {
  std::vector<HistogramLogLine> lines = {
      {"empty", 0, kSecond, Histogram()},
      {"zero", 0, kSecond, histogram_of({0})},
      {"one", 0, kSecond, histogram_of({1})},
      {"ends", 500 * kMillisecond, kMillisecond, histogram_of({0, INT64_MAX})},
      {"gap", kSecond, kMinute, histogram_of({3, 5, 6, 2047, 2048, 4096})},
      {"coarse", 2 * kSecond, kDay, histogram_of({3, 255, 256, 511, 512, 100'000'000}, Digits::kTwo)},
  };
  Histogram many;
  for (std::int64_t i = 0; i < 40; ++i) many.record(std::int64_t{1} << i, std::uint64_t{1} << (46 - i));
  lines.push_back({"halves", 3 * kSecond, kSecond, many});
  for (const std::uint64_t count : {7U, 1000U, 100'000U}) {
    RandomSequence random(RandomStream(count, "values"));
    Histogram histogram;
    for (std::uint64_t i = 0; i < count; ++i) {
      histogram.record(static_cast<std::int64_t>(random.next() >> (20 + random.next() % 44)));
    }
    lines.push_back({"random-" + std::to_string(count), 4 * kSecond, kSecond, histogram});
  }
  return lines;
}

// Of a log's lines, what HdrReference.java prints.
std::string expected(const HistogramLogLine& line) {
  const Histogram& h = line.histogram;
  const std::vector<Histogram::Bucket> buckets = h.buckets();
  const auto highest = [&](std::uint32_t index) { return Histogram::highest_value(h.digits(), index); };
  const auto percentile = [&](std::uint32_t numerator, std::uint32_t denominator) -> std::int64_t {
    const auto value = h.percentile(numerator, denominator);
    return value ? highest(Histogram::bucket_of(h.digits(), *value)) : 0;
  };
  std::string text = fmt::format("tag {} from {} to {}\n", line.tag, line.from / kMillisecond,
                                 (line.from + line.length) / kMillisecond);
  text += fmt::format("digits {} count {} min {} max {}\n", h.digits() == Digits::kTwo ? 2 : 3, h.count(),
                      buckets.empty() ? 0 : Histogram::lowest_value(h.digits(), buckets[0].index),
                      buckets.empty() ? 0 : highest(buckets.back().index));
  text += fmt::format("percentiles {} {} {}\nbuckets", percentile(1, 2), percentile(99, 100), percentile(999, 1000));
  for (const Histogram::Bucket& bucket : buckets) {
    text += fmt::format(" {}:{}", Histogram::lowest_value(h.digits(), bucket.index), bucket.count);
  }
  return text + "\n" + percentile_distribution(h) + "end\n";
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 4096> buffer;
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), got);
  ::pclose(pipe);
  return text;
}

TEST(HistogramLog, IsReadByThePublicLibraryWhichPrintsTheSameDistribution) {
  const std::string jar = STAMPEDE_HDRHISTOGRAM_JAR;
  const std::string java = STAMPEDE_JAVA;
  if (jar.ends_with("NOTFOUND") || java.ends_with("NOTFOUND")) {
    GTEST_SKIP() << "needs the packages libhdrhistogram-java and default-jdk-headless";
  }
  const TemporaryFolder folder;
  const std::vector<HistogramLogLine> lines = logged_histograms();
  std::string all;
  for (const HistogramLogLine& line : lines) all += expected(line);
  const std::string path = (folder.path() / "x.hlog").string();
  std::ofstream(path) << histogram_log("a test", lines);
  const std::string source = std::string(STAMPEDE_SOURCE_DIR) + "/harness/results/HdrReference.java";
  EXPECT_EQ(output_of("'" + java + "' -cp '" + jar + "' '" + source + "' '" + path + "'"), all);
}

TEST(HistogramLog, IsALineForEachHistogramInOrderOfTime) {
  const std::vector<HistogramLogLine> lines = {{"b", 1'500'000'001, kSecond, histogram_of({5'000'000})},
                                               {"a", 0, 250 * kMillisecond, Histogram()}};
  EXPECT_EQ(histogram_log("stampede: example", lines).substr(0, 211),
            "#[stampede: example]\n"
            "#[Histogram log format version 1.3]\n"
            "#[StartTime: 0.000 (seconds since epoch), Thu Jan 01 00:00:00 UTC 1970]\n"
            "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n");
  EXPECT_THAT(histogram_log("x", lines),
              ::testing::ContainsRegex("\nTag=a,0\\.000,0\\.250,0\\.000,[A-Za-z0-9+/]+=*\n"
                                       "Tag=b,1\\.500000001,1\\.000,5\\.000,[A-Za-z0-9+/]+=*\n$"));
}

TEST(PercentileDistribution, ShowsMillisecondsAtHalvingDistances) {
  EXPECT_EQ(percentile_distribution(histogram_of({1'000'000, 2'000'000, 4'000'000, 90'000'000})),
            R"(       Value     Percentile TotalCount 1/(1-Percentile)

       1.000 0.000000000000          1           1.00
       1.000 0.100000000000          1           1.11
       1.000 0.200000000000          1           1.25
       2.001 0.300000000000          2           1.43
       2.001 0.400000000000          2           1.67
       2.001 0.500000000000          2           2.00
       4.002 0.550000000000          3           2.22
       4.002 0.600000000000          3           2.50
       4.002 0.650000000000          3           2.86
       4.002 0.700000000000          3           3.33
       4.002 0.750000000000          3           4.00
      90.046 0.775000000000          4           4.44
      90.046 1.000000000000          4
#[Mean    =       24.254, StdDeviation   =       37.982]
#[Max     =       90.046, Total count    =            4]
#[Buckets =           17, SubBuckets     =         2048]
)");
}

TEST(PercentileDistribution, OfNothingHasNoLines) {
  EXPECT_EQ(percentile_distribution(Histogram(Digits::kTwo)),
            R"(       Value     Percentile TotalCount 1/(1-Percentile)

#[Mean    =         0.00, StdDeviation   =         0.00]
#[Max     =         0.00, Total count    =            0]
#[Buckets =            1, SubBuckets     =          256]
)");
}

}  // namespace
}  // namespace stampede
