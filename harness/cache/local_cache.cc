#include "harness/cache/local_cache.h"

#include "harness/base/check.h"

namespace stampede {

LocalCache::LocalCache(Runtime& runtime, const Options& options, std::unique_ptr<EvictionPolicy> policy,
                       RandomStream random, CacheObserver& observer)
    : runtime_(runtime),
      limits_(options.limits),
      latency_(options.latency),
      policy_(std::move(policy)),
      random_(random),
      observer_(observer),
      slots_(options.expected_keys) {}

Later<Lookup> LocalCache::get(Context context, Key key) {
  if (const Duration latency = draw_latency(context, 0)) return get_later(latency, context, key);
  return get_now(context, key);
}

Later<PutResult> LocalCache::put(Context context, Put put) {
  if (const Duration latency = draw_latency(context, 1)) return put_later(latency, put);
  return put_now(put);
}

Later<bool> LocalCache::remove(Context context, Key key) {
  if (const Duration latency = draw_latency(context, 2)) return remove_later(latency, key);
  return remove_now(key);
}

Task<Lookup> LocalCache::get_later(Duration latency, Context context, Key key) {
  co_await runtime_.sleep(latency);
  co_return get_now(context, key);
}

Task<PutResult> LocalCache::put_later(Duration latency, Put put) {
  co_await runtime_.sleep(latency);
  co_return put_now(put);
}

Task<bool> LocalCache::remove_later(Duration latency, Key key) {
  co_await runtime_.sleep(latency);
  co_return remove_now(key);
}

Lookup LocalCache::get_now(Context context, Key key) {
  Lookup lookup;
  if (const Slot slot = fresh_slot_of(key); slot != kNoSlot) {
    lookup = {Found::kFresh, table_[slot].value};
    policy_->on_access(slot, key);
  }
  observer_.on_lookup(context, key, lookup);
  return lookup;
}

PutResult LocalCache::put_now(Put put) {
  const Slot slot = put.condition == PutCondition::kIfPresent ? fresh_slot_of(put.key) : slot_of(put.key);
  if (slot == kNoSlot && put.condition == PutCondition::kIfPresent) return PutResult::kRefused;
  put.value.filled_at = runtime_.now();
  put.value.expiry = after(runtime_.now(), put.ttl);
  if (put.keep_load_time) put.value.load_time = slot == kNoSlot ? 0 : table_[slot].value.load_time;
  const PutResult result = slot == kNoSlot ? insert(put.key, put.value) : overwrite(slot, put.value);
  if (result == PutResult::kStored) {
    observer_.on_fill(put.key, put.value);
    report_occupancy();
  }
  return result;
}

bool LocalCache::remove_now(Key key) {
  const Slot slot = slot_of(key);
  if (slot == kNoSlot) return false;
  release(slot);
  observer_.on_invalidated(key);
  report_occupancy();
  return true;
}

Slot LocalCache::fresh_slot_of(Key key) {
  const Slot slot = slot_of(key);
  if (slot == kNoSlot || runtime_.now() < table_[slot].value.expiry) return slot;
  observer_.on_expired(key);
  release(slot);
  report_occupancy();
  return kNoSlot;
}

PutResult LocalCache::overwrite(Slot slot, const Value& value) {
  const Key key = table_[slot].key;
  bytes_ = bytes_ - table_[slot].value.size + value.size;
  table_[slot].value = value;
  policy_->on_access(slot, key);
  // A value that outgrew its predecessor may push others out; under some policies, itself. Where no room can be made it
  // goes as well: the old value must not be served in its place.
  if (value.size > limits_.bytes || !make_room(0, 0)) evict(slot);
  if (slot_of(key) == slot) return PutResult::kStored;
  report_occupancy();
  return PutResult::kRefused;
}

PutResult LocalCache::insert(Key key, const Value& value) {
  if (value.size > limits_.bytes || !make_room(1, value.size)) return PutResult::kRefused;
  Slot slot;
  if (free_.empty()) {
    slot = static_cast<Slot>(table_.size());
    table_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  table_[slot] = {value, key};
  slots_[key] = slot + 1;
  ++entries_;
  bytes_ += value.size;
  policy_->on_insert(slot, key);
  return PutResult::kStored;
}

bool LocalCache::make_room(std::uint64_t entries, Bytes bytes) {
  while (entries_ + entries > limits_.entries || bytes_ + bytes > limits_.bytes) {
    const Slot victim = entries_ == 0 ? kNoSlot : policy_->victim();
    if (victim == kNoSlot) return false;
    evict(victim);
  }
  return true;
}

void LocalCache::evict(Slot slot) {
  observer_.on_evicted(table_[slot].key);
  release(slot);
  if (const Slot next = policy_->likely_victim(); next != kNoSlot) __builtin_prefetch(&table_[next]);
}

void LocalCache::release(Slot slot) {
  const Entry& entry = table_[slot];
  policy_->on_remove(slot, entry.key);
  slots_[entry.key] = 0;
  --entries_;
  bytes_ -= entry.value.size;
  free_.push_back(slot);
}

}  // namespace stampede
