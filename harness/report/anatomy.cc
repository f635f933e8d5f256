#include "harness/report/anatomy.h"

#include <absl/container/flat_hash_map.h>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "harness/base/units.h"
#include "harness/results/metric_text.h"

namespace stampede {

namespace {

constexpr std::size_t kMostRequestsOfALane = 1500;  // more could not be told apart in a picture

std::string duration_text(Duration duration) {
  return metric_text(MetricUnit::kNanoseconds, static_cast<std::uint64_t>(std::max<Duration>(0, duration)), 3);
}

// Puts events together: those of one request, those of one load.
class LaneBuilder {
 public:
  LaneBuilder(const std::string& strategy, Duration warmup, Instant from, Instant to)
      : warmup_(warmup), from_(from), to_(to) {
    lane_.strategy = strategy;
  }

  void add(const TraceEvent& event) {
    const std::string_view what = event.what;
    const Instant at = event.at - warmup_;
    if (what == "read" || what == "write") {
      if (is_shown(at)) begin(event, at);
    } else if (what == "answer") {
      answer(event, at);
    } else if (what == "load") {
      is_shown(at) ? begin_load(event, at) : note_load(at);
    } else if (what == "load ends") {
      if (AnatomyLoad* load = load_of(event.load)) load->end = at;
    } else if (what == "fill") {
      if (AnatomyLoad* load = load_of(event.load)) load->text = event.detail;
      mark("fill", event, at);
    } else if (what == "service ends" || what == "timeout") {
      tell_of_failure(event, what);
    } else if (what == "expire" || what == "remove" || what == "evict" || what == "commit") {
      mark(what, event, at);
    }
  }

  AnatomyLane take() {
    lane_.of = lane_.requests.size();
    lane_.summary = summary();
    if (lane_.requests.size() > kMostRequestsOfALane) lane_.requests.resize(kMostRequestsOfALane);
    return std::move(lane_);
  }

 private:
  bool is_shown(Instant at) const { return at >= from_ && at < to_; }

  // A load that the picture does not show: the last one before it, the first one after it.
  void note_load(Instant at) {
    if (at < from_) load_before_ = at;
    if (at >= to_ && !load_after_) load_after_ = at;
  }

  void begin(const TraceEvent& event, Instant at) {
    requests_.emplace(event.request, lane_.requests.size());
    lane_.requests.push_back(
        {.number = event.request, .kind = event.what, .at = at, .end = {}, .outcome = {}, .stale = false, .text = {}});
  }

  // "hit v3" of a read, "w7 acknowledged" of a write: the outcome is the first word, or the last.
  void answer(const TraceEvent& event, Instant at) {
    const auto found = requests_.find(event.request);
    if (found == requests_.end()) return;
    AnatomyRequest& request = lane_.requests[found->second];
    const std::string& text = event.detail;
    request.end = at;
    request.stale = text.ends_with(", stale");
    request.text = text;
    request.outcome = request.kind == "read" ? text.substr(0, text.find(' ')) : text.substr(text.rfind(' ') + 1);
  }

  void begin_load(const TraceEvent& event, Instant at) {
    loads_.emplace(event.load, lane_.loads.size());
    lane_.loads.push_back({.number = event.load,
                           .at = at,
                           .end = {},
                           .refresh = event.detail.starts_with("refresh"),
                           .redundant = event.detail.ends_with("redundant"),
                           .text = {}});
  }

  AnatomyLoad* load_of(LoadNumber number) {
    const auto found = loads_.find(number);
    return found == loads_.end() ? nullptr : &lane_.loads[found->second];
  }

  void tell_of_failure(const TraceEvent& event, std::string_view what) {
    AnatomyLoad* load = load_of(event.load);
    if (load == nullptr || (what == "service ends" && event.detail != "error")) return;
    load->text = what == "timeout" ? "timeout" : "error";
  }

  void mark(std::string_view what, const TraceEvent& event, Instant at) {
    if (!is_shown(at)) return;
    lane_.marks.push_back({at, event.detail.empty() ? std::string(what) : fmt::format("{} {}", what, event.detail)});
  }

  // "loaded 1.2s before and 8.1s after"; nothing if nobody saw a load.
  std::string nearest_loads() const {
    std::string text;
    if (load_before_) text = fmt::format("{} before", duration_text(from_ - *load_before_));
    if (load_after_) text += fmt::format("{}{} after", text.empty() ? "" : " and ", duration_text(*load_after_ - to_));
    return text.empty() ? text : "; loaded " + text + " what is shown";
  }

  // "126 loads, 125 redundant; 126 loaded; 3 waited; slowest read 252ms".
  std::string summary() const {
    const auto redundant = std::ranges::count_if(lane_.loads, &AnatomyLoad::redundant);
    std::string text = fmt::format("{} {}", lane_.loads.size(), lane_.loads.size() == 1 ? "load" : "loads");
    if (redundant > 0) text += fmt::format(", {} redundant", redundant);
    if (lane_.loads.empty()) text += nearest_loads();
    for (const auto& [outcome, words] :
         {std::pair("hit", "hits"), std::pair("load", "loaded"), std::pair("wait", "waited"),
          std::pair("early_load", "loaded early"), std::pair("expired_hit", "expired hits"),
          std::pair("expired_on_error", "expired on error"), std::pair("error", "failed")}) {
      const auto count = std::ranges::count(lane_.requests, outcome, &AnatomyRequest::outcome);
      if (count > 0) text += fmt::format("; {} {}", count, words);
    }
    Duration slowest = 0;
    for (const AnatomyRequest& request : lane_.requests) {
      if (request.kind == "read" && request.end) slowest = std::max(slowest, *request.end - request.at);
    }
    return slowest > 0 ? text + "; slowest read " + duration_text(slowest) : text;
  }

  const Duration warmup_;
  const Instant from_;
  const Instant to_;
  std::optional<Instant> load_before_;
  std::optional<Instant> load_after_;
  AnatomyLane lane_;
  absl::flat_hash_map<RequestNumber, std::size_t> requests_;
  absl::flat_hash_map<LoadNumber, std::size_t> loads_;
};

}  // namespace

AnatomyLane lane_of(const std::string& strategy, const std::vector<TraceEvent>& events, Duration warmup, Instant from,
                    Instant to) {
  LaneBuilder lane(strategy, warmup, from, to);
  for (const TraceEvent& event : events) lane.add(event);
  return lane.take();
}

}  // namespace stampede
