// The grammar of `timeline:`, a list of actions:
//
//   {at: 3m, for: 30s, name: brownout, store: {slowdown: 10}}
//   {at: 5m, name: flush, cache: flush}
#include <utility>

#include "harness/scenario/grammar.h"
#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

using namespace grammar;
using enum OptionType;

// What is wrong with the store, or how the rate changes, is a map of its own when no word names it.
constexpr const char* kDegraded = "(degraded)";
constexpr const char* kRamp = "(ramp)";

GrammarNode store_action() {
  GrammarNode degraded = map(
      kDegraded, "slower service, failing calls, or both",
      {with_example(
           optional(scalar({"slowdown", kNumber, "", "service times are so many times as long", "0.001", "1000000"})),
           "10"),
       with_example(optional(scalar({"error_rate", kShare, "", "share of the calls that fail", "0%", "100%"})),
                    "20%")});
  degraded.rule = check_degraded;
  GrammarNode node = one_of("store", "store action", "what goes wrong with the store",
                            {map("down", "refuses every call at once", {}),
                             map("stall", "accepts calls; no service starts or ends", {}), std::move(degraded)});
  node.otherwise = kDegraded;
  return node;
}

GrammarNode cache_action() {
  const GrammarNode failure =
      scalar({"failure_latency", kDuration, "0s", "time until an operation has failed", "0s", kLongest});
  return one_of("cache", "cache action", "what happens to the cache",
                {map("flush", "all entries go at once", {}),
                 map("down", "lookups find nothing, and nothing can be put in or removed", {failure})});
}

GrammarNode workload_action() {
  const auto pace = [](const char* name, const char* help, const char* example) {
    return with_example(text(name, kPaceForm, help), example);
  };
  GrammarNode ramp = map(kRamp, "from one rate to another, evenly, while the action lasts",
                         {pace("from", "rate at the beginning: a factor (x2) or a rate (5000/s)", "1000/s"),
                          pace("to", "rate at the end", "5000/s")});
  GrammarNode rate = one_of("rate", "change of the rate", "a factor (x3), a rate (5000/s) or a ramp, {from:, to:}",
                            {pace("constant", "a factor of the workload's rate, or a rate", "x3"), std::move(ramp)});
  rate.shorthand = "constant";
  rate.otherwise = kRamp;
  return map("workload", "how the traffic changes", {with_example(std::move(rate), "x3")});
}

GrammarNode process_action() {
  return one_of("process", "process action", "what happens to the service's process",
                {map("crash", "what is in its memory is lost; requests fail until it is back", {})});
}

}  // namespace

GrammarNode timeline_grammar() {
  GrammarNode action = map(
      "", "one thing that happens",
      {with_example(
           scalar({"at", kDuration, "", "when it begins, from the start of the measured part", "0s", kLongest}), "3m"),
       with_example(optional(scalar({"for", kDuration, "", "how long it lasts", "0s", kLongest})), "30s"),
       with_example(optional(text("name", kNameForm, "name of its phase in results")), "brownout"),
       with_example(store_action(), "{slowdown: 10}"), with_example(cache_action(), "flush"), workload_action(),
       with_example(process_action(), "crash")});
  action.either = {{"store"}, {"cache"}, {"workload"}, {"process"}};
  action.rule = check_action;
  return with_default(list("timeline", "things that happen during the measured part", std::move(action)), "[]");
}

}  // namespace stampede
