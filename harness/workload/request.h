// One request, as the workload intends it: what a client will ask for, and when.
#pragma once

#include "harness/base/ids.h"
#include "harness/base/time.h"

namespace stampede {

struct Request {
  RequestNumber number = 0;  // from 0, in order of intended start
  Instant intended = 0;      // when the request should start, however busy the system is
  Key key = 0;
  Operation operation = Operation::kRead;
  Bytes size = 0;    // of the value in the store, as a trace tells it; 0: drawn from the value-size distribution
  Duration ttl = 0;  // as a trace tells it; 0: the cache's own

  bool operator==(const Request&) const = default;
};

}  // namespace stampede
