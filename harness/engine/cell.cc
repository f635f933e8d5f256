#include "harness/engine/cell.h"

#include <chrono>
#include <memory>

#include "harness/base/check.h"
#include "harness/engine/balance.h"
#include "harness/engine/request_runner.h"
#include "harness/engine/traffic_driver.h"
#include "harness/engine/world.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/workload/trace_error.h"

namespace stampede {

namespace {

enum WindowIndex : std::uint32_t { kWarmup, kMeasured, kDrain, kWindows };

class Cell {
 public:
  Cell(const CellInputs& inputs, const StrategySpec& spec, std::uint64_t seed, CellProgress& progress)
      : inputs_(inputs),
        scenario_(inputs.scenario),
        seed_(seed),
        windows_(kWindows),
        probe_(runtime_, windows_, requests_, digest_, limits_of(scenario_)),
        store_(runtime_, store_options(scenario_), seed, probe_),
        cache_(runtime_, cache_options(scenario_.cache, expected_keys()),
               make_eviction(inputs.evictions, scenario_.cache.eviction, seed), RandomStream(seed, "cache.latency"),
               probe_),
        entry_ttl_(spec.ttl, spec.jitter, RandomStream(seed, "cache.jitter")),
        clockwork_(runtime_),
        process_(runtime_),
        in_flight_(runtime_),
        arrivals_over_(runtime_),
        strategy_(make_strategy(inputs.strategies, choice_of(spec),
                                {.runtime = runtime_,
                                 .cache = cache_,
                                 .store = store_,
                                 .process = process_,
                                 .loads = probe_,
                                 .entry_ttl = entry_ttl_,
                                 .random = RandomStream(seed, "strategy")})),
        runner_(runtime_, *strategy_, windows_, requests_, probe_, digest_,
                static_cast<std::size_t>(scenario_.workload.max_in_flight)),
        driver_(runtime_, runner_, progress) {}

  // What still runs refers to the strategy and must go first; it is nothing, unless a run ends early.
  ~Cell() {
    clockwork_.clear();
    in_flight_.clear();
    process_.clear();
  }

  CellResult run() {
    // The window's boundaries are scheduled before anything else: at their instant they come first.
    clockwork_.spawn(keep_windows());
    clockwork_.spawn(live());
    runtime_.run();
    STAMPEDE_CHECK(clockwork_.size() == 0 && process_.size() == 0 && in_flight_.size() == 0);
    probe_.end_run();
    for (std::uint32_t i = 0; i < windows_.size(); ++i) check_balance(windows_[i]);
    return result();
  }

 private:
  std::size_t expected_keys() const { return scenario_.workload.trace ? 0 : inputs_.keys.count(); }
  Instant end() const { return after(scenario_.warmup, scenario_.duration); }

  // Ends the warm-up and the measured part at their instants, or when there is nothing more to come.
  Task<void> keep_windows() {
    co_await arrivals_over_.wait_until(scenario_.warmup);
    probe_.begin_window(kMeasured);
    co_await arrivals_over_.wait_until(end());
    probe_.begin_window(kDrain);
  }

  Task<void> live() {
    strategy_->start();
    co_await arrive();
    arrivals_over_.set();
    co_await in_flight_.join();
    co_await strategy_->drain();
    co_await process_.join();
  }

  Task<void> arrive() {
    if (const auto* closed = std::get_if<ClosedLoop>(&scenario_.workload.arrivals);
        closed != nullptr && !scenario_.workload.trace) {
      const ClosedLoopClients clients(seed_, static_cast<std::uint32_t>(closed->clients), closed->think);
      co_await driver_.run_closed(clients, make_traffic(scenario_.workload, inputs_.keys, seed_), end());
      co_return;
    }
    if (!open_source()) co_return;
    LookAhead requests(*source_, cache_);
    co_await driver_.run_open(&requests, end(), &in_flight_);
    failure_ = requests.failure();
  }

  bool open_source() {
    try {
      source_ = make_source(scenario_.workload, inputs_.keys, seed_);
    } catch (const TraceError& error) {
      failure_ = {error.what(), error.kind() == TraceError::Kind::kUnreadable};
    }
    return source_ != nullptr;
  }

  CellResult result() {
    CellResult result;
    result.seed = seed_;
    result.digest = digest_.hex();
    result.measured = windows_[kMeasured];
    result.interrupted = driver_.interrupted();
    result.requests = runner_.offered();
    result.servers = scenario_.store.concurrency;
    if (const auto& failure = failure_ ? failure_ : driver_.failure()) {
      result.failure = failure->message;
      result.io_failure = failure->io;
    } else if (result.measured.requests.offered == 0 && !result.interrupted) {
      result.failure = "nothing was measured: no request is intended between the end of the warm-up and the end";
    }
    return result;
  }

  const CellInputs& inputs_;
  const Scenario& scenario_;
  const std::uint64_t seed_;
  VirtualRuntime runtime_;
  Windows windows_;
  RequestTable requests_;
  Digest digest_;
  Probe probe_;
  SimulatedStore store_;
  LocalCache cache_;
  EntryTtl entry_ttl_;
  Scope clockwork_;  // what keeps the run going
  Scope process_;    // what the strategy does behind the requests
  Scope in_flight_;  // requests
  Event arrivals_over_;
  std::unique_ptr<Strategy> strategy_;
  RequestRunner runner_;
  TrafficDriver driver_;
  std::unique_ptr<RequestSource> source_;
  std::optional<ArrivalFailure> failure_;  // of the trace
};

}  // namespace

CellResult run_cell(const CellInputs& inputs, const StrategySpec& strategy, std::uint64_t seed,
                    CellProgress& progress) {
  // The one place that reads a clock: how long the harness itself took is reported, and decides nothing.
  const auto start = std::chrono::steady_clock::now();
  CellResult result = Cell(inputs, strategy, seed, progress).run();
  result.strategy = strategy.name;
  result.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  return result;
}

}  // namespace stampede
