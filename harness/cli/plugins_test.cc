// --plugin: what a shared object adds, and what the program says to those it cannot use.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/plugins.h"
#include "harness/cli/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

constexpr const char* kScenario = STAMPEDE_SOURCE_DIR "/strategies/example-plugin/example.yaml";

class Plugins : public CommandTest {
 protected:
  Plugins() { std::filesystem::create_symlink(STAMPEDE_EXAMPLE_PLUGIN, "example.so"); }

  // Opens one that is built to be refused.
  static Outcome open(const std::string& variant) {
    std::filesystem::create_symlink(STAMPEDE_TEST_PLUGINS + variant + ".so", "bad.so");
    return refused({"bad.so"});
  }
  static Outcome refused(const std::vector<std::string>& paths) {
    std::vector<std::string> arguments = {"check", "small.yaml"};
    for (const std::string& path : paths) arguments.insert(arguments.end(), {"--plugin", path});
    Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.out, "");
    return outcome;
  }

  // By strategy: a metric of the example's scenario.
  static std::map<std::string, std::int64_t> metric(const nlohmann::json& result, const char* name) {
    std::map<std::string, std::int64_t> values;
    for (const nlohmann::json& cell : result["cells"]) values[cell["strategy"]] = cell["metrics"][name];
    return values;
  }
  static nlohmann::json run_example(std::vector<std::string> more) {
    std::vector<std::string> arguments = {"run", kScenario, "--plugin",      "example.so", "-q",
                                          "-o",  "-",       "--repetitions", "1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Outcome outcome = run(arguments);
    EXPECT_EQ(outcome.err, "");
    return nlohmann::json::parse(outcome.out);
  }
};

TEST_F(Plugins, AddStrategiesThatRunLikeTheBuiltInOnes) {
  const nlohmann::json result = run_example({"--jobs", "2"});
  auto peak = metric(result, "stampede.peak");
  EXPECT_GT(peak["cache-aside"], 8);
  EXPECT_EQ(peak["locked"], 1);
  EXPECT_EQ(peak["turnstile"], 2);
  EXPECT_EQ(peak["turnstile-8"], 8);
  EXPECT_EQ(peak["turnstile-xfetch"], 1);
  auto waits = metric(result, "read.wait");
  EXPECT_EQ(waits["cache-aside"], 0);
  EXPECT_GT(waits["turnstile"], 0);
}

TEST_F(Plugins, AddEvictionPolicies) {
  const std::vector<std::string> small_cache = {"--strategy", "cache-aside", "--set", "cache.capacity=100"};
  const auto hits = [&](const char* policy) {
    std::vector<std::string> arguments = small_cache;
    arguments.insert(arguments.end(), {"--set", std::string("cache.eviction=") + policy});
    return metric(run_example(arguments), "read.hit")["cache-aside"];
  };
  EXPECT_LT(hits("newest-first"), hits("lru")) << "what was used last is what is popular";
}

TEST_F(Plugins, AreKnownToEveryCommandThatNamesStrategies) {
  EXPECT_THAT(run({"check", kScenario, "--plugin", "example.so"}).out, HasSubstr(": ok, 5 strategies, digest "));
  const Outcome list = run({"list", "strategies", "--plugin", "example.so"});
  EXPECT_THAT(list.out, HasSubstr("turnstile        a few loads of a key at a time; the others wait for a place\n"
                                  "                 (guard turnstile)\n"));
  EXPECT_THAT(list.out, HasSubstr("      places: 2              how many loads of a key run at a time\n"));
  EXPECT_THAT(run({"list", "evictions", "--plugin", "./example.so"}).out,
              HasSubstr("newest-first  evict the entry that was used last\n"));
}

TEST_F(Plugins, AreUnknownWithoutTheOption) {
  EXPECT_THAT(run({"check", kScenario}).err, HasSubstr("unknown strategy 'turnstile'"));
}

