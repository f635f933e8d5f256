// A recursive descent over the usual precedences: sums of products of powers; `^` binds to the right.
#include <algorithm>
#include <array>
#include <utility>

#include "harness/base/decimal.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"
#include "harness/metrics/interval_fields.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/condition.h"
#include "harness/results/formula.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789_.";
constexpr std::string_view kNumberCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.%";
constexpr std::string_view kPhaseCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
constexpr int kDeepest = 100;

std::vector<std::string> histogram_names() {
  std::vector<std::string> names;
  const Window window;
  for_each_window_field([&](const auto& field) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(field.of(window))>, Histogram>) {
      names.emplace_back(field.name);
    }
  });
  return names;
}

// A number, a share, a duration or a count, whichever it is.
std::optional<double> parse_literal(std::string_view text) {
  if (text.ends_with('%')) {
    const Parsed<Share> share = parse_share(text);
    if (!share.ok()) return std::nullopt;
    return static_cast<double>(share.value().ppb) / static_cast<double>(Share::kWhole);
  }
  if (const Parsed<double> number = parse_number(text); number.ok()) return number.value();
  if (const Parsed<Duration> duration = parse_duration(text); duration.ok()) {
    return static_cast<double>(duration.value()) / static_cast<double>(kSecond);
  }
  if (const Parsed<std::int64_t> count = parse_count(text); count.ok()) return static_cast<double>(count.value());
  return std::nullopt;
}

}  // namespace

// Each `take_` reads one construct and appends its steps; false once there is a mistake.
class FormulaParser {
 public:
  explicit FormulaParser(std::string_view text) : text_(text) { formula_.text_ = text; }

  std::variant<Formula, FormulaMistake> parse() {
    if (take_sum()) {
      skip_blanks();
      if (at_ < text_.size()) refuse(at_, "unexpected " + in_quotes(text_.substr(at_)));
    }
    if (mistake_) return *std::move(mistake_);
    return std::move(formula_);
  }

 private:
  using Operator = Formula::Operator;
  using Signs = std::array<std::pair<char, Operator>, 2>;

  bool take_sum() {
    static constexpr Signs kSigns = {{{'+', Operator::kAdd}, {'-', Operator::kSubtract}}};
    return take_chain(kSigns, &FormulaParser::take_product);
  }

  bool take_product() {
    static constexpr Signs kSigns = {{{'*', Operator::kMultiply}, {'/', Operator::kDivide}}};
    return take_chain(kSigns, &FormulaParser::take_power);
  }

  bool take_chain(const Signs& signs, bool (FormulaParser::*take_part)()) {
    if (!(this->*take_part)()) return false;
    while (true) {
      skip_blanks();
      const auto sign = std::ranges::find(signs, peek(), &Signs::value_type::first);
      if (sign == signs.end()) return true;
      ++at_;
      if (!(this->*take_part)()) return false;
      append(sign->second);
    }
  }

  bool take_power() {
    if (depth_ >= kDeepest) return refuse(at_, "it is nested too deeply");
    ++depth_;
    const bool taken = take_signed_power();
    --depth_;
    return taken;
  }

  bool take_signed_power() {
    if (take('-')) {
      if (!take_power()) return false;
      append(Operator::kNegate);
      return true;
    }
    if (!take_atom()) return false;
    if (!take('^')) return true;
    if (!take_power()) return false;
    append(Operator::kPower);
    return true;
  }

  bool take_atom() {
    if (take('(')) return take_sum() && expect(')');
    const std::size_t begin = at_;
    if (kDigits.find(peek()) != std::string_view::npos && at_ < text_.size()) return take_number(begin);
    const std::string_view name = take_all(kNameCharacters);
    if (name.empty()) {
      return refuse(begin, at_ < text_.size() ? "unexpected " + in_quotes(text_.substr(at_))
                                              : std::string("a number or a metric is missing at the end"));
    }
    return take('(') ? take_function(name, begin) : take_metric(name, begin);
  }

  bool take_number(std::size_t begin) {
    at_ = begin + decimal_length(text_.substr(begin));  // an exponent may have a sign; behind it stands the unit
    at_ = std::min(text_.find_first_not_of(kNumberCharacters, at_), text_.size());
    const std::string_view text = text_.substr(begin, at_ - begin);
    const std::optional<double> number = parse_literal(text);
    if (!number) return refuse(begin, in_quotes(text) + " is no number, share, duration or count");
    append(Formula::Number{*number});
    return true;
  }

