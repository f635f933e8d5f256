#include "harness/engine/service.h"

namespace stampede {

Service::Service(Runtime& runtime, const Options& options, CacheObserver& observer, const MakeCache& make_cache,
                 const MakeStrategy& make_strategy)
    : to_processes_(options.seed, options.instances),
      to_caches_(options.seed, options.shared_cache ? 1 : options.instances) {
  const std::size_t caches = to_caches_.parts();
  for (std::size_t number = 0; number < caches; ++number) {
    CacheObserver& its = caches == 1 ? observer : observers_.emplace_back(totals_, observer);
    caches_.push_back(owned_.emplace_back(make_cache(number, its)).get());
  }
  for (std::size_t number = 0; number < options.instances; ++number) {
    Cache& cache = *caches_[options.shared_cache ? 0 : number];
    process_of_part_.push_back(&processes_.emplace_back(runtime, [make_strategy, number, &cache](Scope& background) {
      return make_strategy(number, cache, background);
    }));
  }
}

void Service::start() {
  for (ServiceProcess& process : processes_) process.start();
}

void Service::die() {
  for (ServiceProcess& process : processes_) process.die();
}

}  // namespace stampede
