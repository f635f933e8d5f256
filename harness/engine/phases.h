// The parts of a run: which windows it is measured in, and which of them make a phase.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/metrics/phase.h"
#include "harness/metrics/series.h"
#include "harness/metrics/window.h"
#include "harness/scenario/scenario.h"

namespace stampede {

// Time is cut wherever a phase begins or ends, so that each phase is a sum of whole windows: first the warm-up, then
// those of the measured part, last the drain.
class Phases {
 public:
  explicit Phases(const Scenario& scenario);

  // Of the phases other than `all`, in order of time.
  std::vector<std::string> names() const;

  // Warm-up and drain included.
  std::uint32_t windows() const { return static_cast<std::uint32_t>(cuts_.size()) + 1; }
  std::uint32_t drain() const { return windows() - 1; }
  // When each window but the first begins: ascending; `kNever` for an end that is not known.
  const std::vector<Instant>& cuts() const { return cuts_; }

  // The phase `all`, with the recoveries from all actions. `length` is that of the measured part, as it was.
  Window all(const Windows& windows, const Series& series, Duration length) const;
  // The other phases, each action's with its recovery, in order of time: none without a timeline.
  std::vector<Phase> others(const Windows& windows, const Series& series, Duration length) const;

 private:
  struct Span {
    std::string name;
    Instant from;  // from the start of the measured part
    Instant to;
  };

  void add_spans();
  Window sum(const Windows& windows, const Span& span) const;
  Window::Recovery recovery(const Span& action, const Series& series, Duration length) const;

  const Instant start_;     // of the measured part
  const Duration planned_;  // its length; `kNever`: not known
  std::vector<Span> actions_;
  std::vector<Span> spans_;  // of all named phases
  std::vector<Instant> cuts_;
};

}  // namespace stampede
