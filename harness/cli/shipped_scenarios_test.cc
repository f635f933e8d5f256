// The scenarios that come with the program load and run.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/rounds_testing.h"
#include "harness/cli/testing.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"

namespace stampede {
namespace {

class ShippedScenarios : public CommandTest {
 protected:
  static std::vector<std::string> paths() {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(STAMPEDE_SOURCE_DIR) + "/scenarios")) {
      if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
    }
    return paths;
  }

  static std::string written_again(const std::string& text) {
    const auto read = read_result("result", text);
    const auto* result = std::get_if<Result>(&read);
    return result == nullptr ? std::get<ResultProblem>(read).message : result_text(*result);
  }
};

TEST_F(ShippedScenarios, AreNamedAfterTheirFilesMeasureEveryStrategyAndReadBackByteForByte) {
  std::vector<std::string> some = paths();
  std::ranges::sort(some);
  some.resize(std::max<std::size_t>(scaled(some.size()), 3));
  for (const std::string& path : some) {
    const Outcome outcome = run({"run", path, "-q", "-o", "-", "--repetitions", "1", "--set", "warmup=0s", "--set",
                                 "duration=2s", "--set", "timeline=[{at: 1s, name: flush, cache: flush}]"});
    ASSERT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
    EXPECT_EQ(written_again(outcome.out), outcome.out) << path;
    const nlohmann::json json = nlohmann::json::parse(outcome.out);
    EXPECT_EQ(json["scenario"]["name"], std::filesystem::path(path).stem().string());
    EXPECT_EQ(json["cells"].size(), json["scenario"]["effective"]["strategies"].size()) << path;
    for (const nlohmann::json& cell : json["cells"]) {
      EXPECT_GT(cell["metrics"]["read.count"], 0) << path << ": " << cell["strategy"];
      EXPECT_EQ(cell["warnings"].size(), 0U) << path << ": " << cell["strategy"];
    }
  }
}

TEST_F(ShippedScenarios, AreInTheListsOfTheProgramAndOfTheReadme) {
  std::filesystem::current_path(STAMPEDE_SOURCE_DIR);
  const std::string list = "\n" + run({"list", "scenarios"}).out;
  const std::string readme = read(std::string(STAMPEDE_SOURCE_DIR) + "/scenarios/README.md");
  ASSERT_GT(paths().size(), 12U);
  for (const std::string& path : paths()) {
    const std::string name = std::filesystem::path(path).stem().string();
    if (name == "reference") continue;
    EXPECT_THAT(list, ::testing::HasSubstr("\nscenarios/" + name + ".yaml "));
    EXPECT_THAT(readme, ::testing::HasSubstr("\n| [" + name + "](" + name + ".yaml) | ")) << name;
  }
}

TEST_F(ShippedScenarios, TheCanonicalOneIsTheOneCompiledIn) {
  const std::string path = std::string(STAMPEDE_SOURCE_DIR) + "/scenarios/canonical.yaml";
  const auto digest = [](const std::string& line) { return line.substr(line.find("digest")); };
  EXPECT_EQ(digest(run({"check", "canonical"}).out), digest(run({"check", path}).out));
}

TEST_F(ShippedScenarios, TheirSchemaIsWrittenFromTheGrammar) {
  EXPECT_TRUE(read(std::string(STAMPEDE_SOURCE_DIR) + "/scenarios/scenario.schema.json") == run({"schema"}).out)
      << "the grammar has changed: write it anew with 'stampede schema > scenarios/scenario.schema.json'";
}

TEST_F(ShippedScenarios, TellEditorsTheirSchema) {
  for (const std::string& path : paths()) {
    EXPECT_THAT(read(path), ::testing::StartsWith("# yaml-language-server: $schema=scenario.schema.json\n")) << path;
  }
}

TEST_F(ShippedScenarios, TheExampleTraceFollowsItsFormula) {
  std::string expected = "time_ms,operation,key,size\n";
  std::uint64_t x = 1;
  for (std::uint64_t i = 0; i < 5000; ++i) {
    x = x * 48271 % 2147483647;
    const std::uint64_t r = x % 1000;
    const std::uint64_t key = r * r * r / 1'000'000;
    expected += std::to_string(2 * i) + (i % 50 == 49 ? ",set," : ",get,") + std::to_string(key) + "," +
                std::to_string(200 + key * 7 % 1800) + "\n";
  }
  EXPECT_EQ(read(std::string(STAMPEDE_SOURCE_DIR) + "/scenarios/example-trace.csv"), expected);
}

}  // namespace
}  // namespace stampede
