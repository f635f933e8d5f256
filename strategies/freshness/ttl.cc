// Freshness by hard expiry: a value is good until its TTL has passed, and gone then.
//
// The baseline of all the others, and what most caches do. Every reader of a popular key that arrives between its
// expiry and the end of the first load finds nothing: that herd is the stampede this project is named after.

#include "strategies/parts.h"

namespace stampede {

namespace {

class Ttl final : public Freshness {
 public:
  // The cache has already dropped what is past its TTL.
  Verdict judge(const Context&, const Value&, Instant) override { return Verdict::kServe; }
};

}  // namespace

AxisRow<Freshness> ttl_row() {
  return {"ttl",
          "a value is good until its TTL has passed",
          {},
          [](const AxisArguments&) -> std::unique_ptr<Freshness> { return std::make_unique<Ttl>(); },
          "serve the value while now < expiry; expiry = fill + TTL, shortened by the entry's jitter\n"
          "At Poisson rate r and constant load time d an unguarded key starts 1 + r*d loads each time it expires.\n"
          "Source: the default of nearly every cache; EXPIRE in Redis, expireAfterWrite in Caffeine."};
}

}  // namespace stampede
