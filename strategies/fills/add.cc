// Fills that add: the first value wins; a fill that finds a value within its TTL changes nothing.
//
// Of the loads that overlap, the first to end fills, and the others neither replace its value nor start its TTL again.
// So a key without a guard expires TTL after its first fill, not after its last. A value that somebody put there since
// the load began wins as well; but once the key has been removed, a late load still brings its old value back.
//
// Known as `add` in memcached, as SET NX in Redis, as putIfAbsent in Java.

#include "strategies/parts.h"

namespace stampede {

namespace {

class Add final : public Fills {
 public:
  explicit Add(Cache& cache) : cache_(cache) {}

  Later<PutResult> fill(Context context, Put loaded) override {
    loaded.condition = PutCondition::kIfAbsent;
    return cache_.put(context, loaded);
  }

 private:
  Cache& cache_;
};

}  // namespace

AxisRow<Fills> add_row() {
  return {
      "add",
      "a loaded value goes into a place that is free or expired: the first writer wins",
      {},
      [](const AxisArguments& arguments) -> std::unique_ptr<Fills> {
        return std::make_unique<Add>(arguments.environment.cache);
      },
      "put the loaded value only if the cache holds none with now < expiry: the first writer wins\n"
      "An unguarded key at Poisson rate r with constant load time d is loaded (1 + r*d) / (TTL + d + 1/r) times a "
      "second.\n"
      "A reload of a value that is still valid changes nothing; a key that was removed meanwhile takes what comes.\n"
      "Source: 'add' in memcached, SET NX in Redis, putIfAbsent in Java."};
}

}  // namespace stampede
