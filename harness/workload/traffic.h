// What requests ask for: keys and operations, as pure functions of numbers, never of what was asked before.
#pragma once

#include <cstdint>

#include "harness/base/ids.h"
#include "harness/base/key_distribution.h"
#include "harness/base/random.h"

namespace stampede {

// Relative weights of the operations; at least one is not 0, and all together fit into 64 bits.
struct OperationMix {
  std::int64_t read = 1;
  std::int64_t write = 0;
  std::int64_t remove = 0;  // Operation::kDelete
};

// Key and operation of request n: draw n of the streams "keys" and "operations". Copies share the table of keys.
class Traffic {
 public:
  Traffic(std::uint64_t seed, KeyDistribution keys, OperationMix mix);

  Key key(RequestNumber number) const { return keys_.sample(key_draws_.at(number)); }

  // Hints that `key(number)` will be asked for soon.
  [[gnu::always_inline]] void prefetch(RequestNumber number) const { keys_.prefetch(key_draws_.at(number)); }

  Operation operation(RequestNumber number) const {
    const std::uint64_t ticket = below(operation_draws_.at(number), total_weight_);
    if (ticket < reads_below_) return Operation::kRead;
    return ticket < writes_below_ ? Operation::kWrite : Operation::kDelete;
  }

  Key key_count() const { return keys_.count(); }

 private:
  RandomStream key_draws_;
  RandomStream operation_draws_;
  KeyDistribution keys_;
  std::uint64_t reads_below_;
  std::uint64_t writes_below_;
  std::uint64_t total_weight_;
};

}  // namespace stampede
