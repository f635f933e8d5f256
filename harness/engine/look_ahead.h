// Requests a little before their time, so that the memory they will need is on its way when they arrive.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>

#include "harness/engine/service.h"
#include "harness/workload/request_source.h"

namespace stampede {

// Why arrivals ended before their time.
struct ArrivalFailure {
  std::string message;
  bool io = false;  // a file could not be read
};

// With a million keys nearly every lookup misses the CPU's own caches. Requests are known in advance, so their places
// in the cache are prefetched in two steps: where the key's entry is, then the entry. Changes nothing but the speed.
class LookAhead {
 public:
  // Both outlive the look-ahead.
  LookAhead(RequestSource& source, const Service& service) : source_(source), service_(service) {}

  // The next request, valid until the next call, or null at the end. A trace that cannot be read on ends the requests
  // and is kept as `failure`.
  const Request* next() {
    while (!ended_ && end_ - begin_ < kDistance) pull();
    if (begin_ == end_) return nullptr;
    if (end_ - begin_ > kEntryDistance) prefetch_entry(at(begin_ + kEntryDistance));
    return &at(begin_++);
  }

  const std::optional<ArrivalFailure>& failure() const { return failure_; }

 private:
  static constexpr std::size_t kDistance = 32;      // requests from the hint for a key's place to its lookup ...
  static constexpr std::size_t kEntryDistance = 8;  // ... and from the hint for its entry

  Request& at(std::size_t position) { return ring_[position % kDistance]; }
  void prefetch_entry(const Request& request) const { service_.cache_of(request.number).prefetch_entry(request.key); }
  void pull();

  RequestSource& source_;
  const Service& service_;
  std::array<Request, kDistance> ring_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
  std::optional<ArrivalFailure> failure_;
};

}  // namespace stampede
