#include "harness/engine/phases.h"

#include <algorithm>
#include <set>

#include "harness/base/insertion_sort.h"
#include "harness/metrics/recovery.h"

namespace stampede {

namespace {

// Normal is what was since the last change before the disturbance.
Window::Recovery recovery_from(const Series& series, Instant calm_since, Instant at, Instant end, Duration length) {
  const Normality normal(series, calm_since, at);
  if (!normal.known() || end >= length) return {};  // nothing to compare with, or no time to recover
  const std::optional<Duration> time = time_to_recover(series, normal, end);
  return {.disturbances = 1, .never = time ? 0u : 1u, .longest = time.value_or(0)};
}

}  // namespace

Phases::Phases(const Scenario& scenario) : start_(scenario.warmup), planned_(scenario.duration) {
  for (const TimelineAction& action : scenario.timeline) {
    actions_.push_back({action.name, action.at, after(action.at, action.length)});
  }
  add_spans();
  std::set<Instant> cuts = {0, planned_};
  for (const Span& span : spans_) {
    for (const Instant cut : {span.from, span.to}) cuts.insert(std::min(cut, planned_));
  }
  for (const Instant cut : cuts) cuts_.push_back(after(start_, cut));
}

void Phases::add_spans() {
  if (actions_.empty()) return;
  if (actions_.front().from > 0) spans_.push_back({"before", 0, actions_.front().from});
  for (const Span& action : actions_) {
    if (action.name.empty()) continue;
    spans_.push_back(action);
    Instant next = planned_;
    for (const Span& other : actions_) {
      if (other.from >= action.to && &other != &action) next = std::min(next, other.from);
    }
    if (action.to < next) spans_.push_back({"after " + action.name, action.to, next});
  }
  insertion_sort(spans_, &Span::from);
}

std::vector<std::string> Phases::names() const {
  std::vector<std::string> names;
  for (const Span& span : spans_) names.push_back(span.name);
  return names;
}

Window Phases::sum(const Windows& windows, const Span& span) const {
  Window sum;
  bool empty = true;
  for (std::uint32_t i = 1; i < drain(); ++i) {
    const Instant begin = cuts_[i - 1] - start_;
    const bool reached = windows[i].end > 0;
    if (!reached || begin < span.from || begin >= span.to) continue;
    if (empty) {
      sum = windows[i];
    } else {
      sum.merge(windows[i]);
    }
    empty = false;
  }
  return sum;
}

Window::Recovery Phases::recovery(const Span& action, const Series& series, Duration length) const {
  Instant calm_since = 0;
  for (const Span& other : actions_) {
    if (&other == &action) continue;
    for (const Instant change : {other.from, other.to}) {
      if (change <= action.from) calm_since = std::max(calm_since, change);
    }
  }
  return recovery_from(series, calm_since, action.from, action.to, length);
}

Window Phases::all(const Windows& windows, const Series& series, Duration length) const {
  Window all = sum(windows, {"all", 0, kNever});
  for (const Span& action : actions_) {
    if (action.name.empty()) continue;
    const Window::Recovery one = recovery(action, series, length);
    all.recovery.disturbances += one.disturbances;
    all.recovery.never += one.never;
    all.recovery.longest = std::max(all.recovery.longest, one.longest);
  }
  return all;
}

std::vector<Phase> Phases::others(const Windows& windows, const Series& series, Duration length) const {
  std::vector<Phase> phases;
  for (const Span& span : spans_) {
    if (span.from >= length) continue;  // the run ended before
    Phase phase{span.name, span.from, std::min(span.to, length), sum(windows, span)};
    for (const Span& action : actions_) {
      if (action.name == span.name) phase.window.recovery = recovery(action, series, length);
    }
    phases.push_back(std::move(phase));
  }
  return phases;
}

}  // namespace stampede
