#include "harness/engine/world.h"

#include <algorithm>
#include <limits>

#include "harness/base/check.h"
#include "harness/engine/rate_profile.h"
#include "harness/workload/open_loop.h"
#include "harness/workload/sampled_source.h"
#include "harness/workload/trace_error.h"

namespace stampede {

namespace {

TraceSpec::Format format_of(TraceFormat format) {
  switch (format) {
    case TraceFormat::kCsv:
      return TraceSpec::Format::kCsv;
    case TraceFormat::kOracleGeneral:
      return TraceSpec::Format::kOracleGeneral;
    case TraceFormat::kTwitter:
      return TraceSpec::Format::kTwitter;
  }
  STAMPEDE_CHECK(false);
}

std::variant<TraceSpec::Recorded, Rate> replay_speed(const TraceSpeed& speed) {
  if (const Rate* rate = std::get_if<Rate>(&speed)) return *rate;
  return TraceSpec::Recorded{std::get<RecordedSpeed>(speed).factor_billionths};
}

TraceSpec spec_of(const TraceSettings& settings) {
  const TraceColumns& columns = settings.columns;
  return {.file = settings.file,
          .format = format_of(settings.format),
          .speed = replay_speed(settings.speed),
          .columns = {.header = columns.header,
                      .key = columns.key,
                      .time = columns.time,
                      .time_unit = columns.time_unit,
                      .operation = columns.operation,
                      .operations = columns.operations,
                      .size = columns.size,
                      .ttl = columns.ttl,
                      .ttl_unit = columns.ttl_unit}};
}

std::unique_ptr<RequestSource> make_usual_source(const WorkloadSettings& settings, const KeyDistribution& keys,
                                                 std::uint64_t seed) {
  if (settings.trace) return make_trace_source(spec_of(*settings.trace));
  const OpenLoop& arrivals = std::get<OpenLoop>(settings.arrivals);
  if (arrivals.process == ArrivalProcess::kRenewal) {
    return make_renewal_loop(arrivals.gap, seed, make_traffic(settings, keys, seed));
  }
  const ArrivalPattern pattern =
      arrivals.process == ArrivalProcess::kConstant ? ArrivalPattern::kConstant : ArrivalPattern::kPoisson;
  return make_open_loop(pattern, arrivals.rate, seed, make_traffic(settings, keys, seed));
}

const EvictionRow& row_of(const std::vector<EvictionRow>& rows, const NamedChoice& choice) {
  const auto row = std::ranges::find(rows, choice.name, &EvictionRow::name);
  STAMPEDE_CHECK(row != rows.end());
  return *row;
}

std::size_t caches_of(const Scenario& scenario) {
  return scenario.cache.shared ? 1 : static_cast<std::size_t>(scenario.instances);
}

// Each read to the future of its cache. Whether there was room for all.
bool add_reads(const std::vector<std::shared_ptr<Future>>& futures, const Routes& routes, RequestSource& source,
               Instant end) {
  Request request;
  while (source.next(request) && request.intended < end) {
    if (request.number >= Future::kMaxRequests) return false;
    if (request.operation == Operation::kRead) futures[routes.of(request.number)]->add(request.number, request.key);
  }
  return true;
}

}  // namespace

KeyDistribution make_keys(const KeySettings& settings) {
  const auto count = static_cast<std::uint64_t>(settings.count);
  switch (settings.population) {
    case KeyPopulation::kZipf:
      return KeyDistribution::zipf(count, settings.exponent);
    case KeyPopulation::kUniform:
      return KeyDistribution::uniform(count);
    case KeyPopulation::kHotspot:
      return KeyDistribution::hotspot(count, settings.hot, settings.traffic);
    case KeyPopulation::kSingle:
      return KeyDistribution::single();
  }
  STAMPEDE_CHECK(false);
}

Traffic make_traffic(const WorkloadSettings& settings, const KeyDistribution& keys, std::uint64_t seed) {
  const OperationWeights& weights = settings.operations;
  return Traffic(seed, keys, {.read = weights.read, .write = weights.write, .remove = weights.remove});
}

std::unique_ptr<RequestSource> make_source(const Scenario& scenario, const KeyDistribution& keys, std::uint64_t seed) {
  std::unique_ptr<RequestSource> source = make_usual_source(scenario.workload, keys, seed);
  const std::vector<SpeedPiece> profile = speed_profile(scenario);
  if (!profile.empty()) source = make_warped(std::move(source), TimeWarp(profile));
  const Share sample = scenario.workload.sample;
  if (sample == Share::whole()) return source;
  return make_sampled(std::move(source), sample, seed, after(scenario.warmup, scenario.duration));
}

std::vector<std::shared_ptr<const Future>> foresee(const Scenario& scenario, const std::vector<EvictionRow>& evictions,
                                                   const KeyDistribution& keys, std::uint64_t seed) {
  if (!row_of(evictions, scenario.cache.eviction).needs_future) return {};
  const Routes routes(seed, caches_of(scenario));
  std::vector<std::shared_ptr<Future>> futures;
  for (std::size_t cache = 0; cache < routes.parts(); ++cache) futures.push_back(std::make_shared<Future>());
  bool complete = true;
  try {
    const std::unique_ptr<RequestSource> source = make_source(scenario, keys, seed);
    complete = add_reads(futures, routes, *source, after(scenario.warmup, scenario.duration));
  } catch (const TraceError&) {
  }
  for (const std::shared_ptr<Future>& future : futures) future->finish(complete);
  return {futures.begin(), futures.end()};
}

CacheLimits limits_of(const CacheSettings& settings) {
  CacheLimits limits;
  const auto amount = static_cast<std::uint64_t>(settings.capacity.amount);
  if (settings.capacity.kind == CapacityKind::kEntries) limits.entries = amount;
  if (settings.capacity.kind == CapacityKind::kBytes) limits.bytes = amount;
  return limits;
}

ProbeLimits limits_of(const Scenario& scenario) {
  const CacheLimits cache = limits_of(scenario.cache);
  const std::uint64_t caches = caches_of(scenario);
  const auto of_all = [caches](std::uint64_t of_one) {
    constexpr auto kNoLimit = std::numeric_limits<std::uint64_t>::max();
    return of_one > kNoLimit / caches ? kNoLimit : of_one * caches;
  };
  return {.cache_entries = of_all(cache.entries),
          .cache_bytes = of_all(cache.bytes),
          .store_servers = scenario.store.concurrency,
          .store_queue = scenario.store.queue};
}

EntryTtl make_entry_ttl(const StrategySpec& strategy, std::uint64_t seed) {
  return EntryTtl(strategy.ttl, strategy.jitter, RandomStream(seed, "cache.jitter"), strategy.ttl_from);
}

LocalCache::Options cache_options(const CacheSettings& settings, std::size_t expected_keys, EntryTtl& ttl) {
  return {.limits = limits_of(settings),
          .latency = settings.latency,
          .expected_keys = expected_keys,
          .sliding = ttl.from() == TtlFrom::kAccess ? &ttl : nullptr};
}

std::unique_ptr<EvictionPolicy> make_eviction(const std::vector<EvictionRow>& rows, const NamedChoice& choice,
                                              const RandomStream& random, std::shared_ptr<const Future> future) {
  return row_of(rows, choice).make({choice.options, random, std::move(future)});
}

Service::Options service_options(const Scenario& scenario, std::uint64_t seed) {
  return {
      .instances = static_cast<std::size_t>(scenario.instances), .shared_cache = scenario.cache.shared, .seed = seed};
}

SimulatedStore::Options store_options(const Scenario& scenario, const StrategySpec& strategy) {
  const StoreSettings& store = scenario.store;
  return {.latency = store.latency,
          .write_latency = store.write_latency,
          .concurrency = store.concurrency,
          .queue = store.queue,
          .snapshot = store.snapshot,
          .error_rate = store.error_rate,
          .cancel_abandoned = strategy.client.cancel_abandoned,
          .value_size = scenario.workload.value_size};
}

StoreClientOptions client_options(const StoreSettings& store, const StrategySpec& strategy) {
  return {.timeout = strategy.client.timeout,
          .fill_late = strategy.client.fill_late,
          .retries = static_cast<std::uint32_t>(store.retries),
          .backoff = store.backoff,
          .growth = store.backoff_growth,
          .jitter = store.backoff_jitter};
}

StrategyChoice choice_of(const StrategySpec& spec) {
  StrategyChoice choice;
  if (spec.axes.empty()) choice.preset = spec.preset;
  for (const auto& [axis, value] : spec.axes) choice.axes[axis] = {value.name, value.options};
  choice.options = spec.options;
  return choice;
}

}  // namespace stampede
