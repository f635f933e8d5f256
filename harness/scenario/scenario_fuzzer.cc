// Any text is a scenario, and its effective text the same one, or has reasons why not.
#include "harness/scenario/fuzz_testing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  const std::string_view text = fuzz_input(data, size);
  const LoadedScenario loaded = load_scenario_text(text, "t.yaml", fuzz_catalogue());
  check_places(loaded, text);
  check_loaded(loaded);
  return 0;
}
