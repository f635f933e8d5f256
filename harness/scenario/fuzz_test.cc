// Whatever the text: reading it ends, with a scenario or with reasons.
#include "harness/base/random.h"
#include "harness/base/rounds_testing.h"
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

constexpr std::uint64_t kMutations = 5'000;

const std::string kSeeds[] = {
    completed("cache: {capacity: 64MiB, ttl: 60s, jitter: 12.5%, latency: {uniform: {min: 1us, max: 1ms}}}\n"
              "workload:\n"
              "  arrivals: {closed: {clients: 64, think: {exponential: {mean: 10ms}}}}\n"
              "  keys: {zipf: {count: 100k, exponent: 0.99}}\n"
              "  operations: {read: 95, write: 5}\n"
              "  value_size: {lognormal: {p50: 1KiB, p99: 64KiB}}\n"),
    completed("strategies:\n"
              "  - no-cache\n"
              "  - xfetch: {beta: 2}\n"
              "  - {name: mine, freshness: {xfetch: {beta: 2}}, guard: lock}\n"
              "  - {name: long, preset: cache-aside, ttl: 10m}\n"),
    completed("description: |\n  some 'text' with \"quotes\"\n  # and more\n"
              "workload: {trace: {file: a, format: csv, columns: {key: k, time: t}}}\n"),
};

const std::string kPieces[] = {
    "{",          "}",           "[",     "]",    ":",   ",",    "- ",  "\n",
    " ",          "\t",          "'",     "\"",   "&a ", "*a",   "!!",  "<<",
    "? ",         "---\n",       "...\n", "#",    "|",   ">",    "%",   "\xff",
    "\x04",       "\xc3",        "~",     "null", "0",   "-1",   "1e9", "9999999999999999999",
    "ns",         "%",           "/s",    "@",    "`",   "\r\n", "\\",  "[[[[[[[[[[",
    "{{{{{{{{{{", "\xef\xbb\xbf"};

// One to four random edits: remove, double or replace a stretch, or put a piece in.
std::string mutated(std::string text, const RandomStream& random, std::uint64_t number) {
  std::uint64_t draw = 0;
  const auto pick = [&](std::size_t bound) {
    return static_cast<std::size_t>(below(random.at(number, draw++), bound));
  };
  const std::size_t edits = 1 + pick(4);
  for (std::size_t i = 0; i < edits; ++i) {
    const std::size_t at = pick(text.size() + 1);
    const std::size_t length = pick(std::min<std::size_t>(text.size() - at, 30) + 1);
    switch (pick(4)) {
      case 0:
        text.erase(at, length);
        break;
      case 1:
        text.insert(at, text.substr(pick(at + 1), length));
        break;
      case 2:
        text.replace(at, length, kPieces[pick(std::size(kPieces))]);
        break;
      default:
        text.insert(at, kPieces[pick(std::size(kPieces))]);
        break;
    }
  }
  return text;
}

TEST(AnyText, IsAScenarioOrHasReasonsWhyNot) {
  const RandomStream random(1, "fuzz");
  std::uint64_t valid = 0;
  const auto all = rounds(kMutations);
  for (const std::uint64_t number : all) {
    SCOPED_TRACE(to_repeat(number));
    const std::string text = mutated(kSeeds[number % std::size(kSeeds)], random, number);
    const LoadedScenario loaded = load_text(text);
    ASSERT_NE(loaded.scenario.has_value(), !loaded.diagnostics.empty()) << text;
    ASSERT_EQ(render_diagnostics(loaded.diagnostics).empty(), loaded.scenario.has_value()) << text;
    valid += loaded.scenario.has_value() ? 1 : 0;
  }
  if (all.size() < kMutations) return;
  EXPECT_GT(valid, all.size() / 50);     // the mutations do not always hit
  EXPECT_LT(valid, all.size() * 3 / 4);  // but mostly they do
}

TEST(AnySetting, IsAppliedOrHasReasonsWhyNot) {
  const RandomStream random(2, "fuzz");
  const std::string settings[] = {"cache.ttl=30s", "strategies[1].beta=2", "strategies[mine].guard.lock.wait=1s",
                                  "store.latency={uniform: {min: 1ms, max: 5ms}}"};
  for (const std::uint64_t number : rounds(kMutations)) {
    SCOPED_TRACE(to_repeat(number));
    const std::string setting = mutated(settings[number % std::size(settings)], random, number);
    const LoadedScenario loaded = load_text(kSeeds[1], {setting});
    ASSERT_NE(loaded.scenario.has_value(), !loaded.diagnostics.empty()) << setting;
  }
}

TEST(HostileText, EndsQuickly) {
  const std::string repeated[] = {"[",   "{",      "{:",   "[:",   "- ",   "? ",   "'",   "\"",
                                  "&a ", "*a ",    "!!a ", "a: ",  "| ",   "%a\n", ",",   "---\n",
                                  "\n",  "a: b: ", "{a: ", "[a, ", "? - ", "- - ", "#\n", "<<: "};
  for (const std::string& piece : repeated) {
    std::string text;
    for (int i = 0; i < 40'000; ++i) text += piece;
    const LoadedScenario loaded = load_text(text);
    EXPECT_FALSE(loaded.diagnostics.empty()) << piece;
    EXPECT_LE(render_diagnostics(loaded.diagnostics).size(), 50'000u) << piece;
  }
}

// Nine times the line before.
std::string bomb_line(int number) {
  const std::string name = std::string("a") + std::to_string(number);
  std::string line = name + ": &" + name + " [x";
  for (int i = 0; i < 9; ++i) line.append(", *a").append(std::to_string(number - 1));
  return line + "]\n";
}

TEST(HostileText, WithABombOfAliasesIsRefusedAtOnce) {
  std::string text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 10; ++i) text += bomb_line(i);
  EXPECT_NE(errors_of(text).find("aliases ('*') are not allowed here"), std::string::npos);
  EXPECT_NE(errors_of("a: &a [*a]\n").find("aliases ('*') are not allowed here"), std::string::npos);
}

}  // namespace
}  // namespace stampede
