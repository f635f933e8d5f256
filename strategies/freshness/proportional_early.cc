// Proportional early expiry: each read may reload a value before it expires, by a chance that grows with its age as a
// share of the TTL.
//
// Widespread under the name of XFetch, which it is not: it knows nothing of the load time. XFetch reloads within a few
// load times of the expiry; this rule reloads popular keys after an age of about sqrt(TTL / rate), hundreds of times a
// TTL if need be. It is here to be compared with.
//
// With `uniform`, reload when TTL - age < beta * U * TTL, U uniform on (0, 1]; with `exponential`, with probability
// 1 - exp(-beta * age / TTL). Age and TTL are the entry's own, jitter included.

#include "harness/base/math.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class ProportionalEarly final : public Freshness {
 public:
  ProportionalEarly(double beta, bool uniform, bool background, RandomStream random)
      : beta_(beta),
        uniform_(uniform),
        early_(background ? Verdict::kRefreshBackground : Verdict::kRefreshInline),
        random_(random) {}

  Verdict judge(const Context& context, const Value& value, Instant now) override {
    if (value.expiry == kNever) return Verdict::kServe;  // there is no share of an endless life
    const auto ttl = static_cast<double>(value.expiry - value.filled_at);
    const auto age = static_cast<double>(now - value.filled_at);
    const double draw = unit_above_zero(random_.at(context.request));
    const bool early = uniform_ ? ttl - age < beta_ * draw * ttl : -natural_log(draw) * ttl < beta_ * age;
    return early ? early_ : Verdict::kServe;
  }

 private:
  const double beta_;
  const bool uniform_;
  const Verdict early_;
  const RandomStream random_;  // by request: the draw of a read does not depend on what other reads did
};

}  // namespace

AxisRow<Freshness> proportional_early_row() {
  return {
      "proportional-early",
      "each read may reload early, the likelier the older the value is for its TTL; ignores the load time",
      {{.name = "beta",
        .type = OptionType::kNumber,
        .default_text = "1",
        .help = "above 1 reloads earlier, below 1 later; 0 is plain expiry",
        .min = "0",
        .max = "1000"},
       {.name = "rule",
        .type = OptionType::kChoice,
        .default_text = "uniform",
        .help = "how the chance of a reload grows with the age",
        .choices = {"uniform", "exponential"}},
       {.name = "refresh",
        .type = OptionType::kChoice,
        .default_text = "inline",
        .help = "whether the volunteer waits for its load or gets the old value at once",
        .choices = {"inline", "background"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Freshness> {
        return std::make_unique<ProportionalEarly>(
            arguments.options.number("beta"), arguments.options.text("rule") == "uniform",
            arguments.options.text("refresh") == "background", arguments.environment.random);
      },
      "uniform: reload when TTL - age < beta * U * TTL, U uniform on (0, 1], drawn for each read\n"
      "exponential: reload with probability 1 - exp(-beta * age / TTL)\n"
      "TTL and age are the entry's own, jitter included. This is not XFetch, for which it is often taken: it ignores\n"
      "the load time. At Poisson rate r and beta 1 a key is loaded about every sqrt(pi * TTL / (2 * r)) however fast "
      "the\n"
      "store is; XFetch waits until a few load times before the expiry.\n"
      "Source: home-made caches and articles that call it XFetch or probabilistic early expiration."};
}

}  // namespace stampede
