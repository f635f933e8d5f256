// A plug-in by example: a value of the axis `guard`, an eviction policy, and a strategy by name.

#include <unordered_map>

#include "harness/cache/eviction/recency_list.h"
#include "harness/runtime/sync.h"
#include "harness/strategy/plugin.h"

namespace {

using namespace stampede;

// A turnstile: at most `places` loads of a key at a time. Who comes later waits for a place and then looks into the
// cache again, because a load has ended meanwhile.
//
// Environment and loader outlive the guard. It belongs to one loop, so it needs no lock; what it remembers is about
// keys that are being loaded and goes with the last of their readers.
class Turnstile final : public Guard {
 public:
  Turnstile(const Environment& environment, Loader& loader, std::int64_t places)
      : environment_(environment), loader_(loader), places_(places) {}

  Task<ReadResult> load(Context context, Key key) override {
    Gate& gate = gates_.try_emplace(key, environment_.runtime, places_).first->second;
    ++gate.readers;
    const bool waits = gate.places.available() == 0;
    co_await gate.places.acquire();
    Lookup lookup;
    if (waits) lookup = co_await environment_.cache.get(context, key);
    ReadResult result{true, lookup.value};
    if (!lookup.fresh()) result = co_await loader_.load_and_fill(context, key);
    gate.places.release();
    if (--gate.readers == 0) gates_.erase(key);
    co_return result;
  }

  bool loading(Key key) const override { return gates_.contains(key); }

 private:
  struct Gate {
    Gate(Runtime& runtime, std::int64_t count) : places(runtime, count) {}
    Semaphore places;
    std::int64_t readers = 0;  // who loads or waits
  };

  const Environment environment_;
  Loader& loader_;
  const std::int64_t places_;
  std::unordered_map<Key, Gate> gates_;  // found by key, never walked through: its order is nobody's business
};

// Most recently used first: gives up what was used last. Right for loops over more keys than fit, wrong elsewhere.
class NewestFirst final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override { order_.push_newest(slot); }
  void on_access(Slot slot, Key) override { order_.move_to_newest(slot); }
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key) override { return order_.newest(); }

 private:
  RecencyList order_;
};

// Options are declared, never parsed: scenarios, `stampede list` and error messages all read the declaration, and
// `make` gets values that are typed and within their bounds.
const OptionSpec kPlaces = {.name = "places",
                            .type = OptionType::kCount,
                            .default_text = "2",
                            .help = "how many loads of a key run at a time",
                            .min = "1",
                            .max = "1000"};

void add_rows(Tables& rows) {
  rows.strategies.guard.push_back({"turnstile",
                                   "a few loads of a key at a time; the others wait for a place",
                                   {kPlaces},
                                   [](const AxisArguments& arguments) -> std::unique_ptr<Guard> {
                                     return std::make_unique<Turnstile>(arguments.environment, *arguments.loader,
                                                                        arguments.options.count("places"));
                                   }});
  rows.strategies.presets.push_back({.name = "turnstile",
                                     .summary = "a few loads of a key at a time; the others wait for a place",
                                     .axes = {{"guard", "turnstile"}}});
  rows.evictions.push_back(
      {"newest-first",
       "evict the entry that was used last",
       {},
       [](const EvictionArguments&) -> std::unique_ptr<EvictionPolicy> { return std::make_unique<NewestFirst>(); }});
}

}  // namespace

STAMPEDE_PLUGIN(add_rows)
