// A level over time: its peak and its time-average.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "harness/base/quantity.h"
#include "harness/base/time.h"

namespace stampede {

// What a gauge did during a span of time. Summaries of adjoining or parallel spans merge.
struct GaugeSummary {
  std::int64_t peak = 0;
  Int128 area = 0;  // level x nanoseconds
  Int128 span = 0;  // nanoseconds; of many long runs together more than 64 bits

  bool operator==(const GaugeSummary&) const = default;

  void merge(const GaugeSummary& other) {
    peak = std::max(peak, other.peak);
    area += other.area;
    span += other.span;
  }
  std::optional<double> mean() const {
    if (span == 0) return std::nullopt;
    return static_cast<double>(area) / static_cast<double>(span);
  }
};

class Gauge {
 public:
  std::int64_t level() const { return level_; }

  // Instants must not go backwards.
  void add(Instant now, std::int64_t change) { set(now, level_ + change); }
  void set(Instant now, std::int64_t level) {
    advance(now);
    level_ = level;
    summary_.peak = std::max(summary_.peak, level);
  }

  // What happened since the last `take`; the next span starts here, at the present level.
  GaugeSummary take(Instant now) {
    advance(now);
    const GaugeSummary taken = summary_;
    summary_ = {.peak = level_};
    return taken;
  }

 private:
  void advance(Instant now) {
    summary_.area += static_cast<Int128>(level_) * (now - since_);
    summary_.span += now - since_;
    since_ = now;
  }

  std::int64_t level_ = 0;
  Instant since_ = 0;
  GaugeSummary summary_;
};

}  // namespace stampede
