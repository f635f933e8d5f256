#include "harness/scenario/reference.h"

#include <fstream>
#include <sstream>

#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

const std::string kShipped = STAMPEDE_SOURCE_DIR "/scenarios/reference.yaml";

// What must be given, and nothing else.
const std::string kMandatory =
    "name: reference\n"
    "duration: 10m\n"
    "workload: {arrivals: {poisson: {rate: 1000/s}}, keys: {zipf: {count: 100k}}}\n"
    "store: {latency: 5ms}\n"
    "strategies:\n"
    "  - no-cache\n"
    "  - cache-aside\n"
    "  - write-through\n"
    "  - write-behind\n"
    "  - refresh-ahead\n"
    "  - xfetch\n"
    "  - locked\n"
    "  - {name: my-strategy, freshness: ttl}\n";

std::string text_of(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// The text without what depends on the program's catalogue, which is not the one of this test.
std::string without_catalogue(const std::string& yaml) {
  const std::size_t policies = yaml.find('\n', yaml.find("\n  eviction:") + 1);
  const std::size_t after_policies = yaml.find("\n  ttl:");
  return yaml.substr(0, policies) + yaml.substr(after_policies, yaml.find("\nstrategies:") - after_policies);
}

TEST(Reference, IsWhatTheScenarioFileWithOnlyTheMandatoryKeysMeans) {
  const LoadedScenario reference = load_text(reference_scenario(scenario_grammar(test_catalogue())));
  ASSERT_EQ(render_diagnostics(reference.diagnostics), "");
  EXPECT_EQ(reference.scenario->effective, load_valid(kMandatory).effective);
}

TEST(Reference, IsShippedWithTheDefaultsOfTheCode) {
  const std::string strategies = kMandatory.substr(kMandatory.find("strategies:"));
  const LoadedScenario shipped = load_text(without_catalogue(text_of(kShipped)) + "\n" + strategies);
  ASSERT_EQ(render_diagnostics(shipped.diagnostics), "");
  EXPECT_EQ(shipped.scenario->effective, load_valid(kMandatory).effective);
}

TEST(Reference, IsShippedAsWrittenFromTheGrammar) {
  EXPECT_EQ(without_catalogue(text_of(kShipped)),
            without_catalogue(reference_scenario(scenario_grammar(test_catalogue()))));
}

void expect_every_key_in(const std::string& text, const GrammarNode& node) {
  for (const GrammarNode& child : node.children) {
    if (!child.name.empty() && child.name[0] != '(') {
      EXPECT_NE(text.find(child.name), std::string::npos) << child.name;
    }
    expect_every_key_in(text, child);
  }
}

TEST(Reference, NamesEveryKey) {
  const GrammarNode grammar = scenario_grammar(test_catalogue());
  expect_every_key_in(reference_scenario(grammar), grammar);
}

}  // namespace
}  // namespace stampede
