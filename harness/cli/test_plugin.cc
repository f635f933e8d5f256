// Plug-ins that the program must refuse; each is built from this file with a definition of its own.
#include <stdexcept>

#include "harness/strategy/plugin.h"

#if defined(THAT_NEEDS_MORE) || defined(OF_ANOTHER_BUILD)
extern "C" void turnstile_of_another_program(stampede::Tables& rows);
#endif

namespace {

using namespace stampede;

[[maybe_unused]] void add_wrong_rows(Tables& rows) {
  rows.evictions.push_back({"lru", "the name is taken", {}, nullptr});
  rows.strategies.presets.push_back({.name = "lazy", .summary = "no such guard", .axes = {{"guard", "turnstyle"}}});
}

[[maybe_unused]] void throw_error(Tables&) {
  throw std::runtime_error("no turnstile at hand");
}

[[maybe_unused]] void throw_number(Tables&) {
  throw 7;
}

// Only where it is wanted: an unused function is dropped by an optimiser alone, and its symbol would be missed
// otherwise.
#if defined(THAT_NEEDS_MORE) || defined(OF_ANOTHER_BUILD)
void need_more(Tables& rows) {
  turnstile_of_another_program(rows);
}
#endif

[[maybe_unused]] void add_nothing(Tables&) {}

}  // namespace

#if defined(WITH_WRONG_ROWS)
STAMPEDE_PLUGIN(add_wrong_rows)
#elif defined(THAT_NEEDS_MORE)
STAMPEDE_PLUGIN(need_more)
#elif defined(THAT_THROWS)
STAMPEDE_PLUGIN(throw_error)
#elif defined(THAT_THROWS_A_NUMBER)
STAMPEDE_PLUGIN(throw_number)
#elif defined(OF_ANOTHER_INTERFACE)
extern "C" const Plugin stampede_plugin;
const Plugin stampede_plugin = {kPluginInterface + 1, nullptr, 0, nullptr};
#elif defined(OF_ANOTHER_BUILD)
extern "C" const Plugin stampede_plugin;
const Plugin stampede_plugin = {kPluginInterface, "stampede 0.0.1, g++ 2.95", plugin_layout(), need_more};
#elif defined(OF_ANOTHER_LAYOUT)
extern "C" const Plugin stampede_plugin;
const Plugin stampede_plugin = {kPluginInterface, kPluginBuild, plugin_layout() + 1, add_nothing};
#endif
