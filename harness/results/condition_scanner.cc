#include "harness/results/condition_scanner.h"

#include <algorithm>
#include <array>

#include "harness/base/check.h"
#include "harness/base/decimal.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

constexpr std::string_view kComparatorCharacters = "<>=!";

constexpr std::array<std::pair<std::string_view, Comparator>, 6> kComparators = {{
    {"<=", Comparator::kLessOrEqual},
    {"<", Comparator::kLess},
    {">=", Comparator::kGreaterOrEqual},
    {">", Comparator::kGreater},
    {"==", Comparator::kEqual},
    {"!=", Comparator::kNotEqual},
}};

// What people write instead.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMiswritten = {
    {{"=", "=="}, {"=<", "<="}, {"=>", ">="}, {"!", "!="}, {"<>", "!="}}};

constexpr std::string_view kComparatorList = "<=, <, >=, >, == or !=";

template <typename T, typename As>
Parsed<MetricValue> as_limit(const Parsed<T>& parsed, As as) {
  if (!parsed.ok()) return Reason{parsed.reason()};
  return MetricValue(as(parsed.value()));
}

const auto kAsInteger = [](std::int64_t value) { return static_cast<std::uint64_t>(value); };
const auto kAsIs = [](double value) { return value; };

Parsed<MetricValue> parse_ratio(std::string_view text) {
  const auto as_ratio = [](Share share) { return static_cast<double>(share.ppb) / static_cast<double>(Share::kWhole); };
  Parsed<MetricValue> ratio =
      text.ends_with('%') ? as_limit(parse_share(text), as_ratio) : as_limit(parse_number(text), kAsIs);
  if (!ratio.ok() || std::get<double>(ratio.value()) <= 1) return ratio;
  const bool could_be_percent = !text.ends_with('%') && std::get<double>(ratio.value()) <= 100;
  return Reason{"it is never more than 1" +
                (could_be_percent ? "; did you mean " + in_quotes(std::string(text) + "%") + "?" : std::string())};
}

// Averages of counts have fractions.
Parsed<MetricValue> parse_count_limit(std::string_view text) {
  const Parsed<MetricValue> count = as_limit(parse_count(text), kAsInteger);
  const bool is_number = !text.empty() && decimal_length(text) == text.size();
  if (count.ok() || !is_number) return count;
  return as_limit(parse_number(text), kAsIs);
}

Parsed<MetricValue> parse_rate_limit(std::string_view text) {
  if (text.find('/') == std::string_view::npos) return as_limit(parse_number(text), kAsIs);
  // Billionths per nanosecond are events per second.
  return as_limit(parse_rate(text), [](const Rate& rate) { return rate.events_per_second(); });
}

// How limits of a unit are written.
struct LimitForm {
  MetricUnit unit;
  std::string_view noun;
  Parsed<MetricValue> (*parse)(std::string_view);
};

constexpr std::array<LimitForm, 5> kLimitForms = {{
    {MetricUnit::kCount, "a count", parse_count_limit},
    {MetricUnit::kRatio, "a share or a number", parse_ratio},
    {MetricUnit::kNanoseconds, "a duration",
     [](std::string_view text) { return as_limit(parse_duration(text), kAsInteger); }},
    {MetricUnit::kPerSecond, "a rate or a number", parse_rate_limit},
    {MetricUnit::kBytes, "a size", [](std::string_view text) { return as_limit(parse_size(text), kAsInteger); }},
}};

std::string listed(std::span<const std::string> names) {
  std::string text;
  for (const std::string& name : names) text += ", " + in_quotes(name);
  return text;
}

}  // namespace

std::string_view comparator_sign(Comparator comparator) {
  for (const auto& [sign, each] : kComparators) {
    if (each == comparator) return sign;
  }
  STAMPEDE_CHECK(false);
}

Parsed<MetricValue> parse_metric_value(const Metric& metric, std::string_view text) {
  const LimitForm& form = *std::ranges::find(kLimitForms, metric.unit, &LimitForm::unit);
  Parsed<MetricValue> value = form.parse(text);
  if (value.ok()) return value;
  return Reason{in_quotes(metric.name) + " is compared with " + std::string(form.noun) + ": " + value.reason()};
}

