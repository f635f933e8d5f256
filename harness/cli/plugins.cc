#include "harness/cli/plugins.h"

#include <dlfcn.h>

#include <deque>
#include <exception>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <vector>

#include "harness/base/quote.h"
#include "harness/engine/row_check.h"

namespace stampede {

namespace {

constexpr const char* kSymbol = "stampede_plugin";
constexpr const char* kHowToBuild =
    "a plug-in is a CMake MODULE library that links Stampede::plugin and is built for this stampede";
constexpr const char* kBuildAgain = "build it again with the compiler, the options and the headers of this stampede";

struct PluginRefusal {
  std::string what;  // follows the name of the plug-in
  std::string advice;
};

std::string last_loader_error(const std::string& path) {
  const char* text = ::dlerror();
  std::string error = text == nullptr ? "unknown error" : without_control_characters(text);
  if (error.starts_with(path + ": ")) error.erase(0, path.size() + 2);
  return error;
}

std::optional<PluginRefusal> mismatch(const Plugin& plugin) {
  if (plugin.interface_version != kPluginInterface) {
    return PluginRefusal{"it has plug-in interface " + std::to_string(plugin.interface_version) +
                             ", this stampede has " + std::to_string(kPluginInterface),
                         kBuildAgain};
  }
  if (std::string_view(plugin.build) != kPluginBuild) {
    return PluginRefusal{std::string("it was built for '") + without_control_characters(plugin.build) + "'; this is '" +
                             kPluginBuild + "'",
                         kBuildAgain};
  }
  if (plugin.layout != plugin_layout()) {
    return PluginRefusal{"its compile options give the harness's types another layout", kBuildAgain};
  }
  return std::nullopt;
}

const Plugin* plugin_in(void* library) {
  return static_cast<const Plugin*>(::dlsym(library, kSymbol));
}

// Why the shared object at `path` could not be opened. It may lack functions because it was built for another program;
// then that is what there is to say, and opening it again without looking for them tells.
PluginRefusal cannot_load(const std::string& path) {
  PluginRefusal refusal = {"it cannot be loaded: " + last_loader_error(path), kHowToBuild};
  void* incomplete = ::dlopen(path.c_str(), RTLD_LAZY | RTLD_LOCAL);
  const Plugin* plugin = incomplete == nullptr ? nullptr : plugin_in(incomplete);
  return plugin == nullptr ? refusal : mismatch(*plugin).value_or(refusal);
}

std::variant<const Plugin*, PluginRefusal> open_plugin(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (!fs::exists(status)) return PluginRefusal{"no such file", "check the path; it is relative to the current folder"};
  if (fs::is_directory(status)) return PluginRefusal{"it is a folder", "name the shared object in it"};

  // The loader would search its own folders for a path without a slash, and takes equal relative paths for one file.
  const std::string place = fs::absolute(path).string();
  void* library = ::dlopen(place.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) return cannot_load(place);
  const Plugin* plugin = plugin_in(library);
  if (plugin == nullptr) {
    return PluginRefusal{std::string("it is no plug-in: it has no symbol '") + kSymbol + "'",
                         "add STAMPEDE_PLUGIN (harness/strategy/plugin.h) to one of its sources"};
  }
  if (std::optional<PluginRefusal> refusal = mismatch(*plugin)) return std::move(*refusal);
  return plugin;
}

std::variant<Tables, PluginRefusal> rows_of(const Plugin& plugin) {
  constexpr const char* kAdvice = "correct the function that it names in STAMPEDE_PLUGIN";
  Tables rows;
  try {
    plugin.add_rows(rows);
  } catch (const std::exception& error) {
    return PluginRefusal{std::string("it failed to add its rows: ") + without_control_characters(error.what()),
                         kAdvice};
  } catch (...) {
    return PluginRefusal{"it failed to add its rows: it threw what is no std::exception", kAdvice};
  }
  return rows;
}

std::variant<Tables, PluginRefusal> load(const std::string& path) {
  const auto opened = open_plugin(path);
  if (const auto* refusal = std::get_if<PluginRefusal>(&opened)) return *refusal;
  return rows_of(*std::get<const Plugin*>(opened));
}

template <typename Row>
void append(std::vector<Row>& all, const std::vector<Row>& rows) {
  all.insert(all.end(), rows.begin(), rows.end());
}

void append(Tables& all, const Tables& rows) {
  append(all.strategies.freshness, rows.strategies.freshness);
  append(all.strategies.guard, rows.strategies.guard);
  append(all.strategies.writes, rows.strategies.writes);
  append(all.strategies.fills, rows.strategies.fills);
  append(all.strategies.on_error, rows.strategies.on_error);
  append(all.strategies.presets, rows.strategies.presets);
  append(all.evictions, rows.evictions);
}

}  // namespace

std::variant<Tables, PluginProblem> with_plugins(const Tables& tables, std::span<const std::string> paths) {
  Tables all = tables;
  std::deque<Tables> loaded;
  std::vector<EarlierRows> earlier = {{"the program", tables}};
  for (const std::string& path : paths) {
    const std::string title = "plug-in " + in_quotes(path);
    auto result = load(path);
    if (auto* refusal = std::get_if<PluginRefusal>(&result)) {
      return PluginProblem{title + ": " + refusal->what, refusal->advice};
    }
    const Tables& rows = loaded.emplace_back(std::get<Tables>(std::move(result)));
    std::string message;
    for (const std::string& mistake : row_mistakes(rows, earlier)) {
      message.append(message.empty() ? "" : "\nerror: ").append(title).append(": ").append(mistake);
    }
    if (!message.empty()) return PluginProblem{message, "correct the rows that the plug-in adds, and build it again"};
    append(all, rows);
    earlier.push_back({title, rows});
  }
  return all;
}

}  // namespace stampede
