// The service under test: one process or several equal ones, and the caches they use.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "harness/cache/local_cache.h"
#include "harness/engine/routes.h"
#include "harness/engine/service_process.h"
#include "harness/engine/several_caches.h"

namespace stampede {

// Every process has a strategy of its own, with guards, buffers and background work, and a cache of its own unless the
// cache is shared. A request goes to a process drawn uniformly by its number, so it is the same one under every
// strategy.
class Service {
 public:
  struct Options {
    std::size_t instances = 1;
    bool shared_cache = false;
    std::uint64_t seed = 1;
  };
  using MakeCache = std::function<std::unique_ptr<LocalCache>(std::size_t number, CacheObserver& observer)>;
  // Of the process of that number; its work behind the requests belongs to `background`.
  using MakeStrategy = std::function<std::unique_ptr<Strategy>(std::size_t number, Cache& cache, Scope& background)>;

  // `runtime`, `observer` (of all caches) and whatever the strategies refer to outlive the service. Nothing runs yet.
  Service(Runtime& runtime, const Options& options, CacheObserver& observer, const MakeCache& make_cache,
          const MakeStrategy& make_strategy);

  // One of them, or the only one.
  ServiceProcess& process_of(RequestNumber request) { return *process_of_part_[to_processes_.of(request)]; }
  const LocalCache& cache_of(RequestNumber request) const { return *caches_[to_caches_.of(request)]; }

  // They live and die together.
  bool running() const { return processes_.front().running(); }
  void start();  // REQUIRES: not running
  void die();    // at once; caches stay
  std::deque<ServiceProcess>& processes() { return processes_; }

  // Of each process, or the shared one.
  std::span<LocalCache* const> caches() const { return caches_; }

 private:
  const Routes to_processes_;
  const Routes to_caches_;
  CacheTotals totals_;
  std::deque<OneOfSeveralCaches> observers_;  // if there are several caches
  std::vector<std::unique_ptr<LocalCache>> owned_;
  std::vector<LocalCache*> caches_;
  std::deque<ServiceProcess> processes_;
  std::vector<ServiceProcess*> process_of_part_;
};

}  // namespace stampede
