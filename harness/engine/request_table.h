// What the harness remembers of each request in flight.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "harness/base/context.h"
#include "harness/base/value.h"
#include "harness/cache/cache.h"
#include "harness/runtime/sync.h"
#include "harness/workload/request.h"

namespace stampede {

struct RequestRecord {
  Request request;
  Instant started = 0;
  std::uint32_t window = 0;
  WriteNumber write = 0;  // of a write or a deletion

  // The lookup on arrival: the first one made for this request. It decides what the request found.
  bool looked_up = false;
  Found found = Found::kMiss;
  Instant looked_up_at = 0;
  Instant found_expiry = 0;  // when found

  bool loaded = false;    // a load was started on its behalf
  Event* done = nullptr;  // set when the request is over, for a client that waits
};

// A slab of records, reused as requests come and go. Contexts point into it by place and number, so that work which
// outlives its request finds out that the record now belongs to another one.
class RequestTable {
 public:
  std::size_t in_flight() const { return in_flight_; }

  std::uint32_t open(const Request& request) {
    ++in_flight_;
    std::uint32_t place;
    if (free_.empty()) {
      place = static_cast<std::uint32_t>(records_.size());
      records_.emplace_back();
    } else {
      place = free_.back();
      free_.pop_back();
    }
    records_[place] = {.request = request};
    return place;
  }

  RequestRecord& operator[](std::uint32_t place) { return records_[place]; }

  // The record of the request behind a call, while that request is in flight.
  RequestRecord* find(const Context& context) {
    if (context.record >= records_.size()) return nullptr;  // kNoRecord among them
    RequestRecord& record = records_[context.record];
    return record.request.number == context.request ? &record : nullptr;
  }

  // The places of the requests in flight, in the order of their numbers.
  std::vector<std::uint32_t> open_places() const {
    std::vector<std::uint32_t> places;
    for (std::uint32_t place = 0; place < records_.size(); ++place) {
      if (records_[place].request.number != kNoRequest) places.push_back(place);
    }
    std::ranges::sort(places, {}, [this](std::uint32_t place) { return records_[place].request.number; });
    return places;
  }

  void close(std::uint32_t place) {
    if (records_[place].done != nullptr) records_[place].done->set();
    records_[place].request.number = kNoRequest;
    free_.push_back(place);
    --in_flight_;
  }

 private:
  std::vector<RequestRecord> records_;
  std::vector<std::uint32_t> free_;
  std::size_t in_flight_ = 0;
};

}  // namespace stampede
