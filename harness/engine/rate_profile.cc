#include "harness/engine/rate_profile.h"

#include <algorithm>
#include <set>

#include "harness/base/check.h"

namespace stampede {

namespace {

struct Change {
  Instant from;
  Instant to;
  double speed_from;
  double speed_to;

  double at(Instant instant) const {
    if (speed_from == speed_to) return speed_from;
    return speed_from + (speed_to - speed_from) * static_cast<double>(instant - from) / static_cast<double>(to - from);
  }
};

// Only recorded traffic has no rate of its own, and its changes are factors.
double own_rate(const WorkloadSettings& workload) {
  if (workload.trace) {
    const Rate* rate = std::get_if<Rate>(&workload.trace->speed);
    return rate == nullptr ? 1 : rate->events_per_second();
  }
  const OpenLoop* open = std::get_if<OpenLoop>(&workload.arrivals);
  if (open == nullptr) return 1;
  const bool renewal = open->process == ArrivalProcess::kRenewal;
  return renewal ? static_cast<double>(kSecond) / open->gap.mean() : open->rate.events_per_second();
}

double relative_rate(const Pace& pace, double own_rate) {
  if (const Rate* rate = std::get_if<Rate>(&pace)) return rate->events_per_second() / own_rate;
  return static_cast<double>(std::get<RateFactor>(pace).billionths) / 1e9;
}

std::vector<Change> changes_of(const Scenario& scenario) {
  const double usual = own_rate(scenario.workload);
  std::vector<Change> changes;
  for (const TimelineAction& action : scenario.timeline) {
    const auto* change = std::get_if<RateChange>(&action.what);
    if (change == nullptr || action.length == 0) continue;
    const Instant from = after(scenario.warmup, action.at);
    changes.push_back(
        {from, after(from, action.length), relative_rate(change->from, usual), relative_rate(change->to, usual)});
  }
  return changes;
}

}  // namespace

std::vector<SpeedPiece> speed_profile(const Scenario& scenario) {
  const std::vector<Change> changes = changes_of(scenario);  // in order of their beginnings
  if (changes.empty()) return {};
  std::set<Instant> borders = {0};
  for (const Change& change : changes) borders.insert({change.from, change.to});
  std::vector<SpeedPiece> pieces;
  for (auto border = borders.begin(); border != borders.end(); ++border) {
    const auto next = std::next(border);
    SpeedPiece piece{.from = *border};
    for (const Change& change : changes) {
      if (change.from > *border || *border >= change.to) continue;
      STAMPEDE_CHECK(next != borders.end());
      piece.speed_from = change.at(*border);
      piece.speed_to = change.at(*next);
    }
    pieces.push_back(piece);
  }
  return pieces;
}

}  // namespace stampede
