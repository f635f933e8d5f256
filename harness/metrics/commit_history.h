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
  // No key was ever written.
  bool empty() const { return commits_.empty(); }

  // The next version of the key was committed now. Instants of one key must not go backwards.
  void commit(Key key, Instant now);

  // When the first commit after `version` happened; nothing while it is the latest.
  std::optional<Instant> superseded_at(Key key, std::uint64_t version) const;

 private:
  KeyTable<std::uint32_t> history_of_;  // place in `commits_` + 1, 0: never written
  std::vector<std::vector<Instant>> commits_;
};

}  // namespace stampede