TEST_F(Plugins, HaveTheirOptionsChecked) {
  const Outcome outcome =
      run({"run", "small.yaml", "--plugin", "example.so", "--set", "strategies=[{turnstile: {places: 1001}}]"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_THAT(outcome.err, HasSubstr("'1001' is too large: at most 1000\n"));
}

TEST_F(Plugins, MustBeFilesThatCanBeLoaded) {
  EXPECT_EQ(refused({"missing.so"}).err,
            "error: plug-in 'missing.so': no such file\n"
            "  check the path; it is relative to the current folder\n"
            "exit code 2 (usage)\n");
  std::filesystem::create_directory("folder.so");
  EXPECT_EQ(refused({"folder.so"}).err,
            "error: plug-in 'folder.so': it is a folder\n"
            "  name the shared object in it\n"
            "exit code 2 (usage)\n");
  write("text.so", "This is a text, and too long to be taken for an ELF file that was cut short by accident.");
  EXPECT_EQ(refused({"text.so"}).err,
            "error: plug-in 'text.so': it cannot be loaded: invalid ELF header\n"
            "  a plug-in is a CMake MODULE library that links Stampede::plugin and is built for this stampede\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustFindInTheProgramWhatTheyNeed) {
  EXPECT_EQ(open("THAT_NEEDS_MORE").err,
            "error: plug-in 'bad.so': it cannot be loaded: undefined symbol: turnstile_of_another_program\n"
            "  a plug-in is a CMake MODULE library that links Stampede::plugin and is built for this stampede\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustSayThatTheyArePlugins) {
  EXPECT_EQ(open("WITHOUT_SYMBOL").err,
            "error: plug-in 'bad.so': it is no plug-in: it has no symbol 'stampede_plugin'\n"
            "  add STAMPEDE_PLUGIN (harness/strategy/plugin.h) to one of its sources\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustHaveTheSameInterface) {
  EXPECT_EQ(open("OF_ANOTHER_INTERFACE").err,
            "error: plug-in 'bad.so': it has plug-in interface 2, this stampede has 1\n"
            "  build it again with the compiler, the options and the headers of this stampede\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustBeBuiltForThisProgram) {
  EXPECT_EQ(open("OF_ANOTHER_BUILD").err,
            std::string("error: plug-in 'bad.so': it was built for 'stampede 0.0.1, g++ 2.95'; this is '") +
                kPluginBuild +
                "'\n"
                "  build it again with the compiler, the options and the headers of this stampede\n"
                "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustHaveTheSameLayout) {
  EXPECT_EQ(open("OF_ANOTHER_LAYOUT").err,
            "error: plug-in 'bad.so': its compile options give the harness's types another layout\n"
            "  build it again with the compiler, the options and the headers of this stampede\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MayFailWhileTheyAddTheirRows) {
  EXPECT_EQ(open("THAT_THROWS").err,
            "error: plug-in 'bad.so': it failed to add its rows: no turnstile at hand\n"
            "  correct the function that it names in STAMPEDE_PLUGIN\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MayFailInAnyWay) {
  EXPECT_EQ(open("THAT_THROWS_A_NUMBER").err,
            "error: plug-in 'bad.so': it failed to add its rows: it threw what is no std::exception\n"
            "  correct the function that it names in STAMPEDE_PLUGIN\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, HearOfEveryMistakeInTheirRows) {
  EXPECT_EQ(open("WITH_WRONG_ROWS").err,
            "error: plug-in 'bad.so': eviction policy 'lru': the name is taken by the program\n"
            "error: plug-in 'bad.so': eviction policy 'lru': it lacks the function that makes it ('make')\n"
            "error: plug-in 'bad.so': strategy 'lazy': guard has no value 'turnstyle'\n"
            "  correct the rows that the plug-in adds, and build it again\n"
            "exit code 2 (usage)\n");
}

TEST_F(Plugins, MustNotUseTheNamesOfOneAnother) {
  EXPECT_EQ(refused({"example.so", "./example.so"}).err,
            "error: plug-in './example.so': guard 'turnstile': the name is taken by plug-in 'example.so'\n"
            "error: plug-in './example.so': strategy 'turnstile': the name is taken by plug-in 'example.so'\n"
            "error: plug-in './example.so': eviction policy 'newest-first': the name is taken by plug-in 'example.so'\n"
            "  correct the rows that the plug-in adds, and build it again\n"
            "exit code 2 (usage)\n");
}

}  // namespace
}  // namespace stampede
