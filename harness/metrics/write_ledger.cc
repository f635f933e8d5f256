#include "harness/metrics/write_ledger.h"

#include <algorithm>

namespace stampede {

WriteNumber WriteLedger::issue(Key key, Instant now) {
  const WriteNumber write = records_.size();
  Record& record = records_.emplace_back();
  record.issued = now;
  record.key = key;
  record.window = windows_.current_index();
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
  if (replaced_in_store(record, write)) {
    record.resolved = now;
    return;
  }
  std::vector<WriteNumber>& waiting = uncommitted_[record.key];
  if (waiting.empty()) dirty_keys_gauge_.add(now, 1);
  waiting.insert(std::upper_bound(waiting.begin(), waiting.end(), write), write);
  uncommitted_gauge_.add(now, 1);
}

void WriteLedger::fail(WriteNumber write) {
  ++windows_[records_[write].window].writes.failed;
}

void WriteLedger::commit(WriteNumber write, Version version, Instant now) {
  Record& record = records_[write];
  record.version = version.number();
  record.resolved = now;
  in_store_[record.key] = write;
  if (record.acknowledged != kNever) {
    windows_[record.window].writes.durable_lag.record(now - record.acknowledged);
  }
  resolve_pending(record.key, write, now);
}

// A commit settles its own write and those before it that still waited: they were coalesced into it.
void WriteLedger::resolve_pending(Key key, WriteNumber committed, Instant now) {
  const auto found = uncommitted_.find(key);
  if (found == uncommitted_.end()) return;
  std::vector<WriteNumber>& waiting = found->second;
  const auto end = std::upper_bound(waiting.begin(), waiting.end(), committed);
  for (auto write = waiting.begin(); write != end; ++write) records_[*write].resolved = now;
  uncommitted_gauge_.add(now, -(end - waiting.begin()));
  waiting.erase(waiting.begin(), end);
  if (!waiting.empty()) return;
  dirty_keys_gauge_.add(now, -1);
  uncommitted_.erase(found);
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

// Whether a write issued later has been committed already.
bool WriteLedger::replaced_in_store(const Record& record, WriteNumber write) const {
  const auto stored = in_store_.find(record.key);
  return stored != in_store_.end() && stored->second > write;
}

bool WriteLedger::is_lost(const Record& record) const {
  const auto stored = in_store_.find(record.key);
  if (stored == in_store_.end()) return true;
  return records_[stored->second].acknowledged < record.issued;
}

}  // namespace stampede
