// A recorded trace as a workload.
#pragma once

#include <cstdint>
#include <memory>

#include "harness/workload/request_source.h"
#include "harness/workload/trace_spec.h"

namespace stampede {

class TraceSource : public RequestSource {
 public:
  // Records so far whose time lay before that of a record above them. Real traces are slightly out of order; such a
  // record keeps its place in the file and takes the time of the record before it. Always 0 with a numeric rate.
  virtual std::uint64_t clamped() const = 0;
};

// Opens `spec.file`; throws TraceError. The trace is played once, from its first record, whose time is instant 0.
//
// n records of the same time t are intended at t + floor(i x unit / n), where `unit` is that of the last digit the time
// was written with: a second for `17`, a hundredth of it for `17.25`. They end before the next time at the latest.
// At most 2^20 records are held back for this: of a longer run each 2^20 records share half of what is left of the
// unit, and the rest of the run shares the remainder.
std::unique_ptr<TraceSource> make_trace_source(const TraceSpec& spec);

}  // namespace stampede
