// A failed load serves the value whose TTL has passed, if the cache still has it: rather old than nothing.
//
// Expired values stay in the cache, where they compete for room like any other, until they have been expired for
// `max_expired`; beyond that they are not served. The reader still waits for its load to fail first. What counts is
// what the reader's lookup on arrival found.
//
// Known as stale-if-error in HTTP (RFC 5861), proxy_cache_use_stale error in nginx, fail-safe in FusionCache.

#include "strategies/parts.h"

namespace stampede {

namespace {

class ServeExpired final : public OnError {
 public:
  explicit ServeExpired(Duration max_expired) : max_expired_(max_expired) {}

  Duration grace() const override { return max_expired_; }
  std::optional<Value> instead(const Lookup& arrival) override {
    if (!arrival.expired()) return std::nullopt;
    return arrival.value;
  }

 private:
  const Duration max_expired_;
};

}  // namespace

AxisRow<OnError> serve_expired_row() {
  return {"serve-expired",
          "a failed load serves a value whose TTL has passed, if there is one",
          {{.name = "max_expired",
            .type = OptionType::kDurationOrNone,
            .default_text = "10m",
            .help = "how long past its TTL a value may be served; none: without limit",
            .min = "1ns"}},
          [](const AxisArguments& arguments) -> std::unique_ptr<OnError> {
            return std::make_unique<ServeExpired>(arguments.options.duration("max_expired"));
          },
          "serve the value found on arrival if now < expiry + max_expired, once the reader's own load has failed\n"
          "Expired values stay in the cache that long and compete for room like any other.\n"
          "Source: stale-if-error in HTTP (RFC 5861), proxy_cache_use_stale error in nginx, fail-safe in FusionCache."};
}

}  // namespace stampede
