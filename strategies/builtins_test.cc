// The table of built-ins: complete, consistent, and readable in a list.

#include "strategies/builtins.h"

#include <gmock/gmock.h>

#include <set>

#include "harness/base/options.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::MatchesRegex;

template <typename Row>
std::vector<std::string> names(const std::vector<Row>& rows) {
  std::vector<std::string> names;
  for (const Row& row : rows) names.push_back(row.name);
  return names;
}

template <typename Row>
void expect_readable(const std::vector<Row>& rows) {
  std::set<std::string> seen;
  for (const Row& row : rows) {
    EXPECT_TRUE(seen.insert(row.name).second) << row.name << " is there twice";
    EXPECT_THAT(row.summary, MatchesRegex("[a-z].*[^.]")) << row.name;
    EXPECT_LE(row.summary.size(), 100u) << row.name;
    for (const OptionSpec& option : row.options) {
      EXPECT_THAT(option.help, MatchesRegex("[a-z0-9].*[^.]")) << row.name << "." << option.name;
      EXPECT_FALSE(option.default_text.empty()) << row.name << "." << option.name;
    }
  }
}

TEST(Builtins, AreTheAxesAndPresetsOfTheDesign) {
  const StrategyTable& table = builtin_strategies();
  EXPECT_THAT(names(table.freshness),
              ElementsAre("ttl", "refresh-ahead", "xfetch", "stale-while-revalidate", "proportional-early"));
  EXPECT_THAT(names(table.guard), ElementsAre("none", "lock"));
  EXPECT_THAT(names(table.writes), ElementsAre("invalidate", "through", "behind", "around"));
  EXPECT_THAT(names(table.fills), ElementsAre("overwrite", "add", "versioned"));
  EXPECT_THAT(names(table.on_error), ElementsAre("fail", "serve-expired"));
  EXPECT_THAT(names(table.presets),
              ElementsAre("no-cache", "cache-aside", "write-through", "write-behind", "write-around", "refresh-ahead",
                          "xfetch", "locked", "stale-while-revalidate", "proportional-early", "leased"));
}

TEST(Builtins, ReadWellInAList) {
  const StrategyTable& table = builtin_strategies();
  expect_readable(table.freshness);
  expect_readable(table.guard);
  expect_readable(table.writes);
  expect_readable(table.fills);
  expect_readable(table.on_error);
  expect_readable(table.presets);
}

TEST(Builtins, PresetsNameValuesThatExist) {
  const StrategyTable& table = builtin_strategies();
  const std::map<std::string, std::vector<std::string>> values = {{"freshness", names(table.freshness)},
                                                                  {"guard", names(table.guard)},
                                                                  {"writes", names(table.writes)},
                                                                  {"fills", names(table.fills)},
                                                                  {"on_error", names(table.on_error)}};
  for (const PresetRow& preset : table.presets) {
    for (const auto& [axis, value] : preset.axes) {
      EXPECT_THAT(values.at(axis), ::testing::Contains(value)) << preset.name;
    }
  }
}

}  // namespace
}  // namespace stampede
