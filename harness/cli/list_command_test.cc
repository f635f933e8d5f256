#include <gmock/gmock.h>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

class List : public CommandTest {};

TEST_F(List, ShowsPresetsAndTheAxesTheyAreMadeOf) {
  const std::string out = run({"list", "strategies"}).out;
  EXPECT_THAT(out, HasSubstr("locked           one load of a key at a time; the others wait for it\n"
                             "                 (guard lock)\n"));
  EXPECT_THAT(out, HasSubstr("cache-aside      load on a miss; a write removes the key\n"
                             "                 (every axis at its default)\n"));
  EXPECT_THAT(out, HasSubstr("  guard: who may load a key that somebody is already loading? (default none)\n"));
  EXPECT_THAT(out, HasSubstr("      threshold: 80%         age"));
}

TEST_F(List, ShowsScenariosByPathWithTheFirstSentenceOfTheirDescription) {
  EXPECT_THAT(run({"list", "scenarios"}).out,
              ::testing::StartsWith("canonical (built in)              Which strategy "));
  write("scenarios/b.yaml", std::string(kSmallScenario) + "description: A first sentence. And a second.\n");
  write("scenarios/broken.yaml", "name: [\n");
  write("scenarios/canonical.yaml", std::string(kSmallScenario) + "description: Ours?\n");
  EXPECT_EQ(run({"list", "scenarios"}).out,
            "scenarios/b.yaml                  A first sentence.\n"
            "scenarios/broken.yaml             does not load: see 'stampede check scenarios/broken.yaml'\n"
            "scenarios/canonical.yaml          Ours?\n");
}

TEST_F(List, ShowsUnitAndDirectionOfEachMetric) {
  EXPECT_THAT(run({"list", "metrics"}).out,
              HasSubstr("hit_ratio                       hits per read; readers that wait are not hits\n"
                        "                                (ratio, higher is better)\n"));
}

TEST_F(List, ShowsDistributionsWithTheirParameters) {
  EXPECT_THAT(run({"list", "distributions"}).out,
              HasSubstr("uniform       every value of a range equally likely (min, max)\n"));
}

TEST_F(List, ShowsEvictionPolicies) {
  EXPECT_THAT(run({"list", "evictions"}).out, HasSubstr("lru           evict the entry that was used longest ago\n"));
}

TEST_F(List, ShowsEverythingWhenNobodyNamesATopic) {
  const std::string out = run({"list"}).out;
  for (const char* topic :
       {"== strategies\n", "== scenarios\n", "== metrics\n", "== distributions\n", "== evictions\n"}) {
    EXPECT_THAT(out, HasSubstr(topic));
  }
}

}  // namespace
}  // namespace stampede
