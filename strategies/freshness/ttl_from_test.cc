// When the TTL starts: with the fill, with the load, or with each access. The TTL is 100 ms, a load takes 10 ms.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::StrategyWorld;

class TtlFromLoad : public testing::StrategyTest {};
class TtlFromAccess : public testing::StrategyTest {};

constexpr const char* kFromLoad = "{ttl: 100ms, ttl_from: load}";
constexpr const char* kFromAccess = "{ttl: 100ms, ttl_from: access}";

TEST_F(TtlFromLoad, AValueExpiresItsTtlAfterTheStartOfItsLoad) {
  StrategyWorld world({.strategy = "cache-aside", .cache = kFromLoad});
  world.read_at(0);
  world.read_at_ns(100 * kMillisecond - 1);
  world.read_at(100);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r1 [99999999ns,99999999ns] hit v0", "r2 [100,110] load v0"));
}

TEST_F(TtlFromLoad, AValueThatHasExpiredWhenItComesIsHandedToWhoeverWaitsAndToNobodyElse) {
  StrategyWorld world({.strategy = "locked", .cache = "{ttl: 5ms, ttl_from: load}"});
  for (const int ms : {0, 3, 11}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [3,10] wait v0", "r2 [11,21] load v0"));
}

TEST_F(TtlFromLoad, TheLoadStartsWithItsFirstAttempt) {
  StrategyWorld world({.strategy = "cache-aside", .cache = kFromLoad, .store = "{latency: 10ms, retries: {max: 1}}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 99, 100}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,20] load v0", "r1 [99,99] hit v0", "r2 [100,110] load v0"));
}

TEST_F(TtlFromLoad, AWrittenValueIsAsOldAsItsFill) {
  StrategyWorld world({.strategy = "write-through", .cache = kFromLoad});
  world.write_at(0);  // in the cache from 10 ms
  for (const int ms : {109, 110}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [109,109] hit v1", "r2 [110,120] load v1"));
}

TEST_F(TtlFromLoad, ARemoteFillTakesPartOfTheTtl) {
  StrategyWorld world({.strategy = "cache-aside", .cache = "{ttl: 100ms, ttl_from: load, latency: 2ms}"});
  world.read_at(0);  // looks until 2 ms, loads until 12 ms, fills at 14 ms
  for (const int ms : {99, 100}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,14] load v0", "r1 [99,101] hit v0", "r2 [100,114] load v0"));
}

TEST_F(TtlFromAccess, EachHitStartsTheTtlAgain) {
  StrategyWorld world({.strategy = "cache-aside", .cache = kFromAccess});
  for (const int ms : {0, 109, 208, 307, 407}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [109,109] hit v0", "r2 [208,208] hit v0",
                                         "r3 [307,307] hit v0", "r4 [407,417] load v0"));
}

TEST_F(TtlFromAccess, AnEarlyRefreshGoesByTheExpiryAsItWas) {
  StrategyWorld world({.strategy = "refresh-ahead", .cache = kFromAccess});
  for (const int ms : {0, 89, 90, 99}) world.read_at(ms);  // 89 ms prolongs to 189 ms: due from 153 ms
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(TtlFromAccess, IsASettingOfEachStrategyToo) {
  StrategyWorld world({.strategy = "cache-aside: {ttl_from: access}"});
  for (const int ms : {0, 109, 115}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads().back(), EndsWith("hit v0"));
}

}  // namespace
}  // namespace stampede
