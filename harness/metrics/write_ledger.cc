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
  if (record.resolved == kNever) count_acknowledged(open_[record.key], 1, now);
}

void WriteLedger::fail(WriteNumber write) {
  const Record& record = records_[write];
  ++windows_[record.window].writes.failed;
  const auto found = open_.find(record.key);
  if (found == open_.end()) return;
  auto& writes = found->second.writes;
  writes.erase(std::remove(writes.begin(), writes.end(), write), writes.end());
  if (writes.empty()) open_.erase(found);
}

void WriteLedger::commit(WriteNumber write, Version version, Instant now) {
  Record& record = records_[write];
  record.version = version.number();
  record.resolved = now;
  in_store_[record.key] = write;
  if (record.acknowledged != kNever) {
    windows_[record.window].writes.durable_lag.record(now - record.acknowledged);
  }
  resolve(record.key, write, now);
}

// A commit settles its own write and those issued before it that are still open: it replaces them.
void WriteLedger::resolve(Key key, WriteNumber committed, Instant now) {
  const auto found = open_.find(key);
  if (found == open_.end()) return;
  auto& writes = found->second.writes;
  const auto end = std::upper_bound(writes.begin(), writes.end(), committed);
  std::int64_t acknowledged = 0;
  for (auto write = writes.begin(); write != end; ++write) {
    records_[*write].resolved = now;
    acknowledged += records_[*write].acknowledged != kNever;
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
  const auto stored = in_store_.find(record.key);
  if (stored == in_store_.end()) return true;
  return records_[stored->second].acknowledged < record.issued;
}

}  // namespace stampede
