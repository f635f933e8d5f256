#include "harness/metrics/write_ledger.h"

#include <algorithm>

namespace stampede {

WriteNumber WriteLedger::issue(Key key, Instant now) {
  const WriteNumber write = records_.size();
  Record& record = records_.emplace_back();
  record.issued = now;
  record.key = key;
  record.window = windows_.current_index();
  open_[key].writes.push_back(write);
  return write;
}

void WriteLedger::acknowledge(WriteNumber write, Instant now) {
  Record& record = records_[write];
  record.acknowledged = now;
  Window::Writes& counts = windows_[record.window].writes;
  ++counts.acknowledged;
  if (record.version != 0) {  // in the store before the client was told
    counts.durable_lag.record(0);
    return;
  }
  if (waits_for_store(record)) count_acknowledged(open_[record.key], 1, now);
}

// A failed write stays open: should a cache hold its value, or the store commit it after all, a later commit supersedes
// it like any other.
void WriteLedger::fail(WriteNumber write) {
  ++windows_[records_[write].window].writes.failed;
}

void WriteLedger::commit(WriteNumber write, Version version, Instant now) {
  Record& record = records_[write];
  const bool first_commit = record.version == 0;  // a call that timed out and its retry may both be committed
  record.version = version.number();
  in_store_[record.key] = write;
  if (record.acknowledged != kNever && first_commit && !record.lost) {
    windows_[record.window].writes.durable_lag.record(now - record.acknowledged);
  }
  resolve(record.key, write, now);
  record.resolved = now;
}

// A commit settles its own write and those issued before it that are still open: it replaces them.
void WriteLedger::resolve(Key key, WriteNumber committed, Instant now) {
  const auto found = open_.find(key);
  if (found == open_.end()) return;
  auto& writes = found->second.writes;
  const auto end = std::upper_bound(writes.begin(), writes.end(), committed);
  std::int64_t acknowledged = 0;
  for (auto write = writes.begin(); write != end; ++write) {
    acknowledged += waits_for_store(records_[*write]);
    records_[*write].resolved = now;
  }
  writes.erase(writes.begin(), end);
  count_acknowledged(found->second, -acknowledged, now);
  if (writes.empty()) open_.erase(found);
}

void WriteLedger::count_acknowledged(Open& open, std::int64_t change, Instant now) {
  if (change == 0) return;
  const bool was_dirty = open.acknowledged > 0;
  open.acknowledged += change;
  const bool is_dirty = open.acknowledged > 0;
  uncommitted_gauge_.add(now, change);
  if (is_dirty != was_dirty) dirty_keys_gauge_.add(now, is_dirty ? 1 : -1);
}

std::optional<Instant> WriteLedger::superseded_at(WriteNumber write) const {
  const Record& record = records_[write];
  if (record.version != 0) return history_.superseded_at(record.key, record.version);
  if (record.resolved != kNever) return record.resolved;
  return std::nullopt;
}

void WriteLedger::take_gauges(Window& window, Instant now) {
  window.writes.uncommitted.merge(uncommitted_gauge_.take(now));
  window.writes.dirty_keys.merge(dirty_keys_gauge_.take(now));
}

void WriteLedger::settle() {
  for (std::size_t write = 0; write < records_.size(); ++write) {
    const Record& record = records_[write];
    if (record.acknowledged == kNever) continue;
    Window::Writes& counts = windows_[record.window].writes;
    if (is_lost(record)) {
      ++counts.lost;
    } else if (record.version != 0) {
      ++counts.committed;
    } else if (record.resolved != kNever) {
      ++counts.coalesced;
    } else {
      ++counts.pending;
    }
  }
}

bool WriteLedger::is_lost(const Record& record) const {
  if (record.lost) return true;
  const auto stored = in_store_.find(record.key);
  return stored == in_store_.end() || !superseded_in(record, stored->second);
}

// Whether the store, when it holds `stored`, holds the write itself or one that may count as later: it was acknowledged
// after this one was issued.
bool WriteLedger::superseded_in(const Record& record, WriteNumber stored) const {
  return records_[stored].acknowledged >= record.issued;
}

// A lost write stays open: should its value live on in a cache, the next commit to its key supersedes it.
void WriteLedger::crash(std::span<const WriteNumber> in_service, Instant now) {
  absl::flat_hash_map<Key, std::vector<WriteNumber>> arriving;
  for (const WriteNumber write : in_service) arriving[records_[write].key].push_back(write);
  for (auto& [key, open] : open_) {
    const auto stored = in_store_.find(key);
    const auto coming = arriving.find(key);
    for (const WriteNumber write : open.writes) {
      Record& record = records_[write];
      if (!waits_for_store(record)) continue;
      const bool in_store = stored != in_store_.end() && superseded_in(record, stored->second);
      const bool on_its_way = coming != arriving.end() && std::ranges::any_of(coming->second, [&](WriteNumber other) {
                                return other == write || superseded_in(record, other);
                              });
      if (on_its_way) continue;
      count_acknowledged(open, -1, now);
      if (in_store) {
        record.resolved = now;
      } else {
        record.lost = true;
      }
    }
  }
}

}  // namespace stampede
