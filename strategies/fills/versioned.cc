// Versioned fills, by leases: a loaded value goes into the cache unless its key was written since the load began.
//
// Each load takes a lease when it begins. A write voids the leases of its key from the moment it is issued until it has
// ended, in store and cache (harness/cache/leases.h). A load that has read the old value cannot fill any more once the
// write has been issued, so nothing brings a removed value back, whatever the latency of the cache. The price: a load
// that began while a write was under way leaves the cache empty although it may have read the new value.
//
// What slips through is what the writers of this cache cannot know: a write that times out ends before it commits, one
// whose process crashes commits without anybody to tell, and one of `writes: behind` has ended long before it is stored
// (but reads see its buffer).
//
// Known as leases in memcached at Facebook (Nishtala et al.: "Scaling Memcache at Facebook", NSDI 2013, 3.2.1); the
// same is done with `gets` and `cas`, or with a version in each value.

#include "strategies/parts.h"

namespace stampede {

namespace {

class Versioned final : public Fills {
 public:
  explicit Versioned(Cache& cache) : cache_(cache) {}

  bool leased() const override { return true; }
  // The cache compares, at the instant at which the fill takes effect.
  Later<PutResult> fill(Context context, Put loaded) override { return cache_.put(context, loaded); }

 private:
  Cache& cache_;
};

}  // namespace

AxisRow<Fills> versioned_row() {
  return {
      "versioned",
      "a loaded value goes into the cache unless its key was written since the load began",
      {},
      [](const AxisArguments& arguments) -> std::unique_ptr<Fills> {
        return std::make_unique<Versioned>(arguments.environment.cache);
      },
      "a load takes a lease when it begins; a write of the key, from its issue to its end, voids the leases of all "
      "loads\n"
      "that began before that end; the cache refuses a fill with a void lease at the instant it would take effect\n"
      "So no load installs a superseded value, whatever the latency of the cache; the reader still gets what was "
      "loaded.\n"
      "What slips through: a write that timed out, or whose process crashed, and that the store commits afterwards.\n"
      "Source: leases of memcached at Facebook (Nishtala et al., NSDI 2013, 3.2.1); gets and cas in memcached."};
}

}  // namespace stampede
