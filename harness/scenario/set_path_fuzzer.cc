// Any text after --set changes a scenario into another one, or has reasons why not. Each line is one of them.
#include <vector>

#include "harness/scenario/fuzz_testing.h"

namespace stampede {
namespace {

constexpr std::size_t kMostSettings = 8;

constexpr std::string_view kScenarios[] = {
    "name: t\nduration: 1m\nworkload: {arrivals: {poisson: {rate: 1/s}}, keys: single}\nstore: {latency: 5ms}\n"
    "strategies: [cache-aside, {xfetch: {beta: 2}}, {name: mine, freshness: {xfetch: {beta: 2}}, guard: lock}]\n"
    "timeline:\n"
    "  - {at: 10s, store: {for: 5s, slowdown: 2}, name: slow}\n"
    "  - {at: 20s, workload: {for: 5s, rate: x3}}\n",
    "name: t\nworkload: {trace: {file: a, format: csv, columns: {key: k, time: t}}}\nstore: {latency: 5ms}\n"
    "strategies: [no-cache]\n",
};

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty() && lines.size() < kMostSettings) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  std::string_view text = fuzz_input(data, size);
  const std::string_view scenario = kScenarios[take_byte(text) % std::size(kScenarios)];
  const LoadedScenario loaded = load_scenario_text(scenario, "t.yaml", fuzz_catalogue(), lines_of(text));
  check_places(loaded, scenario);
  check_loaded(loaded);
  return 0;
}
