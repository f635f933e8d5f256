// One record of a trace, as its file tells it.
#pragma once

#include <cstdint>

#include "harness/base/ids.h"
#include "harness/base/time.h"

namespace stampede {

// Sizes beyond this are taken for a mistake in the trace: 1 TiB.
inline constexpr Bytes kMaxTraceSize = Bytes{1} << 40;

struct TraceRecord {
  Instant time = 0;              // on the trace's own clock, e.g. since 1970; 0 in a trace without times
  Duration time_unit = kSecond;  // of the last digit of the time: the record happened in [time, time + time_unit)
  Bytes size = 0;                // of the value; 0: not told
  Duration ttl = 0;              // 0: not told
  Key key = 0;                   // dense, in order of first appearance
  Operation operation = Operation::kRead;

  bool operator==(const TraceRecord&) const = default;
};

}  // namespace stampede
