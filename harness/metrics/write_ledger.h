// The fate of every write: acknowledged or failed; then committed, coalesced, lost, or still pending.
//
// An acknowledged write is lost if, at a crash or after the final drain, the store holds for its key the initial value,
// or a write that had been acknowledged before this one was issued. Otherwise it is committed if it had a commit of its
// own, and coalesced if a later write to its key was committed in its place.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>

#include <cstdint>
#include <optional>
#include <span>

#include "harness/base/ids.h"
#include "harness/base/paged_vector.h"
#include "harness/base/value.h"
#include "harness/metrics/commit_history.h"
#include "harness/metrics/gauge.h"
#include "harness/metrics/window.h"

namespace stampede {

// Keeps one record per write. Counts go to the window in which the write was issued.
class WriteLedger {
 public:
  WriteLedger(Windows& windows, const CommitHistory& history) : windows_(windows), history_(history) {}

  WriteNumber issue(Key key, Instant now);
  void acknowledge(WriteNumber write, Instant now);
  void fail(WriteNumber write);
  // `write` was committed as `version` of its key.
  void commit(WriteNumber write, Version version, Instant now);

  // The process dies with whatever it has not yet written. `in_service`: the writes that the store is at work on; they
  // count as stored. Decides which acknowledged writes are lost.
  void crash(std::span<const WriteNumber> in_service, Instant now);

  // When the value of a write was superseded, by commit, in the store: its own version, or the write that replaced it.
  // Nothing while it is the latest or waits to be stored.
  std::optional<Instant> superseded_at(WriteNumber write) const;

  // The same value by its version in the store, if it has one by now.
  Version stored(Version version) const {
    if (version.is_committed()) return version;
    const Record& record = records_[version.write()];
    return record.version != 0 ? Version::committed(record.version) : version;
  }

  std::int64_t uncommitted() const { return uncommitted_gauge_.level(); }
  std::int64_t dirty_keys() const { return dirty_keys_gauge_.level(); }

  // Puts the gauges of the span since the last call into `window`.
  void take_gauges(Window& window, Instant now);

  // After the final drain: decides what each acknowledged write came to. Once.
  void settle();

 private:
  struct Record {
    Instant issued = 0;
    Instant acknowledged = kNever;
    Instant resolved = kNever;  // committed, or replaced by a later commit
    std::uint64_t version = 0;  // of its own commit; 0: none
    Key key = 0;
    std::uint32_t window : 31 = 0;
    std::uint32_t lost : 1 = 0;  // in a crash
  };

  // The writes to one key that have been issued, but neither committed nor replaced.
  struct Open {
    absl::InlinedVector<WriteNumber, 4> writes;  // in order of issue
    std::int64_t acknowledged = 0;               // how many of them are
  };

  static bool waits_for_store(const Record& record) {
    return record.acknowledged != kNever && record.resolved == kNever && !record.lost;
  }
  void resolve(Key key, WriteNumber committed, Instant now);
  void count_acknowledged(Open& open, std::int64_t change, Instant now);
  bool is_lost(const Record& record) const;
  bool superseded_in(const Record& record, WriteNumber stored) const;

  Windows& windows_;
  const CommitHistory& history_;
  PagedVector<Record> records_;
  absl::flat_hash_map<Key, Open> open_;
  absl::flat_hash_map<Key, WriteNumber> in_store_;  // the write each key's content came from
  Gauge uncommitted_gauge_;
  Gauge dirty_keys_gauge_;
};

}  // namespace stampede
