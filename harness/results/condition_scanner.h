// What conditions are made of: metric, phase, comparator and limit, taken from a text one after the other.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/results/condition.h"

namespace stampede {

// Reads forward, collects mistakes and goes on where it can. Text and phases must outlive it.
class ConditionScanner {
 public:
  ConditionScanner(std::string_view text, std::span<const std::string> phases) : text_(text), phases_(phases) {}

  // METRIC[@PHASE] OP. Nothing when the form is wrong, so that what follows cannot be understood; wrong names alone let
  // it go on, with no metric.
  std::optional<Comparison> take_subject_and_comparator();

  // The phase behind an '@', up to any of `ends`, if there is one; false: there is an '@' without one.
  bool take_phase(std::string& phase, std::string_view ends);

  // The metric of that name, or null after a mistake at `at`.
  const Metric* known_metric(std::string_view name, std::size_t at);

  // A value as the metric's unit wants it, or nothing after a mistake at `at`.
  MetricValue known_limit(const Metric& metric, std::string_view text, std::size_t at);

  // Everything up to one of `ends`, or blanks, or to the end.
  std::string_view take_until(std::string_view ends);
  std::string_view take_word() { return take_until(kBlanks); }
  void skip_blanks();

  std::string_view rest() const { return text_.substr(at_); }
  std::size_t at() const { return at_; }
  void go_to(std::size_t at) { at_ = at; }

  std::nullopt_t refuse(std::size_t at, std::string message);
  // In the order of the text.
  std::vector<ConditionMistake> take_mistakes() { return std::move(mistakes_); }
  bool has_mistakes() const { return !mistakes_.empty(); }

 private:
  static constexpr std::string_view kBlanks = " \t";

  std::optional<Comparator> take_comparator(std::string_view metric);

  std::string_view text_;
  std::span<const std::string> phases_;
  std::size_t at_ = 0;
  std::vector<ConditionMistake> mistakes_;
};

// "<=", ...
std::string_view comparator_sign(Comparator comparator);

}  // namespace stampede
