// Runs commands in this process, with captured texts, inside an empty folder of their own.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "harness/base/temporary_folder.h"
#include "harness/cache/eviction.h"
#include "harness/cli/program.h"
#include "strategies/builtins.h"

namespace stampede {

// A second of traffic on two strategies.
inline constexpr const char* kSmallScenario = R"(name: small
duration: 1s
workload:
  arrivals: {constant: {rate: 1000/s}}
  keys: {uniform: {count: 100}}
  operations: {read: 9, write: 1}
cache: {ttl: 100ms}
store: {latency: {exponential: {mean: 5ms}}, concurrency: 4}
strategies: [cache-aside, locked]
)";

class CommandTest : public testing::Test {
 protected:
  struct Outcome {
    ExitCode code;
    std::string out;
    std::string err;
  };

  CommandTest() : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder_.path());
    write("small.yaml", kSmallScenario);
  }
  ~CommandTest() override { std::filesystem::current_path(before_); }

  static Outcome run(std::vector<std::string> arguments, bool terminal = false) {
    std::ostringstream out;
    std::ostringstream err;
    Console console{.out = out, .err = err, .out_colour = terminal, .err_is_terminal = terminal};
    const Builtins builtins{.strategies = builtin_strategies(), .evictions = builtin_evictions()};
    const ExitCode code = run_program(std::move(arguments), builtins, console);
    return {code, out.str(), err.str()};
  }

  static void write(const std::string& path, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::absolute(path).parent_path());
    std::ofstream(path) << text;
  }
  static std::string read(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path before_;
  TemporaryFolder folder_;
};

}  // namespace stampede
