#include <algorithm>
#include <cctype>
#include <utility>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"
#include "harness/gate/check.h"
#include "harness/results/condition_scanner.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

constexpr std::string_view kBaseline = "baseline";
constexpr std::string_view kBlanksAndAt = " \t@";

// The bounds that a better value would break.
bool forbids_better(MetricDirection direction, Comparator comparator) {
  const bool from_below = comparator == Comparator::kGreater || comparator == Comparator::kGreaterOrEqual;
  const bool from_above = comparator == Comparator::kLess || comparator == Comparator::kLessOrEqual;
  return (direction == MetricDirection::kLowerIsBetter && from_below) ||
         (direction == MetricDirection::kHigherIsBetter && from_above);
}

Comparator mirrored(Comparator comparator) {
  switch (comparator) {
    case Comparator::kLess:
      return Comparator::kGreater;
    case Comparator::kLessOrEqual:
      return Comparator::kGreaterOrEqual;
    case Comparator::kGreater:
      return Comparator::kLess;
    case Comparator::kGreaterOrEqual:
      return Comparator::kLessOrEqual;
    default:
      return comparator;
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

class Parser {
 public:
  Parser(std::string_view text, const CheckContext& context)
      : context_(context),
        scanner_(text, context.phases),
        check_{.text = std::string(trimmed(text)), .strategy = {}, .phase = {}, .limit = {}} {}

  std::variant<Check, std::vector<ConditionMistake>> parse() {
    scanner_.skip_blanks();
    take_strategy();
    if (take_comparison()) take_end();
    if (scanner_.has_mistakes()) return scanner_.take_mistakes();
    return std::move(check_);
  }

 private:
  // "STRATEGY:", if there is one.
  void take_strategy() {
    const std::size_t begin = scanner_.at();
    const std::string_view name = scanner_.take_until(" \t:@<>=!");
    scanner_.skip_blanks();
    if (name.empty() || !scanner_.rest().starts_with(':')) return scanner_.go_to(begin);
    check_.strategy = name;
    know_strategy(name, begin);
    scanner_.go_to(scanner_.at() + 1);
    scanner_.skip_blanks();
  }

  void know_strategy(std::string_view name, std::size_t at) {
    if (std::ranges::find(context_.strategies, name) != context_.strategies.end()) return;
    std::string known;
    for (const std::string& each : context_.strategies) known += (known.empty() ? "; there are " : ", ") + each;
    const std::string hint = did_you_mean(name, context_.strategies);
    scanner_.refuse(at, "unknown strategy " + in_quotes(name) + (hint.empty() ? known : hint));
  }

  bool take_comparison() {
    const std::optional<Comparison> comparison = scanner_.take_subject_and_comparator();
    if (!comparison) return false;
    check_.metric = comparison->metric;
    check_.phase = comparison->phase;
    check_.comparator = comparison->comparator;
    if (check_.metric != nullptr && forbids_better(check_.metric->direction, check_.comparator)) {
      const std::string better = check_.metric->direction == MetricDirection::kLowerIsBetter ? "lower" : "higher";
      scanner_.refuse(comparison->comparator_at, in_quotes(check_.metric->name) + " is better when " + better +
                                                     ", and a better result would fail; " + "did you mean " +
                                                     in_quotes(comparator_sign(mirrored(check_.comparator))) + "?");
    }
    return take_limit();
  }

  bool take_limit() {
    const std::size_t begin = scanner_.at();
    const std::string_view first = scanner_.take_until(kBlanksAndAt);
    if (first.empty()) {
      scanner_.refuse(begin, "a limit is missing: a value, or 'SHARE of' a metric, STRATEGY.METRIC or 'baseline'");
      return false;
    }
    if (is_reference(first)) {
      scanner_.go_to(begin);
      return take_reference(Share::whole());
    }
    scanner_.skip_blanks();
    const std::size_t second = scanner_.at();
    if (scanner_.take_word() != "of") {
      scanner_.go_to(second);
      if (check_.metric != nullptr) check_.limit = scanner_.known_limit(*check_.metric, first, begin);
      return true;
    }
    const Parsed<Share> share = parse_share(first);
    if (!share.ok()) scanner_.refuse(begin, "a share must stand before 'of': " + share.reason());
    scanner_.skip_blanks();
    return take_reference(share.ok() ? share.value() : Share::whole());
  }

  // Values begin with a digit. So may strategies, but then a metric follows.
  static bool is_reference(std::string_view word) {
    if (std::isalpha(static_cast<unsigned char>(word.front())) != 0) return true;
    const std::size_t dot = word.find('.');
    return dot != std::string_view::npos && find_metric(word.substr(dot + 1)) != nullptr;
  }

  bool take_reference(Share share) {
    const std::size_t begin = scanner_.at();
    const std::string_view name = scanner_.take_until(kBlanksAndAt);
    CheckReference reference{.share = share, .metric = check_.metric, .phase = check_.phase};
    if (name.empty()) {
      scanner_.refuse(begin, "a metric, STRATEGY.METRIC or 'baseline' must stand after 'of'");
      return false;
    }
    if (name == kBaseline) {
      reference.baseline = true;
    } else {
      take_metric_of(name, begin, reference);
      scanner_.skip_blanks();
      if (!scanner_.take_phase(reference.phase, "")) return false;
    }
    check_.limit = std::move(reference);
    return true;
  }

  void take_metric_of(std::string_view name, std::size_t at, CheckReference& reference) {
    const std::size_t dot = name.find('.');
    const bool has_strategy = find_metric(name) == nullptr && dot != std::string_view::npos && is_strategy(name, dot);
    if (has_strategy) {
      reference.strategy = name.substr(0, dot);
      know_strategy(reference.strategy, at);
      at += dot + 1;
      name.remove_prefix(dot + 1);
    }
    reference.metric = scanner_.known_metric(name, at);
    if (reference.metric == nullptr || check_.metric == nullptr || reference.metric->unit == check_.metric->unit)
      return;
    const auto kind = [](const Metric& metric) {
      return in_quotes(metric.name) + " (" + std::string(unit_name(metric.unit)) + ")";
    };
    scanner_.refuse(at, kind(*check_.metric) + " cannot be compared with " + kind(*reference.metric));
  }

  // A mistyped metric is one, not a strategy nobody knows.
  bool is_strategy(std::string_view name, std::size_t dot) const {
    const bool known = std::ranges::find(context_.strategies, name.substr(0, dot)) != context_.strategies.end();
    return known || find_metric(name.substr(dot + 1)) != nullptr;
  }

  void take_end() {
    scanner_.skip_blanks();
    if (scanner_.rest().empty()) return;
    scanner_.refuse(scanner_.at(), "unexpected " + in_quotes(scanner_.rest()) +
                                       " after the limit; write another line for " + "another check");
  }

  const CheckContext& context_;
  ConditionScanner scanner_;
  Check check_;
};

}  // namespace

std::variant<Check, std::vector<ConditionMistake>> parse_check(std::string_view text, const CheckContext& context) {
  return Parser(text, context).parse();
}

}  // namespace stampede
