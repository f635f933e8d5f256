#include "harness/engine/look_ahead.h"

#include "harness/workload/trace_error.h"

namespace stampede {

void LookAhead::pull() {
  try {
    Request& request = at(end_);
    if (source_.next(request)) {
      service_.cache_of(request.number).prefetch_place(request.key);
      ++end_;
    } else {
      ended_ = true;
    }
  } catch (const TraceError& error) {
    failure_ = {error.what(), error.kind() == TraceError::Kind::kUnreadable};
    ended_ = true;
  }
}

}  // namespace stampede
