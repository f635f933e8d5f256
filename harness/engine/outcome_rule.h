// Which outcome a read has, derived from outside: a strategy reports nothing.
#pragma once

#include "harness/engine/request_table.h"
#include "harness/metrics/outcome.h"
#include "harness/strategy/strategy.h"

namespace stampede {

// The outcome of a read that ends now with this result, from four facts: what the lookup on arrival found, whether a
// load was made for this request, whose load brought the value, and whether the reader waited.
inline Outcome outcome_of(const RequestRecord& record, const ReadResult& result, Instant now) {
  if (!result.ok) return Outcome::kError;
  const bool found_fresh = record.found == Found::kFresh;
  const bool own_load = result.value.load != 0 && result.value.cause == record.request.number;
  if (own_load) return found_fresh ? Outcome::kEarlyLoad : Outcome::kLoad;
  // The way to a cache that is remote is no waiting: an answer is at once if it comes with the lookup on arrival.
  const Instant ready_at = record.looked_up ? record.looked_up_at : record.started;
  const bool at_once = now == ready_at;
  const bool expired_copy = record.found == Found::kExpired && result.value.expiry <= ready_at;
  if (expired_copy) return at_once && !record.loaded ? Outcome::kExpiredHit : Outcome::kExpiredOnError;
  if (at_once) return Outcome::kHit;
  // It waited: for a reload of its own that failed, so that it kept the value it had; or for somebody else's load.
  return found_fresh ? Outcome::kEarlyLoad : Outcome::kWait;
}

}  // namespace stampede
