#include "harness/engine/look_ahead.h"

#include "harness/workload/trace_error.h"

namespace stampede {

bool LookAhead::refill() {
  position_ = 0;
  size_ = 0;
  if (failure_) return false;
  try {
    while (size_ < kBatch && source_.next(batch_[size_])) cache_.prefetch_place(batch_[size_++].key);
  } catch (const TraceError& error) {
    failure_ = {error.what(), error.kind() == TraceError::Kind::kUnreadable};
  }
  return size_ > 0;
}

}  // namespace stampede
