#include "harness/scenario/bind.h"

#include <array>
#include <utility>

#include "harness/base/check.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

Duration unit_named(const std::string& unit) {
  return parse_duration("1" + unit).value();
}

// Only the ratios of weights count, so that billionths of them are weights as well.
OperationWeights bind_weights(const Setting& operations) {
  return {operations["read"].number(), operations["write"].number(), operations["delete"].number()};
}

Arrivals bind_arrivals(const Setting& arrivals, BindContext& context) {
  const Setting& content = arrivals.content();
  if (arrivals.alternative == "poisson") return OpenLoop{ArrivalProcess::kPoisson, content["rate"].rate(), {}};
  if (arrivals.alternative == "constant") {
    const Setting* interval = content.find("interval");
    return OpenLoop{
        ArrivalProcess::kConstant, interval != nullptr ? Rate::every(interval->number()) : content["rate"].rate(), {}};
  }
  if (arrivals.alternative == "renewal") {
    return OpenLoop{ArrivalProcess::kRenewal, {}, bind_distribution(content["gap"], context)};
  }
  STAMPEDE_CHECK(arrivals.alternative == "closed");
  return ClosedLoop{content["clients"].number(), bind_distribution(content["think"], context)};
}

KeySettings bind_keys(const Setting& keys) {
  const Setting& content = keys.content();
  if (keys.alternative == "single") return {};
  KeySettings bound;
  bound.count = content["count"].number();
  if (keys.alternative == "zipf") {
    bound.population = KeyPopulation::kZipf;
    bound.exponent = content["exponent"].real();
  } else if (keys.alternative == "hotspot") {
    bound.population = KeyPopulation::kHotspot;
    bound.hot = content["hot"].share();
    bound.traffic = content["traffic"].share();
  } else {
    STAMPEDE_CHECK(keys.alternative == "uniform");
    bound.population = KeyPopulation::kUniform;
  }
  return bound;
}

std::string text_or_empty(const Setting& map, std::string_view name) {
  const Setting* setting = map.find(name);
  return setting == nullptr ? "" : setting->text;
}

TraceColumns bind_columns(const Setting& columns) {
  TraceColumns bound{.header = columns["header"].flag(),
                     .key = columns["key"].text,
                     .time = text_or_empty(columns, "time"),
                     .time_unit = unit_named(columns["time_unit"].text),
                     .operation = text_or_empty(columns, "operation"),
                     .operations = {},
                     .size = text_or_empty(columns, "size"),
                     .ttl = text_or_empty(columns, "ttl"),
                     .ttl_unit = unit_named(columns["ttl_unit"].text)};
  constexpr std::array<std::pair<const char*, Operation>, 3> kOperations = {
      {{"read", Operation::kRead}, {"write", Operation::kWrite}, {"delete", Operation::kDelete}}};
  for (const auto& [name, operation] : kOperations) {
    for (const Setting& word : columns["operations"][name].children) bound.operations[word.text] = operation;
  }
  return bound;
}

TraceFormat format_named(const std::string& name) {
  if (name == "csv") return TraceFormat::kCsv;
  if (name == "oracle-general") return TraceFormat::kOracleGeneral;
  STAMPEDE_CHECK(name == "twitter");
  return TraceFormat::kTwitter;
}

TraceSettings bind_trace(const Setting& trace) {
  TraceSettings bound;
  bound.file = trace["file"].position.resolve(trace["file"].text);
  bound.format = format_named(trace["format"].text);
  bound.speed = parse_speed(trace["rate"].text).value();
  if (const Setting* columns = trace.find("columns")) bound.columns = bind_columns(*columns);
  return bound;
}

WorkloadSettings bind_workload(const Setting& workload, BindContext& context) {
  WorkloadSettings bound;
  if (const Setting* trace = workload.find("trace")) {
    bound.trace = bind_trace(*trace);
  } else {
    bound.arrivals = bind_arrivals(workload["arrivals"], context);
    bound.keys = bind_keys(workload["keys"]);
    bound.operations = bind_weights(workload["operations"]);
  }
  bound.value_size = bind_distribution(workload["value_size"], context);
  bound.max_in_flight = workload["max_in_flight"].number();
  bound.sample = workload["sample"].share();
  return bound;
}

CacheSettings bind_cache(const Setting& cache, const StrategyCatalogue& catalogue, BindContext& context) {
  CacheSettings bound;
  bound.capacity = parse_capacity(cache["capacity"].text).value();
  const Setting& eviction = cache["eviction"];
  bound.eviction.name = eviction.alternative;
  for (const EvictionInfo& policy : catalogue.evictions) {
    if (policy.name == eviction.alternative) {
      bound.eviction.options = bind_options(eviction.content(), policy.options);
    }
  }
  bound.ttl = cache["ttl"].number();
  bound.jitter = cache["jitter"].share();
  bound.ttl_from = bind_ttl_from(cache["ttl_from"]);
  bound.latency = bind_distribution(cache["latency"], context);
  bound.shared = cache["shared"].flag();
  return bound;
}

StoreSettings bind_store(const Setting& store, BindContext& context) {
  StoreSettings bound;
  bound.latency = bind_distribution(store["latency"], context);
  bound.write_latency = bind_distribution(store["write_latency"], context);
  bound.concurrency = store["concurrency"].number();
  bound.queue = store["queue"].number();
  bound.snapshot = store["snapshot"].share();
  bound.client = bind_client(store);
  const Setting& retries = store["retries"];
  bound.retries = retries["max"].number();
  bound.backoff = bind_distribution(retries["backoff"], context);
  bound.backoff_growth = retries["growth"].real();
  bound.backoff_jitter = retries["jitter"].share();
  bound.error_rate = store["error_rate"].share();
  return bound;
}

}  // namespace

ClientSettings bind_client(const Setting& map) {
  return {.timeout = map["timeout"].number(),
          .cancel_abandoned = map["cancel_abandoned"].flag(),
          .fill_late = map["late_result"].text == "fill"};
}

TtlFrom bind_ttl_from(const Setting& choice) {
  if (choice.text == "fill") return TtlFrom::kFill;
  if (choice.text == "load") return TtlFrom::kLoad;
  STAMPEDE_CHECK(choice.text == "access");
  return TtlFrom::kAccess;
}

Scenario bind_scenario(const Setting& root, const StrategyCatalogue& catalogue, BindContext& context) {
  Scenario scenario;
  scenario.name = root["name"].text;
  scenario.description = root["description"].text;
  scenario.clock = root["clock"].text == "real" ? ClockKind::kReal : ClockKind::kVirtual;
  scenario.seed = static_cast<std::uint64_t>(root["seed"].number());
  scenario.repetitions = root["repetitions"].number();
  scenario.warmup = root["warmup"].number();
  if (const Setting* duration = root.find("duration")) scenario.duration = duration->number();
  scenario.instances = root["instances"].number();
  scenario.workload = bind_workload(root["workload"], context);
  scenario.cache = bind_cache(root["cache"], catalogue, context);
  scenario.store = bind_store(root["store"], context);
  scenario.timeline = bind_timeline(root["timeline"]);
  scenario.intervals = root["intervals"].number();
  for (const Setting& entry : root["strategies"].children) {
    scenario.strategies.push_back(bind_strategy(entry, catalogue));
  }
  for (const Setting& line : root["gate"].children) scenario.gate.push_back({line.text, line.text_place()});
  return scenario;
}

}  // namespace stampede
