#include "harness/gate/policy.h"

#include <fnmatch.h>

#include <algorithm>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/results/condition.h"
#include "harness/results/metric_catalogue.h"
#include "harness/scenario/decoder.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

namespace {

constexpr std::size_t kLargestPolicy = std::size_t{1} << 20;
constexpr std::string_view kWithin = "within ";

PolicyLine bind_line(const Setting& line) {
  return {line["metric"].text, line["strategy"].text, parse_change_policy(line["policy"].text).value()};
}

Waiver bind_waiver(const Setting& map) {
  Waiver waiver{.check = map["check"].text,
                .strategy = map["strategy"].text,
                .until = parse_date(map["until"].text).value(),
                .reason = map["reason"].text,
                .accept = std::nullopt,
                .place = map["check"].text_place()};
  if (const Setting* accept = map.find("accept")) waiver.accept = accept->text;
  return waiver;
}

double as_double(Share share) {
  return static_cast<double>(share.ppb) / static_cast<double>(Share::kWhole);
}

StatisticsPolicy bind_statistics(const Setting& map) {
  StatisticsPolicy bound;
  for (const Setting& metric : map["metrics"].children) bound.metrics.push_back(find_metric(metric.text));
  bound.alpha = as_double(map["alpha"].share());
  bound.effect = as_double(map["effect"].share());
  for (const Setting& line : map["floors"].children) {
    const Metric& metric = *find_metric(line["metric"].text);
    bound.floors.push_back({metric.name, parse_metric_value(metric, line["floor"].text).value()});
  }
  return bound;
}

GatePolicy bind_policy(const Setting& root) {
  GatePolicy policy;
  for (const Setting& check : root["checks"].children) policy.checks.push_back({check.text, check.text_place()});
  policy.tail = static_cast<std::uint64_t>(root["tail"].number());
  for (const Setting& line : root["baseline"].children) policy.baseline.push_back(bind_line(line));
  policy.statistics = bind_statistics(root["statistics"]);
  for (const Setting& waiver : root["waivers"].children) policy.waivers.push_back(bind_waiver(waiver));
  return policy;
}

LoadedPolicy load(const SourceText& source) {
  DiagnosticSink sink;
  const GrammarNode grammar = policy_grammar();
  LoadedPolicy loaded;
  if (const std::optional<YamlNode> yaml = read_yaml(source, sink)) {
    const Setting root = decode(grammar, *yaml, sink);
    if (sink.empty()) loaded.policy = bind_policy(root);
  }
  loaded.diagnostics = sink.take();
  return loaded;
}

}  // namespace

std::string ChangePolicy::text() const {
  switch (kind) {
    case Kind::kExact:
      return "exact";
    case Kind::kNoWorse:
      return "no_worse";
    case Kind::kWithin:
      return std::string(kWithin).append(format_share(share));
    case Kind::kInfo:
      return "info";
  }
  STAMPEDE_CHECK(false);
}

Parsed<ChangePolicy> parse_change_policy(std::string_view text) {
  using Kind = ChangePolicy::Kind;
  if (text == "exact") return ChangePolicy{Kind::kExact};
  if (text == "no_worse") return ChangePolicy{Kind::kNoWorse};
  if (text == "info") return ChangePolicy{Kind::kInfo};
  if (text.starts_with(kWithin)) {
    const Parsed<Share> share = parse_share(text.substr(kWithin.size()));
    if (share.ok()) return ChangePolicy{Kind::kWithin, share.value()};
    return Reason{"'within' is followed by a share, e.g. 'within 2%': " + share.reason()};
  }
  return Reason{in_quotes(text) + " is no policy; it is one of 'exact', 'no_worse', 'within 2%' and 'info'"};
}

bool matches_glob(const std::string& glob, const std::string& text) {
  return ::fnmatch(glob.c_str(), text.c_str(), 0) == 0;
}

double StatisticsPolicy::floor_of(const Metric& metric) const {
  const auto found = std::ranges::find(floors, metric.name, &EffectFloorLine::metric);
  return found == floors.end() ? 0 : *number_of(found->floor);
}

ChangePolicy GatePolicy::policy_for(const std::string& name, const std::string& in) const {
  const auto decides = [&](const PolicyLine& line) {
    return matches_glob(line.metric, name) && matches_glob(line.strategy, in);
  };
  const auto found = std::ranges::find_if(baseline, decides);
  return found == baseline.end() ? ChangePolicy() : found->policy;
}

LoadedPolicy load_policy(const std::string& path) {
  FileContents contents = read_file(path, kLargestPolicy);
  if (!contents.text) return {std::nullopt, {std::move(*contents.failure)}, contents.io_error};
  return load(SourceText::file(path, std::move(*contents.text)));
}

GatePolicy default_policy() {
  return *load(SourceText::file("default", "version: 1\n")).policy;
}

}  // namespace stampede
