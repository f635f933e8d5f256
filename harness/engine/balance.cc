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
}

}  // namespace stampede
