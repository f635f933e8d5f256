#include <algorithm>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/gate/baseline.h"
#include "harness/gate/policy.h"
#include "harness/results/condition.h"
#include "harness/results/metric_catalogue.h"
#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/setting.h"
#include "harness/scenario/text_forms.h"

namespace stampede {

namespace {

using namespace grammar;

std::vector<std::string> metric_names() {
  std::vector<std::string> names;
  for (const Metric& metric : metric_catalogue()) names.push_back(metric.name);
  return names;
}

Reason unknown_metric(std::string_view text) {
  const std::string hint = did_you_mean(text, metric_names());
  return Reason{"no metric is called " + in_quotes(text) +
                (hint.empty() ? "; 'stampede list metrics' shows all" : hint)};
}

Parsed<std::string> canonical_metric(std::string_view text) {
  const Metric* metric = find_metric(text);
  if (metric == nullptr) return unknown_metric(text);
  return metric->name;
}

Parsed<std::string> canonical_judged_metric(std::string_view text) {
  const Metric* metric = find_metric(text);
  if (metric == nullptr) return unknown_metric(text);
  if (metric->direction != MetricDirection::kNeither) return metric->name;
  return Reason{in_quotes(text) + " has no better side: nobody can say whether it got worse"};
}

// Of what a baseline holds.
Parsed<std::string> canonical_glob(std::string_view text) {
  const std::string glob(text);
  const auto matches = [&](const std::string& name) { return matches_glob(glob, name); };
  if (std::ranges::any_of(metric_names(), matches)) return glob;
  if (std::ranges::any_of(baseline_extras(), matches)) return glob;
  return unknown_metric(text);
}

Parsed<std::string> canonical_policy(std::string_view text) {
  const Parsed<ChangePolicy> policy = parse_change_policy(text);
  if (!policy.ok()) return Reason{policy.reason()};
  return policy.value().text();
}

Parsed<std::string> canonical_date(std::string_view text) {
  const Parsed<Date> date = parse_date(text);
  if (!date.ok()) return Reason{date.reason()};
  return format_date(date.value());
}

const TextForm kMetricForm = {"metric", "[a-z0-9_.]+", canonical_metric};
const TextForm kJudgedMetricForm = {"metric with a better side", "[a-z0-9_.]+", canonical_judged_metric};
const TextForm kGlobForm = {"glob of metrics", ".+", canonical_glob};
const TextForm kPolicyForm = {"policy", "exact|no_worse|info|within .+", canonical_policy};
const TextForm kDateForm = {"date", "[0-9]{4}-[0-9]{2}-[0-9]{2}", canonical_date};

void check_floor(const Setting& line, DiagnosticSink& sink) {
  const Setting* metric = line.find("metric");
  const Setting* floor = line.find("floor");
  if (metric == nullptr || floor == nullptr) return;
  const Parsed<MetricValue> value = parse_metric_value(*find_metric(metric->text), floor->text);
  if (!value.ok()) sink.error(floor->position, value.reason());
}

void check_alpha(const Setting& statistics, DiagnosticSink& sink) {
  const Setting* alpha = statistics.find("alpha");
  if (alpha != nullptr && alpha->share().ppb == 0)
    sink.error(alpha->position, "with 'alpha: 0%' nothing can ever fail");
}

GrammarNode checks() {
  return with_example(with_default(list("checks", "what must hold of every result, besides the 'gate' of its scenario",
                                        text("", kNonEmptyForm, "a check, as in the 'gate' of a scenario")),
                                   "[]"),
                      "[read.latency.p99 <= 250ms]");
}

GrammarNode baseline() {
  return with_example(
      with_default(list("baseline", "how values may differ from the baseline: the first line that matches decides",
                        map("", "a line",
                            {text("metric", kGlobForm, "a glob of metrics, histograms and 'digest'"),
                             with_default(text("strategy", kNonEmptyForm, "a glob of strategies"), "'*'"),
                             with_details(text("policy", kPolicyForm, "how strictly"),
                                          "exact: any difference fails\n"
                                          "no_worse: what is worse fails; what has no better side is CHANGED\n"
                                          "within SHARE: what is worse by more than that share fails\n"
                                          "info: nothing fails\n"
                                          "what no line matches: no_worse")})),
                   "[]"),
      "[{metric: 'read.latency.*', policy: within 2%}]");
}

GrammarNode statistics() {
  GrammarNode floor = map("", "a floor",
                          {text("metric", kMetricForm, "a metric"),
                           text("floor", kNonEmptyForm, "smaller differences of it do not matter")});
  floor.rule = check_floor;
  GrammarNode node =
      map("statistics", "how results that carry noise are compared ('stampede gate --statistical')",
          {with_default(list("metrics", "the gated family, for each strategy: keep it small",
                             text("", kJudgedMetricForm, "a metric with a better side")),
                        "[hit_ratio, read.latency.p99, store.reads]"),
           scalar({"alpha", OptionType::kShare, "5%", "how often a family without any change may fail", "0%", "50%"}),
           scalar({"effect", OptionType::kShare, "5%", "smaller relative differences do not matter", "0%", "100%"}),
           with_default(list("floors", "absolute differences that do not matter either", std::move(floor)), "[]")});
  node.rule = check_alpha;
  return with_default(std::move(node), "{}");
}

GrammarNode waivers() {
  return with_example(
      with_default(
          list("waivers", "what may fail until a date",
               map("", "a waiver",
                   {text("check", kNonEmptyForm, "a check as it is written, or a glob of metrics of the baseline"),
                    with_default(text("strategy", kNonEmptyForm, "a glob of strategies"), "'*'"),
                    text("until", kDateForm, "its last day, e.g. 2026-12-31; after it the check fails again"),
                    text("reason", kNonEmptyForm, "why that is all right until then"),
                    optional(text("accept", kNonEmptyForm, "the worst value that is covered; without it any is"))})),
          "[]"),
      "[{check: read.latency.p99 <= 250ms, until: 2026-12-31, reason: known}]");
}

}  // namespace

GrammarNode policy_grammar() {
  return map("", "a policy",
             {scalar({"version", OptionType::kCount, "1", "version of this grammar", "1", "1"}), checks(),
              scalar({"tail", OptionType::kCount, "100", "values that must lie above a percentile for it to be judged",
                      "0", "1M"}),
              baseline(), statistics(), waivers()});
}

}  // namespace stampede
