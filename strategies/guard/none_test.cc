// No guard: every reader that needs a load starts one.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class NoGuard : public testing::StrategyTest {};

TEST_F(NoGuard, EveryReaderOfAMissingKeyLoadsIt) {
  StrategyWorld world({.strategy = "cache-aside"});
  for (const int ms : {0, 3, 9}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [3,13] load v0", "r2 [9,19] load v0"));
  EXPECT_EQ(world.peak_loads(), 3);
}

TEST_F(NoGuard, ALoadThatFailsFailsItsOwnReaderOnly) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.fail_store(0, 1);
  for (const int ms : {0, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [3,13] load v0"));
}

}  // namespace
}  // namespace stampede
