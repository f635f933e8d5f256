#include "harness/results/result_schema.h"

#include <nlohmann/json.hpp>
#include <type_traits>
#include <utility>

#include "harness/metrics/interval_fields.h"
#include "harness/metrics/stampede_monitor.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/json_schema.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/result.h"

namespace stampede {

namespace {

using namespace json_schema;
using Json = nlohmann::ordered_json;

Json ref(const char* definition) {
  return {{"$ref", std::string("#/definitions/") + definition}};
}

// A list of exactly these.
Json tuple(const Json& items) {
  return {{"type", "array"}, {"items", items}, {"minItems", items.size()}, {"maxItems", items.size()}};
}

Json name(const std::string& before) {
  return {{"type", "string"}, {"pattern", "^" + before + "[A-Za-z0-9][A-Za-z0-9_-]{0,63}$"}};
}

Json whole(std::uint64_t least) {
  return {{"type", "integer"}, {"minimum", least}};
}

Json number_schema() {
  return {{"type", "number"}, {"minimum", 0}};
}

Json number_or_null() {
  return {{"type", {"number", "null"}}, {"minimum", 0}};
}

Json with_description(Json schema, const std::string& description) {
  schema["description"] = description;
  return schema;
}

// For every field of a window that is a histogram, or for every one that is not.
template <typename SchemaOf>
Json fields(const SchemaOf& schema_of, bool histograms) {
  Json properties = Json::object();
  for_each_window_field([&](const auto& field) {
    using Value = std::remove_cvref_t<decltype(field.of(std::declval<const Window&>()))>;
    if constexpr (std::is_same_v<Value, Histogram>) {
      if (histograms) properties[std::string(field.name)] = ref("histogram");
    } else {
      if (!histograms) properties[std::string(field.name)] = schema_of(Value());
    }
  });
  return object(std::move(properties));
}

struct CountSchema {
  Json operator()(std::uint64_t) const { return ref("count"); }
  Json operator()(Duration) const { return ref("nanoseconds"); }
  Json operator()(Int128) const { return ref("nanoseconds"); }
  Json operator()(Uint128) const { return ref("sum"); }
  Json operator()(const OutcomeCounts&) const { return ref("outcomes"); }
  Json operator()(const GaugeSummary&) const { return ref("level"); }
};

Json metrics_schema() {
  Json properties = Json::object();
  for (const Metric& metric : metric_catalogue()) {
    std::string about = metric.meaning;
    about.append(" (").append(unit_name(metric.unit)).append(", ").append(direction_name(metric.direction)).append(")");
    properties[metric.name] = with_description(number_or_null(), about);
  }
  return object(std::move(properties));
}

Json summary_metrics_schema() {
  Json properties = Json::object();
  for (const Metric& metric : metric_catalogue()) properties[metric.name] = ref("spread");
  return object(std::move(properties));
}

Json series_schema() {
  Json properties = {{"interval_ns", ref("nanoseconds")}};
  for (const IntervalCounter& counter : kIntervalCounters) {
    properties[std::string(counter.name)] = list_of(ref("count"));
  }
  properties["read_latency"] = object({{"digits", {{"const", 2}}},
                                       {"min", list_of(or_null(ref("nanoseconds")))},
                                       {"max", list_of(or_null(ref("nanoseconds")))},
                                       {"sum", list_of(ref("sum"))},
                                       {"buckets", list_of(ref("buckets"))}});
  return with_description(object(std::move(properties)), "what happened when: a list item for each interval");
}

Json episodes_schema() {
  Json schema = list_of(object({{"key", whole(0)},
                                {"at_ns", with_description(whole(0), "from the start of the measured part")},
                                {"for_ns", with_description(whole(0), "until its last load has left the store")},
                                {"loads", whole(2)}}));
  schema["maxItems"] = StampedeMonitor::kMostEpisodes;
  return with_description(std::move(schema), "the largest stampede episodes, in order of time");
}

Json phases_schema() {
  Json all = object({{"name", {{"const", "all"}}}, {"from_ns", {{"const", 0}}}, {"to_ns", ref("nanoseconds")}});
  Json others = object({{"name", name("(after )?")},
                        {"from_ns", ref("nanoseconds")},
                        {"to_ns", ref("nanoseconds")},
                        {"metrics", ref("metrics")},
                        {"counts", ref("counts")},
                        {"histograms", ref("histograms")}});
  return {{"type", "array"},
          {"items", Json::array({std::move(all)})},
          {"minItems", 1},
          {"additionalItems", std::move(others)}};
}

Json cell_schema() {
  return object({{"strategy", name("")},
                 {"variant", object(Json::object())},
                 {"seed", ref("count")},
                 {"digest", text()},
                 {"valid", with_description({{"type", "boolean"}}, "false: cut short by an interruption")},
                 {"warnings", list_of(text())},
                 {"wall_seconds", number_schema()},
                 {"requests_per_second", number_schema()},
                 {"servers", with_description(or_null(whole(1)), "concurrency of the store; null: unlimited")},
                 {"metrics", ref("metrics")},
                 {"counts", ref("counts")},
                 {"histograms", ref("histograms")},
                 {"series", ref("series")},
                 {"episodes", ref("episodes")},
                 {"phases", ref("phases")}});
}

Json summary_schema() {
  return object({{"strategy", name("")},
                 {"variant", object(Json::object())},
                 {"cells", whole(1)},
                 {"metrics", summary_metrics_schema()},
                 {"histograms", ref("histograms")}});
}

Json histogram_schema() {
  return with_description(object({{"digits", {{"const", 3}}},
                                  {"count", ref("count")},
                                  {"min", or_null(whole(0))},
                                  {"max", or_null(whole(0))},
                                  {"sum", ref("sum")},
                                  {"buckets", ref("buckets")}}),
                          "of nanoseconds; stampede.episode_size: of loads");
}

Json definitions() {
  Json level = tuple(Json::array({ref("nanoseconds"), ref("sum"), ref("nanoseconds")}));
  Json outcomes = {{"type", "array"}, {"items", ref("count")}, {"minItems", kOutcomes}, {"maxItems", kOutcomes}};
  return {{"count", whole(0)},
          {"nanoseconds", whole(0)},
          {"sum", with_description({{"type", "string"}, {"pattern", "^(0|[1-9][0-9]{0,38})$"}},
                                   "a whole number as text, because it may exceed 64 bits")},
          {"outcomes",
           with_description(std::move(outcomes), "hit, early_load, expired_hit, load, wait, expired_on_error, error")},
          {"level", with_description(std::move(level), "a level over time: peak, area (level x nanoseconds), span")},
          {"buckets",
           with_description(list_of(tuple(Json::array({whole(0), whole(1)}))), "[index, count], ascending by index")},
          {"histogram", histogram_schema()},
          {"metrics", metrics_schema()},
          {"counts", fields(CountSchema(), false)},
          {"histograms", fields(CountSchema(), true)},
          {"series", series_schema()},
          {"episodes", episodes_schema()},
          {"phases", phases_schema()},
          {"spread", object({{"mean", number_or_null()},
                             {"min", number_or_null()},
                             {"max", number_or_null()},
                             {"standard_deviation", number_or_null()},
                             {"pooled", number_or_null()}})},
          {"cell", cell_schema()},
          {"summary", summary_schema()}};
}

}  // namespace

std::string result_schema() {
  Json schema = {
      {"$schema", "http://json-schema.org/draft-07/schema#"},
      {"$comment", "Generated by 'stampede schema result'. Times are nanoseconds unless their name says otherwise."},
      {"title", "Result of Stampede"}};
  schema.update(object(
      {{"schema", {{"const", kResultSchema}}},
       {"tool", object({{"name", {{"const", "stampede"}}}, {"version", text()}})},
       {"scenario",
        object({{"name", name("")},
                {"digest", with_description(text(), "over what is simulated: not seeds, description and gate")},
                {"data_digest", with_description(or_null(text()), "of the data files it names")},
                {"effective", with_description({{"type", "object"}}, "every key with its value or default")}})},
       {"clock", {{"enum", {"virtual", "real"}}}},
       {"seed", with_description(whole(0), "of the first repetition")},
       {"incomplete", with_description({{"type", "boolean"}}, "true after an interruption")},
       {"shard", with_description(or_null(object({{"index", whole(1)}, {"of", whole(1)}})),
                                  "which part of the cells the file holds; null: all")},
       {"environment",
        object({{"host", text()},
                {"compiler", text()},
                {"build_type", text()},
                {"jobs", whole(0)},
                {"date", text()},
                {"scenario_file", text()},
                {"settings", with_description(list_of(text()), "PATH=VALUE, as given to --set")},
                {"gate_lines", with_description(list_of(whole(0)), "of scenario_file, for each line of the gate")}})},
       {"cells", list_of(ref("cell"))},
       {"summary", list_of(ref("summary"))}}));
  schema["definitions"] = definitions();
  return schema.dump(2) + "\n";
}

}  // namespace stampede
