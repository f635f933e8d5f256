// What can be wrong with a timeline though each setting is right.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "harness/base/quote.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

constexpr std::size_t kMostActions = 100;
constexpr std::array<std::string_view, 2> kReservedPhases = {"all", "before"};

enum class Traffic { kUnknown, kRated, kRecorded, kClosed };

Traffic traffic_of(const Setting& workload) {
  if (const Setting* trace = workload.find("trace")) {
    const Setting* rate = trace->find("rate");
    if (rate == nullptr) return Traffic::kUnknown;
    return std::holds_alternative<Rate>(parse_speed(rate->text).value()) ? Traffic::kRated : Traffic::kRecorded;
  }
  const Setting* arrivals = workload.find("arrivals");
  if (arrivals == nullptr) return Traffic::kUnknown;
  return arrivals->alternative == "closed" ? Traffic::kClosed : Traffic::kRated;
}

void check_pace(const Setting& pace, Traffic traffic, DiagnosticSink& sink) {
  if (!pace.valid) return;
  if (traffic == Traffic::kClosed) {
    sink.error(pace.position, "clients that wait for answers have no rate to change: use an open loop");
  } else if (traffic == Traffic::kRecorded && std::holds_alternative<Rate>(parse_pace(pace.text).value())) {
    sink.error(pace.position, "recorded traffic has no single rate: give a factor, e.g. 'x3'");
  }
}

void check_rate_change(const Setting& action, Traffic traffic, DiagnosticSink& sink) {
  const Setting* workload = action.find("workload");
  const Setting* rate = workload == nullptr ? nullptr : workload->find("rate");
  if (rate == nullptr || rate->children.empty()) return;
  const Setting& content = rate->content();
  if (content.grammar->kind == NodeKind::kScalar) return check_pace(content, traffic, sink);
  for (const Setting& end : content.children) check_pace(end, traffic, sink);
}

// A flush takes no time, a crash may; everything else must last to have an effect.
bool takes_no_time(const Setting& action) {
  const Setting* cache = action.find("cache");
  return cache != nullptr && cache->alternative == "flush";
}

}  // namespace

void check_degraded(const Setting& action, DiagnosticSink& sink) {
  if (!action.children.empty()) return;
  sink.error(action.position, "'store' needs 'slowdown', 'error_rate', 'down' or 'stall'");
}

void check_action(const Setting& action, DiagnosticSink& sink) {
  const bool known = std::ranges::any_of(std::array{"store", "cache", "workload", "process"},
                                         [&](const char* part) { return action.find(part) != nullptr; });
  if (!known) return;  // wrong itself, and reported
  const Setting* length = action.find("for");
  if (takes_no_time(action)) {
    if (length != nullptr) sink.error(length->position, "'for' contradicts 'cache: flush': a flush takes no time");
  } else if (action.find("process") == nullptr && !action.has_given("for")) {
    sink.error(action.position, "an action of the timeline needs 'for' (how long it lasts), e.g. 'for: 30s'");
  }
}

void check_timeline(const Setting& scenario, DiagnosticSink& sink) {
  const Setting* timeline = scenario.find("timeline");
  if (timeline == nullptr) return;
  if (timeline->children.size() > kMostActions) {
    sink.error(timeline->children[kMostActions].position, "the timeline has more than 100 actions");
  }
  const Setting* workload = scenario.find("workload");
  const Traffic traffic = workload == nullptr ? Traffic::kUnknown : traffic_of(*workload);
  const Setting* duration = scenario.find("duration");
  std::set<std::string> names;
  for (const Setting& action : timeline->children) {
    if (!action.valid) continue;
    const Setting* at = action.find("at");
    if (at != nullptr && duration != nullptr && at->number() >= duration->number()) {
      sink.error(at->position,
                 "'at' (" + at->text + ") is not before the end of the measured part (" + duration->text + ")");
    }
    check_rate_change(action, traffic, sink);
    const Setting* name = action.find("name");
    if (name == nullptr) continue;
    if (std::ranges::find(kReservedPhases, name->text) != kReservedPhases.end()) {
      sink.error(name->position, "the name " + in_quotes(name->text) + " is reserved: choose another");
    } else if (!names.insert(name->text).second) {
      sink.error(name->position, "two actions are named " + in_quotes(name->text) + ": give one another name");
    }
  }
}

}  // namespace stampede
