#include "harness/engine/timeline_player.h"

#include <utility>

#include "harness/base/insertion_sort.h"

namespace stampede {

namespace {

template <typename... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};

}  // namespace

TimelinePlayer::TimelinePlayer(Runtime& runtime, const std::vector<TimelineAction>& timeline, Instant start,
                               SimulatedStore& store, std::span<LocalCache* const> caches, Crashing& process)
    : runtime_(runtime), start_(start), store_(store), caches_(caches), process_(process) {
  for (const TimelineAction& action : timeline) playing_.emplace_back(runtime, action);
}

// Tasks of one instant run in the order in which they are made.
void TimelinePlayer::schedule() {
  struct Moment {
    Instant at;
    bool begins;
    Playing* playing;
  };
  std::vector<Moment> moments;
  for (Playing& playing : playing_) {
    const Instant at = after(start_, playing.action.at);
    moments.push_back({at, true, &playing});
    if (playing.action.length > 0) moments.push_back({after(at, playing.action.length), false, &playing});
  }
  insertion_sort(moments, [](const Moment& moment) { return std::pair(moment.at, moment.begins); });
  for (const auto& [at, begins, playing] : moments) {
    playing->tasks.spawn(begins ? begin_at(at, playing) : end_at(at, playing));
  }
}

void TimelinePlayer::cancel_rest() {
  for (Playing& playing : playing_) {
    if (!playing.begun) playing.tasks.clear();
  }
}

Task<void> TimelinePlayer::begin_at(Instant at, Playing* playing) {
  co_await runtime_.sleep_until(at);
  playing->begun = true;
  begin(*playing);
}

Task<void> TimelinePlayer::end_at(Instant at, Playing* playing) {
  co_await runtime_.sleep_until(at);
  end(*playing);
}

void TimelinePlayer::begin(Playing& playing) {
  const bool lasts = playing.action.length > 0;
  std::visit(Overloaded{[&](const StoreDegraded& degraded) {
                          playing.fault =
                              store_.begin_fault({.slowdown = degraded.slowdown, .error_rate = degraded.error_rate});
                        },
                        [&](const StoreDown&) { playing.fault = store_.begin_fault({.down = true}); },
                        [&](const StoreStall&) { playing.fault = store_.begin_fault({.stalled = true}); },
                        [&](const CacheFlush&) {
                          for (LocalCache* cache : caches_) cache->flush();
                        },
                        [&](const CacheDown& down) {
                          for (LocalCache* cache : caches_) cache->begin_outage(down.failure_latency);
                        },
                        [](const RateChange&) {}, [&](const ProcessCrash&) { process_.crash(); }},
             playing.action.what);
  if (!lasts) end(playing);
}

void TimelinePlayer::end(Playing& playing) {
  std::visit(Overloaded{[&](const StoreDegraded&) { store_.end_fault(playing.fault); },
                        [&](const StoreDown&) { store_.end_fault(playing.fault); },
                        [&](const StoreStall&) { store_.end_fault(playing.fault); }, [](const CacheFlush&) {},
                        [&](const CacheDown&) {
                          for (LocalCache* cache : caches_) cache->end_outage();
                        },
                        [](const RateChange&) {}, [&](const ProcessCrash&) { process_.restart(); }},
             playing.action.what);
}

}  // namespace stampede
