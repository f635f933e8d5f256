// Loads: from the store, into the cache, and what a loaded value tells about itself.

#include "harness/strategy/loader.h"

#include <gtest/gtest.h>

#include "harness/strategy/testing.h"

namespace stampede {
namespace {

using testing::FillAlways;
using testing::kKey;
using testing::kMs;
using testing::StrategyRig;

Task<void> load(Loader* loader, bool fill, ReadResult* result) {
  const Context context{.request = 42};
  if (fill) {
    *result = co_await loader->load_and_fill(context, kKey);
  } else {
    *result = co_await loader->load_only(context, kKey);
  }
}

Task<void> remove_key(SimulatedStore* store) {
  const Call call;
  std::vector<WriteItem> items(1);
  items[0].key = kKey;
  items[0].remove = true;
  co_await store->write(call, std::move(items));
}

struct LoaderWorld {
  explicit LoaderWorld(Share error_rate = {}) : rig(error_rate) {}

  ReadResult load_at(Instant at, bool fill) {
    rig.runtime().run_until(at);
    ReadResult result;
    Scope scope(rig.runtime());
    scope.spawn(load(&loader, fill, &result));
    EXPECT_EQ(rig.loads_in_flight(), 1);
    rig.runtime().run();
    EXPECT_EQ(rig.loads_in_flight(), 0);
    return result;
  }

  StrategyRig rig;
  FillAlways fills{rig.cache()};
  Loader loader{rig.environment(), &fills};
};

TEST(Loader, ALoadedValueTellsWhereItComesFrom) {
  LoaderWorld world;
  const ReadResult result = world.load_at(5 * kMs, false);
  EXPECT_TRUE(result.ok);
  EXPECT_EQ(result.value.version, Version::committed(0));
  EXPECT_EQ(result.value.load, 1u);
  EXPECT_EQ(result.value.cause, 42u);
  EXPECT_EQ(result.value.load_time, 10 * kMs);
  EXPECT_EQ(result.value.filled_at, 15 * kMs);
  EXPECT_EQ(result.value.size, 1u);
}

TEST(Loader, LoadOnlyLeavesTheCacheAlone) {
  LoaderWorld world;
  world.load_at(0, false);
  EXPECT_EQ(world.rig.cache().entries(), 0u);
}

TEST(Loader, LoadAndFillPutsTheValueIntoTheCacheForItsTtl) {
  LoaderWorld world;
  world.load_at(0, true);
  const Lookup lookup = world.rig.cache().get({}, kKey).value();
  EXPECT_TRUE(lookup.fresh());
  EXPECT_EQ(lookup.value.load, 1u);
  EXPECT_EQ(lookup.value.load_time, 10 * kMs);
  EXPECT_EQ(lookup.value.expiry, 110 * kMs);
}

TEST(Loader, AFailedLoadIsALoadThatFillsNothing) {
  LoaderWorld world(Share::whole());
  EXPECT_FALSE(world.load_at(0, true).ok);
  EXPECT_EQ(world.rig.loads_started(), 1);
  EXPECT_EQ(world.rig.cache().entries(), 0u);
}

TEST(Loader, AnAbsentKeyIsALoadThatFillsNothing) {
  LoaderWorld world;
  Scope scope(world.rig.runtime());
  scope.spawn(remove_key(&world.rig.store()));
  const ReadResult result = world.load_at(20 * kMs, true);
  EXPECT_TRUE(result.ok);
  EXPECT_TRUE(result.value.absent);
  EXPECT_EQ(world.rig.cache().entries(), 0u);
}

}  // namespace
}  // namespace stampede
