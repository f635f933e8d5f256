// The loads in flight.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/ids.h"

namespace stampede {

// A load is in flight until whoever runs it has left it and none of its calls is in the store any more: a call goes on
// when its caller has given up or died.
class LoadTable {
 public:
  struct Load {
    Key key = 0;
    LoadNumber number = 0;
    std::uint32_t window = 0;  // in which it started
    bool redundant = false;    // another load of the key was in flight
    bool left = false;
    std::uint32_t calls = 0;  // in the store
  };

  LoadPlace open(const Load& load) {
    ++in_flight_;
    if (free_.empty()) {
      loads_.push_back(load);
      return static_cast<LoadPlace>(loads_.size() - 1);
    }
    const LoadPlace place = free_.back();
    free_.pop_back();
    loads_[place] = load;
    return place;
  }

  const Load& operator[](LoadPlace place) const { return loads_[place]; }

  void call_entered(LoadPlace place) { ++loads_[place].calls; }

  // Whether the load has ended thereby; its place is free then, and its record valid until the next `open`.
  bool call_left(LoadPlace place) {
    STAMPEDE_CHECK(loads_[place].calls > 0);
    --loads_[place].calls;
    return close_if_over(place);
  }
  bool leave(LoadPlace place) {
    STAMPEDE_CHECK(!loads_[place].left);
    loads_[place].left = true;
    return close_if_over(place);
  }

  std::size_t in_flight() const { return in_flight_; }

 private:
  bool close_if_over(LoadPlace place) {
    if (!loads_[place].left || loads_[place].calls > 0) return false;
    free_.push_back(place);
    --in_flight_;
    return true;
  }

  std::vector<Load> loads_;
  std::vector<LoadPlace> free_;
  std::size_t in_flight_ = 0;
};

}  // namespace stampede
