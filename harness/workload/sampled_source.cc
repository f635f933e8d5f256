#include "harness/workload/sampled_source.h"

#include <utility>

#include "harness/base/random.h"

namespace stampede {

namespace {

class SampledSource final : public RequestSource {
 public:
  SampledSource(std::unique_ptr<RequestSource> source, Share share, std::uint64_t seed, Instant end)
      : source_(std::move(source)), share_(share), draws_(seed, "sample"), end_(end) {}

  bool next(Request& request) override {
    do {
      if (!source_->next(request)) return false;
    } while (request.intended < end_ && !share_.chance(draws_.at(request.key)));
    return true;
  }

  Key key_count() const override { return source_->key_count(); }

 private:
  std::unique_ptr<RequestSource> source_;
  Share share_;
  RandomStream draws_;
  Instant end_;
};

}  // namespace

std::unique_ptr<RequestSource> make_sampled(std::unique_ptr<RequestSource> source, Share share, std::uint64_t seed,
                                            Instant end) {
  return std::make_unique<SampledSource>(std::move(source), share, seed, end);
}

}  // namespace stampede
