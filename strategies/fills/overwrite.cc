// Fills that overwrite: whatever a load brought goes into the cache; the last writer wins.
//
// Simple, and the source of the late-fill race: a load that read version 1 may end after a write has stored version 2
// and cleared the cache, and then puts version 1 back, to be served until its TTL ends.

#include "strategies/parts.h"

namespace stampede {

namespace {

class Overwrite final : public Fills {
 public:
  explicit Overwrite(Cache& cache) : cache_(cache) {}

  Later<PutResult> fill(Context context, Put loaded) override { return cache_.put(context, loaded); }

 private:
  Cache& cache_;
};

}  // namespace

AxisRow<Fills> overwrite_row() {
  return {
      "overwrite",
      "every loaded value goes into the cache: the last writer wins",
      {},
      [](const AxisArguments& arguments) -> std::unique_ptr<Fills> {
        return std::make_unique<Overwrite>(arguments.environment.cache);
      },
      "every completed load puts its value into the cache, whatever is there: the last writer wins\n"
      "The source of the late-fill race: a load that read version 1 may end after a write has stored version 2 and\n"
      "cleared the cache, and then version 1 is served until its TTL ends.\n"
      "Source: SET in Redis and memcached."};
}

}  // namespace stampede
