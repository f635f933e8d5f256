#include "harness/metrics/commit_history.h"

namespace stampede {

void CommitHistory::commit(Key key, Instant now) {
  std::uint32_t& place = history_of_[key];
  if (place == 0) {
    commits_.emplace_back();
    place = static_cast<std::uint32_t>(commits_.size());
  }
  commits_[place - 1].push_back(now);
}

std::optional<Instant> CommitHistory::superseded_at(Key key, std::uint64_t version) const {
  const std::uint32_t place = history_of_.get(key);
  if (place == 0) return std::nullopt;
  const std::vector<Instant>& commits = commits_[place - 1];
  if (version >= commits.size()) return std::nullopt;
  return commits[version];
}

}  // namespace stampede
