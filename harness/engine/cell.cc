#include "harness/engine/cell.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "harness/base/check.h"
#include "harness/engine/balance.h"
#include "harness/engine/phases.h"
#include "harness/engine/request_runner.h"
#include "harness/engine/service.h"
#include "harness/engine/timeline_player.h"
#include "harness/engine/traffic_driver.h"
#include "harness/engine/world.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/workload/trace_error.h"

namespace stampede {

namespace {

class Cell final : public Crashing {
 public:
  Cell(const CellInputs& inputs, const StrategySpec& spec, std::uint64_t seed, CellProgress& progress, KeyTrace* trace)
      : inputs_(inputs),
        scenario_(inputs.scenario),
        seed_(seed),
        progress_(progress),
        trace_(trace),
        phases_(scenario_),
        windows_(phases_.windows()),
        series_(scenario_.warmup, end(), static_cast<std::uint32_t>(scenario_.intervals)),
        probe_(runtime_, windows_, series_, requests_, digest_, limits_of(scenario_), trace),
        store_(runtime_, store_options(scenario_, spec), seed, probe_),
        client_(runtime_, store_, client_options(scenario_.store, spec), seed, probe_),
        futures_(foresee(scenario_, inputs.evictions, inputs.keys, seed)),
        entry_ttl_(make_entry_ttl(spec, seed)),
        service_(
            runtime_, service_options(scenario_, seed), probe_,
            [this](std::size_t number, CacheObserver& observer) { return make_cache(number, observer); },
            [this, &spec](std::size_t number, Cache& cache, Scope& background) {
              return make(spec, number, cache, background);
            }),
        runner_(runtime_, service_, windows_, series_, requests_, probe_, digest_,
                static_cast<std::size_t>(scenario_.workload.max_in_flight)),
        driver_(runtime_, runner_, progress),
        timeline_(runtime_, scenario_.timeline, scenario_.warmup, store_, service_.caches(), *this),
        cuts_(runtime_),
        clockwork_(runtime_) {}

  // What still runs is nothing, unless a run ends early; it refers to the service and must go first.
  ~Cell() override { clockwork_.clear(); }

  CellResult run() {
    schedule_cuts();
    timeline_.schedule();
    clockwork_.spawn(live());
    runtime_.run();
    STAMPEDE_CHECK(clockwork_.size() == 0);
    for (ServiceProcess& process : service_.processes()) {
      STAMPEDE_CHECK(process.requests().size() == 0 && process.background().size() == 0);
    }
    STAMPEDE_CHECK(probe_.loads_in_flight() == 0 && requests_.in_flight() == 0);
    probe_.end_run();
    runner_.settle();
    check_run(windows_);
    return result();
  }

  // The store's callers are gone; requests end as errors; what was in the processes' memory is lost.
  void crash() override {
    ++crashes_;
    store_.abandon_all();
    service_.die();
    for (LocalCache* cache : service_.caches()) {
      if (!scenario_.cache.shared) cache->flush();
    }
    runner_.fail_all();
    probe_.on_crash(store_.writes_in_service());
  }

  void restart() override {
    if (--crashes_ == 0 && !arrivals_over_) service_.start();
  }

 private:
  // Of one cache; several have their share of the keys each, nobody knows which.
  std::size_t expected_keys() const {
    const bool known = !scenario_.workload.trace && (scenario_.instances == 1 || scenario_.cache.shared);
    return known ? inputs_.keys.count() : 0;
  }
  Instant end() const { return after(scenario_.warmup, scenario_.duration); }

  std::unique_ptr<LocalCache> make_cache(std::size_t number, CacheObserver& observer) {
    return std::make_unique<LocalCache>(
        runtime_, cache_options(scenario_.cache, expected_keys(), entry_ttl_),
        make_eviction(inputs_.evictions, scenario_.cache.eviction, stream_of(number, "cache.eviction"),
                      futures_.empty() ? nullptr : futures_[number]),
        RandomStream(seed_, "cache.latency"), observer);
  }

  std::unique_ptr<Strategy> make(const StrategySpec& spec, std::size_t number, Cache& cache, Scope& background) {
    return make_strategy(inputs_.strategies, choice_of(spec),
                         {.runtime = runtime_,
                          .cache = cache,
                          .store = store_,
                          .client = client_,
                          .process = background,
                          .loads = probe_,
                          .entry_ttl = entry_ttl_,
                          .flushes = flushes_,
                          .random = stream_of(number, "strategy")});
  }

  // Decisions of several instances are unrelated.
  RandomStream stream_of(std::size_t number, const char* name) const {
    const RandomStream first(seed_, name);
    return number == 0 ? first : first.named(std::string("instance ").append(std::to_string(number)));
  }

  // Before anything else is scheduled: at the instant of a cut, the new window comes first.
  void schedule_cuts() {
    for (std::uint32_t i = 0; i < phases_.cuts().size(); ++i) cuts_.spawn(begin_window(phases_.cuts()[i], i + 1));
    if (trace_ != nullptr && trace_->to() < end()) cuts_.spawn(stop_at(trace_->to()));
  }

