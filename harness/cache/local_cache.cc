#include "harness/cache/local_cache.h"

#include "harness/base/check.h"

namespace stampede {

LocalCache::LocalCache(Runtime& runtime, const Options& options, std::unique_ptr<EvictionPolicy> policy,
                       RandomStream random, CacheObserver& observer)
    : runtime_(runtime),
      limits_(options.limits),
      latency_(options.latency),
      policy_(std::move(policy)),
      policy_wants_lookups_(policy_->wants_lookups()),
      random_(random),
      observer_(observer),
      sliding_(options.sliding),
      slots_(options.expected_keys) {}

Later<Lookup> LocalCache::get(Context context, Key key, Duration grace) {
  const Prospect expected = prospect(context, 0);
  if (expected.latency > 0) return get_later(expected, context, key, grace);
  return get_now(context, key, grace);
}

Later<PutResult> LocalCache::put(Context context, Put put) {
  const Prospect expected = prospect(context, 1);
  if (expected.latency > 0) return put_later(expected, put);
  return put_now(put);
}

Later<bool> LocalCache::remove(Context context, Key key) {
  const Prospect expected = prospect(context, 2);
  if (expected.latency > 0) return remove_later(expected, key);
  return remove_now(key);
}

Later<Lookup> LocalCache::peek(Context context, Key key) {
  const Prospect expected = prospect(context, 3);
  if (expected.latency > 0) return peek_later(expected, key);
  return peek_now(key);
}

Task<Lookup> LocalCache::get_later(Prospect prospect, Context context, Key key, Duration grace) {
  co_await runtime_.sleep(prospect.latency);
  co_return prospect.fails ? fail_lookup(context, key) : get_now(context, key, grace);
}

Task<PutResult> LocalCache::put_later(Prospect prospect, Put put) {
  co_await runtime_.sleep(prospect.latency);
  if (!prospect.fails) co_return put_now(put);
  observer_.on_error();
  co_return PutResult::kFailed;
}

Task<bool> LocalCache::remove_later(Prospect prospect, Key key) {
  co_await runtime_.sleep(prospect.latency);
  if (!prospect.fails) co_return remove_now(key);
  observer_.on_error();
  co_return false;
}

Task<Lookup> LocalCache::peek_later(Prospect prospect, Key key) {
  co_await runtime_.sleep(prospect.latency);
  if (!prospect.fails) co_return peek_now(key);
  observer_.on_error();
  co_return Lookup{};
}

Lookup LocalCache::fail_lookup(const Context& context, Key key) {
  observer_.on_error();
  if (policy_wants_lookups_) policy_->on_lookup(context.request, key);
  observer_.on_lookup(context, key, {});
  return {};
}

inline Lookup LocalCache::found_in(Slot slot) const {
  const Value& value = table_[slot].value;
  return {runtime_.now() < value.expiry ? Found::kFresh : Found::kExpired, value};
}

Lookup LocalCache::get_now(Context context, Key key, Duration grace) {
  if (down()) [[unlikely]]
    return fail_lookup(context, key);
  if (policy_wants_lookups_) policy_->on_lookup(context.request, key);
  Lookup lookup;
  if (const Slot slot = usable_slot_of(key, grace); slot != kNoSlot) {
    lookup = found_in(slot);
    Entry& entry = table_[slot];
    if (!entry.used) entry.used = true;
    // After the look: whoever asked is told the expiry as it was until then.
    if (sliding_ != nullptr && lookup.fresh()) entry.value.expiry = after(runtime_.now(), sliding_->next(context));
    policy_->on_access(slot, key);
  }
  observer_.on_lookup(context, key, lookup);
  return lookup;
}

PutResult LocalCache::put_now(Put put) {
  if (down()) [[unlikely]] {
    observer_.on_error();
    return PutResult::kFailed;
  }
  if (put.lease != kNoLease && !leases().valid(put.key, put.lease)) return PutResult::kRefused;
  const bool conditional = put.condition != PutCondition::kAlways;
  const Slot slot = conditional ? usable_slot_of(put.key, 0) : slot_of(put.key);
  if (conditional && (slot != kNoSlot) != (put.condition == PutCondition::kIfPresent)) return PutResult::kRefused;
  put.value.filled_at = runtime_.now();
  put.value.expiry = after(put.ttl_start == kNever ? runtime_.now() : put.ttl_start, put.ttl);
  if (put.keep_load_time) put.value.load_time = slot == kNoSlot ? 0 : table_[slot].value.load_time;
  std::optional<Version> replaced;
  if (slot != kNoSlot && runtime_.now() < table_[slot].value.expiry) replaced = table_[slot].value.version;
  const PutResult result = slot == kNoSlot ? insert(put.key, put.value) : overwrite(slot, put.value);
  if (result == PutResult::kStored) {
    observer_.on_fill(put.key, put.value, replaced);
    report_occupancy();
  }
  return result;
}

bool LocalCache::remove_now(Key key) {
  if (down()) [[unlikely]] {
    observer_.on_error();
    return false;
  }
  const Slot slot = slot_of(key);
  if (slot == kNoSlot) return false;
  release(slot);
  observer_.on_invalidated(key);
  report_occupancy();
  return true;
}

Lookup LocalCache::peek_now(Key key) {
  if (down()) [[unlikely]] {
    observer_.on_error();
    return {};
  }
  const Slot slot = slot_of(key);
  return slot == kNoSlot ? Lookup{} : found_in(slot);
}

Slot LocalCache::usable_slot_of(Key key, Duration grace) {
  const Slot slot = slot_of(key);
  if (slot == kNoSlot || runtime_.now() < after(table_[slot].value.expiry, grace)) return slot;
  observer_.on_expired(key);
  release(slot);
  report_occupancy();
  return kNoSlot;
}

PutResult LocalCache::overwrite(Slot slot, const Value& value) {
  const Key key = table_[slot].key;
  note_unused(table_[slot]);
  table_[slot].used = true;  // nobody's loss until it has its place
  bytes_ = bytes_ - table_[slot].value.size + value.size;
  table_[slot].value = value;
  policy_->on_access(slot, key);
  // A value that outgrew its predecessor may push others out; under some policies, itself. Where no room can be made it
  // goes as well: the old value must not be served in its place.
  if (value.size > limits_.bytes || !make_room(key, 0, 0)) evict(slot);
  if (slot_of(key) == slot) {
    table_[slot].used = false;
    return PutResult::kStored;
  }
  report_occupancy();
  return PutResult::kRefused;
}

PutResult LocalCache::insert(Key key, const Value& value) {
  if (value.size > limits_.bytes || !make_room(key, 1, value.size)) return PutResult::kRefused;
  Slot slot;
  if (free_.empty()) {
    slot = static_cast<Slot>(table_.size());
    table_.emplace_back();
  } else {
    slot = free_.back();
    free_.pop_back();
  }
  table_[slot] = {.value = value, .key = key};
  slots_[key] = slot + 1;
  ++entries_;
  bytes_ += value.size;
  policy_->on_insert(slot, key);
  return PutResult::kStored;
}

bool LocalCache::make_room(Key newcomer, std::uint64_t entries, Bytes bytes) {
  const std::uint64_t before = entries_;
  while (entries_ + entries > limits_.entries || bytes_ + bytes > limits_.bytes) {
    const Slot victim = entries_ == 0 ? kNoSlot : policy_->victim(newcomer);
    if (victim == kNoSlot) {
      if (entries_ != before) report_occupancy();
      return false;
    }
    evict(victim);
  }
  return true;
}

void LocalCache::evict(Slot slot) {
  observer_.on_evicted(table_[slot].key);
  release(slot);
  if (const Slot next = policy_->likely_victim(); next != kNoSlot) __builtin_prefetch(&table_[next]);
}

void LocalCache::flush() {
  const std::uint64_t entries = entries_;
  for (std::size_t i = 0; i < table_.size(); ++i) {
    const auto slot = static_cast<Slot>(i);
    if (slot_of(table_[slot].key) == slot) release(slot);
  }
  STAMPEDE_CHECK(entries_ == 0 && bytes_ == 0);
  observer_.on_flushed(entries);
  report_occupancy();
}

void LocalCache::begin_outage(Duration failure_latency) {
  ++outages_;
  failure_latency_ = failure_latency;
}

void LocalCache::end_outage() {
  STAMPEDE_CHECK(down());
  --outages_;
}

void LocalCache::release(Slot slot) {
  const Entry& entry = table_[slot];
  note_unused(entry);
  policy_->on_remove(slot, entry.key);
  slots_[entry.key] = 0;
  --entries_;
  bytes_ -= entry.value.size;
  free_.push_back(slot);
}

}  // namespace stampede
