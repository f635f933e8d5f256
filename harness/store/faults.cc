#include "harness/store/faults.h"

#include <algorithm>

namespace stampede {

StoreFaults::Number StoreFaults::begin(const StoreFault& fault) {
  active_.push_back({next_, fault});
  combine();
  return next_++;
}

void StoreFaults::end(Number number) {
  std::erase_if(active_, [number](const Active& each) { return each.number == number; });
  combine();
}

// In the order in which they began, so that the product does not depend on who ended when.
void StoreFaults::combine() {
  effect_ = {};
  for (const auto& [number, fault] : active_) {
    effect_.slowdown *= fault.slowdown;
    effect_.error_rate.ppb = std::max(effect_.error_rate.ppb, fault.error_rate.ppb);
    effect_.down |= fault.down;
    effect_.stalled |= fault.stalled;
  }
}

}  // namespace stampede
