// Clients that think, ask, wait for the answer, and think again. The engine runs them; this is what they draw.
#pragma once

#include <cstdint>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/distribution.h"
#include "harness/base/ids.h"
#include "harness/base/random.h"
#include "harness/base/time.h"

namespace stampede {

// Requests are numbered so that what a client draws does not depend on how fast the others are served: the i-th request
// (from 0) of client c out of n is number i x n + c. A run in which some clients are faster than others leaves gaps.
class ClosedLoopClients {
 public:
  // `count` > 0 clients, numbered from 0; `think` is in nanoseconds.
  ClosedLoopClients(std::uint64_t seed, std::uint32_t count, Distribution think)
      : think_draws_(seed, "think"), count_(count), think_(std::move(think)) {
    STAMPEDE_CHECK(count > 0);
  }

  std::uint32_t count() const { return count_; }

  RequestNumber number(std::uint32_t client, std::uint64_t i) const { return i * count_ + client; }

  // How long the client thinks before request `number`: from time 0 or the answer before, to the intended start.
  Duration think(RequestNumber number) const { return think_.sample(think_draws_.at(number)); }

 private:
  RandomStream think_draws_;
  std::uint32_t count_;
  Distribution think_;
};

}  // namespace stampede