std::optional<Comparison> ConditionScanner::take_subject_and_comparator() {
  Comparison comparison;
  comparison.metric_at = at_;
  const std::string_view name = take_until(" \t@<>=!");
  if (name.empty()) return refuse(at_, "a condition begins with a metric, e.g. 'read.latency.p99 <= 100ms'");
  comparison.metric = known_metric(name, comparison.metric_at);
  comparison.phase_at = at_;
  skip_blanks();
  if (rest().starts_with('@')) {
    comparison.phase_at = std::min(text_.find_first_not_of(kBlanks, at_ + 1), text_.size());
  }
  if (!take_phase(comparison.phase, kComparatorCharacters)) return std::nullopt;
  comparison.comparator_at = at_;
  const std::optional<Comparator> comparator = take_comparator(name);
  if (!comparator) return std::nullopt;
  comparison.comparator = *comparator;
  skip_blanks();
  comparison.limit_at = at_;
  return comparison;
}

bool ConditionScanner::take_phase(std::string& phase, std::string_view ends) {
  if (!rest().starts_with('@')) return true;
  ++at_;
  skip_blanks();
  const std::size_t begin = at_;
  std::string_view name = take_until(ends);
  name = name.substr(0, name.find_last_not_of(kBlanks) + 1);
  if (name.empty()) {
    refuse(begin, "the name of a phase is missing after '@'");
    return false;
  }
  phase = name;
  if (name == kWholeRun || std::ranges::find(phases_, name) != phases_.end()) return true;
  const std::string known = phases_.empty() ? "; without a timeline there is only 'all'"
                                            : "; known are '" + std::string(kWholeRun) + "'" + listed(phases_);
  const std::string hint = did_you_mean(name, phases_);
  refuse(begin, "unknown phase " + in_quotes(name) + (hint.empty() ? known : hint));
  return true;
}

std::optional<Comparator> ConditionScanner::take_comparator(std::string_view metric) {
  const std::size_t begin = at_;
  while (at_ < text_.size() && kComparatorCharacters.find(text_[at_]) != std::string_view::npos) ++at_;
  const std::string_view sign = text_.substr(begin, at_ - begin);
  if (sign.empty()) {
    refuse(begin, "a comparison is missing: " + in_quotes(metric) + " must be followed by " +
                      std::string(kComparatorList) + " and a value");
    return std::nullopt;
  }
  for (const auto& [spelling, comparator] : kComparators) {
    if (spelling == sign) return comparator;
  }
  std::string hint = "; it is one of " + std::string(kComparatorList);
  for (const auto& [wrong, right] : kMiswritten) {
    if (wrong == sign) hint = "; did you mean " + in_quotes(right) + "?";
  }
  refuse(begin, in_quotes(sign) + " is no comparison" + hint);
  return std::nullopt;
}

const Metric* ConditionScanner::known_metric(std::string_view name, std::size_t at) {
  if (const Metric* metric = find_metric(name)) return metric;
  std::vector<std::string> names;
  for (const Metric& metric : metric_catalogue()) names.push_back(metric.name);
  const std::string hint = did_you_mean(name, names);
  refuse(at, "unknown metric " + in_quotes(name) + (hint.empty() ? "; 'stampede list metrics' shows all" : hint));
  return nullptr;
}

MetricValue ConditionScanner::known_limit(const Metric& metric, std::string_view text, std::size_t at) {
  const Parsed<MetricValue> limit = parse_metric_value(metric, text);
  if (limit.ok()) return limit.value();
  refuse(at, limit.reason());
  return std::monostate{};
}

std::string_view ConditionScanner::take_until(std::string_view ends) {
  const std::size_t begin = at_;
  at_ = std::min(text_.find_first_of(ends, at_), text_.size());
  return text_.substr(begin, at_ - begin);
}

std::nullopt_t ConditionScanner::refuse(std::size_t at, std::string message) {
  mistakes_.push_back({at, std::move(message)});
  return std::nullopt;
}

void ConditionScanner::skip_blanks() {
  at_ = std::min(text_.find_first_not_of(kBlanks, at_), text_.size());
}

}  // namespace stampede
