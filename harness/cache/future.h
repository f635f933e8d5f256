// What will be asked for: known in advance where requests do not depend on answers (open loops and traces).
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/ids.h"
#include "harness/base/key_table.h"
#include "harness/base/large_array.h"

namespace stampede {

// The reads of a workload as a chain for each key: 4 bytes a request, 4 bytes a key. Immutable once it is built.
class Future {
 public:
  static constexpr RequestNumber kNever = kNoRequest;           // the key is not read again
  static constexpr RequestNumber kMaxRequests = 1'000'000'000;  // that it has room for

  // A read of `key`: in order of the numbers, which may have gaps. REQUIRES: request < kMaxRequests
  void add(RequestNumber request, Key key) {
    STAMPEDE_CHECK(request >= next_.size() && request < kMaxRequests);
    next_.resize(request + 1);
    std::uint32_t& last = last_[key];
    (last == 0 ? first_[key] : next_[last - 1]) = static_cast<std::uint32_t>(request + 1);
    last = static_cast<std::uint32_t>(request + 1);
  }
  // Nothing more is added; `complete`: and nothing is missing.
  void finish(bool complete) {
    last_ = KeyTable<std::uint32_t>();
    complete_ = complete;
  }

  bool complete() const { return complete_; }

  // The first request that reads `key`.
  RequestNumber first_use(Key key) const { return number(first_.get(key)); }
  // The next one that reads the key which `request` reads; none after a request that is not known.
  RequestNumber next_use(RequestNumber request) const {
    return request < next_.size() ? number(next_[request]) : kNever;
  }

 private:
  // Stored numbers are one higher; 0: there is none.
  static RequestNumber number(std::uint32_t stored) { return stored == 0 ? kNever : stored - 1; }

  std::vector<std::uint32_t, LargeArrayAllocator<std::uint32_t>> next_;  // by request
  KeyTable<std::uint32_t> first_;
  KeyTable<std::uint32_t> last_;  // while it is built
  bool complete_ = false;
};

}  // namespace stampede
