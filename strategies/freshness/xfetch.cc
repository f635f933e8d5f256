// XFetch: probabilistic early expiration. Each read may volunteer to reload a value before it expires, the likelier the
// closer the expiry and the slower the last load.
//
// The published rule (Vattani, Chierichetti, Lowenstein: "Optimal Probabilistic Cache Stampede Prevention", PVLDB 8(8),
// 2015): with delta the duration of the last load, and U uniform on (0, 1], reload when
//
//     now - delta * beta * ln(U) >= expiry
//
// so one read at a distance x from the expiry volunteers with probability exp(-x / (beta * delta)). Delta is the
// response time of the entry's last load as the application measures it, queue and retries included; a written value
// keeps the delta of the copy it replaces. As published, the volunteer waits for its load (`refresh: inline`).

#include "harness/base/math.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class XFetch final : public Freshness {
 public:
  XFetch(double beta, bool background, RandomStream random)
      : beta_(beta), early_(background ? Verdict::kRefreshBackground : Verdict::kRefreshInline), random_(random) {}

  Verdict judge(const Context& context, const Value& value, Instant now) override {
    if (value.expiry == kNever) return Verdict::kServe;
    const double scale = static_cast<double>(value.load_time) * beta_;
    const auto remaining = static_cast<double>(value.expiry - now);
    if (remaining > scale * kLargestDraw) return Verdict::kServe;  // no draw could reach that far: spare the logarithm
    const double draw = -natural_log(unit_above_zero(random_.at(context.request)));
    return scale * draw >= remaining ? early_ : Verdict::kServe;
  }

 private:
  static constexpr double kLargestDraw = 37;  // U >= 2^-53, so -ln(U) <= 36.74

  const double beta_;
  const Verdict early_;
  const RandomStream random_;  // by request: the draw of a read does not depend on what other reads did
};

}  // namespace

AxisRow<Freshness> xfetch_row() {
  return {
      "xfetch",
      "each read may reload early, the likelier the closer the expiry and the slower the last load",
      {{.name = "beta",
        .type = OptionType::kNumber,
        .default_text = "1",
        .help = "above 1 reloads earlier, below 1 later; 0 is plain expiry",
        .min = "0",
        .max = "1000"},
       {.name = "refresh",
        .type = OptionType::kChoice,
        .default_text = "inline",
        .help = "whether the volunteer waits for its load or gets the old value at once",
        .choices = {"inline", "background"}}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Freshness> {
        return std::make_unique<XFetch>(arguments.options.number("beta"),
                                        arguments.options.text("refresh") == "background",
                                        arguments.environment.random);
      },
      "reload when now - delta * beta * ln(U) >= expiry\n"
      "delta: response time of the entry's last load, queue and retries included; a written value keeps it\n"
      "U: uniform on (0, 1], drawn for each read; so a read at distance x from the expiry reloads with\n"
      "probability exp(-x / (beta * delta)). The volunteer waits for its load unless 'refresh: background'.\n"
      "Source: Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache Stampede Prevention, PVLDB 8(8), 2015."};
}

}  // namespace stampede
