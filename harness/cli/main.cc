#include <algorithm>

#include "harness/cache/eviction.h"
#include "harness/cli/program.h"
#include "strategies/builtins.h"

int main(int argc, char** argv) {
  using namespace stampede;
  const Builtins builtins{.strategies = builtin_strategies(), .evictions = builtin_evictions()};
  Console console = process_console();
  return static_cast<int>(run_program({argv + std::min(argc, 1), argv + argc}, builtins, console));
}
