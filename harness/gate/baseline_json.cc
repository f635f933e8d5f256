#include "harness/gate/baseline_json.h"

#include <limits>
#include <nlohmann/json.hpp>

#include "harness/base/digest.h"
#include "harness/base/quote.h"
#include "harness/results/json_place.h"
#include "harness/results/json_stream.h"
#include "harness/results/json_text.h"
#include "harness/results/result_json.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMostU64 = std::numeric_limits<std::uint64_t>::max();
constexpr std::size_t kLargestBaseline = std::size_t{64} << 20;
constexpr const char* kNextStep = "make it again: 'stampede baseline RESULT.json -o FILE --reason TEXT'";

Json json_of(const BaselinePhase& phase) {
  Json metrics = Json::object();
  for (const auto& [name, value] : phase.metrics) metrics[name] = metric_json(value);
  Json histograms = Json::object();
  for (const auto& [name, digest] : phase.histograms) histograms[name] = digest;
  return {{"metrics", std::move(metrics)}, {"histograms", std::move(histograms)}};
}

Json json_of(const BaselineStrategy& strategy) {
  Json digests = Json::object();
  for (const auto& [seed, digest] : strategy.digests) digests[std::to_string(seed)] = digest;
  Json phases = Json::object();
  for (const auto& [name, phase] : strategy.phases) phases[name] = json_of(phase);
  return {{"digests", std::move(digests)}, {"phases", std::move(phases)}};
}

// Everything but the checksum.
Json json_of(const Baseline& baseline) {
  Json strategies = Json::object();
  for (const auto& [name, strategy] : baseline.strategies) strategies[name] = json_of(strategy);
  return {{"schema", kBaselineSchema},
          {"tool", {{"name", "stampede"}, {"version", baseline.tool_version}}},
          {"reason", baseline.reason},
          {"clock", baseline.clock},
          {"scenario",
           {{"name", baseline.scenario_name},
            {"digest", baseline.scenario_digest},
            {"data_digest", baseline.data_digest.empty() ? Json(nullptr) : Json(baseline.data_digest)},
            {"effective", Json::parse(baseline.scenario_json)}}},
          {"strategies", std::move(strategies)}};
}

std::string checksum_of(const Baseline& baseline) {
  Digest digest;
  digest.add(json_text(json_of(baseline)));
  return digest.hex();
}

// A count, a number or null. Numbers with a point are no counts, whatever their value.
MetricValue read_value(const JsonPlace& json) {
  if (json.is_null()) return std::monostate{};
  if (json.json().is_number_unsigned()) return json.unsigned_number(kMostU64);
  return json.number();
}

BaselinePhase read_phase(const JsonPlace& json) {
  json.expect_members({"metrics", "histograms"});
  BaselinePhase phase;
  const JsonPlace metrics = json["metrics"];
  metrics.expect_object();
  for (const auto& [name, value] : metrics.json().items()) phase.metrics[name] = read_value(metrics[name]);
  const JsonPlace histograms = json["histograms"];
  histograms.expect_object();
  for (const auto& [name, value] : histograms.json().items()) phase.histograms[name] = histograms[name].text();
  return phase;
}

std::uint64_t seed_of(const std::string& text, const JsonPlace& digests) {
  if (text.size() > 20 || text.find_first_not_of("0123456789") != std::string::npos || text.empty()) {
    digests.fail(in_quotes(text) + " is no seed");
  }
  return std::stoull(text);
}

BaselineStrategy read_strategy(const JsonPlace& json) {
  json.expect_members({"digests", "phases"});
  BaselineStrategy strategy;
  const JsonPlace digests = json["digests"];
  digests.expect_object();
  for (const auto& [seed, digest] : digests.json().items()) {
    strategy.digests[seed_of(seed, digests)] = digests[seed].text();
  }
  const JsonPlace phases = json["phases"];
  phases.expect_object();
  for (const auto& [name, phase] : phases.json().items()) strategy.phases[name] = read_phase(phases[name]);
  if (!strategy.phases.contains("all")) phases.fail("the phase 'all' is missing");
  return strategy;
}

void check_schema(const JsonPlace& root) {
  if (!root.json().is_object() || !root.json().contains("schema")) root.fail("this is no baseline of stampede");
  const std::string schema = root["schema"].text();
  if (schema == kBaselineSchema) return;
  root["schema"].fail(in_quotes(schema) + " is no baseline of this version of stampede; that would be '" +
                      kBaselineSchema + "'");
}

void read_scenario(const JsonPlace& scenario, Baseline& baseline) {
  scenario.expect_members({"name", "digest", "data_digest", "effective"});
  baseline.scenario_name = scenario["name"].text();
  baseline.scenario_digest = scenario["digest"].text();
  if (!scenario["data_digest"].is_null()) baseline.data_digest = scenario["data_digest"].text();
  scenario["effective"].expect_object();
  baseline.scenario_json = scenario["effective"].json().dump();
}

Baseline read(const JsonPlace& root) {
  check_schema(root);
  root.expect_members({"schema", "tool", "reason", "clock", "scenario", "strategies", "checksum"});
  Baseline baseline;
  root["tool"].expect_members({"name", "version"});
  baseline.tool_version = root["tool"]["version"].text();
  baseline.reason = root["reason"].text();
  baseline.clock = root["clock"].text();
  read_scenario(root["scenario"], baseline);
  const JsonPlace strategies = root["strategies"];
  strategies.expect_object();
  for (const auto& [name, strategy] : strategies.json().items()) {
    baseline.strategies[name] = read_strategy(strategies[name]);
  }
  baseline.seeds = seeds_of(baseline.strategies);
  if (root["checksum"].text() != checksum_of(baseline)) {
    root["checksum"].fail("the file was edited by hand: it does not hold what a run measured");
  }
  return baseline;
}

}  // namespace

std::string baseline_text(const Baseline& baseline) {
  Json json = json_of(baseline);
  json["checksum"] = checksum_of(baseline);
  return json_text(json) + "\n";
}

bool is_baseline(std::string_view text) {
  return text.substr(0, 256).find("\"stampede.baseline/") != std::string_view::npos;
}

std::variant<Baseline, ResultProblem> read_baseline(const std::string& file, std::string_view text) {
  try {
    const JsonItemSink no_lists = [](const Json&, std::string_view, std::size_t, const Json&) {};
    const Json json = parse_json(text, {.bytes = kLargestBaseline, .members = 4096}, no_lists);
    return read({json, ""});
  } catch (const JsonMistake& mistake) {
    return problem_in(file, mistake, kNextStep);
  }
}

}  // namespace stampede
