#include "harness/metrics/episode.h"

#include <algorithm>
#include <tuple>

namespace stampede {

namespace {

// The order in which episodes deserve their place. It is total, so that nothing depends on the order of arrival.
bool is_larger(const Episode& one, const Episode& other) {
  if (one.loads != other.loads) return one.loads > other.loads;
  return comes_before(one, other);
}

}  // namespace

bool comes_before(const Episode& one, const Episode& other) {
  return std::tie(one.start, one.key, one.length) < std::tie(other.start, other.key, other.length);
}

void LargestEpisodes::add(const Episode& episode) {
  if (heap_.size() == most_) {
    if (!is_larger(episode, heap_.front())) return;
    std::ranges::pop_heap(heap_, is_larger);
    heap_.back() = episode;
  } else {
    heap_.push_back(episode);
  }
  std::ranges::push_heap(heap_, is_larger);
}

std::vector<Episode> LargestEpisodes::list() const {
  std::vector<Episode> episodes = heap_;
  std::ranges::sort(episodes, comes_before);
  return episodes;
}

}  // namespace stampede
