// Stale-while-revalidate: a value past its TTL is served at once, and a new one is loaded behind the reader's back.
//
// For `window` after its expiry a value is still served; the first such reader sets off one load of the key, in the
// background. Beyond the window the reader waits, as with a plain TTL. A load that fails changes nothing: the next
// reader within the window sets off another. Nobody waits for a key that is read at least once in each TTL + window, at
// the price of an old value for the readers between its expiry and the end of the load.
//
// Source: RFC 5861, section 3. Known as proxy_cache_background_update in nginx, as grace mode in Varnish.

#include "strategies/parts.h"

namespace stampede {

namespace {

class StaleWhileRevalidate final : public Freshness {
 public:
  explicit StaleWhileRevalidate(Duration window) : window_(window) {}

  Duration grace() const override { return window_; }
  Verdict judge(const Context&, const Value& value, Instant now) override {
    return now < value.expiry ? Verdict::kServe : Verdict::kRefreshBackground;
  }

 private:
  const Duration window_;
};

}  // namespace

AxisRow<Freshness> stale_while_revalidate_row() {
  return {
      "stale-while-revalidate",
      "a value past its TTL is served for a while, and loaded again in the background",
      {{.name = "window",
        .type = OptionType::kDurationOrNone,
        .default_text = "1m",
        .help = "how long past its TTL a value may be served; none: without limit",
        .min = "1ns"}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Freshness> {
        return std::make_unique<StaleWhileRevalidate>(arguments.options.duration("window"));
      },
      "while expiry <= now < expiry + window: serve the value at once (outcome expired_hit), and load the key in the\n"
      "background, at most once at a time; the load counts as demand, since its reader found nothing valid.\n"
      "Beyond the window the reader waits. Expired values stay in the cache that long and compete for room.\n"
      "At Poisson rate r, constant load time d and no limit, (1 + r*d) / (1 + r*(TTL + d)) of the reads get an "
      "expired value.\n"
      "Source: RFC 5861, section 3; proxy_cache_background_update in nginx, grace mode in Varnish."};
}

}  // namespace stampede
