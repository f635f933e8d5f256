// Refresh-ahead: the first read of a value whose age has reached a share of its TTL has it loaded again before it
// expires.
//
// Age and TTL are the entry's own, jitter included. With `refresh: background`, the reader gets the old value at once
// and at most one refresh of a key is in flight; with `inline`, the reader waits for the new one. A key that nobody
// reads between the threshold and its expiry simply expires.
//
// Known as refreshAfterWrite in Caffeine, eager refresh in FusionCache, early refreshes in sturdyc.

#include "strategies/parts.h"

namespace stampede {

namespace {

class RefreshAhead final : public Freshness {
 public:
  RefreshAhead(Share threshold, bool background)
      : threshold_(threshold), due_(background ? Verdict::kRefreshBackground : Verdict::kRefreshInline) {}

  Verdict judge(const Context&, const Value& value, Instant now) override {
    if (value.expiry == kNever) return Verdict::kServe;  // without a TTL there is nothing to be ahead of
    const Int128 age = now - value.filled_at;
    const Int128 ttl = value.expiry - value.filled_at;
    return age * Share::kWhole >= ttl * threshold_.ppb ? due_ : Verdict::kServe;
  }

 private:
  const Share threshold_;
  const Verdict due_;
};

}  // namespace

AxisRow<Freshness> refresh_ahead_row() {
  return {
      "refresh-ahead",
      "the first read past a share of the TTL has the value loaded again",
      {{.name = "threshold",
        .type = OptionType::kShare,
        .default_text = "80%",
        .help = "age, as a share of the TTL, from which a read starts a refresh",
        .min = "0%",
        .max = "100%"},
       {.name = "refresh",
        .type = OptionType::kChoice,
        .default_text = "background",
        .help = "whether the reader gets the old value at once or waits for the new one",
        .choices = {"background", "inline"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Freshness> {
        return std::make_unique<RefreshAhead>(arguments.options.share("threshold"),
                                              arguments.options.text("refresh") == "background");
      },
      "reload at the first read with (now - fill) >= threshold * (expiry - fill), both of the entry, jitter included\n"
      "background: the reader gets the old value at once, and at most one refresh of a key is in flight;\n"
      "inline: the reader waits for the new value. A key that nobody reads in that time expires.\n"
      "Source: refreshAfterWrite in Caffeine, eager refresh in FusionCache, early refreshes in sturdyc."};
}

}  // namespace stampede
