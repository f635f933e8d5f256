#include "harness/workload/open_loop.h"

#include <array>
#include <utility>

#include "harness/base/check.h"
#include "harness/workload/arrivals.h"

namespace stampede {
namespace {

// Requests are made in small batches: the CPU then overlaps the cache misses of several samples from a big table of
// keys, which it cannot do across whatever the engine does between two requests.
template <typename Arrivals>
class OpenLoopSource final : public RequestSource {
 public:
  OpenLoopSource(Arrivals arrivals, Traffic traffic) : arrivals_(std::move(arrivals)), traffic_(std::move(traffic)) {}

  bool next(Request& request) override {
    if (position_ == batch_.size()) make_batch();
    request = batch_[position_];
    if (request.intended == kNever) return false;
    ++position_;
    return true;
  }

  Key key_count() const override { return traffic_.key_count(); }

 private:
  void make_batch() {
    for (Request& request : batch_) {
      traffic_.prefetch(number_ + kDistance);
      request.number = number_++;
      request.key = traffic_.key(request.number);
      request.operation = traffic_.operation(request.number);
      request.intended = arrivals_.next();
    }
    position_ = 0;
  }

  static constexpr RequestNumber kDistance = 16;  // requests from the hint for a key's memory to its draw

  Arrivals arrivals_;
  Traffic traffic_;
  RequestNumber number_ = 0;
  std::array<Request, 16> batch_{};
  std::size_t position_ = batch_.size();
};

}  // namespace

std::unique_ptr<RequestSource> make_open_loop(ArrivalPattern pattern, Rate rate, std::uint64_t seed, Traffic traffic) {
  switch (pattern) {
    case ArrivalPattern::kConstant:
      return std::make_unique<OpenLoopSource<ConstantArrivals>>(ConstantArrivals(rate), std::move(traffic));
    case ArrivalPattern::kPoisson:
      return std::make_unique<OpenLoopSource<PoissonArrivals>>(PoissonArrivals(rate, seed), std::move(traffic));
  }
  STAMPEDE_CHECK(false);
}

std::unique_ptr<RequestSource> make_renewal_loop(Distribution gap, std::uint64_t seed, Traffic traffic) {
  STAMPEDE_CHECK(!gap.is_zero());
  return std::make_unique<OpenLoopSource<RenewalArrivals>>(RenewalArrivals(std::move(gap), seed), std::move(traffic));
}

}  // namespace stampede
