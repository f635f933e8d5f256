#include "harness/results/bisection.h"

#include <algorithm>
#include <map>

#include "harness/base/check.h"

namespace stampede {

namespace {

// Close to the middle, with as few digits as a quarter of the width allows. REQUIRES: high - low >= 2.
std::int64_t round_middle(std::int64_t low, std::int64_t high) {
  const std::int64_t width = high - low;
  std::int64_t grain = 1;
  while (grain <= width / 4 / 10) grain *= 10;
  return (low + width / 2) / grain * grain;
}

class Search {
 public:
  Search(const BisectionSpace& space, const BoundaryProbe& probe) : space_(space), probe_(probe) {}

  Boundary run() {
    const std::optional<bool> first = holds_at(space_.start);
    if (first && bracket(*first) && narrow()) spot_check();
    if (stopped_) boundary_.kind = BoundaryKind::kStopped;
    return boundary_;
  }

 private:
  // Each value is tried once.
  std::optional<bool> holds_at(std::int64_t value) {
    const auto known = known_.find(value);
    if (known != known_.end()) return known->second;
    const std::optional<bool> holds = probe_(value);
    if (holds) {
      known_[value] = *holds;
      (*holds ? boundary_.holds : boundary_.fails) = value;
    } else {
      stopped_ = true;
    }
    return holds;
  }

  // Goes from the start towards the other side until it is reached. False if it is not.
  bool bracket(bool holds_at_start) {
    const bool up = holds_at_start != space_.lowest;
    const std::int64_t bound = up ? space_.max : space_.min;
    std::int64_t value = space_.start;
    for (int step = 0; step < kMostSteps && value != bound; ++step) {
      value = up ? (value > bound / 2 ? bound : 2 * value) : std::max(value / 2, bound);
      const std::optional<bool> holds = holds_at(value);
      if (!holds) return false;
      if (*holds != holds_at_start) return true;
    }
    boundary_.kind = holds_at_start ? BoundaryKind::kAlwaysHolds : BoundaryKind::kNeverHolds;
    return false;
  }

  bool narrow() {
    while (true) {
      const auto [low, high] = std::minmax(*boundary_.holds, *boundary_.fails);
      if (high - low <= std::max<std::int64_t>(1, space_.tolerance.of(low))) break;
      if (!holds_at(round_middle(low, high))) return false;
    }
    boundary_.kind = BoundaryKind::kFound;
    return true;
  }

  // At about 3/4 and 1/2 of the highest value, or 4/3 and twice the lowest.
  void spot_check() {
    const std::int64_t edge = *boundary_.holds;
    const std::int64_t near = space_.lowest ? scaled(edge, 4, 3) : scaled(edge, 3, 4);
    const std::int64_t far = space_.lowest ? scaled(edge, 2, 1) : scaled(edge, 1, 2);
    const Boundary found = boundary_;
    for (const std::int64_t value : {near, far}) {
      if (value < space_.min || value > space_.max || value == edge) continue;
      const std::optional<bool> holds = holds_at(value);
      boundary_.holds = found.holds;
      boundary_.fails = found.fails;
      if (!holds) return;
      if (!*holds) boundary_.exceptions.push_back(value);
    }
  }

  static std::int64_t scaled(std::int64_t value, std::int64_t by, std::int64_t of) {
    const Int128 exact = static_cast<Int128>(value) * by / of;
    return static_cast<std::int64_t>(std::min<Int128>(exact, INT64_MAX));
  }

  const BisectionSpace& space_;
  const BoundaryProbe& probe_;
  Boundary boundary_;
  std::map<std::int64_t, bool> known_;
  bool stopped_ = false;
};

}  // namespace

Boundary find_boundary(const BisectionSpace& space, const BoundaryProbe& probe) {
  STAMPEDE_CHECK(space.start > 0 && space.min <= space.start && space.start <= space.max);
  return Search(space, probe).run();
}

}  // namespace stampede
