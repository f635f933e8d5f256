// A failed load fails the read.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Fail : public testing::StrategyTest {};

TEST_F(Fail, AReadWhoseLoadFailsIsAnError) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.fail_store(110, 111);
  world.read_at(0);
  world.read_at(110);  // an expired value is no help
  world.read_at(130);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [110,120] error", "r2 [130,140] load v0"));
}

TEST_F(Fail, ARejectedLoadIsAnErrorAtOnce) {
  StrategyWorld world({.strategy = "cache-aside", .store = "{latency: 10ms, concurrency: 1, queue: 0}"});
  world.read_at(0, 1);
  world.read_at(4, 2);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [4,4] error", "r0 [0,10] load v0"));
}

}  // namespace
}  // namespace stampede
