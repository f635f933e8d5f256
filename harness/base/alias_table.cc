#include "harness/base/alias_table.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "harness/base/check.h"
#include "harness/base/ids.h"
#include "harness/base/large_array.h"

namespace stampede {

AliasTable::AliasTable(std::uint64_t size, const std::function<double(std::uint64_t)>& weight) : size_(size) {
  STAMPEDE_CHECK(size >= 1 && size <= kMaxKeys);
  const auto columns = std::allocate_shared_for_overwrite<std::uint64_t[]>(LargeArrayAllocator<std::uint64_t>(), size);
  double sum = 0;
  for (std::uint64_t i = size; i-- > 0;) {  // smallest first keeps the sum accurate
    const double share = weight(i);
    sum += share;
    columns[i] = std::bit_cast<std::uint64_t>(share);
  }
  STAMPEDE_CHECK(sum > 0 && sum <= std::numeric_limits<double>::max());
  const double scale = static_cast<double>(size) * static_cast<double>(kColumn) / sum;
  for (std::uint64_t i = 0; i < size; ++i) {
    columns[i] = static_cast<std::uint64_t>(std::bit_cast<double>(columns[i]) * scale + 0.5);
  }
  sweep(columns.get());
  columns_ = columns;
}

// Turns masses into columns, each in its own place. Outcomes of at least a column's mass (a prefix, as masses descend)
// are donors: the current one fills up the columns of the outcomes after the prefix until less than a column is left
// to it; that rest is its own column, filled up by the next donor.
//
// Rounding leaves up to half a unit per outcome over or missing at the end: the columns not reached are simply full.
void AliasTable::sweep(std::uint64_t* columns) const {
  std::uint64_t donors = 0;
  while (donors < size_ && columns[donors] >= kColumn) ++donors;

  std::uint64_t donor = 0;
  std::uint64_t taker = donors;
  std::uint64_t rest = columns[0];
  for (;;) {
    if (rest >= kColumn && taker < size_) {
      const std::uint64_t mass = std::min(columns[taker], kColumn - 1);
      rest -= kColumn - mass;
      columns[taker] = pack(mass, donor);
      ++taker;
    } else if (rest < kColumn && donor + 1 < donors) {
      const std::uint64_t next_rest = columns[donor + 1] - (kColumn - rest);
      columns[donor] = pack(rest, donor + 1);
      rest = next_rest;
      ++donor;
    } else {
      break;
    }
  }
  for (; donor < donors; ++donor) columns[donor] = full(donor);
  for (; taker < size_; ++taker) columns[taker] = full(taker);
}

double AliasTable::probability(std::uint32_t outcome) const {
  STAMPEDE_CHECK(outcome < size_);
  std::uint64_t mass = threshold(columns_[outcome]);
  for (std::uint64_t i = 0; i < size_; ++i) {
    if (alias(columns_[i]) == outcome) mass += kColumn - threshold(columns_[i]);
  }
  return static_cast<double>(mass) / (static_cast<double>(kColumn) * static_cast<double>(size_));
}

}  // namespace stampede