  Task<void> begin_window(Instant at, std::uint32_t index) {
    co_await runtime_.sleep_until(at);
    probe_.begin_window(index);
  }

  Task<void> stop_at(Instant at) {
    co_await runtime_.sleep_until(at);
    progress_.stop = true;
  }

  Task<void> live() {
    if (crashes_ == 0) service_.start();
    co_await arrive();
    end_arrivals();
    for (ServiceProcess& process : service_.processes()) co_await process.requests().join();
    Scope drains(runtime_);
    for (ServiceProcess& process : service_.processes()) {
      if (process.running()) drains.spawn(process.strategy().drain());
    }
    co_await drains.join();
    for (ServiceProcess& process : service_.processes()) co_await process.background().join();
  }

  // What has not begun when the traffic ends never will.
  void end_arrivals() {
    arrivals_over_ = true;
    cuts_.clear();
    timeline_.cancel_rest();
    if (windows_.current_index() == 0) probe_.begin_window(1);
    measured_end_ = std::min(runtime_.now(), end());
    series_.end_at(measured_end_);
    if (windows_.current_index() != phases_.drain()) probe_.begin_window(phases_.drain());
  }

  Task<void> arrive() {
    if (const auto* closed = std::get_if<ClosedLoop>(&scenario_.workload.arrivals);
        closed != nullptr && !scenario_.workload.trace) {
      const ClosedLoopClients clients(seed_, static_cast<std::uint32_t>(closed->clients), closed->think);
      co_await driver_.run_closed(clients, make_traffic(scenario_.workload, inputs_.keys, seed_), end());
      co_return;
    }
    if (!open_source()) co_return;
    LookAhead requests(*source_, service_);
    co_await driver_.run_open(&requests, end());
    failure_ = requests.failure();
  }

  bool open_source() {
    if (!futures_.empty() && !futures_.front()->complete()) {
      failure_ = {"the eviction policy '" + scenario_.cache.eviction.name + "' knows at most " +
                  std::to_string(Future::kMaxRequests) + " requests in advance: make 'duration' shorter"};
      return false;
    }
    try {
      source_ = make_source(scenario_, inputs_.keys, seed_);
    } catch (const TraceError& error) {
      failure_ = {error.what(), error.kind() == TraceError::Kind::kUnreadable};
    }
    return source_ != nullptr;
  }

  CellResult result() {
    CellResult result;
    const Duration length = std::max<Duration>(0, measured_end_ - scenario_.warmup);
    result.seed = seed_;
    result.digest = digest_.hex();
    result.series = series_.take();
    result.measured = phases_.all(windows_, result.series, length);
    result.phases = phases_.others(windows_, result.series, length);
    result.episodes = probe_.largest_episodes();
    for (Episode& episode : result.episodes) episode.start -= scenario_.warmup;
    result.interrupted = driver_.interrupted();
    result.requests = runner_.offered();
    result.servers = scenario_.store.concurrency;
    if (const auto& failure = failure_ ? failure_ : driver_.failure()) {
      result.failure = failure->message;
      result.io_failure = failure->io;
    } else if (!result.interrupted) {
      check_series(result.series, result.measured);
    }
    if (!result.failure && !result.interrupted && result.measured.requests.offered == 0) {
      result.failure = "nothing was measured: no request is intended between the end of the warm-up and the end";
    }
    return result;
  }

  const CellInputs& inputs_;
  const Scenario& scenario_;
  const std::uint64_t seed_;
  CellProgress& progress_;
  const KeyTrace* const trace_;  // may be null
  VirtualRuntime runtime_;
  const Phases phases_;
  Windows windows_;
  SeriesRecorder series_;
  RequestTable requests_;
  Digest digest_;
  Probe probe_;
  SimulatedStore store_;
  StoreClient client_;
  const std::vector<std::shared_ptr<const Future>> futures_;  // of each cache, if its eviction policy must know it
  EntryTtl entry_ttl_;
  std::uint64_t flushes_ = 0;
  Service service_;
  int crashes_ = 0;  // that are not over
  RequestRunner runner_;
  TrafficDriver driver_;
  TimelinePlayer timeline_;
  Scope cuts_;
  Scope clockwork_;  // what keeps the run going
  std::unique_ptr<RequestSource> source_;
  std::optional<ArrivalFailure> failure_;  // of the trace
  bool arrivals_over_ = false;
  Instant measured_end_ = 0;
};

}  // namespace

CellResult run_cell(const CellInputs& inputs, const StrategySpec& strategy, std::uint64_t seed, CellProgress& progress,
                    KeyTrace* trace) {
  // The one place that reads a clock: how long the harness itself took is reported, and decides nothing.
  const auto start = std::chrono::steady_clock::now();
  CellResult result = Cell(inputs, strategy, seed, progress, trace).run();
  result.strategy = strategy.name;
  result.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace stampede
