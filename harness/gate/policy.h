// The policy of a gate: what is checked, how strictly a result is compared with its baseline, and what is waived.
//
//   version: 1
//   checks:                                # further checks, as in the `gate:` of a scenario
//     - read.latency.p99 <= 250ms
//   tail: 100                              # a percentile is judged if so many values lie above it
//   baseline:                              # the first line that matches a value decides; without one: no_worse
//     - {metric: "stampede.*", strategy: locked, policy: exact}
//     - {metric: "read.latency.*", policy: within 2%}
//   statistics: {metrics: [read.latency.p99], alpha: 5%, effect: 5%, floors: [{metric: read.latency.p99, floor: 20us}]}
//   waivers:
//     - {check: read.latency.p99 <= 250ms, strategy: cache-aside, until: 2026-12-31, reason: "known, see #12"}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/base/quantity.h"
#include "harness/gate/date.h"
#include "harness/results/metric.h"
#include "harness/scenario/grammar.h"
#include "harness/scenario/scenario.h"

namespace stampede {

// How a value may differ from that of the baseline.
struct ChangePolicy {
  enum class Kind {
    kExact,    // any difference fails
    kNoWorse,  // what is worse fails
    kWithin,   // what is worse by more than a share fails
    kInfo,     // nothing fails
  };
  Kind kind = Kind::kNoWorse;
  Share share = {};  // of kWithin

  // "exact", "no_worse", "within 2%", "info".
  std::string text() const;
};
Parsed<ChangePolicy> parse_change_policy(std::string_view text);

// For metrics, and the other things a baseline holds: `digest`, and distributions by the name of their histogram.
struct PolicyLine {
  std::string metric;    // a glob
  std::string strategy;  // a glob
  ChangePolicy policy;
};

// Somebody vouches for what would fail.
struct Waiver {
  std::string check;                  // a check as it is written, with or without its strategy; or a glob of metrics
  std::string strategy;               // a glob
  Date until = {};                    // the last day on which it holds
  std::string reason;                 // never empty
  std::optional<std::string> accept;  // the worst value it covers, written as limits are; nothing: any
  Diagnostic place;                   // without a message
};

struct EffectFloorLine {
  std::string metric;  // of the catalogue
  MetricValue floor;
};

// How results that carry noise are compared.
struct StatisticsPolicy {
  std::vector<const Metric*> metrics;   // the family, for each strategy
  double alpha = 0.05;                  // how often a family without any change may fail
  double effect = 0.05;                 // smaller relative changes do not matter
  std::vector<EffectFloorLine> floors;  // nor smaller absolute ones

  double floor_of(const Metric& metric) const;  // 0: none
};

struct GatePolicy {
  std::vector<GateLine> checks;
  std::uint64_t tail = 100;
  std::vector<PolicyLine> baseline;
  StatisticsPolicy statistics;
  std::vector<Waiver> waivers;

  ChangePolicy policy_for(const std::string& name, const std::string& strategy) const;
};

struct LoadedPolicy {
  std::optional<GatePolicy> policy;     // present exactly when there are no diagnostics
  std::vector<Diagnostic> diagnostics;  // sorted by position
  bool io_error = false;                // the file could not be read
};

// What a policy file may say.
GrammarNode policy_grammar();

// Never throws. Checks and the names in waivers are judged later, with the results they are about.
LoadedPolicy load_policy(const std::string& path);

// That of a gate for which nobody wrote one.
GatePolicy default_policy();

// Whether the text matches a glob: `*` and `?`.
bool matches_glob(const std::string& glob, const std::string& text);

}  // namespace stampede
