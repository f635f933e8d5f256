// The contract of a plug-in: a shared object, named with --plugin, whose rows join the tables of strategies, axis
// values and eviction policies.
//
//   void add_rows(stampede::Tables& rows) { rows.strategies.guard.push_back({"turnstile", "...", {...}, make}); }
//   STAMPEDE_PLUGIN(add_rows)
//
// A plug-in shares everything with the program: it leaves the harness's functions to be found there, and links none of
// the harness's libraries, because a second copy of the pool of coroutine frames would not know the first one's frames.
// C++ has no stable binary interface, so a plug-in must be built with the headers, the compiler and the standard
// library of the program that loads it; the program compares them first and refuses any other.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/cache/eviction.h"
#include "harness/store/store.h"
#include "harness/strategy/axes.h"
#include "harness/strategy/build_id.h"
#include "harness/strategy/environment.h"
#include "harness/strategy/loader.h"
#include "harness/strategy/registry.h"

namespace stampede {

// Everything a scenario may name that is implemented in C++.
struct Tables {
  StrategyTable strategies = {};
  std::vector<EvictionRow> evictions = {};
};

// Counts changes of `Plugin` itself; everything else is told by `kPluginBuild`.
inline constexpr std::uint32_t kPluginInterface = 1;

// Whatever must be the same on both sides: version of the harness and digest of its headers, compiler, library.
#if defined(__clang__)
#define STAMPEDE_PLUGIN_COMPILER "clang " __clang_version__
#else
#define STAMPEDE_PLUGIN_COMPILER "g++ " __VERSION__
#endif
#if defined(_LIBCPP_VERSION)
#define STAMPEDE_PLUGIN_LIBRARY "libc++ " STAMPEDE_PLUGIN_TEXT(_LIBCPP_VERSION)
#else
#define STAMPEDE_PLUGIN_LIBRARY "libstdc++ " STAMPEDE_PLUGIN_TEXT(__GLIBCXX__)
#endif
#define STAMPEDE_PLUGIN_TEXT(number) STAMPEDE_PLUGIN_TEXT_OF(number)
#define STAMPEDE_PLUGIN_TEXT_OF(number) #number
inline constexpr const char* kPluginBuild =
    "stampede " STAMPEDE_BUILD_ID ", " STAMPEDE_PLUGIN_COMPILER ", " STAMPEDE_PLUGIN_LIBRARY;

// A digest of the sizes of what both sides hand each other: compile options can change them, too.
constexpr std::uint64_t plugin_layout() {
  std::uint64_t digest = 0;
  for (const std::size_t size : {sizeof(std::string),
                                 sizeof(std::vector<int>),
                                 sizeof(std::map<int, int>),
                                 sizeof(OptionSpec),
                                 sizeof(OptionValues),
                                 sizeof(Tables),
                                 sizeof(PresetRow),
                                 sizeof(EvictionRow),
                                 sizeof(EvictionArguments),
                                 sizeof(AxisRow<Guard>),
                                 sizeof(AxisArguments),
                                 sizeof(Environment),
                                 sizeof(Context),
                                 sizeof(Lookup),
                                 sizeof(Put),
                                 sizeof(Call),
                                 sizeof(ReadReply),
                                 sizeof(Later<ReadResult>),
                                 sizeof(Task<ReadResult>),
                                 sizeof(Scope),
                                 sizeof(Loader)}) {
    digest = digest * 1'000'003 + size;
  }
  return digest;
}

// What a plug-in exports by the name `stampede_plugin`.
struct Plugin {
  std::uint32_t interface_version;  // first for ever: it says how to read the rest
  const char* build;
  std::uint64_t layout;
  // Called once. `rows` is empty; what is added joins the program's tables, if it is well-formed and its names are new.
  // May throw: then the program refuses the plug-in and tells the message.
  void (*add_rows)(Tables& rows);
};

}  // namespace stampede

// Makes a shared object a plug-in: once, outside of any namespace.
#define STAMPEDE_PLUGIN(add_rows)                                                                     \
  extern "C" {                                                                                        \
  [[gnu::visibility("default")]] extern const ::stampede::Plugin stampede_plugin;                     \
  const ::stampede::Plugin stampede_plugin = {::stampede::kPluginInterface, ::stampede::kPluginBuild, \
                                              ::stampede::plugin_layout(), add_rows};                 \
  }
