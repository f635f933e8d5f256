// The anatomy of a stampede: who loaded one key, who waited and who got what, for every strategy at the same moment of
// the same traffic.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/time.h"
#include "harness/engine/key_trace.h"

namespace stampede {

// Instants count from the start of the measured part.
struct AnatomyRequest {
  RequestNumber number = 0;
  std::string kind;  // "read", "write"
  Instant at = 0;
  std::optional<Instant> end;  // nothing: not answered while it was watched
  std::string outcome;         // "hit", "wait", ..., of a write "acknowledged" or "failed"; none before the answer
  bool stale = false;
  std::string text;  // the answer in full: "hit v3"
};

struct AnatomyLoad {
  LoadNumber number = 0;
  Instant at = 0;
  std::optional<Instant> end;
  bool refresh = false;
  bool redundant = false;
  std::string text;  // how it ended: "v3", "error", ...
};

struct AnatomyMark {
  Instant at = 0;
  std::string text;  // "fill v3", "expire", "remove"
};

// What one strategy did.
struct AnatomyLane {
  std::string strategy;
  std::vector<AnatomyRequest> requests;  // in order of arrival; where there are too many, the first
  std::size_t of = 0;                    // requests in all
  std::vector<AnatomyLoad> loads;
  std::vector<AnatomyMark> marks;
  std::string summary;
};

struct Anatomy {
  std::string text;  // what is shown
  Key key = 0;
  std::string owner;  // the strategy whose largest episode it is
  Instant from = 0;
  Instant to = 0;
  std::vector<AnatomyLane> lanes;
};

// The anatomy, or why there is none: one sentence.
using AnatomyOrReason = std::variant<Anatomy, std::string>;

// What the events of a key tell about [from, to), and when the key was loaded next if not then. Instants of events
// count from the start of the run, `warmup` before the measured part.
AnatomyLane lane_of(const std::string& strategy, const std::vector<TraceEvent>& events, Duration warmup, Instant from,
                    Instant to);

}  // namespace stampede
