// Everything that is measured in one window of time. Raw counts only: ratios and percentiles are derived when read.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/quantity.h"
#include "harness/base/time.h"
#include "harness/metrics/gauge.h"
#include "harness/metrics/histogram.h"
#include "harness/metrics/outcome.h"

namespace stampede {

// `window_fields.h` lists the fields; whoever adds one here adds it there.
//
// Which window a thing belongs to: everything about a request goes by its intended start, even if it ends later; store
// and cache counters by the instant they happen; loads by their start, an episode by its first load. Durations are
// nanoseconds.
struct Window {
  struct Requests {
    std::uint64_t offered = 0;    // due
    std::uint64_t started = 0;    // of these
    std::uint64_t dropped = 0;    // due but never started: a bound was reached
    std::uint64_t completed = 0;  // answered with success
    std::uint64_t failed = 0;     // answered with an error
    bool operator==(const Requests&) const = default;
  };
  struct Reads {
    std::uint64_t started = 0;
    OutcomeCounts outcomes = {};
    OutcomeCounts stale = {};
    Uint128 hit_age = 0;        // summed over hits: since the value was filled
    Histogram latency;          // from the intended start
    Histogram service_latency;  // from the actual start
    Histogram stale_age;        // from the first superseding commit to the start of the read
  };
  struct Writes {
    std::uint64_t started = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t failed = 0;
    std::uint64_t committed = 0;  // of the acknowledged: by a commit of their own
    std::uint64_t coalesced = 0;  // replaced by a later write before they were stored
    std::uint64_t lost = 0;
    std::uint64_t pending = 0;  // neither stored nor replaced nor lost when the run ended
    Histogram latency;
    Histogram durable_lag;     // from acknowledgement to commit
    GaugeSummary uncommitted;  // acknowledged writes not yet committed or replaced
    GaugeSummary dirty_keys;   // keys with such a write
  };
  struct Store {
    std::uint64_t loads_demand = 0;
    std::uint64_t loads_refresh = 0;
    std::uint64_t keys_written = 0;
    std::uint64_t write_calls = 0;
    std::uint64_t calls = 0;
    std::uint64_t errors = 0;
    std::uint64_t rejected = 0;
    std::uint64_t retries = 0;    // calls that are not the first of their kind
    std::uint64_t timeouts = 0;   // attempts not answered in time
    std::uint64_t abandoned = 0;  // calls given up while they were in the store
    std::uint64_t cancelled = 0;  // calls given up that left the queue: then, or later when the process crashed
    Uint128 abandoned_time = 0;   // service time of calls that nobody waited for when they ended
    Histogram queue_wait;
    GaugeSummary in_flight;  // queued and in service
    GaugeSummary queued;
    GaugeSummary busy;  // servers
  };
  struct Stampede {
    std::uint64_t load_intervals = 0;
    std::uint64_t load_intervals_demand = 0;  // opened by a demand load
    std::uint64_t episodes = 0;
    std::uint64_t redundant_loads = 0;
    std::uint64_t peak = 0;     // most loads of one key in flight at once
    std::uint64_t largest = 0;  // most loads in one load interval
    std::uint64_t early_gaps = 0;
    Uint128 early_gap = 0;  // summed over load intervals opened by a refresh: from its start to the expiry
    Uint128 excess_store_time = 0;
    Histogram episode_size;  // loads of each episode: counts, not nanoseconds
  };
  struct Cache {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
    std::uint64_t fills = 0;
    std::uint64_t late_fills = 0;
    std::uint64_t regressions = 0;   // fills that replaced a newer version
    std::uint64_t fills_unused = 0;  // gone before any look-up returned them
    std::uint64_t evictions = 0;
    std::uint64_t expirations = 0;
    std::uint64_t invalidations = 0;
    std::uint64_t errors = 0;   // operations that failed because the cache was down
    std::uint64_t flushed = 0;  // entries that went with a flush or a crash
    std::uint64_t entries_peak = 0;
    std::uint64_t bytes_peak = 0;
  };

  // Of the actions of the timeline: how long after its end goodput and store queue were back to normal.
  struct Recovery {
    std::uint64_t disturbances = 0;
    std::uint64_t never = 0;  // of these: not before the end of the measured time
    Duration longest = 0;     // of the others
  };

  Instant start = 0;
  Instant end = 0;    // exclusive
  Int128 length = 0;  // end - start; of merged windows, the sum: of many long runs more than 64 bits
  Requests requests;
  Reads reads;
  Writes writes;
  Store store;
  Stampede stampede;
  Cache cache;
  Recovery recovery;

  // Adds a window of other requests: another part of the same run, or the same part of another run. Counts add up,
  // histograms merge, peaks take the larger.
  void merge(const Window& other);

  bool operator==(const Window& other) const;

  std::uint64_t reads_total() const;
  std::uint64_t stale_total() const;
};

// The windows of a run, in order of time and without gaps. The clock says which one is current.
class Windows {
 public:
  // `count` windows, the first of which starts at 0.
  explicit Windows(std::uint32_t count) : windows_(count) {}

  Window& current() { return windows_[current_]; }
  std::uint32_t current_index() const { return current_; }
  Window& operator[](std::uint32_t index) { return windows_[index]; }
  const Window& operator[](std::uint32_t index) const { return windows_[index]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(windows_.size()); }

  // The window of that index starts now. REQUIRES: it comes later than the current one.
  void advance(std::uint32_t index, Instant now) {
    STAMPEDE_CHECK(index > current_ && index < windows_.size());
    current_ = index;
    windows_[current_].start = now;
  }

 private:
  std::vector<Window> windows_;
  std::uint32_t current_ = 0;
};

}  // namespace stampede
