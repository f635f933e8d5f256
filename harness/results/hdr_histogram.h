// Histograms in the formats of the public HdrHistogram tools.
//
// Source: G. Tene, HdrHistogram (github.com/HdrHistogram/HdrHistogram): AbstractHistogram.outputPercentileDistribution
// and encodeIntoCompressedByteBuffer (encoding V2, ZigZagEncoding), HistogramLogWriter (log format 1.3).
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "harness/base/time.h"
#include "harness/metrics/histogram.h"

namespace stampede {

// A `.hgrm`: the percentile distribution that HdrHistogram prints of the same buckets, byte for byte, with five steps
// for each halving of the distance to 100%. Values are shown divided by `unit`: nanoseconds as milliseconds, counts by
// 1 as they are. As there, values are those of the buckets: the mean uses their middles, the maximum is the highest
// value of its bucket.
std::string percentile_distribution(const Histogram& histogram, std::int64_t unit = kMillisecond);

// One line of a log.
struct HistogramLogLine {
  std::string tag;  // without spaces and commas
  Instant from = 0;
  Duration length = 0;
  Histogram histogram;
  std::int64_t unit = kMillisecond;  // what its maximum is shown in, beside the histogram
};

// A `.hlog` of these lines, in ascending order of their instants, under a comment in one line. Each histogram is there
// as a whole, but for its exact ends and sum. Instants count from 0, wherever that is.
std::string histogram_log(const std::string& comment, std::span<const HistogramLogLine> lines);

}  // namespace stampede
