// Histograms in the formats of the public HdrHistogram tools.
//
// Source: G. Tene, HdrHistogram (github.com/HdrHistogram/HdrHistogram): AbstractHistogram.outputPercentileDistribution
// and encodeIntoCompressedByteBuffer (encoding V2, ZigZagEncoding), HistogramLogWriter (log format 1.3).
#pragma once

#include <span>
#include <string>

#include "harness/base/time.h"
#include "harness/metrics/histogram.h"

namespace stampede {

// A `.hgrm`: the percentile distribution that HdrHistogram prints of the same buckets, byte for byte, with five steps
// for each halving of the distance to 100%. Nanoseconds are shown as milliseconds. As there, values are those of the
// buckets: the mean uses their middles, the maximum is the highest value of its bucket.
std::string percentile_distribution(const Histogram& histogram);

// One line of a log.
struct HistogramLogLine {
  std::string tag;  // without spaces and commas
  Instant from = 0;
  Duration length = 0;
  Histogram histogram;
};

// A `.hlog` of these lines, in ascending order of their instants, under a comment in one line. Each histogram is there
// as a whole, but for its exact ends and sum. Instants count from 0, wherever that is.
std::string histogram_log(const std::string& comment, std::span<const HistogramLogLine> lines);

}  // namespace stampede
