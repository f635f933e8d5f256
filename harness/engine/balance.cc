#include "harness/engine/balance.h"

#include "harness/base/check.h"

namespace stampede {

void check_balance(const Window& window) {
  const Window::Requests& requests = window.requests;
  STAMPEDE_CHECK(requests.offered == requests.started + requests.dropped);
  STAMPEDE_CHECK(requests.started == requests.completed + requests.failed);

  const Window::Reads& reads = window.reads;
  STAMPEDE_CHECK(window.reads_total() == reads.started);
  STAMPEDE_CHECK(reads.latency.count() == reads.started && reads.service_latency.count() == reads.started);
  STAMPEDE_CHECK(reads.stale_age.count() == window.stale_total());

  const Window::Writes& writes = window.writes;
  STAMPEDE_CHECK(reads.started + writes.started == requests.started);
  STAMPEDE_CHECK(writes.acknowledged + writes.failed == writes.started);
  STAMPEDE_CHECK(writes.acknowledged == writes.committed + writes.coalesced + writes.lost + writes.pending);

  const Window::Store& store = window.store;
  const Window::Stampede& stampede = window.stampede;
  STAMPEDE_CHECK(store.loads_demand + store.loads_refresh == stampede.load_intervals + stampede.redundant_loads);
  STAMPEDE_CHECK(stampede.episodes <= stampede.load_intervals);
  STAMPEDE_CHECK(stampede.episode_size.count() == stampede.episodes);
  STAMPEDE_CHECK(stampede.episodes == 0 ||
                 static_cast<std::uint64_t>(*stampede.episode_size.max()) == stampede.largest);
}

void check_run(const Windows& windows) {
  std::uint64_t abandoned = 0;
  std::uint64_t cancelled = 0;
  std::uint64_t fills = 0;
  std::uint64_t unused = 0;
  std::uint64_t redundant = 0;
  Uint128 redundant_in_episodes = 0;
  for (std::uint32_t i = 0; i < windows.size(); ++i) {
    check_balance(windows[i]);
    abandoned += windows[i].store.abandoned;
    cancelled += windows[i].store.cancelled;
    STAMPEDE_CHECK(cancelled <= abandoned);
    fills += windows[i].cache.fills;
    unused += windows[i].cache.fills_unused;
    STAMPEDE_CHECK(unused <= fills);
    redundant += windows[i].stampede.redundant_loads;
    redundant_in_episodes += windows[i].stampede.episode_size.sum() - windows[i].stampede.episodes;
  }
  STAMPEDE_CHECK(redundant_in_episodes == redundant);
}

void check_series(const Series& series, const Window& all) {
  Interval sum;
  for (const Interval& interval : series.intervals) sum.merge(interval);
  STAMPEDE_CHECK(sum.requests == all.requests.offered);
  STAMPEDE_CHECK(sum.completed == all.requests.completed && sum.failed == all.requests.failed);
  STAMPEDE_CHECK(sum.reads == all.reads.started && sum.read_latency.count() == all.reads.latency.count());
  STAMPEDE_CHECK(sum.hits == all.reads.outcomes[static_cast<std::size_t>(Outcome::kHit)]);
  STAMPEDE_CHECK(sum.stale_reads == all.stale_total());
  STAMPEDE_CHECK(sum.loads == all.store.loads_demand + all.store.loads_refresh);
  STAMPEDE_CHECK(sum.redundant_loads == all.stampede.redundant_loads);
  STAMPEDE_CHECK(sum.calls == all.store.calls);
  STAMPEDE_CHECK(static_cast<std::int64_t>(sum.in_flight_peak) == all.store.in_flight.peak);
  STAMPEDE_CHECK(static_cast<std::int64_t>(sum.queue_peak) == all.store.queued.peak);
}

}  // namespace stampede
