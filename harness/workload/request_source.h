// Requests in the order in which they are to start, for every workload that does not wait for answers.
#pragma once

#include "harness/base/ids.h"
#include "harness/workload/request.h"

namespace stampede {

// A source is read by one thread. It knows nothing of the system under test, so every strategy meets the same requests.
class RequestSource {
 public:
  virtual ~RequestSource() = default;

  // Writes the next request to `request` and returns true; returns false at the end, and from then on. Numbers
  // go up from 0 by one, or by more where requests are left out (sampled_source.h); intended starts never go down.
  // Throws TraceError (trace_error.h) if a trace cannot be read on.
  virtual bool next(Request& request) = 0;

  // Keys are 0 .. key_count()-1. With a trace: those seen so far.
  virtual Key key_count() const = 0;
};

}  // namespace stampede
