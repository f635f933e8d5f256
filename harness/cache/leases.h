// Leases: whether what a load has read may still be put into the cache, or a write has come in between.
//
// A load takes a lease when it begins. The lease ends with the next write of its key: it is void from the moment that
// write is issued, and every lease taken before the write has ended stays void. So a load that has seen the store
// before a commit never fills afterwards, however long cache operations take: the commit lies between the issue and the
// end of its write, and the lease of a load that begins after the end has seen it.
//
// The rule is that of memcached at Facebook (Nishtala et al.: "Scaling Memcache at Facebook", NSDI 2013,
// section 3.2.1), where the removal of a key voids the leases of its readers; that a write counts from its issue closes
// the gap between its commit and the removal.
#pragma once

#include <cstdint>
#include <memory>

#include "harness/base/ids.h"

namespace stampede {

using Lease = std::uint64_t;  // how many writes had ended when it was taken, and one
inline constexpr Lease kNoLease = 0;

class Leases {
 public:
  Leases();
  ~Leases();

  // For a load that begins now, of any key.
  Lease take() const { return now_; }

  bool valid(Key key, Lease lease) const;

  void begin_write(Key key);
  void end_write(Key key);  // REQUIRES: a write of the key is under way

 private:
  struct WrittenKeys;

  Lease now_ = kNoLease + 1;
  // Behind a pointer, since nearly every file sees this header, and few strategies have leases.
  const std::unique_ptr<WrittenKeys> written_;
};

// A write from its issue to its end, be that an answer or a crash.
class WriteUnderWay {
 public:
  WriteUnderWay(Leases& leases, Key key) : leases_(leases), key_(key) { leases_.begin_write(key); }
  WriteUnderWay(const WriteUnderWay&) = delete;
  WriteUnderWay& operator=(const WriteUnderWay&) = delete;
  ~WriteUnderWay() { leases_.end_write(key_); }

 private:
  Leases& leases_;
  const Key key_;
};

}  // namespace stampede
