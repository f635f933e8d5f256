#include "harness/report/yaml_text.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

std::string yaml(const std::string& json) {
  return yaml_text(nlohmann::ordered_json::parse(json));
}

TEST(YamlText, KeepsTheOrderAndPutsWhatIsShortOnOneLine) {
  EXPECT_EQ(yaml(R"({"name": "canonical", "cache": {"ttl": "10s", "eviction": {"lru": {}}}, "seed": 1,
                     "workload": {"arrivals": {"poisson": {"rate": "1000/s"}}, "mix": {"read": 99, "write": 1}},
                     "timeline": [], "strategies": [{"name": "a", "ttl": "1s"}, "b"]})"),
            "name: canonical\n"
            "cache: {ttl: 10s, eviction: {lru: {}}}\n"
            "seed: 1\n"
            "workload:\n"
            "  arrivals: {poisson: {rate: 1000/s}}\n"
            "  mix: {read: 99, write: 1}\n"
            "timeline: []\n"
            "strategies:\n"
            "  - {name: a, ttl: 1s}\n"
            "  - b\n");
}

TEST(YamlText, QuotesWhatYamlWouldTakeForSomethingElse) {
  EXPECT_EQ(
      yaml(R"(["true", "5", "1.5e3", "", "a: b", "# no", "-x", "100%", "1KiB", "No", "x\ny", "\u00e9", true, null])"),
      "- \"true\"\n- \"5\"\n- \"1.5e3\"\n- \"\"\n- \"a: b\"\n- \"# no\"\n- \"-x\"\n- 100%\n- 1KiB\n- \"No\"\n"
      "- \"x\\ny\"\n- \"\u00e9\"\n- true\n- null\n");
}

}  // namespace
}  // namespace stampede
