// When each version of each key was superseded: what decides whether a read was stale.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/key_table.h"
#include "harness/base/time.h"

namespace stampede {

// Every key starts at version 0; each commit adds one. Keeps the instant of every commit: 8 bytes each, and nothing for
// keys that were never written but their place in a table.
class CommitHistory {
 public:
  explicit CommitHistory(std::size_t expected_keys = 0) : history_of_(expected_keys) {}

  // The next version of the key was committed now. Instants of one key must not go backwards.
  void commit(Key key, Instant now);

  // When the first commit after `version` happened; nothing while it is the latest.
  std::optional<Instant> superseded_at(Key key, std::uint64_t version) const {
    if (commits_.empty()) return std::nullopt;  // read-only so far: the usual case, and worth its own way out
    return look_up(key, version);
  }

 private:
  std::optional<Instant> look_up(Key key, std::uint64_t version) const;

  KeyTable<std::uint32_t> history_of_;  // place in `commits_` + 1, 0: never written
  std::vector<std::vector<Instant>> commits_;
};

}  // namespace stampede
