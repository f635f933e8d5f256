// A stampede episode, and the largest of many.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/time.h"

namespace stampede {

// A load interval of a key with at least one redundant load.
struct Episode {
  Key key = 0;
  Instant start = 0;    // of its first load
  Duration length = 0;  // until the last of its loads has ended
  std::uint64_t loads = 0;

  bool operator==(const Episode&) const = default;
};

// The order in which episodes are listed: by start, those of one instant by key.
bool comes_before(const Episode& one, const Episode& other);

// Keeps the largest of the episodes it is shown, at a cost of O(log n) each.
class LargestEpisodes {
 public:
  // At most `most` of them, at least 1. Of equally large ones those that come first in order stay.
  explicit LargestEpisodes(std::size_t most) : most_(most) {}

  // Episodes may come in any order; which of them stay does not depend on it.
  void add(const Episode& episode);

  // In order.
  std::vector<Episode> list() const;

 private:
  const std::size_t most_;
  std::vector<Episode> heap_;  // the first is the next to go
};

}  // namespace stampede
