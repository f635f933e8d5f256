// What is wrong with a store at the moment.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/base/quantity.h"

namespace stampede {

// One thing that goes wrong for a while.
struct StoreFault {
  double slowdown = 1;    // calls whose service starts now take so many times as long
  Share error_rate = {};  // and this share of them fails
  bool down = false;      // calls are refused at once
  bool stalled = false;   // calls are accepted; no service starts or ends
};

// Faults may overlap: slowdowns multiply, and the highest error rate wins.
class StoreFaults {
 public:
  using Number = std::uint32_t;

  // The number by which it ends.
  Number begin(const StoreFault& fault);
  void end(Number number);

  double slowdown() const { return effect_.slowdown; }
  Share error_rate() const { return effect_.error_rate; }
  bool down() const { return effect_.down; }
  bool stalled() const { return effect_.stalled; }

 private:
  struct Active {
    Number number;
    StoreFault fault;
  };

  void combine();

  std::vector<Active> active_;
  Number next_ = 0;
  StoreFault effect_;
};

}  // namespace stampede
