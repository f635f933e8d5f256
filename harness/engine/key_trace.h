// Every event of one key during a while: a run under a magnifying glass.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/time.h"
#include "harness/base/value.h"

namespace stampede {

struct TraceEvent {
  Instant at = 0;                      // from the start of the run, warm-up included
  const char* what = "";               // "read", "lookup", "load", ...
  RequestNumber request = kNoRequest;  // on whose behalf; none: nobody's, or the time's
  LoadNumber load = 0;                 // which load it belongs to; 0: none
  std::string detail = {};             // "hit v3", "queued", ...
};

// Collects what the harness tells it. Recording changes nothing else about a run.
class KeyTrace {
 public:
  // Watches [from, to), instants counted from the start of the run.
  KeyTrace(Key key, Instant from, Instant to) : key_(key), from_(from), to_(to) {}

  bool watches(Key key, Instant now) const { return key == key_ && from_ <= now && now < to_; }

  Instant to() const { return to_; }

  // In the order of events. REQUIRES: watches its key and instant.
  void add(TraceEvent event) { events_.push_back(std::move(event)); }

  const std::vector<TraceEvent>& events() const { return events_; }

 private:
  const Key key_;
  const Instant from_;
  const Instant to_;
  std::vector<TraceEvent> events_;
};

// "v3" for what is in the store, "w7" for write 7 that is not there yet, "absent" for a deleted key.
std::string version_text(Version version, bool absent);

}  // namespace stampede