  bool take_metric(std::string_view name, std::size_t begin) {
    if (name == "repetitions") {
      append(Formula::Repetitions{});
      return true;
    }
    std::vector<std::string> names = {"repetitions"};
    for (const Metric& metric : metric_catalogue()) names.push_back(metric.name);
    const Metric* metric = find_metric(name);
    if (metric == nullptr) return unknown("metric", name, begin, names);
    std::string phase;
    if (!take_phase(phase)) return false;
    append(Formula::MetricOf{metric, std::move(phase)});
    return true;
  }

  bool take_function(std::string_view name, std::size_t begin) {
    static constexpr std::array<std::pair<std::string_view, Operator>, 3> kFunctions = {
        {{"exp", Operator::kExp}, {"ln", Operator::kLn}, {"sqrt", Operator::kSqrt}}};
    if (name == "above") return take_above() && expect(')');
    if (name == "dispersion") return take_dispersion() && expect(')');
    const auto function = std::ranges::find(kFunctions, name, &decltype(kFunctions)::value_type::first);
    if (function == kFunctions.end()) {
      return unknown("function", name, begin, {"above", "dispersion", "exp", "ln", "sqrt"});
    }
    if (!take_sum() || !expect(')')) return false;
    append(function->second);
    return true;
  }

  bool take_above() {
    skip_blanks();
    const std::size_t begin = at_;
    const std::string_view name = take_all(kNameCharacters);
    const std::vector<std::string> names = histogram_names();
    if (std::ranges::find(names, name) == names.end()) return unknown("histogram", name, begin, names);
    Formula::Above above{std::string(name), {}};
    if (!take_phase(above.phase) || !expect(',') || !take_sum()) return false;
    append(std::move(above));
    return true;
  }

  bool take_dispersion() {
    skip_blanks();
    const std::size_t begin = at_;
    const std::string_view name = take_all(kNameCharacters);
    const auto counter = std::ranges::find(kIntervalCounters, name, &IntervalCounter::name);
    if (counter == kIntervalCounters.end()) {
      std::vector<std::string> names;
      for (const IntervalCounter& each : kIntervalCounters) names.emplace_back(each.name);
      return unknown("counter", name, begin, names);
    }
    append(Formula::Dispersion{counter->member});
    return true;
  }

  // `@brownout` or `@'after brownout'`, if there is one.
  bool take_phase(std::string& phase) {
    phase = kWholeRun;
    if (!take('@')) return true;
    const std::size_t begin = at_;
    if (peek() == '\'') {
      const std::size_t end = text_.find('\'', at_ + 1);
      if (end == std::string_view::npos) return refuse(begin, "the quote of the phase is never closed");
      phase = text_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
    } else {
      phase = take_all(kPhaseCharacters);
    }
    return !phase.empty() || refuse(begin, "the name of a phase is missing after '@'");
  }

  bool unknown(std::string_view what, std::string_view name, std::size_t at, const std::vector<std::string>& known) {
    return refuse(at, "unknown " + std::string(what) + " " + in_quotes(name) + did_you_mean(name, known));
  }

  bool expect(char wanted) { return take(wanted) || refuse(at_, "expected " + in_quotes(std::string(1, wanted))); }

  bool take(char wanted) {
    skip_blanks();
    if (peek() != wanted || at_ == text_.size()) return false;
    ++at_;
    return true;
  }

  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() { at_ = std::min(text_.find_first_not_of(" \t", at_), text_.size()); }

  std::string_view take_all(std::string_view characters) {
    skip_blanks();
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
    return text_.substr(begin, at_ - begin);
  }

  void append(Formula::Step step) { formula_.steps_.push_back(std::move(step)); }

  bool refuse(std::size_t at, std::string message) {
    if (!mistake_) mistake_ = {at, std::move(message)};
    return false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  Formula formula_;
  std::optional<FormulaMistake> mistake_;
};

std::variant<Formula, FormulaMistake> Formula::parse(std::string_view text) {
  return FormulaParser(text).parse();
}

}  // namespace stampede
