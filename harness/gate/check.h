// Checks: what must hold of a result for it to pass the gate.
//
//   CHECK   [STRATEGY:] METRIC[@PHASE] OP LIMIT      OP: <= < >= > == !=
//   LIMIT   VALUE | [SHARE of] REFERENCE
//   REFERENCE   baseline | METRIC[@PHASE] | STRATEGY.METRIC[@PHASE]
//
//   read.latency.p99@brownout <= 500ms
//   locked: stampede.redundant_loads <= 1% of cache-aside.stampede.redundant_loads
//   store.reads <= 105% of baseline
//
// Without a strategy a check is one for each strategy, but for one whose metrics it refers to. Values are written as in
// conditions (harness/results/condition.h). A reference without a strategy is to the strategy that is checked, one
// without a phase to the phase that is checked. Its metric has the same unit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/results/condition.h"

namespace stampede {

struct CheckReference {
  Share share = Share::whole();  // of the value that is referred to; may be more than the whole
  bool baseline = false;         // the same metric in the baseline; else that of:
  std::string strategy = {};     // empty: the strategy that is checked
  const Metric* metric = nullptr;
  std::string phase = {};
};

struct Check {
  std::string text;      // as written, without blanks around it
  std::string strategy;  // empty: each
  const Metric* metric = nullptr;
  std::string phase;
  Comparator comparator = Comparator::kEqual;
  std::variant<MetricValue, CheckReference> limit;  // a value is never nothing

  // Without the strategy: "read.latency.p99@brownout <= 500ms".
  std::string expression() const;
  const CheckReference* reference() const { return std::get_if<CheckReference>(&limit); }
  bool needs_baseline() const { return reference() != nullptr && reference()->baseline; }
  // Whether it says something of that strategy.
  bool applies_to(std::string_view name) const;
};

// What a check may speak of.
struct CheckContext {
  std::span<const std::string> strategies;
  std::span<const std::string> phases;  // besides `all`
};

// What is wrong is never just the form: a check that a better result would fail is a mistake. Mistakes come in the
// order of the text, never none of them.
std::variant<Check, std::vector<ConditionMistake>> parse_check(std::string_view text, const CheckContext& context);

// Whether `actual` meets the check's comparison with `share` of `limit`; nothing if either has no value. Whole numbers
// are compared exactly.
std::optional<bool> satisfies(const MetricValue& actual, Comparator comparator, const MetricValue& limit, Share share);

// The share of a value, as a number of the same kind where that is exact.
MetricValue share_of(Share share, const MetricValue& value);

}  // namespace stampede
