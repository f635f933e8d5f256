#include "harness/cache/leases.h"

#include <absl/container/flat_hash_map.h>

#include "harness/base/check.h"

namespace stampede {

// Those that were ever written.
struct Leases::WrittenKeys {
  struct Written {
    std::uint32_t under_way = 0;  // writes
    Lease last_end = kNoLease;    // `now_` at the end of the last one
  };
  absl::flat_hash_map<Key, Written> by_key;
};

Leases::Leases() : written_(std::make_unique<WrittenKeys>()) {}
Leases::~Leases() = default;

bool Leases::valid(Key key, Lease lease) const {
  const auto written = written_->by_key.find(key);
  return written == written_->by_key.end() || (written->second.under_way == 0 && written->second.last_end <= lease);
}

void Leases::begin_write(Key key) {
  ++written_->by_key[key].under_way;
}

void Leases::end_write(Key key) {
  WrittenKeys::Written& written = written_->by_key[key];
  STAMPEDE_CHECK(written.under_way > 0);
  --written.under_way;
  written.last_end = ++now_;
}

}  // namespace stampede
