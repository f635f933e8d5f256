// What is stored and cached: values as (version, size), and where a value came from.
#pragma once

#include <cstdint>

#include "harness/base/ids.h"
#include "harness/base/time.h"

namespace stampede {

// Identity of a value. A committed value is known by its version in the store: every key starts at version 0 and each
// commit adds one. A write that is acknowledged before it is committed has no version yet: it is known by its number,
// marked as uncommitted, for as long as copies of it live.
class Version {
 public:
  constexpr Version() = default;
  static constexpr Version committed(std::uint64_t number) { return Version(number); }
  static constexpr Version uncommitted(WriteNumber write) { return Version(write | kUncommitted); }

  constexpr bool is_committed() const { return (bits_ & kUncommitted) == 0; }
  constexpr std::uint64_t number() const { return bits_; }               // REQUIRES: is_committed()
  constexpr WriteNumber write() const { return bits_ & ~kUncommitted; }  // REQUIRES: !is_committed()
  constexpr std::uint64_t bits() const { return bits_; }                 // injective, for digests and draws
  constexpr bool operator==(const Version&) const = default;

 private:
  static constexpr std::uint64_t kUncommitted = std::uint64_t{1} << 63;
  explicit constexpr Version(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

// A copy of a value with its origin, so that the harness can tell from outside what a read was served.
struct Value {
  Version version = {};
  Instant filled_at = 0;    // when this copy entered the cache or, fresh from the store, left the store
  Instant expiry = kNever;  // expired when now >= expiry
  Duration load_time = 0;   // response time of the load behind this copy, queue and retries included: XFetch's delta
  LoadNumber load = 0;      // the load that brought it, 0: a write did
  RequestNumber cause = kNoRequest;  // the request on whose behalf that load was made
  std::uint32_t size = 0;            // bytes
  bool absent = false;               // the key was deleted: there is nothing to cache
};

}  // namespace stampede
