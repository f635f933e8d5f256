// Refresh-ahead: a value whose age has reached a share of its TTL is loaded again before it expires, by the first read
// from then on or by a timer.
//
// Age and TTL are the entry's own, jitter included. With `refresh: background`, the reader gets the old value at once
// and at most one refresh of a key is in flight; with `inline`, the reader waits for the new one. A key that nobody
// reads between the threshold and its expiry simply expires.
//
// With `trigger: timer` each key that was loaded is refreshed at the threshold, read or not, for as long as the cache
// holds it (harness/strategy/refresh_timers.h): no reader waits again, and the store works for keys nobody wants any
// more. A key is refreshed at most every millisecond; a value that had expired when it came, not at all.
//
// Known as refreshAfterWrite in Caffeine, eager refresh in FusionCache, early refreshes in sturdyc.

#include <algorithm>

#include "strategies/parts.h"

namespace stampede {

namespace {

class RefreshAhead final : public Freshness {
 public:
  // What a read of a value past the threshold does.
  RefreshAhead(Share threshold, Verdict past) : threshold_(threshold), past_(past) {}

  Verdict judge(const Context&, const Value& value, Instant now) override {
    if (value.expiry == kNever) return Verdict::kServe;  // without a TTL there is nothing to be ahead of
    const Int128 age = now - value.filled_at;
    const Int128 ttl = value.expiry - value.filled_at;
    return age * Share::kWhole >= ttl * threshold_.ppb ? past_ : Verdict::kServe;
  }

  bool timed() const override { return past_ == Verdict::kServe; }
  Instant due(const Value& value) const override {
    if (value.expiry == kNever || value.expiry <= value.filled_at) return kNever;
    return after(value.filled_at, std::max(kClosest, threshold_.of(value.expiry - value.filled_at)));
  }

 private:
  static constexpr Duration kClosest = kMillisecond;  // time must pass, whatever the threshold

  const Share threshold_;
  const Verdict past_;
};

std::unique_ptr<Freshness> make(const AxisArguments& arguments) {
  const OptionValues& options = arguments.options;
  const Verdict past = options.text("trigger") == "timer"        ? Verdict::kServe
                       : options.text("refresh") == "background" ? Verdict::kRefreshBackground
                                                                 : Verdict::kRefreshInline;
  return std::make_unique<RefreshAhead>(options.share("threshold"), past);
}

std::string contradiction(const OptionValues& options) {
  if (options.text("trigger") != "timer" || options.text("refresh") != "inline") return "";
  return "'refresh: inline' contradicts 'trigger: timer': nobody waits for what a timer sets off";
}

}  // namespace

AxisRow<Freshness> refresh_ahead_row() {
  return {
      "refresh-ahead",
      "a value past a share of its TTL is loaded again, by its first reader or by a timer",
      {{.name = "threshold",
        .type = OptionType::kShare,
        .default_text = "80%",
        .help = "age, as a share of the TTL, from which a value is refreshed",
        .min = "0%",
        .max = "100%"},
       {.name = "refresh",
        .type = OptionType::kChoice,
        .default_text = "background",
        .help = "whether the reader gets the old value at once or waits for the new one",
        .choices = {"background", "inline"}},
       {.name = "trigger",
        .type = OptionType::kChoice,
        .default_text = "access",
        .help = "what starts a refresh: a read past the threshold, or a timer, read or not",
        .choices = {"access", "timer"}}},
      make,
      "reload at the first read with (now - fill) >= threshold * (expiry - fill), both of the entry, jitter included\n"
      "background: the reader gets the old value at once, and at most one refresh of a key is in flight;\n"
      "inline: the reader waits for the new value. A key that nobody reads in that time expires.\n"
      "trigger: timer: each key that was loaded is refreshed at fill + max(threshold * (expiry - fill), 1ms), read or\n"
      "not, for as long as the cache holds it, expired or not; a refresh that failed is tried again as long after. "
      "Ends\n"
      "when the key has been evicted, removed or flushed, with a crash, and with the last request.\n"
      "Source: refreshAfterWrite in Caffeine, eager refresh in FusionCache, early refreshes in sturdyc;\n"
      "timers: refresh-ahead of Oracle Coherence and cron jobs that warm caches.",
      contradiction};
}

}  // namespace stampede
