// Which of several equal parts a request goes to.
#pragma once

#include <cstddef>
#include <cstdint>

#include "harness/base/ids.h"
#include "harness/base/random.h"

namespace stampede {

// Uniform, and by the request's number alone: the same under every strategy.
class Routes {
 public:
  Routes(std::uint64_t seed, std::size_t parts) : stream_(seed, "instances"), parts_(parts) {}

  std::size_t parts() const { return parts_; }
  // 0 .. parts() - 1.
  std::size_t of(RequestNumber request) const { return parts_ == 1 ? 0 : below(stream_.at(request), parts_); }

 private:
  RandomStream stream_;
  std::size_t parts_;
};

}  // namespace stampede
