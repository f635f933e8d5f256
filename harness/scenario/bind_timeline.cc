#include <algorithm>

#include "harness/base/check.h"
#include "harness/base/insertion_sort.h"
#include "harness/scenario/bind.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

Happening bind_store_action(const Setting& store) {
  if (store.alternative == "down") return StoreDown{};
  if (store.alternative == "stall") return StoreStall{};
  StoreDegraded degraded;
  if (const Setting* slowdown = store.content().find("slowdown")) degraded.slowdown = slowdown->real();
  if (const Setting* error_rate = store.content().find("error_rate")) degraded.error_rate = error_rate->share();
  return degraded;
}

Happening bind_cache_action(const Setting& cache) {
  if (cache.alternative == "flush") return CacheFlush{};
  return CacheDown{cache.content()["failure_latency"].number()};
}

Happening bind_rate(const Setting& rate) {
  const Setting& content = rate.content();
  const bool ramp = content.grammar->kind == NodeKind::kMap;
  const std::string& from = ramp ? content["from"].text : content.text;
  const std::string& to = ramp ? content["to"].text : content.text;
  return RateChange{parse_pace(from).value(), parse_pace(to).value()};
}

Happening bind_happening(const Setting& action) {
  if (const Setting* store = action.find("store")) return bind_store_action(*store);
  if (const Setting* cache = action.find("cache")) return bind_cache_action(*cache);
  if (const Setting* workload = action.find("workload")) return bind_rate((*workload)["rate"]);
  STAMPEDE_CHECK(action["process"].alternative == "crash");
  return ProcessCrash{};
}

}  // namespace

std::vector<TimelineAction> bind_timeline(const Setting& timeline) {
  std::vector<TimelineAction> actions;
  for (const Setting& setting : timeline.children) {
    TimelineAction action;
    if (const Setting* name = setting.find("name")) action.name = name->text;
    action.at = setting["at"].number();
    if (const Setting* length = setting.find("for")) action.length = length->number();
    action.what = bind_happening(setting);
    actions.push_back(std::move(action));
  }
  insertion_sort(actions, &TimelineAction::at);
  return actions;
}

}  // namespace stampede
